import { isFinal } from './failures.mjs';

/** How long to wait, and waiting. */

const LONGEST_TIMER = 2 ** 31 - 1; // ms; browsers fire longer timers at once

/** Milliseconds to wait after an error. Jitter keeps those who lost the gateway together from coming back together. */
export function backOff(error, failures, { retryBase, retryCap }, random = Math.random()) {
  if (isFinal(error)) return retryCap * (0.5 + random / 2);
  const jittered = random * Math.min(retryCap, retryBase * 2 ** failures);
  return Math.min(LONGEST_TIMER, (error.retryAfter || 0) + jittered);
}

/** Ends early if the signal is aborted. */
export function pause(ms, signal) {
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
