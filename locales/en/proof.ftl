# What can be proved about a poll: receipts, the log, its signed states. A receipt never tells a choice.

## With the receipt: the newest signed state of the log
proof-latest = Seal of the log up to line { COMMA($size) }: <code>{ $root }</code>

## Whether it was written down as it was chosen
proof-check-button = Was it written down right?
proof-check =
    <b>Was it written down right?</b> · “{ $question }”
    Your vote is line { COMMA($number) } of the log, under a seal. Receipt <code>{ $receipt }</code>
    Most people leave it so. If you want to know whether it says what you chose, you can have the seal opened. A vote that was opened does not count, so you vote again.
proof-keep-button = Leave it so
proof-reveal-button = Open it and vote again
proof-kept = Left as it is. This vote counts.
proof-check-old = That vote has changed since. Here is the present one.
proof-revealed =
    Line { COMMA($number) } of the log is open.
    <b>This vote does not count any more. Please vote again.</b>
proof-revealed-leaf =
    <code>{ $text }</code>
    With one byte of value 0 before it, the SHA-256 of the text above is
    <code>{ $hash }</code>
proof-revealed-again =
    The receipt that you got before, <code>{ $receipt }</code>, is the first 20 digits of this value in other letters. If they are the same, it was written down as you chose.
    Your next vote gets a new seal.
proof-again-button = Vote again

## Asking for a receipt
proof-usage = Please write the receipt's number with it; its first 8 characters will do. Such as: receipt K7F2-9QMD
proof-not-found = No log has that receipt. Please check the number. Receipts of a cancelled poll cannot be found.
proof-from-before = That number is of the kind that was given before. This is your receipt now.
proof-found =
    Receipt <code>{ $receipt }</code>
    <b>It is in the log</b> of “{ $question }”: line { COMMA($number) } of { COMMA($size) }.
proof-counts = This is the vote that counts.
proof-replaced = You have voted again since, and the later vote counts instead.
proof-opened = You had this vote opened, so it does not count.
proof-logged = Whether it was replaced is told only in the chat that cast it. What was chosen is told to nobody.
proof-over = The key that linked people to votes is destroyed. Nobody can tell any more whose vote this is, or whether a later one replaced it.

## The file that proves it
proof-file-button = Get the receipt as a file
proof-file-name = receipt-{ $poll }-{ $number }
proof-file-caption = The proof of receipt no. { $number }. Anybody can check it with “madang verify”. It does not tell what was chosen.
proof-file-later = There is no seal up to this line yet. It is made within ten minutes; please press again then.

## Into the public chat
proof-post =
    <b>Seal of the log</b> · “{ $question }”, { COMMA($size) } lines
    <code>{ $note }</code>
proof-post-closed =
    <b>Last seal of the log</b> · “{ $question }”, { COMMA($size) } lines, closed
    <code>{ $note }</code>

## ‘madang verify’ and ‘madang audit’, in a terminal
proof-claim-sums =
    { $holds ->
        [yes] [holds] All files are as SHA256SUMS says.
       *[no] [FAILS] A file is missing, was added or was changed.
    }
proof-claim-poll =
    { $holds ->
        [yes] [holds] Question, options and method are those of the poll with the check value { $digits }. Compare it with the one on the poll's card.
       *[no] [FAILS] poll.json, with question, options and method, is not what it should be.
    }
proof-claim-checkpoints =
    { $holds ->
        [yes] [holds] { $count ->
            [one] The seal is
           *[other] All { COMMA($count) } seals are
        } signed by this poll's key, and the log was only ever added to.
       *[no] [FAILS] Of { COMMA($count) } seals, one is not signed or does not fit the log. Votes may have been removed or changed.
    }
proof-claim-closed =
    { $holds ->
        [yes] [holds] The last seal, made at the close, covers all lines of the log: { COMMA($size) }.
       *[no] [FAILS] The last seal, made at the close, does not cover all lines of the log: { COMMA($size) }.
    }
proof-claim-numbers =
    { $holds ->
        [yes] [holds] Lines that count, ballots and people who took part are the same number: { COMMA($live) }.
       *[no] [FAILS] Lines that count, ballots and people who took part are different numbers.
    }
proof-claim-recount =
    { $holds ->
        [yes] [holds] Counted again, the votes give the published result.
       *[no] [FAILS] Counted again, the votes give another result than was published.
    }
proof-claim-withheld = [open] The votes are not in this bundle: they are so few, or the options so many, that published ones could be recognised. Counting them again is for an audit.
proof-claim-receipt = [holds] Receipt { $receipt } is in the log, line { COMMA($number) }.
proof-claim-no-receipt = [FAILS] That receipt is not in the log.
proof-claim-kept =
    { $holds ->
        [yes] [holds] The seal that you kept ({ COMMA($size) } lines) fits the log.
       *[no] [FAILS] The seal that you kept ({ COMMA($size) } lines) does not fit the log.
    }
