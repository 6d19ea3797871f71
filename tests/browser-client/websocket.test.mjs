import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage } from './page.mjs';

async function connected(options = {}) {
  const page = openPage({ transports: ['websocket'], ...options });
  page.calls = [];
  page.listen = (name, since) => page.NovComet.subscribe(name, (k, event) => page.calls.push(event), { since });
  page.listen('a').run();
  await page.settled();
  await page.socket.open();
  return page;
}

test('the sub-protocol is named, the channels go by a frame, and the first frame is where they stand', async () => {
  const page = await connected();
  assert.equal(page.socket.url, 'ws://gateway.test/comet');
  assert.equal(page.socket.protocol, 'novcomet.v1');
  assert.deepEqual(page.socket.sent, [{ subscribe: { a: 0 } }]);
  assert.deepEqual(page.NovComet.status, { state: 'connecting', transport: 'websocket' });
  await page.socket.say({ cursor: {} });
  assert.equal(page.NovComet.status.state, 'connecting', 'a change would not arrive yet');
  await page.socket.say({ cursor: { a: 1.5 } });
  assert.deepEqual(page.NovComet.status, { state: 'held', transport: 'websocket' });
  assert.deepEqual(page.calls, []);
});

test('messages, signals and gaps arrive one by one, each with its stamps', async () => {
  const page = await connected();
  const gaps = [];
  const changes = [];
  page.NovComet.on('gap', gap => gaps.push(gap)).subscribe('a', k => changes.push({ ...k }));
  await page.socket.say({ cursor: { a: 0.5 } });
  await page.socket.say('{"channel":"a","stamp":1.5,"data":{"x":1}}');
  await page.socket.say({ channel: 'a', stamp: 2.5 });
  await page.socket.say({ gap: 'a', stamp: 5.5 });
  await page.socket.say({ channel: 'a', stamp: 6.5, data: null });
  const gap = { channel: 'a', stamp: 5.5, gap: true };
  assert.deepEqual(page.calls, [
    { channel: 'a', stamp: 1.5, data: { x: 1 } }, { channel: 'a', stamp: 2.5 }, gap, { channel: 'a', stamp: 6.5, data: null },
  ]);
  assert.deepEqual(gaps, [gap]);
  assert.deepEqual(changes, [{ a: 1.5 }, { a: 2.5 }, { a: 5.5 }, { a: 6.5 }]);
});

test('a gap may lead back: messages of another life are not taken for repeated ones', async () => {
  const page = await connected();
  await page.socket.say({ cursor: { a: 9.5 } });
  await page.socket.say({ gap: 'a', stamp: 1.5 });
  await page.socket.say({ channel: 'a', stamp: 2.5, data: 'new life' });
  assert.equal(page.calls[1].data, 'new life');
});

test('since: a stamp, the last N, the earliest', async () => {
  const page = openPage({ transports: ['websocket'] });
  page.NovComet.subscribe('a', () => {}, { since: 1732089600.123456 }).subscribe('b', () => {}, { since: -5 })
    .subscribe('c', () => {}, { since: 'earliest' }).run();
  await page.settled();
  await page.socket.open();
  assert.deepEqual(page.socket.sent, [{ subscribe: { a: 1732089600.123456, b: -5, c: 'earliest' } }]);
  for (const since of ['x', 1.5e30, -1.5, NaN, null, '5']) assert.throws(() => page.NovComet.subscribe('d', () => {}, { since }), TypeError);
});

test('channels come and go on the live connection, once for all of a tick', async () => {
  const page = await connected();
  await page.socket.say({ cursor: { a: 0.5 } });
  page.listen('b').subscribe('c', () => {}).unsubscribe('a');
  await page.settled();
  assert.deepEqual(page.socket.sent.slice(1), [{ unsubscribe: ['a'] }, { subscribe: { b: 0, c: 0 } }]);
  assert.equal(page.sockets.length, 1);
  page.NovComet.unsubscribe('b').unsubscribe('c');
  await page.settled();
  assert.ok(page.socket.closed);
  assert.equal(page.NovComet.status.state, 'idle');
});

