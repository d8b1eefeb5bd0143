// A citizen and a clerk side by side, from joining to what came of it: by the words on the buttons.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayOf, EN, isPublished, joins, KO, proposes, votes } from './story.js';
import { Town } from './town.js';

test('시민이 제안하고 투표하고 모임에 가는 동안 직원이 그 일을 돌본다', async () => {
  const town = await Town.open();
  try {
    await town.goes('/?as=mina&with=clerk');
    const mina = town.pane('김민아');
    const clerk = town.pane('정담당');
    await joins(mina, KO);
    const receipt = await proposes(mina, KO);
    await clerk.starts('오신 것을 환영해요');
    assert.match(await isPublished(mina, clerk, receipt, KO), /밤길 등 놓기/);
    await votes(mina, KO);
    await goesToTheForum(town, mina);
    await hearsTheResult(town, mina);
  } finally {
    await town.close();
  }
});

/** A day before she is reminded, by the clock that is moved there. */
async function goesToTheForum(town, mina) {
  await mina.picks(KO.forums, KO.coming);
  await mina.presses(`1. ${KO.forum}`, KO.seats);
  const seat = await mina.presses(KO.sign_up, KO.signed);
  await town.typeClock(`${dayOf(seat, -1)}T14:00`);
  assert.match(await mina.hears(KO.tomorrow), /모임이 있습니다/);
}

/** At the second at which the poll closes, its result comes by itself. */
async function hearsTheResult(town, mina) {
  const { messages } = await town.asks('/emu/transcript?chat=101');
  const card = messages.map(message => message.text ?? '').find(text => text.includes('• 기간:'));
  await town.typeClock(`${dayOf(card.split('부터')[1])}T18:00`);
  const result = await mina.hears(KO.result);
  assert.match(result, /13명이 참여했습니다/);
  assert.match(result, /1번 탄천 산책로 야간 조명: \d+표/);
}

test('a visitor who reads English proposes and votes, with an English page around her', async () => {
  const town = await Town.open({ locale: 'en-US' });
  try {
    await town.goes('/?as=sarah');
    assert.equal(await town.page.title(), 'Try Madang');
    const sarah = town.pane('Sarah');
    await joins(sarah, EN);
    await proposes(sarah, EN);
    await votes(sarah, EN);
    await town.page.getByRole('button', { name: '한국어' }).click();
    assert.equal(await town.page.title(), '마당 체험하기');
    assert.match(await sarah.last(), /Vote cast/, 'what was said stays as it was said');
  } finally {
    await town.close();
  }
});
