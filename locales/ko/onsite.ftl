# Votes on site: a helper of the staff, and whoever holds the telephone for a moment.

onsite-button = 현장 투표 돕기
onsite-next-button = 다음 분 돕기
onsite-begin-button = 투표 시작
onsite-stop-button = 투표하지 않고 끝내기
draft-on-site = 현장 투표 돕기

## The helper says who it is
onsite-ask-code =
    <b>현장 투표</b> · ‘{ $question }’
    투표하실 분의 투표 코드를 적어 주세요. 글자와 숫자 16개예요. 투표를 마칠 때 코드를 쓰고, 그만두면 쓰지 않아요.
onsite-ask-entry =
    <b>현장 투표</b> · ‘{ $question }’
    현장 명부에 투표하실 분을 적고, 그 명부 번호를 여기에 적어 주세요. 같은 번호로는 한 번만 투표할 수 있어요.
    이름이나 생년월일은 여기에 적지 마세요. 휴대전화로 이미 투표하신 분이 아닌지 본인에게 물어봐 주세요. 저희는 확인할 수 없어요.
onsite-entry-form = 명부의 번호만 적어 주세요. 예: 12, 명부가 여럿이면 A-12. 이름이나 생년월일은 받지 않아요.
onsite-ask-who = 참여할 수 있는 분인지 먼저 확인해 주세요: { $who }
onsite-no-code = 이 투표에 그런 코드가 없어요. 받으신 그대로인지 확인해 주세요.
onsite-used-telephone = 휴대전화에서 이미 넣은 코드예요. 그분은 휴대전화에서 투표하거나 표를 바꾸실 수 있고, 여기서는 투표할 수 없어요.
onsite-used-onsite = 이 코드로는 현장에서 이미 투표했어요.
onsite-used-paper = 이 코드로는 종이 투표 용지를 이미 받았어요.
onsite-registered = 그 명부 번호로는 이미 투표했어요. 명부를 다시 확인해 주세요.
onsite-not-cast = 지금은 이 표를 받을 수 없어요. 투표 상태를 확인해 주세요.

## The telephone is handed over
onsite-hand-over =
    ‘{ $question }’
    <b>이제 전화기를 투표하실 분께 드려 주세요.</b> 투표하시는 동안 화면을 보지 마세요.
    단추로만 고르고, 한 번 제출하면 바꿀 수 없다고 알려 주세요. 15분 동안 누르지 않으면 투표지를 닫아요.
onsite-done =
    <b>투표했어요</b> · ‘{ $question }’
    영수증 { $number }번 <code>{ $receipt }</code>
    이 번호를 적어 가세요. 나중에 누구나 ‘영수증’과 번호를 적어 기록장에 있는지 볼 수 있고, 무엇을 골랐는지는 나오지 않아요.
    전화기를 담당자에게 돌려주세요.
onsite-left = 투표하지 않고 끝냈어요. 고른 것은 지웠고, 코드나 명부 번호는 다시 쓸 수 있어요.
onsite-taken-off = 투표지를 닫았어요. 제출하지 않았으니 표로 세지 않고, 고른 것은 지웠어요.
onsite-old = 지난 투표지의 단추예요. 아무것도 바뀌지 않았어요.
onsite-shut = ‘{ $question }’ 투표는 지금 표를 받지 않아요. 현장에서도 투표할 수 없어요.
onsite-typed = 현장 투표는 단추로만 할 수 있어요. 적으신 번호가 이 대화에 남지 않게 그 메시지를 지워 주세요.
