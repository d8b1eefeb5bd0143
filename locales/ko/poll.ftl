# Votes: the list, a poll's card, the ballot, results, and what staff see. ‘후보’ is an option.

## Words that pass through
poll-lines = { $lines }
poll-title = <b>{ $question }</b>
poll-description = { $words }

## The list. A button for each poll, then past polls.
poll-list = <b>지금 하는 투표</b> { $count }건
poll-list-none = 지금 하는 투표가 없어요. 새 투표가 열리면 알려드릴게요.
poll-list-coming =
    <b>곧 시작하는 투표</b>
    { $lines }
poll-list-page = ({ $pages }쪽 중 { $page }쪽)
poll-line-open = • ‘{ $question }’: { $closes }까지
poll-line-voted = • [투표함] ‘{ $question }’: { $closes }까지 바꿀 수 있어요
poll-line-coming = • ‘{ $question }’: { $opens }부터
poll-line-counting = • ‘{ $question }’: 마감, 결과를 세고 있어요
poll-line-over = • [{ $state }] ‘{ $question }’
poll-open-button = 보기: { $title }
poll-list-button = 투표 목록
poll-past-button = 지난 투표
poll-past = <b>지난 투표</b>
poll-past-none = 지난 투표가 아직 없어요.
poll-gone = 없는 투표예요. 지금 있는 투표를 보여드릴게요.
poll-word-scheduled = 예정
poll-word-open = 진행 중
poll-word-closed = 마감
poll-word-published = 결과 발표
poll-word-cancelled = 취소

## A poll's card
poll-facts =
    • 기간: { $opens }부터 { $closes }까지
    • 참여: { $who }
    • 방법: { $method }{ $blank ->
        [yes] { " " }기권할 수도 있습니다.
       *[no] { "" }
    }
    • 결과: { $result } { $told }{ $quorum ->
        [yes]
            { "" }
            • 정족수: { $needed }. 모자라도 결과는 공개하고, 정족수 미달이라고 적습니다.
       *[no] { "" }
    }
    • 같을 때: { $tie }
    • 비밀과 증명: 마감하고 열쇠를 없앤 뒤에는 누가 무엇을 골랐는지 아무도 알 수 없고(한 명만 참여했거나 모두 같은 것을 골랐다면 결과가 알려 줍니다), 표를 빼거나 바꾸면 드러납니다. 투표하는 동안 컴퓨터를 엿보는 사람까지 막지는 못합니다.
poll-told-at-close = 마감하면 바로 발표합니다.
poll-told-by-hand = 담당자가 확인한 뒤 발표합니다.
poll-who-all = { $city } 누구나 (만 14세 이상)
poll-who-dong = { $city } 어느 동에 계신지 알려 주신 분 (만 14세 이상)
poll-who-area = { $area }에 계신 분 (만 14세 이상)
poll-method-single = 후보 { $options }개 가운데 하나를 고릅니다.
poll-method-approval =
    후보 { $options }개 가운데 { $min ->
        [1] { $max }개까지
       *[other] { $min }개에서 { $max }개까지
    } 고릅니다.{ $fields ->
        [yes] { " " }분야마다 정한 개수가 있습니다.
       *[no] { "" }
    }
poll-method-ranked = 후보 { $options }개 가운데 { $max }개까지, 가장 바라는 것부터 순서를 매깁니다.
poll-method-score = 후보 { $options }개에 1점부터 { $max }점까지 점수를 줍니다. 점수를 주지 않은 후보는 0점입니다.
poll-method-points = 후보 { $options }개에 모두 합해 { $max }점을 나눠 줍니다. 한 후보에 몰아줘도 됩니다.
poll-method-knapsack = 후보 { $options }개 가운데 합해서 { $budget } 안에서 고릅니다.
poll-formula-votes =
    { $fields ->
        [yes] 분야마다 정한 개수만큼, 표가 많은 순서로 뽑습니다.
       *[no] 표가 많은 순서로 { $seats }개를 뽑습니다.
    }
poll-formula-sides = 표가 더 많은 쪽으로 정합니다.
poll-tie-votes = 표가 같으면 번호가 앞선 후보를 뽑습니다.
poll-tie-sides = 표가 같으면 어느 쪽으로도 정하지 않습니다.
poll-tie-ranked = 견주어도 같으면 번호가 앞선 후보를 뽑습니다.
poll-tie-runoff = 가장 적은 후보가 여럿이면 번호가 뒤인 후보부터 뺍니다.
poll-tie-score = 점수의 합이 같으면 가장 높은 점수를 더 많이 받은 후보를, 그것도 같으면 번호가 앞선 후보를 뽑습니다.
poll-tie-points = 점수가 같으면 번호가 앞선 후보를 뽑습니다.
poll-tie-knapsack = 표가 같으면 비용이 적은 후보를, 비용도 같으면 번호가 앞선 후보를 먼저 봅니다.
poll-tie-shares = 조건이 같으면 고른 사람이 많은 후보, 비용이 적은 후보, 번호가 앞선 후보의 순서로 뽑습니다.
poll-formula-ranked = 두 후보씩 견주어, 더 많은 사람이 앞에 놓은 쪽이 이깁니다. 다른 후보를 모두 이기는 순서로 { $seats }개를 뽑습니다. (슐체 방식)
poll-formula-runoff = 첫째로 꼽은 사람이 절반을 넘는 후보가 나올 때까지, 가장 적은 후보를 하나씩 빼고 그 표를 다음 순위로 옮깁니다.
poll-formula-score =
    { $fields ->
        [yes] 분야마다 정한 개수만큼, 점수의 합이 높은 순서로 뽑습니다.
       *[no] 점수의 합이 높은 순서로 { $seats }개를 뽑습니다.
    }
