// The page with a bot whose every call the test makes: what a press, an answer, an edit look like.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Bot } from './bot.js';
import { Town } from './town.js';

const MINA = 5_000_000_001;
const KEYS = { inline_keyboard: [[{ text: 'Yes', callback_data: 'y' }, { text: 'No', callback_data: 'n' }]] };

/** Runs with the emulator alone, where Mina has pressed Start. */
async function withMina(run, look = {}) {
  const town = await Town.open({ bare: true, locale: 'en-US', ...look });
  try {
    const bot = new Bot(town);
    await town.goes('/?as=mina');
    const mina = town.pane('Mina');
    await mina.node.locator('[data-key=start]').click();
    await bot.gets('message');
    await run(town, mina, bot);
  } finally {
    await town.close();
  }
}

test('a button spins until the bot answers, and the answer is a toast or a dialog', () => withMina(async (town, mina, bot) => {
  await bot.calls('sendMessage', { chat_id: MINA, text: 'Well?', reply_markup: KEYS });
  await mina.button('Yes').click();
  const spinning = mina.node.locator('.key[aria-busy=true]');
  await spinning.waitFor();
  const press = await bot.gets('callback_query');
  assert.equal(press.data, 'y');
  await bot.calls('answerCallbackQuery', { callback_query_id: press.id, text: 'Thank you' });
  await mina.toast().filter({ hasText: 'Thank you' }).waitFor();
  await spinning.waitFor({ state: 'detached' });

  await mina.button('No').click();
  const other = await bot.gets('callback_query');
  await bot.calls('answerCallbackQuery', { callback_query_id: other.id, text: 'Are you sure?', show_alert: true });
  const dialog = town.page.getByRole('dialog').filter({ hasText: 'Are you sure?' });
  await dialog.waitFor();
  await town.page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await spinning.waitFor({ state: 'detached' });
}));

test('of two presses the one that is answered stops spinning', () => withMina(async (town, mina, bot) => {
  await bot.calls('sendMessage', { chat_id: MINA, text: 'Well?', reply_markup: KEYS });
  const busy = label => mina.node.locator('.key').filter({ hasText: label }).last().getAttribute('aria-busy');
  await mina.button('Yes').click();
  await bot.gets('callback_query');
  await mina.button('No').click();
  const second = await bot.gets('callback_query');
  await bot.calls('answerCallbackQuery', { callback_query_id: second.id, text: 'Noted' });
  await mina.toast().filter({ hasText: 'Noted' }).waitFor();
  assert.deepEqual([await busy('Yes'), await busy('No')], ['true', 'false']);
}));

for (const [width, bare] of [[320, true], [360, true], [320, false], [375, false]]) {
  test(`nothing in the top bar lies over anything else at ${width} pixels${bare ? ', without a city' : ''}`, async () => {
    const town = await Town.open({ bare, locale: width === 360 ? 'ko-KR' : 'en-US', viewport: { width, height: 700 } });
    try {
      await town.goes('/');
      const boxes = await town.page.locator('.top > *').evaluateAll(nodes => nodes
        .map(node => node.getBoundingClientRect()).filter(box => box.width > 1).map(({ left, right }) => ({ left, right })));
      assert.ok(boxes.length > 2);
      boxes.sort((one, other) => one.left - other.left);
      boxes.slice(1).forEach((box, at) => assert.ok(boxes[at].right <= box.left + 0.5, JSON.stringify(boxes)));
      assert.ok(boxes.at(-1).right <= width);
    } finally {
      await town.close();
    }
  });
}

test('a message is edited in its place, and deleted', () => withMina(async (town, mina, bot) => {
  const { message_id } = await bot.calls('sendMessage', { chat_id: MINA, text: 'One' });
  await bot.calls('sendMessage', { chat_id: MINA, text: 'Two' });
  await mina.hears('Two');
  await bot.calls('editMessageText', { chat_id: MINA, message_id, text: 'One and a half' });
  await mina.hears('One and a half');
  const texts = await mina.messages.locator('.turn:not(.mine) .text').allInnerTexts();
  assert.deepEqual(texts, ['One and a half', 'Two']);
  assert.match(await mina.hears('One and a half'), /edited/);
  await bot.calls('deleteMessage', { chat_id: MINA, message_id });
  await mina.messages.getByText('One and a half').waitFor({ state: 'detached' });
}));

