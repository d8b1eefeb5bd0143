// Korean. Names are followed by 님, so that no particle depends on how a name ends.

const DIGITS_ENDING = '013678'; // 영, 일, 삼, 육, 칠, 팔 end in a consonant.
/** Whether what is read aloud ends in a consonant. */
function endsInConsonant(word) {
  const last = word.trim().at(-1) ?? '';
  if (/[가-힣]/.test(last)) return (last.charCodeAt(0) - 0xac00) % 28 > 0;
  return DIGITS_ENDING.includes(last) || /[lmnr]/i.test(last);
}

export const ko = {
  brand: '마당', bare_brand: '에뮬레이터', bare_title: '텔레그램 봇 에뮬레이터', title: '마당 체험하기', other: 'English', other_short: 'EN', skip: '대화로 건너뛰기',
  demo: '이 컴퓨터 안에서만 돌아가는 시연이에요', bare_demo: '이 컴퓨터 안에서만 돌아가요', offline: '연결이 끊겼어요. 다시 잇고 있어요…',
  people: '사람 고르기', citizen: '시민', staff: '시청 직원', group: '단체방', person: '사람', add: '사람 추가', add_group: '단체방 추가', unread: n => `새 메시지 ${n}개`, back: '사람 목록으로',

  welcome: '마당에 오신 것을 환영해요', welcome_text: '시민이 대화로 제안하고, 투표하고, 모임을 찾는 곳이에요. 텔레그램 계정 없이 여기서 바로 해 볼 수 있어요.',
  pick: '왼쪽에서 한 사람을 고르고 시작을 누르세요.', pick_narrow: '아래에서 한 사람을 고르고 시작을 누르세요.',
  step2: '단추를 누르거나 글을 써서 이야기해 보세요.', step3: '시민과 직원을 번갈아 해 보면 제안이 어떻게 흘러가는지 보여요.',
  as_citizen: '시민으로 해 보기', as_staff: '직원으로 해 보기', as_both: '시민과 직원 나란히 보기',
  bare_welcome: '여기서 봇과 이야기해요', bare_text: '이 컴퓨터에서만 도는 텔레그램이에요.',
  api_address: '주소', token: '토큰', any_token: '다른 토큰이어도 돼요. 먼저 연결한 봇과 이야기해요.', talk_with: '이야기할 봇', nobody_listens: '아직 듣고 있는 봇이 없어요. 봇이 연결되면 바로 전해져요.',
  bare_steps: ['https://api.telegram.org 대신 이 주소를 봇에 적고 봇을 켜세요.', '사람을 고르고 시작을 누르세요.', '‘속 들여다보기’에서 봇의 호출을 보고, 일부러 고장도 내 보세요.'], as_person: n => `${n} 님으로 해 보기`,
  screen: n => `${n} 님의 화면`, group_screen: n => `단체방 ‘${n}’`, speaking: '말하는 사람',
  ready: n => `${n} 님이 되어 볼까요?`, ready_text: '시작을 누르면 첫인사가 와요.', group_ready: '아직 아무 말도 없어요', group_text: '말하는 사람을 고르고, 아래에 글을 써 보세요.',
  start: '시작', by_link: p => `링크로 들어왔어요 (${p}). 시작을 누르면 열려요.`, who_link: '누구로 이 링크를 열까요? 한 사람을 고르세요.', no_such: who => `‘${who}’${endsInConsonant(who) ? '이라는' : '라는'} 사람이 없어요`,
  beside: '나란히 보기', close: '닫기', menu: '이 사람으로 할 일', message_menu: '이 메시지로 할 일', earlier: n => `앞의 메시지 ${n}개 보기`,

  blocked: '봇을 차단해서 글이 오가지 않아요.', block_switch: '봇 차단', unblock: '차단 풀기',
  bot_here: '이 방의 봇', take_in: '봇 다시 들이기', was_put_out: '봇이 이 단체방에 없어요.', again: '처음부터 (/start)', deactivate: '계정 지우기', deactivate_sure: '이 사람의 계정을 지울까요? 되돌릴 수 없어요.',
  deactivated: '지워진 계정이에요.', join: '이 방에 들어오기', leave: '이 방에서 나가기', promote: '관리자로 올리기', demote: '관리자에서 내리기', migrate: '슈퍼그룹으로 바꾸기', topic: '주제 만들기', topic_name: '주제 이름', all_topics: '모든 주제', general: '일반', write_in: '쓸 곳',
  to_group: '봇을 새 단체방에 초대', group_title: '단체방 이름', group_sample: '이웃 모임', invite: '초대하기', invited: '단체방을 만들고 봇을 초대했어요',
  new_group: '새 단체방', group_kind: '종류', kinds: { group: '그룹', supergroup: '슈퍼그룹', channel: '채널' }, forum: '주제별로 나눈 방', members: '함께하는 사람', with_bot: '봇도 들이기',

  say: '메시지를 쓰세요', say_in: 'Enter로 보내고, Shift+Enter로 줄을 바꿔요', send: '보내기', attach: '첨부', commands: '명령', no_commands: '봇이 아직 명령을 알려 주지 않았어요.', keys: '단추 보이기·숨기기', replying: '답장', stop_reply: '답장 그만두기',
  a_photo: '사진 고르기', a_sample: '예시 사진', a_album: '예시 사진 3장 (앨범)', a_file: '파일 고르기', a_doc: '예시 문서', a_place: '위치', a_contact: '연락처', a_sticker: '스티커', a_voice: '음성 메시지', a_forward: '전달받은 글',
  caption_hint: '입력칸에 쓴 글은 사진과 파일의 설명이 돼요.', forward_text: '전달할 글', forward_sample: '우리 동네 공원에 그늘이 더 있으면 좋겠어요.',
  place: '위치 보내기', place_text: '실제 위치는 쓰지 않아요. 보낼 곳을 고르거나 좌표를 적어 주세요.', place_pick: '장소', latitude: '위도', longitude: '경도',
  place_typed: '실제 위치는 쓰지 않아요. 보낼 좌표를 적어 주세요.',
  contact: '전화번호 보내기', contact_text: '봇에게 이 번호를 알려 줘요. 지어낸 번호예요.', phone: '전화번호',
  new_person: '새 사람', name: '이름', name_sample: '새봄', username: '사용자 이름 (없어도 돼요)', username_hint: '영문자로 시작하고 영문자, 숫자, _를 4~32자', language: '쓰는 말', make: '만들기', cancel: '취소', ok: '확인',

  json: '원본 JSON 보기', edit: '고쳐 쓰기', edit_text: '고친 글', copy: '글 복사', copied: '복사했어요', pass_on: '봇에게 전달하기', reply: '답장하기', react: '반응 남기기',
  fault_over: '끝남', edited: '수정됨', waiting: '답을 기다려요', below: '새 메시지', me: '나', forwarded: n => `전달: ${n}`, go_to: '이 메시지로 가기',
  picture: '사진', video: '동영상', doc: '문서', audio: '음악', voice: s => `음성 메시지 ${s}초`, hidden: '눌러서 보기', show_more: '더 보기', previous: '이전', next: '다음', nth: (n, of) => `${of}장 가운데 ${n}장째`, map: '지도에 표시한 곳',
  unknown: '여기서 보여 줄 수 없는 메시지예요', joined: n => `${n} 님이 들어왔어요`, left: n => `${n} 님이 나갔어요`, pinned: '메시지를 고정했어요', titled: n => `방 이름을 바꿨어요: ${n}`, made_group: '단체방을 만들었어요', made_topic: n => `주제 ‘${n}’`, migrated: '슈퍼그룹이 되었어요',
  no_button: '이 화면에서는 쓸 수 없는 단추예요', failed: '보내지 못했어요', web_app: '웹 앱은 이 화면에서 열 수 없어요', lookup: q => `봇에게 찾기: ${q}`, no_found: '봇이 찾은 것이 없어요.',

  poll_anonymous: '익명 투표', poll_open: '공개 투표', poll_quiz: '퀴즈', poll_one: '하나 고르기', poll_many: '여러 개 고르기', poll_closed: '끝난 투표', poll_vote: '투표', poll_retract: '투표 취소', poll_sum: n => `${n}명 참여`, poll_none: '아직 아무도 참여하지 않았어요', poll_mine: '내가 고름', poll_right: '맞는 답', voters: n => `${n}명`,

  inside: '속 들여다보기', message: '메시지', calls: '봇의 호출', faults: '고장', hide_polls: '기다리는 호출(getUpdates) 숨기기', asked: '보낸 것', answered: '받은 것',
  no_message: '메시지 아래의 ⋮ 단추에서 ‘원본 JSON 보기’를 고르면, 봇과 텔레그램이 주고받는 그대로 보여요.', no_calls: '봇이 텔레그램에 보낸 요청이 차례로 쌓여요.',
  wrong: n => `올바른 봇이라면 하지 않을 호출 ${n}번`,
  clock: '시계', clock_text: '시계를 앞으로 옮기면 알림과 마감을 기다리지 않고 볼 수 있어요.', clock_fixed: '이 시계는 옮길 수 없어요.', clock_at: '날짜와 시각', clock_set: '옮기기', clock_past: '시계는 앞으로만 가요',
  min10: '10분 뒤', hour: '1시간 뒤', day: '하루 뒤', tomorrow: '내일 09:00', moved: when => `시계를 옮겼어요: ${when}`,

  faults_text: '텔레그램과 인터넷은 가끔 고장 나요. 일부러 고장 내고, 봇이 견디는지 보세요.', no_faults: '이 서버에서는 고장을 낼 수 없어요.', faults_now: '켜 둔 고장', faults_none: '켜 둔 고장이 없어요. 모두 잘 돌아가요.', fault_off: '이 고장 끄기', faults_off: '모두 끄기', hits: n => `${n}번 일어남`, fault_on: '고장을 켰어요', rates: '보내는 속도 제한', rates_are: { off: '없음', realistic: '텔레그램처럼', harsh: '더 엄하게' },
  quick: '한 번만', own_fault: '직접 고르기', fault_kind: '고장', fault_method: '메서드', fault_update: '업데이트 종류', fault_any: '모두', fault_add: '고장 내기',
  fault_chat: '대화방', fault_nth: '몇 번째만', fault_times: '몇 번까지', fault_chance: '확률 (0~1)', fault_seed: '난수 씨앗', nth_time: n => `${n}번째`,
  restart: '다시 시작', restart_now: '텔레그램 서버 다시 시작', restart_hint: '기다리던 업데이트는 남고, 하던 일은 끊겨요.', restarted: '텔레그램 서버를 다시 시작했어요',
  fault_value: { retry_after: '기다릴 초', code: '번호', description: '까닭', migrate_to_chat_id: '옮겨 간 방 번호 (있으면)', ms: '늦출 밀리초', when: '일이 되기' }, before: '전', after: '뒤',
  presets: {
    bad_gateway: ['다음 글에 502', '서버 오류 화면이 와요. 다시 보내야 해요.'], too_many: ['다음 글에 429', '3초 뒤에 다시 보내라고 해요.'], drop: ['보낸 뒤 연결 끊기', '글은 갔지만 답이 오지 않아요.'],
    delay: ['다음 글을 2초 늦게', '느린 인터넷이에요.'], duplicate: ['다음 업데이트를 두 번', '같은 메시지나 누름이 두 번 와요.'], truncate: ['답을 반만', 'JSON이 중간에 끊겨요.'], refuse: ['다음 글을 거절', '400 Bad Request'],
  },
  kinds_of_fault: {
    too_many: '너무 많은 요청 (429)', refuse: '거절 (번호와 까닭)', server_error: '서버 오류 (500)', bad_gateway: '서버 오류 (502, HTML)', delay: '늦은 응답', drop: '연결 끊김', truncate: '잘린 JSON', second_poller: '두 번째 봇 (409)',
    duplicate: '두 번 전달', redeliver: '받은 뒤 다시 전달', reorder: '순서 바뀜', unknown_kind: '모르는 종류', unknown_entity: '모르는 서식', extra_fields: '모르는 필드', inaccessible: '볼 수 없는 메시지', lose_link: '만료된 파일 링크', block: '봇 차단',
  },
};
