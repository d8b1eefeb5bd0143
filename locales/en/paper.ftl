# Ballots on paper: checked off by code, counted at stations, entered by one and confirmed by another.

paper-button = Ballots on paper
draft-paper = count on paper
draft-paper-codes = codes for paper
draft-paper-return = return of a count on paper

## The list at the desk
paper-list = <b>Ballots on paper</b> · “{ $question }”
paper-list-none = No station has been entered yet.
paper-list-codes = Codes that got a ballot on paper: { COMMA($count) }
paper-list-how =
    What one has entered counts once another member of staff has confirmed it. Please finish both before the close: { $closes }.{ $code ->
        [yes] { " " }Check the code whenever you hand out a ballot, so that nobody votes twice.
       *[no] { " " }This poll has no codes, so we cannot know who has voted on a telephone too.
    }
paper-line =
    { $state ->
        [waiting] { "[" }waits]
        [returned] { "[" }returned]
        [confirmed] { "[" }confirmed]
       *[past] { "[" }past]
    } { $station }: { $ballots ->
        [one] one ballot
       *[other] { COMMA($ballots) } ballots
    }{ $correction ->
        [yes] { " " }(correction)
       *[no] { "" }
    }
paper-sheet-button = See { $station }
paper-new-button = Enter a count
paper-codes-button = Check codes
paper-desk-waiting =
    { $count ->
        [one] One count on paper waits to be confirmed.
       *[other] { $count } counts on paper wait to be confirmed.
    } Only what is confirmed before the close counts: { $closes }.
paper-desk-late =
    { $count ->
        [one] One count on paper was
       *[other] { $count } counts on paper were
    } not confirmed before the close and not counted. So the result was not published by itself.
paper-tell-uncounted =
    { $count ->
        [one] One count on paper that was not confirmed before the close is not in the result above.
       *[other] { $count } counts on paper that were not confirmed before the close are not in the result above.
    }
paper-changed = It has changed in the meantime. Here is how it stands.
paper-shut = “{ $question }” takes no votes now. Ballots on paper can be entered and confirmed until the close only.

## Checking off by code
paper-ask-codes =
    <b>Codes for ballots on paper</b> · “{ $question }”
    Please type the code before you hand out a ballot; several are fine, one a line. With a code that was checked one cannot vote on a telephone or on site, and this cannot be undone.
    Checked so far: { COMMA($count) }
paper-codes-done-button = All checked
paper-codes-left = No more codes are checked. Those that were stay so.
paper-code-line = …{ $end }: { $said }
paper-code-taken = checked. You can hand out the ballot.
paper-code-telephone = this code was entered on a telephone already. That person can vote there: please hand out no ballot.

## Entering what was counted
paper-ask-station =
    <b>A count on paper</b> · “{ $question }”
    Which station is it? Like: Yatap 1-dong community centre
paper-station-taken = “{ $station }” has been entered already. To correct it, choose it in the list and press “Correct”.
paper-ask-ballots = How many ballots were in the box of “{ $station }” in all, with blank and invalid ones?
paper-ask-blank = How many of the { COMMA($ballots) } were blank, with nothing chosen? 0 if none
paper-ask-invalid = How many of the { COMMA($ballots) } were invalid? 0 if none
paper-ask-votes =
    { $form ->
        [totals] How many votes (points) did each option get on the other { COMMA($valid) }? One a line, like: 1: 23
        [marks] For each option, please type the sum of its marks on the other { COMMA($valid) } and on how many it got the best mark. One a line, like: 1: 120 8
       *[lines] Please type the other { COMMA($valid) }, one ballot a line, like: 3 > 1 > 2, or 2, 5. For several alike add x: 3 > 1 x 12. You may send them in several messages.
    }
paper-lines-so-far = So far { COMMA($done) } of { COMMA($valid) } are entered.
paper-clear-button = Clear all ballots
paper-sure = <b>Hand in this count of “{ $station }”?</b> It counts once another member of staff has confirmed it.
paper-hand-in-button = Hand it in
paper-number = Please type a number from 0 to { COMMA($max) }.
paper-number-too-large = It cannot be more than { COMMA($max) }. Please type it again.
paper-more-than-codes = There cannot be more ballots than codes that were checked, and those are { COMMA($codes) }. Please count again, and check codes that were missed first.
paper-line-unread = I could not read the line “{ $line }”. Nothing of this message was entered. Like: 3 > 1 > 2
paper-line-bad = The line “{ $line }” is no valid ballot. { $why } Nothing of this message was entered. If the ballot is invalid, go back and count it there.
paper-line-blank = Blank ballots were entered before. Nothing of this message was entered.
paper-lines-too-many = That makes { COMMA($done) } ballots, and there should be { COMMA($valid) }. Nothing of this message was entered.
paper-wrong-unread = I could not read the line “{ $line }”. Please type the option's number and its figure only, like: 1: 23
paper-wrong-missing = Option { $number } has no figure. If it got no votes, please type 0.
paper-wrong-above = The figure of option { $number } is too large. With so many ballots it can be up to { COMMA($max) }.
paper-wrong-sum-exact = All together they make { COMMA($sum) }, and it must be { COMMA($most) }. Please count again.
paper-wrong-sum = All together they make { COMMA($sum) }, and it must be from { COMMA($least) } to { COMMA($most) }. Please count again.
paper-wrong-field = The figures of “{ $field }” do not fit how many of it one may choose. Please count again.
paper-wrong-best = The sum of option { $number } and its best marks do not fit each other. Please count again.

