# Votes: the list, a poll's card, the ballot, results, and what staff see.

## Words that pass through
poll-lines = { $lines }
poll-title = <b>{ $question }</b>
poll-description = { $words }

## The list. A button for each poll, then past polls.
poll-list = <b>Polls open now</b>: { $count }
poll-list-none = No poll is open right now. I will tell you when one opens.
poll-list-coming =
    <b>Coming soon</b>
    { $lines }
poll-line-open = • “{ $question }”: until { $closes }
poll-line-voted = • [voted] “{ $question }”: you can change it until { $closes }
poll-line-coming = • “{ $question }”: from { $opens }
poll-line-counting = • “{ $question }”: closed, being counted
poll-line-over = • [{ $state }] “{ $question }”
poll-open-button = See: { $title }
poll-list-button = All polls
poll-past-button = Past polls
poll-past = <b>Past polls</b>
poll-past-none = There are no past polls yet.
poll-gone = There is no such poll. Here are the ones there are.
poll-word-scheduled = coming
poll-word-open = open
poll-word-closed = closed
poll-word-published = result
poll-word-cancelled = cancelled

## A poll's card
poll-facts =
    • When: from { $opens } until { $closes }
    • Who: { $who }
    • How: { $method }
    • Result: { $seats ->
        [one] the option with the most votes is chosen.
       *[other] the { $seats } options with the most votes are chosen.
    } { $told }
    • Secrecy and proof: once the key is destroyed after the close, nobody can tell who chose what, and a vote that was removed or changed would show. It does not stop somebody who watches the computer while people vote.
poll-told-at-close = It is published right at the close.
poll-told-by-hand = It is published after staff have checked it.
poll-who-all = anybody in { $city } aged 14 or older
poll-who-dong = those aged 14 or older who told their neighbourhood in { $city }
poll-who-area = those aged 14 or older in { $area }
poll-method-single = Choose one of { $options } options.
poll-method-approval = Choose up to { $max } of { $options } options.
poll-state-scheduled = It has not begun yet. It opens on { $opens }.
poll-state-open =
    { $voters ->
        [0] Nobody has voted yet.
        [one] One person has voted so far.
       *[other] { COMMA($voters) } people have voted so far.
    } Who is ahead is not shown before the close.
poll-state-voted =
    You have voted. You can change it until { $closes }. { $voters ->
        [one] One person has voted so far.
       *[other] { COMMA($voters) } people have voted so far.
    }
poll-state-closed = Voting is over. The result is published once it has been checked.
poll-state-published = The result has been published.
poll-state-cancelled = This poll was cancelled. All votes have been destroyed.
poll-correction = <b>Correction</b>: { $note }
poll-vote-button = Vote
poll-look-button = See the options
poll-card-button = About this poll
poll-how-button = How is it kept secret?
poll-how =
    <b>The secrecy of your vote</b>
    • Who took part and what was chosen are kept apart. Until the close, only a separate key links them.
    • { $days ->
        [0] At the close that key is destroyed.
        [one] For objections, that key is kept one day after the close, and then destroyed.
       *[other] For objections, that key is kept { $days } days after the close, and then destroyed.
    } From then on not even city staff can tell who chose what.
    • It does not stop somebody who secretly watches the running computer. Telegram can see this chat too.
    • The city gathers opinions here. This is no election or referendum under the law.
poll-how-proof =
    <b>The proof of your vote</b>
    • Every vote that is taken is written into a log under a seal, and you get a receipt. Send “receipt” with its number, and I tell you whether it is in the log.
    • The log's seal is published every ten minutes and stands on receipts. If a vote were removed or changed after that, it would show.
    • A receipt does not tell what was chosen.
poll-how-hash = Question and options cannot change once published. Check value: <code>{ $hash }</code>

## An option's card. Buttons: before, after; back to the ballot.
poll-option =
    (option { $place } of { $count })
    <b>No. { $number }: { $title }</b>
poll-option-about = { $words }
poll-option-no-about = No description was given.
poll-option-cost = Budget: { $cost }
poll-option-place = Place: { $words }
poll-option-line = No. { $number }: { $title }
poll-option-line-cost = No. { $number }: { $title } ({ $cost })
poll-option-before-button = Previous option
poll-option-after-button = Next option
poll-to-ballot-button = To the ballot

