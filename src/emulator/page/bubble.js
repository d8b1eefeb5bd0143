// One message as people see it, or an album, which is one thing to them.

import { act, copy, reply } from './act.js';
import { el, icon } from './dom.js';
import { inlineKeys } from './keys.js';
import { attachments } from './media.js';
import { askText, showMenu } from './over.js';
import { withEntities } from './text.js';
import { isGroup, nameOf, tell, timeText, world } from './state.js';
import { lang, t } from './words.js';

const REACTIONS = ['👍', '❤', '🔥', '🙏', '👎'];

export function bubbleOf(pane, turn, { waits, chosen, news }) {
  const [message] = turn;
  const mine = !message.out && message.from?.id === pane.actor;
  const who = message.out ? world.bot.first_name : nameOf(message.from ?? message.sender_chat ?? {});
  const inline = message.reply_markup?.inline_keyboard;
  const words = turn.find(part => part.caption) ?? message;
  const text = [
    words.text && el('div', { class: 'text' }, withEntities(pane, words.text, words.entities)),
    words.caption && el('div', { class: 'text' }, withEntities(pane, words.caption, words.caption_entities)),
  ];
  const media = attachments(pane, turn);
  const above = words.show_caption_above_media;
  const body = [
    isGroup(pane.user) && !mine && el('p', { class: 'from' }, who),
    message.via_bot && el('p', { class: 'from' }, `@${message.via_bot.username}`),
    message.forward_origin && el('p', { class: 'from', lang }, t('forwarded', originOf(message.forward_origin))),
    message.reply_to_message && !message.reply_to_message.forum_topic_created && quote(pane, message),
    above ? [text, media] : [media, text],
  ].flat(2).filter(Boolean);
  if (!text.some(Boolean) && !media.length) body.push(el('p', { class: 'soft', lang }, t('unknown')));
  const pending = !waits.length && message.pending?.length > 0;
  const classes = ['turn', mine && 'mine', inline && 'keys', chosen && 'chosen', news];
  return el('article', { class: classes.filter(Boolean).join(' '), tabindex: '-1', 'data-message': message.message_id, 'aria-label': mine ? t('me') : who },
    el('div', { class: 'bubble' }, body, reactions(message), foot(pane, message)),
    inline && inlineKeys(pane, message, inline, waits),
    pending && el('p', { class: 'pending', lang }, el('span', { class: 'spin' }), t('waiting')));
}

/** Who reacted does not matter here, only with what and how often. */
function reactions({ reactions: given }) {
  if (!given) return null;
  const counts = new Map();
  for (const emoji of Object.values(given).flat()) counts.set(emoji, (counts.get(emoji) ?? 0) + 1);
  return el('p', { class: 'reactions' }, [...counts].map(([emoji, count]) => el('span', {}, `${emoji} ${count}`)));
}

function foot(pane, message) {
  const { date, edit_date, message_id } = message;
  const opens = event => showMenu(event.currentTarget, items(pane, message));
  return el('div', { class: 'foot', lang },
    el('span', {}, edit_date && `${t('edited')} · `, timeText(date * 1000)),
    el('button', { class: 'tool more', type: 'button', 'data-key': `m${message_id}`, 'aria-haspopup': 'menu', 'aria-expanded': 'false', 'aria-label': t('message_menu'), onclick: opens }, icon('more')));
}

/** What is answered to, and the way there. */
function quote(pane, message) {
  const original = message.reply_to_message;
  const go = () => {
    const there = pane.messages.querySelector(`[data-message="${original.message_id}"]`);
    there?.scrollIntoView({ block: 'center' });
    there?.focus();
  };
  const said = message.quote?.text ?? original.text ?? original.caption ?? '…';
  return el('button', { class: 'quote', type: 'button', title: t('go_to'), onclick: go }, el('span', {}, said));
}

export function noteOfService(message) {
  if (message.new_chat_members) return t('joined', message.new_chat_members.map(nameOf).join(', '));
  if (message.left_chat_member) return t('left', nameOf(message.left_chat_member));
  if (message.pinned_message) return t('pinned');
  if (message.new_chat_title) return t('titled', message.new_chat_title);
  if (message.group_chat_created || message.supergroup_chat_created || message.channel_chat_created) return t('made_group');
  if (message.forum_topic_created) return t('made_topic', message.forum_topic_created.name);
  if (message.migrate_to_chat_id || message.migrate_from_chat_id) return t('migrated');
  return null;
}

function originOf(origin) {
  if (origin.sender_user) return nameOf(origin.sender_user);
  return origin.sender_user_name ?? origin.chat?.title ?? origin.sender_chat?.title ?? '?';
}

function items(pane, message) {
  const { message_id } = message;
  const text = message.text ?? message.caption;
  const mine = !message.out && message.from?.id === pane.actor;
  return [
    { icon: 'reply', label: t('reply'), run: () => reply(pane, message) },
    message.out && { icon: 'smile', label: t('react'), run: () => react(pane, message) },
    text && { icon: 'copy', label: t('copy'), run: () => copy(text) },
    text && { icon: 'forward', label: t('pass_on'), run: () => act(pane, 'forward_text', { text }) },
    mine && message.text && { icon: 'edit', label: t('edit'), run: () => edit(pane, message) },
    { icon: 'inside', label: t('json'), run: () => tell('inspect', { chat: pane.user.chat_id, message_id }) },
  ];
}

async function edit(pane, message) {
  const text = await askText({ title: t('edit'), label: t('edit_text'), text: message.text });
  if (text) act(pane, 'edit_text', { message_id: message.message_id, text });
}

function react(pane, message) {
  const anchor = pane.messages.querySelector(`[data-key=m${message.message_id}]`);
  showMenu(anchor, REACTIONS.map(emoji => ({ label: emoji, run: () => act(pane, 'react', { message_id: message.message_id, emoji }) })));
}
