import { readFrame } from './entries.mjs';
import { notOurs, unreachable } from './failures.mjs';
import { addressOf, parse, ticketOf } from './requests.mjs';
import { keepVigil } from './vigil.mjs';

const PROTOCOL = 'novcomet.v1';

/** Frames of JSON, both ways: channels come and go without a new connection. */
export async function webSocket(link) {
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
