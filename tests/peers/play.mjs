// One story, played by people with two bots that were written for Telegram and know nothing of
// Madang: echo.mjs (grammY) and echo.py (aiogram), each by long polling and with a webhook. What
// holds for them holds for the next bot.
//
//   npm install --prefix tests/peers && pip install -r tests/peers/requirements.txt
//   cargo build && node tests/peers/play.mjs

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, test } from "node:test";
import { Town } from "./town.mjs";

const { PYTHON = "python3" } = process.env;
const BOTS = { grammY: [process.execPath, "echo.mjs"], aiogram: [PYTHON, "echo.py"] };
const [MINA, SARAH] = [5_000_000_001, 5_000_000_002];

const fingerprint = (bytes) => `${bytes.length} bytes, sha256 ${createHash("sha256").update(bytes).digest("hex")}`;

async function words(mina) {
  await mina.does("start", { payload: "poll-3" });
  const greeting = await mina.reads("Hello, Mina! You came for poll-3.");
  assert.deepEqual(greeting.entities, [{ type: "bold", offset: 7, length: 4 }]);
  const { commands } = await mina.town.transcript(MINA);
  assert.deepEqual(commands.map(({ command }) => command), ["who", "file"]);

  const text = "🌳 #숲 @emulated_bot https://example.org";
  const { message_id } = await mina.says(text);
  const echo = await mina.reads(text);
  assert.deepEqual(echo.entities.map(({ type }) => type), ["hashtag", "mention", "url"]);
  assert.equal(echo.reply_to_message.message_id, message_id);
  await mina.does("edit_text", { message_id, text: "second thoughts" });
  await mina.sees(echo.message_id, "second thoughts");
  return greeting;
}

async function buttons(mina, greeting) {
  const id = greeting.message_id;
  for (const n of [1, 2]) {
    const toast = await mina.presses(id, `Like ${n - 1}`);
    assert.equal(toast.text, "Thank you");
    await mina.sees(id, `Liked ${n} times.`);
  }
  const alert = await mina.presses(id, "Tell me");
  assert.equal(String(alert.show_alert), "true");
  assert.equal((await mina.sees(id, "Told.")).reply_markup, undefined);

  await mina.says("/who");
  await mina.reads("Who and where are you?");
  const shown = (await mina.town.transcript(MINA)).keyboard;
  assert.equal(shown.keyboard[0][0].request_contact, true);
  await mina.does("share_contact", { phone: "+821000000000" });
  await mina.reads("821000000000 is yours");
  assert.equal((await mina.town.transcript(MINA)).keyboard, null);
  await mina.does("share_location", { latitude: 37.42, longitude: 127.12 });
  assert.equal((await mina.reads("")).location.latitude, 37.42);
  assert.equal((await mina.reads("")).venue.title, "Here");
}

async function files(mina) {
  await mina.does("send_photo", { caption: "The corner" });
  const { messages } = await mina.town.transcript(MINA);
  const { photo } = messages.at(-1);
  const back = await mina.reads(`The corner: ${fingerprint(await mina.town.file(photo.at(-1).file_id))}`);
  assert.equal(back.photo.at(-1).file_unique_id, photo.at(-1).file_unique_id);
  await mina.does("send_photo", { count: 3 });
  await mina.reads("An album of 3");

  await mina.says("/file");
  const file = await mina.reads("A file");
  assert.equal(file.document.file_name, "hello.txt");
  assert.equal(String(await mina.town.file(file.document.file_id)), "안녕, world\n");
  const bytes = Buffer.from("a,b\n".repeat(50_000));
  const form = new FormData();
  form.set("user", String(MINA));
  form.set("file", new Blob([bytes], { type: "text/csv" }), "table.csv");
  await mina.town.post("/emu/upload", form);
  await mina.reads(`table.csv, text/csv, ${fingerprint(bytes)}`);
}

