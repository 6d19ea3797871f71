const element = document.querySelector('#status');
const text = document.querySelector('#status-text');
const retry = document.querySelector('#status-retry');

const sentences = {
  connecting: 'Connecting',
  idle: 'Nothing to listen to',
  stopped: 'Stopped',
};

const held = {
  websocket: 'Live by WebSocket',
  sse: 'Live by event stream',
  'long-poll': 'Live: one request is held open',
};

let countdown;

/** Says how the page is connected; while it is not, why, and when it tries again. */
export function showStatus({ state, transport, error, retryIn }) {
  element.dataset.state = state;
  text.textContent = error ? error.message : sentences[state] ?? held[transport];
  retry.textContent = '';
  clearInterval(countdown);
  if (!error) return;
  const until = Date.now() + retryIn;
  const tick = () => { retry.textContent = `Again in ${Math.max(0, Math.ceil((until - Date.now()) / 1000))} s`; };
  tick();
  countdown = setInterval(tick, 1000);
}
