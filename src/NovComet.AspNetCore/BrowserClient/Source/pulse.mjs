/**
 * How long a stream may be silent. Measured between two heartbeats, because a first frame comes at any time; the longer of
 * the last two intervals, because one that was delayed makes the next one short.
 */

const ASSUMED = 15000; // ms, until two heartbeats have been seen
const LONGEST = 300000; // ms; more is a page that slept
const PATIENCE = 2.5;

export function createPulse() {
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
