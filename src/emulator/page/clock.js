// The emulator's clock in the line above, and moving it forward.

import { moveClock } from './act.js';
import { $, el, icon, input, wide } from './dom.js';
import { closeMenu, showMenu } from './over.js';
import { dayText, listen, nowMs, setClock, shortTime, timeText, world } from './state.js';
import { toast } from './toast.js';
import { lang, t } from './words.js';

const DAY_MS = 86_400_000;
const SEOUL_MS = 9 * 3_600_000; // Korea is nine hours ahead of UTC all year.
const TICK_MS = 1_000;

let shown = '';
function drawClock() {
  const now = nowMs();
  const whole = `${dayText(now)} ${timeText(now)}`;
  const text = wide.matches ? whole : shortTime(now);
  if (shown === lang + text) return;
  shown = lang + text;
  $('clock').setAttribute('aria-label', `${t('clock')}: ${whole}`);
  $('clock').replaceChildren(icon('clock'), text);
}

const tomorrow9 = () => Math.floor((nowMs() + SEOUL_MS) / DAY_MS + 1) * DAY_MS; // 09:00 in Seoul is midnight in UTC.
/** As an input of type datetime-local has it, in Seoul's time. */
const typedTime = ms => new Date(ms + SEOUL_MS).toISOString().slice(0, 16);
const readTime = text => Date.parse(`${text}:00Z`) - SEOUL_MS;

function clockMenu() {
  if (!world.clock.movable) return [t('clock_fixed')];
  const move = change => {
    closeMenu();
    moveClock(change);
  };
  const button = (label, change) => el('button', { class: 'plain', type: 'button', onclick: () => move(change()) }, label);
  const at = input('at', typedTime(nowMs()), { id: 'clock-at', type: 'datetime-local', min: typedTime(nowMs()) });
  const typed = event => {
    event.preventDefault();
    move({ to_ms: readTime(at.value) });
  };
  return [
    t('clock_text'),
    el('div', { class: 'row' },
      button(t('min10'), () => ({ advance_s: 600 })), button(t('hour'), () => ({ advance_s: 3_600 })),
      button(t('day'), () => ({ advance_s: 86_400 })), button(t('tomorrow'), () => ({ to_ms: tomorrow9() }))),
    el('form', { onsubmit: typed, novalidate: true }, el('label', { for: 'clock-at' }, t('clock_at')), at, el('button', { class: 'plain main' }, t('clock_set'))),
  ];
}

$('clock').addEventListener('click', () => showMenu($('clock'), clockMenu()));
setInterval(drawClock, TICK_MS);
listen('clock', drawClock);
listen('words', drawClock);
listen('moved', now => {
  setClock(now);
  toast(t('moved', `${dayText(now)} ${timeText(now)}`));
});
