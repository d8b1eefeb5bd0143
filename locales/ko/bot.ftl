# The conversation itself: home, help, drafts, and what is said when something was not understood.

## Words that pass through
place-name = { $name }
words = { $text }
citizen-named = { $nickname }
citizen-number = 시민 #{ $number }
staff-number = 직원 #{ $number }
korean-only = (이 글은 한국어로만 있어요.)

## Buttons that many screens share
home-button = 처음으로
back-button = 뒤로
leave-button = 그만두기
skip-button = 건너뛰기
settings-button = 설정
privacy-button = 개인정보 안내
page-before-button = 이전 목록
page-after-button = 다음 목록

## Home. The first six buttons are everybody's, the last is for staff.
home-propose-button = 제안하기
home-polls-button = 투표하기
home-forums-button = 모임
home-todo-button = 내 할 일
home-news-button = 소식
home-help-button = 도움말
home-desk-button = 업무
home =
    { $waiting ->
        [0] <b>{ $programme }</b>에 오신 것을 환영해요. 무엇을 할까요?
       *[other] <b>{ $programme }</b>에 오신 것을 환영해요. ‘내 할 일’이 { $waiting }가지 있어요. 무엇을 할까요?
    }
    아래 단추를 누르거나 글로 적어 주세요.
home-again = 다시 오셨네요. { $programme }에서 무엇을 할까요?
home-back = 처음 메뉴로 돌아왔어요.

## First sight. Buttons: start, look around, privacy.
welcome =
    안녕하세요. <b>{ $city } { $programme }</b> 챗봇이에요.
    제안을 내고, 투표로 먼저 할 사업을 고르고, 모임에 함께할 수 있어요.
    둘러보기만 할 때는 이 대화방 번호와 쓰시는 언어만 하루 동안 저장해요.
welcome-start-button = 시작
welcome-look-button = 먼저 둘러보기
look-around = 동의하지 않아도 볼 수 있어요. 무엇을 볼까요?
look-proposals-button = 제안 보기
look-polls-button = 투표 보기
look-forums-button = 모임 보기

## Help
help =
    <b>도움말</b>
    • 제안: 생활 속 불편과 바람을 적으면 시가 답합니다.
    • 투표: 먼저 할 사업을 고릅니다. 모임: 함께 의논합니다.
    • 글로 적어도 돼요: 제안, 투표, 모임, 할일, 소식, 설정, 내정보, 탈퇴
    • 언제든지: 처음, 뒤로, 취소, 도움말 · English: type “English”

    <b>사람에게 묻기</b>
    { $department } { $phone } ({ $hours })
help-proposals-button = 제안 보기
help-back-to-question = 하던 일을 이어서 할게요.

## What waits
todo = <b>내 할 일</b> { $count }가지
todo-list = { $lines }
todo-line = { $number }. { $what }
todo-empty = 지금은 할 일이 없어요. 새 소식이 있으면 알려드릴게요.
todo-draft = 쓰다 만 { $what } ({ $at } 저장)
todo-draft-button = { $what } 이어서
todo-my-proposals-button = 내 제안
todo-my-forums-button = 내 일정

## Drafts. The titles are also said within a sentence.
draft-profile = 내 정보 고르기
draft-propose = 제안
draft-supplement = 보완 글
draft-handle = 제안 처리
draft-poll-plan = 새 투표
draft-poll-change = 투표 바꾸기
draft-poll-return = 투표 돌려보내기
draft-forum-plan = 새 모임
draft-forum-change = 모임 바꾸기
draft-announce = 알림
draft-kept = ‘{ $what }’{ JOSA($what, "을/를") } 임시로 저장했어요. { $until }까지 이어서 쓸 수 있어요.
draft-resume-button = 이어서 쓰기
draft-discard-button = 지우기
draft-discarded = 지웠어요.
draft-gone = 저장해 둔 글이 없어요.
start-draft = 쓰다 만 제안이 있어요 ({ $at } 저장). 이어서 쓸까요?

