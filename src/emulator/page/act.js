// What a person does: each goes to the server as an act of theirs.

import { narrow } from './dom.js';
import { post } from './net.js';
import { ask, askText } from './over.js';
import { open, remember } from './panes.js';
import { ownLink, safeUrl } from './links.js';
import { groupTitle } from './scene.js';
import { chatOf, isGroup, nowMs, tell, world } from './state.js';
import { toast } from './toast.js';
import { t } from './words.js';

/** Everything a person does goes through here. In a group, `chat` says where, and the topic in which. */
export function act(pane, kind, more = {}) {
  const group = isGroup(pane.user);
  const thread = group ? chatOf(pane.user.chat_id).topic : null;
  return post('/emu/act', {
    user: pane.actor, bot: world.bot.id, ...(group && { chat: pane.user.chat_id }), ...(thread && { message_thread_id: thread }), kind, ...more,
  });
}

export async function start(pane) {
  const payload = world.link;
  world.link = null;
  remember();
  // Where one writes next is there only once the server has told that the person has started.
  if (!narrow.matches && pane.text.isConnected) pane.text.focus();
  else pane.toText = !narrow.matches;
  const done = await act(pane, 'start', payload ? { payload } : {});
  if (done?.listening === false) toast(t('nobody_listens'), { pane });
  tell('panes');
}

/** A link to our bot stays here: it starts the bot with what the link carries, or invites it to a group. */
export async function follow(pane, url) {
  if (url.searchParams.has('startgroup')) return invite(pane);
  if (isGroup(pane.user)) await open(pane, pane.actor); // Such a link opens one's own chat with the bot.
  return act(pane, 'start', { payload: url.searchParams.get('start') ?? undefined });
}

export async function invite(pane) {
  const title = await askText({ title: t('to_group'), label: t('group_title'), text: groupTitle(), ok: t('invite'), rows: 1 });
  if (title && await act(pane, 'add_to_group', { title })) toast(t('invited'), { pane });
}

export async function send(pane) {
  const text = pane.text.value;
  const chat = chatOf(pane.user.chat_id);
  if (!text.trim()) return;
  const asked = text.match(/^@(\w+)\s+(.*)$/s);
  if (asked?.[1].toLowerCase() === world.bot.username?.toLowerCase()) {
    setText(pane, '');
    return tell('inline query', pane, asked[2]);
  }
  const reply_to = chat.replyTo;
  setText(pane, '');
  stopReply(pane);
  const sent = await act(pane, 'send_text', { text, ...(reply_to && { reply_to }) });
  if (!sent && !pane.text.value) setText(pane, text);
  return sent;
}

export function setText(pane, text) {
  pane.text.value = text;
  tell('typed', pane);
}
/** The text in the box, which is emptied: it becomes the caption of what is sent. */
export function takeText(pane) {
  const text = pane.text.value.trim();
  setText(pane, '');
  return text || undefined;
}

export function reply(pane, message) {
  chatOf(pane.user.chat_id).replyTo = message.message_id;
  tell('composer', pane);
  pane.text.focus();
}
export function stopReply(pane) {
  const chat = chatOf(pane.user.chat_id);
  if (!chat.replyTo) return false;
  chat.replyTo = null;
  tell('composer', pane);
  return true;
}

/** Presses a button under a message; it spins until the bot answers. */
export async function press(pane, message, button, place) {
  const url = button.url ?? button.login_url?.url;
  if (url && ownLink(url)) return follow(pane, ownLink(url));
  if (url) return safeUrl(url) ? window.open(safeUrl(url).href, '_blank', 'noopener') : toast(t('no_button'), { pane });
  if (button.web_app) return toast(t('web_app'), { pane });
  if (button.copy_text) return copy(button.copy_text.text);
  const query = button.switch_inline_query_current_chat ?? button.switch_inline_query;
  if (query !== undefined) {
    setText(pane, `@${world.bot.username} ${query}`);
    return pane.text.focus();
  }
  if (button.callback_data === undefined) return toast(t('no_button'), { pane });
  const chat = chatOf(pane.user.chat_id);
  if (chat.waiting.some(wait => wait.message_id === message.message_id && wait.place === place)) return;
  const wait = { message_id: message.message_id, place, user: pane.actor, data: button.callback_data, at: nowMs() };
  chat.waiting.push(wait);
  tell('messages', chat.id);
  const stop = () => {
    chat.waiting = chat.waiting.filter(other => other !== wait);
    tell('messages', chat.id);
  };
  if (!await act(pane, 'press', { message_id: message.message_id, data: button.callback_data })) stop();
}

/** Asks whether it is meant, and deletes the account. */
export async function deactivate(pane) {
  if (await ask({ title: t('deactivate'), said: t('deactivate_sure'), ok: t('deactivate') })) act(pane, 'deactivate');
}

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast(t('copied'));
  } catch { toast(t('failed'), { bad: true }); }
}

export async function moveClock(change) {
  if (change.to_ms !== undefined && change.to_ms < nowMs()) return toast(t('clock_past'), { bad: true });
  const answer = await post('/emu/clock', change);
  if (answer) tell('moved', answer.now);
}
