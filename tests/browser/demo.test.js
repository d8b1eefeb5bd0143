// The demonstration by keyboard alone, by a link, and while Telegram is broken.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Town } from './town.js';

async function withTown(run, look) {
  const town = await Town.open(look);
  try {
    await run(town);
  } finally {
    await town.close();
  }
}

test('the keyboard alone is enough to come in, press a button, and write', () => withTown(async town => {
  const { page } = town;
  await town.goes('/');
  const focused = () => page.evaluate(() => (document.activeElement === document.body ? 'nothing' : document.activeElement.innerText));
  for (let step = 0; !(await focused()).includes('김민아'); step += 1) {
    assert.ok(step < 12, `Tab leads to the people, not to ${await focused()}`);
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('ArrowDown');
  assert.match(await focused(), /박준호/);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement.dataset.key === 'start');
  await page.keyboard.press('Enter');
  const junho = town.pane('박준호');
  await junho.hears('챗봇이에요');
  await page.waitForFunction(() => document.activeElement.tagName === 'TEXTAREA');
  for (let step = 0; (await focused()) !== '시작'; step += 1) {
    assert.ok(step < 12, `Shift+Tab leads to the buttons, not to ${await focused()}`);
    await page.keyboard.press('Shift+Tab');
  }
  await page.keyboard.press('ArrowDown');
  assert.equal(await focused(), '먼저 둘러보기');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await junho.hears('개인정보 수집·이용 동의');
  await page.waitForFunction(() => document.activeElement !== document.body);
  await junho.node.locator('textarea').focus();
  await page.keyboard.type('/도움말');
  await page.keyboard.press('Enter');
  await junho.messages.locator('.turn.mine').filter({ hasText: '/도움말' }).waitFor();
  await page.keyboard.type('/');
  await page.getByRole('menu').waitFor();
  await page.keyboard.press('ArrowDown');
  assert.match(await focused(), /^\//);
  await page.keyboard.press('Escape');
  await page.getByRole('menu').waitFor({ state: 'detached' });
}));

test('a link names who opens it and what it opens', () => withTown(async town => {
  await town.goes('/?as=이순자&start=vote-1');
  const soonja = town.pane('이순자');
  await soonja.node.getByText('링크로 들어왔어요 (vote-1)').waitFor();
  await soonja.starts('개인정보 수집·이용 동의');
  assert.equal(new URL(town.page.url()).search, '?as=soonja', 'the link is used up');
  await soonja.presses('동의합니다', '국외 이전 동의');
  await soonja.presses('동의합니다', '만 14세');
  await soonja.presses('네, 만 14세 이상입니다', '내년에 먼저 할 협치 중점사업');
}));

test('a 502 on the way is borne: the text is sent again and arrives', () => withTown(async town => {
  const { page } = town;
  await town.goes('/?as=mina');
  const mina = town.pane('김민아');
  await mina.starts('챗봇이에요');
  await page.getByRole('button', { name: '속 들여다보기' }).click();
  await page.getByRole('tab', { name: '고장' }).click();
  const fault = page.getByRole('switch', { name: /다음 글에 502/ });
  await fault.click();
  await page.locator('[role=switch][aria-checked=true]').waitFor();
  await mina.presses('도움말', '도움말');
  await page.getByText('1번 일어남').waitFor();
  await page.locator('[role=switch][aria-checked=true]').waitFor({ state: 'detached' });
  await page.getByRole('tab', { name: '봇의 호출' }).click();
  await page.locator('.call.bad').filter({ hasText: '502' }).waitFor();
  const { calls } = await town.asks('/emu/calls');
  const sent = calls.filter(call => call.method.toLowerCase() === 'sendmessage' && String(call.params.chat_id) === '101');
  assert.deepEqual(sent.slice(-2).map(call => call.status), [502, 200]);
  const { messages } = await town.asks('/emu/transcript?chat=101');
  assert.equal(messages.filter(message => message.text === sent.at(-1).answer.result.text).length, 1, 'once');
}));
