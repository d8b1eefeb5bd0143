# Forums: what people gather at. What binds the city (announcements, changes, cancellations) is in
# 합쇼체, guidance in 해요체.

## The card. $lines: when, where, seats.
forum-card =
    <b>{ $title }</b>
    { $lines }
forum-lines = { $lines }
forum-line-when = • 언제: { $when }
forum-line-where = • 어디서: { $place }
forum-line-online-too = • 온라인으로도 함께할 수 있어요.
forum-line-left = • 남은 자리: { COMMA($left) }자리
forum-line-full = • 자리가 다 찼어요 (정원 { COMMA($capacity) }명)
forum-line-taken = • 신청: { COMMA($taken) }명
forum-when = { $start }
forum-when-until = { $start } ~ { $end }
forum-place = { $place }
forum-place-address = { $place } ({ $address })
forum-online = 온라인
forum-link = 온라인 주소: { $link }
forum-link-for-guests = 온라인 주소는 신청하신 분께 보여드려요.
forum-link-button = 온라인으로 들어가기
forum-map-button = 지도 보기
forum-no-map = 지도에 표시된 곳이 없어요.
forum-none = 없음
forum-and = { $first }, { $second }

# How long before a forum.
forum-days-before =
    { $days ->
        [1] 하루 전
       *[other] { $days }일 전
    }
forum-hours-before = { $hours }시간 전
forum-minutes-before = { $minutes }분 전

# Where the reader stands.
forum-is-mine = 참석을 신청하셨어요.
forum-is-full = 자리가 다 찼어요. 자리가 나면 알려드릴 수 있어요.
forum-is-full-waiting = 자리가 다 찼어요. 자리가 나면 알려드릴게요.
forum-is-closed = 신청을 마감했습니다.
forum-is-on = 이미 시작했어요. 지금은 신청할 수 없어요.
forum-is-on-mine = 지금 열리고 있어요.
forum-is-over = 끝난 모임이에요.
forum-is-cancelled = 취소된 모임입니다.
forum-cancelled-reason = 취소한 까닭: { $reason }

## Lists
forum-list =
    { $pages ->
        [1] <b>다가오는 모임</b> { $total }개
       *[other] <b>다가오는 모임</b> { $total }개 ({ $page }/{ $pages }쪽)
    }
forum-list-empty = 지금은 예정된 모임이 없어요. 새 모임이 생기면 알려드릴게요.
forum-item =
    <b>{ $number }. { $title }</b>
    { $lines }
forum-item-closed = • 신청 마감
forum-title-button = { $number }. { $title }
forum-list-button = 모임 목록
forum-open-button = 모임 보기
forum-others-button = 다른 모임 보기
forum-unknown = 찾으시는 모임이 없어요. 목록에서 골라 주세요.
forum-mine-button = 내 일정
forum-mine = <b>내 일정</b> { $count }개
forum-mine-none = 다가오는 일정은 없어요.
forum-mine-empty = 아직 신청한 모임이 없어요. 다가오는 모임을 살펴보세요.
forum-mine-line = • { $title }, { $when }
forum-mine-cancelled =
    <b>취소된 모임</b>
    { $lines }
forum-mine-past =
    <b>지난 모임</b>
    { $lines }
forum-todo = ‘{ $title }’ 모임: { $when }
forum-todo-button = { $title }

## Signing up
forum-sign-up-button = 참석 신청
forum-sign-up-again-button = 다시 신청
forum-give-up-button = 신청 취소
forum-confirm-button = 갈게요
forum-wait-button = 자리 나면 알려 주세요
forum-stop-waiting-button = 알림 그만 받기
forum-signed-up =
    ‘{ $title }’ 참석을 신청했어요.
    { $lines }
