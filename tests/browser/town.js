// A demonstration of its own for each test: the real binary on a free port with a new folder, and a
// Chromium that looks at its page. Nothing here waits for a length of time, only for what should appear.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const BINARY = process.env.MADANG_BINARY ?? fileURLToPath(new URL('../../target/debug/madang', import.meta.url));
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
/** Far longer than anything here takes, on a busy computer too. */
const SOON_MS = Number(process.env.MADANG_BROWSER_SOON_MS ?? 30_000);
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** How far the city's clock is ahead of UTC, in every season. */
const SEOUL_MS = 9 * HOUR_MS;
/** So many of the newest messages may hold the answer: what was asked may bring several. */
const NEWEST = 3;
const QUIET = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
];

export class Town {
  /** The demonstration, or with `bare` the emulator alone, and a browser without windows. */
  static async open({ locale = 'ko-KR', bare = false, ...look } = {}) {
    const town = new Town();
    town.folder = await mkdtemp(join(tmpdir(), 'madang-browser-'));
    const demo = ['--data', join(town.folder, 'data'), '--listen', '127.0.0.1:0'];
    town.server = spawn(BINARY, bare ? ['emulator', '--port', '0'] : demo, { stdio: ['ignore', 'pipe', 'inherit'] });
    // A test that breaks leaves no server behind.
    process.once('exit', () => town.server.kill('SIGKILL'));
    town.address = await printedAddress(town.server);
    town.profile = join(town.folder, 'profile');
    town.context = await chromium.launchPersistentContext(town.profile, {
      executablePath: CHROMIUM, args: QUIET, locale, viewport: { width: 1440, height: 900 }, ...look,
    });
    town.context.setDefaultTimeout(SOON_MS);
    town.page = town.context.pages()[0];
    town.complaints = [];
    town.page.on('console', message => message.type() === 'error' && town.complaints.push(message.text()));
    town.page.on('pageerror', error => town.complaints.push(String(error)));
    return town;
  }

  async goes(path = '/') {
    await this.page.goto(this.address + path);
    await this.page.waitForFunction(() => document.querySelector('#people')?.childElementCount);
  }

  /** The pane of the person of that name. */
  pane(name) {
    return new Pane(this, this.page.getByRole('region', { name, exact: true }));
  }

  async moveClock(button) {
    await this.page.locator('#clock').click();
    await this.page.getByRole('button', { name: button, exact: true }).click();
  }

  /** Types a time of the city, as `2026-12-24T18:00`. */
  async typeClock(time, label = '날짜와 시각', move = '옮기기') {
    await this.page.locator('#clock').click();
    await this.page.getByLabel(label).fill(time);
    await this.page.getByRole('button', { name: move, exact: true }).click();
    await this.page.waitForFunction(() => !document.querySelector('.menu'));
  }

  /** Moves the clock to nine in the morning, by the city's time, if it is night there or soon will be: what nobody
   * asked for waits for the day. */
  async wakes() {
    const { now } = await this.asks('/emu/clock');
    const day = Math.floor((now + SEOUL_MS) / DAY_MS) * DAY_MS - SEOUL_MS;
    const [dawn, dusk] = [day + 8.5 * HOUR_MS, day + 20 * HOUR_MS];
    if (dawn <= now && now < dusk) return;
    const to_ms = day + 9 * HOUR_MS + (now < dawn ? 0 : DAY_MS);
    const headers = { 'content-type': 'application/json' };
    const moved = await fetch(`${this.address}/emu/clock`, { method: 'POST', headers, body: JSON.stringify({ to_ms }) });
    assert.ok(moved.ok, await moved.text());
  }

  /** What the emulator's control API says. */
  async asks(path) {
    return (await fetch(this.address + path)).json();
  }

  /** Ends browser and server, and makes sure that the browser complained of nothing. */
  async close() {
    await this.context.close();
    const ended = new Promise(done => this.server.once('exit', done));
    this.server.kill('SIGINT');
    await ended;
    await rm(this.folder, { recursive: true, force: true });
    assert.deepEqual(this.complaints, [], 'the browser’s console');
  }
}

function printedAddress(server) {
  return new Promise((found, failed) => {
    let printed = '';
    server.stdout.setEncoding('utf8');
    server.stdout.on('data', text => {
      printed += text;
      const address = printed.match(/→\s+(http:\/\/\S+)/);
      if (address) found(address[1]);
    });
    server.once('exit', code => failed(new Error(`madang ended with ${code}: ${printed}`)));
  });
}

/** One person's chat, acted in as a person does: by the words on the buttons. */
export class Pane {
  constructor(town, node) {
    this.town = town;
    this.page = town.page;
    this.node = node;
    this.messages = node.locator('.messages');
  }

  async starts(then) {
    await this.node.locator('[data-key=start]').click();
    return this.hears(then);
  }

  /** Writes, and waits for an answer with the text `then`. */
  async says(text, then) {
    const before = await this.messages.innerText();
    await this.node.locator('textarea').fill(text);
    await this.node.locator('textarea').press('Enter');
    return this.hears(then, before);
  }

  /** Presses the newest button with these words, and waits for an answer with the text `then`. */
  async presses(label, then) {
    const before = await this.messages.innerText();
    await this.button(label).click();
    return this.hears(then, before);
  }

  /** The same with a button of the keyboard under the box. */
  async picks(label, then) {
    const before = await this.messages.innerText();
    await this.node.locator('.composer').getByRole('button', { name: label, exact: true }).click();
    return this.hears(then, before);
  }

  /** The newest button with these words under a message. */
  button(label) {
    return this.messages.getByRole('button', { name: label, exact: true }).last();
  }

  /** Waits until one of the newest messages has this text, the chat has changed and nothing spins; gives the message. */
  async hears(then, before = '') {
    const found = await this.page.waitForFunction(([node, text, before, newest]) => {
      if (node.innerText === before || node.querySelector('[aria-busy=true]')) return null;
      const turns = [...node.querySelectorAll('.turn')].slice(-newest);
      return turns.reverse().map(turn => turn.innerText).find(said => said.includes(text));
    }, [await this.messages.elementHandle(), then, before, NEWEST]).catch(async error => {
      const newest = (await this.messages.locator('.turn').allInnerTexts()).slice(-NEWEST);
      throw new Error(`nobody said “${then}”, but\n${newest.join('\n---\n')}`, { cause: error });
    });
    return found.jsonValue();
  }

  /** What the newest message says. */
  last() {
    return this.messages.locator('.turn').last().innerText();
  }

  toast() {
    return this.node.locator('.toast').last();
  }
}