proof-verdict-holds =
    { $counted ->
        [yes] Everything holds. The published result follows from the published votes, and no vote was removed or changed after it was sealed.
       *[no] All that was checked holds. No vote was removed or changed after it was sealed. The result could not be counted again.
    }
    What this cannot show: who sits behind an account, who watched while people voted, and whether each line says what was chosen (opening one's vote, and the audit, show that).
proof-verdict-fails =
    Something does not hold. Make sure where you have this bundle from, and tell the city.
proof-receipt-holds =
    { "[" }holds] Receipt { $receipt } is line { COMMA($number) } of the log { $log }, within the signed seal of { COMMA($size) } lines.
    Signed by the key: { $key }
    Compare it with the key that the city has published.
proof-receipt-key = [FAILS] The key for the signatures is not what it should be.
proof-receipt-checkpoint = [FAILS] The seal is not signed by that key.
proof-receipt-poll = [FAILS] The seal is of another poll.
proof-receipt-signature = [FAILS] The receipt is not signed by that key.
proof-receipt-path = [FAILS] This line is not within the seal.

proof-audit-key =
    { $holds ->
        [yes] [holds] This is the key that was fixed when the poll was published.
       *[no] [FAILS] This is not the key that was fixed when the poll was published. It opens no line, so nothing else could be checked. See whether the key file is this poll's.
    }
proof-audit-leaves =
    { $holds ->
        [yes] [holds] Every line opens, and is what was public.
       *[no] [FAILS] Lines that do not open, or are not what was public: { $leaves }
    }
proof-audit-valid =
    { $holds ->
        [yes] [holds] Every line is a valid vote of this poll.
       *[no] [FAILS] Lines that are no valid vote of this poll: { $leaves }
    }
proof-audit-chains =
    { $holds ->
        [yes] [holds] Every line that was replaced was replaced once, by a later one.
       *[no] [FAILS] Lines that replace what was replaced already, or cannot be: { $leaves }
    }
proof-audit-ballots =
    { $holds ->
        [yes] [holds] The lines that count are the ballots in the box, one by one, and as many as people who took part.
       *[no] [FAILS] The lines that count are not the ballots in the box, or not as many as people who took part.
    }
proof-audit-result =
    { $holds ->
        [yes] [holds] Counting them gives the result.
       *[no] [FAILS] Counting them gives another result.
    }
proof-audit-verdict-holds =
    Everything holds. When the audit is over, please destroy every copy of this key.
proof-audit-verdict-fails =
    Something does not hold. The reason must be found before this result is accepted.

## In the bundle itself
proof-bundle-readme =
    The public bundle of poll { $poll }, “{ $question }”

    Anybody can check it and need trust nobody: madang verify BUNDLE
    Whether my receipt is in it: madang verify BUNDLE --receipt K7F2-9QMD-0S3T-XW4B
    Whether a seal that I kept fits it: madang verify BUNDLE --checkpoint FILE-WITH-THE-SEAL
    Only whether the files are whole: sha256sum -c SHA256SUMS

    poll.json: question, options and method exactly as published. Its SHA-256 is the poll's check value.
    options.csv: the options.
    { $least ->
        [totals] { $file }: the votes or points for each option: the least that is needed to count again. Single ballots are not in it.
        [marks] { $file }: the sum of marks for each option, and how often it got the best mark: the least that is needed to count again. Single ballots are not in it.
        [pairs] { $file }: any two options compared: how many people put the one of the row before the one of the column. It is the least that is needed to count again. Single ballots are not in it.
        [ballots] { $file }: what ballots said, and how many said so. By this method nothing less can be counted again. Who cast one, and when, is not in it.
       *[nothing] The votes are not in it; result.json has their sums. They are so few (with fewer than 20, only sums are published), or the options so many, that published ones could be recognised. An audit counts them again, line by line.
    }
    result.json: the result, how many took part, and how many lines count, were replaced or were opened.
    log/leaves.txt: the log. A line for each vote, with a value only, not with what was chosen. A receipt is the first 20 digits of such a value in other letters.
    log/checkpoints.txt: the signed seals (C2SP tlog-checkpoint).

    What this bundle cannot show: who sits behind an account, the secrecy while people voted, that nobody was pressed.
proof-audit-readme =
    For the audit of poll { $poll }, “{ $question }”

    madang audit check BUNDLE KEY-FILE
    audit/leaves.json has every line of the log, encrypted. Opened with the key they tell what was chosen, and not whose vote it is.
    When the audit is over, please destroy every copy of the key.