forum-reminded-at = { $befores }에 다시 알려드릴게요.
forum-signed-up-already = 이미 신청하셨어요. 그대로 오시면 돼요.
forum-just-full = 아쉽지만 자리가 다 찼어요.
forum-confirmed = 고맙습니다. 그날 뵐게요.
forum-not-signed-up = 신청하지 않은 모임이에요.
forum-give-up-ask = ‘{ $title }’ 신청을 취소할까요? 취소하면 다시 신청하지 못할 수 있어요.
forum-give-up-yes-button = 네, 취소할게요
forum-give-up-no-button = 아니요, 갈게요
forum-gave-up = ‘{ $title }’ 신청을 취소했어요. 알려 주셔서 고마워요.
forum-waiting = 자리가 나면 바로 알려드릴게요.
forum-waiting-no-more = 이제 빈자리를 알려드리지 않아요.

## What is sent
forum-announced = 새 모임을 알려드립니다.
forum-reminder =
    { $days ->
        [0] 오늘 ‘{ $title }’ 모임이 있습니다.
        [1] 내일 ‘{ $title }’ 모임이 있습니다.
       *[other] { $days }일 뒤에 ‘{ $title }’ 모임이 있습니다.
    }
    { $lines }
forum-changed =
    신청하신 ‘{ $title }’ 모임이 바뀌었습니다.
    { $line }
forum-change-when = • 언제: { $before } → <b>{ $after }</b>
forum-change-where = • 어디서: { $before } → <b>{ $after }</b>
forum-change-link = • 온라인 주소: { $before } → <b>{ $after }</b>
forum-change-capacity = • 정원: { $before } → <b>{ $after }</b>
forum-change-title = • 이름: { $before } → <b>{ $after }</b>
forum-capacity = { COMMA($capacity) }명
forum-no-limit = 제한 없음
forum-cancelled =
    ‘{ $title }’ 모임이 취소되었습니다.
    • 예정: { $when }
    • 까닭: { $reason }
    불편을 드려 죄송합니다.
forum-corrected =
    앞서 보내 드린 ‘{ $title }’ 모임 알림을 바로잡습니다.
    { $said }
forum-freed = ‘{ $title }’ 모임에 자리가 났습니다 ({ $when }). 먼저 신청하시는 분께 드립니다.

## The desk
forum-queue = 모임: 다가오는 { $count }개, 가장 가까운 때 { $at }
forum-queue-empty = 모임: 예정된 모임 없음
forum-desk-none = 목록에 모임이 없어요.
forum-list-past =
    { $pages ->
        [1] <b>지난 모임</b> { $total }개
       *[other] <b>지난 모임</b> { $total }개 ({ $page }/{ $pages }쪽)
    }
forum-past-button = 지난 모임
forum-line-figures = • { $figures } ({ $state })
forum-queue-button = 모임 관리
forum-desk-button = 업무 화면
forum-new-button = 새 모임
forum-back-button = 모임으로 돌아가기
forum-figures =
    { $waiting ->
        [0] 신청 { COMMA($taken) }명, 남은 자리 { COMMA($left) }
       *[other] 신청 { COMMA($taken) }명, 남은 자리 { COMMA($left) }, 빈자리 기다림 { COMMA($waiting) }명
    }
forum-figures-no-limit =
    { $waiting ->
        [0] 신청 { COMMA($taken) }명 (제한 없음)
       *[other] 신청 { COMMA($taken) }명 (제한 없음), 빈자리 기다림 { COMMA($waiting) }명
    }
forum-desk-facts =
    • 상태: { $state }
    • { $figures }
    • 미리 알림: { $befores }
    • 알린 곳: { $area }
forum-poster = 포스터나 누리집에 넣을 주소: { $link }
forum-state-open = 신청 받는 중
forum-state-full = 정원이 참
forum-state-closed = 신청 마감
forum-state-begun = 진행 중
forum-state-over = 끝남
forum-state-cancelled = 취소됨
forum-state-is = 지금 상태: { $state }
forum-close-button = 신청 마감
forum-close-done = 신청을 마감했어요.
forum-reopen-button = 다시 신청 받기
forum-reopen-done = 다시 신청을 받아요.
forum-roster-button = 신청자 명단
forum-roster = <b>‘{ $title }’ 신청자</b> { COMMA($count) }명
forum-roster-line = { $number }. { $label }, { $at }
forum-roster-long = { $max }명이 넘어 파일로만 볼 수 있어요.
forum-roster-file-button = 파일로 받기

