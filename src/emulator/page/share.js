// What people send besides text: places, telephone numbers, files of their own.

import { act, takeText } from './act.js';
import { el, input } from './dom.js';
import { post } from './net.js';
import { ask } from './over.js';
import { isGroup } from './state.js';
import { t } from './words.js';

const PLACES = [[37.4201, 127.1265], [37.3849, 127.1232], [37.4402, 127.1277], [37.5665, 126.978]]; // as `places` names them

export async function shareLocation(pane) {
  const latitude = input('latitude', PLACES[0][0], { type: 'number', step: 'any', min: -90, max: 90 });
  const longitude = input('longitude', PLACES[0][1], { type: 'number', step: 'any', min: -180, max: 180 });
  const set = event => { [latitude.value, longitude.value] = PLACES[event.target.value]; };
  const places = el('select', { class: 'field', onchange: set }, t('places').map((name, index) => el('option', { value: index }, name)));
  const form = await ask({
    title: t('place'), said: t('place_text'), ok: t('send'),
    fields: [{ label: t('place_pick'), input: places }, { label: t('latitude'), input: latitude }, { label: t('longitude'), input: longitude }],
  });
  if (form) act(pane, 'share_location', { latitude: Number(form.get('latitude')), longitude: Number(form.get('longitude')) });
}

export async function shareContact(pane) {
  // No real Korean mobile number begins with 010-0000.
  const madeUp = `8210000${String(Math.abs(pane.actor) % 100_000).padStart(5, '0')}`;
  const phone = input('phone', madeUp, { type: 'tel', inputmode: 'tel' });
  const form = await ask({ title: t('contact'), said: t('contact_text'), ok: t('send'), fields: [{ label: t('phone'), input: phone }] });
  if (form) act(pane, 'share_contact', { phone: form.get('phone').trim() });
}

export function upload(pane, kind) {
  const picker = el('input', { type: 'file', multiple: true, accept: kind === 'photo' ? 'image/*' : null });
  picker.addEventListener('change', () => {
    const form = new FormData();
    form.set('user', pane.actor);
    if (isGroup(pane.user)) form.set('chat', pane.user.chat_id);
    form.set('as', kind);
    form.set('caption', takeText(pane) ?? '');
    for (const file of picker.files) form.append('file', file);
    post('/emu/upload', form);
  });
  picker.click();
}
