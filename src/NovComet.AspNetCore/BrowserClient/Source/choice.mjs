/**
 * Which transport to try. The best comes first. One that fails before it has said anything is passed over for the next one;
 * only when that one works was the transport to blame, and it is left alone for a while. If none works, none was to blame.
 */

const LEFT_ALONE = 10 * 60 * 1000; // ms
const STRIKES = 2; // failures in a row after which one that used to work is doubted

export function createChoice(names, memory) {
  const suspects = new Set();
  let broken = memory.load(); // name → until when
  let proven, strikes = 0;

  const usable = now => names.filter(name => !suspects.has(name) && !(broken[name] > now));

  return {
    pick: now => usable(now)[0] ?? names.find(name => !suspects.has(name)) ?? names.at(-1),

    worked(name, now) {
      proven = name;
      strikes = 0;
      if (suspects.size === 0) return;
      for (const suspect of suspects) broken[suspect] = now + LEFT_ALONE;
      suspects.clear();
      memory.save(broken);
    },

    /** Whether there is another one to try at once. */
    failed(name, now) {
      if (name === proven && ++strikes < STRIKES) return false;
      suspects.add(name);
      if (usable(now).length > 0) return true;
      suspects.clear();
      broken = {};
      return false;
    },
  };
}

/** Kept for the tab's next pages. */
export const createMemory = key => ({
  load() {
    try {
      return { ...JSON.parse(globalThis.sessionStorage.getItem(key)) };
    } catch {
      return {};
    }
  },
  save(broken) {
    try {
      globalThis.sessionStorage.setItem(key, JSON.stringify(broken));
    } catch {
      // No storage, or not allowed: this page remembers, the next one finds out again.
    }
  },
});
