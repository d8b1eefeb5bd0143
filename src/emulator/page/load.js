// Reading from the server what is there already.

import { get } from './net.js';
import { chatOf, chats, setClock, tell, users, world } from './state.js';

export async function loadState() {
  const state = await get('/emu/state');
  world.bot = state.bot;
  world.bots = state.bots;
  world.scene = state.scene;
  setClock(state.now, state.clock_movable);
  for (const user of state.users) learn(user);
  tell('people');
}

/** Takes in what the server says of a person or group. */
export function learn(user) {
  const known = users.get(user.id);
  if (known) Object.assign(known, user);
  else users.set(user.id, user);
  return users.get(user.id);
}

export async function loadChat(id) {
  const chat = chatOf(id);
  const { messages, keyboard, commands } = await get(`/emu/transcript?chat=${id}&bot=${world.bot.id}`);
  // What events brought while this was on its way is newer than the transcript.
  const newer = [...chat.messages].filter(([, message]) => message.arrived);
  const read = messages.map(message => [message.message_id, message]);
  chat.messages = new Map([...read, ...(chat.loaded ? [] : newer)]);
  Object.assign(chat, { keyboard, commands, loaded: true });
  tell('chat', id);
}

export async function loadCommands(chat) {
  const { commands } = await get(`/emu/transcript?chat=${chat.id}&bot=${world.bot.id}`);
  chat.commands = commands;
}

/** Forgets everything, and reads it again. */
export async function loadAnew() {
  users.clear();
  chats.clear();
  world.chosen = null;
  await loadState();
}
