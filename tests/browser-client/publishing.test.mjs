import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage } from './page.mjs';

test('publish posts the name, and says true', async () => {
  const page = openPage();
  const done = page.NovComet.publish('a&b');
  assert.equal(page.last.url, 'http://gateway.test/comet?publish=a%26b');
  assert.equal(page.last.method, 'POST');
  assert.equal(page.last.body, undefined);
  page.last.answer('true');
  assert.equal(await done, true);
});

test('a publish that fails rejects with the sentence of the gateway', async () => {
  const page = openPage();
  const refused = page.NovComet.publish('a');
  page.last.answer('{"title":"Conflict","detail":"a.comet is a directory."}', 409);
  await assert.rejects(refused, { message: 'a.comet is a directory.', status: 409 });

  const failed = page.NovComet.publish('a');
  page.last.answer('false');
  await assert.rejects(failed, { message: 'The gateway did not publish.' });

  const lost = page.NovComet.publish('a');
  page.last.fail();
  await assert.rejects(lost, { message: 'The gateway cannot be reached.' });
});

test('a message goes as JSON, with a key of its own, and gives its stamp', async () => {
  const page = openPage();
  const done = page.NovComet.publish('a', { text: 'hi' });
  await page.settled();
  assert.equal(page.last.url, 'http://gateway.test/comet?publish=a&receipt=1');
  assert.equal(page.last.body, '{"text":"hi"}');
  assert.equal(page.last.options.headers['content-type'], 'application/json');
  assert.match(page.last.options.headers['idempotency-key'], /^[0-9a-f]{32}$/);
  page.last.answer('{"channel":"a","stamp":1732089600.123456}');
  assert.equal(await done, 1732089600.123456);
});

for (const data of [null, false, 0, '', [], 'text'])
  test(`anything that JSON holds is a message: ${JSON.stringify(data)}`, async () => {
    const page = openPage();
    page.NovComet.publish('a', data);
    await page.settled();
    assert.equal(page.last.body, JSON.stringify(data));
  });

test('what JSON cannot hold is refused', async () => {
  const page = openPage();
  await assert.rejects(page.NovComet.publish('a', () => {}), TypeError);
  assert.equal(page.requests.length, 0);
});

test('after a network error it is sent again with the same key, a few times', async () => {
  const page = openPage();
  const done = page.NovComet.publish('a', 1, { key: 'order-7' });
  await page.settled();
  await page.last.fail();
  assert.equal(await page.timeToNextRequest(), 250);
  await page.last.answer('', 502);
  assert.equal(await page.timeToNextRequest(), 500);
  await page.last.answer('{"stamp":1.5}');
  assert.equal(await done, 1.5);
  assert.deepEqual(page.requests.map(request => request.options.headers['idempotency-key']), ['order-7', 'order-7', 'order-7']);

  const lost = assert.rejects(page.NovComet.publish('a', 1), { message: 'The gateway cannot be reached.' });
  await page.settled();
  for (let i = 0; i < 4; i++) {
    await page.last.fail();
    await page.advance(4000);
  }
  await lost;
  assert.equal(page.requests.length, 3 + 4);
});

test('a refusal is not sent again', async () => {
  const page = openPage();
  const refused = page.NovComet.publish('a', 1);
  await page.settled();
  page.last.answer({ detail: 'Too large.' }, 413);
  await assert.rejects(refused, { message: 'Too large.', status: 413 });
  assert.equal(page.requests.length, 1);
});

test('a session is left out by name', async () => {
  const page = openPage();
  page.NovComet.publish('a', 1, { except: 'abc' });
  await page.settled();
  assert.equal(page.last.url, 'http://gateway.test/comet?publish=a&receipt=1&except=abc');
});

test('the own session is left out once its channel is heard', async () => {
  const page = openPage({ transports: ['websocket'] });
  const { session } = page.NovComet;
  assert.match(session, /^[0-9a-f]{32}$/);
  page.NovComet.subscribe('a', () => {}).run();
  await page.settled();
  await page.socket.open();
  await page.socket.say({ cursor: { a: 0.5 } });
  page.NovComet.publish('a', 1, { others: true });
  await page.settled();
  assert.equal(page.requests.length, 0, 'before the gateway knows the session, the message would come back');
  assert.deepEqual(page.socket.sent.slice(1), [{ subscribe: { [`@session.${session}`]: 0 } }]);
  await page.socket.say({ cursor: { a: 0.5, [`@session.${session}`]: 0.000001 } });
  assert.equal(page.last.url, `http://gateway.test/comet?publish=a&receipt=1&except=${session}`);
  page.NovComet.publish('a', 2, { others: true });
  await page.settled();
  assert.equal(page.requests.length, 2);
});

test('a message keeps its body, however long the name', async () => {
  const page = openPage();
  page.NovComet.publish('a'.repeat(5000), 1);
  await page.settled();
  assert.equal(page.last.body, '1');
});

test('who subscribes and publishes at once sees it: the message leaves when the gateway has said where the channel begins', async () => {
  const page = openPage({ transports: ['websocket'] });
  page.NovComet.subscribe('a', () => {}).run();
  await page.settled();
  await page.socket.open();
  await page.socket.say({ cursor: { a: 0.5 } });
  page.NovComet.subscribe('b', () => {});
  page.NovComet.publish('b');
  page.NovComet.publish('b', 1);
  page.NovComet.publish('a');
  await page.settled();
  assert.equal(page.requests.length, 1);
  await page.socket.say({ cursor: { a: 0.5, b: 0.5 } });
  assert.equal(page.requests.length, 3);
  page.NovComet.subscribe('c', () => {}).publish('c');
  await page.advance(5000);
  assert.equal(page.requests.length, 4, 'but not for ever');
});
