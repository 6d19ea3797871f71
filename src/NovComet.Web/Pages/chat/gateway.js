/** What the chat asks of the gateway, beside the channels. */

const json = { 'Content-Type': 'application/json' };

/** Our name and our id, which is another one each time a name is taken; nothing in it if we have no name. */
export const whoAmI = () => ask('me');

export const takeName = name => ask('me', { method: 'POST', headers: json, body: JSON.stringify({ name }) });

export const giveNameBack = () => ask('me', { method: 'DELETE' });

/** The address that a message to a talk goes to. */
export const postAddress = talk => (talk.isPrivate ? 'people/' : 'rooms/') + encodeURIComponent(talk.name);

export const post = (address, { text, id }) => ask(address, { method: 'POST', headers: json, body: JSON.stringify({ text, id }) });

/** The names of those who are on a channel. */
export const whoIsOn = async channel => (await ask(`../comet?presence=${encodeURIComponent(channel)}`)).users.map(nameIn);

/** The name follows the random part of a user's id. */
const nameIn = id => id.slice(id.indexOf('.') + 1);

async function ask(path, options) {
  const response = await fetch(path, { cache: 'no-store', ...options });
  const answer = response.status === 204 ? {} : await response.json().catch(() => ({}));
  if (response.ok) return answer;
  const error = new Error(answer.detail ?? `The gateway answered ${response.status}.`);
  error.status = response.status;
  error.retryAfter = Number(response.headers.get('Retry-After')) * 1000;
  throw error;
}
