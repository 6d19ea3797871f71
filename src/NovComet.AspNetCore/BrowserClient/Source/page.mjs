import { createClient } from './client.mjs';

// Served as <pattern>/novcomet.js, so the gateway is one step up. A module does not know where it was loaded from: novcomet.mjs says it.
const script = globalThis.document && globalThis.document.currentScript;
globalThis.NovComet = createClient(script && script.src ? new URL('.', script.src).href.slice(0, -1) : undefined);