poll-formula-points =
    { $fields ->
        [yes] 분야마다 정한 개수만큼, 받은 점수가 많은 순서로 뽑습니다.
       *[no] 받은 점수가 많은 순서로 { $seats }개를 뽑습니다.
    }
poll-formula-knapsack = 표가 많은 순서로, 모두 { $budget }{ JOSA($budget, "을/를") } 넘지 않게 뽑습니다. 남은 예산에 들어가지 않는 후보는 건너뜁니다.
poll-formula-shares = 예산 { $budget }{ JOSA($budget, "을/를") } 투표한 사람 수대로 똑같이 나누고, 같은 후보를 고른 사람들이 그 몫을 모아 낼 수 있으면 뽑습니다. 남은 예산은 표가 많은 순서로 씁니다. (균등 몫 방식)
poll-state-scheduled = 아직 시작 전이에요. { $opens }에 시작해요.
poll-state-open =
    { $voters ->
        [0] 아직 참여한 사람이 없어요.
       *[other] 지금까지 { COMMA($voters) }명이 참여했어요.
    } 누가 앞서는지는 마감까지 보여 주지 않아요.
poll-state-voted = 투표하셨어요. { $closes }까지 바꿀 수 있어요. 지금까지 { COMMA($voters) }명이 참여했어요.
poll-state-closed = 투표가 끝났습니다. 결과를 확인한 뒤 발표합니다.
poll-state-published = 결과를 발표했습니다.
poll-state-cancelled = 취소된 투표입니다. 들어온 표는 모두 없앴습니다.
poll-correction = <b>바로잡음</b>: { $note }
poll-vote-button = 투표하기
poll-vote-or-change-button = 투표하거나 바꾸기
poll-look-button = 후보 보기
poll-card-button = 투표 안내
poll-how-button = 비밀은 어떻게 지키나요
poll-how =
    <b>투표의 비밀</b>
    • 누가 참여했는지와 무엇을 골랐는지를 따로 보관합니다. 마감까지는 따로 둔 열쇠로만 이어집니다.
    • { $days ->
        [0] 마감하면 그 열쇠를 없앱니다.
       *[other] 이의를 받기 위해 그 열쇠를 마감 뒤 { $days }일 동안 두었다가 없앱니다.
    } 그 뒤에는 시청 직원도 누가 무엇을 골랐는지 알 수 없습니다.
    • 다만 한 명만 참여했거나 모두 같은 것을 골랐다면, 무엇을 골랐는지 결과가 알려 줍니다.
    • 운영 중인 컴퓨터를 몰래 들여다보는 사람까지 막지는 못합니다. 텔레그램도 이 대화를 볼 수 있습니다.
    • 시의 의견을 모으는 투표이며, 법으로 정한 선거나 주민투표가 아닙니다.
poll-how-proof =
    <b>투표의 증명</b>
    • 받은 표는 모두 기록장에 봉인해 적고, 영수증을 드립니다. ‘영수증’ 뒤에 번호를 적어 보내면 기록장에 있는지 알려드립니다.
    • 기록장의 봉인은 10분마다 공개하고 영수증에도 적습니다. 그 뒤에 표를 빼거나 바꾸면 드러납니다.
    • 영수증에는 무엇을 골랐는지가 들어 있지 않습니다.
poll-how-hash = 질문과 후보는 게시한 뒤 바꿀 수 없습니다. 확인값: <code>{ $hash }</code>

## An option's card. Buttons: before, after; back to the ballot.
poll-option =
    (후보 { $count }개 중 { $place }번째)
    <b>{ $number }번. { $title }</b>
poll-option-about = { $words }
poll-option-no-about = 따로 적힌 설명이 없어요.
poll-option-field = 분야: { $field }
poll-option-cost = 예산: { $cost }
poll-option-place = 장소: { $words }
poll-option-line = { $number }번. { $title }
poll-option-line-cost = { $number }번. { $title } ({ $cost })
poll-option-before-button = 이전 후보
poll-option-after-button = 다음 후보
poll-picture-button = 사진 보기
poll-picture-none = 이 후보에는 사진이 없어요.
poll-to-ballot-button = 투표지로 가기

## The ballot. A button for each option, then submit.
poll-ballot-unsent = 아직 제출 전
poll-ballot-unsent-change = 바꾼 것은 아직 제출 전 (먼저 낸 표가 그대로 있어요)
poll-ballot-single =
    { $chosen ->
        [0] 하나를 골라 주세요.
       *[other] 하나를 골랐어요.
    } · { $sent }
poll-ballot-progress = { $max }개 중 { $chosen }개 고름 · { $sent }
poll-ballot-ranked =
    { $chosen ->
        [0] 가장 바라는 후보부터 차례로 { $max }개까지 눌러 주세요.
       *[other] { $max }개 중 { $chosen }개 순서 매김 ({ $order })
    } · { $sent }
poll-ballot-score = 후보 { $all }개 중 { $chosen }개에 점수 줌 · { $sent }
poll-ballot-points = { $budget }점 중 { $given }점 나눠 줌, { $left }점 남음 · { $sent }
poll-ballot-knapsack = { $chosen }개 고름, 쓴 예산 { $spent }, 남은 예산 { $left } · { $sent }
poll-ballot-blank = 기권을 고름 · { $sent }
poll-ballot-blank-cast = 기권으로 제출한 그대로예요. 바꾸려면 후보를 골라 주세요.
poll-ballot-as-cast = 제출한 그대로예요. 바꾸려면 다시 골라 주세요.
poll-ballot-line = { $state }{ $number }번. { $title }
poll-ballot-line-cost = { $state }{ $number }번. { $title } ({ $cost })
poll-mark-none = { "" }
poll-mark-on = { "[고름] " }
poll-mark-rank = { "[" }{ $rank }순위]{ " " }
poll-mark-points = { "[" }{ $points }점]{ " " }
poll-field-line =
    ‘{ $field }’ 분야: { $limits ->
        [max] { $max }개까지,{ " " }
        [min] { $min }개 이상,{ " " }
        [both] { $min }개에서 { $max }개,{ " " }
        [exact] { $max }개,{ " " }
       *[none] { "" }
    }지금 { $chosen }개
