import { face } from './face.js';

/** How the lines of a talk look. Whatever somebody wrote goes in as text alone. */

const TOGETHER = 5 * 60; // seconds within which one person's messages stand together
const day = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });

/** The elements of a line, which comes after another one. */
export function lineElements(line, previous) {
  const elements = [];
  const date = new Date(line.stamp * 1000);
  if (!previous || date.toDateString() !== new Date(previous.stamp * 1000).toDateString()) {
    elements.push(note(date.toDateString() === new Date().toDateString() ? 'Today' : day.format(date), 'day'));
  }
  const continues = elements.length === 0 && line.kind === 'message' && previous?.kind === 'message'
    && previous.from === line.from && line.stamp - previous.stamp < TOGETHER;
  elements.push(line.kind === 'message' ? message(line, date, continues) : note(line.text, line.kind));
  return elements;
}

/** A message of ours that is on its way, or that was refused. */
export function pendingElement(line, { again, drop }) {
  const element = message(line, undefined, true);
  element.classList.add(line.state);
  if (line.state === 'refused') {
    const fault = node('span', 'fault', line.fault);
    fault.setAttribute('role', 'alert');
    fault.append(button('Send again', again), button('Drop', drop));
    element.append(fault);
  }
  return element;
}

function message({ from, text, isMine }, date, continues) {
  const element = node('li', 'message');
  element.classList.toggle('mine', isMine);
  element.classList.toggle('more', continues);
  const who = node('span', 'who');
  const name = node('b', '', from);
  name.dir = 'auto';
  who.append(name, ' ');
  if (date) {
    const at = node('time', '', time.format(date));
    at.dateTime = date.toISOString();
    who.append(at);
  }
  const body = node('span', 'text', text);
  body.dir = 'auto';
  if (date) body.title = date.toLocaleString();
  element.append(face(from), who, ' ', body);
  return element;
}

const note = (text, kind) => node('li', `note ${kind}`, text);

function button(text, act) {
  const element = node('button', 'quiet', text);
  element.type = 'button';
  element.addEventListener('click', act);
  return element;
}

function node(tag, className, text = '') {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}
