/** A list that gets its newest on top, a frame's worth at a time, and lets its oldest go. */
export function createList(element, most) {
  let fresh = [];

  return {
    put: row => fresh.unshift(row),
    flush() {
      element.prepend(...fresh.slice(0, most));
      fresh = [];
      while (element.childElementCount > most) element.lastElementChild.remove();
    },
  };
}
