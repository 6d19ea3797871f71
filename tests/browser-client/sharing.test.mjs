import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBrowser, settled } from './browser.mjs';

/** Two tabs, the first of which leads, over one WebSocket. */
async function twoTabs(options) {
  const browser = openBrowser();
  const one = browser.openTab(options);
  const two = browser.openTab(options);
  one.listen('a');
  one.NovComet.run();
  await settled();
  await one.socket.open();
  await one.socket.say({ cursor: { a: 0.5 } });
  two.listen('a');
  two.NovComet.run();
  await settled();
  return { browser, one, two };
}

test('tabs share one connection, and each gets what it wants', async () => {
  const { one, two } = await twoTabs();
  two.listen('b');
  await settled();
  assert.equal(two.sockets.length, 0);
  assert.deepEqual(one.socket.sent, [{ subscribe: { a: 0 } }, { subscribe: { b: 0 } }]);
  await one.socket.say({ cursor: { a: 0.5, b: 0.5 } });
  await one.socket.say({ channel: 'a', stamp: 1.5, data: 'both' });
  await one.socket.say({ channel: 'b', stamp: 1.5, data: 'the other' });
  assert.deepEqual(one.calls.map(event => event.data), ['both']);
  assert.deepEqual(two.calls.map(event => event.data), ['both', 'the other']);
  assert.deepEqual(two.NovComet.status, { state: 'held', transport: 'websocket' });
});

test('a channel is left when the last tab leaves it', async () => {
  const { one, two } = await twoTabs();
  one.NovComet.unsubscribe('a');
  await settled();
  assert.equal(one.socket.sent.length, 1);
  two.NovComet.unsubscribe('a');
  await settled();
  assert.ok(one.socket.closed);
});

for (const [how, leave] of [
  ['stops', one => one.NovComet.stop()],
  ['is left', one => one.window.dispatchEvent(new Event('pagehide'))],
  ['dies', one => one.die()],
])
  test(`a leader that ${how} is followed by another tab, from its cursor`, async () => {
    const { one, two } = await twoTabs();
    await one.socket.say({ channel: 'a', stamp: 1.5, data: 1 });
    leave(one);
    await settled();
    await two.socket.open();
    assert.deepEqual(two.socket.sent, [{ subscribe: { a: 1.5 } }]);
    await two.socket.say({ cursor: { a: 1.5 } });
    await two.socket.say({ channel: 'a', stamp: 2.5, data: 2 });
    assert.deepEqual(two.calls.map(event => event.data), [1, 2]);
  });

test('a tab that comes back from the cache follows, and fetches what it has missed by itself', async () => {
  const { one, two } = await twoTabs();
  one.window.dispatchEvent(new Event('pagehide'));
  await settled();
  await two.socket.open();
  await two.socket.say({ cursor: { a: 0.5 } });
  await two.socket.say({ channel: 'a', stamp: 1.5, data: 1 });
  one.window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
  await settled();
  assert.equal(one.sockets.length, 1, 'it does not lead any more');
  assert.match(decodeURIComponent(one.last.url), /\?subscribed\[a\]=0\.5$/);
  await two.socket.say({ channel: 'a', stamp: 2.5, data: 2 });
  await one.last.answer({ s: 1, k: { a: 1.5 }, m: { a: [{ t: 1.5, d: 1 }] } });
  assert.match(decodeURIComponent(one.last.url), /\?subscribed\[a\]=1\.5$/, 'not there yet');
  await one.last.answer({ s: 1, k: { a: 2.5 }, m: { a: [{ t: 2.5, d: 2 }] } });
  assert.equal(one.requests.length, 2);
  await two.socket.say({ channel: 'a', stamp: 3.5, data: 3 });
  for (const tab of [one, two]) assert.deepEqual(tab.calls.map(event => event.data), [1, 2, 3]);
});

test('a new leader that has seen less than the others tells nobody twice', async () => {
  const { one, two, browser } = await twoTabs();
  const three = browser.openTab();
  three.listen('a');
  three.NovComet.run();
  await settled();
  two.deaf = true; // what the old leader says last reaches the third tab alone
  await one.socket.say({ channel: 'a', stamp: 1.5, data: 1 });
  two.deaf = false;
  one.NovComet.stop();
  await settled();
  await two.socket.open();
  assert.deepEqual(two.socket.sent, [{ subscribe: { a: 0.5 } }]);
  await two.socket.say({ cursor: { a: 0.5 } });
  await two.socket.say({ channel: 'a', stamp: 1.5, data: 1 });
  await two.socket.say({ channel: 'a', stamp: 2.5, data: 2 });
  for (const tab of [two, three]) assert.deepEqual(tab.calls.map(event => event.data), [1, 2]);
});

test('a tab that missed what another one said sees the hole, and fills it before it goes on', async () => {
  const { one, two } = await twoTabs();
  two.deaf = true;
  await one.socket.say({ channel: 'a', stamp: 1.5, data: 1 });
  two.deaf = false;
  await one.socket.say({ channel: 'a', stamp: 2.5, data: 2 });
  assert.deepEqual(two.calls, []);
  await two.last.answer({ s: 1, k: { a: 2.5 }, m: { a: [{ t: 1.5, d: 1 }, { t: 2.5, d: 2 }] } });
  await one.socket.say({ channel: 'a', stamp: 3.5, data: 3 });
  assert.deepEqual(two.calls.map(event => event.data), [1, 2, 3]);
  assert.equal(two.requests.length, 1);
});

