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
poll-list-page = (page { $page } of { $pages })
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
    • How: { $method }{ $blank ->
        [yes] { " " }A blank ballot is possible.
       *[no] { "" }
    }
    • Result: { $result } { $told }{ $quorum ->
        [yes]
            { "" }
            • Quorum: { $needed }. If it is missed, the result is published all the same and says so.
       *[no] { "" }
    }
    • If equal: { $tie }
    • Secrecy and proof: once the key is destroyed after the close, nobody can tell who chose what (unless only one person votes or all choose the same: then the result tells it), and a vote that was removed or changed would show. It does not stop somebody who watches the computer while people vote.
poll-told-at-close = It is published right at the close.
poll-told-by-hand = It is published after staff have checked it.
poll-who-all = anybody in { $city } aged 14 or older
poll-who-dong = those aged 14 or older who told their neighbourhood in { $city }
poll-who-area = those aged 14 or older in { $area }
poll-method-single = Choose one of { $options } options.
poll-method-approval =
    Choose { $min ->
        [1] up to { $max }
       *[other] from { $min } to { $max }
    } of { $options } options.{ $fields ->
        [yes] { " " }Each field has a number of its own.
       *[no] { "" }
    }
poll-method-ranked = Put up to { $max } of { $options } options in order, the one you want most first.
poll-method-score = Give each of { $options } options a mark from 1 to { $max }. An option without a mark has 0.
poll-method-points = Share out { $max } points among { $options } options. All of them may go to one.
poll-method-knapsack = Choose from { $options } options what together costs no more than { $budget }.
poll-formula-votes =
    { $fields ->
        [yes] in each field, as many as it says are chosen, by most votes.
       *[no] { $seats ->
            [one] the option with the most votes is chosen.
           *[other] the { $seats } options with the most votes are chosen.
        }
    }
poll-formula-sides = the side with more votes decides it.
poll-tie-votes = with equal votes, the lower number is chosen.
poll-tie-sides = with equal votes, nothing is decided.
poll-tie-ranked = if two are still equal, the lower number is chosen.
poll-tie-runoff = of several with the fewest votes, the one with the higher number leaves first.
poll-tie-score = with equal sums, the one with more of the best marks is chosen; if those are equal too, the lower number.
poll-tie-points = with equal points, the lower number is chosen.
poll-tie-knapsack = with equal votes, the cheaper option comes first; with equal costs, the lower number.
poll-tie-shares = between equals, more supporters decide, then the lower cost, then the lower number.
poll-formula-ranked =
    any two options are compared, and the one that more people put first beats the other. { $seats ->
        [one] The one that beats all others is chosen.
       *[other] The first { $seats } of that order are chosen.
    } (Schulze method)
poll-formula-runoff = until one is the first choice of more than half, the one with the fewest leaves and its votes go to the next choice.
poll-formula-score =
    { $fields ->
        [yes] in each field, as many as it says are chosen, by the highest sum of marks.
       *[no] { $seats ->
            [one] the option with the highest sum of marks is chosen.
           *[other] the { $seats } options with the highest sums of marks are chosen.
        }
    }
poll-formula-points =
    { $fields ->
        [yes] in each field, as many as it says are chosen, by most points.
       *[no] { $seats ->
            [one] the option with the most points is chosen.
           *[other] the { $seats } options with the most points are chosen.
        }
    }
poll-formula-knapsack = by most votes, as long as all together costs no more than { $budget }. What does not fit the money left is passed over.
poll-formula-shares = everybody who votes gets the same part of { $budget }, and what its supporters can pay together is chosen. What is left is spent by most votes. (Method of Equal Shares)
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
poll-vote-or-change-button = Vote or change my vote
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
    • If only one person votes, or all choose the same, the result itself tells what they chose.
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
poll-option-field = Field: { $field }
poll-option-cost = Budget: { $cost }
poll-option-place = Place: { $words }
poll-option-line = No. { $number }: { $title }
poll-option-line-cost = No. { $number }: { $title } ({ $cost })
poll-option-before-button = Previous option
poll-option-after-button = Next option
poll-picture-button = See the picture
poll-picture-none = This option has no picture.
poll-to-ballot-button = To the ballot

