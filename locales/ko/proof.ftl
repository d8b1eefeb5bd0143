# What can be proved about a poll: receipts, the log (‘기록장’), its signed states. A receipt never tells a choice.

## With the receipt: the newest signed state of the log
proof-latest = 기록장 { COMMA($size) }줄까지의 봉인: <code>{ $root }</code>

## Whether it was written down as it was chosen
proof-check-button = 제대로 적혔는지 보기
proof-check =
    <b>표가 제대로 적혔는지 보기</b> · ‘{ $question }’
    이 표는 기록장 { COMMA($number) }번째 줄에 봉인해 적었습니다. 영수증 <code>{ $receipt }</code>
    대부분은 그대로 두면 됩니다. 정말 고른 대로 적혔는지 궁금하면 이 봉인을 열어 볼 수 있습니다. 열어 본 표는 세지 않으니 다시 투표해 주세요.
proof-keep-button = 이대로 둘게요
proof-reveal-button = 열어서 확인하고 다시 투표
proof-kept = 그대로 두었어요. 이 표를 셉니다.
proof-check-old = 그 뒤에 바뀐 표예요. 지금 표를 보여드릴게요.
proof-revealed =
    기록장 { COMMA($number) }번째 줄을 열었습니다.
    <b>이 표는 이제 세지 않습니다. 다시 투표해 주세요.</b>
proof-revealed-leaf =
    <code>{ $text }</code>
    위 글 앞에 값이 0인 바이트 하나를 두고 SHA-256을 구하면 다음 값이 나옵니다.
    <code>{ $hash }</code>
proof-revealed-again =
    먼저 받은 영수증: <code>{ $receipt }</code>
    영수증은 이 값의 앞 20자리를 다른 글자로 적은 것입니다. 같으면 고른 대로 적힌 것입니다.
    다시 투표하면 새 봉인으로 적습니다.
proof-again-button = 다시 투표하기

## Asking for a receipt
proof-usage = 영수증 번호를 함께 적어 주세요. 앞에서부터 8글자면 돼요. 예: 영수증 K7F2-9QMD
proof-not-found = 그 영수증은 기록장에 없어요. 번호를 다시 확인해 주세요. 취소된 투표의 영수증은 찾을 수 없어요.
proof-from-before = 그 번호는 예전 방식의 확인번호예요. 지금 쓰는 영수증은 아래와 같아요.
proof-found =
    영수증 <code>{ $receipt }</code>
    ‘{ $question }’ 기록장 { COMMA($size) }줄 가운데 { COMMA($number) }번째에 <b>있습니다</b>.
proof-counts = 지금 세는 표가 이 표예요.
proof-replaced = 그 뒤에 다시 투표하셔서, 이 표 대신 나중 표를 세요.
proof-opened = 열어서 확인하신 표라 세지 않아요.
proof-logged = 바뀌었는지는 그 표를 낸 대화에서만 알려드려요. 무엇을 골랐는지는 누구에게도 알려드리지 않아요.
proof-over = 사람과 표를 잇는 열쇠를 없앤 뒤라, 누구의 표인지와 나중에 바뀌었는지는 이제 아무도 알 수 없어요.

## The file that proves it
proof-file-button = 영수증 파일 받기
proof-file-name = 영수증-{ $poll }-{ $number }
proof-file-caption = 영수증 { $number }번의 증명이에요. ‘madang verify’로 누구나 확인할 수 있고, 무엇을 골랐는지는 들어 있지 않아요.
proof-file-later = 이 줄까지의 봉인이 아직 없어요. 10분 안에 만들어지니 그때 다시 눌러 주세요.

## Into the public chat
proof-post =
    <b>투표 기록장 봉인</b> · ‘{ $question }’ { COMMA($size) }줄
    <code>{ $note }</code>
proof-post-closed =
    <b>투표 기록장 마지막 봉인</b> · ‘{ $question }’ { COMMA($size) }줄, 마감
    <code>{ $note }</code>

## ‘madang verify’ and ‘madang audit’, in a terminal
proof-claim-sums =
    { $holds ->
        [yes] [맞음] 파일이 모두 SHA256SUMS에 적힌 그대로입니다.
       *[no] [틀림] 빠지거나 더해지거나 바뀐 파일이 있습니다.
    }