test('a channel that is left and taken up again starts anew', async () => {
  const page = await connected();
  await page.socket.say({ cursor: { a: 0.5 } });
  page.NovComet.unsubscribe('a');
  page.listen('a', 'earliest');
  await page.settled();
  assert.deepEqual(page.socket.sent.slice(1), [{ unsubscribe: ['a'] }, { subscribe: { a: 'earliest' } }]);
});

test('a channel that comes while the connection opens is in its first frame', async () => {
  const page = openPage({ transports: ['websocket'] });
  page.NovComet.subscribe('a', () => {}).run();
  await page.settled();
  page.NovComet.subscribe('b', () => {});
  await page.settled();
  await page.socket.open();
  assert.equal(page.sockets.length, 1);
  assert.deepEqual(page.socket.sent, [{ subscribe: { a: 0, b: 0 } }]);
});

test('a lost connection is resumed from its cursor, and repeats are not told twice', async () => {
  const page = await connected();
  await page.socket.say({ cursor: { a: 0.5 } });
  await page.socket.say({ channel: 'a', stamp: 1.5, data: 1 });
  await page.socket.lose();
  assert.equal(page.NovComet.status.retryIn, 250);
  await page.advance(250);
  await page.socket.open();
  assert.deepEqual(page.socket.sent, [{ subscribe: { a: 1.5 } }]);
  await page.socket.say({ cursor: { a: 1.5 } });
  await page.socket.say({ channel: 'a', stamp: 1.5, data: 1 });
  await page.socket.say({ channel: 'a', stamp: 2.5, data: 2 });
  assert.deepEqual(page.calls.map(event => event.data), [1, 2]);
});

test('the time that a gateway names before it stops is the least wait', async () => {
  const page = await connected();
  await page.socket.say({ cursor: { a: 0.5 } });
  await page.socket.say({ retry: 3000 });
  await page.socket.lose();
  page.window.dispatchEvent(new Event('online'));
  await page.advance(3249);
  assert.equal(page.sockets.length, 1);
  await page.advance(1);
  assert.equal(page.sockets.length, 2);
});

test('a connection without heartbeats is given up after two and a half of them', async () => {
  const page = await connected();
  await page.socket.say({ cursor: {} });
  await page.socket.say({ cursor: { a: 0.5 } });
  for (let i = 0; i < 3; i++) {
    await page.advance(4000);
    await page.socket.say({ cursor: { a: 0.5 } });
  }
  await page.advance(9999);
  assert.equal(page.NovComet.status.state, 'held');
  await page.advance(1);
  assert.ok(page.socket.closed);
  assert.equal(page.NovComet.status.error.message, 'The gateway has been silent for 10 s.');
});

test('the answer to a subscription is no heartbeat', async () => {
  const page = await connected();
  await page.socket.say({ cursor: {} });
  await page.socket.say({ cursor: { a: 0.5 } });
  await page.advance(15000);
  await page.socket.say({ cursor: { a: 0.5 } });
  await page.advance(100);
  page.listen('b');
  await page.settled();
  await page.socket.say({ cursor: { a: 0.5, b: 0.5 } });
  await page.advance(14900);
  await page.socket.say({ cursor: { a: 0.5, b: 0.5 } });
  await page.advance(37000);
  assert.equal(page.NovComet.status.state, 'held');
});

test('a page that is looked at again asks only whether the heartbeat is overdue', async () => {
  const page = await connected();
  await page.socket.say({ cursor: { a: 0.5 } });
  page.document.dispatchEvent(new Event('visibilitychange'));
  await page.settled();
  assert.equal(page.sockets.length, 1);
  page.clock.skip(60000); // the timers of the page slept
  page.document.dispatchEvent(new Event('visibilitychange'));
  await page.settled();
  assert.ok(page.sockets[0].closed);
  page.document.dispatchEvent(new Event('resume'));
  await page.settled();
  await page.advance(250);
  assert.equal(page.sockets.length, 2);
});

