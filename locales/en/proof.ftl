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
proof-usage = Please write the receipt's number with it, such as: receipt K7F2-9QMD
proof-not-found = No log has that receipt. Please check the number. Receipts of a cancelled poll cannot be found.
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
