import { FROM_NOW, readPoll } from './entries.mjs';
import { notOurs, tooLate } from './failures.mjs';
import { exchange, subscriptionOf } from './requests.mjs';
import { pause } from './waiting.mjs';

/** One held request, and its answer. */

const HELD_AFTER = 1000; // ms without an answer or an error after which a poll passes for held
const HASTY = 250; // ms; who answers sooner, with nothing new, was not holding
const FIRST_GAP = 50; // ms before we ask such a gateway again; doubles
const LONGEST_GAP = 5000; // ms
const ANCHOR = 9999999999; // a clock so far ahead that the gateway, instead of holding, says at once where the channel stands

export async function longPoll(link) {
  const { settings, turn } = link;
  // Were a channel without a cursor held, and the poll then aborted, a change before the next poll would be lost.
  // One that was asked so in vain is on a gateway that does not know the question: it may know `from now on`.
  const asked = new Map(Array.from(link.wanted, ([name, channel]) =>
    [name, { channel, at: channel.at, anchoring: channel.at === FROM_NOW && !channel.unanswered }]));
  const begun = Date.now();
  const answer = await ask(link, subscriptionOf(asked, ({ at, anchoring }) => (anchoring ? ANCHOR : at)));
  link.works();
  link.held();
  // A channel that was left meanwhile, and taken up again, is another one than the one that was asked for.
  const entries = readPoll(asked, answer).filter(entry => link.wanted.get(entry.channel) === asked.get(entry.channel).channel);
  const { moved, called } = link.deliver(entries);
  for (const { channel, anchoring } of asked.values()) channel.unanswered = anchoring && channel.at === FROM_NOW;
  // An answer without news that came at once will come at once again: ask slower and slower.
  link.hasty = !moved && Date.now() - begun < HASTY ? link.hasty + 1 : 0;
  const gap = link.hasty && Math.min(LONGEST_GAP, FIRST_GAP * 2 ** (link.hasty - 1));
  await pause(Math.max(gap, called ? settings.sleepTime : 0), turn.signal);
}

async function ask({ settings, turn, held }, query) {
  // The answer's first byte comes with its last, so that we are being held can only be assumed.
  const assumed = setTimeout(held, HELD_AFTER);
  const limit = setTimeout(() => turn.abort(tooLate(settings.timeLimit)), settings.timeLimit);
  try {
    const answer = await exchange(settings, query, { signal: turn.signal });
    if (answer === null || typeof answer !== 'object' || (answer.s !== 0 && answer.s !== 1)) throw notOurs();
    return answer;
  } finally {
    clearTimeout(assumed);
    clearTimeout(limit);
  }
}
