/**
 * The browser's side of NovComet: one long-poll for all channels of a page, again and again.
 *
 *   <script src="/comet/novcomet.js"></script>
 *   NovComet.subscribe('news', stamps => reload(stamps.news)).run();
 *
 * A channel has a stamp, and we hold a cursor: the stamp up to which we have seen the channel. Cursors come from
 * the gateway's answers, never from this machine's clock, so nothing falls between two polls and no clock can be wrong.
 */
(function (scope) {
  'use strict';

  // Loaded twice, as a script and through the module: still one page, one loop.
  if (scope.NovComet) return;

  const LONGEST_URL = 4000; // characters; proxies and servers cut somewhere above
  const LONGEST_TIMER = 2 ** 31 - 1; // ms; browsers fire longer timers at once
  const HELD_AFTER = 1000; // ms without an answer or an error after which a poll passes for held
  const HASTY = 250; // ms; who answers sooner, with nothing new, was not holding
  const FIRST_GAP = 50; // ms before we ask such a gateway again; doubles
  const LONGEST_GAP = 5000; // ms
  const STAMP = /^\d+(\.\d+)?$/;
  const ANCHOR = 9999999999; // a clock so far ahead that the gateway, instead of holding, says at once where the channel stands
  const FROM_NOW = 0;

  /** A client of its own, with its own channels and loop. */
  function create(baseurl) {
    const channels = new Map(); // name → { cursor, callbacks }; no cursor before the first answer
    const listeners = new Set();
    let status = { state: 'stopped' };
    let run = null; // AbortController of the loop; null while stopped
    let turn = null; // AbortController of the loop's present poll or wait
    let stale = false; // the set of channels is no longer the one that was asked for
    let away = false; // between pagehide and pageshow

    const self = {
      baseurl,
      sleepTime: 0,
      timeLimit: 90000,
      retryBase: 500,
      retryCap: 30000,
      fetchOptions: {},

      get status() { return status; },

      init(url) {
        self.baseurl = String(url);
        regroup();
        return self;
      },

      subscribe(id, callback) {
        if (typeof callback !== 'function') throw new TypeError('NovComet.subscribe needs a callback function.');
        const name = String(id);
        encodeURIComponent(name); // throws here, at the caller, for half a surrogate pair: not later, in the loop
        if (!channels.has(name)) {
          channels.set(name, { cursor: undefined, callbacks: new Set() });
          regroup();
        }
        channels.get(name).callbacks.add(callback);
        return self;
      },

      unsubscribe(id, callback) {
        const name = String(id);
        const channel = channels.get(name);
        if (!channel) return self;
        if (callback) channel.callbacks.delete(callback);
        else channel.callbacks.clear();
        if (channel.callbacks.size === 0) {
          channels.delete(name);
          regroup();
        }
        return self;
      },

      async publish(id) {
        // keepalive: a publish from a page that is being left still arrives.
        const done = await exchange(`publish=${encodeURIComponent(String(id))}`, { method: 'POST', keepalive: true });
        if (done !== true) throw new Error('The gateway did not publish.');
        return true;
      },

      run() {
        if (run) return self;
        run = new AbortController();
        away = false;
        listenToPage(run.signal);
        loop(run.signal);
        return self;
      },

      stop() {
        if (!run) return self;
        run.abort();
        turn.abort();
        run = null;
        say({ state: 'stopped' });
        return self;
      },

      on(event, listener) {
        if (event !== 'status') throw new TypeError(`NovComet has no event "${event}", only "status".`);
        listeners.add(listener);
        return self;
      },

      off(event, listener) {
        listeners.delete(listener);
        return self;
      },

      create: (url = self.baseurl) => create(url),
    };

    /** Ends when `stopped` is aborted. A turn of it is a poll and the wait that follows; aborting the turn starts the next one. */
    async function loop(stopped) {
      let failures = 0;
      let hasty = 0;
      while (!stopped.aborted) {
        const controller = turn = new AbortController();
        const { signal } = controller;
        await undefined; // the calls of the same tick gather into one poll
        stale = false;
        if (signal.aborted) continue;
        if (away || channels.size === 0) {
          if (!away) say({ state: 'idle' });
          await pause(Infinity, signal);
          continue;
        }
        try {
          const asked = Date.now();
          const answer = await poll(controller);
          if (stopped.aborted) return;
          say({ state: 'held' });
          failures = 0;
          const { moved, called } = deliver(answer, stopped);
          // An answer without news that came at once will come at once again: ask slower and slower.
          hasty = !moved && Date.now() - asked < HASTY ? hasty + 1 : 0;
          const gap = hasty && Math.min(LONGEST_GAP, FIRST_GAP * 2 ** (hasty - 1));
          await pause(Math.max(gap, called ? self.sleepTime : 0), signal);
        } catch (caught) {
          const error = signal.aborted ? signal.reason : caught;
          if (error.name === 'AbortError') continue;
          turn = new AbortController(); // the poll's own may be aborted, by the time limit
          const { signal: wait } = turn;
          const retryIn = Math.round(backOff(error, failures++));
          say({ state: 'waiting', error, retryIn });
          // Nothing that happens on the page is a reason to come before the time that the gateway named.
          await pause(retryIn, error.retryAfter === undefined ? wait : stopped);
        }
      }
    }

    async function poll(controller) {
      // Were a channel without a cursor held, and the poll then aborted, a change before the next poll would be lost.
      const wanted = Array.from(channels, ([name, { cursor = ANCHOR }]) => `subscribed[${encodeURIComponent(name)}]=${cursor}`);
      // The answer's first byte comes with its last, so that we are being held can only be assumed.
      if (status.state !== 'held') say({ state: 'connecting' });
      const held = setTimeout(() => say({ state: 'held' }), HELD_AFTER);
      const limit = setTimeout(() => controller.abort(tooLate(self.timeLimit)), self.timeLimit);
      try {
        const answer = await exchange(wanted.join('&'), { signal: controller.signal });
        if (answer === null || typeof answer !== 'object' || (answer.s !== 0 && answer.s !== 1)) throw notOurs();
        return answer;
      } finally {
        clearTimeout(held);
        clearTimeout(limit);
      }
    }

    async function exchange(query, options) {
      const base = self.baseurl || '/comet';
      const url = base + (base.includes('?') ? '&' : '?') + query;
      const request = { ...self.fetchOptions, cache: 'no-store', ...options };
      const long = url.length > LONGEST_URL;
      if (long) Object.assign(request, { method: 'POST', body: new URLSearchParams(query) });
      let response, text;
      try {
        response = await fetch(long ? base : url, request);
        text = await response.text();
      } catch (cause) {
        throw cause.name === 'AbortError' ? cause : Object.assign(new Error('The gateway cannot be reached.'), { cause });
      }
      const answer = parse(text);
      if (!response.ok) throw refusal(response, answer);
      if (answer === undefined) throw notOurs();
      return answer;
    }

    /** Moves the cursors, and calls back for what has changed: whether it did the one, and the other. */
    function deliver({ s, k, t }, stopped) {
      let moved = false;
      let called = false;
      const move = (name, stamp) => {
        const channel = channels.get(name);
        if (!channel || !STAMP.test(stamp)) return;
        moved = moved || channel.cursor !== stamp;
        channel.cursor = stamp;
      };
      const changed = new Map(Object.entries((s === 1 && k) || {}));
      for (const [name, stamp] of Object.entries(t || {})) if (!changed.has(name)) move(name, stamp);
      anchor(changed, move);
      const news = Object.fromEntries(changed);
      for (const [name, stamp] of changed) {
        if (stopped.aborted) break; // by a callback: what is left keeps its cursor, and comes after the next run()
        move(name, stamp);
        const channel = channels.get(name);
        // A callback may unsubscribe others: those are not called any more.
        for (const callback of channel ? [...channel.callbacks] : []) {
          if (!channel.callbacks.has(callback)) continue;
          called = true;
          attempt(callback, news, name);
        }
      }
      return { moved, called };
    }

    /** Where a channel stands on which we had no cursor is no change. */
    function anchor(changed, move) {
      for (const [name, channel] of channels) {
        if (channel.cursor !== undefined) continue;
        if (changed.has(name)) move(name, changed.get(name));
        changed.delete(name);
        // Asked and not answered, by a gateway that does not know the question: it may know this one.
        if (!stale) channel.cursor ??= FROM_NOW;
      }
    }

    /** Milliseconds to wait after this error. Jitter keeps those who lost the gateway together from coming back together. */
    function backOff(error, failures) {
      const { retryBase, retryCap } = self;
      // The gateway said no to what we ask: it will say so again, until somebody changes something.
      if (error.retryAfter === undefined && isFinal(error.status)) return retryCap * (0.5 + Math.random() / 2);
      const jittered = Math.random() * Math.min(retryCap, retryBase * 2 ** failures);
      return Math.min(LONGEST_TIMER, (error.retryAfter || 0) + jittered);
    }

    /** Asks with the new set of channels, once for all the changes of this tick. */
    function regroup() {
      if (stale || !run) return;
      stale = true;
      queueMicrotask(() => { if (stale && turn) turn.abort(); });
    }

    function say(next) {
      if (next.state === status.state && next.state !== 'waiting') return;
      status = Object.freeze(next);
      for (const listener of [...listeners]) attempt(listener, status);
    }

    /** A poll that was held while the page slept may hang on a dead connection: who comes back asks anew. */
    function listenToPage(signal) {
      if (typeof scope.addEventListener !== 'function') return;
      const again = () => { away = false; turn.abort(); };
      scope.addEventListener('online', again, { signal });
      scope.addEventListener('pageshow', event => { if (event.persisted) again(); }, { signal });
      // An open request would keep the page out of the back/forward cache.
      scope.addEventListener('pagehide', () => { away = true; turn.abort(); }, { signal });
      if (typeof document !== 'object') return;
      document.addEventListener('resume', again, { signal });
      document.addEventListener('visibilitychange', () => { if (!document.hidden) again(); }, { signal });
    }

    return self;
  }

  function attempt(callback, ...args) {
    try {
      callback(...args);
    } catch (error) {
      if (typeof scope.reportError === 'function') scope.reportError(error);
      else console.error(error);
    }
  }

  function pause(ms, signal) {
    if (ms <= 0 || signal.aborted) return undefined;
    return new Promise(resolve => {
      const timer = ms === Infinity ? undefined : setTimeout(done, ms);
      function done() {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      }
      signal.addEventListener('abort', done);
    });
  }

  function parse(text) {
    try {
      return JSON.parse(text);
    } catch {
      return undefined;
    }
  }

  const isFinal = status => status >= 400 && status < 500 && ![408, 425, 429].includes(status);

  const notOurs = () => new Error('The answer did not come from a NovComet gateway.');

  const tooLate = ms => new DOMException(`No answer within ${ms / 1000} s.`, 'TimeoutError');

  /** The gateway's own sentence, if it wrote one. */
  function refusal(response, problem) {
    const { detail, title } = problem || {};
    const error = new Error(String(detail || title || `The gateway answered ${response.status} ${response.statusText}`.trim() + '.'));
    error.status = response.status;
    const after = response.headers.get('Retry-After');
    const wait = /^\d+$/.test(after) ? after * 1000 : Date.parse(after) - Date.now();
    if (wait >= 0) error.retryAfter = wait;
    return error;
  }

  // Served as <pattern>/novcomet.js, so the gateway is one step up. A module does not know where it was loaded from: novcomet.mjs says it.
  const script = typeof document === 'object' && document.currentScript;
  scope.NovComet = create(script && script.src ? new URL('.', script.src).href.slice(0, -1) : undefined);
})(globalThis);
