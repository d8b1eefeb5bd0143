// What the server tells as it happens, by server-sent events.

import { $ } from './dom.js';
import { loadAnew, loadChat, loadCommands, loadState, learn } from './load.js';
import { ask } from './over.js';
import { open, panes, paneOf, showAgain } from './panes.js';
import { chatOf, chats, isGroup, nameOf, setClock, tell, users, world } from './state.js';
import { toast } from './toast.js';
import { t } from './words.js';

const AGAIN_MS = 2_000;

const HEARD = {
  message({ chat: id, message }) {
    const chat = chatOf(id);
    keep(chat, message);
    chat.news.set(message.message_id, 'fresh');
    const pane = paneOf(id);
    if (pane) {
      if (!message.out && message.from?.id === pane.actor) pane.stuck = true;
      if (message.out) announce(pane, message);
    } else if (message.out || (users.has(id) && isGroup(users.get(id)))) {
      chat.unread += 1;
      tell('people');
    }
    tell('messages', id);
  },
  edited({ chat: id, message }) {
    const chat = chatOf(id);
    keep(chat, message);
    chat.news.set(message.message_id, chat.news.get(message.message_id) ?? 'changed');
    if (world.chosen?.chat === id && world.chosen.message_id === message.message_id) tell('chosen');
    tell('messages', id);
  },
  deleted({ chat: id, message_id }) {
    chatOf(id).messages.delete(message_id);
    tell('messages', id);
  },
  callback_pressed({ chat: id, message_id, id: press, user, data }) {
    const wait = chatOf(id).waiting.find(one => !one.id && one.message_id === message_id && one.user === user && one.data === data);
    if (wait) wait.id = press;
  },
  callback_answered({ chat: id, message_id, id: press, user, text, alert }) {
    const chat = chatOf(id);
    const message = chat.messages.get(message_id);
    if (message?.pending) message.pending = message.pending.filter(other => other !== press);
    const done = chat.waiting.find(wait => wait.id === press)
      ?? chat.waiting.find(wait => !wait.id && wait.message_id === message_id && wait.user === user);
    chat.waiting = chat.waiting.filter(wait => wait !== done);
    tell('messages', id);
    const pane = paneOf(id);
    if (!text || !pane || pane.actor !== user) return;
    if (alert) ask({ title: world.bot.first_name, said: text, cancel: null });
    else toast(text, { pane });
  },
  keyboard({ chat: id, keyboard }) {
    Object.assign(chatOf(id), { keyboard, keysShown: true });
    tell('chat', id);
  },
  poll({ poll }) {
    for (const chat of chats.values()) {
      for (const [id, message] of chat.messages) {
        if (message.poll?.id !== poll.id) continue;
        chat.messages.set(id, { ...message, poll });
        tell('messages', chat.id);
      }
    }
  },
  commands() {
    for (const chat of chats.values()) if (chat.loaded) loadCommands(chat);
  },
  clock({ now }) { setClock(now); },
  user({ user }) {
    tell('chat', learn(user).chat_id);
    tell('people');
    // A group that became a supergroup goes on there.
    const moved = users.get(user.moved_to);
    if (moved) panes.list.filter(pane => pane.user?.id === user.id).forEach(pane => open(pane, moved.id));
  },
  inline_answered({ id, user, chat, results }) {
    const pane = paneOf(chat);
    if (pane?.actor === user) tell('inline answer', pane, { query_id: id, results });
  },
  call({ n }) { tell('called', n); },
  // Another bot is talked with, or everything begins again.
  async anew() {
    await loadAnew();
    await showAgain();
  },
};

function keep(chat, message) {
  chat.messages.set(message.message_id, { ...message, arrived: true });
}

/** Says it to who listens to the page instead of looking at it. */
function announce(pane, message) {
  const said = message.text ?? message.caption ?? message.poll?.question ?? t('message');
  const to = panes.list.length > 1 ? `${nameOf(pane.user)}: ` : '';
  $('live').textContent = `${to}${world.bot.first_name}: ${said}`;
}

export function hear() {
  const source = new EventSource('/emu/events');
  for (const [kind, heard] of Object.entries(HEARD)) source.addEventListener(kind, event => heard(JSON.parse(event.data)));
  source.onerror = () => {
    $('offline').hidden = false;
    if (source.readyState === EventSource.CLOSED) setTimeout(hear, AGAIN_MS);
  };
  source.onopen = async () => {
    if ($('offline').hidden) return;
    await loadState();
    $('offline').hidden = true;
    for (const chat of chats.values()) if (chat.loaded) loadChat(chat.id);
  };
}
