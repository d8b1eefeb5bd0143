# Votes on site: a helper of the staff, and whoever holds the telephone for a moment.

onsite-button = Help somebody vote on site
onsite-next-button = Help the next person
onsite-begin-button = Begin to vote
onsite-stop-button = End without voting
draft-on-site = help on site

## The helper says who it is
onsite-ask-code =
    <b>Vote on site</b> · “{ $question }”
    Please type the voter's code: 16 letters and digits. It is used up when the vote is cast, and not if they stop before.
onsite-ask-entry =
    <b>Vote on site</b> · “{ $question }”
    Please write the voter into the register at the desk, and type the number of that line here. With one number one can vote once.
    Do not type a name or a date of birth. Please ask whether they have voted on a telephone already: we cannot know that.
onsite-entry-form = Please type only the number of the line, like 12, or A-12 where there are several registers. Names and dates of birth are not taken.
onsite-ask-who = Please make sure first that they may take part: { $who }
onsite-no-code = This poll has no such code. Please check that it is just as they got it.
onsite-used-telephone = This code was entered on a telephone already. That person can vote there, or change their vote, but not here.
onsite-used-onsite = With this code somebody has voted on site already.
onsite-used-paper = With this code somebody has got a ballot on paper already.
onsite-registered = With that number somebody has voted already. Please check the register.
onsite-not-cast = This vote cannot be taken now. Please look at the state of the poll.

## The telephone is handed over
onsite-hand-over =
    “{ $question }”
    <b>Please hand the telephone to the voter now,</b> and do not look at it while they vote.
    Tell them to use the buttons only, and that a vote cannot be changed once it is cast. If nothing is pressed for 15 minutes, the ballot is closed.
onsite-done =
    <b>Voted</b> · “{ $question }”
    Receipt no. { $number } <code>{ $receipt }</code>
    Please write this number down. Anybody can type “receipt” and the number later to see that it is in the log; it does not tell what was chosen.
    Please give the telephone back.
onsite-left = Ended without voting. What was chosen is gone, and the code or number can be used again.
onsite-taken-off = The ballot was closed. It was not cast, so it does not count, and what was chosen is gone.
onsite-old = That button belongs to an earlier ballot. Nothing has changed.
onsite-shut = “{ $question }” takes no votes now, on site neither.
onsite-typed = On site one votes with the buttons only. Please delete the message with the numbers, so that it does not stay in this chat.
