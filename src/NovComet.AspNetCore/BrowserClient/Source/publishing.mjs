import { newId } from './sharing.mjs';
import { exchange } from './requests.mjs';
import { backOff, pause } from './waiting.mjs';

const ATTEMPTS = 4;
const SMALL = 16384; // characters; browsers let 64 KiB leave with a page that is being left
const NEVER = new AbortController().signal;

/** A touch: repeating it does no harm, but nor is it needed, since the caller sees that it failed. */
export async function publishSignal(settings, channel) {
  const done = await exchange(settings, `publish=${encodeURIComponent(channel)}`, { method: 'POST', keepalive: true });
  if (done !== true) throw new Error('The gateway did not publish.');
  return true;
}

/** A message, with one key however often it has to be sent: its stamp. */
export async function publishMessage(settings, channel, data, { key = newId(), except }) {
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