## The ballot. A button for each option, then submit.
poll-ballot-unsent = not submitted yet
poll-ballot-unsent-change = the change is not submitted yet (your earlier vote still counts)
poll-ballot-single =
    { $chosen ->
        [0] Please choose one
       *[other] One chosen
    } · { $sent }
poll-ballot-progress = { $chosen } of { $max } chosen · { $sent }
poll-ballot-ranked =
    { $chosen ->
        [0] Tap up to { $max } options in order, the one you want most first
       *[other] { $chosen } of { $max } in order ({ $order })
    } · { $sent }
poll-ballot-score = { $chosen } of { $all } options have a mark · { $sent }
poll-ballot-points = { $given } of { $budget } points given, { $left } left · { $sent }
poll-ballot-knapsack = { $chosen } chosen, { $spent } used, { $left } left · { $sent }
poll-ballot-blank = A blank ballot chosen · { $sent }
poll-ballot-blank-cast = You submitted a blank ballot. To change it, choose an option.
poll-ballot-as-cast = This is what you submitted. To change it, choose again.
poll-ballot-line = { $state }No. { $number }: { $title }
poll-ballot-line-cost = { $state }No. { $number }: { $title } ({ $cost })
poll-mark-none = { "" }
poll-mark-on = { "[chosen] " }
poll-mark-rank = { "[choice " }{ $rank }]{ " " }
poll-mark-points =
    { $points ->
        [one] { "[1 point] " }
       *[other] { "[" }{ $points } points]{ " " }
    }
poll-field-line =
    Field “{ $field }”: { $limits ->
        [max] up to { $max },{ " " }
        [min] at least { $min },{ " " }
        [both] from { $min } to { $max },{ " " }
        [exact] exactly { $max },{ " " }
       *[none] { "" }
    }{ $chosen } now
poll-field-button = { $field } ({ $chosen } chosen)
poll-no-field-button = Other options
poll-fields-button = All fields
poll-ballot-order = The order is shuffled for each person.
poll-ballot-page = Page { $page } of { $pages }. The order is shuffled for each person.
poll-pick-button = Choose no. { $number }
poll-rank-button = No. { $number }: choice { $rank }
poll-dear-button = No. { $number }: { $over } short
poll-score-button = No. { $number }: { $points }
poll-score-on-button = No. { $number }: [{ $points }]
poll-more-button = No. { $number }: one more
poll-less-button = No. { $number }: one less
poll-blank-button = Blank ballot
poll-drop-button = Remove no. { $number }
poll-submit-button = Submit
poll-away-button = Later
poll-away-home-button = Home
poll-away-kept = What you chose is kept until the close. Go on with it under “My to-dos”.
poll-picked = No. { $number } chosen: { $chosen } of { $max }.
poll-picked-cost = No. { $number } chosen: { $left } left.
poll-picked-rank = No. { $number } is choice { $rank }.
poll-marked =
    { $points ->
        [0] No. { $number } has no points now.
        [one] No. { $number } has one point.
       *[other] No. { $number } has { $points } points.
    }
poll-dropped-cost = No. { $number } removed: { $left } left.
poll-dropped = No. { $number } removed: { $chosen } of { $max }.
poll-ballot-empty = Nothing is chosen yet. Please choose at least one.
poll-ballot-too-many =
    { $max ->
        [one] You can choose only one. Remove the other first.
       *[other] You can choose up to { $max }. Remove another one first.
    }
poll-ballot-no-blank = This poll has no blank ballot. Choose an option, or simply do not take part.
poll-ballot-too-few =
    { $min ->
        [one] Please choose at least one.
       *[other] Please choose at least { $min }. Some are missing.
    }
poll-ballot-too-few-of =
    { $min ->
        [one] Please choose at least one in the field “{ $field }”.
       *[other] Please choose at least { $min } in the field “{ $field }”.
    }
poll-ballot-too-many-of =
    { $max ->
        [one] You can choose only one in the field “{ $field }”. Remove the other first.
       *[other] You can choose up to { $max } in the field “{ $field }”. Remove another one first.
    }