# Changing. Buttons: what of it.
forum-changes-button = 바꾸기
forum-changes = ‘{ $title }’에서 무엇을 바꿀까요?
forum-cancel-button = 모임 취소
forum-correct-button = 알림 정정
forum-part-title-button = 이름
forum-part-about-button = 내용
forum-part-time-button = 시작 시각
forum-part-end-button = 끝나는 시각
forum-part-place-button = 장소
forum-part-link-button = 온라인 주소
forum-part-capacity-button = 정원
forum-part-reminders-button = 미리 알림
forum-part-area-button = 알릴 곳
forum-part-interest-button = 관심 분야
forum-part-english-button = 영어 글
forum-change-too-late = 끝났거나 취소된 모임은 바꿀 수 없어요.
forum-change-never = 이미 알린 뒤에는 바꿀 수 없는 항목이에요.
forum-nothing-to-correct = 정정할 알림이 없어요.
forum-capacity-below = 이미 { COMMA($taken) }명이 신청했어요. 정원은 그 이상이어야 해요.
forum-change-sure =
    { $count ->
        [0] 이렇게 바꿀까요? 아직 신청한 분이 없어 아래 글은 아무에게도 가지 않아요.
       *[other] 이렇게 바꿀까요? 신청한 { COMMA($count) }명에게 아래 글을 보내요.
    }
forum-change-sure-quiet = 이렇게 바꿀까요? 따로 알리지 않고 모임 화면에만 보여요.
forum-change-yes-button = 네, 바꿀게요
forum-change-same = 바뀐 것이 없어요.
forum-change-done =
    { $count ->
        [0] 바꿨어요. 아직 신청한 분은 없어요.
       *[other] 바꿨어요. 신청한 { COMMA($count) }명에게 알려요.
    }
forum-change-done-quiet = 바꿨어요.
forum-changed-meanwhile = 그사이 다른 담당자가 이 모임을 바꿨어요. 다시 확인해 주세요.
forum-ask-reason = ‘{ $title }’ 모임을 왜 취소하나요? 신청한 분들이 읽어요. 10자에서 500자까지 적어 주세요.
forum-cancel-sure =
    { $count ->
        [0] 정말 취소할까요? 되돌릴 수 없어요. 신청하거나 기다리는 분이 없어 아래 글은 아무에게도 가지 않아요.
       *[other] 정말 취소할까요? 되돌릴 수 없어요. 신청하거나 기다리는 { COMMA($count) }명에게 아래 글을 보내요.
    }
forum-cancel-yes-button = 네, 모임을 취소해요
forum-cancel-done =
    { $count ->
        [0] 모임을 취소했어요. 신청한 분은 없었어요.
       *[other] 모임을 취소했어요. { COMMA($count) }명에게 알려요.
    }
forum-ask-correction = ‘{ $title }’ 알림에서 무엇이 잘못되었나요? 바른 내용을 10자에서 500자까지 적어 주세요.
forum-correct-sure = 처음 알림을 받은 모든 분께 아래 글을 보낼까요?
forum-correct-yes-button = 네, 정정해서 보내요
forum-correct-done = 정정 알림을 보내요. 일정이나 장소가 바뀌면 ‘바꾸기’도 눌러 주세요.
forum-ask-english =
    영어로도 적어 주세요. 건너뛰면 한국어로만 보내요.
    <blockquote>{ $said }</blockquote>

## Preparing a forum
forum-ask-title = 모임 이름을 적어 주세요. { COMMA($max) }자까지 쓸 수 있어요.
forum-ask-about = 무엇을 하는 모임인가요? { COMMA($max) }자까지 쓸 수 있어요.
forum-ask-when =
    언제 시작하나요? 편한 대로 적어 주세요.
    예: 다음주 금요일 오후 2시, 12/4 14:00, 12월 4일 오후 2시
