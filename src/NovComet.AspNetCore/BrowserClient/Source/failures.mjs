/** Why something failed: an Error with the gateway's own sentence where there is one. */

export const notOurs = () => new Error('The answer did not come from a NovComet gateway.');

export const unreachable = cause => Object.assign(new Error('The gateway cannot be reached.'), { cause });

export const tooLate = ms => new DOMException(`No answer within ${ms / 1000} s.`, 'TimeoutError');

export const silent = ms => new DOMException(`The gateway has been silent for ${Math.round(ms / 100) / 10} s.`, 'TimeoutError');

/** An answer that is not a success. */
export function refusal(response, problem) {
  const { detail, title } = problem || {};
  const error = new Error(String(detail || title || `The gateway answered ${response.status} ${response.statusText}`.trim() + '.'));
  error.status = response.status;
  const after = response.headers.get('Retry-After');
  const wait = /^\d+$/.test(after) ? after * 1000 : Date.parse(after) - Date.now();
  if (wait >= 0) error.retryAfter = wait;
  return error;
}

/** The gateway said no to what we ask: it will say so again, until somebody changes something. */
export const isFinal = ({ status, refused, retryAfter }) =>
  retryAfter === undefined && (refused || (status >= 400 && status < 500 && ![408, 425, 429].includes(status)));
