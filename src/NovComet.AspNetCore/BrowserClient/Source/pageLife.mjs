/** What happens to the page: `wake(merelySeen)`, `leave()` and `comeBack()`, until the signal is aborted. */
export function listenToPage({ wake, leave, comeBack }, signal) {
  const { document } = globalThis;
  if (typeof globalThis.addEventListener !== 'function') return;
  globalThis.addEventListener('online', () => wake(false), { signal });
  // An open connection or lock would keep the page out of the back/forward cache.
  globalThis.addEventListener('pagehide', leave, { signal });
  globalThis.addEventListener('pageshow', event => { if (event.persisted) comeBack(); }, { signal });
  if (!document) return;
  document.addEventListener('resume', () => wake(false), { signal });
  document.addEventListener('visibilitychange', () => { if (!document.hidden) wake(true); }, { signal });
}
