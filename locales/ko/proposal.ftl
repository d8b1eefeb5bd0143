# Proposals: written, read, supported, handled, answered.
# Public words: 제안, 공감, 소식 받기. Staff words (접수, 보완, 반려) stay with the author and at the desk.

## States

proposal-state-submitted = 접수
proposal-state-supplement = 보완 기다림
proposal-state-returned = 반려
proposal-state-hidden = 가림
proposal-state-published = 공개
proposal-state-assigned = 부서 검토
proposal-state-adopted = 채택
proposal-state-partly = 일부 채택
proposal-state-not-adopted = 미채택
proposal-state-transferred = 이송
proposal-state-withdrawn = 철회
proposal-author-left = 탈퇴한 시민

## Writing

# $begins is the title or the first words of what is wrong.
proposal-draft =
    작성 중인 제안이 있어요: ‘{ $begins }’
    { $at }에 저장했어요. 이어서 쓸까요?
proposal-draft-resume-button = 이어서 쓰기
proposal-draft-fresh-button = 새로 쓰기
proposal-begin-button = 제안하기

proposal-ask-problem =
    (1/6) 무엇이 불편하거나 문제인가요?
    10자부터 1,000자까지 적어 주세요. 전화번호 같은 개인정보는 빼 주세요.
proposal-ask-wish =
    (2/6) 어떻게 하면 좋을까요?
    바라는 점을 10자부터 1,000자까지 적어 주세요.
proposal-ask-field = (3/6) 어떤 분야의 일인가요? 하나를 골라 주세요.
proposal-ask-place =
    (4/6) 어디의 일인가요?
    구를 고르거나, 동 이름을 적거나, 위치를 보내 주세요. 정하기 어려우면 건너뛰어도 돼요.
proposal-ask-dong = (4/6) { $gu }의 어느 동인가요? 동 이름을 적어도 돼요.
proposal-ask-photos =
    (5/6) 사진이 있으면 보내 주세요. { $max }장까지 올릴 수 있어요.
    사진도 공개돼요. 얼굴과 차량 번호는 가려 주세요.
proposal-ask-more-photos =
    (5/6) 사진 { $count }장을 받았어요. 모두 { $max }장까지 올릴 수 있어요.
    더 보내거나 ‘다음’을 눌러 주세요.
proposal-ask-no-more-photos =
    (5/6) 사진 { $count }장을 모두 받았어요.
    ‘다음’을 눌러 주세요.
proposal-ask-title = (6/6) 제목을 5자부터 60자까지 적어 주세요.
proposal-title-suggested =
    이런 제목은 어때요?
    ‘{ $title }’
proposal-title-use-button = 이 제목으로 하기
proposal-next-button = 다음
proposal-photos-drop-button = 사진 모두 빼기
proposal-keep-button = 그대로 두기
# $place is a name, or one of the next two.
proposal-place-set = 장소를 저장했어요: { $place }
proposal-place-skipped = 장소는 정하지 않았어요.
proposal-place-map = 지도에 표시한 곳
proposal-place-none = 장소를 정하지 않음
# $gu and $dong are names of a district and a neighbourhood.
proposal-place = { $gu } { $dong }
proposal-field-none = 분야 없음

proposal-preview =
    <b>이대로 제출할까요?</b>
    제목: { $title }
# $label is the author's public name.
proposal-preview-facts =
    분야: { $field }
    장소: { $place }
    사진: { $photos }장
    공개할 이름: { $label }
proposal-preview-public = 이 글은 공개됩니다. 담당자가 확인한 뒤 누구나 읽을 수 있습니다.
proposal-submit-button = 제출하기
proposal-edit-button = 고치기
proposal-ask-edit = 어느 것을 고칠까요?
proposal-edit-problem-button = 문제
proposal-edit-wish-button = 바라는 점
proposal-edit-field-button = 분야
proposal-edit-place-button = 장소
proposal-edit-photos-button = 사진
proposal-edit-title-button = 제목
proposal-edit-done-button = 고칠 것 없음

proposal-receipt =
    ‘{ $title }’{ JOSA($title, "을/를") } 접수했습니다.
    접수번호: <b>{ $receipt }</b>
    상태: { $state }
