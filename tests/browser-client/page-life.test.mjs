import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage } from './page.mjs';

async function polling() {
  const page = openPage();
  page.NovComet.subscribe('a', () => {}).run();
  await page.settled();
  return page;
}

const pageshow = persisted => Object.assign(new Event('pageshow'), { persisted });

test('coming back online, awake or into view asks anew at once', async () => {
  const page = await polling();
  await page.last.fail();
  page.window.dispatchEvent(new Event('online'));
  await page.settled();
  assert.equal(page.requests.length, 2, 'a wait is cut short');
  page.document.dispatchEvent(new Event('resume'));
  await page.settled();
  assert.equal(page.requests.length, 3);
  assert.ok(page.requests[1].signal.aborted, 'a poll that may be dead is given up');
  page.document.hidden = true;
  page.document.dispatchEvent(new Event('visibilitychange'));
  await page.settled();
  assert.equal(page.requests.length, 3, 'a hidden page goes on as it is');
  page.document.hidden = false;
  page.document.dispatchEvent(new Event('visibilitychange'));
  await page.settled();
  assert.equal(page.requests.length, 4);
});

test('a page that is left lets go of its poll, and takes it up when it is shown again', async () => {
  const page = await polling();
  page.window.dispatchEvent(new Event('pagehide'));
  await page.advance(100000);
  assert.ok(page.last.signal.aborted);
  assert.equal(page.requests.length, 1);
  assert.equal(page.timers, 0);
  page.window.dispatchEvent(pageshow(false));
  await page.settled();
  assert.equal(page.requests.length, 1, 'the first show of a page is not a return');
  page.window.dispatchEvent(pageshow(true));
  await page.settled();
  assert.equal(page.requests.length, 2);
});

test('after stop the page is not listened to any more', async () => {
  const page = await polling();
  page.NovComet.stop();
  page.window.dispatchEvent(new Event('online'));
  await page.settled();
  assert.equal(page.requests.length, 1);
});

test('loaded twice it stays one client', () => {
  const page = openPage();
  page.open();
  assert.equal(page.window.NovComet, page.NovComet);
});

test('the module shares the global client, knows where it came from, and makes independent ones', async () => {
  const { NovComet, createNovComet } = await import('../../src/NovComet.AspNetCore/BrowserClient/novcomet.mjs');
  assert.equal(NovComet, globalThis.NovComet);
  assert.ok(NovComet.baseurl.endsWith('/BrowserClient'));
  const other = createNovComet('/other');
  assert.notEqual(other, NovComet);
  assert.equal(other.baseurl, '/other');
  assert.equal(createNovComet().baseurl, NovComet.baseurl);
});
