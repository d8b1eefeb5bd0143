// A citizen and a clerk side by side: from joining to what came of it, by the words on the buttons.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Town } from './town.js';

test('시민이 제안하고 투표하고 모임에 가는 동안 직원이 그 일을 돌본다', async () => {
  const town = await Town.open();
  try {
    await town.goes('/?as=mina&with=clerk');
    const mina = town.pane('김민아');
    const clerk = town.pane('정담당');
    await joins(mina);
    const receipt = await proposes(mina);
    await isPublished(mina, clerk, receipt);
    await votes(mina);
    await goesToTheForum(town, mina);
    await hearsTheResult(town, mina);
  } finally {
    await town.close();
  }
});

async function joins(mina) {
  await mina.starts('챗봇이에요');
  await mina.presses('시작', '개인정보 수집·이용 동의');
  await mina.presses('동의합니다', '국외 이전 동의');
  await mina.presses('동의합니다', '만 14세');
  await mina.presses('네, 만 14세 이상입니다', '어디에 계세요');
  await mina.says('야탑1동', '무엇을 하세요');
  await mina.presses('살아요', '관심 있는 분야');
  await mina.presses('다 골랐어요', '준비가 끝났어요');
}

/** Six steps; gives the number on the receipt. */
async function proposes(mina) {
  await mina.picks('제안하기', '(1/6)');
  await mina.says('밤에 탄천 산책로가 너무 어두워서 걷기 무서워요.', '(2/6)');
  await mina.says('야탑교에서 이매까지 바닥을 비추는 등을 놓아 주세요.', '(3/6)');
  await mina.presses('안전', '(4/6)');
  await mina.says('야탑1동', '(5/6)');
  await mina.presses('건너뛰기', '(6/6)');
  await mina.says('탄천 산책로에 밤길 등 놓기', '제출하기');
  const receipt = await mina.presses('제출하기', '접수');
  return receipt.match(/\d{4}-\d{4}/)[0];
}

/** The clerk publishes it, and its author hears of that in the same moment on the other side. */
async function isPublished(mina, clerk, receipt) {
  await clerk.starts('오신 것을 환영해요');
  await clerk.picks('업무', '업무 담당');
  const queue = await clerk.presses('새 제안 확인', receipt);
  const place = queue.match(new RegExp(`(\\d+)\\. \\[${receipt}\\]`))[1];
  await clerk.presses(`${place}번`, '밤길 등 놓기');
  await clerk.presses('공개', '공개할까요?');
  await clerk.presses('공개', '공개 상태로 바꾸었습니다');
  const news = await mina.hears('공개했습니다');
  assert.match(news, /밤길 등 놓기/);
}

async function votes(mina) {
  await mina.picks('투표하기', '지금 하는 투표');
  await mina.presses('보기: (예시) 내년에 먼저…', '12명이 참여했어요');
  await mina.presses('투표하기', '1번');
  await mina.presses('1번 고르기', '[고름] 1번');
  await mina.presses('3번 고르기', '[고름] 3번');
  await mina.presses('3번 빼기', '3번 고르기');
  await mina.presses('제출', '이대로 투표하기');
  await mina.presses('이대로 투표하기', '투표 완료');
}

/** A day before she is reminded, by the clock that is moved there. */
async function goesToTheForum(town, mina) {
  await mina.picks('모임', '다가오는 모임');
  await mina.presses('1. (예시) 탄천 밤길 안전 공론장', '남은 자리: 32자리');
  const seat = await mina.presses('참석 신청', '참석을 신청했어요');
  await town.typeClock(`${dayOf(seat, -1)}T14:00`);
  assert.match(await mina.hears('내일 ‘(예시) 탄천 밤길 안전 공론장’'), /모임이 있습니다/);
}

/** At the second at which the poll closes, its result comes by itself. */
async function hearsTheResult(town, mina) {
  const { messages } = await town.asks('/emu/transcript?chat=101');
  const card = messages.map(message => message.text ?? '').find(text => text.includes('• 기간:'));
  await town.typeClock(`${dayOf(card.split('부터')[1])}T18:00`);
  const result = await mina.hears('투표 결과입니다');
  assert.match(result, /13명이 참여했습니다/);
  assert.match(result, /1번 탄천 산책로 야간 조명: \d+표/);
}

/** The first day that a text names, and so many days on, as 2026-12-24. */
function dayOf(text, on = 0) {
  const [, year, month, day] = text.match(/(\d{4})년 (\d+)월 (\d+)일/).map(Number);
  return new Date(Date.UTC(year, month - 1, day + on)).toISOString().slice(0, 10);
}
