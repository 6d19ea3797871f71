import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage } from './page.mjs';

const query = request => decodeURIComponent(request.url.split('?')[1]);

async function streaming(options = {}) {
  const page = openPage({ transports: ['sse'], ...options });
  page.calls = [];
  page.listen = (name, since) => page.NovComet.subscribe(name, (k, event) => page.calls.push(event), { since });
  page.listen('a').run();
  await page.settled();
  page.stream = page.last.stream();
  await page.settled();
  return page;
}

test('the first block is where the channels stand, and proves the stream', async () => {
  const page = await streaming();
  assert.equal(query(page.last), 'subscribed[a]=0');
  assert.equal(page.last.options.headers.accept, 'text/event-stream');
  assert.equal(page.NovComet.status.state, 'connecting', 'headers alone prove nothing');
  await page.stream.send('retry: 700\nid: a=1.5\n\n');
  assert.deepEqual(page.NovComet.status, { state: 'held', transport: 'sse' });
  page.listen('b', 'earliest');
  await page.settled();
  assert.equal(query(page.last), 'subscribed[a]=1.5&subscribed[b]=earliest');
  assert.ok(page.requests[0].signal.aborted);
});

test('blocks arrive however the network cuts them', async () => {
  const page = await streaming();
  const text = 'id: a=0.5\n\nid: a=1.5\r\ndata: {"channel":"a","stamp":1.5,"data":"ü"}\r\n\r\n: comment\n\nevent:gap\nid: a=2.5\ndata:{"channel":"a",\ndata:"stamp":2.5}\n\n';
  const bytes = new TextEncoder().encode(text);
  for (const byte of bytes) await page.stream.sendBytes(Uint8Array.of(byte));
  assert.deepEqual(page.calls, [{ channel: 'a', stamp: 1.5, data: 'ü' }, { channel: 'a', stamp: 2.5, gap: true }]);
});

test('a stream that ends is resumed from its cursor, after the time that it named', async () => {
  const page = await streaming();
  await page.stream.send('retry: 2000\nid: a=0.5\n\n');
  await page.stream.send('id: a=1.5\ndata: {"channel":"a","stamp":1.5}\n\nid: a=9.5\ndata: {"channel":"a","st');
  await page.stream.end();
  assert.equal(page.calls.length, 1, 'half a block is none');
  assert.equal(page.NovComet.status.retryIn, 2250);
  assert.equal(page.timers, 1, 'the wait alone');
  assert.equal(await page.timeToNextRequest(), 2250);
  assert.equal(query(page.last), 'subscribed[a]=1.5');
});

test('a silent stream is given up', async () => {
  const page = await streaming();
  await page.stream.send('id: a=0.5\n\n');
  await page.advance(37499);
  assert.equal(page.NovComet.status.state, 'held');
  await page.advance(1);
  assert.ok(page.requests[0].signal.aborted);
  assert.equal(page.NovComet.status.error.message, 'The gateway has been silent for 37.5 s.');
});

test('heartbeats keep it', async () => {
  const page = await streaming();
  for (let i = 0; i < 10; i++) {
    await page.stream.send('id: a=0.5\n\n');
    await page.advance(15000);
  }
  assert.equal(page.requests.length, 1);
  assert.equal(page.NovComet.status.state, 'held');
});

for (const block of ['data: {', 'id: %ZZ=1.5'])
  test(`a block that is not ours ends the stream: ${block}`, async () => {
    const page = await streaming();
    await page.stream.send(`${block}\n\n`);
    assert.equal(page.NovComet.status.error.message, 'The answer did not come from a NovComet gateway.');
  });

for (const block of ['data: null', 'data: 7', 'data: {"channel":"b","stamp":1.5}', 'data', 'id', 'event: later\ndata: {"x":1}', 'retry: soon', 'new: field'])
  test(`a block of unknown sense is ignored: ${JSON.stringify(block)}`, async () => {
    const page = await streaming();
    await page.stream.send(`id: a=0.5\n\n${block}\n\n`);
    await page.stream.send('data: {"channel":"a","stamp":1.5}\n\n');
    assert.equal(page.calls.length, block === 'data' ? 0 : 1);
  });

test('an answer that is no stream is an error, and a refusal is told', async () => {
  const page = openPage({ transports: ['sse'] });
  page.NovComet.subscribe('a', () => {}).run();
  await page.settled();
  await page.last.answer('<html>', 200, { 'Content-Type': 'text/html' });
  assert.equal(page.NovComet.status.error.message, 'The answer did not come from a NovComet gateway.');
  await page.timeToNextRequest();
  await page.last.answer({ detail: 'Full.' }, 503, { 'Retry-After': '9' });
  assert.equal(page.NovComet.status.error.message, 'Full.');
  assert.equal(page.NovComet.status.retryIn, 9500);
});

test('headers and a ticket go with each stream', async () => {
  const page = openPage({ transports: ['sse'] });
  page.NovComet.fetchOptions = { headers: { 'X-Page': '1' }, credentials: 'include' };
  page.NovComet.init(undefined, { ticket: () => 't', headers: async () => ({ Authorization: 'Bearer x' }) }).subscribe('a', () => {}).run();
  await page.settled();
  assert.equal(query(page.last), 'subscribed[a]=0&ticket=t');
  assert.deepEqual(page.last.options.headers, { 'x-page': '1', authorization: 'Bearer x', accept: 'text/event-stream' });
  assert.equal(page.last.options.credentials, 'include');
});

test('stop ends the stream and leaves no timer', async () => {
  const page = await streaming();
  await page.stream.send('id: a=0.5\n\n');
  page.NovComet.stop();
  await page.settled();
  assert.ok(page.last.signal.aborted);
  assert.equal(page.timers, 0);
  assert.equal(page.NovComet.status.state, 'stopped');
});

test('the first block comes at any time: it is no heartbeat', async () => {
  const page = await streaming();
  for (let i = 0; i < 2; i++) {
    await page.advance(1000);
    await page.stream.send('id: a=0.5\n\n');
  }
  await page.advance(30000);
  assert.equal(page.NovComet.status.state, 'held');
});

test('a stream that is left for another one says no more, and the other one says the rest', async () => {
  const page = await streaming();
  page.NovComet.subscribe('a', () => page.listen('b'));
  await page.stream.send('id: a=0.5\n\n');
  await page.stream.send('data: {"channel":"a","stamp":1.5}\n\ndata: {"channel":"a","stamp":2.5}\n\n');
  assert.equal(page.calls.length, 1);
  assert.equal(query(page.last), 'subscribed[a]=1.5&subscribed[b]=0');
});
