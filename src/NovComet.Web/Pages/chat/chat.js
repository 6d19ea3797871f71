import { NovComet } from '../comet/novcomet.mjs';
import { showStatus } from '../status.js';
import { addressed, addressOf, remember, remembered, roomName } from './address.js';
import { giveNameBack, takeName, whoAmI } from './gateway.js';
import { hurry, send } from './outbox.js';
import { createPeople } from './people.js';
import { goToEnd, isReading, read, refresh, show } from './reading.js';
import { hideSide, showMe, showPeople, showTalks } from './side.js';
import { createTalk, isMessage, talkKey } from './talk.js';

const HISTORY = -50; // messages
const find = selector => document.querySelector(selector);
const talks = new Map(); // key → talk, in the order of the page
let me, myId, people, current;

/** Takes the talks up under a name. */
function enter({ name, id }) {
  me = name;
  myId = id;
  showMe(me);
  find('#welcome').hidden = true;
  find('#chat').hidden = false;
  people = createPeople({ me, show: showWhoIsHere });

  // Only tabs of the same person share a connection. ?transports=long-poll tries what a proxy may leave us with.
  const transports = new URLSearchParams(location.search).get('transports')?.split(',');
  NovComet.init(undefined, { identity: myId, ...(transports && { transports }) });
  NovComet.on('status', status => {
    showStatus(status);
    if (status.state !== 'held') return;
    hurry();
    people.ask();
  });
  NovComet.subscribe('@me', (_, event) => hearPrivate(event), { since: HISTORY });
  for (const { name: known, isPrivate } of remembered()) open(known, isPrivate);
  follow();
  NovComet.run();
}

function open(name, isPrivate) {
  const known = talks.get(talkKey(name, isPrivate));
  if (known) return known;
  const talk = createTalk(name, isPrivate, me);
  talks.set(talk.key, talk);
  if (!isPrivate) NovComet.subscribe(`chat.${name}`, (_, event) => hear(talk, event), { since: HISTORY });
  remember([...talks.values()]);
  return talk;
}

function close(talk) {
  talks.delete(talk.key);
  if (!talk.isPrivate) NovComet.unsubscribe(`chat.${talk.name}`);
  remember([...talks.values()]);
  if (talk === current) location.hash = addressOf([...talks.values()][0] ?? { name: 'lobby' });
  list();
}

/** Goes where the address points. */
function follow() {
  const { name, isPrivate } = addressed();
  const talk = open(name, isPrivate);
  if (talk === current) return;
  if (current && !current.isPrivate) NovComet.unsubscribe(`chat-who.${current.name}`);
  current = talk;
  current.unread = 0;
  hideSide();
  find('#talk-title').textContent = talk.isPrivate ? talk.name : `# ${talk.name}`;
  find('#text').placeholder = talk.isPrivate ? `To ${talk.name} alone` : `To everybody in ${talk.name}`;
  read(talk, line => ({ again: () => sendAgain(talk, line), drop: () => drop(talk, line) }));
  people.enter(talk.isPrivate ? undefined : `chat.${talk.name}`);
  if (!talk.isPrivate) NovComet.subscribe(`chat-who.${talk.name}`, (_, { data }) => tellArrival(talk, data));
  list();
}

function hear(talk, event) {
  if (event.gap) tell(talk, 'Some messages are missing here: they are no longer kept.', 'gap');
  if (!isMessage(event)) return;
  const line = talk.hear(event);
  if (!line) return;
  if (talk === current) show(line);
  if (line.isMine || isReading(talk)) return;
  talk.unread += 1;
  list();
}

/** Our own channel has what we said and what was said to us: whom else a message names is whom we talk with. */
function hearPrivate(event) {
  if (!isMessage(event) || (event.data.from !== me && event.data.to !== me)) return;
  const other = event.data.from === me ? event.data.to : event.data.from;
  if (typeof other !== 'string' || other === '') return;
  hear(open(other, true), event);
  list();
}

function tellArrival(talk, data) {
  if (typeof data?.join === 'string') {
    people.came(data.join);
    if (data.join !== me) tell(talk, `${data.join} is here`);
  } else if (typeof data?.leave === 'string' && data.leave !== me) {
    people.left(data.leave);
    tell(talk, `${data.leave} has left`);
  }
}

function tell(talk, text, kind) {
  const line = talk.add(talk.note(text, kind));
  if (talk === current) show(line);
}

function showWhoIsHere(names) {
  showPeople(names, me, other => { location.hash = addressOf({ name: other, isPrivate: true }); });
  find('#talk-about').textContent = current.isPrivate ? 'private' : `${names.length} here`;
}

function say(text) {
  const talk = current;
  const message = talk.say(text);
  dispatch(talk, message);
  refresh();
  goToEnd();
}

function dispatch(talk, message) {
  send(talk, message, error => {
    if (error.status === 401) {
      location.reload();
      return;
    }
    Object.assign(message, { state: 'refused', fault: error.message });
    refresh();
  });
}

function sendAgain(talk, message) {
  message.state = 'waiting';
  dispatch(talk, message);
  refresh();
}

function drop(talk, message) {
  talk.takeBack(message);
  refresh();
}

function list() {
  const all = [...talks.values()];
  showTalks(all, current, { open: talk => { location.hash = addressOf(talk); hideSide(); }, close });
  const unread = all.reduce((sum, talk) => sum + talk.unread, 0);
  document.title = `${unread > 0 ? `(${unread}) ` : ''}${current.name} – NovComet`;
}

async function welcome(sentence = '') {
  find('#welcome').hidden = false;
  find('#name-problem').textContent = sentence;
  find('#name-problem').hidden = !sentence;
  find('#name').focus();
}

find('#name-form').addEventListener('submit', async event => {
  event.preventDefault();
  try {
    enter(await takeName(find('#name').value));
    find('#text').focus();
  } catch (error) {
    welcome(error.message);
  }
});

find('#leave').addEventListener('click', async () => {
  NovComet.stop();
  await giveNameBack().catch(() => {});
  location.reload();
});

find('#room-form').addEventListener('submit', event => {
  event.preventDefault();
  const name = roomName(find('#room').value);
  find('#room').value = '';
  if (name) location.hash = addressOf({ name });
});

find('#composer').addEventListener('submit', event => {
  event.preventDefault();
  const text = find('#text').value.trim();
  if (!text) return;
  find('#text').value = '';
  say(text);
});

// Enter sends, where there is a keyboard to begin a new line by Shift+Enter. Not the Enter that ends a composed letter.
find('#text').addEventListener('keydown', event => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing || matchMedia('(pointer: coarse)').matches) return;
  event.preventDefault();
  find('#composer').requestSubmit();
});

document.addEventListener('visibilitychange', async () => {
  if (document.hidden || !current) return;
  current.unread = 0;
  list();
  // Another tab may have changed our name, which the cookie tells the gateway.
  const { id } = await whoAmI().catch(() => ({ id: myId }));
  if (id !== myId) location.reload();
});

addEventListener('hashchange', () => { if (me) follow(); });
addEventListener('online', hurry);

try {
  const mine = await whoAmI();
  if (mine.name) enter(mine);
  else welcome();
} catch (error) {
  welcome(error.status === 404 ? 'This gateway has no chat: its users have names of their own.' : error.message);
}