## A sheet
paper-figures =
    { $ballots ->
        [one] One ballot
       *[other] { COMMA($ballots) } ballots
    } in the box: { COMMA($valid) } valid{ $any ->
        [yes] , { COMMA($blank) } blank
       *[no] { "" }
    }, { COMMA($invalid) } invalid
paper-votes = { $number }. { $title }: { COMMA($votes) }
paper-marks = { $number }. { $title }: { COMMA($sum) } in all, { COMMA($best) } best marks
paper-ballots = { $ballot }: { COMMA($count) }
paper-ballots-more = and { COMMA($more) } other kinds
paper-sheet-waiting =
    <b>{ $station }</b>: a count that waits to be confirmed.
    Entered by { $who }, { $at }
paper-sheet-confirmed =
    <b>{ $station }</b>: a count that was confirmed, and counts.
    Entered by { $who }, confirmed { $at }
paper-sheet-returned =
    <b>{ $station }</b>: a count that went back.
    Entered by { $who }
    Why: { $reason }
paper-sheet-former = <b>What counts now</b> (once confirmed, the above takes its place)
paper-sheet-own = Who has entered it cannot confirm it. Another member of staff has to.
paper-confirm-button = As the station says: confirm
paper-drop-button = Take it back
paper-fix-button = Correct
paper-see-button = See the count
paper-return = What should be looked at again? It is passed on as you write it. (up to { $max } characters)

## What is said of it
paper-waits =
    { $others ->
        [0] The count is handed in.
        [one] The count is handed in. One other member of staff is asked to confirm it; then it counts.
       *[other] The count is handed in. { $others } others of the staff are asked to confirm it; then it counts.
    }
paper-news =
    Please confirm a count on paper for “{ $question }”: { $station }
    { $who } has entered it. Only what is confirmed before the close counts: { $closes }.
paper-confirmed = { $who } has confirmed the count of { $station } for “{ $question }”. It counts now.
paper-returned =
    { $who } has returned the count of { $station } for “{ $question }”.
    Why: { $reason }
paper-confirm-done = The count of “{ $station }” is confirmed. It counts now.
paper-return-done = The count of “{ $station }” went back.
paper-withdrawn = The count of “{ $station }” is taken back. It does not count.
paper-author-gone = Who has entered this count is no longer staff. Please have somebody else enter it again.
paper-former-changed = What it corrects has changed in the meantime. Please return it and have it entered again.
paper-fix-waits = A correction of this station waits to be confirmed already.

## The result
paper-result-ways =
    <b>How people took part</b>
    • Online: { COMMA($online) }{ $some_onsite ->
        [yes]
            { "" }
            • On site: { COMMA($onsite) }
       *[no] { "" }
    }{ $some_paper ->
        [yes]
            { "" }
            • On paper: { COMMA($paper) }
       *[no] { "" }
    }{ $some_invalid ->
        [yes] { " " }({ COMMA($blank) } blank, { COMMA($invalid) } invalid)
       *[no] { "" }
    }{ $code ->
        [yes] { "" }
       *[no]
            { "" }
            This poll has no codes: that somebody voted on a telephone and again on site or on paper could not be excluded.
    }
paper-readme =
    { $text }

    paper.json: ballots on paper: for each station how many were in the box, and how many of all were blank or invalid. One member of staff entered them and another confirmed them. Its SHA-256 is signed in the last seal.
    { $apart ->
        [yes] paper.csv: what they say, all stations together. Added to the votes online and on site they give the result.
       *[no] They or the others are so few that they could be recognised, so both are told together only.
    }
proof-claim-paper =
    { $holds ->
        [yes] [holds] The ballots on paper ({ COMMA($ballots) }) are as sealed at the close, and fit what was published.
       *[no] [FAILS] The ballots on paper are not as sealed at the close, or do not fit what was published.
    }
