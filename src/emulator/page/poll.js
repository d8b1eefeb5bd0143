// Telegram's own polls: choose and vote, and see the counts once one has voted or it is closed.

import { act } from './act.js';
import { el, icon, walkable } from './dom.js';
import { withEntities } from './text.js';
import { tell } from './state.js';
import { lang, t } from './words.js';

const votes = new Map(); // what was chosen from this page: poll and person → options

export function pollOf(pane, message) {
  const { poll } = message;
  const key = `${poll.id} ${pane.actor}`;
  const mine = message.my_votes?.[pane.actor] ?? votes.get(key) ?? [];
  const vote = async options => {
    if (!await act(pane, 'vote', { message_id: message.message_id, options })) return;
    votes.set(key, options);
    redraw(pane);
  };
  const retract = async () => {
    if (!await act(pane, 'retract_vote', { message_id: message.message_id })) return;
    votes.delete(key);
    redraw(pane);
  };
  const counted = poll.is_closed || mine.length > 0;
  return el('div', { class: poll.allows_multiple_answers ? 'poll several' : 'poll' },
    el('h3', {}, withEntities(pane, poll.question, poll.question_entities)),
    el('p', { class: 'kind', lang }, kindOf(poll)),
    counted ? results(pane, poll, mine) : choices(pane, poll, vote),
    counted && poll.explanation && el('blockquote', { class: 'quote' }, poll.explanation),
    el('div', { class: 'sum', lang }, el('span', {}, poll.total_voter_count ? t('poll_sum', poll.total_voter_count) : t('poll_none')),
      mine.length > 0 && !poll.is_closed && poll.type !== 'quiz' && el('button', { class: 'link', type: 'button', 'data-key': `b${message.message_id}:retract`, onclick: retract }, t('poll_retract'))));
}

/** A vote changes what this page knows, even where the message stays the same. */
function redraw(pane) {
  pane.nodes = new Map();
  tell('messages', pane.user.chat_id);
}

function kindOf(poll) {
  if (poll.is_closed) return t('poll_closed');
  if (poll.type === 'quiz') return t('poll_quiz');
  return `${t(poll.is_anonymous ? 'poll_anonymous' : 'poll_open')} · ${t(poll.allows_multiple_answers ? 'poll_many' : 'poll_one')}`;
}

function choices(pane, poll, vote) {
  const several = poll.allows_multiple_answers;
  const chosen = new Set();
  const done = several && el('button', { class: 'link', type: 'button', disabled: true, onclick: () => vote([...chosen].sort((a, b) => a - b)) }, t('poll_vote'));
  const press = (event, index) => {
    if (!several) return vote([index]);
    if (!chosen.delete(index)) chosen.add(index);
    event.currentTarget.setAttribute('aria-checked', chosen.has(index));
    done.disabled = !chosen.size;
  };
  const box = el('div', { class: 'options', role: several ? 'group' : 'radiogroup', 'aria-label': poll.question }, poll.options.map((option, index) =>
    el('button', { class: 'choice', type: 'button', role: several ? 'checkbox' : 'radio', 'aria-checked': false, onclick: event => press(event, index) },
      el('span', {}, withEntities(pane, option.text, option.text_entities)))));
  walkable(box, '.choice');
  return [box, done && el('div', { class: 'sum', lang }, done)];
}

function results(pane, poll, mine) {
  const total = poll.total_voter_count || 1;
  const right = poll.correct_option_ids ?? [poll.correct_option_id];
  return el('ul', { class: 'options' }, poll.options.map((option, index) => {
    const share = Math.round(100 * option.voter_count / total);
    return el('li', { class: 'result' }, el('span', { class: 'share' }, `${share}%`),
      el('span', {}, withEntities(pane, option.text, option.text_entities),
        el('span', { class: 'soft small', lang }, ` ${t('voters', option.voter_count)}`),
        mine.includes(index) && [icon('check'), el('span', { class: 'unseen', lang }, t('poll_mine'))],
        right.includes(index) && el('b', { class: 'soft', lang }, ` ${t('poll_right')}`)),
      el('span', { class: 'bar', 'aria-hidden': 'true' }, el('i', { style: { width: `${share}%` } })));
  }));
}
