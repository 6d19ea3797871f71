import { NovComet } from './comet/novcomet.mjs';
import { createCard } from './card.js';
import { fileName, shellWord } from './format.js';
import { onceAFrame } from './frame.js';
import { log } from './log.js';
import { showStatus } from './status.js';

const FIRST_CHANNELS = ['news', 'weather'];
const find = selector => document.querySelector(selector);
const cards = new Map(); // channel → card, in the order of the page
const changed = new Set(); // cards that show something older than they know
let fresh = []; // changes that are not in the log yet
let directory;

/** A burst of messages enters the page once a frame. */
const schedule = onceAFrame(() => {
  for (const card of changed) card.draw();
  changed.clear();
  log(fresh);
  fresh = [];
});

function watch(channel) {
  const card = createCard(channel, { touch: () => NovComet.publish(channel), remove: () => leave(channel) });
  NovComet.subscribe(channel, (_, { stamp }) => {
    fresh.push(card.change(stamp));
    changed.add(card);
    schedule();
  });
  cards.set(channel, card);
  find('#channels').append(card.element);
}

function unwatch(channel) {
  NovComet.unsubscribe(channel);
  cards.get(channel).element.remove();
  cards.delete(channel);
}

function leave(channel) {
  unwatch(channel);
  remember();
  find('#channel-name').focus();
}

/** The address keeps the channels, so that it can be bookmarked and sent to somebody. */
function remember() {
  history.replaceState(null, '', `#channels=${[...cards.keys()].map(encodeURIComponent).join()}`);
  showHints();
}

function remembered() {
  const [, list] = /^#channels=(.*)$/.exec(location.hash) ?? [];
  if (list === undefined) return FIRST_CHANNELS;
  try {
    return [...new Set(list.split(',').filter(Boolean).map(decodeURIComponent))];
  } catch {
    return FIRST_CHANNELS; // an address cut inside a percent-encoded letter
  }
}

function recall() {
  const wanted = remembered();
  for (const channel of [...cards.keys()]) if (!wanted.includes(channel)) unwatch(channel);
  for (const channel of wanted) if (!cards.has(channel)) watch(channel);
  showHints();
}

function showHints() {
  const channel = [...cards.keys()][0] ?? FIRST_CHANNELS[0];
  const address = new URL(`comet?publish=${fileName(channel).slice(0, -'.comet'.length)}`, location.href).href;
  find('#no-channels').hidden = cards.size > 0;
  find('#curl-line').textContent = `curl -X POST '${address}'`;
  find('#touch-hint').hidden = !directory;
  find('#touch-line').textContent = directory ? `touch ${shellWord(`${directory}/${fileName(channel)}`)}` : '';
}

async function showGateway() {
  try {
    const info = await (await fetch('./info')).json();
    directory = info.directory;
    find('#version').textContent = `NovComet ${info.version}`;
    find('#version').hidden = !info.version;
    showHints();
  } catch {
    // A gateway that tells nothing of itself: the page does without.
  }
}

find('#add-channel').addEventListener('submit', event => {
  event.preventDefault();
  const input = find('#channel-name');
  const channel = input.value.trim();
  input.value = '';
  if (!channel) return;
  if (!cards.has(channel)) watch(channel);
  remember();
  const { element, pulse } = cards.get(channel);
  element.scrollIntoView({ block: 'nearest' });
  pulse();
});

addEventListener('hashchange', recall);
NovComet.on('status', showStatus);
recall();
NovComet.run();
showGateway();