poll-field-button = { $field } (고른 것 { $chosen })
poll-no-field-button = 그 밖의 후보
poll-fields-button = 분야 목록
poll-ballot-order = 순서는 사람마다 다르게 섞여 있어요.
poll-ballot-page = { $pages }쪽 중 { $page }쪽이에요. 순서는 사람마다 다르게 섞여 있어요.
poll-pick-button = { $number }번 고르기
poll-rank-button = { $number }번을 { $rank }순위로
poll-dear-button = { $number }번: { $over } 모자람
poll-score-button = { $number }번 { $points }점
poll-score-on-button = { $number }번 [{ $points }점]
poll-more-button = { $number }번 1점 더
poll-less-button = { $number }번 1점 빼기
poll-blank-button = 기권하기
poll-drop-button = { $number }번 빼기
poll-submit-button = 제출
poll-away-button = 나중에 하기
poll-away-home-button = 처음으로
poll-away-kept = 고른 것을 마감까지 보관해요. ‘내 할 일’에서 이어서 할 수 있어요.
poll-picked = { $number }번을 골랐어요. { $max }개 중 { $chosen }개.
poll-picked-cost = { $number }번을 골랐어요. 남은 예산 { $left }.
poll-picked-rank = { $number }번이 { $rank }순위예요.
poll-marked =
    { $points ->
        [0] { $number }번의 점수를 뺐어요.
       *[other] { $number }번에 { $points }점을 줬어요.
    }
poll-dropped-cost = { $number }번을 뺐어요. 남은 예산 { $left }.
poll-dropped = { $number }번을 뺐어요. { $max }개 중 { $chosen }개.
poll-ballot-empty = 아직 고른 후보가 없어요. 하나 이상 골라 주세요.
poll-ballot-too-many = { $max }개까지만 고를 수 있어요. 다른 후보를 먼저 빼 주세요.
poll-ballot-no-blank = 이 투표에는 기권이 없어요. 후보를 골라 주시거나, 참여하지 않으셔도 돼요.
poll-ballot-too-few = 적어도 { $min }개를 골라야 해요. 더 골라 주세요.
poll-ballot-too-few-of = ‘{ $field }’ 분야에서 적어도 { $min }개를 골라야 해요.
poll-ballot-too-many-of = ‘{ $field }’ 분야에서는 { $max }개까지만 고를 수 있어요. 같은 분야의 다른 후보를 먼저 빼 주세요.
poll-ballot-too-dear = 남은 예산보다 { $over } 더 들어요. 다른 후보를 먼저 빼 주세요.
poll-ballot-too-high = 한 후보에 { $max }점까지 줄 수 있어요.
poll-ballot-too-many-points = 모두 합해 { $max }점까지예요. 다른 후보의 점수를 먼저 줄여 주세요.
poll-ballot-unknown = 이 투표에 없는 후보예요. 지금 투표지를 보여드릴게요.

## What was typed on a ballot and would not do
poll-typed-unknown = 이 투표에는 { $number }번 후보가 없어요. 1번부터 { $count }번까지 있어요.
poll-typed-twice = { $number }번을 두 번 적으셨어요. 한 번만 적어 주세요.
poll-typed-set = 이 투표는 순서나 점수 없이 골라요. 번호만 적어 주세요. 예: 2, 5
poll-typed-ranked = 이 투표는 점수가 아니라 순서로 골라요. 예: 3 > 1 > 2
poll-typed-which =
    어느 후보인지 알 수 없어요. 번호를 적어 주세요.
    { $lines }
poll-typed-press = 아직 제출 전이에요. 아래 단추를 누르셔야 제출돼요.
poll-typed-stays = 방금 적으신 글은 대화에 남아 있어요. 남기고 싶지 않으면 지워 주세요.
poll-typed-points = 이 투표는 점수를 줘요. 번호와 점수를 함께 적어 주세요. 예: 1번 5점, 3번 2점

## Before and after casting
poll-summary =
    이대로 투표할까요?
    { $lines }
poll-summary-blank =
    기권할까요?
    참여한 것으로 세고, 어느 후보에게도 표를 주지 않아요.
poll-chosen-rank = { $rank }순위: { $number }번. { $title }
poll-chosen-points = { $points }점: { $number }번. { $title }
poll-chosen-blank = 기권 (어느 후보도 고르지 않음)
poll-total-cost = 합해서 { $spent }, 남은 예산 { $left }
poll-total-points = 모두 { $given }점을 나눠 줬어요. { $left }점은 쓰지 않았어요.
poll-cast-blank-button = 기권으로 투표하기
poll-cast-button = 이대로 투표하기
poll-again-button = 다시 고르기
poll-cast-old = 그 뒤에 고른 것이 바뀌었어요. 지금 투표지를 확인해 주세요.
poll-done =
    <b>투표 완료</b> · ‘{ $question }’
    영수증 { $number }번 <code>{ $receipt }</code>
    { $closes }까지 바꿀 수 있습니다. 바꾸면 영수증도 바뀝니다.
poll-mine-button = 내 투표 보기
poll-change-button = 바꾸기
poll-mine =
    ‘{ $question }’에 이렇게 투표하셨어요.
    { $lines }
poll-mine-receipt = 영수증 { $number }번 <code>{ $receipt }</code> · { $closes }까지 바꿀 수 있어요.
poll-mine-until = { $closes }까지 바꿀 수 있어요.
poll-mine-closed = 투표가 끝나 이제는 누가 무엇을 골랐는지 아무도 볼 수 없어요. 내 표도 볼 수 없지만, 안전하게 셌습니다.
poll-mine-kept = 투표가 끝났습니다. 이의를 받기 위해 { $until }까지 열쇠를 두었다가 없앱니다. 내 표가 기록장에 있는지는 영수증 번호로 확인하실 수 있습니다.
poll-not-voted = 아직 투표하지 않으셨어요. { $closes }까지 할 수 있어요.
poll-final = 이미 투표하셨어요. 이 표는 더 바꿀 수 없어요. 궁금한 점은 ‘도움말’의 전화로 물어봐 주세요.

