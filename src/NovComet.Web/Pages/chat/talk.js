/** One room, or what we and one other person say to each other: its last lines, and what we said that has not come back yet. */

const MOST_LINES = 500;
const LONGEST_TEXT = 4000; // whoever may write the channel's file can write anything
const LONGEST_NAME = 60;

/** Whatever letters' case somebody's name is written in, it is one talk. */
export const talkKey = (name, isPrivate) => isPrivate ? `@${name.toLowerCase()}` : `#${name}`;

export function createTalk(name, isPrivate, me) {
  const ids = new Set();

  return {
    key: talkKey(name, isPrivate),
    name,
    isPrivate,
    lines: [],
    waiting: [],
    unread: 0,

    /** A message as the channel has it; as a line, or nothing if we have it already. */
    hear({ stamp, data }) {
      const line = { kind: 'message', stamp, from: data.from.slice(0, LONGEST_NAME), text: data.text.slice(0, LONGEST_TEXT), id: data.id, isMine: data.from === me };
      if (line.id !== undefined) {
        if (ids.has(line.id)) return undefined;
        ids.add(line.id);
        if (line.isMine) this.waiting = this.waiting.filter(({ id }) => id !== line.id);
      }
      return this.add(line);
    },

    /** Something to say between the messages. */
    note: (text, kind = 'note') => ({ kind, text, stamp: Date.now() / 1000 }),

    add(line) {
      this.lines.push(line);
      if (this.lines.length > MOST_LINES) ids.delete(this.lines.shift().id);
      return line;
    },

    /** What we say, until it comes back. */
    say(text) {
      const message = { kind: 'message', stamp: Date.now() / 1000, from: me, text, id: newId(), isMine: true, state: 'waiting' };
      this.waiting.push(message);
      return message;
    },

    takeBack(message) {
      this.waiting = this.waiting.filter(({ id }) => id !== message.id);
    },
  };
}

/** Whether it has the form of a message; a touch has no data. */
export const isMessage = ({ data }) => typeof data?.from === 'string' && typeof data.text === 'string';

/** Also on a page without TLS, which has no randomUUID. */
const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), byte => byte.toString(16).padStart(2, '0')).join('');
