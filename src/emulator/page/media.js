// What a message carries besides text: pictures, files, sounds, places, contacts, polls.

import { el, icon, svg, tool } from './dom.js';
import { face } from './people.js';
import { pollOf } from './poll.js';
import { nameOf } from './state.js';
import { lang, t } from './words.js';

// How many pictures of an album stand in each row.
const ROWS = { 2: [2], 3: [1, 2], 4: [2, 2], 5: [2, 3], 6: [3, 3], 7: [2, 2, 3], 8: [2, 3, 3], 9: [3, 3, 3], 10: [2, 2, 3, 3] };
const fileUrl = id => `/emu/file/${encodeURIComponent(id)}`;

export function attachments(pane, turn) {
  const [message] = turn;
  const parts = [];
  const visual = turn.filter(part => part.photo?.length || part.video || part.animation || part.video_note);
  if (visual.length) parts.push(pictures(visual));
  for (const part of turn) {
    const doc = !part.animation && part.document;
    if (doc) parts.push(thing('file', doc.file_name ?? t('doc'), sizeText(doc.file_size), fileUrl(doc.file_id)));
    if (part.audio) parts.push(thing('voice', part.audio.title ?? part.audio.file_name ?? t('audio'), part.audio.performer ?? sizeText(part.audio.file_size), fileUrl(part.audio.file_id)));
  }
  if (message.venue) parts.push(map(), thing('pin', message.venue.title, message.venue.address));
  else if (message.location) parts.push(map(), thing('pin', t('a_place'), pointText(message.location)));
  if (message.contact) parts.push(contact(message.contact));
  if (message.voice) parts.push(voice(message.voice));
  if (message.sticker) parts.push(el('p', { class: 'sticker', role: 'img', 'aria-label': `${t('a_sticker')} ${message.sticker.emoji ?? ''}` }, message.sticker.emoji ?? '🌱'));
  if (message.dice) parts.push(el('p', { class: 'sticker' }, `${message.dice.emoji} ${message.dice.value}`));
  if (message.poll) parts.push(pollOf(pane, message));
  return parts;
}

const pointText = ({ latitude, longitude }) => `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`;
function sizeText(bytes) {
  if (!bytes) return '';
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1_048_576 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`;
}

function thing(name, title, detail, href) {
  return el(href ? 'a' : 'div', { class: 'thing', href, download: href && title }, icon(name),
    el('span', {}, el('b', {}, title), detail && el('span', { class: 'soft small' }, detail)));
}

/** One picture as it is; several as rows without holes. */
function pictures(parts) {
  const shapes = (ROWS[parts.length] ?? [parts.length]).flatMap(row => Array(row).fill({ 1: 'whole', 2: 'half' }[row] ?? 'third'));
  const photos = parts.filter(part => part.photo?.length);
  return el('div', { class: parts.length > 1 ? 'pictures many' : 'pictures' }, parts.map((part, index) => {
    const look = [parts.length > 1 && shapes[index], part.has_media_spoiler && 'veil'].filter(Boolean).join(' ');
    if (!part.photo?.length) return film(part.video ?? part.animation ?? part.video_note, look);
    const { file_id, width, height } = part.photo.at(-1);
    const open = event => {
      const { classList } = event.currentTarget;
      if (classList.contains('veil')) classList.remove('veil');
      else view(photos, photos.indexOf(part));
    };
    return el('button', { type: 'button', class: look, 'data-veil': t('hidden'), onclick: open },
      el('img', { src: fileUrl(file_id), width, height, alt: part.caption ?? t('picture') }));
  }));
}

function film({ file_id, width, height, thumbnail }, look) {
  return el('div', { class: `film ${look}` }, el('video', { src: fileUrl(file_id), width, height, controls: true, preload: 'metadata', poster: thumbnail && fileUrl(thumbnail.file_id), 'aria-label': t('video') }));
}

/** The pictures large, one after the other. */
function view(parts, at) {
  const picture = el('img');
  const count = el('span', { class: 'soft' });
  const show = to => {
    at = (to + parts.length) % parts.length;
    const { file_id, width, height } = parts[at].photo.at(-1);
    for (const [name, value] of Object.entries({ src: fileUrl(file_id), width, height, alt: parts[at].caption ?? t('picture') })) picture.setAttribute(name, value);
    count.textContent = parts.length > 1 ? t('nth', at + 1, parts.length) : '';
  };
  show(at);
  const step = (name, by) => tool(null, 'next', t(name), () => show(at + by));
  const [back, on] = [step('previous', -1), step('next', 1)];
  back.querySelector('.icon').classList.add('flip');
  const several = parts.length > 1;
  const dialog = el('dialog', { class: 'viewer', 'aria-label': t('picture'), onclose: () => dialog.remove(), onkeydown: event => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by && several) show(at + by);
  } }, picture, el('footer', {}, several && back, count, several && on, tool(null, 'close', t('close'), () => dialog.close())));
  document.body.append(dialog);
  dialog.showModal();
}

/** A sketch of a town: no map service is asked where anybody is. */
function map() {
  const path = (kind, d) => svg('path', { class: kind, d });
  return svg('svg', { class: 'map', viewBox: '0 0 320 130', role: 'img', 'aria-label': t('map') },
    path('green', 'M14 12h86v40H14zM226 84h82v38h-82z'), path('water', 'M-5 108C70 70 120 122 190 84s80-40 140-62'),
    path('road', 'M-5 64h330M118-5v140M214-5v140M40-5l22 140M268-5l22 140M-5 24 325 6'),
    path('pin', 'M160 92s21-20 21-37a21 21 0 0 0-42 0c0 17 21 37 21 37zm0-29a8 8 0 1 1 0-16 8 8 0 0 1 0 16z'));
}

function contact(card) {
  const user = { id: card.user_id ?? 0, first_name: card.first_name };
  const number = card.phone_number.startsWith('+') ? card.phone_number : `+${card.phone_number}`;
  return el('div', { class: 'contact' }, face(user), el('span', {}, el('b', {}, nameOf(card)), el('span', { class: 'soft' }, number)));
}

/** A voice message; its bars come from its length, so that it looks the same each time. */
function voice({ duration = 0 }) {
  const bars = Array.from({ length: 26 }, (_, at) => 5 + Math.round(18 * Math.abs(Math.sin((at + 1) * (duration + 3) * 0.37))));
  return el('div', { class: 'thing' }, icon('play'), el('span', {},
    el('span', { class: 'wave', 'aria-hidden': 'true' }, bars.map(height => el('i', { style: { height: `${height}px` } }))),
    el('span', { class: 'soft small', lang }, t('voice', duration))));
}
