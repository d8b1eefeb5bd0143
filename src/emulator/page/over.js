// What opens over the page: menus beside what was pressed, and dialogs that ask.

import { el, icon, walkable } from './dom.js';
import { t } from './words.js';

let open = null; // the menu that is open: {node, anchor}

export const menuIsAt = anchor => open?.anchor === anchor;
export function closeMenu() {
  if (!open) return false;
  const { node, anchor } = open;
  open = null;
  if (node.contains(document.activeElement)) anchor.focus();
  anchor.setAttribute('aria-expanded', 'false');
  node.remove();
  return true;
}

/** An item {icon, label, hint, run, on}, with `on` a switch; a string explains; an element stands as it is. */
function menuPart(item) {
  if (typeof item === 'string') return el('div', { class: 'hint', role: 'presentation' }, item);
  if (item instanceof Node) return item;
  const run = () => { closeMenu(); item.run(); };
  const isSwitch = item.on !== undefined;
  return el('button', { role: isSwitch ? 'menuitemcheckbox' : 'menuitem', 'aria-checked': isSwitch ? item.on : null, type: 'button', tabindex: '-1', onclick: run },
    item.icon && icon(item.icon),
    el('span', {}, item.label, item.hint && el('span', { class: 'soft' }, ` ${item.hint}`)),
    isSwitch && el('span', { class: 'switch', 'aria-hidden': 'true' }));
}

export function showMenu(anchor, content, { focus = true } = {}) {
  const again = menuIsAt(anchor) && focus;
  closeMenu();
  if (again) return;
  const parts = content.filter(Boolean).map(menuPart);
  const isMenu = parts.some(part => part.getAttribute('role')?.startsWith('menuitem'));
  const node = el('div', { class: 'menu', role: isMenu ? 'menu' : 'dialog', 'aria-label': anchor.getAttribute('aria-label') ?? anchor.textContent }, parts);
  walkable(node, '[role^=menuitem]');
  document.body.append(node);
  const box = anchor.getBoundingClientRect();
  node.style.left = `${Math.max(8, Math.min(box.left, innerWidth - node.offsetWidth - 8))}px`;
  if (box.top > innerHeight / 2) node.style.bottom = `${innerHeight - box.top + 6}px`;
  else node.style.top = `${Math.max(8, Math.min(box.bottom + 6, innerHeight - node.offsetHeight - 8))}px`;
  anchor.setAttribute('aria-expanded', 'true');
  open = { node, anchor };
  if (focus) node.querySelector('button')?.focus();
}

/** Puts the focus into the menu that was opened while somebody typed. */
export function intoMenu() {
  const first = open?.node.querySelector('[role^=menuitem]');
  first?.focus();
  return Boolean(first);
}

document.addEventListener('pointerdown', event => {
  if (open && !open.node.contains(event.target) && !open.anchor.contains(event.target)) closeMenu();
});
document.addEventListener('focusin', event => {
  const within = open && (open.node.contains(event.target) || event.target === open.anchor || event.target.tagName === 'TEXTAREA');
  if (open && !within) closeMenu();
});

/** Asks in a modal; answers the form's values, or null when it was left. */
export function ask({ title, said, fields = [], ok = t('ok'), cancel = t('cancel') }) {
  return new Promise(done => {
    const id = `ask-${crypto.randomUUID()}`;
    const form = el('form', { method: 'dialog' },
      el('h2', { id }, title), said && el('p', { class: 'said' }, said),
      fields.map(field => field instanceof Node ? field : el('label', {}, field.label, field.hint && el('span', { class: 'soft hint' }, field.hint), field.input)),
      el('footer', {},
        cancel && el('button', { class: 'plain', type: 'button', onclick: () => dialog.close() }, cancel),
        el('button', { class: 'plain main', value: 'ok', autofocus: !fields.length }, ok)));
    const dialog = el('dialog', { 'aria-labelledby': id }, form);
    dialog.addEventListener('close', () => {
      done(dialog.returnValue === 'ok' ? new FormData(form) : null);
      dialog.remove();
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** Asks for one text. */
export async function askText({ title, label, text = '', ok = t('send'), rows = 4 }) {
  const box = rows > 1
    ? el('textarea', { class: 'field', name: 'text', rows, required: true }, text)
    : el('input', { class: 'field', name: 'text', required: true, maxlength: 128, value: text });
  const form = await ask({ title, ok, fields: [{ label, input: box }] });
  return form?.get('text');
}
