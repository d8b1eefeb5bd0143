// The bot's calls as they come, newest first, with what was asked and answered.

import { $, el, fill } from './dom.js';
import { jsonOf } from './json.js';
import { get } from './net.js';
import { listen, nameOf, timeText, users } from './state.js';
import { t } from './words.js';

const SHOWN_MAX = 300;
const READ_MAX = 1_000; // What is older is not read.
const PAGE = 200;
const GIST_CHARS = 80;
const GATHER_MS = 150; // so that a burst of calls is read at once

let last = 0; // the newest in the list
let newest = 0; // the newest we heard of
let loading = false;
let hidePolls = true;
const list = el('div', { class: 'calls' });
const wrong = el('p', { class: 'wrong', hidden: true });

export function drawCalls(panel) {
  const change = event => {
    hidePolls = event.target.checked;
    hideRows();
  };
  const box = el('input', { type: 'checkbox', checked: hidePolls, 'data-key': 'hide-polls', onchange: change });
  fill(panel, wrong, el('p', { class: 'soft' }, t('no_calls')), el('label', { class: 'check' }, box, t('hide_polls')), list);
  hideRows();
  load();
}

const isPoll = row => row.dataset.method === 'getupdates';
function hideRows() {
  for (const row of list.children) row.hidden = hidePolls && isPoll(row);
}

async function load() {
  if (loading || !list.isConnected || $('drawer').hidden) return;
  loading = true;
  last = Math.max(last, newest - READ_MAX);
  await new Promise(soon => setTimeout(soon, GATHER_MS));
  try {
    for (;;) {
      const { calls } = await get(`/emu/calls?after=${last}&limit=${PAGE}`);
      for (const call of calls) {
        last = Math.max(last, call.n);
        list.prepend(rowOf(call));
      }
      while (list.children.length > SHOWN_MAX) list.lastChild.remove();
      if (calls.length < PAGE) break;
    }
    const { failures } = await get('/emu/failures');
    wrong.hidden = !failures.length;
    wrong.textContent = `${t('wrong', failures.length)}: ${failures.at(-1)?.method ?? ''}`;
  } catch { /* the next call tries again */ }
  loading = false;
}

/** To whom, and how it begins, so that one finds a call without opening each. */
function gistOf(params) {
  const to = [...users.values()].find(user => String(user.chat_id) === String(params?.chat_id));
  const said = params?.text ?? params?.caption ?? params?.question ?? '';
  return [to && nameOf(to), String(said).replace(/<[^>]*>|\s+/g, ' ').trim().slice(0, GIST_CHARS)].filter(Boolean).join(': ');
}

function rowOf({ n, at, method, params, status, answer, fault }) {
  const gist = gistOf(params);
  const row = el('details', { class: status >= 400 || fault ? 'call bad' : 'call', 'data-method': method.toLowerCase() },
    el('summary', {}, el('span', { class: 'soft' }, n), el('b', {}, method, gist && el('span', { class: 'soft' }, gist)), status, el('span', { class: 'soft' }, timeText(typeof at === 'number' ? at : Date.parse(at)))));
  row.hidden = hidePolls && isPoll(row);
  row.addEventListener('toggle', () => row.append(el('p', { class: 'soft' }, t('asked')), jsonOf(params), el('p', { class: 'soft' }, t('answered')), jsonOf(answer)), { once: true });
  return row;
}

listen('called', n => {
  newest = n;
  load();
});
listen('words', () => {
  last = 0;
  list.replaceChildren();
});
