# Who may vote in a poll, and what somebody does about not being allowed to.

## In one line
eligible-who-all =
    { $city } 누구나 ({ $ages }{ $code ->
        [yes] , 시에서 받은 투표 코드 필요
       *[no] { "" }
    })
eligible-who-dong =
    { $city } 어느 동에 계신지 알려 주신 분 ({ $ages }{ $code ->
        [yes] , 시에서 받은 투표 코드 필요
       *[no] { "" }
    })
eligible-who =
    { $place }에 { $ties ->
        [lives] 사는
        [works] 직장이 있는
        [studies] 학교가 있는
        [lives-works] 집이나 직장이 있는
        [lives-studies] 집이나 학교가 있는
        [works-studies] 직장이나 학교가 있는
       *[any] 계신
    } 분 ({ $ages }{ $code ->
        [yes] , 시에서 받은 투표 코드 필요
       *[no] { "" }
    })
eligible-ages-from = 만 { $min }세 이상
eligible-ages-between = 만 { $min }세부터 { $max }세까지

## Live, work, study
eligible-no-tie =
    이 투표에는 다음 분이 참여할 수 있어요: { $who }
    알려 주신 동네에 사는지, 일하는지, 공부하는지 아직 듣지 못했어요. 알려 주시면 투표하실 수 있는지 바로 말씀드려요.
eligible-other-tie =
    이 투표에는 다음 분이 참여할 수 있어요: { $who }
    고르신 답: ‘{ $tie }’. 바뀌었거나 잘못 골랐다면 다시 알려 주세요. 후보는 누구나 볼 수 있어요.
eligible-tie-button = 사는지 일하는지 알려 주기

## Age
eligible-age-ask =
    이 투표에는 다음 분이 참여할 수 있어요: { $who }
    <b>{ $born }</b>
    생년월일은 묻지 않아요. 여기서 답하신 것만 이 투표에 적어 두고, 마감한 뒤 열쇠를 없앨 때 함께 지워요.
eligible-born-between = { $first }부터 { $last } 사이에 태어나셨나요?
eligible-born-from = { $first } 또는 그 뒤에 태어나셨나요?
eligible-born-until = { $last } 또는 그 전에 태어나셨나요?
eligible-born-any = 나이가 맞나요?
eligible-day = { $year }년 { $month }월 { $day }일
eligible-age-yes-button = 네, 맞아요
eligible-age-no-button = 아니요
eligible-other-age =
    이 투표에는 다음 분이 참여할 수 있어요: { $who }
    나이가 맞지 않는다고 하셔서 투표할 수 없어요. 잘못 눌렀다면 다시 답해 주세요. 후보는 누구나 볼 수 있어요.
eligible-age-again-button = 나이 다시 답하기

## A code
eligible-no-code =
    이 투표를 하려면 시에서 나눠 드린 투표 코드가 있어야 해요. 코드 하나로 한 사람이 투표하고, 마감 전까지 바꿀 수 있어요.
    코드를 받지 못했다면 { $department }({ $phone })에 물어봐 주세요. 후보는 누구나 볼 수 있어요.
eligible-code-button = 투표 코드 넣기
eligible-code-again-button = 코드 다시 넣기
eligible-code-ask =
    ‘{ $question }’ 투표 코드를 적어 주세요. 글자와 숫자 16개예요. 예: K7F2-9QMD-0S3T-XW4B
    붙임표가 없거나 소문자여도 괜찮아요. 코드를 쓰셨다는 것만 적어 두고, 어느 코드였는지는 함께 적지 않아요.
eligible-code-form = 투표 코드는 글자와 숫자 16개예요. 받으신 그대로 글자로 적어 주세요.
eligible-code-wrong =
    그런 코드가 없어요. 받으신 그대로인지 확인해 주세요. { $left ->
        [0] 한 시간쯤 뒤에 다시 적을 수 있어요.
       *[other] { $left }번 더 적을 수 있어요.
    }
eligible-code-used =
    이 코드는 다른 계정에서 썼어요. 코드 하나로 한 사람이 한 번만 투표할 수 있어요.
    • 그 계정이 있으면: 그 계정에서 마감 전까지 표를 바꿀 수 있어요.
    • 그 계정을 잃었거나 본인이 쓰지 않았으면: 코드를 가지고 { $department }({ $phone })에 알려 주세요. 누구에게 드린 코드인지 확인해 드려요.
    비밀을 지키려고 어느 계정이 썼는지는 적어 두지 않아요. 그래서 그 코드로 낸 표는 다른 계정으로 옮기거나 지울 수 없고, 낸 그대로 세요.
