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
  let hash = 0;
  for (const letter of name.toLowerCase()) hash = (hash * 31 + letter.codePointAt(0)) % 9973;
  return (hash * 47) % 360;
}
