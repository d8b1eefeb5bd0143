// Breaking Telegram on purpose: switches for the usual faults, how fast one may send, a restart. The form for all
// other faults is in own-fault.js.

import { $, el, fill, icon, tool } from './dom.js';
import { get, post, remove } from './net.js';
import { ownFault } from './own-fault.js';
import { listen } from './state.js';
import { toast } from './toast.js';
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
let faults = []; // as the server lists them
let known = true; // whether the server has faults at all
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

const live = () => faults.filter(fault => !fault.spent);
const presetOf = ({ id, hits, spent, ...fault }) =>
  Object.entries(PRESETS).find(([, preset]) => Object.keys(preset).every(key => preset[key] === fault[key]))?.[0];

function draw() {
  if (!place?.isConnected || $('drawer').hidden || !place.getAttribute('aria-labelledby').endsWith('faults')) return;
  if (!known) return fill(place, el('p', { class: 'soft' }, t('no_faults')), speed());
  fill(place, el('p', { class: 'soft' }, t('faults_text')),
    el('h3', {}, t('quick')), Object.keys(PRESETS).map(toggle),
    el('h3', {}, t('faults_now')), current(),
    el('h3', {}, t('own_fault')), ownFault(add, draw), speed(), restart());
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
    el('span', {}, el('b', {}, t('kinds_of_fault')[fault.fault] ?? fault.fault), ' ', el('span', { class: 'soft small' }, [fault.method ?? fault.update, fault.chat, fault.nth && t('nth_time', fault.nth), fault.probability && fault.probability < 1 && `${fault.probability}`, t('hits', fault.hits), fault.spent && t('fault_over')].filter(Boolean).join(' · '))),
    tool(`mend-${fault.id}`, 'close', t('fault_off'), () => mend(`/emu/faults/${fault.id}`)))),
  el('button', { class: 'plain', type: 'button', 'data-key': 'mend-all', onclick: () => mend('/emu/faults') }, t('faults_off')));
}

function speed() {
  const change = async event => {
    rates = event.target.value;
    await post('/emu/limits', { mode: rates });
  };
  return [el('h3', { id: 'rates' }, t('rates')), el('select', { class: 'field', 'aria-labelledby': 'rates', 'data-key': 'rates', onchange: change },
    Object.entries(t('rates_are')).map(([mode, label]) => el('option', { value: mode, selected: mode === rates }, label)))];
}

/** Telegram's server restarts: what waits is kept, what is under way is over. */
function restart() {
  const run = async () => {
    if (await post('/emu/restart', {})) toast(t('restarted'));
  };
  return [el('h3', {}, t('restart')), el('button', { class: 'toggle', type: 'button', 'data-key': 'restart', onclick: run },
    el('span', {}, t('restart_now'), el('small', {}, t('restart_hint'))), icon('again'))];
}

async function add(fault) {
  if (await post('/emu/faults', fault)) await load();
}
async function mend(path) {
  if (await remove(path)) await load();
}

listen('called', () => place?.isConnected && !$('drawer').hidden && faults.length && load());
