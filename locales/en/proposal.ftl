# Proposals: written, read, supported, handled, answered.

## States

proposal-state-submitted = Received
proposal-state-supplement = Waiting for the author
proposal-state-returned = Returned
proposal-state-hidden = Hidden
proposal-state-published = Published
proposal-state-assigned = With a department
proposal-state-adopted = Adopted
proposal-state-partly = Partly adopted
proposal-state-not-adopted = Not adopted
proposal-state-transferred = Transferred
proposal-state-withdrawn = Withdrawn
proposal-author-left = A citizen who has left

## Writing

# $begins is the title or the first words of what is wrong.
proposal-draft =
    You have begun a proposal: “{ $begins }”
    Saved on { $at }. Would you like to go on with it?
proposal-draft-resume-button = Go on
proposal-draft-fresh-button = Begin anew
proposal-begin-button = Make a proposal

proposal-ask-problem =
    (1/6) What is the problem?
    Please write 10 to 1,000 characters. Leave out personal details such as phone numbers.
proposal-ask-wish =
    (2/6) What should be done about it?
    Please write 10 to 1,000 characters.
proposal-ask-field = (3/6) What is it about? Please choose one.
proposal-ask-place =
    (4/6) Where is it?
    Choose a district, type a neighbourhood, or send a location. You can also skip this.
proposal-ask-dong = (4/6) Which neighbourhood of { $gu }? You can also type its name.
proposal-ask-photos =
    (5/6) If you have photos, send them now, up to { $max }.
    Photos are public too. Please cover faces and number plates.
proposal-ask-more-photos =
    { $count ->
        [one] (5/6) I have { $count } photo, of { $max } at most.
       *[other] (5/6) I have { $count } photos, of { $max } at most.
    }
    Send more, or press “Next”.
proposal-ask-no-more-photos =
    (5/6) I have all { $count } photos.
    Please press “Next”.
proposal-ask-title = (6/6) Please give it a title of 5 to 60 characters.
proposal-title-suggested =
    How about this one?
    “{ $title }”
proposal-title-use-button = Use this title
proposal-next-button = Next
proposal-photos-drop-button = Remove all photos
proposal-keep-button = Leave it as it is
# $place is a name, or one of the next two.
proposal-place-set = Saved as the place: { $place }
proposal-place-skipped = No place given.
proposal-place-map = A point on the map
proposal-place-none = No place given
# $gu and $dong are names of a district and a neighbourhood.
proposal-place = { $dong }, { $gu }
proposal-field-none = No field

proposal-preview =
    <b>Submit it like this?</b>
    Title: { $title }
# $label is the author's public name.
proposal-preview-facts =
    Field: { $field }
    Place: { $place }
    Photos: { $photos }
    Name shown: { $label }
proposal-preview-public = This text will be public. Once staff have looked at it, everybody can read it.
proposal-submit-button = Submit
proposal-edit-button = Change something
proposal-ask-edit = What would you like to change?
proposal-edit-problem-button = The problem
proposal-edit-wish-button = What should be done
proposal-edit-field-button = The field
proposal-edit-place-button = The place
proposal-edit-photos-button = The photos
proposal-edit-title-button = The title
proposal-edit-done-button = Nothing

proposal-receipt =
    We have received “{ $title }”.
    Receipt number: <b>{ $receipt }</b>
    State: { $state }
proposal-receipt-due = <b>You will have an answer by { $by } at the latest.</b>
proposal-receipt-next =
    1. Staff look at it within { $days } days.
    2. Once it is published, other citizens can read and support it.
    3. The department in charge looks into it, and the answer comes to this chat.

## What does not fit

proposal-too-long = The limit is { COMMA($max) } characters. You wrote { COMMA($length) }; please cut { COMMA($over) }.
proposal-too-short = Please write a little more: at least { $min } characters, in words.
proposal-photo-later = Photos come at step 5. Please answer this question first.
proposal-location-later = The location comes at step 4. Please answer this question first.
proposal-voice = I cannot listen to voice messages yet. Please write it.
proposal-document = I cannot take files. Please send it as a photo.
proposal-other = I cannot use that here. Please write it, or press a button.
proposal-place-far = The location that you sent is far from { $city }. Send another one, or choose a district.
proposal-photos-full = There can be { $max } photos at most. I keep the first { $max }.
proposal-too-many =
    You can submit { $max } proposals a day. What you wrote is kept.
    If it is urgent, please call { $phone }.