## The ballot. A button for each option, then submit.
poll-ballot-single =
    { $chosen ->
        [0] Please choose one. Not submitted yet.
       *[other] One chosen. Not submitted yet.
    }
poll-ballot-progress = { $chosen } of { $max } chosen · not submitted yet
poll-ballot-as-cast = This is what you submitted. To change it, choose again.
poll-ballot-changed = { $chosen } of { $max } chosen · the change is not submitted yet (your earlier vote still counts)
poll-ballot-line-on = [chosen] No. { $number }: { $title }
poll-ballot-line-off = No. { $number }: { $title }
poll-ballot-order = The order is shuffled for each person.
poll-ballot-page = Page { $page } of { $pages }. The order is shuffled for each person.
poll-pick-button = Choose no. { $number }
poll-drop-button = Remove no. { $number }
poll-submit-button = Submit
poll-away-button = Later
poll-away-home-button = Home
poll-away-kept = What you chose is kept until the close. Go on with it under “My to-dos”.
poll-picked = No. { $number } chosen: { $chosen } of { $max }.
poll-dropped = No. { $number } removed: { $chosen } of { $max }.
poll-ballot-empty = Nothing is chosen yet. Please choose at least one.
poll-ballot-too-many =
    { $max ->
        [one] You can choose only one. Remove the other first.
       *[other] You can choose up to { $max }. Remove another one first.
    }
poll-ballot-unknown = That option is not in this poll. Here is the present ballot.

## Before and after casting
poll-summary =
    Cast this vote?
    { $lines }
poll-cast-button = Cast this vote
poll-again-button = Choose again
poll-cast-old = What you chose has changed since. Please check the present ballot.
poll-done =
    <b>Vote cast</b> · “{ $question }”
    Receipt no. { $number } <code>{ $receipt }</code>
    You can change it until { $closes }. The receipt then changes too.
poll-mine-button = See my vote
poll-change-button = Change it
poll-mine =
    Your vote in “{ $question }”:
    { $lines }
poll-mine-receipt = Receipt no. { $number } <code>{ $receipt }</code> · you can change it until { $closes }.
poll-mine-until = You can change it until { $closes }.
poll-mine-closed = Voting is over, and now nobody can see who chose what. Your own vote cannot be shown either, but it has been counted safely.
poll-mine-kept = Voting is over. For objections, the key is kept until { $until } and then destroyed. Whether your vote is in the log you can see by your receipt's number.
poll-not-voted = You have not voted yet. You can until { $closes }.
poll-final = You have voted already, and this vote cannot be changed any more. With questions, please call the number under “Help”.

## Why a vote does not count
poll-shut-coming = “{ $question }” has not begun yet. It opens on { $opens }.
poll-shut-cancelled = The poll “{ $question }” was cancelled.
poll-shut-late =
    Voting in “{ $question }” ended on { $closes }.
    You were { $late } late, so this press was not counted. A vote that you cast before still counts.
poll-late-moment = a moment
poll-late-seconds =
    { $n ->
        [one] one second
       *[other] { $n } seconds
    }
poll-late-minutes =
    { $n ->
        [one] one minute
       *[other] { $n } minutes
    }
poll-late-hours =
    { $n ->
        [one] one hour
       *[other] { $n } hours
    }
poll-late-days =
    { $n ->
        [one] one day
       *[other] { $n } days
    }
poll-result-button = See the result
poll-barred-no-dong =
    This poll is for { $who }.
    You have not told your neighbourhood yet. Tell it, and you can vote at once.
poll-barred-elsewhere =
    This poll is only for people in { $area }, and the neighbourhood you told lies outside.
    If you have moved or chose wrongly, tell it again. Everybody may see the options.
poll-tell-dong-button = Tell my neighbourhood

## Results
poll-result =
    <b>{ $question }</b>
    The result. { $voters ->
        [one] One person took part.
       *[other] { COMMA($voters) } people took part.
    }
poll-result-line =
    { $shared ->
        [yes] Joint rank { $rank }
       *[no] Rank { $rank }
    }: no. { $number }, { $title }, { COMMA($votes) } { $votes ->
        [one] vote
       *[other] votes
    }, { $whole }.{ $tenth } percent{ $chosen ->
        [yes] { " " }(chosen)
       *[no] { "" }
    }
poll-result-line-none = No. { $number }, { $title }, no votes
poll-result-tie =
    Between options with equal votes, the lower number decided.
    { $lines }