proposal-receipt-due = <b>늦어도 { $by }까지 답을 드립니다.</b>
proposal-receipt-next =
    1. 담당자가 { $days }일 안에 글을 확인합니다.
    2. 공개되면 다른 시민이 읽고 공감할 수 있습니다.
    3. 담당 부서가 검토하고 이 대화방으로 답을 드립니다.

## What does not fit

proposal-too-long = { COMMA($max) }자까지 쓸 수 있어요. 지금 { COMMA($length) }자예요. { COMMA($over) }자를 줄여 주세요.
proposal-too-short = 조금 더 자세히 적어 주세요. 글자로 { $min }자 이상이면 돼요.
proposal-photo-later = 사진은 5번째 단계에서 받을게요. 먼저 이 질문에 답해 주세요.
proposal-location-later = 위치는 4번째 단계에서 받을게요. 먼저 이 질문에 답해 주세요.
proposal-voice = 음성은 아직 알아듣지 못해요. 글로 적어 주세요.
proposal-document = 파일로 온 것은 받지 못해요. 사진으로 보내 주세요.
proposal-other = 여기에는 쓸 수 없어요. 글로 적거나 단추를 눌러 주세요.
proposal-place-far = 보내 주신 위치가 { $city }에서 멀어요. 다른 위치를 보내거나 구를 골라 주세요.
proposal-photos-full = 사진은 { $max }장까지 올릴 수 있어요. 먼저 받은 { $max }장을 쓸게요.
proposal-too-many =
    하루에 { $max }건까지 제출할 수 있어요. 쓰신 글은 저장해 둘게요.
    더 급한 일은 전화로 알려 주세요: { $phone }
# $what are lines of proposal-personal-line.
proposal-personal =
    글에 이런 것이 들어 있는 것 같아요.
    { $what }
    글은 공개돼요. 지우고 다시 적어 주세요.
proposal-personal-line = • { $what }
proposal-personal-registration = 주민등록번호
proposal-personal-card = 카드 번호
proposal-personal-phone = 전화번호
proposal-personal-email = 전자우편 주소
proposal-personal-plate = 차량 번호
proposal-personal-keep-button = 그대로 쓰기
proposal-personal-refused =
    글에 주민등록번호가 들어 있는 것 같아요. 안전을 위해 저장하지 않았어요.
    번호를 지우고 다시 적어 주세요.

## Reading

proposal-menu = 어떤 제안을 볼까요? 접수번호(예: 2026-0147)를 적어도 찾을 수 있어요.
proposal-sort-new-button = 새 제안
proposal-sort-top-button = 공감 많은 제안
proposal-sort-near-button = 우리 동 제안
proposal-sort-adopted-button = 채택된 제안
proposal-fields-button = 분야별로 보기
proposal-mine-button = 내 제안
proposal-menu-button = 제안 둘러보기
proposal-fields = 어느 분야의 제안을 볼까요?
proposal-sort-new = 새 제안
proposal-sort-top = 공감 많은 제안
proposal-sort-near = { $place } 제안
proposal-sort-adopted = 채택된 제안
proposal-sort-field = { $field } 분야 제안
proposal-sort-mine = 내 제안
# $lines are numbered lines; below stand buttons with the same numbers.
proposal-list =
    <b>{ $title }</b> 모두 { COMMA($count) }건 ({ $page }/{ $pages }쪽)
    { $lines }
proposal-list-empty = 아직 없어요.
proposal-line = { $number }. { $title } ({ $state }, 공감 { COMMA($supports) }명)
proposal-line-mine = { $number }. { $title } ({ $state }, { $by }까지 답변)
proposal-number-button = { $number }번
proposal-near-unknown = 어느 동인지 알려 주시면 우리 동 제안을 보여 드릴게요.
proposal-near-button = 우리 동 정하기
proposal-mine-nobody = 아직 쓰신 제안이 없어요. 첫 제안을 남겨 보세요.
proposal-unknown = 그런 제안을 찾지 못했어요.
proposal-no-number = 접수번호 { $receipt }인 제안을 찾지 못했어요. 번호를 확인해 주세요.
proposal-not-public = 제안 { $receipt }{ JOSA($receipt, "은/는") } 지금 볼 수 없어요.

