// One or two panes, each with one person's (or group's) chat; what they look like is in pane.js.

import { narrow, wide } from './dom.js';
import { loadChat } from './load.js';
import { chatOf, isGroup, people, tell, users, world } from './state.js';
import { toast } from './toast.js';
import { t } from './words.js';

export const panes = {
  list: [],
  at: 0,
  get active() { return this.list[this.at]; },
};

/** The pane in which that chat can be seen. */
export const paneOf = chat =>
  panes.list.find(pane => pane.user?.chat_id === chat && (wide.matches || pane === panes.active)
    && !(narrow.matches && !document.body.classList.contains('chatting')));

export function addPane() {
  const pane = { user: null, actor: null, stuck: true, nodes: new Map() };
  panes.list.push(pane);
  tell('made', pane);
  return pane;
}

export function activate(pane) {
  const at = panes.list.indexOf(pane);
  if (at < 0 || at === panes.at) return;
  panes.at = at;
  tell('active');
}

/** Shows that person in the active pane, or goes to the pane where they are shown. */
export function choose(id) {
  const shown = panes.list.find(pane => pane.user?.id === id);
  return open(shown ?? panes.active, id);
}

export async function open(pane, id) {
  const user = users.get(id);
  const chat = chatOf(user.chat_id);
  const same = pane.user?.id === id;
  document.body.classList.add('chatting');
  Object.assign(pane, { user, stuck: true });
  if (!same) {
    pane.nodes = new Map();
    pane.actor = isGroup(user) ? chat.actor ?? people()[0]?.id : id;
    pane.text.value = chat.draft;
    pane.messages.replaceChildren();
  }
  chat.unread = 0;
  chat.news.clear();
  activate(pane);
  remember();
  tell('panes');
  tell('people');
  if (!chat.loaded) await loadChat(user.chat_id).catch(() => toast(t('failed'), { pane, bad: true }));
  if (!narrow.matches) tell('focus', pane);
}

/** After everything was read anew: the same people, or nobody where they are no more. */
export async function showAgain() {
  for (const pane of panes.list) {
    const id = pane.user?.id;
    Object.assign(pane, { user: null, nodes: new Map(), composed: null });
    pane.messages.replaceChildren();
    const user = users.get(id);
    if (!user) continue;
    Object.assign(pane, { user, actor: isGroup(user) ? people()[0]?.id : id, stuck: true });
    await loadChat(user.chat_id);
  }
  if (!panes.list.some(pane => pane.user)) document.body.classList.remove('chatting');
  remember();
  tell('panes');
  tell('words');
}

export function close(pane) {
  panes.list.splice(panes.list.indexOf(pane), 1);
  pane.node.remove();
  panes.at = 0;
  tell('active');
  remember();
  tell('panes');
  tell('people');
  tell('focus', panes.active);
}

/** On a narrow screen: from the chat to the people. */
export function leaveChat() {
  document.body.classList.remove('chatting');
  tell('people');
  tell('focus people', panes.active.user?.id);
}

/** Keeps in the address who is shown, so that reloading shows the same. */
export function remember() {
  const [first, second] = panes.list.map(pane => pane.user && (pane.user.username ?? pane.user.id));
  const query = new URLSearchParams();
  if (first) query.set('as', first);
  if (second) query.set('with', second);
  if (world.link !== null) query.set('start', world.link);
  history.replaceState(null, '', `${location.pathname}${query.size ? `?${query}` : ''}`);
}
