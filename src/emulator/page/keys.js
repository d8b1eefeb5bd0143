// The two kinds of keyboards: under a message, and under the box to write in.

import { act, press } from './act.js';
import { el, icon, walkable } from './dom.js';
import { ownLink } from './links.js';
import { shareContact, shareLocation } from './share.js';
import { chatOf, tell } from './state.js';
import { t } from './words.js';

export function inlineKeys(pane, message, rows, waits) {
  return el('div', { class: 'keyboard' }, rows.map((row, r) => el('div', {}, row.map((button, c) => {
    const place = `${r}:${c}`;
    const waiting = waits.some(wait => wait.place === place);
    const away = button.url && !ownLink(button.url);
    return el('button', { class: `key ${button.style ?? ''}`, type: 'button', 'data-key': `b${message.message_id}:${place}`, 'aria-busy': waiting, onclick: () => press(pane, message, button, place) },
      button.text, away && icon('out'), button.copy_text && icon('copy'),
      waiting && el('span', { class: 'spin', role: 'img', 'aria-label': t('waiting') }));
  }))));
}

export function replyKeys(pane, rows) {
  const chat = chatOf(pane.user.chat_id);
  const used = button => {
    if (chat.keyboard?.one_time_keyboard) {
      chat.keysShown = false;
      tell('composer', pane);
    }
    if (button.request_contact) return shareContact(pane);
    if (button.request_location) return shareLocation(pane);
    return act(pane, 'send_text', { text: button.text ?? button });
  };
  const keys = el('div', { class: 'keyboard' }, rows.map((row, r) => el('div', {}, row.map((button, c) =>
    el('button', { class: `key ${button.style ?? ''}`, type: 'button', 'data-key': `k${r}:${c}`, onclick: () => used(button) },
      button.text ?? button, button.request_contact && icon('person'), button.request_location && icon('pin'))))));
  walkable(keys, '.key');
  return keys;
}
