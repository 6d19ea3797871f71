const HUES = 15; // more could not be told apart

/** A person's initial on a colour that is always the same for the same name. */
export function face(name) {
  const element = document.createElement('span');
  element.className = 'face';
  element.ariaHidden = 'true';
  element.style.setProperty('--hue', hueOf(name));
  element.textContent = [...name][0]?.toLocaleUpperCase() ?? '';
  return element;
}

function hueOf(name) {
  let hash = 2166136261;
  for (const letter of name.toLowerCase()) hash = Math.imul(hash ^ letter.codePointAt(0), 16777619);
  return (((hash ^ (hash >>> 13)) >>> 0) % HUES) * (360 / HUES);
}
