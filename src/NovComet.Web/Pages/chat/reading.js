import { onceAFrame } from '../frame.js';
import { lineElements, pendingElement } from './lines.js';

/**
 * The talk that is read now. However many messages come, they enter the page once a frame; and it stays at its end as long as the reader is there.
 */

const MOST_ELEMENTS = 1200; // while the reader is further up: more than a talk keeps
const NEAR = 60; // pixels from the end that still count as its end

const scroller = document.querySelector('#scroller');
const list = document.querySelector('#lines');
const pending = document.querySelector('#pending');
const silence = document.querySelector('#silence');
const toEnd = document.querySelector('#to-end');

let talk;
let last; // the last line that is on the page
let fresh = []; // lines that are not on the page yet
let unseen = 0; // messages below what the reader sees
let actions;
const schedule = onceAFrame(() => draw());

/** Shows a talk from its end. */
export function read(next, on) {
  talk = next;
  actions = on;
  last = undefined;
  fresh = [...talk.lines];
  list.replaceChildren();
  draw(true);
}

export function isReading(other) {
  return talk === other && !document.hidden;
}

/** A line has come to the talk that is read. */
export function show(line) {
  fresh.push(line);
  schedule();
}

/** What we say has changed its state. */
export const refresh = schedule;

export function goToEnd() {
  scroller.scrollTop = scroller.scrollHeight;
}

function draw(fromEnd = false) {
  const wasAtEnd = fromEnd || isAtEnd();
  fresh = fresh.slice(-talk.lines.length);
  const elements = [];
  for (const line of fresh) {
    elements.push(...lineElements(line, last));
    last = line;
  }
  if (!wasAtEnd) unseen += fresh.filter(({ kind, isMine }) => kind === 'message' && !isMine).length;
  fresh = [];
  list.append(...elements);
  pending.replaceChildren(...talk.waiting.map(line => pendingElement(line, actions(line))));
  const most = wasAtEnd ? talk.lines.length * 2 : MOST_ELEMENTS;
  while (list.childElementCount > most) list.firstElementChild.remove();
  silence.hidden = talk.lines.length + talk.waiting.length > 0;
  silence.textContent = talk.isPrivate ? `Only ${talk.name} and you will read this.` : 'Nothing has been said here lately. Say hello!';
  if (wasAtEnd) goToEnd();
  showWay();
}

function isAtEnd() {
  return scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;
}

function showWay() {
  const atEnd = isAtEnd();
  if (atEnd) unseen = 0;
  toEnd.hidden = atEnd;
  toEnd.textContent = unseen === 0 ? 'To the end ↓' : `${unseen} new ${unseen === 1 ? 'message' : 'messages'} ↓`;
}

scroller.addEventListener('scroll', showWay, { passive: true });
toEnd.addEventListener('click', goToEnd);

// The keyboard of a phone, or a longer text, makes the room for messages smaller.
let height = scroller.clientHeight;
new ResizeObserver(() => {
  const lost = height - scroller.clientHeight;
  height = scroller.clientHeight;
  if (lost > 0 && scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight - lost < NEAR) goToEnd();
}).observe(scroller);