## Why a vote does not count
poll-shut-coming = ‘{ $question }’{ JOSA($question, "은/는") } 아직 시작 전이에요. { $opens }에 시작해요.
poll-shut-cancelled = ‘{ $question }’ 투표는 취소됐어요.
poll-shut-late =
    ‘{ $question }’ 투표는 { $closes }에 끝났습니다.
    이번 표는 { $late } 늦게 들어와서 넣지 못했습니다. 먼저 제출하신 표가 있으면 그대로 셉니다.
poll-late-moment = 아주 조금
poll-late-seconds = { $n }초
poll-late-minutes = { $n }분
poll-late-hours = { $n }시간
poll-late-days = { $n }일
poll-result-button = 결과 보기
poll-barred-no-dong =
    이 투표에는 다음 분이 참여할 수 있어요: { $who }
    아직 동네를 알려 주지 않으셨어요. 알려 주시면 투표하실 수 있는지 바로 말씀드려요.
poll-barred-elsewhere =
    이 투표는 { $area }에 계신 분만 참여할 수 있어요. 알려 주신 동네는 그 밖이에요.
    이사하셨거나 잘못 골랐다면 동네를 다시 알려 주세요. 후보는 누구나 볼 수 있어요.
poll-tell-dong-button = 동네 알려 주기

## Results
poll-result =
    <b>{ $question }</b>
    투표 결과입니다. { COMMA($voters) }명이 참여했습니다.{ $any ->
        [yes] { " " }그 가운데 { COMMA($blank) }명은 기권했습니다.
       *[no] { "" }
    }
poll-result-line =
    { $shared ->
        [yes] 공동 { $rank }위
       *[no] { $rank }위
    } { $number }번 { $title }: { $figure }{ $chosen ->
        [yes] { " " }(뽑힘)
       *[no] { "" }
    }
poll-result-line-none = { $number }번 { $title }: { $figure }
poll-figure-votes = { COMMA($votes) }표, { $whole }.{ $tenth }퍼센트
poll-figure-none = 0표
poll-figure-points = 합해서 { COMMA($points) }점
poll-figure-wins =
    { $wins ->
        [0] 이긴 후보 없음
       *[other] 다른 후보 { $wins }개를 이김
    }
poll-figure-round = 마지막 회차 { COMMA($votes) }표
poll-result-tie =
    { $by ->
        [leaves] 표가 가장 적은 후보가 여럿이면 번호가 뒤인 후보를 먼저 뺐습니다.
        [marks] 점수의 합이 같은 후보는 가장 높은 점수를 많이 받은 순서로 정했습니다.
        [round] 표가 같은 후보는 앞 회차의 표가 많은 순서로 정했습니다.
        [support] 서로 같은 후보는 고른 사람이 많은 순서로 정했습니다.
        [points] 점수가 같은 후보는 번호가 앞선 순서로 정했습니다.
        [order] 견주어도 같은 후보는 번호가 앞선 순서로 정했습니다.
        [cost] 표가 같은 후보는 비용이 적은 순서로 정했습니다.
        [lots] 서로 같은 후보는 미리 알린 추첨 순서로 정했습니다.
       *[number] 표가 같은 후보는 번호가 앞선 순서로 정했습니다.
    }
    { $lines }
poll-result-round = { $round }회차: 1위는 { $first }번({ COMMA($votes) }표), 가장 적은 { $out }번({ COMMA($least) }표)이 빠졌습니다.
poll-result-round-last =
    { $round }회차: { $first }번이 { COMMA($votes) }표로 절반을 넘었습니다.{ $spent ->
        [0] { "" }
       *[other] { " " }남은 후보가 없는 표는 { COMMA($spent) }표입니다.
    }
poll-result-circle =
    다른 후보를 모두 이긴 후보가 없어, 서로 물고 물리는 다음 후보들 사이는 가장 센 이김부터 따라갔습니다.
    { $lines }
poll-result-level =
    다른 후보를 모두 이긴 후보가 없습니다. 다음 후보들 가운데 서로 비긴 후보가 있습니다.
    { $lines }
poll-result-undecided =
    <b>같은 표: 정해지지 않음</b>
    다음 후보의 표가 같아 어느 쪽으로도 정해지지 않았습니다.
    { $lines }
poll-result-undecided-sides = <b>찬반 같음: 정해지지 않음</b>
poll-result-revealed =
    { $voters ->
        [1] 참여한 분이 한 명이라, 그분이 무엇을 골랐는지 이 결과에서 드러납니다.
       *[other] 참여한 분이 모두 같은 것을 골라, 저마다 그것을 골랐다는 것이 이 결과에서 드러납니다.
    }
poll-result-money =
    예산 { $budget } 가운데 { $spent }{ JOSA($spent, "을/를") } 씁니다.{ $rest ->
        [yes] { " " }{ $left }{ JOSA($left, "이/가") } 남습니다.
       *[no] { " " }남는 예산은 없습니다.
    }
poll-result-formula = 정하는 방법: { $formula }
poll-result-thanks = 참여해 주셔서 고맙습니다.

## What waits, in ‘내 할 일’
poll-todo = ‘{ $question }’ 투표 ({ $closes }까지)
poll-todo-begun = 시작하고 제출하지 않은 투표 ‘{ $question }’ ({ $closes }까지)
poll-todo-changing = 바꾸다가 제출하지 않은 투표 ‘{ $question }’ (먼저 낸 표는 그대로 세요, { $closes }까지)
poll-todo-button = 투표: { $title }

