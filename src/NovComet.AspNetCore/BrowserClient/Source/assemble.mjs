/**
 * Puts the modules of this folder together to ../novcomet.js, one classic script: `node assemble.mjs`. One file, because a page
 * of any age can load it by one tag; several sources, because each is read, and tested, by itself.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// Each uses only what stands above it, but for functions that are called later.
const MODULES = [
  'failures', 'waiting', 'entries', 'judging', 'choice', 'pulse', 'requests', 'vigil', 'longPoll', 'eventStream', 'webSocket',
  'connection', 'sharing', 'publishing', 'pageLife', 'client', 'page',
];

const target = new URL('../novcomet.js', import.meta.url);

export function assemble() {
  const [head, ...parts] = ['head', ...MODULES].map(name => readFileSync(new URL(`${name}.mjs`, import.meta.url), 'utf8'));
  return `${head}(function (globalThis) {
  'use strict';

  // Loaded twice, as a script and through the module: still one page, one client.
  if (globalThis.NovComet) return;

${parts.map(asPart).join('\n')}})(globalThis);
`;
}

const asPart = source => source.replace(/^import .*;\n+/gm, '').replace(/^export /gm, '').replace(/^(?=.)/gm, '  ');

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(target, assemble());
