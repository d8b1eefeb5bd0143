# Roles, invitations, the desk.
role-moderator = 검토 담당
role-clerk = 업무 담당
role-coordinator = 협치조정관
role-admin = 관리자
invitation-accepted = ‘{ $role }’{ JOSA($role, "이/가") } 되셨습니다. ‘업무’를 눌러 시작하세요.
invitation-greeting = { $city }에서 ‘{ $role }’ 역할로 일하도록 초대받으셨습니다. 먼저 아래 동의가 필요합니다.
invitation-used = 이미 쓰였거나 기한이 지난 초대예요. 관리자에게 새 초대를 부탁해 주세요.
role-moderator-does = • 검토 담당: 새 제안을 살펴 공개하고, 보완을 부탁하고, 부서에 배정해요.
role-clerk-does = • 업무 담당: 제안에 답하고, 투표와 모임, 알림을 맡아요.
role-coordinator-does = • 협치조정관: 다른 직원이 한 일을 바로잡고, 문제를 살펴요.
role-admin-does = • 관리자: 직원을 초대하고 해지해요.

## Invitations
invitation-not-needed = 이미 ‘{ $role }’ 권한이 있어요. 이 초대는 쓰이지 않았으니 받을 직원에게 그대로 전해도 돼요.
invitation-ask =
    어떤 역할로 초대할까요? 아래 역할은 위 역할의 일도 할 수 있어요.
    { $lines }
invitation-make-button = 직원 초대
invitation-made =
    ‘{ $role }’ 초대를 만들었습니다. { $until }까지 한 사람이 한 번 쓸 수 있습니다.
    <code>{ $link }</code>
invitation-hand-over =
    받을 직원에게 직접, 또는 업무용 메신저로만 전해 주세요. 링크를 열고 ‘시작’을 누르면 됩니다.
    먼저 여는 사람이 권한을 받습니다. 이 링크는 다시 보여 드리지 않습니다.
invitation-made-already = 방금 초대를 만들었어요. 하나 더 필요하면 다시 골라 주세요.
invitation-open = 아직 쓰지 않은 초대가 { $count }개 있어요.
invitation-cancel-button = 쓰지 않은 초대 없애기
invitation-cancelled =
    { $count ->
        [0] 없앨 초대가 없어요.
       *[other] 초대 { $count }개를 없앴어요.
    }

## The desk. Buttons: its queues; new poll, new forum; announce, announced; export, log, staff; home.
desk-button = 업무 화면
desk = <b>업무</b> · 역할: { $role }
desk-queues = { $lines }
desk-line = • { $what }
desk-nothing = 지금 기다리는 일이 없어요.
desk-set-aside = 처리하지 못하고 보관한 메시지 { $count }건. 전산 담당자에게 알려 주세요.
desk-failed = 지난 7일 동안 보내지 못한 메시지 { $count }건. ‘못 보낸 메시지’에서 까닭을 볼 수 있어요.
desk-failures-button = 못 보낸 메시지
desk-failures =
    <b>지난 { $days }일 동안 못 보낸 메시지</b>
    { $lines }
desk-failures-none = 지난 { $days }일 동안 못 보낸 메시지가 없어요.
desk-failures-refused = • 보내지 못함(메신저가 받지 않거나 연결이 안 됨): { $count }건. 전산 담당자에게 알려 주세요.
desk-failures-unsure = • 갔는지 알 수 없어 더 보내지 않음: { $count }건
desk-failures-expired = • 보낼 때가 지나 보내지 않음: { $count }건
desk-failures-gone = • 받는 분이 대화를 막았거나 나감: { $count }건. 고장이 아니에요.
desk-failures-reasons =
    메신저가 알려 온 까닭
    { $lines }
desk-failures-reason = • { $reason } ({ $count }건)
desk-retry-refused-button = 못 보낸 것 다시 보내기
desk-retry-unsure-button = 알 수 없는 것 다시 보내기
desk-retry-ask-refused = 못 보낸 메시지 { $count }건을 다시 보낼까요? 까닭이 사라지지 않았으면 또 못 보낼 수 있어요.
desk-retry-ask-unsure = 갔는지 알 수 없는 메시지 { $count }건을 다시 보낼까요? 이미 받은 분은 같은 메시지를 한 번 더 받아요.
desk-retry-now-button = 다시 보냅니다
desk-retried = 메시지 { $count }건을 다시 보내요.
desk-retry-none = 다시 보낼 메시지가 없어요.
desk-new-poll-button = 새 투표
desk-new-forum-button = 새 모임
desk-announce-button = 알림 보내기
desk-announced-button = 보낸 알림
desk-export-button = 내보내기
desk-audit-button = 기록
desk-members-button = 직원
desk-draft = 쓰다 만 { $what }{ JOSA($what, "이/가") } 있어요 ({ $at } 저장). 새로 시작하면 지워져요.
desk-anew-button = 새로 시작
desk-members =
    <b>직원</b> { $count }명
    { $lines }