test('a refusal is told with the sentence of the gateway, and not repeated soon', async () => {
  const page = await connected({ random: 0 });
  await page.socket.say({ cursor: {} });
  await page.socket.say({ error: 'You may not read a.', later: 1 });
  assert.equal(page.NovComet.status.error.message, 'You may not read a.');
  assert.equal(page.NovComet.status.retryIn, 15000);
});

for (const frame of ['{', '', 'null', '7', '"x"'])
  test(`a frame that is not ours ends the connection: ${frame}`, async () => {
    const page = await connected();
    await page.socket.say({ cursor: { a: 0.5 } });
    await page.socket.say(frame);
    assert.ok(page.socket.closed);
    assert.equal(page.NovComet.status.error.message, 'The answer did not come from a NovComet gateway.');
  });

for (const frame of [[], {}, { channel: 'other', stamp: 1.5 }, { channel: 'a', stamp: 'x' }, { cursor: 7 }, { gap: {} }, { ack: 1 }, { from: 'the future' }])
  test(`a frame of unknown sense is ignored: ${JSON.stringify(frame)}`, async () => {
    const page = await connected();
    await page.socket.say({ cursor: { a: 0.5 } });
    await page.socket.say(frame);
    await page.socket.say({ channel: 'a', stamp: 1.5, data: 1 });
    assert.equal(page.calls.length, 1);
    assert.deepEqual(page.reported, []);
  });

test('stop closes, leaves no timer, and run goes on from the same cursor', async () => {
  const page = await connected();
  await page.socket.say({ cursor: { a: 0.5 } });
  const [socket] = page.sockets;
  page.NovComet.stop();
  await page.settled();
  assert.ok(socket.closed);
  assert.equal(page.timers, 0);
  socket.say({ channel: 'a', stamp: 1.5 });
  assert.deepEqual(page.calls, []);
  page.NovComet.run();
  await page.settled();
  await page.socket.open();
  assert.deepEqual(page.socket.sent, [{ subscribe: { a: 0.5 } }]);
});

test('a callback that throws, and one that stops, lose nothing', async () => {
  const page = await connected();
  page.NovComet.subscribe('a', () => { throw new Error('mine'); });
  await page.socket.say({ cursor: { a: 0.5 } });
  await page.socket.say({ channel: 'a', stamp: 1.5, data: 1 });
  await page.socket.say({ channel: 'a', stamp: 2.5, data: 2 });
  assert.equal(page.reported.length, 2);
  assert.deepEqual(page.calls.map(event => event.data), [1, 2]);
});

test('each connection has a ticket of its own, and a page that has none waits', async () => {
  const page = openPage({ transports: ['websocket'] });
  let count = 0;
  page.NovComet.init(undefined, { ticket: async () => `t&${++count}` }).subscribe('a', () => {}).run();
  await page.settled();
  assert.equal(page.socket.url, 'ws://gateway.test/comet?ticket=t%261');
  await page.socket.lose();
  await page.advance(250);
  assert.equal(page.socket.url, 'ws://gateway.test/comet?ticket=t%262');
  page.NovComet.init(undefined, { ticket: () => { throw new Error('signed out'); } });
  await page.settled();
  assert.equal(page.NovComet.status.error.message, 'The page could not give its credentials: signed out');
  assert.equal(page.sockets.length, 2);
});

test('a gateway whose heart is slower than assumed is found out by patience', async () => {
  const page = await connected();
  await page.socket.say({ cursor: { a: 0.5 } });
  await page.advance(37500 + 250);
  assert.equal(page.sockets.length, 2);
  await page.socket.open();
  await page.socket.say({ cursor: { a: 0.5 } });
  await page.advance(74999);
  assert.equal(page.NovComet.status.state, 'held');
});

test('what is on its way for a channel that is left and taken up again is not told', async () => {
  const page = await connected();
  await page.socket.say({ cursor: { a: 0.5 } });
  page.NovComet.unsubscribe('a');
  page.listen('a', 'earliest');
  page.socket.say({ channel: 'a', stamp: 1.5, data: 'on its way' });
  await page.settled();
  await page.socket.say({ channel: 'a', stamp: 0.5, data: 'first' });
  assert.deepEqual(page.calls.map(event => event.data), ['first']);
});
