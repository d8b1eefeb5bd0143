// The people on the left: who can be played, who has news, and adding more.

import { access, botChoice, steps } from './bots.js';
import { $, el, fillAnew, icon, input, narrow, walkable } from './dom.js';
import { learn } from './load.js';
import { post } from './net.js';
import { ask } from './over.js';
import { choose, open, panes } from './panes.js';
import { groupTitle, isCity } from './scene.js';
import { calledName, chatOf, isGroup, languageName, listen, nameOf, noteOf, people, users, world } from './state.js';
import { lang, t } from './words.js';

const LANGUAGES = ['ko', 'en', 'zh', 'vi', 'uz', 'ru', 'ja'];
const TONES = ['#7a5c3e', '#416b4c', '#94492c', '#56658a', '#75536f', '#7d6113', '#37696f'];

export function face(user) {
  const tone = TONES[Math.abs(user.id) % TONES.length];
  const initial = isGroup(user) ? icon('group') : [...(user.first_name || '?')][0];
  return el('span', { class: `face ${user.role ?? ''} ${user.blocked ? 'blocked' : ''}`, style: { '--tone': tone }, 'aria-hidden': 'true' }, initial);
}

export const badge = unread =>
  unread > 0 && el('span', { class: 'badge' }, el('span', { 'aria-hidden': 'true' }, unread), el('span', { class: 'unseen' }, t('unread', unread)));

function row(user) {
  const shown = panes.list.some(pane => pane.user?.id === user.id);
  return el('li', {}, el('button', { class: 'person', type: 'button', 'data-key': `p${user.id}`, 'aria-current': shown, onclick: () => choose(user.id) },
    face(user), el('span', { class: 'name' }, calledName(user)), badge(chatOf(user.chat_id).unread) || el('span'),
    el('span', { class: 'note' }, noteOf(user))));
}

function drawPeople() {
  const section = role => {
    const members = [...users.values()].filter(user => user.role === role && !user.moved_to && !user.deleted);
    const heading = role === 'citizen' && !isCity() ? t('person') : t(role);
    return members.length ? [el('h2', {}, heading), el('ul', {}, members.map(row))] : [];
  };
  const hello = el('div', { class: 'hello' },
    el('h2', {}, t(isCity() ? 'welcome' : 'bare_welcome')),
    isCity() || world.link !== null ? el('p', { class: 'soft' }, world.link === null ? t('pick_narrow') : t('who_link')) : [
      el('p', { class: 'soft' }, t('bare_text')), access(), steps(t('bare_steps'))]);
  const unread = [...users.values()].map(user => chatOf(user.chat_id).unread);
  fillAnew($('people'), [[...users.values()], unread, panes.list.map(pane => pane.user?.id), world.link, world.bot, world.bots, world.scene, lang], () => [
    hello, botChoice(), section('citizen'), section('staff'), section('group'),
    el('div', { class: 'adds' },
      el('button', { class: 'add', type: 'button', 'data-key': 'add', onclick: addPerson }, icon('plus'), t('add')),
      el('button', { class: 'add', type: 'button', 'data-key': 'add-group', onclick: addGroup }, icon('group'), t('add_group'))),
  ]);
}

async function addPerson() {
  const languages = el('select', { class: 'field', name: 'language_code' }, LANGUAGES.map(code => el('option', { value: code, selected: code === lang, lang: code }, languageName(code))));
  const form = await ask({
    title: t('new_person'), ok: t('make'),
    fields: [
      { label: t('name'), input: input('first_name', t('name_sample'), { maxlength: 64 }) },
      { label: t('username'), hint: t('username_hint'), input: input('username', '', { required: false, minlength: 4, maxlength: 32, pattern: '[A-Za-z][A-Za-z0-9_]+', title: t('username_hint'), autocomplete: 'off' }) },
      { label: t('language'), input: languages },
    ],
  });
  const answer = form && await post('/emu/users', Object.fromEntries(form));
  if (answer) open(panes.active, learn(answer.user ?? answer).id);
}

async function addGroup() {
  const kinds = el('select', { class: 'field', name: 'type' }, Object.entries(t('kinds')).map(([kind, label]) => el('option', { value: kind }, label)));
  const check = (name, value, label, checked) => el('label', { class: 'check' }, el('input', { type: 'checkbox', name, value, checked }), label);
  const members = el('fieldset', {}, el('legend', {}, t('members')), people().map((user, index) => check('members', user.id, nameOf(user), index < 3)));
  const form = await ask({
    title: t('new_group'), ok: t('make'),
    fields: [
      { label: t('group_title'), input: input('title', groupTitle(), { maxlength: 128 }) }, { label: t('group_kind'), input: kinds },
      check('is_forum', 'yes', t('forum'), false), check('bot', 'yes', t('with_bot'), true), members,
    ],
  });
  if (!form) return;
  const answer = await post('/emu/chats', {
    title: form.get('title'), type: form.get('type'), is_forum: form.has('is_forum'), bot: form.has('bot'), members: form.getAll('members').map(Number),
  });
  if (answer && users.has(answer.chat_id)) open(panes.active, answer.chat_id);
}

walkable($('people'), '.person, .add');
listen('people', drawPeople);
listen('panes', drawPeople);
listen('words', drawPeople);
listen('focus people', id => narrow.matches && $('people').querySelector(`[data-key="p${id}"]`)?.focus());
