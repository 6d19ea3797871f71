import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage } from './page.mjs';

const ignore = () => {};
const query = request => decodeURIComponent(request.url.split('?')[1]);

test('the first poll asks where the channels stand, without any clock of ours', async () => {
  const page = openPage();
  page.NovComet.subscribe('a', ignore).subscribe('b', ignore).run();
  await page.settled();
  assert.equal(page.requests.length, 1);
  assert.equal(page.last.url, 'http://gateway.test/comet?subscribed[a]=9999999999&subscribed[b]=9999999999');
  assert.equal(page.last.method, 'GET');
});

test('cursors come from t, then k, also where nothing changed', async () => {
  const page = openPage();
  page.NovComet.subscribe('a', ignore).subscribe('b', ignore).run();
  await page.anchor({ a: 1732089598.5, b: 1732089598.5 });
  await page.last.answer('{"s":1,"k":{"a":1732089600.123456},"t":{"a":1732089599.000001,"b":0.000001}}');
  assert.equal(query(page.last), 'subscribed[a]=1732089600.123456&subscribed[b]=0.000001');
});

test('an unchanged answer is followed by the next poll, from where it says we stand', async () => {
  const page = openPage();
  page.NovComet.subscribe('a', ignore).run();
  await page.advance(20000);
  await page.last.answer('{"s":0,"t":{"a":1732089600.5}}');
  assert.equal(query(page.last), 'subscribed[a]=1732089600.5');
});

test('a cursor is written as plain decimals, or not taken', async () => {
  const page = openPage();
  page.NovComet.subscribe('a', ignore).subscribe('b', ignore).subscribe('c', ignore).run();
  await page.settled();
  await page.last.answer('{"s":1,"k":{"a":1e30,"b":1e-7,"c":"1&publish=x"}}');
  await page.advance(100);
  assert.equal(query(page.last), 'subscribed[a]=0&subscribed[b]=0&subscribed[c]=0');
});

test('subscribing while a poll is held asks once more, once for all calls of the tick', async () => {
  const page = openPage();
  page.NovComet.subscribe('a', ignore).run();
  await page.anchor({ a: 0.5 });
  page.NovComet.subscribe('b', ignore).subscribe('c', ignore);
  await page.settled();
  assert.equal(page.requests.length, 3);
  assert.ok(page.requests[1].signal.aborted);
  assert.equal(query(page.last), 'subscribed[a]=0.5&subscribed[b]=9999999999&subscribed[c]=9999999999');
  page.NovComet.subscribe('c', () => {});
  await page.settled();
  assert.equal(page.requests.length, 3, 'another callback is not another channel');
});

test('unsubscribing asks with what is left, and idles without channels', async () => {
  const page = openPage();
  page.NovComet.subscribe('a', ignore).subscribe('b', ignore).run();
  await page.settled();
  page.NovComet.unsubscribe('a');
  await page.settled();
  assert.equal(query(page.last), 'subscribed[b]=9999999999');
  page.NovComet.unsubscribe('b', ignore);
  await page.settled();
  assert.equal(page.NovComet.status.state, 'idle');
  assert.ok(page.last.signal.aborted);
  page.NovComet.subscribe('c', ignore);
  await page.settled();
  assert.equal(query(page.last), 'subscribed[c]=9999999999');
});

test('sleepTime is kept between a change and the next poll', async () => {
  const page = openPage();
  page.NovComet.sleepTime = 1000;
  page.NovComet.subscribe('a', ignore).run();
  await page.anchor({ a: 0.5 });
  assert.equal(page.requests.length, 2, 'an answer that called nobody is followed by the next poll at once');
  await page.last.answer('{"s":1,"k":{"a":1.5}}');
  assert.equal(await page.timeToNextRequest(), 1000);
});

test('a gateway that repeats the same answer is asked slower and slower, until there is news', async () => {
  const page = openPage();
  page.NovComet.subscribe('a', ignore).run();
  await page.settled();
  await page.last.answer('{"s":1,"k":{"a":1.5}}');
  const gaps = [];
  for (let i = 0; i < 9; i++) {
    await page.last.answer('{"s":1,"k":{"a":1.5}}');
    gaps.push(await page.timeToNextRequest());
  }
  assert.deepEqual(gaps, [50, 100, 200, 400, 800, 1600, 3200, 5000, 5000]);
  await page.last.answer('{"s":1,"k":{"a":2.5}}');
  assert.equal(await page.timeToNextRequest(0), 0);
  await page.last.answer('{"s":0}');
  assert.equal(await page.timeToNextRequest(), 50, 'nor may a gateway that does not hold be hammered');
});

test('too many channels for a URL go as a form', async () => {
  const page = openPage();
  for (let i = 0; i < 60; i++) page.NovComet.subscribe(`${i}-${'ä'.repeat(20)}`, ignore);
  page.NovComet.run();
  await page.settled();
  assert.equal(page.last.method, 'POST');
  assert.equal(page.last.url, 'http://gateway.test/comet');
  assert.equal(new URLSearchParams(page.last.body).get(`subscribed[59-${'ä'.repeat(20)}]`), '9999999999');
  assert.ok(page.last.options.body instanceof URLSearchParams, 'which makes fetch name the content type');
});

test('stop ends the poll, leaves no timer, and run goes on from the same cursors', async () => {
  const page = openPage();
  page.NovComet.subscribe('a', ignore).run().run();
  await page.settled();
  await page.last.answer('{"s":1,"k":{"a":1.5}}');
  assert.equal(page.requests.length, 2, 'run twice is one loop');
  page.NovComet.stop();
  await page.settled();
  assert.ok(page.last.signal.aborted);
  assert.equal(page.timers, 0);
  assert.equal(page.NovComet.status.state, 'stopped');
  page.NovComet.run().stop().run();
  await page.settled();
  assert.equal(page.requests.length, 3);
  assert.equal(query(page.last), 'subscribed[a]=1.5');
});

test('init sets another gateway, with a query of its own', async () => {
  const page = openPage({ src: null });
  page.NovComet.subscribe('a', ignore).run();
  await page.settled();
  assert.equal(page.last.url, '/comet?subscribed[a]=9999999999');
  page.NovComet.init('/app.php?r=comet');
  await page.settled();
  assert.equal(page.last.url, '/app.php?r=comet&subscribed[a]=9999999999');
});

test('fetchOptions reach every request', async () => {
  const page = openPage();
  page.NovComet.fetchOptions = { headers: { Authorization: 'Bearer x' } };
  page.NovComet.subscribe('a', ignore).run();
  await page.settled();
  assert.equal(page.last.options.headers.Authorization, 'Bearer x');
  assert.equal(page.last.options.cache, 'no-store');
});
