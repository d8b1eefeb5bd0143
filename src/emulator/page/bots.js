// Which bot people talk with: its address and token for a newcomer, and the choice where there are several.

import { el } from './dom.js';
import { post } from './net.js';
import { world } from './state.js';
import { t } from './words.js';

/** What a bot is to be given. */
export const access = () => el('dl', { class: 'access' },
  el('dt', {}, t('api_address')), el('dd', {}, el('code', { class: 'address' }, location.origin)),
  el('dt', {}, t('token')), el('dd', {}, el('code', { class: 'address' }, world.bot.token), ' ', el('span', { class: 'soft' }, t('any_token'))));

/** How a newcomer begins, on a screen of any width. */
export const steps = list => el('ol', { class: 'steps' }, list.map(step => el('li', {}, el('span', {}, step))));

/** Who is talked with, if there is a choice. */
export function botChoice() {
  if (world.bots.length < 2) return null;
  const choose = event => post('/emu/bot', { id: Number(event.target.value) });
  return el('label', { class: 'bots' }, t('talk_with'), el('select', { class: 'field', 'data-key': 'bot', onchange: choose },
    world.bots.map(bot => el('option', { value: bot.id, selected: bot.id === world.bot.id }, `${bot.first_name} (${bot.id})`))));
}
