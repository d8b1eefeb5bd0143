// Small tools for elements. Strings become text nodes, so nothing that somebody wrote becomes markup.

const SVG = 'http://www.w3.org/2000/svg';

/** The element of the skeleton with this id. */
export const $ = id => document.getElementById(id);
export const narrow = matchMedia('(max-width: 759px)');
export const wide = matchMedia('(min-width: 1200px)');

/** An element; `on…` are listeners, `style` is an object; null and false are left out (but aria-… may be false). */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (name === 'style') for (const [key, part] of Object.entries(value)) node.style.setProperty(key, part);
    else if (name.startsWith('aria-')) node.setAttribute(name, value);
    else if (value !== false) node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.flat(2).filter(child => child !== null && child !== undefined && child !== false));
  return node;
}

/** The same for SVG. */
export function svg(tag, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}
export const icon = (name, className = 'icon') =>
  svg('svg', { class: className, 'aria-hidden': 'true' }, svg('use', { href: `#i-${name}` }));

/** A round or square button that shows an icon and says `label`. */
export const tool = (key, name, label, run, more = {}) =>
  el('button', { class: 'tool', type: 'button', 'data-key': key, 'aria-label': label, title: label, onclick: run, ...more }, icon(name));

export const input = (name, value, attributes = {}) => el('input', { class: 'field', name, value, required: true, ...attributes });

/** Runs `draw` and gives the focus back to the element with the same data-key, or else to `otherwise`'s. */
export function keepFocus(parent, draw, otherwise) {
  const had = parent.contains(document.activeElement) ? document.activeElement : null;
  const key = had?.dataset.key;
  draw();
  if (!had || parent.contains(document.activeElement) && document.activeElement !== document.body) return;
  const again = key && parent.querySelector(`[data-key="${CSS.escape(key)}"]`);
  (again || otherwise?.(key))?.focus();
}
export const fill = (parent, ...children) =>
  keepFocus(parent, () => parent.replaceChildren(...children.flat(2).filter(Boolean)));

const drawnAbout = new WeakMap();
/** Fills `parent` only if what it is about has changed: a button that is being pressed stays the same button. */
export function fillAnew(parent, about, make) {
  const signature = JSON.stringify(about);
  if (drawnAbout.get(parent) === signature) return;
  drawnAbout.set(parent, signature);
  fill(parent, make());
}

/** Arrow keys walk through the elements of `parent` that `which` selects; Home and End jump. */
export function walkable(parent, which) {
  parent.addEventListener('keydown', event => {
    const all = [...parent.querySelectorAll(which)];
    const at = all.indexOf(document.activeElement);
    if (at < 0) return;
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    const next = step ? all[at + step] : { Home: all[0], End: all.at(-1) }[event.key];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
}
