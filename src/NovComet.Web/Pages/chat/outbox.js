import { post, postAddress } from './gateway.js';

/**
 * What we say leaves one message after the other, in our order, and again until it has arrived: each has an id, so that it stays one message.
 */

const FIRST_PAUSE = 500; // ms; doubles
const LONGEST_PAUSE = 8000; // ms

const queue = [];
let busy = false;
let wake = () => {};

/** Sends a message to a talk; `refused(error)` if the gateway will not have it. */
export function send(talk, message, refused) {
  queue.push({ address: postAddress(talk), message, refused });
  if (!busy) empty();
}

/** The gateway is back: no need to wait any longer. */
export const hurry = () => wake();

async function empty() {
  busy = true;
  while (queue.length > 0) {
    const { address, message, refused } = queue[0];
    const error = await deliver(address, message);
    queue.shift();
    if (error) refused(error);
  }
  busy = false;
}

/** The error, if it is final. */
async function deliver(address, message) {
  for (let wait = FIRST_PAUSE; ; wait = Math.min(LONGEST_PAUSE, wait * 2)) {
    try {
      await post(address, message);
      return undefined;
    } catch (error) {
      const { status, retryAfter } = error;
      if (status >= 400 && status < 500 && status !== 429) return error;
      await pause(retryAfter || wait);
    }
  }
}

function pause(ms) {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, ms);
    wake = () => { clearTimeout(timer); resolve(); };
  });
}