poll-ballot-too-dear = That is { $over } more than is left. Remove another one first.
poll-ballot-too-high = One option can have up to { $max }.
poll-ballot-too-many-points = There are { $max } points in all. Take some from another option first.
poll-ballot-unknown = That option is not in this poll. Here is the present ballot.

## What was typed on a ballot and would not do
poll-typed-unknown = There is no option { $number } in this poll. They go from 1 to { $count }.
poll-typed-twice = You wrote { $number } twice. Please write it once.
poll-typed-set = This poll has no order and no points. Please write the numbers only, such as 2, 5
poll-typed-ranked = This poll asks for an order, not for points. Write it like 3 > 1 > 2
poll-typed-which =
    That could be more than one option. Please write its number.
    { $lines }
poll-typed-press = It is not submitted yet: the button below does that.
poll-typed-stays = What you wrote just now stays in this chat. Delete it if you would rather not keep it.
poll-typed-points = This poll asks for points. Write each option with its points, such as 1: 5 points, 3: 2 points

## Before and after casting
poll-summary =
    Cast this vote?
    { $lines }
poll-summary-blank =
    Cast a blank ballot?
    You are counted as taking part, and no option gets a vote.
poll-chosen-rank = Choice { $rank }: no. { $number }, { $title }
poll-chosen-points =
    { $points ->
        [one] One point
       *[other] { $points } points
    }: no. { $number }, { $title }
poll-chosen-blank = A blank ballot (no option chosen)
poll-total-cost = { $spent } in all, { $left } left
poll-total-points =
    { $given } given in all. { $left ->
        [one] One is not used.
       *[other] { $left } are not used.
    }
poll-cast-blank-button = Cast a blank ballot
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
    This vote reached us { $late } after that, so it was not counted. A vote that you cast before still counts.
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
    You have not told your neighbourhood yet. Tell it, and I say at once whether you can vote.
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
    }{ $any ->
        [yes] { " " }{ $blank ->
            [one] One of them cast a blank ballot.
           *[other] { COMMA($blank) } of them cast a blank ballot.
        }
       *[no] { "" }
    }
poll-result-line =
    { $shared ->
        [yes] Joint rank { $rank }
       *[no] Rank { $rank }
    }: no. { $number }, { $title }, { $figure }{ $chosen ->
        [yes] { " " }(chosen)
       *[no] { "" }
    }
poll-result-line-none = No. { $number }, { $title }, { $figure }
poll-figure-votes =
    { COMMA($votes) } { $votes ->
        [one] vote
       *[other] votes
    }, { $whole }.{ $tenth } percent
poll-figure-none = no votes
poll-figure-points =
    { $points ->
        [one] one point
       *[other] { COMMA($points) } points
    } in all
poll-figure-wins =
    { $wins ->
        [0] beats no other
        [one] beats one other
       *[other] beats { $wins } others
    }
poll-figure-round =
    { $votes ->
        [one] one vote
       *[other] { COMMA($votes) } votes
    } in its last round
poll-result-tie =
    { $by ->
        [leaves] Of several with the fewest votes, the one with the higher number left first.
        [marks] Between options with equal sums, more of the best marks decided.
        [round] Between options with equal votes, the votes of an earlier round decided.
        [support] Between equal options, more supporters decided.
        [points] Between options with equal points, the lower number decided.
        [order] Between options that were still equal, the lower number decided.
        [cost] Between options with equal votes, the lower cost decided.
        [lots] Between equal options, the lots drawn as announced decided.
       *[number] Between options with equal votes, the lower number decided.
    }
    { $lines }
poll-result-round =
    Round { $round }: no. { $first } leads with { COMMA($votes) } { $votes ->
        [one] vote
       *[other] votes
    }, no. { $out } leaves with { COMMA($least) }.
poll-result-round-last =
    Round { $round }: no. { $first } has { COMMA($votes) } { $votes ->
        [one] vote
       *[other] votes
    }, more than half.{ $spent ->
        [0] { "" }
        [one] { " " }One ballot names nobody still in.
       *[other] { " " }{ COMMA($spent) } ballots name nobody still in.
    }
poll-result-circle =
    Nobody beats all others. Between these, who beat each other in a circle, the strongest wins were followed.
    { $lines }
poll-result-level =
    Nobody beats all others: some of these are level with each other.
    { $lines }