proposal-card =
    <b>{ $title }</b>
    제안 { $receipt } · { $state } · 공감 { COMMA($supports) }명
    { $author } · { $field } · { $place }
proposal-card-problem =
    <b>문제</b>
    { $words }
proposal-card-wish =
    <b>바라는 점</b>
    { $words }
proposal-card-addition =
    <b>보완한 내용</b>
    { $words }
proposal-quote = <blockquote>{ $words }</blockquote>
# $left is days.
proposal-due =
    { $left ->
        [0] 답변 기한: 오늘({ $by })까지입니다.
       *[other] 답변 기한: { $by }까지입니다. { $left }일 남았습니다.
    }
proposal-due-late = 답변 기한({ $by })이 { $late }일 지났습니다. 답변이 늦어 죄송합니다.
proposal-due-paused = 글쓴이의 보완을 { $by }까지 기다립니다. 그동안 답변 기한은 멈춥니다.
proposal-due-silent = 글쓴이의 보완 기한({ $by })이 지났습니다.
proposal-decided = 답변: { $state } ({ $at })
proposal-assigned = { $department }에서 검토하고 있습니다.
proposal-planned = 시행 예정일: { $day }
proposal-returned = 이 제안은 반려되었습니다.
proposal-hidden = 이 제안은 지금 가려져 있습니다.
proposal-withdrawn = 글쓴이가 철회한 제안입니다.
proposal-corrected =
    <b>정정</b> ({ $at })
    { $words }
proposal-open-button = 제안 보기
proposal-photos-button = 사진 { $count }장 보기
proposal-photos = ‘{ $title }’의 사진 { $count }장
proposal-photos-none = 사진이 없어요.
proposal-map-button = 지도 보기
proposal-map-none = 지도에 표시한 곳이 없어요.
proposal-history-button = 진행 과정
proposal-history =
    <b>‘{ $title }’의 진행 과정</b>
    { $lines }
proposal-event = • { $at } { $what }
proposal-event-said =
    • { $at } { $what }
    <blockquote>{ $words }</blockquote>
proposal-event-submit = 접수
proposal-event-publish = 공개
proposal-event-ask = 보완 요청
proposal-event-complete = 보완 답변
proposal-event-return = 반려
proposal-event-assign = { $department }에서 검토 시작
proposal-event-decide = 답변: { $state }
proposal-event-mend = 답변 정정
proposal-event-unpublish = 공개 취소(정정)
proposal-event-hide = 가림
proposal-event-unhide = 다시 공개
proposal-event-withdraw = 철회
proposal-share-button = 공유
proposal-share =
    아래 글을 길게 눌러 복사해 보내 주세요.

    ‘{ $title }’ 제안에 공감해 주세요.
    { $link }
proposal-share-number = ‘{ $title }’{ JOSA($title, "은/는") } 접수번호 { $receipt }{ JOSA($receipt, "으로/로") } 찾을 수 있어요.
proposal-share-later = 공개된 뒤에 공유할 수 있어요.

## Supporting, following, reporting

