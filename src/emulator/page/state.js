// What the page knows: people, chats, the bot and the time. Who draws listens here for what changed.

import { zone } from './scene.js';
import { lang, t } from './words.js';

export const users = new Map();
export const chats = new Map(); // by chat id: what both panes know of a chat
export const world = {
  bot: { first_name: '', username: '', token: '' },
  bots: [],
  scene: null, // the city around, if there is one
  clock: { now: Date.now(), read_at: performance.now(), movable: false },
  link: null, // the payload of /?start=…, until a person opens it
  chosen: null, // the message whose JSON is shown: {chat, message_id}
};

const listeners = new Map();
/** Calls `hear` whenever `tell` names the same thing: people, chat, pane, panes, clock, calls, chosen, words. */
export function listen(what, hear) {
  listeners.set(what, [...(listeners.get(what) ?? []), hear]);
}
export function tell(what, ...about) {
  for (const hear of listeners.get(what) ?? []) hear(...about);
}

export function chatOf(id) {
  if (!chats.has(id)) {
    chats.set(id, {
      id, messages: new Map(), keyboard: null, commands: [], loaded: false, unread: 0,
      waiting: [], // presses without an answer: {message_id, place, user, data}, and their id once it is known
      keysShown: true, draft: '', news: new Map(), shown: 0, topic: null, actor: null,
    });
  }
  return chats.get(id);
}
export const isGroup = user => user.role === 'group';
export const people = () => [...users.values()].filter(user => !isGroup(user));

export function nameOf(user) {
  const [first, last] = [user.first_name ?? user.title ?? '', user.last_name ?? ''];
  return /[가-힣]/.test(first + last) ? last + first : `${first} ${last}`.trim();
}
/** The same, and for who reads English also in letters that they can read. */
export function calledName(user) {
  const name = nameOf(user);
  return lang === 'en' && user.name_en && user.name_en !== name ? `${name} (${user.name_en})` : name;
}
/** The first of a role, if there is one who speaks the reader's language. */
export function firstOf(role) {
  const all = people().filter(user => user.role === role);
  return (all.find(user => user.language_code.split('-')[0] === lang) ?? all[0])?.id;
}
export function languageName(code) {
  try { return new Intl.DisplayNames([code], { type: 'language' }).of(code); } catch { return code ?? ''; }
}
export function noteOf(user) {
  const note = lang === 'ko' ? user.note_ko : user.note_en;
  if (!note && isGroup(user)) return t('kinds')[user.type] ?? '';
  if (!note || note === user.language_code) return languageName(user.language_code);
  return note.replaceAll('-', '\u2011'); // The name of a district stays on one line.
}
/** The person of that id, username or name, in any case. */
export function findPerson(who) {
  const wanted = who?.trim().replace(/^@/, '').toLowerCase();
  if (!wanted) return undefined;
  const names = user => [String(user.id), user.username, user.first_name, nameOf(user)];
  return [...users.values()].find(user => names(user).some(name => name?.toLowerCase() === wanted));
}

// The clock of the server, which may be ahead of this computer's.
export const nowMs = () => world.clock.now + (performance.now() - world.clock.read_at);
export function setClock(now, movable = world.clock.movable) {
  world.clock = { now, read_at: performance.now(), movable };
  tell('clock');
}
const written = (ms, options) => new Intl.DateTimeFormat(lang, { timeZone: zone(), ...options }).format(ms);
export const timeText = ms => written(ms, { hour: 'numeric', minute: '2-digit' });
/** The year is said if it is another than the reader's. */
const yearOf = ms => (new Date(ms).getUTCFullYear() === new Date().getUTCFullYear() ? {} : { year: 'numeric' });
export const dayText = ms => written(ms, { ...yearOf(ms), month: 'long', day: 'numeric', weekday: 'short' });
export const shortTime = ms => written(ms, { ...yearOf(ms), month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