poll-result-undecided =
    <b>Equal votes: nothing is decided</b>
    These have equal votes, so it is decided for neither.
    { $lines }
poll-result-undecided-sides = <b>As many for as against: nothing is decided</b>
poll-result-revealed =
    { $voters ->
        [1] Only one person took part, so this result tells what they chose.
       *[other] Everybody who took part chose the same, so this result tells that each of them did.
    }
poll-result-money =
    { $spent } of { $budget } is spent.{ $rest ->
        [yes] { " " }{ $left } is left.
       *[no] { " " }Nothing is left.
    }
poll-result-formula = How it is decided: { $formula }
poll-result-thanks = Thank you for taking part.

## What waits, in “My to-dos”
poll-todo = Vote: “{ $question }” (until { $closes })
poll-todo-begun = A ballot begun and not submitted: “{ $question }” (until { $closes })
poll-todo-changing = A change begun and not submitted: “{ $question }” (your earlier vote counts, until { $closes })
poll-todo-button = Vote: { $title }

## Notices
poll-announced = A new poll is open.
poll-extended =
    The poll “{ $question }” closes later: on { $to } instead of { $from }.
    You can vote until then. A vote that you have cast stands, and you can change it.
poll-cancelled = The poll “{ $question }” was cancelled. All votes have been destroyed.
poll-nudge =
    You began to vote on “{ $question }” and have not submitted your ballot yet. Only what is submitted counts.
    It closes on { $closes }. What you chose is still there.
poll-nudge-button = Go on voting
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
poll-desk-unfinished =
    { $count ->
        [0] Everybody who began a ballot has submitted it.
        [one] Begun and not submitted: { $count } ballot ({ $whole }.{ $tenth } percent of those who began)
       *[other] Begun and not submitted: { COMMA($count) } ballots ({ $whole }.{ $tenth } percent of those who began)
    }
poll-desk-extend-button = Close later
poll-desk-cancel-button = Cancel the poll
poll-desk-correct-button = Send a correction
poll-desk-preview-button = Preview the result
poll-desk-changed = It has changed in the meantime. Here is how it stands.
poll-desk-tell =
    { $voters ->
        [0] Nobody voted, so it is sent to nobody, and everybody can see it.
        [one] The above goes to the one person who voted, and everybody can see it.
       *[other] The above goes to all { COMMA($voters) } who voted, and everybody can see it.
    }
    It cannot be taken back. If something is wrong, you can send a correction later. Publish it?
poll-desk-tell-button = Publish the result
poll-desk-told =
    The result is published.{ $voters ->
        [0] { " " }Nobody voted, so there is nobody to be told.
       *[other] { " " }Everybody who voted is being told.
    }

## Staff: preparing a poll
poll-plan-draft = You have begun to prepare a poll (saved { $at }). Go on with it?
poll-plan-anew-button = Begin a new one
poll-plan-template =
    What kind of poll is it? A template fills in the method and the rules, and you can change each of them before it is published.
    To say everything yourself, just write in Korean what the poll asks.
poll-plan-priority-button = Priority projects
poll-plan-yes-no-button = For or against
poll-plan-order-button = An order
poll-plan-budget-button = A budget
poll-plan-opinion-button = Opinions
poll-plan-own-button = Say it all myself
poll-plan-for = For
poll-plan-against = Against
poll-plan-question = What does the poll ask? Write one sentence in Korean, up to { $max } characters.
poll-plan-question-en = Please write it in English too, or skip. English readers are then told that it is in Korean only.
    “{ $question }”
poll-plan-about = Describe it in Korean. It helps to say what the result will be used for. Up to { $max } characters.
poll-plan-about-en = Please write the description in English, or skip.
poll-plan-options =
    Write the options in Korean, one a line. There must be at least two, and there can be { $max }. You can send several messages.
    To add a description and a budget: title | description | 420,000,000
    A place comes after that, a field is a line like “# Traffic”, and a picture comes with the option's number below it.
poll-plan-options-now =
    { $count ->
        [one] One so far.
       *[other] { $count } so far.
    }
    { $lines }
