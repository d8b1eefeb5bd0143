// The beginning: reads what is there, shows whom the address names, and listens from then on.

import './pane.js';
import './clock.js';
import './inline.js';
import './spin.js';
import { toggleDrawer } from './drawer.js';
import { $, el, narrow, wide } from './dom.js';
import { hear } from './hear.js';
import { loadState } from './load.js';
import { closeMenu } from './over.js';
import { addPane, open, panes } from './panes.js';
import { stopReply } from './act.js';
import { isCity } from './scene.js';
import { findPerson, listen, tell, world } from './state.js';
import { toast } from './toast.js';
import { lang, other, switchLanguage, t } from './words.js';

function drawWords() {
  document.documentElement.lang = lang;
  document.title = t(isCity() ? 'title' : 'bare_title');
  $('brand').textContent = t(isCity() ? 'brand' : 'bare_brand');
  $('demo').textContent = t(isCity() ? 'demo' : 'bare_demo');
  for (const node of document.querySelectorAll('[data-t]')) node.textContent = t(node.dataset.t);
  for (const node of document.querySelectorAll('[data-t-label]')) node.setAttribute('aria-label', t(node.dataset.tLabel));
  $('language').setAttribute('aria-label', t('other'));
  $('language').setAttribute('lang', other());
  $('language').replaceChildren(el('span', {}, t(narrow.matches ? 'other_short' : 'other')));
}
listen('words', drawWords);

$('language').addEventListener('click', () => {
  switchLanguage();
  tell('words');
});
for (const query of [narrow, wide]) query.addEventListener('change', () => tell('words'));

// Escape closes what was opened last.
document.addEventListener('keydown', event => {
  if (event.key !== 'Escape' || document.querySelector('dialog[open]')) return;
  if (closeMenu() || stopReply(panes.active)) return;
  if (!$('drawer').hidden) toggleDrawer(false);
});

async function begin() {
  addPane();
  const query = new URLSearchParams(location.search);
  world.link = query.get('start');
  drawWords();
  hear();
  try { await loadState(); } catch { $('offline').hidden = false; }
  tell('words');
  const [first, second] = [query.get('as'), query.get('with')].map(findPerson);
  for (const [name, found] of [['as', first], ['with', second]]) {
    if (query.get(name) && !found) toast(t('no_such', query.get(name)), { bad: true });
  }
  if (first && second && wide.matches) await open(addPane(), second.id);
  if (first) await open(panes.list[0], first.id);
}
begin();
