import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readBlock, readFrame, readPoll } from '../../src/NovComet.AspNetCore/BrowserClient/Source/entries.mjs';

const ask = channels => new Map(Object.entries(channels).map(([name, at]) => [name, { at, anchoring: at === 0 }]));

test('a poll: messages in order, and a signal only for what came after the last of them', () => {
  const answer = { s: 1, k: { a: 3.5, b: 2.5 }, m: { a: [{ t: 1.5, d: 'x' }, { t: 2.5, d: null }], b: [{ t: 2.5, d: 0 }] } };
  assert.deepEqual(readPoll(ask({ a: 0.5, b: 0.5 }), answer), [
    { channel: 'a', stamp: 1.5, data: 'x' }, { channel: 'a', stamp: 2.5, data: null }, { channel: 'a', stamp: 3.5 },
    { channel: 'b', stamp: 2.5, data: 0 },
  ]);
});

test('a poll: a gap comes before the messages that are kept, and leaves room for the first of them', () => {
  const stamp = 1732089600.123456;
  assert.deepEqual(readPoll(ask({ a: 0.5 }), { s: 1, k: { a: stamp }, g: ['a'], m: { a: [{ t: stamp, d: 1 }] } }),
    [{ channel: 'a', stamp: 1732089600.123455, gap: true }, { channel: 'a', stamp, data: 1 }]);
  assert.deepEqual(readPoll(ask({ a: 0.5 }), { s: 1, k: { a: 7.000001 }, g: ['a'], m: { a: [{ t: 7.000001, d: 1 }] } })[0].stamp, 6.999999,
    'a stamp is never a whole second');
  assert.deepEqual(readPoll(ask({ a: 0.5 }), { s: 1, k: { a: stamp }, g: ['a'] }), [{ channel: 'a', stamp, gap: true }]);
});

test('a poll: places come first, wherever their channels stand in the question', () => {
  assert.deepEqual(readPoll(ask({ a: 0.5, b: 0, c: 'earliest' }), { s: 1, k: { a: 1.5, b: 3.5 }, t: { b: 2.5, c: 4.5 } }),
    [{ channel: 'b', stamp: 3.5, at: true }, { channel: 'c', stamp: 4.5, at: true }, { channel: 'a', stamp: 1.5 }]);
});

test('a poll: history from the earliest on is delivered, not taken for a place', () => {
  assert.deepEqual(readPoll(ask({ a: 'earliest' }), { s: 1, k: { a: 1.5 }, t: { a: 1.5 }, m: { a: [{ t: 1.5, d: 'x' }] } }),
    [{ channel: 'a', stamp: 1.5, data: 'x' }]);
});

for (const hostile of [
  { s: 1 }, { s: 1, k: null }, { s: 1, k: [1], m: 7, g: 'a', t: 'x' }, { s: 1, k: { a: '1.5' } }, { s: 1, k: { a: 1e30 } }, { s: 1, k: { a: -1 } },
  { s: 1, k: { other: 1.5 } }, { s: 1, m: { a: [null, 1, { d: 1 }, { t: 'x' }] } }, { s: 0, k: { a: 1.5 } }, { s: 1, g: ['a', null, {}] },
])
  test(`a poll of no sense says nothing: ${JSON.stringify(hostile)}`, () => assert.deepEqual(readPoll(ask({ a: 0.5 }), hostile), []));

test('frames', () => {
  assert.deepEqual(readFrame({ cursor: { a: 1.5, __proto__: null, b: 'x' }, later: 1 }), [{ channel: 'a', stamp: 1.5, at: true }]);
  assert.deepEqual(readFrame({ channel: 'a', stamp: 1.5, new: 'member' }), [{ channel: 'a', stamp: 1.5 }]);
  assert.deepEqual(readFrame({ channel: 'a', stamp: 1.5, data: null }), [{ channel: 'a', stamp: 1.5, data: null }]);
  assert.deepEqual(readFrame({ gap: 'a', stamp: 1.5 }), [{ channel: 'a', stamp: 1.5, gap: true }]);
  for (const none of [null, 7, 'x', [], {}, { channel: 1, stamp: 1.5 }, { channel: 'a' }, { gap: 'a', stamp: 'x' }, { ack: 1, stamp: 1.5 }])
    assert.deepEqual(readFrame(none), []);
});

test('blocks: an id without data is the cursor', () => {
  assert.deepEqual(readBlock({ id: 'a%26%3D%C3%BC=1732089600.123456&b=0.000001&broken&c=x' }),
    [{ channel: 'a&=ü', stamp: 1732089600.123456, at: true }, { channel: 'b', stamp: 0.000001, at: true }]);
  assert.deepEqual(readBlock({ id: 'a=1.5', data: '{"channel":"a","stamp":1.5,"data":{"x":1}}' }), [{ channel: 'a', stamp: 1.5, data: { x: 1 } }]);
  assert.deepEqual(readBlock({ event: 'gap', data: '{"channel":"a","stamp":1.5}' }), [{ channel: 'a', stamp: 1.5, gap: true }]);
  assert.throws(() => readBlock({ data: '{' }), SyntaxError);
});