poll-plan-pictured = The picture you just sent was put to no. { $number }, “{ $title }”. If it is another option's, take it off below and send it again with that option's number below it.
poll-plan-unpicture-button = Take it off no. { $number }
poll-plan-drop-unknown = There is no option { $number }. There are { $count }. Nothing was removed.
poll-plan-pictures = Options with a picture: { $count }
poll-plan-picture = Please send the picture again with the option's number below it.
poll-plan-field-name = Please write a field's name in up to { $max } characters, such as # Traffic
poll-plan-fields-many = There can be { $max } fields at most. The lines you just sent were not added.
poll-plan-fields-en-count = There are { $count } fields, but { $given } lines with an English name. All of them or none, please.
poll-plan-fields-now =
    <b>Fields</b>
    { $lines }
poll-plan-field = • { $field }: { $options ->
        [one] one option
       *[other] { $options } options
    }, { $min ->
        [0] { "" }
       *[other] from { $min },{ " " }
    }{ $max }
poll-plan-field-max = up to { $max }
poll-plan-field-any = no limit
poll-plan-fields =
    How many of each field may one choose? Write “2” for all of them, or one a line like “Traffic 1~2” (with the Korean name).
    { $lines }
poll-plan-limits-clash = With that nobody could cast a vote: more would have to be chosen than may be. Please write it again.
poll-plan-fields-none-button = No limit by field
poll-plan-fields-line = “{ $words }” cannot be read. Please write a number after the field's name, such as Traffic 1~2
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
poll-plan-sides-button = For or against (a tie decides nothing)
poll-plan-approval-button = Several options
poll-plan-ranked-button = An order
poll-plan-runoff-button = An order (run-off)
poll-plan-score-button = A mark for each option
poll-plan-points-button = Points to share out
poll-plan-knapsack-button = Within a budget
poll-plan-shares-button = A budget in equal shares
poll-plan-marks = What is the best mark? From 1 to 10.
poll-plan-points = How many points may one person share out? From 1 to 100.
poll-plan-budget = How much money is there in all? Such as 1,000,000,000
poll-plan-budget-small = Even the cheapest option costs { $least }. Please write more than that.
poll-plan-no-cost = In a poll about money every option must have a cost. Option { $number } has none. Please write it like: { $number } | | 300,000,000
poll-plan-least = How many must one person choose at least? From 1 to { $max }.
poll-plan-blank = May people take part with a blank ballot, choosing nothing?
poll-plan-blank-yes-button = Yes, a blank ballot
poll-plan-blank-no-button = No
poll-plan-each-button = { $seats } in each field
poll-plan-picks = How many may one person choose at most? From 1 to { $max }.
poll-plan-seats =
    How many are chosen in the end, { $by ->
        [points] by most points
        [order] the first in the order
       *[votes] by most votes
    }? From 1 to { $max }.
poll-plan-number-button = { $number }
poll-plan-number = Please write a number from 1 to { $max }.
poll-plan-number-too-large = { $number } is too many. Up to { $max }, please.
poll-plan-points-too-large =
    { $number ->
        [one] One point is
       *[other] { $number } points are
    } too many. Up to { $max }, please.
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
poll-plan-areas-button = Several places
poll-plan-areas = Choose every place that takes part. A district leads to all of it or its neighbourhoods; you can also type a neighbourhood's name. Choose one again to remove it.
poll-plan-areas-dong = Where in { $gu }? Press again to remove.
poll-plan-areas-now =
    <b>Chosen</b>
    { $lines }
poll-plan-areas-line = • { $place }
poll-plan-areas-gus-button = Other districts
poll-plan-areas-done-button = Done
poll-plan-publishing = When is the result published?
poll-plan-at-close-button = Right at the close
poll-plan-by-hand-button = By me, after a check
poll-plan-preview = <b>This is what citizens see</b>
poll-plan-has-en = There is an English version.
poll-plan-no-en = The English version is missing or not complete. English readers see Korean.
poll-plan-look-button = See each option
poll-plan-look-done-button = To the preview
poll-plan-other =
    <b>Those who read Korean see</b>
    { $title }{ $any ->
        [yes] { "\u000A" }{ $about }
       *[no] { "" }
    }
