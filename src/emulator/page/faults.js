// Breaking Telegram on purpose: switches for the usual faults, a form for all others, how fast one may send.

import { $, el, fill, icon, input, tool } from './dom.js';
import { get, post, remove } from './net.js';
import { listen } from './state.js';
import { t } from './words.js';

// What each switch sets; it goes off by itself once the fault has happened.
const PRESETS = {
  bad_gateway: { fault: 'bad_gateway', method: 'sendMessage', times: 1 },
  too_many: { fault: 'too_many', retry_after: 3, method: 'sendMessage', times: 1 },
  drop: { fault: 'drop', when: 'after', method: 'sendMessage', times: 1 },
  truncate: { fault: 'truncate', method: 'sendMessage', times: 1 },
  delay: { fault: 'delay', ms: 2_000, when: 'before', method: 'sendMessage', times: 1 },
  refuse: { fault: 'refuse', code: 400, description: 'Bad Request', method: 'sendMessage', times: 1 },
  duplicate: { fault: 'duplicate', times: 1 },
};
// The values that a kind of fault asks for, with what they are at first.
const VALUES = {
  too_many: { retry_after: 5 }, refuse: { code: 403, description: 'Forbidden: bot was blocked by the user' },
  delay: { ms: 2_000, when: 'before' }, drop: { when: 'after' },
};
const ON_UPDATES = ['duplicate', 'redeliver', 'reorder', 'unknown_kind', 'unknown_entity', 'extra_fields', 'inaccessible'];
const METHODS = ['sendMessage', 'editMessageText', 'editMessageReplyMarkup', 'answerCallbackQuery', 'sendPhoto', 'sendDocument', 'sendMediaGroup', 'getUpdates', 'getFile'];
const UPDATES = ['message', 'edited_message', 'callback_query', 'my_chat_member', 'poll_answer', 'inline_query'];
const OFTEN = { once: { times: 1 }, thrice: { times: 3 }, always: { probability: 1 }, tenth: { probability: 0.1, seed: 1 } };

let faults = []; // as the server lists them
let known = true; // whether the server has faults at all
let kind = 'bad_gateway'; // the one in the form
let rates = 'off';
let place = null;

export function drawFaults(panel) {
  place = panel;
  draw();
  load();
}

async function load() {
  try {
    const before = JSON.stringify(faults);
    ({ faults } = await get('/emu/faults'));
    known = true;
    if (JSON.stringify(faults) !== before) draw();
  } catch {
    known = false;
    draw();
  }
}

const spent = fault => fault.times !== undefined && fault.times !== null && fault.hits >= fault.times;
const live = () => faults.filter(fault => !spent(fault));
const presetOf = ({ id, hits, ...fault }) =>
  Object.entries(PRESETS).find(([, preset]) => Object.keys(preset).every(key => preset[key] === fault[key]))?.[0];

function draw() {
  if (!place?.isConnected || $('drawer').hidden || !place.getAttribute('aria-labelledby').endsWith('faults')) return;
  if (!known) return fill(place, el('p', { class: 'soft' }, t('no_faults')), speed());
  fill(place, el('p', { class: 'soft' }, t('faults_text')),
    el('h3', {}, t('quick')), Object.keys(PRESETS).map(toggle),
    el('h3', {}, t('faults_now')), current(),
    el('h3', {}, t('own_fault')), own(), speed());
}

function toggle(name) {
  const on = live().find(fault => presetOf(fault) === name);
  const [title, hint] = t('presets')[name];
  const change = () => (on ? mend(`/emu/faults/${on.id}`) : add(PRESETS[name]));
  return el('button', { class: 'toggle', type: 'button', role: 'switch', 'data-key': `preset-${name}`, 'aria-checked': Boolean(on), onclick: change },
    el('span', {}, title, el('small', {}, hint)), el('span', { class: 'switch', 'aria-hidden': 'true' }));
}

function current() {
  if (!faults.length) return el('p', { class: 'soft' }, t('faults_none'));
  return el('div', { class: 'faults' }, faults.map(fault => el('div', { class: 'fault' },
    el('span', {}, el('b', {}, t('kinds_of_fault')[fault.fault] ?? fault.fault), ' ', el('span', { class: 'soft small' }, [fault.method ?? fault.update, t('hits', fault.hits)].filter(Boolean).join(' · '))),
    tool(`mend-${fault.id}`, 'close', t('fault_off'), () => mend(`/emu/faults/${fault.id}`)))),
  el('button', { class: 'plain', type: 'button', 'data-key': 'mend-all', onclick: () => mend('/emu/faults') }, t('faults_off')));
}

function own() {
  const select = (name, options, value) => el('select', { class: 'field', name, 'data-key': `own-${name}` }, options.map(([id, label]) => el('option', { value: id, selected: id === value }, label)));
  const labelled = (label, field) => el('label', {}, label, field);
  const onUpdates = ON_UPDATES.includes(kind);
  const kinds = select('fault', Object.entries(t('kinds_of_fault')), kind);
  kinds.addEventListener('change', () => {
    kind = kinds.value;
    draw();
  });
  const named = (onUpdates ? UPDATES : METHODS).map(name => [name, name]);
  const values = Object.entries(VALUES[kind] ?? {}).map(([name, value]) => labelled(t('fault_value')[name],
    name === 'when' ? select(name, [['before', t('before')], ['after', t('after')]], value) : input(name, value, { type: typeof value === 'number' ? 'number' : 'text', 'data-key': `own-${name}` })));
  const submit = event => {
    event.preventDefault();
    const { often, target, ...rest } = Object.fromEntries(new FormData(event.target));
    const numbers = ['retry_after', 'code', 'ms'];
    const fault = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, numbers.includes(name) ? Number(value) : value]));
    if (target) fault[onUpdates ? 'update' : 'method'] = target;
    add({ ...fault, ...OFTEN[often] });
  };
  return el('form', { class: 'own', onsubmit: submit }, labelled(t('fault_kind'), kinds), values,
    el('div', { class: 'pair' },
      labelled(t(onUpdates ? 'fault_update' : 'fault_method'), select('target', [['', t('fault_any')], ...named], onUpdates ? '' : 'sendMessage')),
      labelled(t('fault_when'), select('often', Object.entries(t('often')), 'once'))),
    el('button', { class: 'plain main', 'data-key': 'own-add' }, icon('plus'), t('fault_add')));
}

function speed() {
  const change = async event => {
    rates = event.target.value;
    await post('/emu/limits', { mode: rates });
  };
  return [el('h3', { id: 'rates' }, t('rates')), el('select', { class: 'field', 'aria-labelledby': 'rates', 'data-key': 'rates', onchange: change },
    Object.entries(t('rates_are')).map(([mode, label]) => el('option', { value: mode, selected: mode === rates }, label)))];
}

async function add(fault) {
  if (await post('/emu/faults', fault)) await load();
}
async function mend(path) {
  if (await remove(path)) await load();
}

listen('called', () => place?.isConnected && !$('drawer').hidden && faults.length && load());
