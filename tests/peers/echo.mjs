// The bot of play.mjs with grammY, as its documentation teaches it. It knows of Telegram only what
// the library knows; API says where Telegram is. Its twin is echo.py.

import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { autoRetry } from "@grammyjs/auto-retry";
import { Bot, GrammyError, InlineKeyboard, InputFile, InputMediaBuilder, Keyboard, webhookCallback } from "grammy";

const { API, TOKEN, HOOK, SECRET } = process.env;
const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

// Answers to presses go back in the answer to the webhook; by long polling this changes nothing.
const bot = new Bot(TOKEN, { client: { apiRoot: API, canUseWebhookReply: (method) => method === "answerCallbackQuery" } });
bot.api.config.use(autoRetry());

const echoes = new Map(); // the id of a person's message -> the id of its echo
const albums = new Map(); // media_group_id -> how many pictures have come
const away = new Map(); // person -> why they could not be written to
let greeting, likes = 0;

/** Which error it was, in the library's words. */
async function refusal(call) {
  try {
    await call();
    return "nothing was refused";
  } catch (error) {
    if (!(error instanceof GrammyError)) throw error;
    const moved = error.parameters.migrate_to_chat_id;
    return `GrammyError ${error.error_code} ${error.description}${moved ? ` -> ${moved}` : ""}`;
  }
}

async function download(fileId) {
  const file = await bot.api.getFile(fileId);
  const answer = await fetch(`${API}/file/bot${TOKEN}/${file.file_path}`);
  const bytes = Buffer.from(await answer.arrayBuffer());
  return `${bytes.length} bytes, sha256 ${createHash("sha256").update(bytes).digest("hex")}`;
}

const likeKeys = () => new InlineKeyboard().text(`Like ${likes}`, "like").text("Tell me", "tell");

bot.command("start", async (ctx) => {
  const text = `Hello, <b>${ctx.from.first_name}</b>! You came for ${ctx.match || "nothing"}.`;
  greeting = await ctx.reply(text, { parse_mode: "HTML", reply_markup: likeKeys() });
});
bot.callbackQuery("like", async (ctx) => {
  likes += 1;
  await ctx.editMessageText(`Liked ${likes} times.`, { reply_markup: likeKeys() });
  await ctx.answerCallbackQuery({ text: "Thank you" });
});
bot.callbackQuery("tell", async (ctx) => {
  await ctx.editMessageText("Told.");
  await ctx.answerCallbackQuery({ text: "This is all there is to tell", show_alert: true });
});
bot.command("same", (ctx) => refusal(() => ctx.api.editMessageText(ctx.chat.id, greeting.message_id, "Told.")).then((what) => ctx.reply(what)));
bot.command("broken", (ctx) => refusal(() => ctx.reply("<b>x</i>", { parse_mode: "HTML" })).then((what) => ctx.reply(what)));
bot.command("impostor", async (ctx) => {
  const impostor = new Bot(`${TOKEN}-no`, { client: { apiRoot: API } });
  await ctx.reply(await refusal(() => impostor.api.getMe()));
});
bot.command("who", (ctx) =>
  ctx.reply("Who and where are you?", {
    reply_markup: new Keyboard().requestContact("My number").requestLocation("My place").resized().oneTime(),
  }));
bot.command("five", async (ctx) => {
  for (let n = 1; n <= 5; n++) await ctx.reply(`${n} of five`);
});
bot.command("file", (ctx) =>
  ctx.replyWithDocument(new InputFile(Buffer.from("안녕, world\n"), "hello.txt"), { caption: "A <i>file</i>", parse_mode: "HTML" }));
bot.command("album", (ctx) =>
  ctx.replyWithMediaGroup([1, 2].map((n) => InputMediaBuilder.photo(new InputFile(PIXEL, `${n}.png`), { caption: `Picture ${n}` }))));
