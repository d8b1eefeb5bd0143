// A pane: its head with the person's name and menus, the log, the box to write in, its toasts.

import { act, deactivate, invite, start } from './act.js';
import { access, steps } from './bots.js';
import { drawComposer, makeComposer } from './composer.js';
import { $, el, fillAnew, icon, narrow, tool, wide } from './dom.js';
import { drawLog, makeLog } from './log.js';
import { askText, showMenu } from './over.js';
import { activate, addPane, close, leaveChat, open, panes } from './panes.js';
import { badge, face } from './people.js';
import { isCity } from './scene.js';
import { calledName, chatOf, chats, firstOf, isGroup, listen, nameOf, noteOf, people, users, world } from './state.js';
import { lang, t } from './words.js';

const TOAST_MS = 5_000;

function make(pane) {
  pane.head = el('header', { class: 'pane-head' });
  pane.toasts = el('div', { class: 'toasts' });
  makeLog(pane);
  makeComposer(pane);
  const mine = () => activate(pane);
  pane.node = el('section', { class: 'pane', onpointerdown: mine, onfocusin: mine }, pane.head, pane.toasts, pane.log, pane.composer);
  $('panes').append(pane.node);
}

/** Which pane one acts in. Nothing is drawn anew: a button that is being pressed must stay. */
function drawActive() {
  for (const pane of panes.list) pane.node.classList.toggle('active', pane === panes.active);
}

function drawFrame() {
  $('panes').classList.toggle('two', panes.list.length > 1);
  drawActive();
  panes.list.forEach(drawPane);
}

function drawPane(pane) {
  const { user } = pane;
  pane.node.setAttribute('aria-label', user ? nameOf(user) : t('welcome'));
  pane.head.hidden = !user;
  if (!user) {
    pane.composer.hidden = true;
    return fillAnew(pane.log, [people().map(user => user.id), world.link, world.bot, wide.matches, narrow.matches, lang], welcome);
  }
  drawHead(pane);
  drawLog(pane);
  drawComposer(pane);
}

function drawHead(pane) {
  const { user } = pane;
  const group = isGroup(user);
  const title = t(group ? 'group_screen' : 'screen', calledName(user));
  const unread = [...chats.values()].reduce((sum, chat) => sum + chat.unread, 0);
  const opens = items => event => showMenu(event.currentTarget, items());
  fillAnew(pane.head, [user, pane.actor, unread, panes.list.length, people().length, lang], () => [
    el('button', { class: 'tool back', type: 'button', 'data-key': 'back', 'aria-label': t('back'), onclick: leaveChat }, icon('back'), badge(unread)),
    face(user),
    el('div', { class: 'who' }, el('h2', { title }, title), group ? speaker(pane) : el('p', { class: 'soft', title: noteOf(user) }, noteOf(user))),
    panes.list.length === 1 && el('button', { class: 'tool beside', type: 'button', 'data-key': 'beside', 'aria-haspopup': 'menu', 'aria-expanded': 'false', onclick: opens(() => besideItems(user)) }, icon('beside'), t('beside')),
    tool('menu', 'more', t('menu'), opens(() => (group ? groupItems(pane) : personItems(pane))), { 'aria-haspopup': 'menu', 'aria-expanded': 'false' }),
    panes.list.length > 1 && tool('close', 'close', t('close'), () => close(pane)),
  ]);
  pane.log.setAttribute('aria-label', title);
}

/** In a group: who of the people speaks. */
function speaker(pane) {
  const speak = event => {
    pane.actor = chatOf(pane.user.chat_id).actor = Number(event.target.value);
    drawPane(pane);
  };
  return el('label', {}, el('span', {}, t('speaking')), el('select', { 'data-key': 'actor', onchange: speak },
    people().map(user => el('option', { value: user.id, selected: user.id === pane.actor }, nameOf(user)))));
}