poll-result-thanks = Thank you for taking part.

## What waits, in “My to-dos”
poll-todo = Vote: “{ $question }” (until { $closes })
poll-todo-begun = A ballot begun and not submitted: “{ $question }” (until { $closes })
poll-todo-button = Vote: { $title }

## Notices
poll-announced = A new poll is open.
poll-extended =
    The poll “{ $question }” closes later: on { $to } instead of { $from }.
    You can vote until then. A vote that you have cast stands, and you can change it.
poll-cancelled = The poll “{ $question }” was cancelled. All votes have been destroyed.
poll-cancel-reason = Reason: { $reason }
poll-corrected = We correct what we told you about the poll “{ $question }”. { $note }

## Staff: the desk
poll-desk-line = Polls: { $open } open, { $coming } coming, { $waiting } to be published
poll-desk = <b>Polls</b>
poll-desk-none = No poll is open or coming.
poll-desk-state =
    <b>{ $state }</b>: { $count }
    { $lines }
poll-desk-poll = { $number }. “{ $question }”: { COMMA($voters) } voted, closes { $closes }
poll-desk-queue-button = Manage polls
poll-desk-new-button = New poll
poll-desk-see-button = See how it stands
poll-desk-facts =
    { "[" }{ $state }] Poll { $number } · { COMMA($voters) } voted
    Check value <code>{ $hash }</code>
poll-desk-turnout =
    <b>Turnout by district</b>
    { $lines }
