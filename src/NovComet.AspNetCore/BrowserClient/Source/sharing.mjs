import { createConnection } from './connection.mjs';
import { isStamp } from './entries.mjs';

/**
 * One connection for all tabs of a browser. Who holds the lock leads: it keeps the connection, for the channels of all, and
 * tells the others all that arrives. When it goes, the next in the lock's queue leads, from its own cursors; the
 * others say again where they stand, and each sees for itself whether it has missed anything (see judge).
 */

export const canShare = () => typeof globalThis.BroadcastChannel === 'function' && Boolean(globalThis.navigator?.locks);

/** In place of a connection of one's own: the same methods. */
export function createSharedConnection(settings, on, key) {
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
export const newId = () =>
  Array.from(globalThis.crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');
