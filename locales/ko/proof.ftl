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
proof-usage = 영수증 번호를 함께 적어 주세요. 예: 영수증 K7F2-9QMD
proof-not-found = 그 영수증은 기록장에 없어요. 번호를 다시 확인해 주세요. 취소된 투표의 영수증은 찾을 수 없어요.
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
