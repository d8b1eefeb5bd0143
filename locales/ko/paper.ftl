# Ballots on paper: checked off by code, counted at stations, entered by one and confirmed by another.

paper-button = 종이 투표
draft-paper = 종이 개표 입력
draft-paper-codes = 종이 투표 코드 확인
draft-paper-return = 종이 개표 돌려보내기

## The list at the desk
paper-list = <b>종이 투표</b> · ‘{ $question }’
paper-list-none = 아직 적은 투표소가 없어요.
paper-list-codes = 종이 투표 용지를 받은 코드: { COMMA($count) }개
paper-list-how =
    한 사람이 적고 다른 담당자가 확인해야 셉니다. { $closes } 마감 전에 확인까지 마쳐 주세요.{ $code ->
        [yes] { " " }용지를 드릴 때마다 코드를 확인해 주세요. 그래야 두 번 투표할 수 없어요.
       *[no] { " " }투표 코드가 없는 투표라 휴대전화로도 투표했는지는 확인할 수 없어요.
    }
paper-line =
    { $state ->
        [waiting] { "[" }확인 기다림]
        [returned] { "[" }돌아옴]
        [confirmed] { "[" }확인함]
       *[past] { "[" }지난 것]
    } { $station }: { COMMA($ballots) }장{ $correction ->
        [yes] { " " }(고친 것)
       *[no] { "" }
    }
paper-sheet-button = { $station } 보기
paper-new-button = 개표 적기
paper-codes-button = 코드 확인
paper-desk-waiting = 확인을 기다리는 종이 개표가 { $count }건 있어요. { $closes } 마감 전에 확인해야 셉니다.
paper-desk-late = 마감까지 확인하지 않아 세지 않은 종이 개표가 { $count }건 있어요. 그래서 결과를 바로 발표하지 않았어요.
paper-tell-uncounted = 마감까지 확인하지 않은 종이 개표 { $count }건은 위 결과에 들어 있지 않아요.
paper-changed = 그사이 상태가 바뀌었어요. 지금 상태를 보여드릴게요.
paper-shut = ‘{ $question }’ 투표는 지금 표를 받지 않아요. 종이 투표도 마감 전까지만 적고 확인할 수 있어요.

## Checking off by code
paper-ask-codes =
    <b>종이 투표 코드 확인</b> · ‘{ $question }’
    용지를 드리기 전에 코드를 적어 주세요. 한 줄에 하나씩 여러 개도 돼요. 확인하면 그 코드로는 휴대전화나 현장에서 투표할 수 없고, 되돌릴 수 없어요.
    지금까지 { COMMA($count) }개를 확인했어요.
paper-codes-done-button = 다 확인했어요
paper-codes-left = 코드 확인을 끝냈어요. 확인한 코드는 그대로예요.
paper-code-line = …{ $end }: { $said }
paper-code-taken = 확인했어요. 용지를 드려도 돼요.
paper-code-telephone = 휴대전화에서 이미 넣은 코드예요. 그분은 휴대전화에서 투표하실 수 있으니 용지를 드리지 마세요.

## Entering what was counted
paper-ask-station =
    <b>종이 개표</b> · ‘{ $question }’
    어느 투표소인가요? 예: 야탑1동 주민센터
paper-station-taken = ‘{ $station }’ 투표소는 이미 적혀 있어요. 고치려면 목록에서 골라 ‘고치기’를 눌러 주세요.
paper-ask-ballots = ‘{ $station }’ 투표함에 표가 모두 몇 장 있었나요? 기권과 무효도 함께 세어 주세요.
paper-ask-blank = { COMMA($ballots) }장 가운데 기권(아무것도 고르지 않은 표)은 몇 장인가요? 없으면 0
paper-ask-invalid = { COMMA($ballots) }장 가운데 무효는 몇 장인가요? 없으면 0
paper-ask-votes =
    { $form ->
        [totals] 나머지 { COMMA($valid) }장에서 후보마다 몇 표(점)인가요? 한 줄에 하나씩 적어 주세요. 예: 1번 23
        [marks] 나머지 { COMMA($valid) }장에서 후보마다 점수의 합과 가장 높은 점수를 준 표의 수를 적어 주세요. 예: 1번 120점 8장
       *[lines] 나머지 { COMMA($valid) }장을 한 줄에 한 장씩 적어 주세요. 예: 3 > 1 > 2 또는 2, 5. 같은 표가 여럿이면 끝에 x를 붙여 주세요. 예: 3 > 1 x 12. 여러 번 나눠 보내도 돼요.
    }
