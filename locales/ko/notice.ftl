# Announcements of the city, and the news. What is sent to citizens binds the city: 합쇼체.

## What is sent. $city, $text
notice-announcement =
    <b>{ $city } 소식</b>

    { $text }
notice-correction =
    <b>{ $city } 정정 알림</b>
    앞서 보내 드린 소식을 바로잡습니다.

    { $text }
notice-way-out = 이런 소식을 받지 않으려면 ‘설정’에서 끌 수 있습니다.

## News. Buttons: one for each announcement; results, answers; forums, settings; home.
notice-news-button = 소식
notice-news =
    <b>소식</b>
    시의 알림과 투표 결과, 채택된 제안을 볼 수 있어요.
notice-news-list = { $lines }
notice-news-line = { $number }. { $title } ({ $day })
notice-news-empty = 아직 올라온 알림이 없어요.
notice-item-button = { $number }. { $title }
notice-results-button = 투표 결과
notice-adopted-button = 채택된 제안
notice-forums-button = 모임
notice-read-date = { $day }에 보낸 소식
notice-read-corrected = 이 소식은 나중에 바로잡았습니다. 아래에서 정정한 글을 보실 수 있습니다.
notice-read-correction-button = 정정한 글 보기
notice-read-first-button = 처음 글 보기
notice-gone = 더는 볼 수 없는 소식이에요.

## At the desk
notice-queue =
    { $paused ->
        [0] 알림: 보내는 중 { $sending }건
       *[other] 알림: 보내는 중 { $sending }건, 멈춤 { $paused }건
    }
notice-queue-button = 보내는 알림
notice-desk = <b>보낸 알림</b>
notice-desk-empty = 아직 보낸 알림이 없어요.
notice-desk-list = { $lines }
notice-desk-line = { $number }. { $title } ({ $day }) · { $state } · { $sent }명
notice-begin-button = 알림 쓰기
notice-state-sending = 보내는 중
notice-state-paused = 멈춤
notice-state-done = 다 보냄
notice-state-stopped = 그만 보냄
notice-audience-area = { $area }
notice-audience-field = 관심 분야 ‘{ $field }’
notice-audience-same = 처음 알림을 받은 사람
notice-progress =
    <b>알림</b> · { $state }
    • 보낸 때: { $at }
    • 받는 사람: { $audience }
    • 보냄 { COMMA($sent) }명 · 남음 { COMMA($left) }명 · 못 보냄 { COMMA($lost) }명
notice-quiet = 밤 9시부터 아침 8시까지는 보내지 않아요. { $until }부터 보내요.
notice-pause-button = 멈추기
notice-resume-button = 이어서 보내기
notice-stop-button = 그만 보내기
notice-refresh-button = 지금 상태 보기
notice-correct-button = 정정 알림 쓰기
notice-paused = 멈췄어요. 이미 나가던 것은 몇 초 더 갈 수 있어요.
notice-resumed = 이어서 보내요.
notice-stopped = 더는 보내지 않아요. 이미 나가던 것은 몇 초 더 갈 수 있어요.
notice-not-sending = 지금 보내는 중이 아니에요.
notice-not-paused = 멈춘 알림이 아니에요.
notice-stop-ask =
    이 알림을 그만 보낼까요? 다시 이어서 보낼 수 없어요.
    이미 받은 사람은 { COMMA($sent) }명, 아직인 사람은 { COMMA($left) }명이에요.
notice-stop-now-button = 그만 보냅니다
notice-correct-others = 다른 직원이 보낸 알림은 협치조정관이 정정할 수 있어요.
notice-correct-nobody = 정정을 받을 사람이 없어요. 받은 사람의 목록은 { $days }일 동안만 남겨 두어요.
notice-correct-draft = 쓰다 만 알림이 있어요 ({ $at } 저장). 정정을 새로 쓰면 그 글은 지워져요.
notice-correct-anew-button = 정정 새로 쓰기

## The wizard
notice-plan-audience = (1/4) 누구에게 보낼까요?
notice-plan-all-button = 모두에게
notice-plan-area-button = 구나 동을 골라서
notice-plan-field-button = 관심 분야를 골라서
notice-plan-gu = (1/4) 어느 구예요? 동 이름을 적어도 돼요.
notice-plan-dong = (1/4) { $gu } 전체에 보낼까요, 한 동에만 보낼까요?
notice-plan-whole-gu-button = { $gu } 전체
notice-plan-field = (1/4) 어느 분야에 관심 있는 사람에게 보낼까요?
notice-plan-korean = ({ $step }/{ $steps }) 알릴 글을 적어 주세요. { $min }자에서 { COMMA($max) }자까지예요. 첫 줄이 목록의 제목이 돼요.
notice-plan-correction = ({ $step }/{ $steps }) 무엇이 어떻게 바로잡히는지 적어 주세요. { $min }자에서 { COMMA($max) }자까지예요.
notice-plan-english = ({ $step }/{ $steps }) 영어로 읽는 사람을 위한 글이 있으면 적어 주세요. 없으면 한국어 글이 안내와 함께 가요.
notice-plan-so-far =
    지금 글:
    { $text }
notice-plan-keep-button = 이 글 그대로
notice-plan-no-english-button = 영어 글 빼기
notice-plan-only-text = 글로 적어 주세요. 사진이나 파일은 보낼 수 없어요.
notice-plan-no-words = 글자가 없어요. 알릴 내용을 글로 적어 주세요.
notice-plan-too-short = 너무 짧아요. { $min }자 이상 적어 주세요.
notice-plan-too-long = { COMMA($max) }자까지 쓸 수 있어요. 지금 { COMMA($length) }자예요. { COMMA($over) }자를 줄여 주세요.
notice-plan-preview =
    ({ $steps }/{ $steps }) 이대로 보낼까요?
    • 받는 사람: { $audience }, { COMMA($count) }명
    • 걸리는 시간: { $takes }
notice-takes-less = 1분 안
notice-takes-minutes = 약 { COMMA($minutes) }분
notice-plan-ends-first = 처음 알림을 아직 받지 않은 { COMMA($left) }명에게는 처음 알림도 이 정정도 가지 않아요.
notice-preview-korean = <i>한국어로 읽는 사람에게는 이렇게 보여요.</i>
notice-preview-english = <i>영어로 읽는 사람에게는 이렇게 보여요.</i>
notice-preview-no-english = <i>영어로 읽는 사람에게는 같은 글이 ‘한국어로만 있다’는 안내와 함께 가요.</i>
notice-send-button = 보내기
notice-edit-korean-button = 한국어 글 고치기
notice-edit-english-button = 영어 글 고치기
notice-edit-audience-button = 받는 사람 바꾸기
notice-plan-nobody = 지금은 받을 사람이 없어요. 받는 사람을 바꿔 주세요.