# $what are lines of proposal-personal-line.
proposal-personal =
    Your text seems to hold this:
    { $what }
    It will be public. Please take it out and write it again.
proposal-personal-line = • { $what }
proposal-personal-registration = a resident registration number
proposal-personal-card = a card number
proposal-personal-phone = a phone number
proposal-personal-email = an e-mail address
proposal-personal-plate = a number plate
proposal-personal-keep-button = Leave it in
proposal-personal-refused =
    Your text seems to hold a resident registration number. To keep you safe, I have not saved it.
    Please take the number out and write it again.

## Reading

proposal-menu = Which proposals would you like to see? You can also type a receipt number, such as 2026-0147.
proposal-sort-new-button = Newest
proposal-sort-top-button = Most supported
proposal-sort-near-button = My neighbourhood
proposal-sort-adopted-button = Adopted
proposal-fields-button = By field
proposal-mine-button = My proposals
proposal-menu-button = Read proposals
proposal-fields = Which field?
proposal-sort-new = Newest proposals
proposal-sort-top = Most supported proposals
proposal-sort-near = Proposals of { $place }
proposal-sort-adopted = Adopted proposals
proposal-sort-field = Proposals about { $field }
proposal-sort-mine = My proposals
# $lines are numbered lines; below stand buttons with the same numbers.
proposal-list =
    <b>{ $title }</b>, { COMMA($count) } in all (page { $page } of { $pages })
    { $lines }
proposal-list-empty = There are none yet.
proposal-line =
    { $supports ->
        [one] { $number }. { $title } ({ $state }, { $supports } supporter)
       *[other] { $number }. { $title } ({ $state }, { COMMA($supports) } supporters)
    }
proposal-line-mine = { $number }. { $title } ({ $state }, answer by { $by })
proposal-number-button = No. { $number }
proposal-near-unknown = Tell me your neighbourhood, and I will show you its proposals.
proposal-near-button = Choose my neighbourhood
proposal-mine-nobody = You have not written a proposal yet. Why not make your first?
proposal-unknown = I could not find that proposal.
proposal-no-number = I could not find a proposal with the number { $receipt }. Please check the number.
proposal-not-public = Proposal { $receipt } cannot be read at the moment.

proposal-card =
    <b>{ $title }</b>
    { $supports ->
        [one] Proposal { $receipt } · { $state } · { $supports } supporter
       *[other] Proposal { $receipt } · { $state } · { COMMA($supports) } supporters
    }
    { $author } · { $field } · { $place }
proposal-card-problem =
    <b>The problem</b>
    { $words }
proposal-card-wish =
    <b>What should be done</b>
    { $words }
proposal-card-addition =
    <b>What the author added</b>
    { $words }
proposal-quote = <blockquote>{ $words }</blockquote>
# $left is days.
proposal-due =
    { $left ->
        [0] Answer due today, { $by }.
        [one] Answer due by { $by }: { $left } day left.
       *[other] Answer due by { $by }: { $left } days left.
    }
proposal-due-late =
    { $late ->
        [one] The answer was due on { $by }, { $late } day ago. We are sorry that it is late.
       *[other] The answer was due on { $by }, { $late } days ago. We are sorry that it is late.
    }
proposal-due-paused = We wait for the author's reply until { $by }. Meanwhile the time for the answer stands still.
proposal-due-silent = The author's time to reply ended on { $by }.
proposal-decided = Answer: { $state } ({ $at })
proposal-assigned = { $department } is looking into it.
proposal-planned = Planned for: { $day }
proposal-returned = This proposal was returned.
proposal-hidden = This proposal is hidden at the moment.
proposal-withdrawn = Its author has withdrawn this proposal.
proposal-corrected =
    <b>Corrected</b> ({ $at })
    { $words }
