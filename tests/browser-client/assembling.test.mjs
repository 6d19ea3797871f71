import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { assemble } from '../../src/NovComet.AspNetCore/BrowserClient/Source/assemble.mjs';

test('the script is what its modules make: node src/NovComet.AspNetCore/BrowserClient/Source/assemble.mjs', () => {
  const served = readFileSync(new URL('../../src/NovComet.AspNetCore/BrowserClient/novcomet.js', import.meta.url), 'utf8');
  assert.equal(assemble(), served);
});

test('no import or export is left in it', () => {
  assert.doesNotMatch(assemble(), /^\s*(import|export)\b/m);
});
