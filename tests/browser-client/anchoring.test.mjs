import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage } from './page.mjs';

const query = request => decodeURIComponent(request.url.split('?')[1]);

async function listening() {
  const page = openPage();
  page.calls = [];
  page.listen = name => page.NovComet.subscribe(name, k => page.calls.push([name, { ...k }]));
  page.listen('a').run();
  await page.settled();
  return page;
}

test('a channel is held only with a cursor, so that a poll given up loses nothing', async () => {
  const page = await listening();
  await page.anchor({ a: 1.5 });
  page.window.dispatchEvent(new Event('pagehide'));
  page.window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
  await page.settled();
  assert.equal(query(page.last), 'subscribed[a]=1.5');
});

test('where a new channel stands is taken silently, while a change of the others is told', async () => {
  const page = await listening();
  await page.anchor({ a: 1.5 });
  page.listen('b');
  await page.settled();
  await page.last.answer('{"s":1,"k":{"a":2.5,"b":1.25},"t":{"b":1.25}}');
  assert.deepEqual(page.calls, [['a', { a: 2.5 }]]);
  assert.equal(query(page.last), 'subscribed[a]=2.5&subscribed[b]=1.25');
  await page.last.answer('{"s":1,"k":{"b":3.5}}');
  assert.deepEqual(page.calls[1], ['b', { b: 3.5 }]);
});

test('a channel that came with its answer already on the way is asked for next', async () => {
  const page = await listening();
  const answered = page.last.answer('{"s":1,"k":{"a":1.5},"t":{"a":1.5}}');
  page.listen('b');
  await answered;
  assert.match(query(page.last), /subscribed\[b\]=9999999999$/);
});

test('a channel that is left and taken up again starts anew', async () => {
  const page = await listening();
  await page.anchor({ a: 1.5 });
  page.NovComet.unsubscribe('a');
  page.listen('a');
  await page.settled();
  assert.equal(query(page.last), 'subscribed[a]=9999999999');
});

test('a gateway that does not say where a channel stands is asked from now on, and its first change is told', async () => {
  const page = await listening();
  await page.advance(20000);
  await page.last.answer('{"s":0}');
  assert.equal(query(page.last), 'subscribed[a]=0');
  await page.last.answer('{"s":1,"k":{"a":1.5}}');
  assert.deepEqual(page.calls, [['a', { a: 1.5 }]]);
});

test('stop in a callback leaves no new channel without its place', async () => {
  const page = openPage();
  page.NovComet.subscribe('a', () => page.NovComet.stop()).run();
  await page.anchor({ a: 0.5 });
  page.NovComet.subscribe('b', () => {});
  await page.settled();
  await page.last.answer('{"s":1,"k":{"a":1.5,"b":1.25},"t":{"b":1.25}}');
  page.NovComet.run();
  await page.settled();
  assert.equal(query(page.last), 'subscribed[a]=1.5&subscribed[b]=1.25');
});

test('an answer on its way for a channel that is left and taken up again is not told', async () => {
  const page = await listening();
  await page.anchor({ a: 1.5 });
  const answered = page.last.answer('{"s":1,"k":{"a":2.5},"m":{"a":[{"t":2.5,"d":1}]}}');
  await Promise.resolve();
  page.NovComet.unsubscribe('a').subscribe('a', () => page.calls.push('told'), { since: 'earliest' });
  await answered;
  assert.deepEqual(page.calls, []);
  assert.equal(query(page.last), 'subscribed[a]=earliest');
});
