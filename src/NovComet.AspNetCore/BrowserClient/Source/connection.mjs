import { createChoice, createMemory } from './choice.mjs';
import { isRepeated } from './judging.mjs';
import { eventStream } from './eventStream.mjs';
import { longPoll } from './longPoll.mjs';
import { createPulse } from './pulse.mjs';
import { backOff, pause } from './waiting.mjs';
import { webSocket } from './webSocket.mjs';

/** The transports, best first. Each runs for one turn: until its channels change, or it ends by an error. */
export const TRANSPORTS = { websocket: webSocket, sse: eventStream, 'long-poll': longPoll };

export const isTransportHere = name => name !== 'websocket' || typeof globalThis.WebSocket === 'function';

/**
 * A connection to the gateway for a set of channels, which lives on from cursor to cursor, over whatever transport works.
 * `on.entries` gets what arrives, each entry with `before`, where the connection stood on its channel, and says whether it
 * called anybody; `on.status` what happens. Runs from its creation until stop().
 */
export function createConnection(settings, on, transports = settings.transports) {
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