proposal-support-button = 공감
proposal-unsupport-button = 공감 취소
proposal-follow-button = 소식 받기
proposal-unfollow-button = 그만 받기
proposal-report-button = 신고
proposal-supported = 공감했어요. 이제 { COMMA($count) }명이 공감해요. 답변이 나오면 알려 드릴게요.
proposal-supported-already = 이미 공감하셨어요.
proposal-unsupported = 공감을 취소했어요.
proposal-unsupported-already = 공감하지 않은 제안이에요.
proposal-support-over = 답변이 나온 제안이라 공감을 바꿀 수 없어요.
proposal-own = 내가 쓴 제안이에요. 공감과 신고는 다른 분들이 할 수 있어요. 소식은 그대로 알려 드려요.
proposal-not-own = 글쓴이만 할 수 있어요.
proposal-followed = 이 제안의 소식을 알려 드릴게요.
proposal-unfollowed = 이 제안의 소식을 그만 보낼게요.
proposal-report = ‘{ $title }’에 어떤 문제가 있나요?
proposal-reason-personal-button = 개인정보가 있어요
proposal-reason-abuse-button = 욕설이나 비방이에요
proposal-reason-advert-button = 광고예요
proposal-reason-untrue-button = 사실이 아니에요
proposal-reason-other-button = 그 밖의 문제예요
proposal-hidden-personal = 다른 사람이나 글쓴이의 개인정보가 들어 있습니다.
proposal-hidden-abuse = 욕설이나 비방이 들어 있습니다.
proposal-hidden-advert = 광고로 보았습니다.
proposal-hidden-untrue = 사실과 다른 내용이 들어 있습니다.
proposal-hidden-other = 공개하기에 알맞지 않은 내용이 들어 있습니다.
proposal-report-no-button = 신고하지 않기
proposal-reported = 알려 주셔서 고마워요. 담당자가 확인할게요.
proposal-reported-already = 이미 신고하신 제안이에요. 담당자가 확인하고 있어요.

## Withdrawing

proposal-withdraw-button = 제안 철회
proposal-withdraw =
    { $supports ->
        [0] ‘{ $title }’{ JOSA($title, "을/를") } 철회할까요?
       *[other] ‘{ $title }’{ JOSA($title, "을/를") } 철회할까요? 공감한 { COMMA($supports) }명에게도 알려 드려요.
    }
    철회하면 되돌릴 수 없어요. 이유를 골라 주시거나 그냥 철회해도 돼요.
proposal-why-solved-button = 이미 해결됐어요
proposal-why-again-button = 고쳐서 다시 낼게요
proposal-why-mind-button = 생각이 바뀌었어요
proposal-withdraw-skip-button = 이유 없이 철회하기
proposal-withdraw-no-button = 철회하지 않기
proposal-withdraw-late = 지금은 철회할 수 없어요. 상태: { $state }
proposal-withdrawn-done = ‘{ $title }’{ JOSA($title, "을/를") } 철회했습니다.

## The supplement

proposal-supplement-button = 보완 답하기
proposal-supplement-ask =
    ‘{ $title }’에 대해 담당자가 물었어요. { $by }까지 답을 적어 주세요.
    10자부터 1,000자까지 쓸 수 있어요.
proposal-supplement-personal =
    글에 전화번호 같은 개인정보가 들어 있는 것 같아요.
    글은 공개될 수 있어요. 지우고 다시 적어 주세요.
proposal-supplemented =
    ‘{ $title }’의 보완을 접수했습니다.
    늦어도 { $by }까지 답을 드립니다.
proposal-supplement-over = 지금은 보완을 기다리지 않아요. 상태: { $state }
proposal-supplement-reminder = 내일({ $by })까지 ‘{ $title }’의 보완을 기다립니다.
proposal-todo = ‘{ $title }’ 보완 요청 ({ $by }까지)
proposal-todo-button = { $receipt } 보완하기

## What is told of a transition

proposal-told-author = 내 제안 <b>‘{ $title }’</b> ({ $receipt }) 소식입니다.
proposal-told-follower = 소식을 받는 제안 <b>‘{ $title }’</b> ({ $receipt }) 소식입니다.
proposal-told-published =
    제안을 공개했습니다. 다른 시민이 읽고 공감할 수 있습니다.
    늦어도 { $by }까지 답을 드립니다.
proposal-told-asked =
    검토에 필요한 내용이 있어 여쭙니다. { $by }까지 답해 주시기 바랍니다.
    기다리는 동안 답변 기한은 멈춥니다.
proposal-told-returned = 제안을 공개하지 않고 돌려 드립니다. 이유는 아래와 같습니다.
proposal-told-assigned =
    { $department }에서 검토합니다.
    늦어도 { $by }까지 답을 드립니다.
proposal-told-decided = 답변: <b>{ $state }</b>
proposal-told-mended = <b>앞서 드린 답변을 정정합니다.</b> 정정하는 이유는 아래와 같습니다.
proposal-told-unpublished =
    <b>공개를 정정합니다.</b> 잘못 공개하여 다시 검토합니다. 이유는 아래와 같습니다.
    답변 기한은 그대로 { $by }까지입니다.
