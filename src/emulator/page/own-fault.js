// The form for any fault: what breaks, whom it hits, and when.

import { el, icon, input } from './dom.js';
import { calledName, users } from './state.js';
import { t } from './words.js';

// The values that a kind of fault asks for, with what they are at first.
const VALUES = {
  too_many: { retry_after: 5 }, refuse: { code: 403, description: 'Forbidden: bot was blocked by the user', migrate_to_chat_id: '' },
  server_error: { when: 'before' }, bad_gateway: { when: 'before' }, delay: { ms: 2_000, when: 'before' }, drop: { when: 'after' },
};
const NUMBERS = ['retry_after', 'code', 'migrate_to_chat_id', 'ms', 'chat', 'nth', 'times', 'probability', 'seed'];
const ON_UPDATES = ['duplicate', 'redeliver', 'reorder', 'unknown_kind', 'unknown_entity', 'extra_fields', 'inaccessible'];
const METHODS = ['send*', 'sendMessage', 'editMessageText', 'editMessageReplyMarkup', 'answerCallbackQuery', 'sendPhoto', 'sendDocument', 'sendMediaGroup', 'deleteMessage', 'getUpdates', 'getFile'];
const UPDATES = ['message', 'edited_message', 'callback_query', 'my_chat_member', 'poll_answer', 'inline_query'];

let kind = 'bad_gateway'; // what is chosen

const labelled = (label, field) => el('label', {}, label, field);
const select = (name, options, value) =>
  el('select', { class: 'field', name, 'data-key': `own-${name}` }, options.map(([id, label]) => el('option', { value: id, selected: id === value }, label)));
const number = (name, value, more = {}) => input(name, value, { type: 'number', step: 1, required: false, 'data-key': `own-${name}`, ...more });

function valueField([name, value]) {
  if (name === 'when') return labelled(t('fault_value').when, select(name, [['before', t('before')], ['after', t('after')]], value));
  const field = typeof value === 'number' || name === 'migrate_to_chat_id'
    ? number(name, value, { required: value !== '' })
    : input(name, value, { 'data-key': `own-${name}` });
  return labelled(t('fault_value')[name], field);
}

/** Any method in any spelling, or all that begin so; of updates only the kinds that there are. */
function target(onUpdates) {
  if (onUpdates) return labelled(t('fault_update'), select('update', [['', t('fault_any')], ...UPDATES.map(name => [name, name])], ''));
  return el('label', {}, t('fault_method'),
    input('method', 'sendMessage', { required: false, list: 'own-methods', autocomplete: 'off', placeholder: t('fault_any'), 'data-key': 'own-method' }),
    el('datalist', { id: 'own-methods' }, METHODS.map(name => el('option', { value: name }))));
}

/** `add` orders the fault, `draw` draws everything again when another kind was chosen. */
export function ownFault(add, draw) {
  const onUpdates = ON_UPDATES.includes(kind);
  const kinds = select('fault', Object.entries(t('kinds_of_fault')), kind);
  kinds.addEventListener('change', () => {
    kind = kinds.value;
    draw();
  });
  const chats = [...users.values()].map(user => [user.chat_id, calledName(user)]);
  const submit = event => {
    event.preventDefault();
    const filled = [...new FormData(event.target)].filter(([, value]) => value !== '');
    add(Object.fromEntries(filled.map(([name, value]) => [name, NUMBERS.includes(name) ? Number(value) : value])));
  };
  return el('form', { class: 'own', onsubmit: submit }, labelled(t('fault_kind'), kinds), Object.entries(VALUES[kind] ?? {}).map(valueField),
    el('div', { class: 'pair' }, target(onUpdates), labelled(t('fault_chat'), select('chat', [['', t('fault_any')], ...chats], ''))),
    el('div', { class: 'pair' },
      labelled(t('fault_nth'), number('nth', '', { min: 1 })), labelled(t('fault_times'), number('times', '', { min: 1, placeholder: '1' }))),
    el('div', { class: 'pair' },
      labelled(t('fault_chance'), number('probability', '', { min: 0, max: 1, step: 'any' })), labelled(t('fault_seed'), number('seed', '', { min: 0, placeholder: '0' }))),
    el('button', { class: 'plain main', 'data-key': 'own-add' }, icon('plus'), t('fault_add')));
}
