// What a story of play.mjs stands on: an emulator of its own, a bot that runs in a process of its
// own, and people who act through the control API. Nothing sleeps: whoever waits looks again when
// the emulator says that something happened.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = dirname(fileURLToPath(import.meta.url));
const TOKEN = "1000000002:a-token-for-peers";
/** Far longer than anything here takes. */
const SOON_MS = 90_000;

/** An address that nobody listens on. */
async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

export class Town {
  #emulator;
  #bot;
  #events = new AbortController();
  #wake = () => {};

  /** An emulator, and the bot that this command starts, by long polling or with a webhook. */
  static async open(command, byWebhook) {
    const town = new Town();
    const { MADANG = "target/debug/madang" } = process.env;
    town.#emulator = spawn(MADANG, ["emulator", "--port", "0", "--token", TOKEN], { stdio: ["ignore", "pipe", "inherit"] });
    const [said] = await once(town.#emulator.stdout, "data");
    town.api = String(said).match(/http:\S+/)[0];
    town.#listen();
    const env = { ...process.env, API: town.api, TOKEN };
    if (byWebhook) Object.assign(env, { HOOK: `http://127.0.0.1:${await freePort()}/hook`, SECRET: "a-secret_of-peers" });
    town.hook = env.HOOK;
    town.#bot = spawn(command[0], command.slice(1), { cwd: HERE, env, stdio: ["ignore", "inherit", "inherit"] });
    town.#bot.once("exit", () => town.#wake());
    return town;
  }

  async #listen() {
    try {
      const events = await fetch(`${this.api}/emu/events`, { signal: this.#events.signal });
      for await (const _ of events.body) this.#wake();
    } catch (error) {
      if (!this.#events.signal.aborted) throw error;
    }
  }

  async get(path) {
    const answer = await fetch(this.api + path);
    assert.equal(answer.status, 200, path);
    return answer.json();
  }

  async post(path, body) {
    const form = body instanceof FormData;
    const options = form ? { body } : { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
    const answer = await (await fetch(this.api + path, { method: "POST", ...options })).json();
    assert.notEqual(answer.ok, false, `${path} ${JSON.stringify(body)}: ${answer.error}`);
    return answer;
  }

  /** What a file holds, as a person would save it. */
  async file(id) {
    return Buffer.from(await (await fetch(`${this.api}/emu/file/${id}`)).arrayBuffer());
  }

  /** Waits until `look` finds something. */
  async until(what, look) {
    const end = Date.now() + SOON_MS;
    for (;;) {
      const woken = new Promise((resolve) => (this.#wake = resolve));
      const found = await look();
      if (found) return found;
      assert.equal(this.#bot.exitCode, null, `the bot ended while waiting for ${what}`);
      if (Date.now() > end) assert.fail(`nothing came of ${what}; the last calls: ${await this.#lastCalls()}`);
      await Promise.race([woken, new Promise((resolve) => setTimeout(resolve, 1_000).unref())]);
    }
  }

  async #lastCalls() {
    const { calls } = await this.get("/emu/calls");
    return calls.slice(-6).map((call) => `\n${JSON.stringify(call)}`).join("");
  }

  async transcript(chat) {
    return this.get(`/emu/transcript?chat=${chat}`);
  }

  async calls(method) {
    const { calls } = await this.get("/emu/calls");
    return calls.filter((call) => call.method === method);
  }

  /** A bot is asked directly, as by its own token. */
  async ask(method) {
    return (await this.get(`/bot${TOKEN}/${method}`)).result;
  }

  person(id) {
    return new Person(this, id);
  }

  /** The bot ends well; everything was taken, answered and permitted. */
  async judge() {
    const taken = async () => (await this.ask("getWebhookInfo")).pending_update_count === 0;
    if (this.hook) await this.until("the last updates", taken);
    assert.equal((await this.ask("getWebhookInfo")).url, this.hook ?? "");
    this.#bot.kill("SIGTERM");
    await ended(this.#bot);
    assert.equal(this.#bot.exitCode, 0, "the bot ends well");
    assert.ok(await taken(), "a bot confirms what it took before it ends");
    const { failures } = await this.get("/emu/failures");
    assert.deepEqual(failures, []);
    for (const { chat_id } of (await this.get("/emu/state")).users) {
      const { messages } = await this.transcript(chat_id);
      assert.deepEqual(messages.flatMap((message) => message.pending), [], "a press was never answered");
    }
  }

  /** Leaves nothing behind. */
  async close() {
    this.#bot.kill("SIGKILL");
    this.#events.abort();
    this.#emulator.kill("SIGTERM");
    await Promise.all([ended(this.#bot), ended(this.#emulator)]);
  }
}

async function ended(process) {
  if (process.exitCode === null && process.signalCode === null) await once(process, "exit");
}

/** Somebody with a telephone. What they have read they do not wait for again. */
class Person {
  constructor(town, id, chat = id, read = 0) {
    Object.assign(this, { town, id, chat, read });
  }

  /** The same person in a group. */
  in(chat) {
    return new Person(this.town, this.id, chat);
  }

  does(kind, more = {}) {
    return this.town.post("/emu/act", { user: this.id, chat: this.chat, kind, ...more });
  }

  says(text) {
    return this.does("send_text", { text });
  }

  /** Waits for the bot's next message, which has these words (in text or caption). */
  async reads(words) {
    const message = await this.town.until(`"${words}"`, async () => {
      const { messages } = await this.town.transcript(this.chat);
      return messages.find((message) => message.out && message.message_id > this.read);
    });
    this.read = message.message_id;
    const text = message.text ?? message.caption ?? "";
    if (words instanceof RegExp) assert.match(text, words);
    else assert.equal(text, words);
    return message;
  }

  /** Waits until a message that is there reads so. */
  sees(id, text) {
    return this.town.until(`${id} as "${text}"`, async () => {
      const { messages } = await this.town.transcript(this.chat);
      return messages.find((message) => message.message_id === id && message.text === text);
    });
  }

  /** Presses a button, and waits for what the app shows then: a toast, or an alert. */
  async presses(message_id, button) {
    const before = (await this.town.calls("answerCallbackQuery")).length;
    await this.does("press", { message_id, button });
    const answers = () => this.town.calls("answerCallbackQuery");
    const answer = await this.town.until(`the answer to ${button}`, async () => (await answers())[before]);
    assert.equal(answer.status, 200);
    return answer.params;
  }
}