test('a gap is told to the tab that has it, and to no other', async () => {
  const { one, two } = await twoTabs();
  await one.socket.say({ channel: 'a', stamp: 8.5, data: 8 });
  two.NovComet.unsubscribe('a');
  two.listen('a', 1.5);
  await settled();
  await two.last.answer({ s: 1, k: { a: 8.5 }, g: ['a'], m: { a: [{ t: 8.5, d: 8 }] } });
  assert.deepEqual(two.calls.slice(1), [{ channel: 'a', stamp: 8.499999, gap: true }, { channel: 'a', stamp: 8.5, data: 8 }]);
  assert.equal(one.calls.length, 1);
});

test('history that one tab asks for is not told to the others', async () => {
  const { one, two } = await twoTabs();
  two.listen('c', 'earliest');
  await settled();
  assert.deepEqual(one.socket.sent.at(-1), { subscribe: { c: 'earliest' } });
  await one.socket.say({ channel: 'c', stamp: 1.5, data: 1 });
  one.listen('c', 'earliest');
  await settled();
  await one.last.answer({ s: 1, k: { c: 1.5 }, t: { c: 1.5 }, m: { c: [{ t: 1.5, d: 1 }] } });
  await one.socket.say({ channel: 'c', stamp: 2.5, data: 2 });
  assert.deepEqual(one.calls.map(event => event.data), [1, 2]);
  assert.deepEqual(two.calls.map(event => event.data), [1, 2]);
});

test('followers hear of the connection, with its error', async () => {
  const { one, two } = await twoTabs();
  await one.socket.say({ error: 'Not you.' });
  assert.equal(two.NovComet.status.state, 'waiting');
  assert.equal(two.NovComet.status.error.message, 'Not you.');
  assert.ok(two.NovComet.status.error instanceof Error);
});

test('a follower that dies takes its channels along', async () => {
  const { one, two } = await twoTabs();
  two.listen('b');
  await settled();
  two.die();
  await settled();
  assert.deepEqual(one.socket.sent.at(-1), { unsubscribe: ['b'] });
});

for (const [why, options] of [
  ['another identity', [{ identity: 'one' }, { identity: 'two' }]],
  ['tickets without an identity', [{ ticket: () => 't' }, { ticket: () => 't' }]],
  ['headers without an identity', [{ headers: { a: 'b' } }, { headers: { a: 'b' } }]],
  ['the page said so', [{ shared: false }, {}]],
])
  test(`tabs do not share: ${why}`, async () => {
    const browser = openBrowser();
    const tabs = options.map(own => browser.openTab(own));
    for (const tab of tabs) {
      tab.listen('a');
      tab.NovComet.run();
    }
    await settled();
    assert.deepEqual(tabs.map(tab => tab.sockets.length), [1, 1]);
  });

test('a tab that listens to its own user leaves a connection that may be of another one', async () => {
  const { one, two } = await twoTabs();
  two.listen('@me');
  await settled();
  await two.socket.open();
  assert.deepEqual(two.socket.sent, [{ subscribe: { a: 0.5, '@me': 0 } }]);
  assert.equal(one.socket.sent.length, 1);
  two.NovComet.unsubscribe('@me');
  await settled();
  assert.ok(two.socket.closed);
});

test('tabs of one identity share that, too', async () => {
  const { one, two } = await twoTabs({ identity: 'user 7' });
  two.listen('@me');
  await settled();
  assert.deepEqual(one.socket.sent.at(-1), { subscribe: { '@me': 0 } });
  assert.equal(two.sockets.length, 0);
});

test('tabs with tickets share where they are of one identity', async () => {
  const { one, two } = await twoTabs({ ticket: () => 't', identity: 'user 7' });
  assert.deepEqual([one.sockets.length, two.sockets.length], [1, 0]);
});

test('a tab that leaves itself out of what it publishes has its own connection', async () => {
  const { one, two } = await twoTabs();
  two.NovComet.publish('a', 1, { others: true });
  await settled();
  await two.socket.open();
  assert.deepEqual(two.socket.sent, [{ subscribe: { a: 0.5, [`@session.${two.NovComet.session}`]: 0 } }]);
  assert.equal(one.sockets.length, 1);
});

test('stop gives back lock, radio and timers', async () => {
  const { browser, one, two } = await twoTabs();
  two.NovComet.stop();
  one.NovComet.stop();
  await settled();
  assert.equal(browser.locks.size, 0);
  assert.equal(browser.radios.size, 0);
  assert.deepEqual([one.timers, two.timers], [0, 0]);
});

test('a new leader takes over the channels that only others have, each from where its tab stands', async () => {
  const { one, two, browser } = await twoTabs();
  const three = browser.openTab();
  three.listen('private', 4.5);
  three.NovComet.run();
  await settled();
  await one.socket.say({ cursor: { a: 0.5, private: 4.5 } });
  await one.socket.say({ channel: 'private', stamp: 5.5, data: 5 });
  one.NovComet.stop();
  await settled();
  await two.socket.open();
  assert.deepEqual(Object.assign({}, ...two.socket.sent.map(frame => frame.subscribe)), { a: 0.5, private: 5.5 });
  await two.socket.say({ cursor: { a: 0.5, private: 5.5 } });
  await two.socket.say({ channel: 'private', stamp: 6.5, data: 6 });
  assert.deepEqual(three.calls.map(event => event.data), [5, 6]);
  assert.deepEqual(two.calls, []);
});

test('a follower that stops takes its channels along, also what it was about to catch up with', async () => {
  const { one, two } = await twoTabs();
  two.listen('b');
  two.deaf = true;
  await one.socket.say({ channel: 'a', stamp: 1.5, data: 1 });
  two.deaf = false;
  await one.socket.say({ channel: 'a', stamp: 2.5, data: 2 });
  assert.equal(two.requests.length, 1);
  two.NovComet.stop();
  await settled();
  assert.ok(two.last.signal.aborted);
  assert.deepEqual(one.socket.sent.at(-1), { unsubscribe: ['b'] });
});