proof-claim-poll =
    { $holds ->
        [yes] [맞음] 질문과 후보와 방법은 확인값 { $digits }의 투표입니다. 투표 안내에서 보신 확인값과 같은지 견주어 보세요.
       *[no] [틀림] 질문과 후보와 방법을 적은 poll.json이 제대로 된 것이 아닙니다.
    }
proof-claim-checkpoints =
    { $holds ->
        [yes] [맞음] 봉인 { COMMA($count) }개가 모두 이 투표의 열쇠로 서명됐고, 뒤의 기록장은 앞의 기록장에 더하기만 한 것입니다.
       *[no] [틀림] 봉인 { COMMA($count) }개 가운데 서명이 틀리거나 기록장과 맞지 않는 것이 있습니다. 표를 빼거나 바꾸었을 수 있습니다.
    }
proof-claim-closed =
    { $holds ->
        [yes] [맞음] 마감할 때의 마지막 봉인이 기록장 { COMMA($size) }줄 모두에 걸립니다.
       *[no] [틀림] 기록장은 { COMMA($size) }줄인데, 마감할 때의 마지막 봉인이 그 모두에 걸리지 않습니다.
    }
proof-claim-numbers =
    { $holds ->
        [yes] [맞음] 세는 줄, 표, 참여한 사람의 수가 모두 같습니다: { COMMA($live) }
       *[no] [틀림] 세는 줄, 표, 참여한 사람의 수가 서로 다릅니다.
    }
proof-claim-recount =
    { $holds ->
        [yes] [맞음] 표를 다시 세니 발표한 결과와 같습니다.
       *[no] [틀림] 표를 다시 세니 발표한 결과와 다릅니다.
    }
proof-claim-withheld = [모름] 표는 이 묶음에 없습니다. 표가 적거나 후보가 많아서, 공개하면 누구의 것인지 알아볼 수 있기 때문입니다. 다시 세는 것은 감사가 합니다.
proof-claim-receipt = [맞음] 영수증 { $receipt }: 기록장 { COMMA($number) }번째 줄에 있습니다.
proof-claim-no-receipt = [틀림] 그 영수증은 기록장에 없습니다.
proof-claim-kept =
    { $holds ->
        [yes] [맞음] 가지고 계신 봉인({ COMMA($size) }줄)이 기록장과 맞습니다.
       *[no] [틀림] 가지고 계신 봉인({ COMMA($size) }줄)이 기록장과 맞지 않습니다.
    }
proof-verdict-holds =
    { $counted ->
        [yes] 모두 맞습니다. 발표한 결과는 공개한 표에서 나왔고, 봉인한 뒤에 표를 빼거나 바꾸지 않았습니다.
       *[no] 확인한 것은 모두 맞습니다. 봉인한 뒤에 표를 빼거나 바꾸지 않았습니다. 결과를 다시 세지는 못했습니다.
    }
    이것으로 알 수 없는 것: 계정 뒤에 누가 있는지, 투표하는 동안 누가 엿보았는지, 줄마다 고른 그대로 적혔는지(영수증의 ‘열어서 확인’과 감사가 보여 줍니다).
proof-verdict-fails =
    맞지 않는 것이 있습니다. 어디에서 받은 묶음인지 확인하고, 시에 알려 주세요.
proof-receipt-holds =
    { "[" }맞음] 영수증 { $receipt }: 기록장 { $log }의 { COMMA($number) }번째 줄입니다. { COMMA($size) }줄까지의 서명된 봉인 안에 있습니다.
    서명한 열쇠: { $key }
    시가 공개한 열쇠와 같은지 견주어 보세요.
proof-receipt-key = [틀림] 서명을 확인할 열쇠가 제대로 된 것이 아닙니다.
proof-receipt-checkpoint = [틀림] 봉인이 그 열쇠로 서명한 것이 아닙니다.
proof-receipt-poll = [틀림] 봉인이 다른 투표의 것입니다.
proof-receipt-signature = [틀림] 영수증이 그 열쇠로 서명한 것이 아닙니다.
proof-receipt-path = [틀림] 이 줄은 봉인 안에 없습니다.

proof-audit-key =
    { $holds ->
        [yes] [맞음] 투표를 게시할 때 정한 그 열쇠입니다.
       *[no] [틀림] 투표를 게시할 때 정한 열쇠가 아닙니다. 줄을 하나도 열 수 없어 나머지는 확인하지 못했습니다. 열쇠 파일이 이 투표의 것인지 보세요.
    }
