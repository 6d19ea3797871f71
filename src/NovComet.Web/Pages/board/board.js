import { NovComet } from '../comet/novcomet.mjs';
import { onceAFrame } from '../frame.js';
import { formatLatency, formatStamp, shellWord } from '../format.js';
import { showStatus } from '../status.js';
import { CHANNELS, describe, packageOf, stageOf } from './feed.js';
import { createList } from './list.js';

const HISTORY = -100; // messages of each channel
const SAMPLES = 201; // latencies that the median is of
const QUIET = 1500; // ms after which a board without an event says how to play the feed
const opened = Date.now() / 1000;
const calm = matchMedia('(prefers-reduced-motion: reduce)');
const find = selector => document.querySelector(selector);

const channels = new Map(CHANNELS.map(name => [name, showChannel(name)]));
const packages = createList(find('#packages'), 200);
const events = createList(find('#events'), 200);
const rows = new Map(); // package → its row
const latencies = [];
let fresh = []; // events that are not on the page yet
let total = 0;
const schedule = onceAFrame(draw);

/** Bursts enter the page once a frame. Each channel tells in its own order; together they are put in the order of their stamps. */
function draw() {
  const batch = fresh.sort((one, other) => one.stamp - other.stamp);
  fresh = [];
  for (const event of batch) take(event);
  for (const channel of new Set(batch.map(({ channel }) => channel))) pulse(channels.get(channel).element);
  for (const { count, element } of channels.values()) element.querySelector('b').textContent = count.toLocaleString();
  find('#total').textContent = total.toLocaleString();
  find('#installed').textContent = [...rows.values()].filter(({ className }) => className === 'installed').length.toLocaleString();
  find('#median').textContent = latencies.length === 0 ? '–' : formatLatency(latencies.toSorted((one, other) => one - other)[latencies.length >> 1]);
  showEmpty(false);
  packages.flush();
  events.flush();
}

function take({ channel, stamp, data, arrived }) {
  total += 1;
  channels.get(channel).count += 1;
  const isLive = stamp > opened;
  const latency = arrived - stamp * 1000;
  if (isLive && latencies.push(latency) > SAMPLES) latencies.shift();
  events.put(row({ channel, text: describe(channel, data), latency: isLive ? `≈ ${formatLatency(latency, 0)}` : 'earlier' }));

  const stage = stageOf(channel, data);
  if (stage?.title) find('#now-title').textContent = stage.title;
  if (stage) {
    find('#now-text').textContent = stage.text;
    find('#percent').value = stage.percent;
  }

  const change = packageOf(channel, data);
  if (change) showPackage(change, stamp);
}

function showPackage({ name, version, state }, stamp) {
  const isNew = version !== undefined;
  const known = rows.get(name);
  if (!known && !isNew) return; // told of others' changes, not installed
  const element = known && !isNew ? known : row({ name, version, state: '', at: '' });
  if (isNew) {
    known?.remove();
    rows.set(name, element);
    packages.put(element);
  }
  element.className = state;
  element.querySelector('.state').textContent = state;
  const time = element.querySelector('time');
  const { time: clock, iso } = formatStamp(stamp);
  time.textContent = clock.slice(0, -3);
  time.dateTime = iso;
}

function row({ name, channel, version, state, text, latency }) {
  const element = document.createElement('li');
  if (channel) element.append(part('span', 'channel', channel), part('span', 'text', text), part('span', 'latency', latency));
  else element.append(part('b', '', name), part('span', 'version', version), part('span', 'state', state), document.createElement('time'));
  return element;
}

function showChannel(name) {
  const element = find('#channels').appendChild(document.createElement('li'));
  element.append(part('span', '', name), part('b', '', '0'));
  return { element, count: 0 };
}

function part(tag, className, text) {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  element.title = text;
  return element;
}

function pulse(element) {
  if (!calm.matches) element.animate({ opacity: [1, 0] }, { duration: 900, easing: 'ease-out', pseudoElement: '::after' });
}

async function showCommand() {
  const { directory } = await (await fetch('../info')).json().catch(() => ({}));
  const elsewhere = directory && directory !== '/dev/shm/novcomet' ? ` \\\n    --NovComet:Directory=${shellWord(directory)}` : '';
  find('#replay').textContent = `dotnet run --project src/NovComet.Web -- replay sample-data/dpkg-install.jsonl --speed 5${elsewhere}`;
  setTimeout(() => showEmpty(total === 0), QUIET);
}

function showEmpty(isEmpty) {
  find('#empty').hidden = !isEmpty;
  for (const list of document.querySelectorAll('.list')) list.hidden = isEmpty;
}

for (const channel of CHANNELS) {
  NovComet.subscribe(channel, (_, { stamp, data, gap }) => {
    if (gap) return;
    fresh.push({ channel, stamp, data, arrived: Date.now() });
    schedule();
  }, { since: HISTORY });
}
NovComet.on('status', showStatus);
NovComet.run();
showCommand();
