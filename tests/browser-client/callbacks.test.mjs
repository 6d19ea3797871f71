import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage } from './page.mjs';

async function held(page, stamps) {
  page.NovComet.run();
  await page.anchor(stamps);
}

test('each callback of a changed channel gets all changes, and what it is called for', async () => {
  const page = openPage();
  const calls = [];
  page.NovComet.subscribe('a', (k, event) => calls.push(['first', { ...k }, event]))
    .subscribe('a', (k, event) => calls.push(['second', { ...k }, event]))
    .subscribe('b', () => calls.push('never'));
  await held(page, { a: 0.5, b: 0.5 });
  assert.deepEqual(calls, [], 'where the channels stand is no change');
  await page.last.answer('{"s":1,"k":{"a":1.5}}');
  const event = { channel: 'a', stamp: 1.5 };
  assert.deepEqual(calls, [['first', { a: 1.5 }, event], ['second', { a: 1.5 }, event]]);
});

test('a callback that throws is reported, and stops neither the others nor the loop', async () => {
  const page = openPage();
  const calls = [];
  page.NovComet.subscribe('a', () => { throw new Error('mine'); }).subscribe('a', () => calls.push('a'));
  await held(page, { a: 0.5 });
  await page.last.answer('{"s":1,"k":{"a":1.5}}');
  assert.deepEqual(calls, ['a']);
  assert.equal(page.reported[0].message, 'mine');
  assert.equal(page.requests.length, 3);
});

test('a spurious wake-up calls back: the same stamp may stand for a second touch in one tick', async () => {
  const page = openPage();
  let calls = 0;
  page.NovComet.subscribe('a', () => calls++);
  await held(page, { a: 0.5 });
  await page.last.answer('{"s":1,"k":{"a":1.5}}');
  await page.last.answer('{"s":1,"k":{"a":1.5}}');
  assert.equal(calls, 2);
});

test('hostile names are names like any other', async () => {
  const names = ['__proto__', 'constructor', 'hasOwnProperty', 'a&publish=b', 'x]=1', '#', '%', '+', '日本', '<b>', '../../etc/x'];
  const page = openPage();
  const seen = [];
  for (const name of names) page.NovComet.subscribe(name, (k, { channel }) => seen.push([channel, k[channel]]));
  page.NovComet.run();
  await page.settled();
  const sent = new URL(page.last.url).searchParams;
  assert.deepEqual([...sent.keys()], names.map(name => `subscribed[${name}]`));
  const stamps = fraction => `{${names.map((name, i) => `${JSON.stringify(name)}:${i}.${fraction}`).join()}}`;
  await page.last.answer(`{"s":1,"k":${stamps(25)},"t":${stamps(25)}}`);
  await page.last.answer(`{"s":1,"k":${stamps(5)}}`);
  assert.deepEqual(seen, names.map((name, i) => [name, i + 0.5]));
  assert.equal(new URL(page.last.url).searchParams.get('subscribed[__proto__]'), '0.5');
  assert.equal({}.polluted, undefined);
});

test('a name that cannot be sent is refused where it is subscribed', () => {
  const page = openPage();
  assert.throws(() => page.NovComet.subscribe('\ud800', () => {}), URIError);
  assert.throws(() => page.NovComet.subscribe('a'), TypeError);
});

test('a callback may unsubscribe another one', async () => {
  const page = openPage();
  const calls = [];
  page.NovComet.subscribe('a', () => { calls.push('a'); page.NovComet.unsubscribe('b'); }).subscribe('b', () => calls.push('b'));
  await held(page, { a: 0.5, b: 0.5 });
  await page.last.answer('{"s":1,"k":{"a":1.5,"b":1.5}}');
  assert.deepEqual(calls, ['a']);
  assert.ok(page.last.url.endsWith('?subscribed[a]=1.5'));
});

test('stop in a callback loses nothing: what was not delivered comes after the next run', async () => {
  const page = openPage();
  page.NovComet.subscribe('a', () => page.NovComet.stop()).subscribe('b', () => {});
  await held(page, { a: 0.5, b: 0.5 });
  await page.last.answer('{"s":1,"k":{"a":1.5,"b":1.5}}');
  assert.equal(page.requests.length, 2);
  page.NovComet.run();
  await page.settled();
  assert.ok(page.last.url.endsWith('subscribed[a]=1.5&subscribed[b]=0.5'));
});
