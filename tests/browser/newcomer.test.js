// Somebody who has a bot of their own and has never seen this page: what they are told, and that it works.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Bot } from './bot.js';
import { Town } from './town.js';

const PHONE = { width: 390, height: 844 };

async function withTown(run, look = {}) {
  const town = await Town.open({ bare: true, ...look });
  try {
    await run(town);
  } finally {
    await town.close();
  }
}

test('the address, a token and the steps are there, on a telephone too', () => withTown(async town => {
  for (const viewport of [PHONE, { width: 1440, height: 900 }]) {
    await town.page.setViewportSize(viewport);
    await town.goes();
    for (const text of [town.address, '1000000002:emulator-token', 'Choose a person and press Start.']) {
      await town.page.getByText(text).filter({ visible: true }).first().waitFor();
    }
  }
}, { locale: 'en-US' }));

test('an own bot with any token hears Start, also if it comes later', () => withTown(async town => {
  await town.goes('/?as=sarah');
  const sarah = town.pane('Sarah');
  await sarah.node.locator('[data-key=start]').click();
  await sarah.toast().filter({ hasText: 'No bot is listening yet' }).waitFor();
  const own = new Bot(town, '7123456789:my-own');
  assert.equal((await own.gets('message')).text, '/start');
  await own.calls('sendMessage', { chat_id: 5_000_000_002, text: 'Welcome!' });
  await sarah.hears('Welcome!');
  const other = new Bot(town, '42:another');
  await other.calls('getMe');
  await town.goes('/?as=sarah');
  await town.page.getByLabel('Talk with').selectOption('42');
  await sarah.node.locator('[data-key=start]').click();
  assert.equal((await other.gets('message')).text, '/start');
}, { locale: 'en-US' }));

test('after a reset an open page begins anew', () => withTown(async town => {
  await town.goes('/?as=sarah');
  const sarah = town.pane('Sarah');
  await sarah.node.locator('[data-key=start]').click();
  await sarah.messages.getByText('/start').waitFor();
  await fetch(`${town.address}/emu/reset`, { method: 'POST' });
  await sarah.messages.getByText('/start').waitFor({ state: 'detached' });
  await sarah.node.locator('[data-key=start]').waitFor();
}, { locale: 'en-US' }));

test('what cannot be done is said in Korean, and whom there is not also on a telephone', () => withTown(async town => {
  await town.goes('/?as=홍길동&with=새봄');
  const toasts = town.page.locator('.toasts.over .toast');
  await toasts.filter({ hasText: '‘홍길동’이라는 사람이 없어요' }).waitFor();
  await toasts.filter({ hasText: '‘새봄’이라는 사람이 없어요' }).waitFor();
  await town.page.setViewportSize({ width: 1440, height: 900 });
  await town.goes('/?as=mina');
  // The rule of the server, not of the browser: the form would not let it be sent.
  await town.page.evaluate(async () => (await import('/emu/page/net.js')).post('/emu/users', { first_name: '새봄', username: '1' }));
  await town.page.locator('.toast').filter({ hasText: '사용자 이름은 영문자로 시작하고' }).waitFor();
  town.complaints = town.complaints.filter(complaint => !/status of 400/.test(complaint));
}, { viewport: PHONE }));

test('who reads English meets people who speak it, and names that can be read', async () => {
  const town = await Town.open({ locale: 'en-US' });
  try {
    await town.goes();
    await town.page.getByText('김민아 (Mina Kim)').first().waitFor();
    await town.page.getByRole('button', { name: 'Try as a citizen' }).click();
    await town.pane('Sarah').node.waitFor();
  } finally {
    await town.close();
  }
});
