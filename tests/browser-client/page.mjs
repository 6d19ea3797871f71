/** A page for the client under test: the real script, with a network and a clock that the test moves by hand. */
import { readFileSync } from 'node:fs';
import { webcrypto as crypto } from 'node:crypto';

const script = readFileSync(new URL('../../src/NovComet.AspNetCore/BrowserClient/novcomet.js', import.meta.url), 'utf8');
export const settled = async () => { for (let i = 0; i < 5; i++) await new Promise(setImmediate); };

/** With long-polls alone, unless transports are named: null for the client's own choice. */
export function openPage({ random = 0.5, src = 'http://gateway.test/comet/novcomet.js', transports = ['long-poll'], browser = {} } = {}) {
  const clock = createClock();
  const requests = [];
  const reported = [];
  const sockets = [];
  const document = Object.assign(new EventTarget(), { currentScript: src && { src }, hidden: false });
  const window = Object.assign(new EventTarget(), {
    reportError: error => reported.push(error), crypto, document, location: { href: 'http://gateway.test/page' },
    WebSocket: createSocketClass(sockets), ...browser,
  });
  const fetch = (url, options = {}) => new Promise((resolve, reject) => {
    const { signal, method = 'GET' } = options;
    if (signal?.aborted) return reject(signal.reason);
    signal?.addEventListener('abort', () => reject(signal.reason));
    const answer = (body, status = 200, headers = {}) => {
      resolve(new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers }));
      return settled();
    };
    const stream = () => {
      let controller;
      const body = new ReadableStream({ start(c) { controller = c; } });
      signal.addEventListener('abort', () => controller.error(signal.reason));
      resolve(new Response(body, { headers: { 'Content-Type': 'text/event-stream' } }));
      return {
        send: text => { controller.enqueue(new TextEncoder().encode(text)); return settled(); },
        sendBytes: bytes => { controller.enqueue(bytes); return settled(); },
        end: () => { controller.close(); return settled(); },
      };
    };
    const fail = () => { reject(new TypeError('Failed to fetch')); return settled(); };
    requests.push({ url, options, method, signal, body: options.body?.toString(), answer, stream, fail });
  });
  const math = Object.create(Math, { random: { value: () => random } });
  const names = ['globalThis', 'fetch', 'setTimeout', 'clearTimeout', 'Date', 'Math'];
  const load = new Function(...names, script);
  const open = () => load(window, fetch, clock.setTimeout, clock.clearTimeout, clock.Date, math);
  open();
  if (transports) window.NovComet.init(undefined, { transports });

  return {
    NovComet: window.NovComet, window, document, requests, sockets, reported, settled, open, clock,
    get socket() { return sockets.at(-1); },
    /** The newest request. */
    get last() { return requests.at(-1); },
    get timers() { return clock.size; },
    /** Answers the newest request as a gateway does where channels are new to the page: at once, with where they stand. */
    async anchor(stamps) {
      await settled();
      await requests.at(-1).answer({ s: 1, k: stamps, t: stamps });
    },
    async advance(ms) {
      await settled();
      await clock.advance(ms, settled);
    },
    /** Milliseconds until the client asks again, to the nearest one. */
    async timeToNextRequest(limit = 200000) {
      const count = requests.length;
      const start = clock.Date.now();
      await settled();
      while (requests.length === count && clock.Date.now() - start < limit) await clock.advance(1, settled, true);
      return clock.Date.now() - start;
    },
  };
}

function createSocketClass(sockets) {
  return class {
    constructor(url, protocol) {
      Object.assign(this, { url, protocol, sent: [], closed: false });
      sockets.push(this);
    }
    send(text) {
      if (!this.isOpen) throw new DOMException('Still in CONNECTING state.', 'InvalidStateError');
      this.sent.push(JSON.parse(text));
    }
    close() { this.closed = true; }
    // What the test does with it, as the gateway:
    open() { this.isOpen = true; this.onopen?.({}); return settled(); }
    say(frame) { this.onmessage?.({ data: typeof frame === 'string' ? frame : JSON.stringify(frame) }); return settled(); }
    lose() { this.onclose?.({ code: 1006 }); return settled(); }
  };
}

export function createClock() {
  let now = 1732089600000;
  let nextId = 1;
  const timers = new Map();
  const due = until => [...timers].filter(([, t]) => t.at <= until).sort((a, b) => a[1].at - b[1].at)[0];
  return {
    get size() { return timers.size; },
    Date: Object.create(Date, { now: { value: () => now }, parse: { value: text => Date.parse(text) } }),
    setTimeout: (run, ms) => { timers.set(nextId, { run, at: now + ms }); return nextId++; },
    clearTimeout: id => timers.delete(id),
    /** Time goes by, but timers sleep. */
    skip: ms => { now += ms; },
    /** With `jump`, straight to the next timer, whenever that is. */
    async advance(ms, settled, jump = false) {
      const until = jump ? Math.max(now + ms, Math.min(...[...timers.values()].map(t => t.at))) : now + ms;
      for (let next = due(until); next; next = due(until)) {
        const [id, timer] = next;
        timers.delete(id);
        now = Math.max(now, timer.at);
        timer.run();
        await settled();
      }
      now = until;
    },
  };
}