poll-desk-turnout-line = • { $place }: { COMMA($count) }
poll-desk-turnout-few = • { $place }: fewer than { $min }
poll-desk-turnout-hidden = • { $place }: not shown (so that another district's small figure is not revealed)
poll-desk-no-gu = neighbourhood not told
poll-desk-extend-button = Close later
poll-desk-cancel-button = Cancel the poll
poll-desk-correct-button = Send a correction
poll-desk-preview-button = Preview the result
poll-desk-changed = It has changed in the meantime. Here is how it stands.
poll-desk-tell =
    The above goes to all { COMMA($voters) } who voted, and everybody can see it.
    It cannot be taken back. If something is wrong, you can send a correction later. Publish it?
poll-desk-tell-button = Publish the result
poll-desk-told = The result is published. Everybody who voted is being told.

## Staff: preparing a poll
poll-plan-draft = You have begun to prepare a poll (saved { $at }). Go on with it?
poll-plan-anew-button = Begin a new one
poll-plan-question = What does the poll ask? Write one sentence in Korean, up to { $max } characters.
poll-plan-question-en = Please write it in English too, or skip. English readers are then told that it is in Korean only.
    “{ $question }”
poll-plan-about = Describe it in Korean. It helps to say what the result will be used for. Up to { $max } characters.
poll-plan-about-en = Please write the description in English, or skip.
poll-plan-options =
    Write the options in Korean, one a line. There must be at least two, and there can be { $max }. You can send several messages.
    To add a description and a budget: title | description | 420,000,000
poll-plan-options-now =
    { $count ->
        [one] One so far.
       *[other] { $count } so far.
    }
    { $lines }
poll-plan-options-done-button = Next
# The words of the other language, understood as the button too.
poll-plan-next-too = 다음
poll-plan-skip-too = 건너뛰기
poll-plan-proposals-button = Choose from proposals
poll-plan-clear-button = Remove all
poll-plan-proposals = Choose the proposals that become options. Chosen: { $count }. Press again to remove.
poll-plan-proposal-on = [chosen] { $title }
poll-plan-proposal-off = { $title }
poll-plan-proposals-done-button = Done
poll-plan-proposal-gone = That proposal cannot be chosen any more. Please choose again below.
poll-plan-options-en =
    Write the options in English in the same order, one a line, { $count } lines. Or skip.
    { $lines }
poll-plan-options-en-count = There are { $count } options, but you wrote { $given } lines. One a line, in the same order, please.
poll-plan-method = How do people choose?
poll-plan-single-button = One option
poll-plan-approval-button = Several options
poll-plan-picks = How many may one person choose at most? From 1 to { $max }.
poll-plan-seats = How many are chosen in the end, by most votes? From 1 to { $max }.
poll-plan-number-button = { $number }
poll-plan-number = Please write a number from 1 to { $max }.
poll-plan-number-too-large = { $number } is too many. Up to { $max }, please.
poll-plan-opens = When does it open? Such as 14 Dec 9am.
poll-plan-now-button = As soon as it is published
poll-plan-closes = When does it close? Such as 24 Dec 6pm. At that moment no more votes are taken.
poll-plan-sure = { $at }: is that right?
poll-plan-guessed = ({ $note })
poll-plan-yes-button = That is right
poll-plan-no-button = Write it again
poll-plan-closes-early = It must close at least { $minutes } minutes after it opens ({ $opens }). Please write it again.
poll-plan-closes-soon = It must close at least { $minutes } minutes from now. Please write it again.
poll-plan-area = Who takes part? Choose a district for all of it or one neighbourhood; you can also type a neighbourhood's name.
    (All of { $city }: the first two buttons)
poll-plan-all-button = The whole city, anybody
poll-plan-told-button = Whole city, if area is told
poll-plan-dong = Where in { $gu }?
poll-plan-whole-gu-button = The whole district
poll-plan-publishing = When is the result published?
poll-plan-at-close-button = Right at the close
poll-plan-by-hand-button = By me, after a check
poll-plan-preview = <b>This is what citizens see</b>
poll-plan-has-en = There is an English version.
poll-plan-no-en = The English version is missing or not complete. English readers see Korean.
poll-plan-freeze = Once published, question, options and method cannot change. You can only close it later or cancel it.
poll-plan-publish-button = Publish
poll-plan-edit-button = Change something
poll-plan-edit = What would you like to change?
poll-plan-edit-question-button = Question
poll-plan-edit-about-button = Description
poll-plan-edit-options-button = Options
poll-plan-edit-method-button = Method
poll-plan-edit-when-button = Time
poll-plan-edit-who-button = Who takes part
poll-plan-edit-result-button = Publication
poll-plan-published = The poll is open. Those it is for are being told. Check value: <code>{ $hash }</code>
poll-plan-scheduled = Published. It opens by itself on { $opens }, and those it is for are told then. Check value: <code>{ $hash }</code>
poll-plan-only-words = Please write, or press a button below. I cannot take photos or voice messages here.
poll-plan-too-short = Please write at least { $min } characters, in words.
poll-plan-too-long = The limit is { COMMA($max) } characters. You wrote { COMMA($length) }; please cut { COMMA($over) }.
poll-plan-title-too-long = The title of option { $number } is { $over } too long. The limit is { $max } characters.
poll-plan-title-empty = Option { $number } has no title. Please write it in words.
poll-plan-twice = “{ $title }” is there already. Please write each option once. The lines you just sent were not added.
poll-plan-too-many = There can be { $max } options at most. The lines you just sent were not added.
poll-plan-too-few = There must be at least { $min } options. Please write more.
poll-plan-cost = “{ $words }” cannot be read as a budget. Please write it like 420,000,000.

## Staff: changing a poll
poll-change-extend = “{ $question }” closes on { $closes }. Until when shall it stay open? Such as 28 Dec 6pm.
poll-change-extended = It now closes on { $to }. Those who were invited and those who voted are being told.
poll-change-past = That time has passed. Write a time later than the present close ({ $closes }).
poll-change-not-later = It must be later than the present close ({ $closes }). A poll cannot close earlier.
poll-change-no-extend = A poll that is over or cancelled cannot be extended.
poll-change-cancel = Why is “{ $question }” cancelled? Citizens read this as it is. Up to { $max } characters, in Korean.
poll-change-cancel-sure =
    Cancel “{ $question }”? { $voters ->
        [one] One vote is
       *[other] { COMMA($voters) } votes are
    } destroyed, and it cannot be undone.
    Reason: { $reason }
poll-change-cancel-button = Cancel it and tell everybody
poll-change-cancelled = The poll is cancelled and its votes are destroyed. Those who were invited and those who voted are being told.
poll-change-no-cancel = Its result is published, or it is cancelled already.
poll-change-correct = What is to be corrected about “{ $question }”? It goes to everybody who got the mistake. Up to { $max } characters, in Korean.
poll-change-correct-sure =
    This goes to everybody who got the mistake, and stands on the poll's card. Send it?
    “{ $note }”
poll-change-correct-button = Send the correction
poll-change-corrected = The correction is on its way and stands on the poll's card.
poll-change-corrected-card = Nobody had been told yet, so the correction only stands on the poll's card.
poll-change-english = Please write it in English too, or skip.