proposal-told-hidden = 제안을 가렸습니다. 이유는 아래와 같습니다.
proposal-told-unhidden = 가렸던 제안을 다시 공개했습니다.
proposal-told-withdrawn = 글쓴이가 제안을 철회했습니다.
proposal-department-contact = 담당: { $department } { $phone }
proposal-human = 궁금한 점은 { $department }에 물어보시기 바랍니다. 전화: { $phone }
proposal-milestone = ‘{ $title }’에 { COMMA($count) }명이 공감했어요.

## The desk

proposal-desk =
    <b>제안 업무</b>
    { $lines }
proposal-queue-new = 확인할 새 제안 { $count }건, 가장 오래된 것은 { $age }일째 ({ $within }일 안에 확인)
proposal-queue-new-none = 확인할 새 제안이 없습니다.
proposal-queue = { $shelf } { $count }건
proposal-shelf-new = 확인할 새 제안
proposal-shelf-reported = 신고된 제안
proposal-shelf-overdue = 답변 기한이 지난 제안
proposal-shelf-week = 7일 안에 답할 제안
proposal-shelf-asked = 보완을 기다리는 제안
proposal-shelf-silent = 보완 기한이 지난 제안
proposal-shelf-published = 부서를 정할 제안
proposal-shelf-supported = 공감 { $count }명 이상, 답변 전
proposal-shelf-department = { $department } 답변 대기
proposal-shelf-department-gone = 없어진 부서 답변 대기
proposal-shelf-hidden = 가린 제안
proposal-shelf-decided = 답변한 제안
proposal-shelf-new-button = 새 제안 확인
proposal-shelf-reported-button = 신고 확인
proposal-shelf-overdue-button = 기한 지남
proposal-shelf-week-button = 7일 안에 답변
proposal-shelf-asked-button = 보완 기다림
proposal-shelf-silent-button = 보완 기한 지남
proposal-shelf-published-button = 부서 지정 대기
proposal-shelf-supported-button = 공감 많은 제안
proposal-shelf-hidden-button = 가린 제안
proposal-shelf-decided-button = 답변한 제안
proposal-shelf-empty = { $shelf }: 지금은 없습니다.
proposal-desk-line =
    { $number }. [{ $receipt }] { $title }
    { $state }, { $age }일째. { $due }
proposal-desk-queue-button = 제안 업무
proposal-desk-open-button = 업무 화면
proposal-desk-next-button = 다음 새 제안
proposal-desk-back-button = 돌아가기

# $age is days since it came in.
proposal-item =
    접수 { $age }일째
    담당 부서: { $department }
proposal-item-no-department = 아직 없음
proposal-item-question =
    <b>보완 요청</b>
    { $words }
proposal-item-answer =
    <b>답변: { $state }</b> ({ $at })
    <blockquote>{ $words }</blockquote>
proposal-item-flags =
    <b>살펴볼 점</b>
    { $lines }
proposal-flag-personal = • { $what } 같은 것이 들어 있음
proposal-flag-link = • 링크가 들어 있음
proposal-flag-same = • 문제 글이 같은 제안이 { $count }건 더 있음
proposal-flag-milestone = • 공감 { COMMA($count) }명을 넘음
proposal-item-reports =
    <b>신고</b>
    { $lines }