const besideItems = user => [...users.values()].filter(other => other.id !== user.id)
  .map(other => ({ icon: isGroup(other) ? 'group' : 'person', label: calledName(other), hint: noteOf(other), run: () => open(addPane(), other.id) }));

function personItems(pane) {
  const { user } = pane;
  return [
    user.started && !user.blocked && { icon: 'again', label: t('again'), run: () => start(pane) },
    { icon: 'block', label: t('block_switch'), on: Boolean(user.blocked), run: () => act(pane, user.blocked ? 'unblock' : 'block') },
    { icon: 'group', label: t('to_group'), run: () => invite(pane) },
    !user.deactivated && { icon: 'trash', label: t('deactivate'), run: () => deactivate(pane) },
  ];
}

function groupItems(pane) {
  const { user } = pane;
  const status = user.members?.find(member => member.id === pane.actor)?.status;
  const does = (name, kind) => ({ icon: name, label: t(kind), run: () => act(pane, kind) });
  return [
    { icon: 'block', label: t('bot_here'), on: user.started, run: () => act(pane, user.started ? 'block' : 'unblock') },
    !user.open && (status ? does('out', 'leave') : does('plus', 'join')),
    !user.open && status === 'member' && does('check', 'promote'),
    !user.open && status === 'administrator' && does('close', 'demote'),
    user.is_forum && { icon: 'list', label: t('topic'), run: () => makeTopic(pane) },
    user.type === 'group' && does('group', 'migrate'),
  ];
}

async function makeTopic(pane) {
  const name = await askText({ title: t('topic'), label: t('topic_name'), ok: t('make'), rows: 1 });
  if (name) act(pane, 'create_topic', { name });
}

/** What stands where a chat will be, before anybody is chosen. */
function welcome() {
  const [citizen, staff] = [firstOf('citizen'), firstOf('staff')];
  const linked = world.link !== null;
  const choice = (key, ids, main) => el('button', { class: main ? 'plain main' : 'plain', type: 'button', onclick: () => ids.forEach((id, index) => open(panes.list[index] ?? addPane(), id)) }, key);
  const how = isCity() ? [t('pick'), t('step2'), t('step3')] : [...t('bare_steps')];
  if (linked) how[0] = t('who_link');
  return el('div', { class: 'empty' }, icon('mark', 'mark'),
    el('h2', {}, t(isCity() ? 'welcome' : 'bare_welcome')),
    el('p', { class: 'soft' }, t(isCity() ? 'welcome_text' : 'bare_text')),
    !isCity() && access(),
    steps(how),
    el('div', { class: 'choices' },
      citizen && choice(isCity() ? t('as_citizen') : t('as_person', calledName(users.get(citizen))), [citizen], true),
      staff && !linked && choice(t('as_staff'), [staff]),
      citizen && staff && wide.matches && !linked && choice(t('as_both'), [staff, citizen])));
}

const drawChat = id => panes.list.filter(pane => pane.user?.chat_id === id).forEach(drawPane);

listen('made', pane => {
  make(pane);
  drawFrame();
});
listen('active', drawActive);
listen('panes', drawFrame);
listen('words', drawFrame);
listen('chat', drawChat);
listen('messages', id => panes.list.filter(pane => pane.user?.chat_id === id).forEach(drawLog));
listen('people', () => panes.list.forEach(pane => (pane.user ? drawHead(pane) : drawPane(pane))));
listen('focus', pane => (pane.log.querySelector('[data-key=start]') ?? pane.composer.querySelector('[data-key=start]') ?? pane.text).focus());
listen('toast', (text, pane = panes.active, bad) => {
  const node = el('p', { class: bad ? 'toast bad' : 'toast', role: bad ? 'alert' : 'status' }, text);
  // On a narrow screen a pane may be hidden behind the people.
  (pane.toasts.checkVisibility() ? pane.toasts : $('toasts')).append(node);
  setTimeout(() => node.remove(), TOAST_MS);
});
