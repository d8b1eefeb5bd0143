// A press that nobody answers: Telegram forgets it after 150 seconds, by the emulator's clock, and so does the page.

import { chats, listen, nowMs, tell } from './state.js';

const AGE_MAX_MS = 150_000;
const LOOK_MS = 1_000;
const seen = new WeakMap(); // when a message was first seen to wait for an answer

function letGo() {
  const now = nowMs();
  for (const chat of chats.values()) {
    const waiting = chat.waiting.filter(wait => now - wait.at < AGE_MAX_MS);
    let changed = waiting.length < chat.waiting.length;
    chat.waiting = waiting;
    for (const [id, message] of chat.messages) {
      if (!message.pending?.length) continue;
      if (!seen.has(message)) seen.set(message, now);
      if (now - seen.get(message) < AGE_MAX_MS) continue;
      chat.messages.set(id, { ...message, pending: [] });
      changed = true;
    }
    if (changed) tell('messages', chat.id);
  }
}

setInterval(letGo, LOOK_MS);
listen('clock', letGo);
