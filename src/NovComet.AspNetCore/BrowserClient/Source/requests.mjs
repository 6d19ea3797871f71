import { notOurs, refusal, unreachable } from './failures.mjs';

/** Requests to the gateway. */

const LONGEST_URL = 4000; // characters; proxies and servers cut somewhere above

/** The gateway's address with a query; it may have one of its own. */
export const addressOf = ({ baseurl }, query) => {
  const base = baseurl || '/comet';
  return query ? base + (base.includes('?') ? '&' : '?') + query : base;
};

/** `subscribed[…]=…` for each channel. */
export const subscriptionOf = (channels, valueOf) =>
  Array.from(channels, ([name, channel]) => `subscribed[${encodeURIComponent(name)}]=${valueOf(channel)}`).join('&');

/** `ticket=…` for a connection that can carry no header, if the page has tickets. */
export async function ticketOf({ ticket }) {
  return ticket ? `ticket=${encodeURIComponent(await fromPage(ticket))}` : '';
}

/** Sends; any answer is a success here. */
export async function send(settings, query, options) {
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
export async function exchange(settings, query, options) {
  const response = await send(settings, query, options);
  const answer = await bodyOf(response);
  if (!response.ok) throw refusal(response, answer);
  if (answer === undefined) throw notOurs();
  return answer;
}

/** The JSON of an answer; undefined if it is none. */
export async function bodyOf(response) {
  let text;
  try {
    text = await response.text();
  } catch (cause) {
    throw failureOf(cause);
  }
  return parse(text);
}

export function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const failureOf = cause => (['AbortError', 'TimeoutError'].includes(cause?.name) ? cause : unreachable(cause));

/** What the page's own code fails to give is no fault of the transport. */
async function fromPage(give) {
  try {
    return await give();
  } catch (cause) {
    throw Object.assign(new Error(`The page could not give its credentials: ${cause?.message ?? cause}`), { ours: true });
  }
}

const merged = (...all) => Object.assign({}, ...all.map(headers => Object.fromEntries(new Headers(headers ?? {}))));