proposal-open-button = Open the proposal
proposal-photos-button =
    { $count ->
        [one] See { $count } photo
       *[other] See { $count } photos
    }
proposal-photos =
    { $count ->
        [one] { $count } photo of “{ $title }”
       *[other] { $count } photos of “{ $title }”
    }
proposal-photos-none = There are no photos.
proposal-map-button = See the map
proposal-map-none = There is no point on the map.
proposal-history-button = Steps so far
proposal-history =
    <b>The steps of “{ $title }”</b>
    { $lines }
proposal-event = • { $at }: { $what }
proposal-event-said =
    • { $at }: { $what }
    <blockquote>{ $words }</blockquote>
proposal-event-submit = Received
proposal-event-publish = Published
proposal-event-ask = The author was asked
proposal-event-complete = The author replied
proposal-event-return = Returned
proposal-event-assign = Sent to { $department }
proposal-event-decide = Answer: { $state }
proposal-event-mend = Answer corrected
proposal-event-unpublish = Publication taken back (correction)
proposal-event-hide = Hidden
proposal-event-unhide = Shown again
proposal-event-withdraw = Withdrawn
proposal-share-button = Share
proposal-share =
    Press and hold the text below to copy it.

    Please support the proposal “{ $title }”.
    { $link }
proposal-share-number = “{ $title }” can be found under the number { $receipt }.
proposal-share-later = You can share it once it is published.

## Supporting, following, reporting

proposal-support-button = Support
proposal-unsupport-button = Take support back
proposal-follow-button = Follow
proposal-unfollow-button = Stop following
proposal-report-button = Report
proposal-supported =
    { $count ->
        [one] You support it, the first to do so. We will tell you the answer.
       *[other] You support it, with { COMMA($count) } people now. We will tell you the answer.
    }
proposal-supported-already = You support it already.
proposal-unsupported = You have taken your support back.
proposal-unsupported-already = You do not support this proposal.
proposal-support-over = It has been answered, so support can no longer change.
proposal-own = This is your own proposal. Supporting and reporting are for others. We keep you informed anyway.
proposal-not-own = Only its author can do that.
proposal-followed = We will tell you what becomes of it.
proposal-unfollowed = We will not send you news of it any more.
proposal-report = What is wrong with “{ $title }”?
proposal-reason-personal-button = It has personal details
proposal-reason-abuse-button = It is abusive
proposal-reason-advert-button = It is an advertisement
proposal-reason-untrue-button = It is not true
proposal-reason-other-button = Something else
proposal-hidden-personal = It holds somebody's personal details.
proposal-hidden-abuse = It holds insults or slander.
proposal-hidden-advert = We take it for an advertisement.
proposal-hidden-untrue = It holds something that is not true.
proposal-hidden-other = It holds something that should not be public.
proposal-report-no-button = Do not report
proposal-reported = Thank you for telling us. Staff will look at it.
proposal-reported-already = You have reported it already. Staff are looking at it.

## Withdrawing

proposal-withdraw-button = Withdraw my proposal
proposal-withdraw =
    { $supports ->
        [0] Withdraw “{ $title }”?
        [one] Withdraw “{ $title }”? The one person who supports it will be told.
       *[other] Withdraw “{ $title }”? The { COMMA($supports) } people who support it will be told.
    }
    This cannot be undone. You can give a reason, or withdraw without one.
proposal-why-solved-button = It has been solved
proposal-why-again-button = I will write it anew
proposal-why-mind-button = I changed my mind
proposal-withdraw-skip-button = Withdraw without a reason
proposal-withdraw-no-button = Do not withdraw
proposal-withdraw-late = It cannot be withdrawn now. State: { $state }
proposal-withdrawn-done = You have withdrawn “{ $title }”.

## The supplement

proposal-supplement-button = Reply to staff
proposal-supplement-ask =
    Staff have a question about “{ $title }”. Please reply by { $by }.
    You can write 10 to 1,000 characters.
