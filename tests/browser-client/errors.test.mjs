import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage } from './page.mjs';

const sentence = (status, detail) => [JSON.stringify({ status, detail }), status, { 'Content-Type': 'application/problem+json' }];

async function polling(options) {
  const page = openPage(options);
  page.said = [];
  page.NovComet.on('status', status => page.said.push(status)).subscribe('a', () => {}).run();
  await page.settled();
  return page;
}

for (const [name, random, expected] of [
  ['the longest jitter', 0.999999, [500, 1000, 2000, 4000, 8000, 16000, 30000, 30000]],
  ['the middle', 0.5, [250, 500, 1000, 2000, 4000, 8000, 15000, 15000]],
  ['the shortest jitter', 0, [0, 0, 0, 0, 0, 0, 0, 0]],
])
  test(`network errors back off exponentially up to the cap: ${name}`, async () => {
    const page = await polling({ random });
    const waits = [];
    for (const _ of expected) {
      const count = page.requests.length;
      await page.last.fail();
      waits.push(page.requests.length > count ? 0 : await page.timeToNextRequest());
    }
    assert.deepEqual(waits, expected);
    assert.equal(page.said.find(s => s.state === 'waiting').error.message, 'The gateway cannot be reached.');
  });

test('a success resets the back-off', async () => {
  const page = await polling();
  for (let i = 0; i < 5; i++) {
    await page.last.fail();
    await page.timeToNextRequest();
  }
  await page.last.answer('{"s":1,"k":{"a":1.5}}');
  await page.last.fail();
  assert.equal(await page.timeToNextRequest(), 250);
});

test('Retry-After is the least wait, whatever happens on the page', async () => {
  const page = await polling();
  await page.last.answer('{"detail":"Too many."}', 429, { 'Retry-After': '7' });
  page.NovComet.subscribe('b', () => {});
  page.window.dispatchEvent(new Event('online'));
  assert.equal(await page.timeToNextRequest(), 7250);
  await page.last.answer('', 503, { 'Retry-After': new Date(1732089600000 + 7250 + 60750).toUTCString() });
  assert.equal(await page.timeToNextRequest(), 60750 + 500);
  assert.deepEqual(page.said.filter(s => s.state === 'waiting').map(s => s.error.message),
    ['Too many.', 'The gateway answered 503.']);
});

for (const status of [400, 401, 403, 404, 405])
  test(`${status} is not asked again soon, and its sentence is told`, async () => {
    const page = await polling({ random: 0 });
    await page.last.answer(...sentence(status, 'Change this.'));
    assert.equal(page.NovComet.status.error.message, 'Change this.');
    assert.equal(page.NovComet.status.error.status, status);
    assert.equal(await page.timeToNextRequest(), 15000);
  });

test('changing what is asked ends the wait after a refusal', async () => {
  const page = await polling();
  page.NovComet.subscribe('bad', () => {});
  await page.settled();
  await page.last.answer(...sentence(400, 'A bad name.'));
  page.NovComet.unsubscribe('bad');
  await page.settled();
  assert.ok(page.last.url.endsWith('?subscribed[a]=9999999999'));
});

for (const body of ['<html>a proxy</html>', '', 'null', 'true', '{}', '{"s":2}'])
  test(`an answer that is not ours is an error: ${body}`, async () => {
    const page = await polling();
    await page.last.answer(body);
    assert.equal(page.NovComet.status.error.message, 'The answer did not come from a NovComet gateway.');
    assert.equal(await page.timeToNextRequest(), 250);
  });

test('a poll that the network swallowed ends by our own limit', async () => {
  const page = await polling();
  const [first] = page.requests;
  await page.advance(90000);
  assert.ok(first.signal.aborted);
  assert.deepEqual(page.said.map(s => s.state), ['connecting', 'held', 'waiting']);
  assert.equal(page.said[2].error.message, 'No answer within 90 s.');
  assert.equal(page.said[2].retryIn, 250);
  await page.advance(250);
  assert.equal(page.requests.length, 2);
});

test('a status listener that throws stops nothing, and one that left is not called', async () => {
  const page = openPage();
  const heard = [];
  const listener = status => heard.push(status.state);
  page.NovComet.on('status', () => { throw new Error('mine'); }).on('status', listener).subscribe('a', () => {}).run();
  await page.settled();
  page.NovComet.off('status', listener).stop();
  assert.deepEqual(heard, ['connecting']);
  assert.equal(page.requests.length, 1);
  assert.throws(() => page.NovComet.on('message', listener), TypeError);
});
