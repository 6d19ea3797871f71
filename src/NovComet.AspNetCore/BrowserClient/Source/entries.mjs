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
export const FROM_NOW = 0;

export const isStamp = value => typeof value === 'number' && STAMP.test(value);

/**
 * A long-poll's answer to the question where `asked` (channel → from) have come to. The places come first: whoever
 * stops in a callback keeps them all.
 */
export function readPoll(asked, { s, k, t, m, g }) {
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
export function readFrame(frame) {
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
export function readBlock({ event, data, id }) {
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
