/**
 * The browser's side of NovComet: one connection for all channels of a page, or of all its tabs.
 *
 *   <script src="/comet/novcomet.js"></script>
 *   NovComet.subscribe('news', (stamps, event) => show(event.data)).run();
 *
 * A channel has a stamp, and we hold a cursor: the stamp up to which we have seen the channel. Cursors come from
 * the gateway, never from this machine's clock, so nothing falls between two connections and no clock can be wrong.
 * Assembled from the modules in Source/, which are the place to read and to change.
 */
