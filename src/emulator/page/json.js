// JSON to read: names and texts in colours of their own.

import { el } from './dom.js';

const TOKENS = /("(?:[^"\\]|\\.)*")(\s*:)?/g;

export function jsonOf(value) {
  const text = JSON.stringify(value, null, 2) ?? '';
  const nodes = [];
  let at = 0;
  for (const match of text.matchAll(TOKENS)) {
    nodes.push(text.slice(at, match.index), el('span', { class: match[2] ? 'j-key' : 'j-text' }, match[1]), match[2] ?? '');
    at = match.index + match[0].length;
  }
  return el('pre', {}, nodes, text.slice(at));
}
