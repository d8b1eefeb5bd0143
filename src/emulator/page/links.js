// Addresses that somebody wrote: which may be opened, and which lead to our own bot.

import { world } from './state.js';

const SCHEMES = ['http:', 'https:', 'mailto:', 'tel:'];

export function safeUrl(address) {
  try {
    const url = new URL(address);
    return SCHEMES.includes(url.protocol) ? url : null;
  } catch { return null; }
}

/** The address as URL if it leads to our own bot, else null. */
export function ownLink(address) {
  const url = safeUrl(address);
  if (url?.hostname !== 't.me') return null;
  return url.pathname.slice(1).toLowerCase() === world.bot.username?.toLowerCase() ? url : null;
}