## Notices
poll-announced = 새 투표가 열렸습니다.
poll-extended =
    ‘{ $question }’ 투표에서 { $from }까지였던 마감을 { $to }까지로 미뤘습니다.
    그때까지 참여하실 수 있고, 이미 내신 표는 그대로이며 바꾸실 수 있습니다.
poll-cancelled = ‘{ $question }’ 투표를 취소했습니다. 들어온 표는 모두 없앴습니다.
poll-nudge =
    ‘{ $question }’ 투표를 시작하고 아직 제출하지 않으셨어요. 제출하셔야 표로 셉니다.
    { $closes }에 마감해요. 고르신 것은 그대로 있어요.
poll-nudge-button = 이어서 투표하기
poll-cancel-reason = 까닭: { $reason }
poll-corrected = ‘{ $question }’ 투표에 대해 알려드린 내용을 바로잡습니다. { $note }

## Staff: the desk
poll-desk-line = 투표: 진행 { $open }건, 예정 { $coming }건, 발표 기다림 { $waiting }건
poll-desk = <b>투표</b>
poll-desk-none = 진행 중이거나 예정된 투표가 없어요.
poll-desk-state =
    <b>{ $state }</b> { $count }건
    { $lines }
poll-desk-poll = { $number }. ‘{ $question }’: { COMMA($voters) }명 참여, 마감 { $closes }
poll-desk-queue-button = 투표 관리
poll-desk-new-button = 새 투표 만들기
poll-desk-see-button = 투표 상태 보기
poll-desk-facts =
    { "[" }{ $state }] 투표 { $number }번 · { COMMA($voters) }명 참여
    확인값 <code>{ $hash }</code>
poll-desk-turnout =
    <b>구별 참여</b>
    { $lines }
poll-desk-turnout-line = • { $place }: { COMMA($count) }명
poll-desk-turnout-few = • { $place }: { $min }명 미만
poll-desk-turnout-hidden = • { $place }: 보이지 않음 (다른 구의 적은 수가 드러나지 않도록)
poll-desk-no-gu = 동네를 알리지 않음
poll-desk-unfinished =
    { $count ->
        [0] 시작한 분은 모두 제출했습니다.
       *[other] 시작하고 제출하지 않은 표: { COMMA($count) }장 (시작한 분의 { $whole }.{ $tenth }퍼센트)
    }
poll-desk-extend-button = 마감 미루기
poll-desk-cancel-button = 투표 취소
poll-desk-correct-button = 바로잡는 알림
poll-desk-preview-button = 결과 미리 보기
poll-desk-changed = 그사이 상태가 바뀌었어요. 지금 상태를 보여드릴게요.
poll-desk-tell =
    { $voters ->
        [0] 투표한 사람이 없어 따로 보낼 곳은 없고, 위 내용을 누구나 볼 수 있게 합니다.
       *[other] 위 내용을 투표한 { COMMA($voters) }명 모두에게 보내고 누구나 볼 수 있게 합니다.
    }
    발표는 거둘 수 없습니다. 틀린 것이 있으면 나중에 바로잡는 알림을 보낼 수 있습니다. 발표하시겠습니까?
poll-desk-tell-button = 결과 발표
poll-desk-told =
    결과를 발표했습니다.{ $voters ->
        [0] { " " }투표한 사람이 없어 따로 전할 곳은 없습니다.
       *[other] { " " }투표한 분들에게 차례로 전합니다.
    }

## Staff: preparing a poll
poll-plan-draft = 만들다 만 투표가 있어요 ({ $at } 저장). 이어서 만들까요?
poll-plan-anew-button = 새로 만들기
poll-plan-template =
    어떤 투표를 만들까요? 틀을 고르면 방법과 규칙이 채워지고, 게시하기 전에 하나씩 고칠 수 있어요.
    모두 직접 정하려면 무엇을 묻는 투표인지 바로 적어 주세요.
poll-plan-priority-button = 중점사업 선정
poll-plan-yes-no-button = 찬반
poll-plan-order-button = 순위
poll-plan-budget-button = 예산
poll-plan-opinion-button = 의견 묻기
poll-plan-own-button = 직접 정하기
poll-plan-for = 찬성
poll-plan-against = 반대
poll-plan-question = 무엇을 묻는 투표인가요? 한 문장으로 적어 주세요. { $max }자까지 쓸 수 있어요.
poll-plan-question-en = 영어로도 적어 주세요. 없으면 건너뛰세요. 영어로 읽는 분께는 한국어만 있다고 알려드려요.
    ‘{ $question }’
poll-plan-about = 설명을 적어 주세요. 결과를 어떻게 쓰는지도 함께 적으면 좋아요. { $max }자까지 쓸 수 있어요.
poll-plan-about-en = 설명의 영어 글을 적어 주세요. 없으면 건너뛰세요.
poll-plan-options =
    후보를 한 줄에 하나씩 적어 주세요. 후보가 둘 이상이어야 해요. { $max }개까지 넣을 수 있고, 여러 번 나눠 보내도 돼요.
    설명과 예산을 붙이려면: 제목 | 설명 | 4억 2,000만
    장소는 그 뒤에, 분야는 ‘# 교통’처럼 한 줄로, 사진은 후보 번호를 적어 보내 주세요.
poll-plan-options-now =
    지금 { $count }개예요.
    { $lines }