proof-audit-leaves =
    { $holds ->
        [yes] [맞음] 모든 줄이 열리고, 공개한 값과 같습니다.
       *[no] [틀림] 열리지 않거나 공개한 값과 다른 줄이 있습니다: { $leaves }
    }
proof-audit-valid =
    { $holds ->
        [yes] [맞음] 모든 줄이 이 투표의 올바른 표입니다.
       *[no] [틀림] 이 투표의 표가 아닌 줄이 있습니다: { $leaves }
    }
proof-audit-chains =
    { $holds ->
        [yes] [맞음] 바뀐 줄은 저마다 나중의 한 줄로만 바뀌었습니다.
       *[no] [틀림] 두 번 바뀌었거나 바뀔 수 없는 줄을 바꾼 줄이 있습니다: { $leaves }
    }
proof-audit-ballots =
    { $holds ->
        [yes] [맞음] 세는 줄이 투표함의 표와 하나하나 같고, 참여한 사람의 수와도 같습니다.
       *[no] [틀림] 세는 줄이 투표함의 표나 참여한 사람의 수와 다릅니다.
    }
proof-audit-result =
    { $holds ->
        [yes] [맞음] 그 표를 세니 결과와 같습니다.
       *[no] [틀림] 그 표를 세니 결과와 다릅니다.
    }
proof-audit-verdict-holds =
    모두 맞습니다. 감사가 끝나면 이 열쇠의 사본을 모두 없애 주세요.
proof-audit-verdict-fails =
    맞지 않는 것이 있습니다. 이 결과를 받아들이기 전에 까닭을 밝혀야 합니다.

## In the bundle itself
proof-bundle-readme =
    투표 { $poll }번 ‘{ $question }’의 공개 묶음

    누구나 아무도 믿지 않고 확인할 수 있습니다: madang verify 묶음
    내 영수증이 있는지: madang verify 묶음 --receipt K7F2-9QMD-0S3T-XW4B
    가지고 있는 봉인과 맞는지: madang verify 묶음 --checkpoint 봉인을-적은-파일
    파일이 온전한지만: sha256sum -c SHA256SUMS

    poll.json: 게시한 그대로의 질문, 후보, 방법. SHA-256이 투표의 확인값입니다.
    options.csv: 후보 목록.
    { $least ->
        [totals] { $file }: 후보마다 받은 표나 점수의 합계. 다시 세는 데 필요한 가장 적은 것만 담았습니다. 한 장 한 장의 표는 담지 않았습니다.
        [marks] { $file }: 후보마다 받은 점수의 합과 가장 좋은 점수의 수. 다시 세는 데 필요한 가장 적은 것만 담았습니다. 한 장 한 장의 표는 담지 않았습니다.
        [pairs] { $file }: 후보 둘씩 견준 표. 가로줄의 후보를 세로줄의 후보보다 앞에 둔 사람의 수입니다. 다시 세는 데 필요한 가장 적은 것만 담았습니다. 한 장 한 장의 표는 담지 않았습니다.
        [ballots] { $file }: 표의 내용과 그렇게 투표한 사람의 수. 이 방법은 표 없이는 다시 셀 수 없습니다. 누가 언제 냈는지는 담지 않았습니다.
       *[nothing] 표는 담지 않았습니다. result.json에 합계만 있습니다. 표가 적거나(20장 미만이면 합계만 냅니다) 후보가 많아서, 표를 공개하면 누구의 것인지 알아볼 수 있습니다. 감사가 한 줄 한 줄 다시 셉니다.
    }
    result.json: 결과, 참여한 사람의 수, 세는 줄·바뀐 줄·열어 본 줄의 수.
    log/leaves.txt: 기록장. 표마다 한 줄, 값만 있고 무엇을 골랐는지는 없습니다. 영수증은 이 값의 앞 20자리를 다른 글자로 적은 것입니다.
    log/checkpoints.txt: 서명한 봉인(C2SP tlog-checkpoint).

    이 묶음이 보여 주지 못하는 것: 계정 뒤에 누가 있는지, 투표하는 동안의 비밀, 누가 강요하지 않았는지.
proof-audit-readme =
    투표 { $poll }번 ‘{ $question }’의 감사 자료

    madang audit check 묶음 열쇠-파일
    audit/leaves.json에 기록장의 모든 줄이 암호로 들어 있습니다. 열쇠로 열면 무엇을 골랐는지는 보이지만 누구의 표인지는 알 수 없습니다.
    감사가 끝나면 열쇠의 사본을 모두 없애 주세요.
