import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createChoice } from '../../src/NovComet.AspNetCore/BrowserClient/Source/choice.mjs';
import { isRepeated, judge } from '../../src/NovComet.AspNetCore/BrowserClient/Source/judging.mjs';
import { createPulse } from '../../src/NovComet.AspNetCore/BrowserClient/Source/pulse.mjs';
import { backOff } from '../../src/NovComet.AspNetCore/BrowserClient/Source/waiting.mjs';

const NAMES = ['websocket', 'sse', 'long-poll'];

function choosing(broken = {}) {
  const saved = [];
  return Object.assign(createChoice(NAMES, { load: () => broken, save: now => saved.push({ ...now }) }), { saved });
}

test('choice: what fails is passed over, and left alone for ten minutes once another one works', () => {
  const choice = choosing();
  assert.equal(choice.pick(0), 'websocket');
  assert.equal(choice.failed('websocket', 0), true);
  assert.equal(choice.pick(0), 'sse');
  choice.worked('sse', 1000);
  assert.deepEqual(choice.saved, [{ websocket: 601000 }]);
  assert.equal(choice.pick(600999), 'sse');
  assert.equal(choice.pick(601000), 'websocket');
});

test('choice: where nothing works, no transport is to blame', () => {
  const choice = choosing({ websocket: 99 });
  assert.equal(choice.pick(0), 'sse');
  assert.equal(choice.failed('sse', 0), true);
  assert.equal(choice.failed('long-poll', 0), false);
  assert.equal(choice.pick(0), 'websocket');
  assert.deepEqual(choice.saved, []);
});

test('choice: one that used to work is doubted at its second failure in a row', () => {
  const choice = choosing();
  choice.worked('websocket', 0);
  assert.equal(choice.failed('websocket', 0), false);
  assert.equal(choice.pick(0), 'websocket');
  choice.worked('websocket', 0);
  assert.equal(choice.failed('websocket', 0), false);
  assert.equal(choice.failed('websocket', 0), true);
  assert.equal(choice.pick(0), 'sse');
});

test('pulse: two and a half of the longer of the last two intervals', () => {
  const pulse = createPulse();
  assert.equal(pulse.limit, 37500, 'assumed');
  pulse.begin();
  for (const now of [4000, 8000]) pulse.beat(now);
  assert.equal(pulse.limit, 10000);
  pulse.beat(18000); // one delayed, the next in time
  pulse.beat(20000);
  assert.equal(pulse.limit, 25000);
  pulse.beat(24000);
  pulse.beat(28000);
  assert.equal(pulse.limit, 10000);
  pulse.begin();
  pulse.beat(90000);
  assert.equal(pulse.limit, 10000, 'the time between two streams is no interval');
  pulse.beat(90000 + 86400000);
  assert.equal(pulse.limit, 750000, 'a page that slept a day');
});

test('pulse: a rhythm slower than assumed is found by patience', () => {
  const pulse = createPulse();
  pulse.missed();
  assert.equal(pulse.limit, 75000);
});

test('jitter stays within its bounds, and after the time that the gateway named', () => {
  const settings = { retryBase: 500, retryCap: 30000 };
  for (let failures = 0; failures < 40; failures++)
    for (const random of [0, 0.5, 0.999999]) {
      const most = Math.min(30000, 500 * 2 ** failures);
      const wait = backOff({}, failures, settings, random);
      assert.ok(wait >= 0 && wait <= most);
      const named = backOff({ retryAfter: 7000, status: 503 }, failures, settings, random);
      assert.ok(named >= 7000 && named <= 7000 + most);
      const refused = backOff({ status: 403 }, failures, settings, random);
      assert.ok(refused >= 15000 && refused <= 30000);
    }
});

for (const [at, entry, verdict] of [
  [1.5, { before: 1.5, stamp: 2.5, data: 1 }, 'take'],
  [1.5, { before: 1.5, stamp: 1.5 }, 'take'],
  [3.5, { before: 1.5, stamp: 2.5, data: 1 }, 'skip'],
  [1.5, { before: 2.5, stamp: 3.5, data: 1 }, 'hole'],
  [1.5, { before: 2.5, stamp: 3.5 }, 'hole'],
  [1.5, { before: 2.5, stamp: 0.5, gap: true }, 'hole'],
  [0, { before: 1.5, stamp: 1.5, at: true }, 'take'],
  [0, { before: 1.5, stamp: 2.5, data: 1 }, 'skip'],
  [1.5, { before: 0, stamp: 1.5, at: true }, 'skip'],
  [1.5, { before: 0, stamp: 2.5, at: true }, 'hole'],
  ['earliest', { before: 1.5, stamp: 1.5, at: true }, 'hole'],
  ['earliest', { before: 'earliest', stamp: 1.5, data: 1 }, 'take'],
  [-5, { before: 2.5, stamp: 3.5, data: 1 }, 'hole'],
])
  test(`judge: at ${at}, ${JSON.stringify(entry)}: ${verdict}`, () => assert.equal(judge(at, entry), verdict));

test('a message is repeated, a signal is not', () => {
  assert.ok(isRepeated(1.5, { stamp: 1.5, data: undefined }));
  assert.ok(!isRepeated(1.5, { stamp: 1.5 }));
  assert.ok(!isRepeated('earliest', { stamp: 1.5, data: 1 }));
  assert.ok(!isRepeated(-3, { stamp: 1.5, data: 1 }));
});