paper-lines-so-far = 지금까지 { COMMA($valid) }장 가운데 { COMMA($done) }장을 적었어요.
paper-clear-button = 적은 표 모두 지우기
paper-sure = <b>‘{ $station }’ 개표를 이렇게 낼까요?</b> 다른 담당자가 확인하면 셉니다.
paper-hand-in-button = 내고 확인 부탁하기
paper-number = 숫자로 적어 주세요. 0부터 { COMMA($max) }까지예요.
paper-number-too-large = { COMMA($max) }보다 많을 수 없어요. 다시 적어 주세요.
paper-more-than-codes = 확인한 코드가 { COMMA($codes) }개뿐이라 표가 그보다 많을 수 없어요. 다시 세어 보고, 빠뜨린 코드가 있으면 먼저 확인해 주세요.
paper-line-unread = ‘{ $line }’ 줄을 읽지 못했어요. 이번에 보낸 줄은 하나도 적지 않았어요. 예: 3 > 1 > 2
paper-line-bad = ‘{ $line }’ 줄은 유효한 표가 아니에요. { $why } 이번에 보낸 줄은 하나도 적지 않았어요. 무효인 표라면 앞으로 돌아가 무효에 넣어 주세요.
paper-line-blank = 기권은 앞에서 이미 적었어요. 이번에 보낸 줄은 하나도 적지 않았어요.
paper-lines-too-many = 적은 표가 { COMMA($done) }장으로, 있어야 할 { COMMA($valid) }장보다 많아요. 이번에 보낸 줄은 하나도 적지 않았어요.
paper-wrong-unread = ‘{ $line }’ 줄을 읽지 못했어요. 후보 번호와 수만 적어 주세요. 예: 1번 23
paper-wrong-missing = { $number }번 후보의 수가 없어요. 받은 표가 없으면 0이라고 적어 주세요.
paper-wrong-above = { $number }번 후보의 수가 너무 커요. 표 수로는 { COMMA($max) }까지 될 수 있어요.
paper-wrong-sum-exact = 모두 더하면 { COMMA($sum) }인데, { COMMA($most) }{ JOSA($most, "이/가") } 되어야 해요. 다시 세어 주세요.
paper-wrong-sum = 모두 더하면 { COMMA($sum) }인데, { COMMA($least) }부터 { COMMA($most) }까지여야 해요. 다시 세어 주세요.
paper-wrong-field = ‘{ $field }’ 분야에서 고를 수 있는 개수와 맞지 않아요. 다시 세어 주세요.
paper-wrong-best = { $number }번 후보의 점수 합과 가장 높은 점수의 수가 서로 맞지 않아요. 다시 세어 주세요.

## A sheet
paper-figures =
    투표함의 표 { COMMA($ballots) }장: 유효 { COMMA($valid) }장{ $any ->
        [yes] , 기권 { COMMA($blank) }장
       *[no] { "" }
    }, 무효 { COMMA($invalid) }장
paper-votes = { $number }번. { $title }: { COMMA($votes) }
paper-marks = { $number }번. { $title }: 합 { COMMA($sum) }점, 가장 높은 점수 { COMMA($best) }장
paper-ballots = { $ballot }: { COMMA($count) }장
paper-ballots-more = 그 밖에 { COMMA($more) }가지
paper-sheet-waiting =
    <b>{ $station }</b> 개표, 확인을 기다려요.
    적은 사람: { $who }, { $at }