poll-plan-other-none = There is no English version. English readers see Korean.
poll-plan-has-picture = It has a picture.
poll-plan-no-picture = It has no picture.
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
poll-plan-edit-blank-button = Blank ballots
poll-plan-edit-fields-button = Fields
poll-plan-edit-least-button = Fewest choices
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

## Staff: a second pair of eyes
poll-asked =
    { $others ->
        [0] It is handed in. Here a poll is published after another member of staff has approved it.
        [one] It is handed in. Another member of staff has been asked to look at it, and publishes it by approving.
       *[other] It is handed in. { $others } other members of staff have been asked to look at it; the first to approve publishes it.
    }
poll-asked-alone =
    There is nobody yet who could approve it. There are two ways on.
    • An admin invites a clerk at the desk under “Staff”, or somebody runs <code>madang staff invite</code> on the server. Whoever accepts finds this poll under “Manage polls”.
    • Where there is only one member of staff, set <code>polls = false</code> under [approval] in the city's settings (city.toml) and start again. Then take this poll back and publish it at once.
poll-asked-see-button = See it
poll-asked-news = { $who } has handed in a poll. Somebody else has to approve it before it is published: “{ $question }”
poll-asked-look-button = Look at it
poll-closed-news =
    The poll “{ $question }” has closed, and its result is not published yet.
    Please check it and publish it. Until then citizens read that it is published after a check.
poll-asked-head = <b>A poll to be approved</b> · handed in by { $who }, { $at }
poll-asked-returned = <b>A poll that came back</b> · { $at }. Why: { $reason }
poll-asked-mine = It waits for another member of staff. Take it back first if you want to change it.
poll-asked-back-button = Back to the poll
poll-asked-revise-button = Take back and change
poll-asked-approve-button = Approve and publish
poll-asked-return-button = Return it
poll-asked-button = Approve: { $title }
poll-asked-line = • “{ $question }” (by { $who })
poll-asked-line-returned = • “{ $question }” (came back)
poll-asked-gone = That one has been published, returned or taken back already.
poll-asked-own = What you made yourself has to be approved by somebody else.
poll-asked-author-gone = Who handed in this poll is not a clerk any more, so it cannot be published as it is.
poll-asked-unfit = Something about this poll does not fit, so it cannot be published as it is.
poll-asked-give-back = Return it, and its author can change it and hand it in again.
poll-asked-draft = There is another poll that you have begun. Hand that one in or discard it first, then press again.
poll-approved = { $who } has approved and published the poll “{ $question }”.
poll-returned =
    { $who } has returned the poll “{ $question }”.
    Why: { $reason }
poll-return = What has to change? Its author is told in your words. Up to { $max } characters.
poll-return-done = It went back to its author, with the reason.
poll-desk-asked =
    <b>To be approved</b> { $count }
    { $lines }
poll-desk-line-asked = Polls: { $asked } to be approved, { $open } open, { $coming } coming, { $waiting } to be published

## Staff: a trial
poll-trial-button = Try it out
poll-trial =
    <b>This is a trial, not a real vote.</b>
    If { $voters } invented people voted, the result would look as below. Nothing was stored, and nothing was sent to anybody.
poll-trial-picture = The trial as a picture. The number before a bar is the option's; a full bar is chosen.
poll-trial-unfit = As it is this cannot be published, so it cannot be tried either. Look at its dates and rules under “Change something”.

## A result as a picture, and the file to check it
poll-chart-button = As a picture
poll-bundle-button = File to check it
poll-chart =
    The result of “{ $question }”{ $missed ->
        [yes] { " " }(quorum missed)
       *[no] { "" }
    }. The number before a bar is the option's; a full bar is chosen.
    { $lines }{ $more ->
        [0] { "" }
        [one] { " " }The one other option is on the result's card.
       *[other] { " " }The other { $more } are on the result's card.
    }
poll-bundle =
    { $counts ->
        [no] With this file anybody can check that the log of “{ $question }” is as it was sealed. Votes are few or options many, so it has only the sums, and nobody's vote can be recognised; it cannot be counted again from this file.
       *[yes] With this file anybody can count “{ $question }” again.
    } The README in it says how. Check value: <code>{ $hash }</code>
poll-bundle-later = The file to check it is there once the result is published.
poll-bundle-none = This poll is from before there was a log, so there is no file to check it.
