/** Several tabs of one browser: pages with Web Locks and BroadcastChannels between them. */
import { openPage, settled } from './page.mjs';

export { settled };

export function openBrowser() {
  const locks = new Map(); // name → queue of { run, release }; the first one holds it
  const radios = new Set();

  function openTab(options = {}) {
    const held = new Set();
    const tab = { deaf: false, calls: [] };

    const request = (name, { signal }, callback) => new Promise((resolve, reject) => {
      const queue = locks.get(name) ?? [];
      locks.set(name, queue);
      const release = () => {
        held.delete(release);
        const index = queue.indexOf(entry);
        if (index < 0) return;
        queue.splice(index, 1);
        if (queue.length === 0) locks.delete(name);
        else if (index === 0) grant(queue[0]);
      };
      const entry = {
        granted: false,
        run: async () => { try { resolve(await callback({ name })); } catch (error) { reject(error); } finally { release(); } },
      };
      held.add(release);
      signal.addEventListener('abort', () => {
        if (entry.granted) return;
        release();
        reject(signal.reason);
      });
      queue.push(entry);
      if (queue.length === 1) grant(entry);
    });

    class Radio {
      constructor(name) {
        Object.assign(this, { name, tab });
        radios.add(this);
      }
      postMessage(data) {
        if (!radios.has(this)) throw new DOMException('The channel is closed.', 'InvalidStateError');
        const copy = structuredClone(data);
        const others = [...radios].filter(radio => radio !== this && radio.name === this.name && !radio.tab.deaf);
        setImmediate(() => { for (const radio of others) if (radios.has(radio)) radio.onmessage?.({ data: copy }); });
      }
      close() { radios.delete(this); }
    }

    const page = openPage({ transports: null, browser: { navigator: { locks: { request } }, BroadcastChannel: Radio } });
    page.NovComet.init(undefined, options);
    return Object.assign(Object.defineProperties(tab, Object.getOwnPropertyDescriptors(page)), {
      listen: (name, since) => page.NovComet.subscribe(name, (k, event) => tab.calls.push(event), { since }),
      /** As by a crash: nothing is said, and the browser lets go of what the tab held. */
      die() {
        for (const radio of [...radios]) if (radio.tab === tab) radios.delete(radio);
        const mine = [...held];
        for (const release of mine) release();
      },
    });
  }

  return { openTab, locks, radios };
}

function grant(entry) {
  entry.granted = true;
  setImmediate(entry.run);
}