desk-member = • { $label }: { $role }, { $since }부터
desk-member-me = • { $label }(나): { $role }, { $since }부터
desk-revoke-button = { $label } 해지
desk-revoke-ask =
    ‘{ $label }’의 ‘{ $role }’ 권한을 거둘까요?
    쓰던 업무 글은 지워지고, 본인에게 알려요. 시민으로서 한 일은 그대로예요.
desk-revoke-ask-me =
    내 ‘{ $role }’ 권한을 내려놓을까요?
    쓰던 업무 글은 지워져요. 다시 하려면 새 초대가 있어야 해요.
desk-revoke-now-button = 권한을 거둡니다
desk-revoked = ‘{ $label }’의 ‘{ $role }’ 권한을 거두었습니다.
desk-revoked-me = ‘{ $role }’ 권한을 내려놓았습니다. 그동안 고맙습니다.
desk-revoked-you = ‘{ $role }’ 권한이 끝났습니다. 시민으로서는 그대로 참여하실 수 있습니다.
desk-revoke-none = 이미 직원이 아니에요.
desk-revoke-last = 마지막 관리자예요. 다른 관리자를 먼저 초대해 주세요.
desk-revoke-changed = 그사이 역할이 바뀌었어요. 목록을 다시 확인해 주세요.

## Exports. $what is one of the names below.
export-proposals = 제안
export-polls = 투표와 결과
export-forums = 모임과 신청자
export-roster = 신청자 명단
export-all = 전체
export-ask = 무엇을 내보낼까요? 시민의 글과 신청 내역이 들어 있으니 업무용으로만 써 주세요.
export-what-button = { $what }
export-ask-format =
    ‘{ $what }’{ JOSA($what, "을/를") } 어떤 파일로 받을까요?
    엑셀에서 열려면 CSV, 다른 프로그램에서 쓰려면 JSON을 고르세요.
export-csv-button = CSV (엑셀)
export-json-button = JSON
export-caption = { $what }. 다 쓴 파일은 지워 주세요.
export-caption-table = { $what }: { $table }. 다 쓴 파일은 지워 주세요.
export-comes = 파일을 보내 드려요.
export-file = { $what }-{ $day }
export-table-file = { $what }-{ $table }-{ $day }

## Exports as spreadsheets: their tables, their columns, and the words for what programs read as names.
export-table-proposals = 제안 목록
export-table-proposal-events = 처리 과정
export-table-polls = 투표 목록
export-table-poll-options = 후보별 결과
export-table-ballots = 표 한 장씩
export-table-turnout-by-gu = 구별 참여
export-table-paper-stations = 종이 투표소
export-table-forums = 모임 목록
export-table-sign-ups = 신청자
export-table-roster = 신청자
export-column-receipt = 접수번호
export-column-state = 상태
export-column-title = 제목
export-column-title-en = 제목 (영어)
export-column-problem = 불편한 점
export-column-wish = 바라는 점
export-column-addition = 보완한 내용
export-column-field = 분야
export-column-dong-code = 행정동 코드
export-column-dong = 동
export-column-latitude = 위도
export-column-longitude = 경도
export-column-photos = 사진 수
export-column-supports = 공감 수
export-column-submitted-at = 접수 시각
export-column-published-at = 공개 시각
export-column-decided-at = 답변 시각
export-column-answer-by = 답변 기한
export-column-department = 부서
export-column-outcome = 결정
export-column-decision = 답변
export-column-planned-on = 추진 예정일
export-column-at = 시각
export-column-act = 한 일
export-column-side = 누가
export-column-words = 내용
export-column-poll = 투표 번호
export-column-question = 질문
export-column-question-en = 질문 (영어)
export-column-description = 설명
export-column-method = 방법
export-column-picks-min = 적어도 고를 수
export-column-budget-won = 쓸 예산 (원)
export-column-points = 점수
export-column-blank = 기권
export-column-unfinished = 시작하고 제출하지 않은 표
export-column-unfinished-percent = 제출하지 않은 비율 (퍼센트)
export-column-picks-max = 고를 수 있는 수
export-column-seats = 뽑는 수
export-column-area = 지역 코드
export-column-needs-dong = 동네를 알려야 함
export-column-ties = 관계 조건
export-column-age-min = 최소 나이
export-column-age-max = 최대 나이
export-column-needs-code = 투표 코드 필요
export-column-quorum-voters = 정족수(명)
export-column-quorum-percent = 정족수(코드의 퍼센트)
export-column-codes = 만든 코드
export-column-quorum-met = 정족수 채움
export-column-voters-on-site = 현장 투표
export-column-ballots-on-paper = 종이 표
export-column-paper-blank = 종이 기권
export-column-paper-invalid = 종이 무효
export-column-votes-on-paper = 종이 표(후보별)
export-column-station = 투표소
export-column-opens-at = 시작 시각
export-column-closes-at = 마감 시각
export-column-publishing = 결과 발표
export-column-voters = 참여자 수
export-column-hash = 확인값
export-column-correction = 바로잡음
export-column-cancel-reason = 취소한 까닭
export-column-option = 후보 번호
export-column-about = 설명
export-column-cost-won = 예산 (원)
export-column-place = 장소
export-column-proposal = 제안 접수번호
export-column-votes = 표
export-column-rank = 순위
export-column-chosen = 뽑힘
export-column-ballot = 표 번호
export-column-choices = 고른 후보 번호
export-column-gu = 구 코드
export-column-gu-name = 구
export-column-forum = 모임 번호
export-column-starts-at = 시작 시각
export-column-ends-at = 끝 시각
export-column-address = 주소
export-column-link = 링크
export-column-capacity = 정원
export-column-signed-up = 신청자 수
export-column-waiting = 빈자리 알림 신청
export-column-announced-to = 알린 지역
export-column-cancelled-because = 취소한 까닭
export-column-number = 번호
export-column-label = 이름
export-column-signed-up-at = 신청 시각
export-word-yes = 예
export-word-no = 아니요
export-word-staff = 직원
export-word-author = 제안한 시민
export-word-submitted = 접수
export-word-withheld = 표가 { $min }장보다 적어 한 장씩은 싣지 않습니다
export-word-hidden = 보이지 않음

