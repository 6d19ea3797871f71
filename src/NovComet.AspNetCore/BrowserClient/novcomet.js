/**
 * The browser's side of NovComet: one connection for all channels of a page, or of all its tabs.
 *
 *   <script src="/comet/novcomet.js"></script>
 *   NovComet.subscribe('news', (stamps, event) => show(event.data)).run();
 *
 * A channel has a stamp, and we hold a cursor: the stamp up to which we have seen the channel. Cursors come from
 * the gateway, never from this machine's clock, so nothing falls between two connections and no clock can be wrong.
 * Assembled from the modules in Source/, which are the place to read and to change.
 */
(function (globalThis) {
  'use strict';

  // Loaded twice, as a script and through the module: still one page, one client.
  if (globalThis.NovComet) return;

  /** Why something failed: an Error with the gateway's own sentence where there is one. */

  const notOurs = () => new Error('The answer did not come from a NovComet gateway.');

  const unreachable = cause => Object.assign(new Error('The gateway cannot be reached.'), { cause });

  const tooLate = ms => new DOMException(`No answer within ${ms / 1000} s.`, 'TimeoutError');

  const silent = ms => new DOMException(`The gateway has been silent for ${Math.round(ms / 100) / 10} s.`, 'TimeoutError');

  /** An answer that is not a success. */
  function refusal(response, problem) {
    const { detail, title } = problem || {};
    const error = new Error(String(detail || title || `The gateway answered ${response.status} ${response.statusText}`.trim() + '.'));
    error.status = response.status;
    const after = response.headers.get('Retry-After');
    const wait = /^\d+$/.test(after) ? after * 1000 : Date.parse(after) - Date.now();
    if (wait >= 0) error.retryAfter = wait;
    return error;
  }

  /** The gateway said no to what we ask: it will say so again, until somebody changes something. */
  const isFinal = ({ status, refused, retryAfter }) =>
    retryAfter === undefined && (refused || (status >= 400 && status < 500 && ![408, 425, 429].includes(status)));

  /** How long to wait, and waiting. */

  const LONGEST_TIMER = 2 ** 31 - 1; // ms; browsers fire longer timers at once

  /** Milliseconds to wait after an error. Jitter keeps those who lost the gateway together from coming back together. */
  function backOff(error, failures, { retryBase, retryCap }, random = Math.random()) {
    if (isFinal(error)) return retryCap * (0.5 + random / 2);
    const jittered = random * Math.min(retryCap, retryBase * 2 ** failures);
    return Math.min(LONGEST_TIMER, (error.retryAfter || 0) + jittered);
  }

  /** Ends early if the signal is aborted. */
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

  /**
   * What a gateway says, on any transport, as a list of entries:
   *   { channel, stamp, at: true }   where we stand; nobody is called
   *   { channel, stamp }             a signal
   *   { channel, stamp, data }       a message
   *   { channel, stamp, gap: true }  messages were lost; those that are kept go on after this stamp
   * Whatever does not have the form of an entry is left out.
   */

  const STAMP = /^\d+(\.\d+)?$/;
  const MICROSECOND = 0.000001;

  /** Where a channel begins that nobody has a cursor of. */
  const FROM_NOW = 0;

  const isStamp = value => typeof value === 'number' && STAMP.test(value);

  /**
   * A long-poll's answer to the question where `asked` (channel → from) have come to. The places come first: whoever
   * stops in a callback keeps them all.
   */
  function readPoll(asked, { s, k, t, m, g }) {
    const changed = members(s === 1 ? k : undefined);
    const places = members(t);
    const messages = members(m);
    const gaps = new Set(Array.isArray(g) ? g : []);
    const standing = [];
    const news = [];
    for (const [channel, from] of asked) {
      const stamp = changed.get(channel);
      const kept = readMessages(channel, messages.get(channel));
      if (from.anchoring || (!changed.has(channel) && kept.length === 0)) {
        standing.push({ channel, stamp: from.anchoring && changed.has(channel) ? stamp : places.get(channel), at: true });
        continue;
      }
      const own = gaps.has(channel) ? [{ channel, stamp: kept.length ? justBefore(kept[0].stamp) : stamp, gap: true }, ...kept] : kept;
      news.push(...own);
      if (own.at(-1)?.stamp !== stamp) news.push({ channel, stamp });
    }
    return [...standing, ...news].filter(entry => isStamp(entry.stamp));
  }

  /** A frame of the WebSocket. */
  function readFrame(frame) {
    if (frame === null || typeof frame !== 'object') return [];
    if (frame.cursor) return Array.from(members(frame.cursor), ([channel, stamp]) => ({ channel, stamp, at: true })).filter(entry => isStamp(entry.stamp));
    const gap = 'gap' in frame;
    const channel = gap ? frame.gap : frame.channel;
    if (typeof channel !== 'string' || !isStamp(frame.stamp)) return [];
    const entry = { channel, stamp: frame.stamp };
    if (gap) entry.gap = true;
    else if ('data' in frame) entry.data = frame.data;
    return [entry];
  }

  /** A block of the event stream: one without data is its id, the whole cursor. */
  function readBlock({ event, data, id }) {
    if (data === undefined) return readCursor(id || '');
    const frame = JSON.parse(data);
    return readFrame(event === 'gap' ? { gap: frame.channel, stamp: frame.stamp } : frame);
  }

  function readCursor(id) {
    return id.split('&').map(part => part.split('=')).filter(([, stamp]) => STAMP.test(stamp))
      .map(([channel, stamp]) => ({ channel: decodeURIComponent(channel), stamp: Number(stamp), at: true }));
  }

  const readMessages = (channel, list) => (Array.isArray(list) ? list : []).filter(message => isStamp(message?.t))
    .map(({ t, d }) => ({ channel, stamp: t, data: d }));

  /** An issued stamp is never a whole second. */
  function justBefore(stamp) {
    const before = Number((stamp - MICROSECOND).toFixed(6));
    return Number.isInteger(before) ? Number((stamp - 2 * MICROSECOND).toFixed(6)) : before;
  }

  /** As a map, so that a channel may have any name. */
  const members = object => new Map(Object.entries(object ?? {}));

  /**
   * Whether someone who stands at `at` takes an entry of a connection that stood at `entry.before`: 'take', 'skip' (seen
   * already, or from before the time), or 'hole' (something between the two has not been seen).
   */
  function judge(at, entry) {
    if (at === entry.before) return 'take';
    if (entry.at && at === FROM_NOW) return 'take';
    if (entry.at) return at === entry.stamp ? 'skip' : 'hole';
    if (at === FROM_NOW) return 'skip'; // where we begin has not been said yet
    return !entry.gap && at > 0 && entry.stamp <= at ? 'skip' : 'hole';
  }

  /** A connection's own duplicates: messages at or before its cursor. A signal may be told twice: its stamp may stand for a second touch. */
  const isRepeated = (at, entry) => 'data' in entry && at > 0 && entry.stamp <= at;

  /**
   * Which transport to try. The best comes first. One that fails before it has said anything is passed over for the next one;
   * only when that one works was the transport to blame, and it is left alone for a while. If none works, none was to blame.
   */

  const LEFT_ALONE = 10 * 60 * 1000; // ms
  const STRIKES = 2; // failures in a row after which one that used to work is doubted

  function createChoice(names, memory) {
    const suspects = new Set();
    let broken = memory.load(); // name → until when
    let proven, strikes = 0;

    const usable = now => names.filter(name => !suspects.has(name) && !(broken[name] > now));

    return {
      pick: now => usable(now)[0] ?? names.find(name => !suspects.has(name)) ?? names.at(-1),

      worked(name, now) {
        proven = name;
        strikes = 0;
        if (suspects.size === 0) return;
        for (const suspect of suspects) broken[suspect] = now + LEFT_ALONE;
        suspects.clear();
        memory.save(broken);
      },

      /** Whether there is another one to try at once. */
      failed(name, now) {
        if (name === proven && ++strikes < STRIKES) return false;
        suspects.add(name);
        if (usable(now).length > 0) return true;
        suspects.clear();
        broken = {};
        return false;
      },
    };
  }

  /** Kept for the tab's next pages. */
  const createMemory = key => ({
    load() {
      try {
        return { ...JSON.parse(globalThis.sessionStorage.getItem(key)) };
      } catch {
        return {};
      }
    },
    save(broken) {
      try {
        globalThis.sessionStorage.setItem(key, JSON.stringify(broken));
      } catch {
        // No storage, or not allowed: this page remembers, the next one finds out again.
      }
    },
  });

  /**
   * How long a stream may be silent. Measured between two heartbeats, because a first frame comes at any time; the longer of
   * the last two intervals, because one that was delayed makes the next one short.
   */

  const ASSUMED = 15000; // ms, until two heartbeats have been seen
  const LONGEST = 300000; // ms; more is a page that slept
  const PATIENCE = 2.5;

  function createPulse() {
    let assumed = ASSUMED;
    let intervals = [];
    let last;

    return {
      get limit() { return PATIENCE * (Math.max(...intervals, 0) || assumed); },
      /** A new stream. */
      begin() { last = undefined; },
      /** A heartbeat: no other frame tells the rhythm. */
      beat(now) {
        if (last !== undefined) intervals = [...intervals.slice(-1), Math.min(LONGEST, now - last)];
        last = now;
      },
      /** Silence that turned out too long before the rhythm was known may be a slower rhythm. */
      missed() {
        if (intervals.length === 0) assumed = Math.min(LONGEST, assumed * 2);
      },
    };
  }

  /** Requests to the gateway. */

  const LONGEST_URL = 4000; // characters; proxies and servers cut somewhere above

  /** The gateway's address with a query; it may have one of its own. */
  const addressOf = ({ baseurl }, query) => {
    const base = baseurl || '/comet';
    return query ? base + (base.includes('?') ? '&' : '?') + query : base;
  };

  /** `subscribed[…]=…` for each channel. */
  const subscriptionOf = (channels, valueOf) =>
    Array.from(channels, ([name, channel]) => `subscribed[${encodeURIComponent(name)}]=${valueOf(channel)}`).join('&');

  /** `ticket=…` for a connection that can carry no header, if the page has tickets. */
  async function ticketOf({ ticket }) {
    return ticket ? `ticket=${encodeURIComponent(await fromPage(ticket))}` : '';
  }

  /** Sends; any answer is a success here. */
  async function send(settings, query, options) {
    const url = addressOf(settings, query);
    const request = { ...settings.fetchOptions, cache: 'no-store', ...options };
    const own = typeof settings.headers === 'function' ? await fromPage(settings.headers) : settings.headers;
    if (own || options.headers) request.headers = merged(settings.fetchOptions.headers, own, options.headers);
    const long = url.length > LONGEST_URL && !request.body;
    if (long) Object.assign(request, { method: 'POST', body: new URLSearchParams(query) });
    try {
      return await fetch(long ? addressOf(settings) : url, request);
    } catch (cause) {
      throw failureOf(cause);
    }
  }

  /** Asks, and reads the JSON of a successful answer. */
  async function exchange(settings, query, options) {
    const response = await send(settings, query, options);
    const answer = await bodyOf(response);
    if (!response.ok) throw refusal(response, answer);
    if (answer === undefined) throw notOurs();
    return answer;
  }

  /** The JSON of an answer; undefined if it is none. */
  async function bodyOf(response) {
    let text;
    try {
      text = await response.text();
    } catch (cause) {
      throw failureOf(cause);
    }
    return parse(text);
  }

  function parse(text) {
    try {
      return JSON.parse(text);
    } catch {
      return undefined;
    }
  }

  const failureOf = cause => (['AbortError', 'TimeoutError'].includes(cause?.name) ? cause : unreachable(cause));

  /** What the page's own code fails to give is no fault of the transport. */
  async function fromPage(give) {
    try {
      return await give();
    } catch (cause) {
      throw Object.assign(new Error(`The page could not give its credentials: ${cause?.message ?? cause}`), { ours: true });
    }
  }

  const merged = (...all) => Object.assign({}, ...all.map(headers => Object.fromEntries(new Headers(headers ?? {}))));

  /** Ends a stream that does not begin, or that falls silent. */
  function keepVigil({ settings, turn, pulse, works }) {
    let begun = false;
    let deadline, timer;

    const give = (ms, late) => {
      clearTimeout(timer);
      deadline = Date.now() + ms;
      timer = setTimeout(late, ms);
    };
    const fallSilent = () => {
      const { limit } = pulse;
      pulse.missed();
      turn.abort(silent(limit));
    };
    // A page whose timers slept asks, when it is looked at again, whether this one should have fired.
    turn.check = () => { if (Date.now() >= deadline) turn.abort(silent(pulse.limit)); };
    turn.signal.addEventListener('abort', () => clearTimeout(timer));
    pulse.begin();
    give(settings.openLimit, () => turn.abort(tooLate(settings.openLimit)));

    return {
      get isBegun() { return begun; },
      heard(isHeartbeat) {
        if (begun && isHeartbeat) pulse.beat(Date.now());
        if (!begun) works();
        begun = true;
        give(pulse.limit, fallSilent);
      },
      end: () => clearTimeout(timer),
    };
  }

  /** One held request, and its answer. */

  const HELD_AFTER = 1000; // ms without an answer or an error after which a poll passes for held
  const HASTY = 250; // ms; who answers sooner, with nothing new, was not holding
  const FIRST_GAP = 50; // ms before we ask such a gateway again; doubles
  const LONGEST_GAP = 5000; // ms
  const ANCHOR = 9999999999; // a clock so far ahead that the gateway, instead of holding, says at once where the channel stands

  async function longPoll(link) {
    const { settings, turn } = link;
    // Were a channel without a cursor held, and the poll then aborted, a change before the next poll would be lost.
    // One that was asked so in vain is on a gateway that does not know the question: it may know `from now on`.
    const asked = new Map(Array.from(link.wanted, ([name, channel]) =>
      [name, { channel, at: channel.at, anchoring: channel.at === FROM_NOW && !channel.unanswered }]));
    const begun = Date.now();
    const answer = await ask(link, subscriptionOf(asked, ({ at, anchoring }) => (anchoring ? ANCHOR : at)));
    link.works();
    link.held();
    // A channel that was left meanwhile, and taken up again, is another one than the one that was asked for.
    const entries = readPoll(asked, answer).filter(entry => link.wanted.get(entry.channel) === asked.get(entry.channel).channel);
    const { moved, called } = link.deliver(entries);
    for (const { channel, anchoring } of asked.values()) channel.unanswered = anchoring && channel.at === FROM_NOW;
    // An answer without news that came at once will come at once again: ask slower and slower.
    link.hasty = !moved && Date.now() - begun < HASTY ? link.hasty + 1 : 0;
    const gap = link.hasty && Math.min(LONGEST_GAP, FIRST_GAP * 2 ** (link.hasty - 1));
    await pause(Math.max(gap, called ? settings.sleepTime : 0), turn.signal);
  }

  async function ask({ settings, turn, held }, query) {
    // The answer's first byte comes with its last, so that we are being held can only be assumed.
    const assumed = setTimeout(held, HELD_AFTER);
    const limit = setTimeout(() => turn.abort(tooLate(settings.timeLimit)), settings.timeLimit);
    try {
      const answer = await exchange(settings, query, { signal: turn.signal });
      if (answer === null || typeof answer !== 'object' || (answer.s !== 0 && answer.s !== 1)) throw notOurs();
      return answer;
    } finally {
      clearTimeout(assumed);
      clearTimeout(limit);
    }
  }

  /**
   * Server-Sent Events, read by fetch. EventSource hides blocks without data, and those are what tells that the stream has
   * begun (no proxy holds it back), where we stand, and that the gateway is still there; nor can it carry a header.
   */
  async function eventStream(link) {
    const { settings, wanted, turn } = link;
    const ticket = await ticketOf(settings);
    const vigil = keepVigil(link);
    let retryAfter;
    try {
      const query = [subscriptionOf(wanted, channel => channel.at), ticket].filter(Boolean).join('&');
      const response = await send(settings, query, { signal: turn.signal, headers: { Accept: 'text/event-stream' } });
      if (!response.ok) throw refusal(response, await bodyOf(response));
      if (!response.headers.get('Content-Type')?.startsWith('text/event-stream')) throw notOurs();
      for await (const block of blocksOf(response.body)) {
        if (turn.signal.aborted) return;
        if (block.retry >= 0) retryAfter = Number(block.retry);
        if (block.data === undefined && block.id === undefined) continue;
        const entries = read(block);
        vigil.heard(block.data === undefined);
        link.held();
        link.deliver(entries);
      }
      throw unreachable();
    } catch (caught) {
      throw retryAfter === undefined ? caught : Object.assign(caught, { retryAfter });
    } finally {
      vigil.end();
    }
  }

  function read(block) {
    try {
      return readBlock(block);
    } catch {
      throw notOurs();
    }
  }

  /** Each block's fields, as soon as its empty line is there. */
  async function* blocksOf(body) {
    const reader = body.getReader();
    const decoder = new TextDecoder();
    let text = '';
    let block = {};
    for (;;) {
      const { done, value } = await reader.read().catch(cause => { throw failureOf(cause); });
      if (done) return;
      const lines = (text + decoder.decode(value, { stream: true })).split('\n');
      text = lines.pop();
      for (const line of lines.map(raw => raw.replace(/\r$/, ''))) {
        if (line === '') {
          yield block;
          block = {};
          continue;
        }
        const [, field, content] = /^([^:]*):? ?(.*)$/s.exec(line);
        block[field] = field === 'data' && block.data !== undefined ? `${block.data}\n${content}` : content;
      }
    }
  }

  const PROTOCOL = 'novcomet.v1';

  /** Frames of JSON, both ways: channels come and go without a new connection. */
  async function webSocket(link) {
    const { settings, turn } = link;
    const address = new URL(addressOf(settings, await ticketOf(settings)), globalThis.location?.href);
    address.protocol = address.protocol.replace('http', 'ws');
    if (turn.signal.aborted) return undefined;
    const socket = new globalThis.WebSocket(address.href, PROTOCOL);
    try {
      return await converse(link, socket);
    } finally {
      turn.regroup = undefined;
      socket.onopen = socket.onmessage = socket.onclose = socket.onerror = null;
      socket.close();
    }
  }

  /** Ends with the connection, by an error. */
  function converse(link, socket) {
    const { wanted, turn } = link;
    const vigil = keepVigil(link);
    const known = new Map(); // name → what was wanted of it when the gateway was told
    let unanswered = 0; // frames that the gateway answers with a cursor, which is no heartbeat then
    let isOpen = false;
    let retryAfter;

    const tell = frame => {
      unanswered += 1;
      socket.send(JSON.stringify(frame));
    };
    const regroup = () => {
      const left = [...known.keys()].filter(name => known.get(name) !== wanted.get(name));
      const come = [...wanted].filter(([name, channel]) => known.get(name) !== channel);
      if (left.length > 0) tell({ unsubscribe: left });
      if (come.length > 0) tell({ subscribe: Object.fromEntries(come.map(([name, channel]) => [name, channel.at])) });
      for (const name of left) known.delete(name);
      for (const [name, channel] of come) known.set(name, channel);
    };

    return new Promise((resolve, reject) => {
      const end = error => reject(Object.assign(error, retryAfter === undefined ? {} : { retryAfter }));
      turn.signal.addEventListener('abort', () => reject(turn.signal.reason));
      turn.regroup = () => { if (isOpen) regroup(); };
      socket.onopen = () => {
        isOpen = true;
        regroup();
      };
      socket.onclose = () => end(unreachable());
      socket.onmessage = ({ data }) => {
        const frame = parse(data);
        if (frame === null || typeof frame !== 'object') return end(notOurs());
        if (typeof frame.error === 'string') return end(Object.assign(new Error(frame.error), { refused: true }));
        if (frame.retry >= 0) retryAfter = frame.retry;
        // The very first frame comes unasked, before any answer.
        const isAnswer = frame.cursor && vigil.isBegun && unanswered > 0;
        if (isAnswer) unanswered -= 1;
        vigil.heard(frame.cursor && !isAnswer);
        if (frame.cursor && [...known.keys()].every(name => Object.hasOwn(frame.cursor, name))) link.held();
        // An answer to what was asked before the last change speaks of channels as they were.
        link.deliver(readFrame(frame).filter(({ channel }) => known.get(channel) === wanted.get(channel)));
        return undefined;
      };
    }).finally(vigil.end);
  }

  /** The transports, best first. Each runs for one turn: until its channels change, or it ends by an error. */
  const TRANSPORTS = { websocket: webSocket, sse: eventStream, 'long-poll': longPoll };

  const isTransportHere = name => name !== 'websocket' || typeof globalThis.WebSocket === 'function';

  /**
   * A connection to the gateway for a set of channels, which lives on from cursor to cursor, over whatever transport works.
   * `on.entries` gets what arrives, each entry with `before`, where the connection stood on its channel, and says whether it
   * called anybody; `on.status` what happens. Runs from its creation until stop().
   */
  function createConnection(settings, on, transports = settings.transports) {
    const stopped = new AbortController();
    const names = transports.filter(isTransportHere);
    const choice = createChoice(names.length > 0 ? names : ['long-poll'], createMemory(`novcomet:${settings.baseurl}`));
    const wanted = new Map(); // name → { at }
    let state;
    let stale = false; // the set of channels is no longer the one that was asked for
    let failures = 0;

    const say = next => on.status(Object.freeze(next));
    const link = { settings, wanted, deliver, pulse: createPulse(), hasty: 0, turn: createTurn(), transport: undefined, works, held };

    run();

    return {
      wanted,

      /** Makes these the channels: new ones from where the map says, the others from where they are. */
      want(channels) {
        const leaving = [...wanted.keys()].filter(name => !channels.has(name));
        const coming = [...channels].filter(([name]) => !wanted.has(name));
        for (const name of leaving) wanted.delete(name);
        for (const [name, at] of coming) wanted.set(name, { at });
        if (leaving.length + coming.length > 0) regroup();
      },

      /** The page woke up: what was held meanwhile may hang on a dead connection. A stream that was merely out of sight is asked. */
      wake(merelySeen) {
        if (merelySeen && link.turn.check) link.turn.check();
        else link.turn.abort();
      },

      stop() {
        stopped.abort();
        link.turn.abort();
      },
    };

    async function run() {
      while (!stopped.signal.aborted) {
        const turn = link.turn = createTurn();
        await undefined; // the calls of the same tick gather into one turn
        stale = false;
        if (turn.signal.aborted) continue;
        if (wanted.size === 0) {
          enter('idle', { state: 'idle' });
          await pause(Infinity, turn.signal);
          continue;
        }
        link.transport = choice.pick(Date.now());
        link.proven = false;
        // From poll to poll it stays held; a stream that begins anew is not yet.
        if (state !== 'held' || link.transport !== 'long-poll') enter('connecting');
        try {
          await TRANSPORTS[link.transport](link);
        } catch (caught) {
          await recover(turn.signal.aborted ? turn.signal.reason : caught);
        }
      }
    }

    /** Goes on at once where another transport may do better, or else after a while. */
    async function recover(error) {
      if (error.name === 'AbortError') return;
      const isOurs = error.retryAfter !== undefined || error.ours;
      if (!link.proven && !isOurs && choice.failed(link.transport, Date.now())) return;
      const wait = link.turn = createTurn(); // the transport's own may be aborted, by a time limit
      const retryIn = Math.round(backOff(error, failures++, settings));
      enter('waiting', { state: 'waiting', error, retryIn });
      // Nothing that happens on the page is a reason to come before the time that the gateway named.
      await pause(retryIn, error.retryAfter === undefined ? wait.signal : stopped.signal);
    }

    /** The gateway has spoken: the transport works. */
    function works() {
      if (stopped.signal.aborted) return;
      link.proven = true;
      failures = 0;
      choice.worked(link.transport, Date.now());
    }

    /** All channels are registered: from now on a change arrives. */
    function held() {
      if (state !== 'held') enter('held');
    }

    function enter(next, status = { state: next, transport: link.transport }) {
      state = next;
      if (!stopped.signal.aborted) say(status);
    }

    /** Moves the cursors, and passes on: whether it did the one, and called anybody for the other. */
    function deliver(entries) {
      let moved = false;
      const news = [];
      for (const entry of entries) {
        const channel = wanted.get(entry.channel);
        if (!channel || stopped.signal.aborted || isRepeated(channel.at, entry)) continue;
        news.push({ ...entry, before: channel.at });
        moved = moved || channel.at !== entry.stamp;
        channel.at = entry.stamp;
      }
      return { moved, called: news.length > 0 && on.entries(news) };
    }

    /** Asks with the new set of channels, once for all the changes of this tick. */
    function regroup() {
      if (stale) return;
      stale = true;
      queueMicrotask(() => {
        if (!stale) return;
        if (!link.turn.regroup || wanted.size === 0) return link.turn.abort();
        stale = false;
        return link.turn.regroup();
      });
    }
  }

  /** One run of a transport, or the wait after it; aborting it starts the next one. */
  function createTurn() {
    const controller = new AbortController();
    return { signal: controller.signal, abort: reason => controller.abort(reason), check: undefined, regroup: undefined };
  }

  /**
   * One connection for all tabs of a browser. Who holds the lock leads: it keeps the connection, for the channels of all, and
   * tells the others all that arrives. When it goes, the next in the lock's queue leads, from its own cursors; the
   * others say again where they stand, and each sees for itself whether it has missed anything (see judge).
   */

  const canShare = () => typeof globalThis.BroadcastChannel === 'function' && Boolean(globalThis.navigator?.locks);

  /** In place of a connection of one's own: the same methods. */
  function createSharedConnection(settings, on, key) {
    const { locks } = globalThis.navigator;
    const stopped = new AbortController();
    const { signal } = stopped;
    const radio = new globalThis.BroadcastChannel(key);
    const me = newId();
    const members = new Map(); // tab → its channels and where it stands; kept by the leader
    let mine = new Map();
    let main = null; // the connection, while we lead
    let last; // what the others were last told of it

    hold(lockOf(me), () => {});
    hold(key, lead);
    radio.onmessage = ({ data }) => { if (data && !signal.aborted && (data.to ?? me) === me) hear(data); };
    on.status({ state: 'connecting' });

    return {
      want(channels) {
        mine = channels;
        if (main) join(me, mine);
        else tell({ want: [...mine] });
      },

      wake(merelySeen) {
        main?.wake(merelySeen);
      },

      stop() {
        stopped.abort();
        main?.stop();
        radio.close();
      },
    };

    function hear({ from, want, leads, entries, status }) {
      if (main) {
        if (want) admit(from, new Map(want));
        return;
      }
      if (leads) tell({ want: [...on.standing()] });
      if (entries) on.entries(entries);
      if (status) on.status(revived(status));
    }

    function lead() {
      main = createConnection(settings, {
        entries(entries) {
          tell({ entries });
          return on.entries(entries);
        },
        status(status) {
          last = portable(status);
          tell({ status: last });
          on.status(status);
        },
      });
      mine = on.standing();
      join(me, mine);
      tell({ leads: true });
    }

    function admit(tab, channels) {
      // A tab that goes may have no time to say so, but it lets go of its lock.
      if (!members.has(tab)) hold(lockOf(tab), () => dismiss(tab), true);
      join(tab, channels);
      if (last) tell({ to: tab, status: last });
    }

    /** Adds a tab's channels. Where the connection is ahead of them, or behind, the tab is told where that is. */
    function join(tab, channels) {
      const places = [];
      for (const name of channels.keys()) {
        const at = main.wanted.get(name)?.at;
        if (isStamp(at) && at > 0) places.push({ channel: name, stamp: at, before: at, at: true });
      }
      members.set(tab, channels);
      regroup();
      if (places.length === 0) return;
      if (tab === me) on.entries(places);
      else tell({ to: tab, entries: places });
    }

    function dismiss(tab) {
      members.delete(tab);
      regroup();
    }

    function regroup() {
      const union = new Map();
      for (const channels of members.values()) for (const [name, at] of channels) if (!union.has(name)) union.set(name, at);
      main.want(union);
    }

    function tell(what) {
      if (!signal.aborted) radio.postMessage({ from: me, ...what });
    }

    /** Takes a lock, and keeps it until we stop, or gives it back at once. */
    function hold(name, then, briefly) {
      locks.request(name, { signal }, () => {
        if (signal.aborted) return undefined;
        then();
        return briefly ? undefined : new Promise(resolve => signal.addEventListener('abort', resolve));
      }).catch(() => {}); // stopped while it queued
    }

    function lockOf(tab) {
      return `${key}:${tab}`;
    }
  }

  /** Errors lose what is not standard on their way to another tab. */
  const portable = ({ error, ...status }) =>
    (error ? { ...status, error: { message: error.message, status: error.status, retryAfter: error.retryAfter } } : status);

  const revived = ({ error, ...status }) => Object.freeze(error ? { ...status, error: Object.assign(new Error(error.message), error) } : status);

  /** Unguessable, also on a page without TLS, which has no randomUUID. */
  const newId = () =>
    Array.from(globalThis.crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');

  const ATTEMPTS = 4;
  const SMALL = 16384; // characters; browsers let 64 KiB leave with a page that is being left
  const NEVER = new AbortController().signal;

  /** A touch: repeating it does no harm, but nor is it needed, since the caller sees that it failed. */
  async function publishSignal(settings, channel) {
    const done = await exchange(settings, `publish=${encodeURIComponent(channel)}`, { method: 'POST', keepalive: true });
    if (done !== true) throw new Error('The gateway did not publish.');
    return true;
  }

  /** A message, with one key however often it has to be sent: its stamp. */
  async function publishMessage(settings, channel, data, { key = newId(), except }) {
    const body = JSON.stringify(data);
    if (body === undefined) throw new TypeError('NovComet.publish needs data that JSON can hold.');
    const query = `publish=${encodeURIComponent(channel)}&receipt=1${except ? `&except=${encodeURIComponent(except)}` : ''}`;
    const options = { method: 'POST', body, keepalive: body.length < SMALL, headers: { 'Content-Type': 'application/json', 'Idempotency-Key': String(key) } };
    for (let attempt = 1; ; attempt++) {
      try {
        const receipt = await exchange(settings, query, options);
        if (typeof receipt?.stamp !== 'number') throw new Error('The gateway did not publish.');
        return receipt.stamp;
      } catch (error) {
        if (attempt === ATTEMPTS || !mayHaveBeenLost(error)) throw error;
        await pause(backOff(error, attempt - 1, settings), NEVER);
      }
    }
  }

  /** The network, or a proxy while the gateway behind it starts again. */
  const mayHaveBeenLost = ({ cause, status }) => cause !== undefined || [502, 503, 504].includes(status);

  /** What happens to the page: `wake(merelySeen)`, `leave()` and `comeBack()`, until the signal is aborted. */
  function listenToPage({ wake, leave, comeBack }, signal) {
    const { document } = globalThis;
    if (typeof globalThis.addEventListener !== 'function') return;
    globalThis.addEventListener('online', () => wake(false), { signal });
    // An open connection or lock would keep the page out of the back/forward cache.
    globalThis.addEventListener('pagehide', leave, { signal });
    globalThis.addEventListener('pageshow', event => { if (event.persisted) comeBack(); }, { signal });
    if (!document) return;
    document.addEventListener('resume', () => wake(false), { signal });
    document.addEventListener('visibilitychange', () => { if (!document.hidden) wake(true); }, { signal });
  }

  const OPTIONS = ['ticket', 'headers', 'transports', 'shared', 'identity'];
  const EVENTS = ['status', 'gap'];
  const ME = '@me'; // stands for another user's channel on another user's connection
  const PLACE_LIMIT = 5000; // ms for which publishing waits for a subscription that was made just before

  /** A client of its own, with its own channels and connection. */
  function createClient(baseurl) {
    const channels = new Map(); // name → { at, callbacks }
    const listeners = { status: new Set(), gap: new Set() };
    let status = { state: 'stopped' };
    let run = null; // AbortController; null while stopped
    let connection = null; // null while stopped, and while the page is away
    let sharing = false; // whether other tabs use it too
    let catchUp = null; // a connection beside a shared one, for what this tab alone has missed
    let missed = new Map(); // channel → where the shared connection has come to
    let session;
    let alone = false;

    const self = {
      baseurl,
      sleepTime: 0,
      timeLimit: 90000,
      openLimit: 5000,
      retryBase: 500,
      retryCap: 30000,
      fetchOptions: {},
      ticket: undefined,
      headers: undefined,
      transports: Object.keys(TRANSPORTS),
      shared: undefined,
      identity: undefined,

      get status() { return status; },
      get session() { return session ??= newId(); },

      init(url, options = {}) {
        for (const name of Object.keys(options)) if (!OPTIONS.includes(name)) throw new TypeError(`NovComet.init has no option "${name}".`);
        for (const name of options.transports ?? []) if (!Object.hasOwn(TRANSPORTS, name)) throw new TypeError(`NovComet has no transport "${name}".`);
        if (url !== undefined) self.baseurl = String(url);
        Object.assign(self, options);
        reconnect();
        return self;
      },

      subscribe(id, callback, { since = FROM_NOW } = {}) {
        if (typeof callback !== 'function') throw new TypeError('NovComet.subscribe needs a callback function.');
        if (!isBeginning(since)) throw new TypeError('NovComet.subscribe goes on since 0, a stamp, -N or "earliest".');
        const name = String(id);
        encodeURIComponent(name); // throws here, at the caller, for half a surrogate pair: not later, in the loop
        if (!channels.has(name)) {
          channels.set(name, { at: since, callbacks: new Set() });
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
          reached(name);
        }
        return self;
      },

      async publish(id, data, { key, except, others } = {}) {
        const channel = String(id);
        if (status.state === 'held') await placed(channel); // or the page might miss what it publishes itself
        if (data === undefined) return publishSignal(self, channel);
        if (others) await hearSession();
        return publishMessage(self, channel, data, { key, except: others ? self.session : except });
      },

      run() {
        if (run) return self;
        run = new AbortController();
        listenToPage({ wake, leave: disconnect, comeBack: reconnect }, run.signal);
        reconnect();
        return self;
      },

      stop() {
        if (!run) return self;
        run.abort();
        run = null;
        disconnect();
        say({ state: 'stopped' });
        return self;
      },

      on(event, listener) {
        listenersOf(event).add(listener);
        return self;
      },

      off(event, listener) {
        listenersOf(event).delete(listener);
        return self;
      },

      create: (url = self.baseurl) => createClient(url),
    };

    return self;

    function reconnect() {
      if (!run) return;
      disconnect();
      const on = { entries: take, status: say, standing };
      sharing = mayShare();
      connection = sharing ? createSharedConnection(self, on, `novcomet:${self.baseurl}#${self.identity ?? ''}`) : createConnection(self, on);
      connection.want(standing());
    }

    function regroup() {
      if (!connection) return;
      if (sharing === mayShare()) connection.want(standing());
      else reconnect();
    }

    function disconnect() {
      connection?.stop();
      catchUp?.stop();
      connection = catchUp = null;
      missed = new Map();
    }

    function wake(merelySeen) {
      connection?.wake(merelySeen);
      catchUp?.wake(merelySeen);
    }

    /** A page to which it matters who it is shares only with those of the same identity. */
    function mayShare() {
      const mayDiffer = self.ticket || self.headers || self.fetchOptions.headers || channels.has(ME);
      return !alone && canShare() && (self.shared ?? (!mayDiffer || self.identity !== undefined));
    }

    function standing() {
      return new Map(Array.from(channels, ([name, { at }]) => [name, at]));
    }

    /** Moves the cursors, and calls back: whether it called anybody. */
    function take(entries) {
      const changes = Object.fromEntries(entries.filter(entry => !entry.at && channels.has(entry.channel)).map(({ channel, stamp }) => [channel, stamp]));
      let called = false;
      for (const { before, at, ...event } of entries) {
        if (!connection) break; // by a callback: what is left keeps its cursor, and comes after the next run()
        const channel = channels.get(event.channel);
        if (!channel) continue;
        const verdict = judge(channel.at, { before, at, ...event });
        if (verdict === 'hole') miss(event);
        if (verdict !== 'take') continue;
        channel.at = event.stamp;
        channel.place?.abort();
        if (missed.get(event.channel) === event.stamp) reached(event.channel);
        if (!at) called = call(channel, changes, event) || called;
      }
      return called;
    }

    function call(channel, changes, event) {
      let called = false;
      if (event.gap) attemptAll(listeners.gap, event);
      // A callback may unsubscribe others: those are not called any more.
      for (const callback of [...channel.callbacks]) {
        if (!channel.callbacks.has(callback)) continue;
        called = true;
        attempt(callback, changes, event);
      }
      return called;
    }

    /** The shared connection is elsewhere than we are: what is between, we fetch ourselves. */
    function miss({ channel, stamp }) {
      if (!sharing) return;
      missed.set(channel, stamp);
      catchUp ??= createConnection(self, { entries: take, status() {} }, ['long-poll']);
      wantMissed();
    }

    function reached(name) {
      if (missed.delete(name)) wantMissed();
    }

    function wantMissed() {
      catchUp.want(new Map([...missed.keys()].filter(name => channels.has(name)).map(name => [name, channels.get(name).at])));
    }

    /**
     * Whoever leaves itself out is known by its session's channel. A connection that several tabs share would leave out all of them,
     * so this tab goes on with its own.
     */
    async function hearSession() {
      const name = `@session.${self.session}`;
      if (!alone) {
        alone = true;
        self.subscribe(name, () => {});
        regroup();
      }
      await placed(name);
    }

    /** Waits until it is known where a channel begins: what is published from then on comes back. */
    function placed(name) {
      const channel = channels.get(name);
      if (!run || channel?.at !== FROM_NOW) return undefined;
      channel.place ??= new AbortController();
      return pause(PLACE_LIMIT, channel.place.signal);
    }

    function listenersOf(event) {
      if (!EVENTS.includes(event)) throw new TypeError(`NovComet has no event "${event}", only ${EVENTS.map(name => `"${name}"`).join(' and ')}.`);
      return listeners[event];
    }

    function say(next) {
      if (next.state === status.state && next.transport === status.transport && next.state !== 'waiting') return;
      status = Object.freeze(next);
      attemptAll(listeners.status, status);
    }
  }

  const isBeginning = since => since === 'earliest' || isStamp(since) || (Number.isInteger(since) && since < 0);

  function attemptAll(listeners, ...args) {
    for (const listener of [...listeners]) attempt(listener, ...args);
  }

  function attempt(callback, ...args) {
    try {
      callback(...args);
    } catch (error) {
      if (typeof globalThis.reportError === 'function') globalThis.reportError(error);
      else console.error(error);
    }
  }

  // Served as <pattern>/novcomet.js, so the gateway is one step up. A module does not know where it was loaded from: novcomet.mjs says it.
  const script = globalThis.document && globalThis.document.currentScript;
  globalThis.NovComet = createClient(script && script.src ? new URL('.', script.src).href.slice(0, -1) : undefined);
})(globalThis);
