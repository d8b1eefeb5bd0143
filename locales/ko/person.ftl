# Consent, profile, settings, own data, leaving. What binds the city is said in 합쇼체.

## Consent. Each item has its legally required points: 개인정보 보호법 art. 15(2) and art. 28-8.
consent-collection =
    <b>[필수] 개인정보 수집·이용 동의</b> (제{ $version }판)
    1. 목적: 제안 접수와 답변, 1인 1표 확인, 모임 신청, 신청하신 알림
    2. 항목: 대화방 번호, 언어, 고르신 동네와 관심 분야, 쓰신 글과 사진, 참여 내역
    3. <b>보유 기간: 탈퇴하면 바로, 쓰지 않으면 { $months }개월 뒤 지웁니다.</b>
    4. 동의하지 않을 수 있습니다. 그때에는 제안·투표·신청은 할 수 없고, 읽기는 할 수 있습니다.
    { $city }{ JOSA($city, "은/는") } 답장을 보낼 수 있도록 대화방 번호를 그대로 저장합니다. 동의하십니까?
consent-transfer =
    <b>[필수] 개인정보 국외 이전 동의</b> (제{ $version }판)
    1. 항목: 이 대화방에서 주고받는 글, 사진, 단추
    2. 받는 자: { $recipient } ({ $contact })
    3. 나라·때·방법: { $country } · 메시지를 주고받을 때마다 · 인터넷
    4. 목적·기간: 메시지 전달 · 텔레그램의 정책에 따름
    5. 동의하지 않을 수 있습니다. 그때에는 이 챗봇 대신 { $department }({ $phone })에서 참여하실 수 있습니다.
    동의하십니까?
consent-age = 만 14세 이상이십니까?
consent-yes-button = 동의합니다
consent-no-button = 동의하지 않습니다
consent-age-yes-button = 네, 만 14세 이상입니다
consent-age-no-button = 아니요
consent-answer = ‘네’ 또는 ‘아니요’로 답하거나 단추를 눌러 주세요.
consent-thanks = 동의해 주셔서 고맙습니다. 언제든지 ‘설정’에서 탈퇴하실 수 있습니다.
consent-given-already = 이미 동의하셨어요.
consent-changed = 안내가 바뀌었어요. 다시 읽어 주세요.
consent-refused =
    알겠습니다. 동의하지 않아도 제안, 투표 결과, 모임은 읽으실 수 있습니다.
    챗봇 없이 참여하시려면 { $department }({ $phone }){ JOSA($department, "으로/로") } 연락해 주세요.
consent-too-young =
    만 14세 미만은 보호자의 동의가 있어야 해서 여기서는 읽기만 할 수 있어요. 조금 전의 동의는 지웠어요.
    함께하고 싶다면 보호자와 { $department }({ $phone }){ JOSA($department, "으로/로") } 연락해 주세요.

## Profile: each question can be skipped.
profile-gu = { $city } 어디에 계세요? 구를 고르거나 동 이름을 적어 주세요. 우리 동네 투표와 소식을 알려드려요.
profile-dong = { $gu }의 어느 동인가요?
profile-tie = { $place }에서 무엇을 하세요?
tie-lives = 살아요
tie-works = 일해요
tie-studies = 공부해요
profile-interests = 관심 있는 분야를 골라 주세요. { $max }개까지 고를 수 있고, 지금 { $chosen }개를 골랐어요.
profile-interest-on = [고름] { $name }
profile-interest-off = { $name }
profile-interests-full = { $max }개까지 고를 수 있어요. 다른 것을 먼저 빼 주세요.
profile-done-button = 다 골랐어요
profile-nickname = 지금은 ‘{ $label }’{ JOSA($label, "으로/로") } 보여요. 쓰고 싶은 별명을 적어 주세요. 실명은 쓰지 않아도 돼요.
profile-nickname-none-button = 별명 없이
profile-nickname-length = 별명은 한 줄, { $min }자에서 { $max }자까지예요.
profile-saved = 저장했어요.
profile-later = 괜찮아요. 동네와 관심 분야는 ‘설정’에서 언제든지 고를 수 있어요.
profile-nickname-official = 시나 부서의 이름처럼 보이는 별명은 쓸 수 없어요. 다른 별명을 적어 주세요.
# Words, separated by commas, that a nickname may not hold: they sound like an office.
profile-official-words = 시청, 구청, 시장, 공무원, 담당, 관리자, 주무관, 협치조정관
joined = 준비가 끝났어요. 다른 사람에게는 ‘{ $label }’{ JOSA($label, "으로/로") } 보여요. 무엇을 할까요?

