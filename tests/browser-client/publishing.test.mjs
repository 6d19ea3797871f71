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