test('entities are what they say, and what somebody wrote is never markup', () => withMina(async (town, mina, bot) => {
  const text = '<b>bold</b> <i>slanted</i> <code>1 &lt; 2</code> <tg-spoiler>hidden</tg-spoiler> '
    + '<a href="https://example.org/">there</a>\n<blockquote>quoted</blockquote>\n&lt;img src=x onerror=alert(1)&gt;';
  await bot.calls('sendMessage', { chat_id: MINA, parse_mode: 'HTML', text });
  await mina.hears('onerror');
  const bubble = mina.messages.locator('.text').last();
  const found = await bubble.evaluate(node => [...node.children].map(child => `${child.tagName} ${child.textContent}`));
  assert.deepEqual(found, ['STRONG bold', 'EM slanted', 'CODE 1 < 2', 'SPAN hidden', 'A there', 'BLOCKQUOTE quoted']);
  assert.equal(await bubble.locator('a').getAttribute('rel'), 'noopener noreferrer');
  const spoiler = mina.messages.getByRole('button', { name: 'Press to see' });
  await spoiler.press('Enter');
  await spoiler.waitFor({ state: 'detached' });
}));

test('a contact and a place are sent by the buttons that ask for them', () => withMina(async (town, mina, bot) => {
  const keyboard = [[{ text: 'My number', request_contact: true }, { text: 'Where I am', request_location: true }]];
  await bot.calls('sendMessage', { chat_id: MINA, text: 'Who and where?', reply_markup: { keyboard, one_time_keyboard: false } });
  await mina.node.locator('.composer').getByRole('button', { name: 'My number' }).click();
  await town.page.getByRole('dialog').getByRole('button', { name: 'Send' }).click();
  const { contact } = await bot.gets('message');
  assert.equal(contact.user_id, MINA);
  await mina.hears(contact.phone_number);
  await mina.node.locator('.composer').getByRole('button', { name: 'Where I am' }).click();
  await town.page.getByLabel('Latitude').fill('37.3849');
  await town.page.getByLabel('Longitude').fill('127.1232');
  await town.page.getByRole('dialog').getByRole('button', { name: 'Send' }).click();
  assert.equal((await bot.gets('message')).location.latitude, 37.3849);
  await mina.hears('37.3849, 127.1232');
}));

test('an album is one message, and opens large with the arrow keys', () => withMina(async (town, mina, bot) => {
  await mina.node.getByRole('button', { name: 'Attach' }).click();
  await town.page.getByRole('menuitem', { name: 'Three sample photos (album)' }).click();
  const album = mina.messages.locator('.turn').last();
  await album.locator('img').nth(2).waitFor();
  assert.equal(await album.locator('img').count(), 3);
  await album.getByRole('button', { name: 'Photo' }).first().click();
  const viewer = town.page.getByRole('dialog', { name: 'Photo' });
  await viewer.getByText('1 of 3').waitFor();
  await town.page.keyboard.press('ArrowRight');
  await viewer.getByText('2 of 3').waitFor();
  await town.page.keyboard.press('Escape');
  await viewer.waitFor({ state: 'detached' });
}));

test('a person blocks the bot and takes it back', () => withMina(async (town, mina, bot) => {
  const flip = async () => {
    await mina.node.getByRole('button', { name: 'What this person can do' }).click();
    await town.page.getByRole('menuitemcheckbox', { name: 'Block the bot' }).click();
  };
  await flip();
  await mina.node.getByText('The bot is blocked.').waitFor();
  assert.equal((await bot.gets('my_chat_member')).new_chat_member.status, 'kicked');
  await assert.rejects(bot.calls('sendMessage', { chat_id: MINA, text: 'Hello?' }), /bot was blocked by the user/);
  await mina.node.getByRole('button', { name: 'Unblock' }).click();
  await mina.node.locator('textarea').waitFor();
  assert.equal((await bot.gets('my_chat_member')).new_chat_member.status, 'member');
}));

test('the raw JSON of a message and the bot’s calls can be looked at', () => withMina(async (town, mina, bot) => {
  await bot.calls('sendMessage', { chat_id: MINA, text: 'Look at me' });
  await mina.hears('Look at me');
  await mina.messages.getByRole('button', { name: 'Do something with this message' }).last().click();
  await town.page.getByRole('menuitem', { name: 'Show the raw JSON' }).click();
  const panel = town.page.getByRole('tabpanel');
  await panel.getByText('"Look at me"').waitFor();
  await town.page.getByRole('tab', { name: 'Message' }).press('ArrowRight');
  await town.page.keyboard.press('Enter');
  await panel.locator('.call').filter({ hasText: 'sendMessage' }).first().locator('summary').click();
  await panel.getByText('"chat_id"').first().waitFor();
  await town.page.keyboard.press('Escape');
  await panel.waitFor({ state: 'hidden' });
}));