poll-plan-pictured = 방금 보내신 사진은 { $number }번 ‘{ $title }’에 붙였어요. 다른 후보의 사진이면 아래에서 떼고, 후보 번호를 사진 설명에 적어 다시 보내 주세요.
poll-plan-unpicture-button = { $number }번에서 사진 떼기
poll-plan-drop-unknown = { $number }번 후보가 없어요. 지금 { $count }개예요. 아무것도 빼지 않았어요.
poll-plan-pictures = 사진이 있는 후보: { $count }개
poll-plan-picture = 어느 후보의 사진인지 번호를 사진 설명에 적어 다시 보내 주세요.
poll-plan-field-name = 분야 이름은 글자로 { $max }자까지 적어 주세요. 예: # 교통
poll-plan-fields-many = 분야는 { $max }개까지예요. 이번에 보내신 줄은 넣지 않았어요.
poll-plan-fields-en-count = 분야는 { $count }개인데 영어 이름은 { $given }줄이에요. 모두 적거나 모두 빼 주세요.
poll-plan-fields-now =
    <b>분야</b>
    { $lines }
poll-plan-field = • { $field }: 후보 { $options }개, { $min ->
        [0] { "" }
       *[other] { $min }개에서{ " " }
    }{ $max }
poll-plan-field-max = { $max }개까지
poll-plan-field-any = 제한 없음
poll-plan-fields =
    분야마다 몇 개까지 고를 수 있나요? 모든 분야에 같은 수면 ‘2’처럼, 다르면 한 줄에 하나씩 ‘교통 1~2’처럼 적어 주세요.
    { $lines }
poll-plan-limits-clash = 그렇게 정하면 아무도 표를 낼 수 없어요. 적어도 고를 개수가 고를 수 있는 개수보다 많지 않게 다시 적어 주세요.
poll-plan-fields-none-button = 분야별 제한 없음
poll-plan-fields-line = ‘{ $words }’{ JOSA($words, "을/를") } 읽지 못했어요. 분야 이름 뒤에 수를 적어 주세요. 예: 교통 1~2
poll-plan-options-done-button = 다음
# The words of the other language, understood as the button too.
poll-plan-next-too = next
poll-plan-skip-too = skip
poll-plan-proposals-button = 제안에서 고르기
poll-plan-clear-button = 모두 지우기
poll-plan-proposals = 후보로 올릴 제안을 골라 주세요. 지금 { $count }개를 골랐어요. 다시 누르면 빠져요.
poll-plan-proposal-on = [고름] { $title }
poll-plan-proposal-off = { $title }
poll-plan-proposals-done-button = 다 골랐어요
poll-plan-proposal-gone = 그 제안은 이제 고를 수 없어요. 아래에서 다시 골라 주세요.
poll-plan-options-en =
    후보의 영어 글을 같은 순서로 한 줄에 하나씩, { $count }줄로 적어 주세요. 없으면 건너뛰세요.
    { $lines }
poll-plan-options-en-count = 후보는 { $count }개인데 { $given }줄을 적으셨어요. 한 줄에 하나씩 같은 순서로 적어 주세요.
poll-plan-method = 어떻게 고르나요?
poll-plan-single-button = 하나만 고르기
poll-plan-sides-button = 찬반 (같으면 정하지 않기)
poll-plan-approval-button = 여러 개 고르기
poll-plan-ranked-button = 순서 매기기
poll-plan-runoff-button = 순서 매기기 (결선)
poll-plan-score-button = 점수 주기
poll-plan-points-button = 점수 나눠 주기
poll-plan-knapsack-button = 예산 안에서 고르기
poll-plan-shares-button = 예산 고르게 나누기
poll-plan-marks = 한 후보에 몇 점까지 줄 수 있나요? 1부터 10까지예요.
poll-plan-points = 한 사람이 나눠 줄 점수는 모두 몇 점인가요? 1부터 100까지예요.
poll-plan-budget = 쓸 수 있는 예산은 모두 얼마인가요? 예: 10억, 4억 2,000만
poll-plan-budget-small = 가장 적게 드는 후보의 비용이 { $least }, 예산보다 많아요. 더 많은 예산을 적어 주세요.
poll-plan-no-cost = 예산으로 정하는 투표는 모든 후보에 비용이 있어야 해요. { $number }번 후보에 비용이 없어요. ‘{ $number }번 | | 3억’처럼 적어 주세요.
poll-plan-least = 적어도 몇 개를 골라야 하나요? 1부터 { $max }까지예요.
poll-plan-blank = 아무것도 고르지 않고 참여하는 기권을 받을까요?
poll-plan-blank-yes-button = 기권을 받기
poll-plan-blank-no-button = 받지 않기
poll-plan-each-button = 분야마다 { $seats }개
poll-plan-picks = 한 사람이 몇 개까지 고를 수 있나요? 1부터 { $max }까지예요.
poll-plan-seats =
    { $by ->
        [points] 점수가 높은 순서로
        [order] 앞선 순서로
       *[votes] 표가 많은 순서로
    } 몇 개를 뽑나요? 1부터 { $max }까지예요.
poll-plan-number-button = { $number }
poll-plan-number = 1부터 { $max }까지의 수를 적어 주세요.
poll-plan-number-too-large = { $number }개는 너무 많아요. { $max }개까지 할 수 있어요.
poll-plan-points-too-large = { $number }점은 너무 많아요. { $max }점까지 할 수 있어요.
poll-plan-opens = 언제 시작하나요? 예: 12월 14일 오전 9시
poll-plan-now-button = 게시하면 바로
poll-plan-closes = 언제 마감하나요? 예: 12월 24일 오후 6시. 이 시각이 되면 더 받지 않아요.
poll-plan-sure = { $at }{ JOSA($at, "으로/로") } 할까요?
poll-plan-guessed = ({ $note })
poll-plan-yes-button = 맞아요
poll-plan-no-button = 다시 적기
poll-plan-closes-early = 마감은 시작({ $opens })보다 적어도 { $minutes }분 뒤여야 해요. 다시 적어 주세요.
poll-plan-closes-soon = 마감은 지금부터 적어도 { $minutes }분 뒤여야 해요. 다시 적어 주세요.
poll-plan-area = 누가 참여하나요? 구를 고르면 그 구 전체나 한 동을 고를 수 있어요. 동 이름을 적어도 돼요.
    ({ $city } 전체는 위의 두 단추)
