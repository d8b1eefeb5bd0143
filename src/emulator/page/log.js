// The messages of a chat in their order. An element is made anew only when what it shows has changed.

import { bubbleOf, noteOfService } from './bubble.js';
import { drawComposer, startButton } from './composer.js';
import { el, fill, icon, keepFocus, walkable } from './dom.js';
import { calledName, chatOf, dayText, isGroup, noteOf, world } from './state.js';
import { lang, t } from './words.js';

const SHOWN_MAX = 200; // Turns shown at once; the earlier ones come when asked for.
const NEAR_PX = 100; // So near to the end counts as reading along.

export function makeLog(pane) {
  pane.log = el('div', { class: 'log', tabindex: '0', role: 'log', 'aria-live': 'off' });
  pane.messages = el('div', { class: 'messages' });
  walkable(pane.messages, '.key');
  pane.log.addEventListener('scroll', () => {
    if (pane.log.clientHeight !== pane.height) return; // The composer grew; nobody scrolled.
    pane.stuck = pane.log.scrollHeight - pane.log.scrollTop - pane.log.clientHeight < NEAR_PX;
    if (pane.stuck) pane.composer.querySelector('.below')?.remove();
  });
  const along = () => { if (pane.stuck) toBottom(pane); };
  new ResizeObserver(() => {
    pane.height = pane.log.clientHeight;
    along();
  }).observe(pane.log);
  new ResizeObserver(along).observe(pane.messages);
}
const toBottom = pane => { pane.log.scrollTop = pane.log.scrollHeight; };

export function drawLog(pane) {
  const { user } = pane;
  const chat = chatOf(user.chat_id);
  if (!chat.loaded) return pane.log.replaceChildren();
  if (!chat.messages.size) return drawEmpty(pane);
  if (pane.messages.parentNode !== pane.log) {
    pane.log.replaceChildren(pane.messages);
    drawComposer(pane);
  }
  pane.messages.lang = user.language_code || lang;
  const wanted = wantedNodes(pane, chat);
  keepFocus(pane.messages, () => {
    for (const child of [...pane.messages.children]) if (!wanted.includes(child)) child.remove();
    wanted.forEach((child, index) => {
      const there = pane.messages.children[index];
      if (there !== child) pane.messages.insertBefore(child, there ?? null);
    });
  }, key => pane.messages.querySelector(`[data-message="${/^[bm](\d+)/.exec(key)?.[1]}"]`));
  const arrived = [...chat.news.values()].includes('fresh');
  chat.news.clear();
  if (pane.stuck) toBottom(pane);
  else if (arrived) offerBelow(pane);
}

function wantedNodes(pane, chat) {
  const turns = turnsOf(chat);
  const hidden = Math.max(0, turns.length - SHOWN_MAX - chat.shown);
  const wanted = [];
  const node = (key, about, make) => {
    const signature = JSON.stringify([about, lang]);
    const known = pane.nodes.get(key);
    const made = known?.signature === signature ? known.made : make();
    pane.nodes.set(key, { signature, made });
    wanted.push(made);
  };
  if (hidden) node('earlier', hidden, () => earlier(pane, chat, hidden));
  let day = '';
  for (const turn of turns.slice(hidden)) {
    const [message] = turn;
    const today = dayText(message.date * 1000);
    if (today !== day) node(`day ${today}`, '', () => el('p', { class: 'mid', lang }, today));
    day = today;
    const waits = chat.waiting.filter(wait => wait.message_id === message.message_id);
    const chosen = world.chosen?.chat === chat.id && turn.some(part => part.message_id === world.chosen.message_id);
    node(`turn ${message.message_id}`, [turn, waits, chosen, pane.actor], () => {
      const note = noteOfService(message);
      if (note) return el('p', { class: 'mid', lang }, note);
      return bubbleOf(pane, turn, { waits, chosen, news: chat.news.get(message.message_id) });
    });
  }
  return wanted;
}

/** Messages in order; the parts of an album are one turn. */
function turnsOf(chat) {
  const turns = [];
  const inTopic = message => chat.topic === null || (message.message_thread_id ?? null) === chat.topic;
  for (const message of [...chat.messages.values()].filter(inTopic).sort((a, b) => a.message_id - b.message_id)) {
    const album = message.media_group_id;
    if (album && turns.at(-1)?.[0].media_group_id === album) turns.at(-1).push(message);
    else turns.push([message]);
  }
  return turns;
}

function earlier(pane, chat, hidden) {
  const show = () => {
    const below = pane.log.scrollHeight - pane.log.scrollTop;
    chat.shown += SHOWN_MAX;
    pane.stuck = false;
    drawLog(pane);
    pane.log.scrollTop = pane.log.scrollHeight - below;
  };
  return el('div', { class: 'choices' }, el('button', { class: 'plain', type: 'button', lang, onclick: show }, t('earlier', hidden)));
}

function offerBelow(pane) {
  if (pane.composer.querySelector('.below')) return;
  const go = event => {
    event.currentTarget.remove();
    pane.stuck = true;
    toBottom(pane);
  };
  pane.composer.append(el('button', { class: 'plain below', type: 'button', onclick: go }, icon('down'), t('below')));
}

function drawEmpty(pane) {
  const signature = JSON.stringify([pane.user.id, world.link, lang]);
  if (pane.empty?.dataset.about === signature && pane.empty.isConnected) return;
  pane.empty = empty(pane);
  pane.empty.dataset.about = signature;
  fill(pane.log, pane.empty);
}
function empty(pane) {
  const { user } = pane;
  if (isGroup(user)) return el('div', { class: 'empty' }, icon('mark', 'mark'), el('h2', {}, t('group_ready')), el('p', { class: 'soft' }, t('group_text')));
  return el('div', { class: 'empty' }, icon('mark', 'mark'),
    el('h2', {}, t('ready', calledName(user))), el('p', { class: 'soft' }, noteOf(user)),
    el('p', {}, world.link === null ? t('ready_text') : t('by_link', world.link)), startButton(pane));
}
