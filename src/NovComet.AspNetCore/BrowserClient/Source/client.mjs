import { createConnection, TRANSPORTS } from './connection.mjs';
import { FROM_NOW, isStamp } from './entries.mjs';
import { judge } from './judging.mjs';
import { listenToPage } from './pageLife.mjs';
import { publishMessage, publishSignal } from './publishing.mjs';
import { canShare, createSharedConnection, newId } from './sharing.mjs';
import { pause } from './waiting.mjs';

const OPTIONS = ['ticket', 'headers', 'transports', 'shared', 'identity'];
const EVENTS = ['status', 'gap'];
const ME = '@me'; // stands for another user's channel on another user's connection
const PLACE_LIMIT = 5000; // ms for which publishing waits for a subscription that was made just before

/** A client of its own, with its own channels and connection. */
export function createClient(baseurl) {
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
