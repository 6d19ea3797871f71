import { formatStamp, isFile } from './format.js';

const LENGTH = 100;
const list = document.querySelector('#log');
const empty = document.querySelector('#no-changes');
const clear = document.querySelector('#clear-log');

clear.addEventListener('click', () => {
  list.replaceChildren();
  show();
  list.focus();
});

/** Puts changes on top, the last one first, and lets the oldest go. */
export function log(changes) {
  list.prepend(...changes.slice(-LENGTH).reverse().map(entryOf));
  while (list.childElementCount > LENGTH) list.lastElementChild.remove();
  show();
}

function entryOf({ channel, stamp, kind, latency }) {
  const entry = document.createElement('li');
  const name = part('b', channel);
  name.title = channel;
  const time = part('time', isFile(stamp) ? formatStamp(stamp).time : 'no file');
  entry.append(name, ' ', part('span', latency, 'latency'), ' ', time, ' ', part('span', kind.toLowerCase(), 'kind'));
  return entry;
}

function part(tag, text, className = '') {
  const element = document.createElement(tag);
  element.textContent = text;
  element.className = className;
  return element;
}

function show() {
  const any = list.childElementCount > 0;
  empty.hidden = any;
  clear.hidden = !any;
}
