import { face } from './face.js';

/** The lists beside the talk: rooms, private talks, people. */

const side = document.querySelector('#side');
const sideButton = document.querySelector('#side-button');
const find = selector => document.querySelector(selector);

/** Shows the talks, and which of them is read. */
export function showTalks(talks, current, { open, close }) {
  const rooms = talks.filter(talk => !talk.isPrivate);
  const people = talks.filter(talk => talk.isPrivate);
  const item = talk => choice({
    icon: talk.isPrivate ? face(talk.name) : hash(),
    label: talk.name,
    unread: talk.unread,
    isCurrent: talk === current,
    act: () => open(talk),
    close: talk.isPrivate || rooms.length > 1 ? () => close(talk) : undefined,
  });
  keepFocus(find('#rooms'), rooms.map(item));
  keepFocus(find('#talks'), people.map(item));
  find('#private').hidden = people.length === 0;
  sideButton.toggleAttribute('data-unread', talks.some(talk => talk !== current && talk.unread > 0));
}

/** Shows who is in the room; whoever is chosen is talked to. */
export function showPeople(people, me, talkTo) {
  find('#here').hidden = people.length === 0;
  keepFocus(find('#people'), people.map(name => choice({
    icon: face(name),
    label: name === me ? `${name} (you)` : name,
    title: name === me ? '' : `Talk to ${name} alone`,
    act: name === me ? undefined : () => talkTo(name),
  })));
}

export function showMe(name) {
  find('#my-name').textContent = name;
  find('.me .face').replaceWith(face(name));
}

/** On a phone the lists lie over the talk. */
export const hideSide = () => { if (side.matches(':popover-open')) side.hidePopover(); };

function choice({ icon, label, title = '', unread = 0, isCurrent = false, act, close }) {
  const item = document.createElement('li');
  const button = item.appendChild(document.createElement('button'));
  button.append(icon, part('label', label));
  button.title = title;
  button.disabled = !act;
  if (act) button.addEventListener('click', act);
  if (isCurrent) button.setAttribute('aria-current', 'true');
  if (unread > 0) {
    const count = button.appendChild(part('unread', unread > 99 ? '99+' : String(unread)));
    count.ariaLabel = `${unread} unread`;
  }
  if (close) {
    const cross = item.appendChild(document.createElement('button'));
    cross.className = 'close';
    cross.textContent = '×';
    cross.ariaLabel = `Close ${label}`;
    cross.addEventListener('click', close);
  }
  return item;
}

/** A list that is drawn anew does not take the focus away from whoever moves through it by keyboard. */
function keepFocus(list, items) {
  const index = [...list.children].findIndex(item => item.contains(document.activeElement));
  list.replaceChildren(...items);
  if (index >= 0) list.children[Math.min(index, items.length - 1)]?.querySelector('button').focus();
}

function hash() {
  const element = part('hash', '#');
  element.ariaHidden = 'true';
  return element;
}

function part(className, text) {
  const element = document.createElement('span');
  element.className = className;
  element.textContent = text;
  return element;
}
