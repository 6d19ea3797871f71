import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage } from './page.mjs';

const query = request => decodeURIComponent(request.url.split('?')[1]);

async function choosing(options = {}) {
  const page = openPage({ transports: null, ...options });
  page.calls = [];
  page.NovComet.subscribe('a', (k, event) => page.calls.push(event)).run();
  await page.settled();
  return page;
}

test('the WebSocket comes first, and where it works nothing else is asked', async () => {
  const page = await choosing();
  await page.socket.open();
  await page.socket.say({ cursor: { a: 0.5 } });
  assert.equal(page.NovComet.status.transport, 'websocket');
  assert.equal(page.requests.length, 0);
});

for (const [how, fail] of [
  ['that does not open', page => page.socket.lose()],
  ['that opens and is closed before its first frame', async page => { await page.socket.open(); await page.socket.lose(); }],
  ['that opens and says nothing in time', async page => { await page.socket.open(); await page.advance(5000); }],
  ['that hangs', page => page.advance(5000)],
  ['whose first frame is not ours', async page => { await page.socket.open(); await page.socket.say('hello'); }],
])
  test(`a WebSocket ${how} is followed by an event stream at once`, async () => {
    const page = await choosing();
    await fail(page);
    assert.equal(page.requests.length, 1);
    assert.equal(page.last.options.headers.accept, 'text/event-stream');
    await page.last.stream().send('id: a=0.5\n\n');
    assert.deepEqual(page.NovComet.status, { state: 'held', transport: 'sse' });
    assert.ok(page.socket.closed);
  });

for (const [how, fail] of [
  ['that a proxy buffers', async page => { page.last.stream(); await page.advance(5000); }],
  ['that is answered with something else', page => page.last.answer('<html>')],
  ['that ends before its first block', async page => { const stream = page.last.stream(); await page.settled(); await stream.end(); }],
  ['that is refused', page => page.last.answer('', 406)],
])
  test(`an event stream ${how} is followed by a long-poll at once`, async () => {
    const page = await choosing();
    await page.socket.lose();
    await fail(page);
    assert.equal(query(page.last), 'subscribed[a]=9999999999');
    await page.anchor({ a: 0.5 });
    assert.deepEqual(page.NovComet.status, { state: 'held', transport: 'long-poll' });
  });

test('where nothing works it is the gateway: wait, and begin with the best', async () => {
  const page = await choosing();
  await page.socket.lose();
  await page.last.fail();
  await page.last.fail();
  assert.equal(page.NovComet.status.state, 'waiting');
  assert.equal(page.NovComet.status.retryIn, 250);
  await page.advance(250);
  assert.equal(page.sockets.length, 2);
});

test('a gateway that says when to come again is not asked on another way', async () => {
  const page = await choosing();
  await page.socket.lose();
  await page.last.answer({ detail: 'Full.' }, 503, { 'Retry-After': '5' });
  assert.equal(page.NovComet.status.retryIn, 5250);
  assert.equal(page.requests.length, 1);
});

test('the cursor goes on over every transport, and without a hole', async () => {
  const page = await choosing();
  await page.socket.open();
  await page.socket.say({ cursor: { a: 0.5 } });
  await page.socket.say({ channel: 'a', stamp: 1.5, data: 1 });
  await page.socket.lose(); // from now on a proxy is in the way
  await page.advance(250);
  await page.socket.lose();
  await page.advance(500);
  await page.socket.lose();
  assert.equal(query(page.last), 'subscribed[a]=1.5');
  const stream = page.last.stream();
  await stream.send('id: a=1.5\n\nid: a=2.5\ndata: {"channel":"a","stamp":2.5,"data":2}\n\n');
  await stream.end();
  await page.advance(250);
  await page.last.fail();
  await page.advance(500);
  await page.last.fail();
  assert.equal(query(page.last), 'subscribed[a]=2.5');
  await page.last.answer({ s: 1, k: { a: 4.5 }, g: ['a'], m: { a: [{ t: 3.5, d: 3 }, { t: 4.5, d: 4 }] } });
  assert.deepEqual(page.calls.map(event => event.data ?? 'gap'), [1, 2, 'gap', 3, 4]);
  assert.equal(query(page.last), 'subscribed[a]=4.5');
});

test('what was found broken is left alone for ten minutes, on the next page too', async () => {
  const kept = new Map();
  const sessionStorage = { getItem: key => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value) };
  const first = await choosing({ browser: { sessionStorage } });
  await first.socket.lose();
  await first.last.stream().send('id: a=0.5\n\n');
  const second = await choosing({ browser: { sessionStorage } });
  assert.equal(second.sockets.length, 0);
  assert.equal(second.last.options.headers.accept, 'text/event-stream');
  const stream = second.last.stream();
  for (let i = 0; i < 60; i++) {
    await stream.send('id: a=0.5\n\n');
    await second.advance(10000);
  }
  await stream.end();
  await second.advance(250);
  assert.equal(second.sockets.length, 1);
});

test('a browser that has no WebSocket begins with the event stream', async () => {
  const page = await choosing({ browser: { WebSocket: undefined } });
  assert.equal(page.last.options.headers.accept, 'text/event-stream');
});

test('a page may name its transports', async () => {
  const page = openPage({ transports: ['long-poll'] });
  assert.throws(() => page.NovComet.init('/comet', { transports: ['carrier pigeon'] }), TypeError);
  assert.throws(() => page.NovComet.init('/comet', { transport: ['sse'] }), TypeError);
  page.NovComet.init('/comet', { transports: ['sse'] }).subscribe('a', () => {}).run();
  await page.settled();
  await page.last.fail();
  assert.equal(page.NovComet.status.state, 'waiting');
});