eligible-code-first = 코드는 맞고 아직 쓰지 않았어요. 아래에 먼저 답하신 다음, 코드를 한 번 더 넣어 주세요.
eligible-code-whose = 투표 코드 같아요. 누구의 코드인가요? 아직 쓰지 않았으니 고르신 다음 한 번 더 적어 주세요.
eligible-code-whose-poll = ‘{ $question }’
eligible-code-mine-button = 내 코드로 투표하기
eligible-code-kept = 코드는 쓰지 않고 그대로 두었어요.
eligible-code-onsite = 이 코드로는 현장에서 이미 투표했어요. 휴대전화로 다시 투표하거나 바꿀 수 없어요. 본인이 투표하지 않았다면 { $department }({ $phone })에 알려 주세요.
eligible-code-paper = 이 코드로는 종이 투표 용지를 이미 받았어요. 휴대전화로는 투표할 수 없어요. 용지를 받지 않았다면 { $department }({ $phone })에 알려 주세요.
eligible-code-too-many =
    맞지 않는 코드를 여러 번 적으셔서 잠시 쉬어요. { $until }부터 다시 적을 수 있어요.
    코드가 잘못된 것 같으면 { $department }({ $phone })에 물어봐 주세요.
eligible-code-taken = 코드를 확인했어요. 이어서 투표해 주세요.
eligible-code-had = 이 투표에는 코드를 이미 넣으셨어요. 또 넣지 않아도 돼요.
eligible-code-later = 괜찮아요. 마감 전까지 언제든지 ‘코드’라고 적으면 다시 넣을 수 있어요.
eligible-code-none-open = 지금은 코드가 필요한 투표가 없어요.
eligible-code-which = 어느 투표의 코드인가요?
eligible-code-broken = 링크에 든 코드가 온전하지 않아요. 코드를 직접 적어 주세요.
draft-vote-code = 투표 코드 넣기

## The clerk decides who may vote
eligible-plan-more-button = 나이·직장·코드 조건 더하기
eligible-plan-now =
    <b>더한 조건</b>
    { $lines }
eligible-plan-line-ties =
    • { $ties ->
        [lives] 그곳에 사는 분
        [works] 그곳에 직장이 있는 분
        [studies] 그곳에 학교가 있는 분
        [lives-works] 그곳에 집이나 직장이 있는 분
        [lives-studies] 그곳에 집이나 학교가 있는 분
       *[works-studies] 그곳에 직장이나 학교가 있는 분
    }
eligible-plan-line-ages = • { $ages }
eligible-plan-line-code = • 투표 코드를 받은 분
eligible-plan =
    누가 참여하는지 좁히고 싶으면 골라 주세요. 고르지 않은 것은 묻지 않아요.
    사는지 일하는지와 나이는 본인이 말한 대로 믿어요. 한 사람이 한 번만 투표해야 한다면 코드를 나눠 주세요.
eligible-plan-lives-button =
    { $on ->
        [yes] [고름] 살아요
       *[no] 살아요
    }
eligible-plan-works-button =
    { $on ->
        [yes] [고름] 일해요
       *[no] 일해요
    }
eligible-plan-studies-button =
    { $on ->
        [yes] [고름] 공부해요
       *[no] 공부해요
    }
eligible-plan-ages-button = 나이: { $ages }
eligible-plan-code-button =
    { $on ->
        [yes] [고름] 투표 코드가 있어야 해요
       *[no] 투표 코드가 있어야 해요
    }
eligible-plan-done-button = 다 골랐어요
eligible-plan-ages =
    만 나이로 몇 살부터 몇 살까지인가요? 투표를 여는 날을 기준으로 해요.
    ‘19-34’, ‘65세 이상’, ‘24세 이하’처럼 적어도 돼요. { $min }부터 { $max }까지예요.
eligible-plan-ages-any-button = 나이는 묻지 않기
eligible-plan-ages-bad = 나이를 읽지 못했어요. { $min }부터 { $max } 사이의 수로 ‘19-34’처럼 적어 주세요.
eligible-plan-codes = 게시한 뒤에 관리자가 ‘madang codes’로 투표 코드를 만들어요. 나눠 주기 전에는 아무도 투표할 수 없어요.
eligible-desk-codes = 투표 코드: { COMMA($made) }개 가운데 { COMMA($used) }개를 썼어요.