forum-ask-when-sure = 시작 시각을 <b>{ $at }</b>{ JOSA($at, "으로/로") } 할까요?
forum-when-note = ({ $note })
forum-when-yes-button = 네, 맞아요
forum-when-no-button = 다시 적을게요
forum-ask-until = 언제 끝나나요? 시각을 적거나 걸리는 시간을 골라 주세요. 예: 오후 4시
forum-hours-button = { $hours }시간
forum-until-unclear = 끝나는 시각을 알아듣지 못했어요. 예: 오후 4시, 16:00
forum-until-before = 끝나는 시각은 시작({ $at })보다 뒤여야 해요.
forum-until-far = 모임은 { $days }일을 넘을 수 없어요. 끝나는 날짜를 확인해 주세요.
forum-ask-place = 어디서 하나요? 장소 이름을 적어 주세요. 예: 야탑1동 행정복지센터 3층
forum-online-only-button = 온라인으로만 해요
forum-ask-address = 주소를 적어 주세요. 예: 분당구 야탑로 100
forum-ask-map = 지도에 보여 줄 위치를 보내 주세요. 클립 모양의 첨부에서 ‘위치’를 고르거나, 37.4119, 127.1286처럼 적어도 돼요.
forum-map-unclear = 위치를 알아듣지 못했어요. 37.4119, 127.1286처럼 적거나 위치를 보내 주세요.
forum-ask-link = 온라인으로도 하나요? 주소를 적어 주세요. 신청한 분들만 볼 수 있어요.
forum-ask-link-online = 온라인 주소를 적어 주세요. 신청한 분들만 볼 수 있어요. 예: https://zoom.us/j/1234567890
forum-no-link-button = 온라인 주소 없음
forum-link-unclear = 웹 주소를 알아듣지 못했어요. https://로 시작하는 주소를 적어 주세요.
forum-ask-capacity = 자리는 몇 명까지인가요? 숫자로 적어 주세요.
forum-no-limit-button = 제한 없음
forum-capacity-unclear = 1부터 { COMMA($max) }까지 숫자로 적어 주세요. 예: 30
forum-ask-reminders = 신청한 분들께 언제 다시 알릴까요? 누를 때마다 켜지고 꺼져요. 지금 { $count }개를 골랐어요.
forum-reminder-on-button = [고름] { $before }
forum-reminder-off-button = { $before }
forum-reminders-full = { $max }개까지 고를 수 있어요.
forum-done-button = 다 골랐어요
forum-ask-area = 누구에게 알릴까요? 지역을 골라 주세요.
forum-ask-dong = { $gu } 전체에 알릴까요, 한 동에만 알릴까요?
forum-whole-gu-button = { $gu } 전체
forum-ask-interest = 관심 분야를 고른 시민에게만 알릴까요?
forum-any-interest-button = 분야와 상관없이
forum-any-interest = 모든 분야
forum-ask-title-en = 영어 이름을 적어 주세요. 건너뛰면 한국어로만 보여요: { $title }
forum-ask-about-en = 내용도 영어로 적어 주세요. 건너뛰면 한국어로만 보여요.
forum-preview = 시민에게 이렇게 보여요. 알릴까요?
forum-preview-to =
    • 알릴 곳: { $area }, { $interest } ({ COMMA($count) }명)
    • 미리 알림: { $befores }
forum-publish-button = 알리기
forum-fix-button = 고치기
forum-fix = 무엇을 고칠까요?
forum-plan-past = 시작 시각이 이미 지났어요. 다시 적어 주세요.
forum-announced-done = ‘{ $title }’ 모임을 알렸어요. { COMMA($count) }명에게 보내요.
forum-words-please = 글자로 적어 주세요.
forum-too-long = { COMMA($max) }자까지 쓸 수 있어요. 지금 { COMMA($count) }자예요. { COMMA($over) }자를 줄여 주세요.
forum-too-short = 너무 짧아요. { $min }자 이상 적어 주세요.
forum-no-words = 기호나 그림만으로는 알 수 없어요. 글자로 적어 주세요.
