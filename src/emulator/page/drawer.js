// The look inside: a message's JSON, the bot's calls, and faults, each under its tab.

import { drawCalls } from './calls.js';
import { $, el, fill, tool, walkable, wide } from './dom.js';
import { drawFaults } from './faults.js';
import { jsonOf } from './json.js';
import { chatOf, listen, tell, world } from './state.js';
import { t } from './words.js';

const TABS = { message: drawMessage, calls: drawCalls, faults: drawFaults };
let tab = 'message';
const drawer = $('drawer');
const tabs = el('div', { class: 'tabs', role: 'tablist' });
const panel = el('section', { id: 'tab-panel', role: 'tabpanel', tabindex: '0' });
walkable(tabs, '[role=tab]');

export function toggleDrawer(shown) {
  drawer.hidden = !shown;
  $('inside').setAttribute('aria-expanded', shown);
  if (!shown) {
    choose(null);
    $('inside').focus();
  }
  draw();
  if (shown && !wide.matches) drawer.querySelector('[data-key=close]').focus();
}

/** Which message's JSON is shown; its bubble is outlined. */
function choose(message) {
  const before = world.chosen;
  world.chosen = message;
  for (const id of new Set([before?.chat, message?.chat])) if (id) tell('messages', id);
}

function draw() {
  if (drawer.hidden) return;
  const open = name => () => {
    tab = name;
    draw();
  };
  fill(tabs, Object.keys(TABS).map(name => el('button', { class: 'tool', type: 'button', role: 'tab', id: `tab-${name}`, 'data-key': `tab-${name}`, 'aria-controls': 'tab-panel', 'aria-selected': tab === name, onclick: open(name) }, t(name))));
  tabs.setAttribute('aria-label', t('inside'));
  panel.setAttribute('aria-labelledby', `tab-${tab}`);
  if (!panel.parentNode) drawer.append(panel);
  drawer.querySelector('header')?.remove();
  drawer.prepend(el('header', {}, tabs, tool('close', 'close', t('close'), () => toggleDrawer(false))));
  TABS[tab](panel);
}

function drawMessage(panel) {
  const message = world.chosen && chatOf(world.chosen.chat).messages.get(world.chosen.message_id);
  if (!message) return fill(panel, el('p', { class: 'soft' }, t('no_message')));
  // What the server and we add for the page is no part of Telegram's Message.
  const { arrived, out, pending, reactions, pinned, ...raw } = message;
  fill(panel, jsonOf(raw));
}

$('inside').addEventListener('click', () => toggleDrawer(drawer.hidden));
listen('inspect', message => {
  tab = 'message';
  choose(message);
  toggleDrawer(true);
});
listen('chosen', () => tab === 'message' && draw());
listen('words', draw);
