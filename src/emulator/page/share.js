// What people send besides text: places, telephone numbers, files of their own.

import { act, takeText } from './act.js';
import { el, input } from './dom.js';
import { post } from './net.js';
import { ask } from './over.js';
import { places } from './scene.js';
import { isGroup, world } from './state.js';
import { t } from './words.js';

export async function shareLocation(pane) {
  const known = places();
  const first = known[0] ?? { latitude: 0, longitude: 0 };
  const latitude = input('latitude', first.latitude, { type: 'number', step: 'any', min: -90, max: 90 });
  const longitude = input('longitude', first.longitude, { type: 'number', step: 'any', min: -180, max: 180 });
  const set = event => { ({ latitude: latitude.value, longitude: longitude.value } = known[event.target.value]); };
  const choice = el('select', { class: 'field', onchange: set }, known.map(({ name }, index) => el('option', { value: index }, name)));
  const form = await ask({
    title: t('place'), said: t(known.length ? 'place_text' : 'place_typed'), ok: t('send'),
    fields: [...(known.length ? [{ label: t('place_pick'), input: choice }] : []), { label: t('latitude'), hint: '−90…90', input: latitude }, { label: t('longitude'), hint: '−180…180', input: longitude }],
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
    form.set('bot', world.bot.id);
    if (isGroup(pane.user)) form.set('chat', pane.user.chat_id);
    form.set('as', kind);
    form.set('caption', takeText(pane) ?? '');
    for (const file of picker.files) form.append('file', file);
    post('/emu/upload', form);
  });
  picker.click();
}