bot.command("poll", (ctx) => ctx.replyWithPoll("Which tree?", ["Ginkgo", "Pine"], { is_anonymous: false }));
bot.command("where", (ctx) => ctx.reply(`In ${ctx.chat.title ?? "private"}, a ${ctx.chat.type}`));
bot.command("leave", (ctx) => ctx.leaveChat());
bot.command("hold", async (ctx) => {
  const { message_id } = await ctx.reply("Going");
  await ctx.api.pinChatMessage(ctx.chat.id, message_id);
  await ctx.api.deleteMessage(ctx.chat.id, message_id);
  await ctx.reply("Gone");
});

bot.on("message:contact", (ctx) => {
  const own = ctx.msg.contact.user_id === ctx.from.id;
  return ctx.reply(`${ctx.msg.contact.phone_number} is ${own ? "yours" : "somebody's"}`, { reply_markup: { remove_keyboard: true } });
});
bot.on("message:location", async (ctx) => {
  const { latitude, longitude } = ctx.msg.location;
  await ctx.replyWithLocation(latitude, longitude);
  await ctx.replyWithVenue(latitude, longitude, "Here", "Where you are");
});
bot.on("message:photo", async (ctx) => {
  const album = ctx.msg.media_group_id;
  if (album) {
    albums.set(album, (albums.get(album) ?? 0) + 1);
    if (albums.get(album) === 3) await ctx.reply("An album of 3");
    return;
  }
  const largest = ctx.msg.photo.at(-1);
  await ctx.replyWithChatAction("upload_photo");
  await ctx.replyWithPhoto(largest.file_id, { caption: `${ctx.msg.caption}: ${await download(largest.file_id)}` });
});
bot.on("message:document", async (ctx) => {
  const { file_id, file_name, mime_type } = ctx.msg.document;
  await ctx.reply(`${file_name}, ${mime_type}, ${await download(file_id)}`);
});
bot.on("message:text", async (ctx) => {
  const echo = await ctx.reply(ctx.msg.text, {
    entities: ctx.msg.entities,
    reply_parameters: { message_id: ctx.msg.message_id },
  });
  echoes.set(ctx.msg.message_id, echo.message_id);
});
bot.on("edited_message:text", (ctx) => ctx.api.editMessageText(ctx.chat.id, echoes.get(ctx.msg.message_id), ctx.msg.text));
bot.on("poll_answer", (ctx) => ctx.api.sendMessage(ctx.pollAnswer.user.id, `You chose ${ctx.pollAnswer.option_ids.join()}`));
bot.on("inline_query", (ctx) =>
  ctx.answerInlineQuery([
    { type: "article", id: "1", title: ctx.inlineQuery.query, input_message_content: { message_text: `About ${ctx.inlineQuery.query}` } },
  ]));
bot.on("my_chat_member", async (ctx) => {
  const { chat, old_chat_member, new_chat_member } = ctx.myChatMember;
  if (chat.type !== "private") return;
  const change = `${old_chat_member.status} -> ${new_chat_member.status}`;
  if (new_chat_member.status === "kicked") away.set(chat.id, await refusal(() => ctx.api.sendMessage(chat.id, "Where are you?")));
  else await ctx.reply(`${change}; while you were away: ${away.get(chat.id)}`);
});
bot.catch(({ error }) => {
  console.error(error);
  process.exit(1);
});

await bot.api.setMyCommands([{ command: "who", description: "Say who you are" }, { command: "file", description: "Get a file" }]);
if (HOOK) {
  const serve = webhookCallback(bot, "http", { secretToken: SECRET });
  const server = createServer((request, response) => serve(request, response).catch((error) => {
    console.error(error);
    process.exit(1);
  }));
  server.listen(Number(new URL(HOOK).port), "127.0.0.1", () => bot.api.setWebhook(HOOK, { secret_token: SECRET }));
  process.once("SIGTERM", () => process.exit(0));
} else {
  process.once("SIGTERM", () => bot.stop());
  await bot.start({ allowed_updates: [] });
}
