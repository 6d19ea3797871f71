import { whoIsOn } from './gateway.js';

/**
 * Who is in the room that is read. What the room's channel of arrivals tells is shown at once; the truth is asked of the gateway, soon after
 * and not more often than that.
 */

const SOON = 1500; // ms

export function createPeople({ me, show }) {
  let channel; // undefined in a private talk
  let people = [];
  let timer;

  return {
    enter(next) {
      channel = next;
      people = channel ? [me] : [];
      show(people);
      ask();
      later();
    },
    came: name => change([...people, name]),
    left: name => change(people.filter(other => other !== name)),
    ask,
  };

  function change(next) {
    set(next);
    later();
  }

  function later() {
    timer ??= setTimeout(ask, SOON);
  }

  async function ask() {
    clearTimeout(timer);
    timer = undefined;
    const asked = channel;
    if (!asked) return;
    try {
      const answer = await whoIsOn(asked);
      if (asked === channel) set([me, ...answer]);
    } catch {
      // Asked again when the connection is back.
    }
  }

  function set(names) {
    people = [...new Set(names)].sort((one, other) => one.localeCompare(other));
    show(people);
  }
}
