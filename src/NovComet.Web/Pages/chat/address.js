/** Which talk is read stands in the address, `#lobby` or `#@ann`; which others are open, the browser remembers. */

const FIRST_ROOM = 'lobby';
const MOST = 20;
const KEY = 'novcomet-chat-talks';

/** The talk that the address names. */
export function addressed() {
  let text = '';
  try {
    text = decodeURIComponent(location.hash.slice(1)).trim();
  } catch {
    // cut inside a percent-encoded letter
  }
  const isPrivate = text.startsWith('@') && text.length > 1;
  return { name: isPrivate ? text.slice(1) : roomName(text) || FIRST_ROOM, isPrivate };
}

export const addressOf = ({ name, isPrivate }) => `#${isPrivate ? '@' : ''}${encodeURIComponent(name)}`;

/** Rooms whose names differ in case only would be confusing. */
export const roomName = text => text.trim().replace(/^#+/, '').toLocaleLowerCase();

export function remembered() {
  try {
    const talks = JSON.parse(localStorage.getItem(KEY)) ?? [];
    return talks.filter(({ name }) => typeof name === 'string').slice(0, MOST);
  } catch {
    return [];
  }
}

export function remember(talks) {
  try {
    localStorage.setItem(KEY, JSON.stringify(talks.slice(-MOST).map(({ name, isPrivate }) => ({ name, isPrivate }))));
  } catch {
    // No storage: the address still has the talk that is read.
  }
}
