// A ballot of every kind in the chat page: a clerk prepares it, another publishes it, a citizen votes
// by the words on the buttons and finds her choice again.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { joins, KO } from './story.js';
import { Town } from './town.js';

const OPTIONS = '도서관 책 | 새 책을 삽니다 | 2억\n나무 심기 | | 3억\n놀이터 그늘 | | 4억';

/** How a clerk chooses the method after “고치기”, “방법”; what the citizen presses; what her choice reads as. */
const KINDS = [
  { method: '하나만 고르기', asks: ['1'], presses: ['2번 고르기'], mine: '2번. 나무 심기' },
  { method: '여러 개 고르기', asks: ['2', '1'], presses: ['1번 고르기', '3번 고르기'], mine: '3번. 놀이터 그늘' },
  { method: '순서 매기기', asks: ['3', '1'], presses: ['3번을 1순위로', '1번을 2순위로'], mine: '1순위: 3번. 놀이터 그늘' },
  { method: '순서 매기기 (결선)', asks: ['3', '1'], presses: ['2번을 1순위로'], mine: '1순위: 2번. 나무 심기' },
  { method: '점수 주기', asks: ['5', '1'], presses: ['1번 5점', '3번 2점'], mine: '5점: 1번. 도서관 책' },
  { method: '점수 나눠 주기', asks: ['10', '1'], presses: ['2번 1점 더', '2번 1점 더', '1번 1점 더'], mine: '2점: 2번. 나무 심기' },
  { method: '예산 안에서 고르기', asks: ['5억'], presses: ['1번 고르기', '2번 고르기'], mine: '1번. 도서관 책' },
  { method: '예산 고르게 나누기', asks: ['3', '5억'], presses: ['3번 고르기'], mine: '3번. 놀이터 그늘' },
];

/** From the desk to a poll that waits for a second pair of eyes. */
async function prepares(clerk, { method, asks }, question) {
  await clerk.picks('업무', '업무 담당');
  await clerk.presses('새 투표', '어떤 투표를 만들까요?');
  await clerk.presses('의견 묻기', '무엇을 묻는 투표인가요?');
  await clerk.says(question, '영어로도');
  await clerk.presses('건너뛰기', '설명을 적어');
  await clerk.presses('건너뛰기', '후보를 한 줄에 하나씩');
  await clerk.says(OPTIONS, '지금 3개예요');
  await clerk.presses('다음', '후보의 영어 글');
  await clerk.presses('건너뛰기', '언제 시작하나요?');
  await clerk.presses('게시하면 바로', '언제 마감하나요?');
  await clerk.says('2주 뒤 오후 6시', '할까요?');
  await clerk.presses('맞아요', '누가 참여하나요?');
  await clerk.presses('시 전체, 누구나', '결과는 언제 발표하나요?');
  await clerk.presses('마감하면 바로', '시민에게 이렇게 보여요');
  await clerk.presses('고치기', '무엇을 고칠까요?');
  await clerk.presses('방법', '어떻게 고르나요?');
  await clerk.presses(method, '');
  for (const [at, answer] of asks.entries()) {
    await clerk.says(answer, at === asks.length - 1 ? '시민에게 이렇게 보여요' : '');
  }
  await clerk.presses('게시', '올렸습니다');
}

test('모든 방법의 투표지를 단추로 채우고, 낸 표를 다시 본다', async () => {
  const town = await Town.open();
  try {
    await town.wakes();
    await town.goes('/?as=mina&with=clerk');
    await joins(town.pane('김민아'), KO);
    await town.pane('정담당').starts('오신 것을 환영해요');
    await town.goes('/?as=admin&with=clerk');
    await town.pane('최관리').starts('오신 것을 환영해요');
    for (const [at, kind] of KINDS.entries()) {
      const question = `${at + 1}번째로 무엇을 먼저 할까요?`;
      await town.goes('/?as=clerk&with=admin');
      await prepares(town.pane('정담당'), kind, question);
      const admin = town.pane('최관리');
      await admin.hears('투표를 올렸습니다');
      await admin.presses('보고 확인하기', '확인을 기다리는 투표');
      await admin.presses('확인하고 게시', '투표를 시작했습니다');
      await town.goes('/?as=mina');
      const mina = town.pane('김민아');
      assert.match(await mina.hears(question), /새 투표/);
      await mina.presses('투표하기', '기권하기');
      for (const label of kind.presses) await mina.presses(label, '');
      // One tap is a whole single choice.
      if (kind.method !== '하나만 고르기') await mina.presses('제출', '이대로 투표하기');
      await mina.presses('이대로 투표하기', '투표 완료');
      const mine = await mina.presses('내 투표 보기', kind.mine);
      assert.ok(mine.includes(question), mine);
    }
  } finally {
    await town.close();
  }
});
