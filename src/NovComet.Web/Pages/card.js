import { formatLatency, formatStamp, isFile } from './format.js';

const TAIL_MS = 60000;
const TAIL_LENGTH = 60; // marks; more could not be told apart
const MARK_MS = 250; // between two marks, and two pulses: each is an animation that the machine has to draw
const template = document.querySelector('#card');
const calm = matchMedia('(prefers-reduced-motion: reduce)');

/** The card of one channel: what it last did, how often, how fast, and a button to touch it. */
export function createCard(channel, { touch, remove }) {
  const card = template.content.firstElementChild.cloneNode(true);
  const field = name => card.querySelector(`[data-field="${name}"]`);
  const button = action => card.querySelector(`[data-action="${action}"]`);
  let count = 0;
  let last;
  let markedAt = -Infinity;
  let clickedAt; // the first click whose change has not come yet: later ones may merge with it

  card.dataset.channel = channel;
  field('name').textContent = channel;
  button('touch').ariaLabel = `Touch ${channel}`;
  button('remove').ariaLabel = `Stop watching ${channel}`;
  button('remove').addEventListener('click', remove);
  button('touch').addEventListener('click', async () => {
    clickedAt ??= performance.now();
    field('error').hidden = true;
    try {
      await touch();
    } catch (error) {
      clickedAt = undefined;
      field('error').textContent = error.message;
      field('error').hidden = false;
    }
  });

  return {
    element: card,
    pulse: () => pulse(card),

    /** Notes a change that has just come, and returns it as the log wants it. */
    change(stamp) {
      last = { channel, stamp, ...measure(stamp, clickedAt) };
      clickedAt = undefined;
      count += 1;
      return last;
    },

    /** Shows the last change. */
    draw() {
      field('error').hidden = true;
      field('count').textContent = count.toLocaleString();
      field('latency').textContent = last.latency;
      field('latency-kind').textContent = last.kind;
      showStamp(field('stamp'), last.stamp);
      if (performance.now() - markedAt < MARK_MS) return;
      markedAt = performance.now();
      pulse(card);
      mark(card.querySelector('.tail'));
    },
  };
}

function measure(stamp, clickedAt) {
  if (clickedAt !== undefined) return { kind: 'Touch to here', latency: formatLatency(performance.now() - clickedAt) };
  if (!isFile(stamp)) return { kind: 'File removed', latency: '–' };
  return { kind: 'File to here', latency: `≈ ${formatLatency(Date.now() - stamp * 1000, 0)}` };
}

function showStamp(element, stamp) {
  const { date, time, iso } = formatStamp(stamp);
  element.textContent = isFile(stamp) ? `${date}, ${time}` : 'the file is gone';
  element.dateTime = isFile(stamp) ? iso : '';
  element.parentElement.dataset.seen = '';
}

function pulse(card) {
  if (calm.matches) return;
  card.animate({ opacity: [1, 0] }, { duration: 1200, easing: 'ease-out', pseudoElement: '::after' });
}

function mark(tail) {
  if (calm.matches) return;
  if (tail.childElementCount >= TAIL_LENGTH) tail.firstElementChild.remove();
  const tick = tail.appendChild(document.createElement('i'));
  const drift = { transform: ['none', 'translateX(-100%)'], opacity: [1, 0.15] };
  tick.animate(drift, TAIL_MS).finished.then(() => tick.remove(), () => {});
}
