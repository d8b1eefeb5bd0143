// Text with its entities as elements. Offsets count UTF-16 units, as JavaScript's strings do.

import { act, follow, setText } from './act.js';
import { el } from './dom.js';
import { ownLink, safeUrl } from './links.js';
import { t } from './words.js';

const BLOCKS = ['PRE', 'BLOCKQUOTE'];
const TAGS = { bold: 'strong', italic: 'em', underline: 'u', strikethrough: 's', code: 'code' };

export function withEntities(pane, text, list = []) {
  const sorted = [...list].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return within(0, text.length);

  function within(from, to) {
    const nodes = [];
    let at = from;
    while (sorted.length && sorted[0].offset < to) {
      const entity = sorted.shift();
      const begin = Math.max(entity.offset, at);
      const end = Math.min(entity.offset + entity.length, to);
      if (end <= begin) continue;
      plain(nodes, at, begin);
      nodes.push(marked(pane, entity, text.slice(begin, end), within(begin, end)));
      at = end;
    }
    plain(nodes, at, to);
    return nodes;
  }
  /** Text between entities. A block ends its line itself, so the line's end after it is left out. */
  function plain(nodes, from, to) {
    const between = text.slice(from, to);
    const said = BLOCKS.includes(nodes.at(-1)?.tagName) ? between.replace(/^\n/, '') : between;
    if (said) nodes.push(said);
  }
}

function marked(pane, entity, text, children) {
  if (TAGS[entity.type]) return el(TAGS[entity.type], {}, children);
  switch (entity.type) {
    case 'pre': return el('pre', { 'data-language': entity.language }, children);
    case 'blockquote': return el('blockquote', {}, children);
    case 'expandable_blockquote': return folded(children);
    case 'text_link': return link(pane, entity.url, children);
    case 'url': return link(pane, /^[a-z]+:/i.test(text) ? text : `https://${text}`, children);
    case 'email': return link(pane, `mailto:${text}`, children);
    case 'phone_number': return link(pane, `tel:${text.replace(/[^+\d]/g, '')}`, children);
    case 'bot_command': return textButton(children, () => act(pane, 'send_text', { text }));
    case 'hashtag': case 'cashtag': return textButton(children, () => setText(pane, text));
    case 'mention': return link(pane, `https://t.me/${text.slice(1)}`, children);
    case 'spoiler': return spoiler(children);
    default: return el('span', {}, children); // a kind of tomorrow, or one without a look of its own
  }
}

const textButton = (children, run) => el('button', { class: 'link', type: 'button', onclick: run }, children);

function link(pane, address, children) {
  const own = ownLink(address);
  if (own) return textButton(children, () => follow(pane, own));
  const url = safeUrl(address);
  return url ? el('a', { href: url.href, target: '_blank', rel: 'noopener noreferrer' }, children) : el('span', {}, children);
}

function spoiler(children) {
  const open = event => {
    if (event.type === 'keydown' && event.key !== 'Enter' && event.key !== ' ') return;
    const node = event.currentTarget;
    if (node.classList.contains('open')) return;
    event.preventDefault();
    node.classList.add('open');
    for (const name of ['role', 'tabindex', 'aria-label']) node.removeAttribute(name);
  };
  return el('span', { class: 'spoiler', tabindex: '0', role: 'button', 'aria-label': t('hidden'), onclick: open, onkeydown: open }, children);
}

function folded(children) {
  const text = el('div', { class: 'folded' }, children);
  const open = event => {
    text.classList.remove('folded');
    event.currentTarget.remove();
  };
  return el('blockquote', {}, text, el('button', { class: 'link small', type: 'button', onclick: open }, t('show_more')));
}
