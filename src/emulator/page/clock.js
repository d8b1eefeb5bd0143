// The emulator's clock in the line above, and moving it forward.

import { moveClock } from './act.js';
import { $, el, icon, input, wide } from './dom.js';
import { closeMenu, showMenu } from './over.js';
import { zone } from './scene.js';
import { dayText, listen, nowMs, setClock, shortTime, timeText, world } from './state.js';
import { toast } from './toast.js';
import { lang, t } from './words.js';

const DAY_MS = 86_400_000;
const YEARS_MAX = 10; // The server moves no further ahead.
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

/** As an input of type datetime-local has it, in the page's zone. */
const typedTime = ms => new Intl.DateTimeFormat('sv', { timeZone: zone(), dateStyle: 'short', timeStyle: 'short' }).format(ms).replace(' ', 'T');
/** The moment at which the zone's clocks show this. */
function readTime(text) {
  const asUtc = Date.parse(`${text}:00Z`);
  const ahead = at => Date.parse(`${typedTime(at)}:00Z`) - Math.floor(at / 60_000) * 60_000;
  const near = asUtc - ahead(asUtc);
  return asUtc - ahead(near); // Once more, because the zone may have changed its clocks in between.
}
const tomorrow9 = () => readTime(`${typedTime(nowMs() + DAY_MS).slice(0, 10)}T09:00`);

function clockMenu() {
  if (!world.clock.movable) return [t('clock_fixed')];
  const move = change => {
    closeMenu();
    moveClock(change);
  };
  const button = (label, change) => el('button', { class: 'plain', type: 'button', onclick: () => move(change()) }, label);
  const at = input('at', typedTime(nowMs()), { id: 'clock-at', type: 'datetime-local', min: typedTime(nowMs()), max: typedTime(Date.now() + YEARS_MAX * 365 * DAY_MS) });
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