test('a new person can be added and played', () => withMina(async (town, mina, bot) => {
  await town.page.getByRole('button', { name: 'Add a person' }).click();
  await town.page.getByLabel('Name', { exact: true }).fill('Junho');
  await town.page.getByRole('combobox', { name: 'Language' }).selectOption('ko');
  await town.page.getByRole('button', { name: 'Create' }).click();
  const junho = town.pane('Junho');
  await junho.node.locator('[data-key=start]').click();
  const { from } = await bot.gets('message');
  assert.deepEqual([from.first_name, from.language_code], ['Junho', 'ko']);
}));

test('nothing moves for who wants no motion', () => withMina(async (town, mina, bot) => {
  await bot.calls('sendMessage', { chat_id: MINA, text: 'Well?', reply_markup: KEYS });
  await mina.button('Yes').click();
  const spin = mina.node.locator('.key .spin');
  await spin.waitFor();
  assert.equal(await spin.evaluate(node => getComputedStyle(node).animationName), 'none');
}, { reducedMotion: 'reduce' }));

test('what is shown as raw JSON is what the Bot API gives', () => withMina(async (town, mina, bot) => {
  const sent = await bot.calls('sendMessage', { chat_id: MINA, text: 'Look', reply_markup: KEYS });
  await mina.hears('Look');
  await mina.button('Yes').click();
  await bot.gets('callback_query');
  await mina.messages.getByRole('button', { name: 'Do something with this message' }).last().click();
  await town.page.getByRole('menuitem', { name: 'Show the raw JSON' }).click();
  const shown = await town.page.getByRole('tabpanel').locator('pre').innerText();
  assert.deepEqual(JSON.parse(shown), sent);
}));

test('a button that nobody answers spins for 150 seconds of the emulator’s clock', () => withMina(async (town, mina, bot) => {
  await bot.calls('sendMessage', { chat_id: MINA, text: 'Well?', reply_markup: KEYS });
  await mina.button('Yes').click();
  const spinning = mina.node.locator('.key[aria-busy=true]');
  await spinning.waitFor();
  await town.moveClock('+10 min');
  await spinning.waitFor({ state: 'detached' });
}));

test('a fault of one’s own names its chat, its turn and its chance', () => withMina(async (town, mina, bot) => {
  await town.page.locator('#inside').click();
  await town.page.locator('#tab-faults').click();
  await town.page.locator('[data-key=own-fault]').selectOption('refuse');
  const fill = (name, value) => town.page.locator(`[data-key=own-${name}]`).fill(String(value));
  await fill('code', 400);
  await fill('description', 'Bad Request: group chat was upgraded to a supergroup chat');
  await fill('migrate_to_chat_id', -1005);
  await fill('method', 'send*');
  await town.page.locator('[data-key=own-chat]').selectOption(String(MINA));
  await fill('nth', 2);
  await town.page.locator('[data-key=own-add]').click();
  await town.page.locator('.fault').waitFor();
  const { faults: [fault] } = await town.asks('/emu/faults');
  assert.deepEqual([fault.method, fault.chat, fault.nth, fault.migrate_to_chat_id], ['send*', MINA, 2, -1005]);
  await bot.calls('sendMessage', { chat_id: MINA, text: 'One' });
  await assert.rejects(bot.calls('sendMessage', { chat_id: MINA, text: 'Two' }), /upgraded/);
  await town.page.locator('[data-key=own-fault]').selectOption('server_error');
  await town.page.locator('[data-key=own-when]').selectOption('after');
  await fill('probability', 0.5);
  await fill('seed', 7);
  await town.page.locator('[data-key=own-add]').click();
  await town.page.locator('.fault').nth(1).waitFor();
  const { faults } = await town.asks('/emu/faults');
  assert.deepEqual([faults[1].when, faults[1].probability, faults[1].seed], ['after', 0.5, 7]);
  await town.page.locator('[data-key=mend-all]').click();
  await town.page.locator('[data-key=restart]').click();
  await mina.toast().filter({ hasText: 'restarted' }).waitFor();
}));