proposal-supplement-personal =
    Your text seems to hold personal details such as a phone number.
    It can become public. Please take them out and write it again.
proposal-supplemented =
    We have received your reply about “{ $title }”.
    You will have an answer by { $by } at the latest.
proposal-supplement-over = No reply is waited for at the moment. State: { $state }
proposal-supplement-reminder = We wait for your reply about “{ $title }” until tomorrow, { $by }.
proposal-todo = Staff ask about “{ $title }” (until { $by })
proposal-todo-button = Reply about { $receipt }

## What is told of a transition

proposal-told-author = News of your proposal <b>“{ $title }”</b> ({ $receipt }).
proposal-told-follower = News of a proposal that you follow or support: <b>“{ $title }”</b> ({ $receipt }).
proposal-told-published =
    It is published. Other citizens can read and support it.
    You will have an answer by { $by } at the latest.
proposal-told-asked =
    To look into it we need to ask you something. Please reply by { $by }.
    Meanwhile the time for the answer stands still.
proposal-told-returned = We return it without publishing it, for this reason:
proposal-told-assigned =
    { $department } is looking into it.
    The answer comes by { $by } at the latest.
proposal-told-decided = Answer: <b>{ $state }</b>
proposal-told-mended = <b>We correct the answer that we gave before</b>, for this reason:
proposal-told-unpublished =
    <b>We correct its publication.</b> It was published by mistake and is looked at again, for the reason below.
    The answer is still due by { $by }.
proposal-told-hidden = We have hidden it, for this reason:
proposal-told-unhidden = It was hidden, and can be read again.
proposal-told-withdrawn = Its author has withdrawn it.
proposal-department-contact = In charge: { $department }, { $phone }
proposal-human = If you have questions, please ask { $department }, { $phone }.
proposal-milestone = { COMMA($count) } people now support “{ $title }”.

## The desk

proposal-desk =
    <b>Proposals at the desk</b>
    { $lines }
proposal-queue-new = New, to be looked at: { $count }; the oldest for { $age } days (within { $within })
proposal-queue-new-none = No new proposals to look at.
proposal-queue = { $shelf }: { $count }
proposal-shelf-new = New proposals
proposal-shelf-reported = Reported
proposal-shelf-overdue = Answer overdue
proposal-shelf-week = Answer due within 7 days
proposal-shelf-asked = Waiting for the author
proposal-shelf-silent = The author has not replied in time
proposal-shelf-published = Without a department
proposal-shelf-supported = { $count } supporters or more, no answer yet
proposal-shelf-department = Waiting for { $department }
proposal-shelf-department-gone = Waiting for a department that is gone
proposal-shelf-hidden = Hidden
proposal-shelf-decided = Answered
proposal-shelf-new-button = Look at new ones
proposal-shelf-reported-button = Look at reports
proposal-shelf-overdue-button = Overdue
proposal-shelf-week-button = Due within 7 days
proposal-shelf-asked-button = Waiting for the author
proposal-shelf-silent-button = No reply in time
proposal-shelf-published-button = Without a department
proposal-shelf-supported-button = Most supported
proposal-shelf-hidden-button = Hidden
proposal-shelf-decided-button = Answered
proposal-shelf-empty = { $shelf }: none at the moment.
proposal-desk-line =
    { $number }. [{ $receipt }] { $title }
    { $state }, day { $age }. { $due }
proposal-desk-queue-button = Proposals at the desk
proposal-desk-open-button = Open at the desk
proposal-desk-next-button = Next new ones
proposal-desk-back-button = Go back

# $age is days since it came in.
proposal-item =
    { $age ->
        [one] Received { $age } day ago
       *[other] Received { $age } days ago
    }
    Department: { $department }
proposal-item-no-department = none yet
proposal-item-question =
    <b>What staff asked</b>
    { $words }
proposal-item-answer =
    <b>Answer: { $state }</b> ({ $at })
    <blockquote>{ $words }</blockquote>
proposal-item-flags =
    <b>Worth a look</b>
    { $lines }
