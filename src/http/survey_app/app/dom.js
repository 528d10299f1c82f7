// Elements without markup: what comes from elsewhere is only ever text.

/** An element with properties, listeners (`onclick`) and children. */
export function h(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (key in element && key !== 'list') element[key] = value;
    else element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** A button. */
export function button(text, onclick, className = '') {
  return h('button', { type: 'button', className, onclick }, text);
}

/** Shows a view in place of the one before, from its top. */
export function show(...children) {
  const view = document.getElementById('view');
  view.replaceChildren(...children.flat().filter((child) => child !== null));
  window.scrollTo(0, 0);
  view.focus({ preventScroll: true });
}

let silence;

/** Says something for a while, to eyes and to screen readers. */
export function say(text) {
  document.getElementById('said').textContent = text;
  clearTimeout(silence);
  silence = setTimeout(() => document.getElementById('said').replaceChildren(), 6000);
}
