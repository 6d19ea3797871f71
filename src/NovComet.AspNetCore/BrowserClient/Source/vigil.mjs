import { silent, tooLate } from './failures.mjs';

/** Ends a stream that does not begin, or that falls silent. */
export function keepVigil({ settings, turn, pulse, works }) {
  let begun = false;
  let deadline, timer;

  const give = (ms, late) => {
    clearTimeout(timer);
    deadline = Date.now() + ms;
    timer = setTimeout(late, ms);
  };
  const fallSilent = () => {
    const { limit } = pulse;
    pulse.missed();
    turn.abort(silent(limit));
  };
  // A page whose timers slept asks, when it is looked at again, whether this one should have fired.
  turn.check = () => { if (Date.now() >= deadline) turn.abort(silent(pulse.limit)); };
  turn.signal.addEventListener('abort', () => clearTimeout(timer));
  pulse.begin();
  give(settings.openLimit, () => turn.abort(tooLate(settings.openLimit)));

  return {
    get isBegun() { return begun; },
    heard(isHeartbeat) {
      if (begun && isHeartbeat) pulse.beat(Date.now());
      if (!begun) works();
      begun = true;
      give(pulse.limit, fallSilent);
    },
    end: () => clearTimeout(timer),
  };
}