proposal-flag-personal = • it seems to hold { $what }
proposal-flag-link = • it holds a link
proposal-flag-same =
    { $count ->
        [one] • { $count } other proposal has the same words
       *[other] • { $count } other proposals have the same words
    }
proposal-flag-milestone = • it has { COMMA($count) } supporters or more
proposal-item-reports =
    <b>Reports</b>
    { $lines }
proposal-item-report = • { $reason }: { $count }
proposal-item-event = { $what } ({ $who })
proposal-desk-publish-button = Publish
proposal-desk-ask-button = Ask the author
proposal-desk-return-button = Return
proposal-desk-assign-button = Choose a department
proposal-desk-decide-button = Answer
proposal-desk-hide-button = Hide
proposal-desk-unhide-button = Show again
proposal-desk-unpublish-button = Take publication back
proposal-desk-mend-button = Correct the answer
proposal-desk-dismiss-button = Reports: nothing wrong
proposal-desk-done = “{ $title }” ({ $receipt }) is now: { $state }. { $told }
proposal-desk-tells-both = Its author and followers are told.
proposal-desk-tells-author = Its author is told.
proposal-desk-tells-followers = Its followers are told.
proposal-desk-tells-nobody = There is nobody to tell.
proposal-desk-dismissed =
    { $count ->
        [one] { $count } report looked at. The proposal stays public.
       *[other] { $count } reports looked at. The proposal stays public.
    }
proposal-desk-stale = { $who }, a member of staff, has handled this already. It is now: { $state }
proposal-desk-stale-author = It has changed in the meantime. It is now: { $state }
proposal-desk-not-yours = What others did can be corrected by a coordinator only.
proposal-desk-assign =
    Which department should get “{ $title }”?
    It is about { $field }, so the first one is suggested.
# $told is one of proposal-desk-tells-...
proposal-desk-publish = Publish “{ $title }”? { $told }
proposal-desk-hide = Hide “{ $title }”? Choose the reason; its author is told.

proposal-handle-ask = What would you ask the author of “{ $title }”? Please write 5 to 1,000 characters in Korean.
proposal-handle-return = Why is “{ $title }” returned? Choose, or write it in Korean.
proposal-handle-unpublish = Why is the publication of “{ $title }” taken back? Its author and followers read it. In Korean, please.
proposal-handle-mend = Why is the answer to “{ $title }” corrected? All who received it read this. In Korean, please.
proposal-handle-department =
    Which department answers “{ $title }”?
    It is about { $field }, so the first one is suggested.
proposal-handle-outcome = How do we answer “{ $title }”?
proposal-outcome-adopted-button = Adopted
proposal-outcome-partly-button = Partly adopted
proposal-outcome-not-adopted-button = Not adopted
proposal-outcome-transferred-button = Transferred
proposal-handle-words = Please give the reason in Korean, in at least { $min } characters. Everybody can read it.
proposal-handle-whereto = Please also say to whom it is transferred.
proposal-handle-day = By when is it planned? For example: 31 May 2027
# $notes are guesses about the date, a line each.
proposal-handle-day-taken =
    Planned for: { $day }
    { $notes }
proposal-handle-english = Would you add an English version? You can skip this.
proposal-handle-preview = <b>Citizens will see this. Send it?</b>
proposal-handle-english-is =
    <b>English</b>
    { $words }
proposal-handle-publish-button = Send it
proposal-template-complaint-button = It is a complaint
proposal-template-complaint = This can be dealt with sooner as a civil complaint than as a proposal. Please use e-People (epeople.go.kr) or call us.
proposal-template-done-button = Done already
proposal-template-done = The city is doing this already, or has decided to.
proposal-template-same-button = Proposed before
proposal-template-same = The same has been proposed before. Please support that proposal.
proposal-template-unclear-button = Hard to understand
proposal-template-unclear = It is hard to see what you wish, so we could not look into it. Please write it again in more detail.
proposal-template-private-button = Personal or abusive
proposal-template-private = It holds somebody's personal details, or abuse, so it cannot be published. Please write it again without them.
