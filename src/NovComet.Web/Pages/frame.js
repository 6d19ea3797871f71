const HIDDEN_PAUSE = 250; // ms; a page in the background has no frames

/** What asks for a drawing, however often it is called, once a frame. */
export function onceAFrame(draw) {
  let frame, timer;

  function run() {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    timer = undefined;
    draw();
  }

  return () => {
    if (timer !== undefined) return;
    frame = requestAnimationFrame(run);
    timer = setTimeout(run, HIDDEN_PAUSE);
  };
}