paper-sheet-confirmed =
    <b>{ $station }</b> 개표, 확인해서 셉니다.
    적은 사람: { $who }, 확인 { $at }
paper-sheet-returned =
    <b>{ $station }</b> 개표, 적은 사람에게 돌아갔어요.
    적은 사람: { $who }
    까닭: { $reason }
paper-sheet-former = <b>지금 세고 있는 것</b> (확인하면 위의 것으로 바뀌어요)
paper-sheet-own = 적은 사람은 확인할 수 없어요. 다른 담당자가 확인해야 해요.
paper-confirm-button = 투표소 기록과 같음, 확인
paper-drop-button = 거두기
paper-fix-button = 고치기
paper-see-button = 개표 보기
paper-return = 무엇을 다시 봐야 하나요? 적은 사람에게 그대로 전해요. ({ $max }자까지)

## What is said of it
paper-waits =
    { $others ->
        [0] 개표를 냈어요.
       *[other] 개표를 냈어요. 다른 담당자 { $others }명에게 확인을 부탁했어요. 확인하면 셉니다.
    }
paper-news =
    ‘{ $question }’ 투표의 종이 개표를 확인해 주세요: { $station }
    { $who }{ JOSA($who, "이/가") } 적었어요. { $closes } 마감 전에 확인해야 셉니다.
paper-confirmed = ‘{ $question }’ 투표의 { $station } 개표를 { $who }{ JOSA($who, "이/가") } 확인했어요. 이제 셉니다.
paper-returned =
    ‘{ $question }’ 투표의 { $station } 개표를 { $who }{ JOSA($who, "이/가") } 돌려보냈어요.
    까닭: { $reason }
paper-confirm-done = ‘{ $station }’ 개표를 확인했어요. 이제 셉니다.
paper-return-done = ‘{ $station }’ 개표를 돌려보냈어요.
paper-withdrawn = ‘{ $station }’ 개표를 거뒀어요. 세지 않아요.
paper-author-gone = 이 개표를 적은 사람은 이제 담당자가 아니에요. 다른 담당자가 다시 적어 주세요.
paper-former-changed = 그사이 고치려던 개표가 바뀌었어요. 돌려보내고 다시 적어 주세요.
paper-fix-waits = 이 투표소의 고친 개표가 이미 확인을 기다려요.

## The result
paper-result-ways =
    <b>참여 방법</b>
    • 온라인: { COMMA($online) }명{ $some_onsite ->
        [yes]
            { "" }
            • 현장: { COMMA($onsite) }명
       *[no] { "" }
    }{ $some_paper ->
        [yes]
            { "" }
            • 종이: { COMMA($paper) }명
       *[no] { "" }
    }{ $some_invalid ->
        [yes] { " " }(기권 { COMMA($blank) }장, 무효 { COMMA($invalid) }장)
       *[no] { "" }
    }{ $code ->
        [yes] { "" }
       *[no]
            { "" }
            투표 코드가 없는 투표라, 한 사람이 휴대전화로도 하고 현장이나 종이로도 투표했는지는 확인할 수 없었습니다.
    }
paper-readme =
    { $text }

    paper.json: 종이 투표. 투표소마다 투표함에 있던 표의 수와 기권, 무효의 수입니다. 한 담당자가 적고 다른 담당자가 확인했습니다. SHA-256이 마지막 봉인에 서명되어 있습니다.
    { $apart ->
        [yes] paper.csv: 종이 표의 내용, 모든 투표소를 더한 것. 온라인과 현장의 표와 더하면 결과가 나옵니다.
       *[no] 종이 표나 다른 표가 적어서, 누구의 것인지 알아볼 수 없게 둘을 더해서만 담았습니다.
    }
proof-claim-paper =
    { $holds ->
        [yes] [맞음] 종이 표 { COMMA($ballots) }장은 마감할 때 봉인한 그대로이고, 발표한 수와 맞습니다.
       *[no] [틀림] 종이 표가 마감할 때 봉인한 것과 다르거나, 발표한 수와 맞지 않습니다.
    }
