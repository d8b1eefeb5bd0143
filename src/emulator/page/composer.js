// Where a person writes: the box, the menus of commands and attachments, the reply keyboard, or what stands in the way.

import { act, send, setText, start, stopReply, takeText } from './act.js';
import { el, fill, icon, tool } from './dom.js';
import { replyKeys } from './keys.js';
import { askText, closeMenu, intoMenu, menuIsAt, showMenu } from './over.js';
import { shareContact, shareLocation, upload } from './share.js';
import { chatOf, isGroup, listen, tell, world } from './state.js';
import { lang, t } from './words.js';

export function makeComposer(pane) {
  pane.text = el('textarea', { class: 'field', rows: '1', 'data-key': 'text', enterkeyhint: 'send', onkeydown: event => typed(pane, event), oninput: () => grown(pane) });
  pane.composer = el('footer', { class: 'composer' });
}

export const startButton = pane =>
  el('button', { class: 'big', type: 'button', 'data-key': 'start', onclick: () => start(pane) }, t('start'));

export function drawComposer(pane) {
  const { user } = pane;
  const chat = chatOf(user.chat_id);
  const group = isGroup(user);
  const linked = world.link !== null && !group;
  const toStart = !group && (!user.started || linked);
  const stopped = user.deactivated || user.blocked || (group && !user.started);
  pane.composer.hidden = !chat.loaded || (!chat.messages.size && toStart && !stopped);
  // Drawing again would break off a Hangul syllable that is being typed.
  const signature = JSON.stringify([user.id, pane.actor, stopped, toStart, world.link, chat.keyboard, chat.keysShown, chat.replyTo, chat.topic, user.topics, lang]);
  if (pane.composer.hidden || pane.composed === signature) return;
  pane.composed = signature;
  if (user.deactivated) return fill(pane.composer, el('p', { class: 'stopped' }, t('deactivated')));
  if (stopped) return fill(pane.composer, wayBack(pane, group));
  if (toStart) return fill(pane.composer, linked && el('p', { class: 'stopped' }, t('by_link', world.link)), startButton(pane));
  fill(pane.composer, replying(pane, chat), topicChoice(pane, chat), form(pane, chat), keys(pane, chat));
  grown(pane);
  if (pane.toText) {
    pane.toText = false;
    pane.text.focus();
  }
}

function wayBack(pane, group) {
  const [why, way] = group ? ['was_put_out', 'take_in'] : ['blocked', 'unblock'];
  return el('div', { class: 'stopped' }, el('span', {}, t(why)),
    el('button', { class: 'plain', type: 'button', 'data-key': 'unblock', onclick: () => act(pane, 'unblock') }, t(way)));
}

function form(pane, chat) {
  pane.text.placeholder = chat.keyboard?.input_field_placeholder || t('say');
  pane.text.setAttribute('aria-label', t('say'));
  pane.text.title = t('say_in');
  const opens = items => event => showMenu(event.currentTarget, items(pane));
  const menu = { 'aria-haspopup': 'menu', 'aria-expanded': 'false' };
  const commands = tool('commands', 'list', t('commands'), opens(commandItems), menu);
  commands.append(el('span', { class: 'wide' }, t('commands')));
  const toggle = () => {
    chat.keysShown = !chat.keysShown;
    drawComposer(pane);
  };
  const sent = event => {
    event.preventDefault();
    send(pane);
  };
  return el('form', { onsubmit: sent }, commands, tool('attach', 'clip', t('attach'), opens(attachItems), menu), pane.text,
    chat.keyboard?.keyboard && tool('keys', 'keys', t('keys'), toggle, { 'aria-pressed': chat.keysShown }),
    el('button', { class: 'tool send', 'data-key': 'send', 'aria-label': t('send'), title: t('send') }, icon('send')));
}

const keys = (pane, chat) => chat.keyboard?.keyboard && chat.keysShown && replyKeys(pane, chat.keyboard.keyboard);

function replying(pane, chat) {
  const message = chat.replyTo && chat.messages.get(chat.replyTo);
  if (!message) return null;
  return el('div', { class: 'aside' }, icon('reply'), el('span', {}, message.text ?? message.caption ?? t('message')),
    tool('stop-reply', 'close', t('stop_reply'), () => stopReply(pane)));
}

/** In a forum: which of its topics is shown and written in. */
function topicChoice(pane, chat) {
  const { topics } = pane.user;
  if (!topics?.length) return null;
  const choose = event => {
    chat.topic = event.target.value ? Number(event.target.value) : null;
    tell('chat', chat.id);
  };
  return el('label', { class: 'aside' }, t('write_in'), el('select', { class: 'field', 'data-key': 'topic', onchange: choose },
    el('option', { value: '' }, t('all_topics')), topics.map(({ message_thread_id: id, name }) => el('option', { value: id, selected: id === chat.topic }, name))));
}

function commandItems(pane, begun = '/') {
  const { commands } = chatOf(pane.user.chat_id);
  const run = command => () => {
    setText(pane, '');
    act(pane, 'send_text', { text: `/${command}` });
    pane.text.focus();
  };
  const items = (commands ?? []).filter(({ command }) => `/${command}`.startsWith(begun))
    .map(({ command, description }) => ({ label: `/${command}`, hint: description, run: run(command) }));
  return items.length || begun !== '/' ? items : [t('no_commands')];
}

const attachItems = pane => [
  { icon: 'photo', label: t('a_photo'), run: () => upload(pane, 'photo') },
  { icon: 'photo', label: t('a_sample'), run: () => act(pane, 'send_photo', { count: 1, caption: takeText(pane) }) },
  { icon: 'album', label: t('a_album'), run: () => act(pane, 'send_photo', { count: 3, caption: takeText(pane) }) },
  { icon: 'file', label: t('a_file'), run: () => upload(pane, 'document') },
  { icon: 'file', label: t('a_doc'), run: () => act(pane, 'send_document', { caption: takeText(pane) }) },
  { icon: 'pin', label: t('a_place'), run: () => shareLocation(pane) },
  { icon: 'person', label: t('a_contact'), run: () => shareContact(pane) },
  { icon: 'smile', label: t('a_sticker'), run: () => act(pane, 'send_sticker') },
  { icon: 'voice', label: t('a_voice'), run: () => act(pane, 'send_voice') },
  { icon: 'forward', label: t('a_forward'), run: () => forward(pane) },
  t('caption_hint'),
];
async function forward(pane) {
  const text = await askText({ title: t('a_forward'), label: t('forward_text'), text: t('forward_sample') });
  if (text) act(pane, 'forward_text', { text });
}

/** The box grows with its text; a slash shows the commands that begin so. */
function grown(pane) {
  const { text } = pane;
  if (pane.user) chatOf(pane.user.chat_id).draft = text.value;
  text.style.height = 'auto';
  if (text.value) text.style.height = `${text.scrollHeight + 3}px`;
  const slash = pane.composer.querySelector('[data-key=commands]');
  const typing = document.activeElement === text && /^\/\S*$/.test(text.value);
  const items = typing ? commandItems(pane, text.value) : [];
  if (items.length) showMenu(slash, items, { focus: false });
  else if (menuIsAt(slash)) closeMenu();
}

function typed(pane, event) {
  if (event.key === 'ArrowDown' && menuIsAt(pane.composer.querySelector('[data-key=commands]'))) {
    if (intoMenu()) event.preventDefault();
    return;
  }
  // Enter that ends the composing of a Hangul syllable is not meant to send.
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
  event.preventDefault();
  closeMenu();
  send(pane);
}

listen('typed', grown);
listen('composer', drawComposer);