poll-plan-all-button = 시 전체, 누구나
poll-plan-told-button = 시 전체, 동네를 알린 분
poll-plan-dong = { $gu }의 어디인가요?
poll-plan-whole-gu-button = 이 구 전체
poll-plan-areas-button = 여러 곳 고르기
poll-plan-areas = 참여할 수 있는 곳을 모두 골라 주세요. 구를 누르면 그 구 전체나 동을 고를 수 있고, 동 이름을 적어도 돼요. 다시 고르면 빠져요.
poll-plan-areas-dong = { $gu }에서 어디인가요? 다시 누르면 빠져요.
poll-plan-areas-now =
    <b>고른 곳</b>
    { $lines }
poll-plan-areas-line = • { $place }
poll-plan-areas-gus-button = 다른 구
poll-plan-areas-done-button = 다 골랐어요
poll-plan-publishing = 결과는 언제 발표하나요?
poll-plan-at-close-button = 마감하면 바로
poll-plan-by-hand-button = 확인하고 직접
poll-plan-preview = <b>시민에게 이렇게 보여요</b>
poll-plan-has-en = 영어 글이 있어요.
poll-plan-no-en = 영어 글이 없거나 모자라요. 영어로 읽는 분께는 한국어로만 보여요.
poll-plan-look-button = 후보 하나씩 보기
poll-plan-look-done-button = 미리보기로
poll-plan-other =
    <b>영어로 읽는 분께는</b>
    { $title }{ $any ->
        [yes] { "\u000A" }{ $about }
       *[no] { "" }
    }
poll-plan-other-none = 영어 글이 없어요. 영어로 읽는 분께도 한국어로 보여요.
poll-plan-has-picture = 사진이 있어요.
poll-plan-no-picture = 사진은 없어요.
poll-plan-freeze = 게시하면 질문과 후보와 방법은 바꿀 수 없습니다. 마감을 미루거나 취소할 수만 있습니다.
poll-plan-publish-button = 게시
poll-plan-edit-button = 고치기
poll-plan-edit = 무엇을 고칠까요?
poll-plan-edit-question-button = 질문
poll-plan-edit-about-button = 설명
poll-plan-edit-options-button = 후보
poll-plan-edit-method-button = 방법
poll-plan-edit-when-button = 기간
poll-plan-edit-who-button = 참여 대상
poll-plan-edit-blank-button = 기권
poll-plan-edit-fields-button = 분야
poll-plan-edit-least-button = 최소 개수
poll-plan-edit-result-button = 결과 발표
poll-plan-published = 투표를 시작했습니다. 대상자에게 차례로 알립니다. 확인값: <code>{ $hash }</code>
poll-plan-scheduled = 게시했습니다. { $opens }에 저절로 시작하고 대상자에게 알립니다. 확인값: <code>{ $hash }</code>
poll-plan-only-words = 글로 적거나 아래 단추를 눌러 주세요. 사진이나 음성은 받을 수 없어요.
poll-plan-too-short = 적어도 { $min }자는 글자로 적어 주세요.
poll-plan-too-long = { COMMA($max) }자까지 쓸 수 있어요. 지금 { COMMA($length) }자예요. { COMMA($over) }자를 줄여 주세요.
poll-plan-title-too-long = { $number }번째 후보의 제목이 { $over }자 길어요. { $max }자까지 쓸 수 있어요.
poll-plan-title-empty = { $number }번째 후보에 제목이 없어요. 글자로 적어 주세요.
poll-plan-twice = ‘{ $title }’{ JOSA($title, "은/는") } 이미 있어요. 같은 후보는 한 번만 적어 주세요. 이번에 보내신 줄은 넣지 않았어요.
poll-plan-too-many = 후보는 { $max }개까지예요. 이번에 보내신 줄은 넣지 않았어요.
poll-plan-too-few = 후보가 적어도 { $min }개는 있어야 해요. 더 적어 주세요.
poll-plan-cost = ‘{ $words }’{ JOSA($words, "은/는") } 예산으로 읽을 수 없어요. 4억 2,000만처럼 적어 주세요.

## Staff: changing a poll
poll-change-extend = ‘{ $question }’의 지금 마감: { $closes }. 언제까지 미룰까요? 예: 12월 28일 오후 6시
poll-change-extended = 마감을 { $to }까지 미뤘습니다. 안내를 받은 분과 투표한 분에게 알립니다.
poll-change-past = 이미 지난 때예요. 지금 마감({ $closes })보다 늦은 때를 적어 주세요.
poll-change-not-later = 지금 마감({ $closes })보다 늦은 때여야 해요. 마감을 앞당길 수는 없어요.
poll-change-no-extend = 끝났거나 취소된 투표의 마감은 미룰 수 없어요.
poll-change-cancel = ‘{ $question }’ 투표를 왜 취소하나요? 시민에게 그대로 전해요. { $max }자까지 쓸 수 있어요.
poll-change-cancel-sure =
    ‘{ $question }’ 투표를 취소할까요? { COMMA($voters) }명의 표를 없애며, 되돌릴 수 없습니다.
    까닭: { $reason }
poll-change-cancel-button = 취소하고 알리기
poll-change-cancelled = 투표를 취소하고 표를 없앴습니다. 안내를 받은 분과 투표한 분에게 알립니다.
poll-change-no-cancel = 결과를 발표했거나 이미 취소한 투표예요.
poll-change-correct = ‘{ $question }’에 대해 무엇을 바로잡나요? 잘못 알려진 분 모두에게 그대로 보내요. { $max }자까지 쓸 수 있어요.
poll-change-correct-sure =
    잘못된 안내를 받은 분 모두에게 보내고 투표 안내에도 붙입니다. 보낼까요?
    ‘{ $note }’