async function refusals(mina) {
  await mina.says("/same");
  await mina.reads(/^(GrammyError 400|TelegramBadRequest) Bad Request: message is not modified/);
  await mina.says("/broken");
  await mina.reads(/^(GrammyError 400|TelegramBadRequest) Bad Request: can't parse entities: Unmatched end tag at byte offset 4/);
  await mina.says("/impostor");
  await mina.reads(/^(GrammyError 401|TelegramUnauthorizedError) Unauthorized/);
  await mina.does("block");
  await mina.town.until("the try", async () => (await mina.town.calls("sendMessage")).some(({ status }) => status === 403));
  await mina.does("unblock");
  await mina.reads(
    /^kicked -> member; while you were away: (GrammyError 403|TelegramForbiddenError) Forbidden: bot was blocked by the user$/,
  );
}

/** What Telegram's own trouble and a lost answer look like: the bot gets over it by its own means. */
async function troubles(mina) {
  const { town } = mina;
  const fault = (order) => town.post("/emu/faults", order);
  await fault({ fault: "bad_gateway", method: "sendMessage" });
  await mina.says("after a page of HTML");
  await mina.reads("after a page of HTML");
  await fault({ fault: "too_many", retry_after: 1, method: "sendMessage", times: 2 });
  await mina.says("after two waits");
  await mina.reads("after two waits");
  if (!town.hook) await fault({ fault: "bad_gateway", method: "getUpdates" });
  await mina.says("after a poll that failed");
  await mina.reads("after a poll that failed");
  await town.until("every fault", async () => (await town.get("/emu/faults")).faults.every(({ hits }) => hits > 0));
}

async function floods(mina) {
  await mina.town.post("/emu/limits", { mode: "realistic" });
  await mina.says("/five");
  for (const n of [1, 2, 3, 4, 5]) await mina.reads(`${n} of five`);
  await mina.town.post("/emu/limits", { mode: "off" });
  assert.ok((await mina.town.calls("sendMessage")).some(({ status }) => status === 429), "it was told to wait");
}

/** Polls, pins, albums, and a question inline. */
async function more(mina) {
  await mina.says("/album");
  const [one, two] = [await mina.reads("Picture 1"), await mina.reads("Picture 2")];
  assert.equal(one.media_group_id, two.media_group_id);
  await mina.says("/poll");
  const { message_id } = await mina.reads("");
  await mina.does("vote", { message_id, options: [1] });
  await mina.reads("You chose 1");
  await mina.says("/hold");
  await mina.town.until("the deletion", async () => (await mina.town.calls("deleteMessage")).some(({ status }) => status === 200));
  await mina.reads("Gone");
  await mina.does("botfather", { inline: true });
  await mina.does("inline_query", { query: "trees" });
  const answered = async () => (await mina.town.calls("answerInlineQuery")).some(({ status }) => status === 200);
  await mina.town.until("the answer inline", answered);
  await mina.does("choose_inline", { result_id: "1" });
  // The card is a message of Mina's, so the bot hears of it and echoes it.
  const echo = await mina.town.until("the echo of the card", async () => {
    const { messages } = await mina.town.transcript(MINA);
    return messages.find(({ text, out, via_bot }) => text === "About trees" && out && !via_bot);
  });
  mina.read = echo.message_id;
}

async function groups(town) {
  const sarah = town.person(SARAH);
  await sarah.does("add_to_group", { title: "Neighbours" });
  const { users } = await town.get("/emu/state");
  const group = users.find(({ first_name }) => first_name === "Neighbours").id;
  const there = sarah.in(group);
  await there.says("nothing that a bot should hear");
  await there.says("/where@emulated_bot");
  await there.reads("In Neighbours, a group");
  await there.says("/leave@emulated_bot");
  await town.until("the leaving", async () => (await town.calls("leaveChat")).some(({ status }) => status === 200));
}

async function story(command, byWebhook) {
  const town = await Town.open(command, byWebhook);
  const mina = town.person(MINA);
  try {
    const greeting = await words(mina);
    await buttons(mina, greeting);
    await files(mina);
    await refusals(mina);
    await more(mina);
    await floods(mina);
    await troubles(mina);
    await groups(town);
    await town.judge();
  } finally {
    await town.close();
  }
}

describe("bots that nobody here wrote", { concurrency: true }, () => {
  for (const [name, command] of Object.entries(BOTS)) {
    test(`${name} by long polling`, () => story(command, false));
    test(`${name} with a webhook`, () => story(command, true));
  }
});
