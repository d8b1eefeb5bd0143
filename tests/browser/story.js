// What people do in the demonstration, told once for both languages: each step waits for its answer.

export const KO = {
  hello: '챗봇이에요', start: '시작', collect: '개인정보 수집·이용 동의', agree: '동의합니다', abroad: '국외 이전 동의', age: '만 14세', grown: '네, 만 14세 이상입니다',
  where: '어디에 계세요', skip: '건너뛰기', interests: '관심 있는 분야', done: '다 골랐어요', ready: '준비가 끝났어요',
  propose: '제안하기', problem: '밤에 탄천 산책로가 너무 어두워서 걷기 무서워요.', wish: '야탑교에서 이매까지 바닥을 비추는 등을 놓아 주세요.', safety: '안전',
  title: '탄천 산책로에 밤길 등 놓기', submit: '제출하기', receipt: '접수번호',
  desk: '업무', role: '업무 담당', queue: '새 제안 확인', nth: n => `${n}번`, publish: '공개', sure: '공개할까요?', published: '공개 상태로 바꾸었습니다', told: '공개했습니다',
  polls: '투표하기', open: '지금 하는 투표', see: '보기: (예시) 내년에 먼저…', card: '12명이 참여했어요', vote: '투표하기', pick: n => `${n}번 고르기`, drop: n => `${n}번 빼기`, picked: n => `[고름] ${n}번`,
  hand_in: '제출', cast: '이대로 투표하기', voted: '투표 완료', result: '투표 결과입니다',
  forums: '모임', coming: '다가오는 모임', forum: '(예시) 탄천 밤길 안전 공론장', seats: '남은 자리: 32자리', sign_up: '참석 신청', signed: '참석을 신청했어요', tomorrow: '내일 ‘(예시) 탄천 밤길 안전 공론장’',
};
export const EN = {
  hello: 'I am the bot of', start: 'Start', collect: 'collection and use of personal data', agree: 'I agree', abroad: 'abroad', age: '14 or older', grown: 'Yes, I am 14 or older',
  where: 'Where in Seongnam', skip: 'Skip', interests: 'What interests you', done: 'Done', ready: 'You are all set',
  propose: 'Propose', problem: 'The path between Pangyo station and the stream is dark after the offices close.', wish: 'Lamps along the last 200 metres, please, and mirrors at the two corners.', safety: 'Safety',
  title: 'Light for the path from Pangyo station', submit: 'Submit', receipt: 'Receipt',
  desk: 'Desk', role: 'your role: clerk', queue: 'Look at new ones', nth: n => `No. ${n}`, publish: 'Publish', sure: 'Publish “', published: 'is now: Published', told: 'It is published',
  polls: 'Vote', open: 'Polls open now', see: 'See: (Example) Choose next y…', card: '12 people have voted so far', vote: 'Vote', pick: n => `Choose no. ${n}`, drop: n => `Remove no. ${n}`, picked: n => `[chosen] No. ${n}`,
  hand_in: 'Submit', cast: 'Cast this vote', voted: 'Vote cast', result: 'result',
};

export async function joins(person, w) {
  await person.starts(w.hello);
  await person.presses(w.start, w.collect);
  await person.presses(w.agree, w.abroad);
  await person.presses(w.agree, w.age);
  await person.presses(w.grown, w.where);
  await person.presses(w.skip, w.interests);
  await person.presses(w.done, w.ready);
}

/** Six steps; gives the number on the receipt. */
export async function proposes(person, w) {
  await person.picks(w.propose, '(1/6)');
  await person.says(w.problem, '(2/6)');
  await person.says(w.wish, '(3/6)');
  await person.presses(w.safety, '(4/6)');
  await person.picks(w.skip, '(5/6)');
  await person.presses(w.skip, '(6/6)');
  await person.says(w.title, w.submit);
  const receipt = await person.presses(w.submit, w.receipt);
  return receipt.match(/\d{4}-\d{4}/)[0];
}

/** The clerk publishes it, and its author hears of that at once on the other side. */
export async function isPublished(author, clerk, receipt, w) {
  await clerk.picks(w.desk, w.role);
  const queue = await clerk.presses(w.queue, receipt);
  const place = queue.match(new RegExp(`(\\d+)\\. \\[${receipt}\\]`))[1];
  await clerk.presses(w.nth(place), w.title);
  await clerk.presses(w.publish, w.sure);
  await clerk.presses(w.publish, w.published);
  return author.hears(w.told);
}

export async function fillsTheBallot(person, w) {
  await person.picks(w.polls, w.open);
  await person.presses(w.see, w.card);
  await person.presses(w.vote, w.pick(1));
  await person.presses(w.pick(1), w.picked(1));
  await person.presses(w.pick(3), w.picked(3));
}

export async function votes(person, w) {
  await fillsTheBallot(person, w);
  await person.presses(w.drop(3), w.pick(3));
  await person.presses(w.hand_in, w.cast);
  await person.presses(w.cast, w.voted);
}

/** The first day that a Korean text names, and so many days on, as 2026-12-24. */
export function dayOf(text, on = 0) {
  const [, year, month, day] = text.match(/(\d{4})년 (\d+)월 (\d+)일/).map(Number);
  return new Date(Date.UTC(year, month - 1, day + on)).toISOString().slice(0, 10);
}