## The audit trail: when, who, what, of what.
audit =
    <b>기록</b> (최근 것부터)
    { $lines }
audit-empty = 아직 기록이 없어요.
audit-line = • { $at } · { $who } · { $object } { $act }
audit-nobody = 명령줄 또는 자동
audit-object-staff = 직원
audit-object-person = 시민 #{ $number }
audit-object-proposal = 제안 { $receipt }
audit-object-poll = 투표 #{ $number }
audit-object-plan = 올린 투표 #{ $number }
audit-object-forum = 모임 #{ $number }
audit-object-notice = 알림 #{ $number }
audit-staff-invite = 초대
audit-staff-uninvite = 초대 취소
audit-staff-accept = 초대 수락
audit-staff-revoke = 권한 해지
audit-export-send = 내보내기
audit-notice-publish = 보내기 시작
audit-notice-correct = 정정
audit-notice-pause = 멈춤
audit-notice-resume = 이어서 보내기
audit-outbox-retry = 다시 보내기
audit-object-outbox = 못 보낸 메시지
audit-notice-stop = 그만 보내기
audit-proposal-publish = 공개
audit-proposal-ask = 보완 요청
audit-proposal-complete = 보완 제출
audit-proposal-return = 반려
audit-proposal-assign = 부서 배정
audit-proposal-decide = 답변
audit-proposal-mend = 답변 정정
audit-proposal-unpublish = 공개 취소
audit-proposal-hide = 가림
audit-proposal-unhide = 다시 보이기
audit-proposal-withdraw = 거둬들임
audit-proposal-dismiss = 신고 처리
audit-poll-publish = 게시
audit-poll-ask = 확인 요청
audit-poll-approve = 확인
audit-poll-return = 돌려보냄
audit-poll-withdraw = 거둠
audit-poll-extend = 기간 연장
audit-poll-cancel = 취소
audit-poll-close = 마감
audit-poll-correct = 정정
audit-poll-tell = 결과 발표
audit-poll-unlink = 사람과 표를 잇는 열쇠 없앰
audit-poll-unsalt = 기록장을 여는 열쇠 없앰
audit-poll-codes = 투표 코드 만듦
audit-poll-compact = 데이터베이스 새로 쓰기
audit-poll-audit = 감사 자료 내줌
audit-poll-help = 현장 투표 도움
audit-poll-paper = 종이 개표 입력
audit-poll-paper-confirm = 종이 개표 확인
audit-poll-paper-return = 종이 개표 돌려보냄
audit-poll-paper-withdraw = 종이 개표 거둠
audit-poll-paper-codes = 종이 투표 코드 확인
audit-forum-announce = 게시
audit-forum-change = 변경
audit-forum-cancel = 취소
audit-forum-correct = 정정