proposal-item-report = • { $reason }: { $count }건
proposal-item-event = { $what } ({ $who })
proposal-desk-publish-button = 공개
proposal-desk-ask-button = 보완 요청
proposal-desk-return-button = 반려
proposal-desk-assign-button = 부서 지정
proposal-desk-decide-button = 답변
proposal-desk-hide-button = 가리기
proposal-desk-unhide-button = 다시 보이기
proposal-desk-unpublish-button = 공개 취소(정정)
proposal-desk-mend-button = 답변 정정
proposal-desk-dismiss-button = 신고에 문제 없음
proposal-desk-done = ‘{ $title }’({ $receipt }): { $state } 상태로 바꾸었습니다. { $told }
proposal-desk-tells-both = 글쓴이와 소식을 받는 분들께 알립니다.
proposal-desk-tells-author = 글쓴이에게 알립니다.
proposal-desk-tells-followers = 소식을 받는 분들께 알립니다.
proposal-desk-tells-nobody = 알릴 분은 없습니다.
proposal-desk-dismissed = 신고 { $count }건을 확인했습니다. 제안은 그대로 공개됩니다.
proposal-desk-stale = 이미 { $who } 담당자가 처리했어요. 지금 상태: { $state }
proposal-desk-stale-author = 그사이 바뀌었어요. 지금 상태: { $state }
proposal-desk-not-yours = 다른 담당자가 처리한 것은 총괄 담당자만 정정할 수 있습니다.
proposal-desk-assign =
    ‘{ $title }’{ JOSA($title, "을/를") } 어느 부서로 보낼까요?
    분야가 ‘{ $field }’인 제안은 맨 위의 부서가 주로 맡습니다.
# $told is one of proposal-desk-tells-...
proposal-desk-publish = ‘{ $title }’{ JOSA($title, "을/를") } 공개할까요? { $told }
proposal-desk-hide = ‘{ $title }’{ JOSA($title, "을/를") } 가릴까요? 이유를 고르면 글쓴이에게 알립니다.

proposal-handle-ask = ‘{ $title }’의 글쓴이에게 무엇을 물을까요? 5자부터 1,000자까지 적어 주세요.
proposal-handle-return = ‘{ $title }’{ JOSA($title, "을/를") } 왜 돌려보내나요? 고르거나 직접 적어 주세요.
proposal-handle-unpublish = ‘{ $title }’의 공개를 왜 취소하나요? 글쓴이와 소식을 받는 분들이 읽습니다.
proposal-handle-mend = ‘{ $title }’의 답변을 왜 정정하나요? 먼저 받은 분들이 모두 읽습니다.
proposal-handle-department =
    ‘{ $title }’에 어느 부서가 답하나요?
    분야가 ‘{ $field }’인 제안은 맨 위의 부서가 주로 맡습니다.
proposal-handle-outcome = ‘{ $title }’에 어떻게 답할까요?
proposal-outcome-adopted-button = 채택
proposal-outcome-partly-button = 일부 채택
proposal-outcome-not-adopted-button = 미채택
proposal-outcome-transferred-button = 이송
proposal-handle-words = 이유를 { $min }자 이상 적어 주세요. 누구나 읽습니다.
proposal-handle-whereto = 어느 기관으로 보내는지도 적어 주세요.
proposal-handle-day = 언제까지 시행할 예정인가요? 예: 2027년 5월 31일
# $notes are guesses about the date, a line each.
proposal-handle-day-taken =
    시행 예정일: { $day }
    { $notes }
proposal-handle-english = 영어로도 적어 주시겠어요? 없으면 건너뛰어도 됩니다.
proposal-handle-preview = <b>시민에게 이렇게 보입니다. 보낼까요?</b>
proposal-handle-english-is =
    <b>영어</b>
    { $words }
proposal-handle-publish-button = 보내기
proposal-template-complaint-button = 민원으로 처리할 내용
proposal-template-complaint = 제안보다 민원으로 더 빨리 처리할 수 있는 내용입니다. 국민신문고나 전화로 신청해 주시기 바랍니다.
proposal-template-done-button = 이미 하고 있는 내용
proposal-template-done = 시에서 이미 하고 있거나 하기로 정한 내용입니다.
proposal-template-same-button = 먼저 낸 같은 제안 있음
proposal-template-same = 같은 내용의 제안이 먼저 접수되어 있습니다. 그 제안에 공감해 주시기 바랍니다.
proposal-template-unclear-button = 내용을 알기 어려움
proposal-template-unclear = 무엇을 바라시는지 알기 어려워 검토하지 못했습니다. 조금 더 자세히 적어 다시 내 주시기 바랍니다.
proposal-template-private-button = 개인정보나 비방
proposal-template-private = 다른 사람의 개인정보나 비방이 들어 있어 공개할 수 없습니다. 그 부분을 빼고 다시 내 주시기 바랍니다.