## Answers to a question
dialogue-old = 지난 단추예요. 지금 단계를 다시 보여드릴게요.
dialogue-by-word = 아래 단추를 누르거나, 단추의 글자를 그대로 적어 주세요. 잘못 정하지 않도록 여기서는 번호를 받지 않아요.
dialogue-choose = 목록에 있는 번호나 단추를 골라 주세요. 1부터 { $count }까지 있어요.
dialogue-which = ‘{ $typed }’{ JOSA($typed, "으로/로") } 시작하는 곳이 여럿이에요: { $names }. 어느 곳인지 끝까지 적어 주세요.
dialogue-only-choice = 아래 단추 가운데 하나를 골라 주세요.
dialogue-empty = 빈 글이에요. 글자로 적어 주세요.
dialogue-next = 네, 알겠어요. 이어서 물어볼게요.
dialogue-before = 앞 질문으로 돌아갈게요.
dialogue-location-button = 지금 위치 보내기

## What is not understood, or not possible
stale-press = 지난 단추예요. 아래에서 다시 골라 주세요.
not-understood = 무슨 말씀인지 알아듣지 못했어요. 아래에서 골라 주세요.
not-understood-human =
    도와드리지 못해 죄송해요. 아래에서 고르거나 전화로 물어보세요.
    { $department } { $phone }
unknown-command = 없는 명령이에요. 아래에서 골라 주세요.
nothing-to-cancel = 지금 하던 일이 없어요. 무엇을 할까요?
not-allowed = 담당 직원만 할 수 있는 일이에요.
not-allowed-role = 지금 맡은 역할({ $role })로는 할 수 없는 일이에요. 관리자에게 문의해 주세요.
sorry =
    잠시 문제가 생겼어요. 방금 하신 일은 저장되지 않았어요. 조금 뒤에 다시 해 주세요.
    계속 안 되면 { $phone }{ JOSA($phone, "으로/로") } 전화해 주세요.
done-late = 아까 문제가 생겨서 하지 못한 일을 지금 마쳤어요. 다시 하지 않으셔도 돼요.
too-much = 잠깐만요. 짧은 사이에 너무 많이 보내셔서 방금 보내신 것은 처리하지 않았어요. 10초쯤 쉬었다가 다시 해 주세요.
edited-message = 고친 글은 읽지 못해요. 고친 글을 새로 보내 주세요.
forwarded-message = 다른 곳에서 옮겨 온 글은 받지 않아요. 직접 적어 보내 주세요.
sent-voice = 음성은 아직 알아듣지 못해요. 글로 적어 주세요.
sent-photo = 사진을 받았지만 어디에 쓸지 모르겠어요. 제안에 붙이려면 먼저 ‘제안하기’를 눌러 주세요.
sent-location = 위치를 받았지만 어디에 쓸지 모르겠어요. 제안에 붙이려면 먼저 ‘제안하기’를 눌러 주세요.
sent-other = 이런 것은 받을 수 없어요. 글이나 단추로 말해 주세요.

## In a group
group-goodbye = 안녕하세요, { $city } 챗봇이에요. 저는 한 분씩 따로 이야기해요. 아래 단추로 찾아와 주세요. 이 방에서는 나갈게요.
group-link-button = 따로 이야기하기

## The command menu of the messenger
command-home = 처음으로
command-propose = 제안하기
command-vote = 투표하기
command-forums = 모임
command-todo = 내 할 일
command-settings = 설정
command-mydata = 내 정보 내려받기
command-privacy = 개인정보 안내
command-help = 도움말
bot-name = { $programme }
bot-description =
    { $city } { $programme }: 제안을 내고, 투표로 먼저 할 사업을 고르고, 모임에 함께하세요.
    아래 ‘시작’을 눌러 주세요.
bot-short = 제안 · 투표 · 모임. { $city }의 시민 참여 챗봇