poll-change-correct-button = 바로잡기
poll-change-corrected = 바로잡는 글을 보내고 투표 안내에 붙였습니다.
poll-change-corrected-card = 아직 안내를 받은 분이 없어 투표 안내에만 붙였습니다.
poll-change-english = 영어로도 적어 주세요. 없으면 건너뛰세요.

## Staff: a second pair of eyes
poll-asked =
    { $others ->
        [0] 올렸습니다. 이곳에서는 다른 담당자 한 분이 확인해야 투표를 게시합니다.
       *[other] 올렸습니다. 다른 담당자 { $others }명에게 확인을 부탁했습니다. 한 분이 확인하면 게시합니다.
    }
poll-asked-alone =
    지금은 확인할 수 있는 담당자가 없습니다. 두 가지 길이 있습니다.
    • 관리자가 업무의 ‘직원’에서 담당자를 초대하거나, 서버에서 <code>madang staff invite</code>를 실행합니다. 초대받은 분의 ‘투표 관리’에 이 투표가 있습니다.
    • 담당자가 한 분뿐인 곳이면 도시 설정(city.toml)의 [approval]을 <code>polls = false</code>로 바꾸고 다시 시작합니다. 그다음 이 투표를 거두어 바로 게시할 수 있습니다.
poll-asked-see-button = 올린 투표 보기
poll-asked-news = { $who }님이 투표를 올렸습니다. 게시하려면 다른 담당자의 확인이 필요합니다: ‘{ $question }’
poll-asked-look-button = 보고 확인하기
poll-closed-news =
    ‘{ $question }’ 투표가 끝났습니다. 결과는 아직 발표하지 않았습니다.
    확인하고 발표해 주세요. 그때까지 시민에게는 ‘확인한 뒤 발표’라고 보입니다.
poll-asked-head = <b>확인을 기다리는 투표</b> · { $who }님이 { $at }에 올림
poll-asked-returned = <b>돌려받은 투표</b> · { $at }. 까닭: { $reason }
poll-asked-mine = 다른 담당자의 확인을 기다리고 있습니다. 고치려면 먼저 거두어 주세요.
poll-asked-back-button = 투표로 돌아가기
poll-asked-revise-button = 거두어 고치기
poll-asked-approve-button = 확인하고 게시
poll-asked-return-button = 돌려보내기
poll-asked-button = 확인: { $title }
poll-asked-line = • ‘{ $question }’ ({ $who }님)
poll-asked-line-returned = • ‘{ $question }’ (돌려받음)
poll-asked-gone = 이미 게시했거나 돌려보냈거나 거둔 투표예요.
poll-asked-own = 직접 만든 투표는 다른 담당자가 확인해야 해요.
poll-asked-author-gone = 이 투표를 올린 분은 이제 담당자가 아닙니다. 그래서 이대로는 게시할 수 없습니다.
poll-asked-unfit = 이 투표에는 맞지 않는 것이 있어 그대로는 게시할 수 없습니다.
poll-asked-give-back = 올린 분에게 돌려보내면 고쳐서 다시 올릴 수 있습니다.
poll-asked-draft = 만들다 만 다른 투표가 있어요. 그것을 먼저 올리거나 지운 다음 다시 눌러 주세요.
poll-approved = ‘{ $question }’ 투표를 { $who }님이 확인해 게시했습니다.
poll-returned =
    ‘{ $question }’ 투표를 { $who }님이 돌려보냈습니다.
    까닭: { $reason }
poll-return = 무엇을 고쳐야 하나요? 올린 분에게 그대로 전해요. { $max }자까지 쓸 수 있어요.
poll-return-done = 돌려보내고 까닭을 전했습니다.
poll-desk-asked =
    <b>확인 기다림</b> { $count }건
    { $lines }
poll-desk-line-asked = 투표: 확인 기다림 { $asked }건, 진행 { $open }건, 예정 { $coming }건, 발표 기다림 { $waiting }건

## Staff: a trial
poll-trial-button = 시험해 보기
poll-trial =
    <b>시험 결과입니다. 진짜 투표가 아닙니다.</b>
    지어낸 { $voters }명이 투표했다면 결과는 아래처럼 보입니다. 저장한 것도, 누구에게 보낸 것도 없습니다.
poll-trial-picture = 시험 결과를 그림으로 보면 이렇습니다. 막대 앞의 수는 후보 번호이고, 가득 찬 막대가 뽑힌 후보입니다.
poll-trial-unfit = 지금 이대로는 게시할 수 없어서 시험해 볼 수도 없어요. 기간과 규칙을 ‘고치기’에서 확인해 주세요.

## A result as a picture, and the file to check it
poll-chart-button = 그림으로 보기
poll-bundle-button = 검증 파일
poll-chart =
    ‘{ $question }’ 결과{ $missed ->
        [yes] { " " }(정족수 미달)
       *[no] { "" }
    }. 막대 앞의 수는 후보 번호이고, 가득 찬 막대가 뽑힌 후보입니다.
    { $lines }{ $more ->
        [0] { "" }
       *[other] { " " }그 밖의 { $more }개는 결과 안내에 있습니다.
    }
poll-bundle =
    { $counts ->
        [no] ‘{ $question }’ 투표의 기록장이 봉인한 그대로인지 누구나 확인할 수 있는 파일입니다. 표가 적거나 후보가 많아, 누구의 표인지 알아볼 수 없도록 합계만 담았습니다. 그래서 이 파일로 다시 셀 수는 없습니다.
       *[yes] ‘{ $question }’ 투표를 누구나 다시 세어 볼 수 있는 파일입니다.
    } 푸는 법은 안의 README에 있습니다. 확인값: <code>{ $hash }</code>
poll-bundle-later = 검증 파일은 결과를 발표한 뒤에 받을 수 있어요.
poll-bundle-none = 기록장이 생기기 전의 투표라 검증 파일이 없어요.