## Settings
settings =
    <b>설정</b>
    • 보이는 이름: { $label }
    • 동네: { $place }
    • 언어: { $language }
    내 제안의 답변, 신청한 모임의 변경과 알림은 끌 수 없어요. 나머지는 아래에서 켜고 꺼요.
settings-no-place = 고르지 않음
settings-hear-on-button = [켜짐] { $topic }
settings-hear-off-button = [꺼짐] { $topic }
settings-hear-on = { $topic } 알림을 켰어요.
settings-hear-off = { $topic } 알림을 껐어요.
settings-stop-button = 알림 모두 끄기
settings-start-button = 알림 다시 켜기
settings-where-button = 동네 바꾸기
settings-interests-button = 관심 분야
settings-nickname-button = 별명
settings-language-button = 언어 · Language
topic-polls = 새 투표
topic-forums = 새 모임
topic-news = 시의 소식
stopped = 알림을 모두 껐어요. 내 제안의 답변과 신청한 모임의 일만 알려드려요.
started-again = 알림을 다시 켰어요.
language-name = 한국어
language-ask = 어느 언어로 이야기할까요? · Which language?
language-set = 이제 한국어로 이야기할게요.

## Privacy and own data
privacy =
    <b>개인정보 안내</b> ({ $city })
    • 저장: 대화방 번호, 언어, 고르신 동네와 관심, 쓰신 글과 사진, 참여 내역. 이름과 전화번호는 저장하지 않습니다.
    • 투표: 누가 참여했는지와 무엇을 골랐는지를 따로 저장하고, 마감 뒤 둘을 잇는 열쇠를 없앱니다. 나이를 물은 투표에서는 맞는지 아닌지 답하신 것만, 코드를 쓰는 투표에서는 코드를 쓰셨다는 표시만 적었다가 열쇠와 함께 지웁니다.
    • 기간: 탈퇴하면 바로, 쓰지 않으면 { $months }개월 뒤 지웁니다.
    • 국외: 메시지는 { $recipient }({ $country })를 거칩니다.
    • 책임자: { $officer } { $phone }
    모두 내려받거나(/내정보) 지울(/탈퇴) 수 있습니다.
my-data = 저장된 내 정보 전부예요.
my-data-button = 내 정보 내려받기
my-data-file = 내정보

## Leaving. Buttons: withdraw and leave, keep and leave; or leave.
leave-us-button = 탈퇴
leave-ask =
    탈퇴하면 대화방 번호와 프로필을 바로 지웁니다.
    • 공개된 제안은 ‘탈퇴한 시민’의 글로 남습니다.
    • 이미 하신 투표는 그대로 셉니다. 마감 전에 다시 오시면 그 표를 바꿀 수만 있고, 두 번 투표할 수는 없습니다.
    • 모임 신청은 취소됩니다.
    { $open ->
        [0] 정말 탈퇴하시겠습니까?
       *[other] 답변 전인 제안이 { $open }건 있습니다. 함께 거둘 수 있습니다. 정말 탈퇴하시겠습니까?
    }
leave-withdraw-button = 제안도 거두고 탈퇴
leave-keep-button = 제안은 남기고 탈퇴
leave-now-button = 탈퇴합니다
left = 탈퇴했습니다. 저장된 정보를 지웠습니다. 그동안 함께해 주셔서 고맙습니다.
left-again-button = 다시 시작하기
