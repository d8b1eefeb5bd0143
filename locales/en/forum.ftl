# Forums: what people gather at.

## The card. $lines: when, where, seats.
forum-card =
    <b>{ $title }</b>
    { $lines }
forum-lines = { $lines }
forum-line-when = • When: { $when }
forum-line-where = • Where: { $place }
forum-line-online-too = • You can also join online.
forum-line-left = • Seats left: { COMMA($left) }
forum-line-full = • All { COMMA($capacity) } seats are taken
forum-line-taken = • Signed up: { COMMA($taken) }
forum-when = { $start }
forum-when-until = { $start } – { $end }
forum-place = { $place }
forum-place-address = { $place } ({ $address })
forum-online = Online
forum-link = Online at: { $link }
forum-link-for-guests = The online link is shown to those who sign up.
forum-link-button = Join online
forum-map-button = Show the map
forum-no-map = There is no point on the map for this one.
forum-none = none
forum-and = { $first }, { $second }

# How long before a forum.
forum-days-before =
    { $days ->
        [one] 1 day before
       *[other] { $days } days before
    }
forum-hours-before =
    { $hours ->
        [one] 1 hour before
       *[other] { $hours } hours before
    }
forum-minutes-before =
    { $minutes ->
        [one] 1 minute before
       *[other] { $minutes } minutes before
    }

# Where the reader stands.
forum-is-mine = You have signed up.
forum-is-full = All seats are taken. We can tell you when one is free.
forum-is-full-waiting = All seats are taken. We will tell you when one is free.
forum-is-closed = Sign-up is closed.
forum-is-on = It has already begun, so you can no longer sign up.
forum-is-on-mine = It is going on now.
forum-is-over = This one is over.
forum-is-cancelled = This one has been cancelled.
forum-cancelled-reason = Why: { $reason }

## Lists
forum-list =
    { $pages ->
        [1] <b>Coming forums</b>: { $total }
       *[other] <b>Coming forums</b>: { $total } (page { $page } of { $pages })
    }
forum-list-empty = No forum is planned at the moment. We will tell you when there is one.
forum-item =
    <b>{ $number }. { $title }</b>
    { $lines }
forum-item-closed = • Sign-up is closed
forum-title-button = { $number }. { $title }
forum-list-button = All forums
forum-open-button = Open the forum
forum-others-button = Other forums
forum-unknown = There is no such forum. Please choose one from the list.
forum-mine-button = My schedule
forum-mine = <b>My schedule</b>: { $count }
forum-mine-none = Nothing is coming up for you.
forum-mine-empty = You have not signed up for anything yet. Have a look at the coming forums.
forum-mine-line = • { $title }, { $when }
forum-mine-cancelled =
    <b>Cancelled</b>
    { $lines }
forum-mine-past =
    <b>Past</b>
    { $lines }
forum-todo = “{ $title }”: { $when }
forum-todo-button = { $title }

## Signing up
forum-sign-up-button = Sign up
forum-sign-up-again-button = Sign up again
forum-give-up-button = Cancel my sign-up
forum-confirm-button = I will be there
forum-wait-button = Tell me when a seat is free
forum-stop-waiting-button = Stop telling me
forum-signed-up =
    You have signed up for “{ $title }”.
    { $lines }
forum-reminded-at = We will remind you: { $befores }.
forum-signed-up-already = You have signed up already. Just come.
forum-just-full = Sorry, all seats are taken.
forum-confirmed = Thank you. See you there.
forum-not-signed-up = You have not signed up for this one.
forum-give-up-ask = Cancel your sign-up for “{ $title }”? You may not get a seat again.
forum-give-up-yes-button = Yes, cancel it
forum-give-up-no-button = No, I will come
forum-gave-up = Your sign-up for “{ $title }” is cancelled. Thank you for telling us.
forum-waiting = We will tell you as soon as a seat is free.
forum-waiting-no-more = We will no longer tell you about free seats.

## What is sent
forum-announced = A new forum:
forum-reminder =
    { $days ->
        [0] “{ $title }” is today.
        [1] “{ $title }” is tomorrow.
       *[other] “{ $title }” is in { $days } days.
    }
    { $lines }
forum-changed =
    “{ $title }”, for which you signed up, has changed.
    { $line }
forum-change-when = • When: { $before } → <b>{ $after }</b>
forum-change-where = • Where: { $before } → <b>{ $after }</b>
forum-change-link = • Online at: { $before } → <b>{ $after }</b>
forum-change-capacity = • Seats: { $before } → <b>{ $after }</b>
forum-change-title = • Name: { $before } → <b>{ $after }</b>
forum-capacity = { COMMA($capacity) }
forum-no-limit = no limit
forum-cancelled =
    “{ $title }” has been cancelled.
    • It was planned for: { $when }
    • Why: { $reason }
    We are sorry for the trouble.
forum-corrected =
    A correction to our announcement of “{ $title }”:
    { $said }
forum-freed = There is a free seat at “{ $title }” ({ $when }). It goes to whoever signs up first.

## The desk
forum-queue =
    { $count ->
        [one] Forums: 1 to come, on { $at }
       *[other] Forums: { $count } to come, the next on { $at }
    }
forum-queue-empty = Forums: none planned
forum-desk-none = There are no forums here.
forum-list-past =
    { $pages ->
        [1] <b>Past forums</b>: { $total }
       *[other] <b>Past forums</b>: { $total } (page { $page } of { $pages })
    }
forum-past-button = Past forums
forum-line-figures = • { $figures } ({ $state })
forum-queue-button = Manage forums
forum-desk-button = Desk
forum-new-button = New forum
forum-back-button = Back to the forum
forum-figures =
    { $waiting ->
        [0] Signed up: { COMMA($taken) }, seats left: { COMMA($left) }
       *[other] Signed up: { COMMA($taken) }, seats left: { COMMA($left) }, waiting for a seat: { COMMA($waiting) }
    }
forum-figures-no-limit =
    { $waiting ->
        [0] Signed up: { COMMA($taken) } (no limit)
       *[other] Signed up: { COMMA($taken) } (no limit), waiting for a seat: { COMMA($waiting) }
    }
forum-desk-facts =
    • State: { $state }
    • { $figures }
    • Reminders: { $befores }
    • Announced to: { $area }
forum-poster = Address for posters and web pages: { $link }
forum-state-open = people can sign up
forum-state-full = full
forum-state-closed = sign-up closed
forum-state-begun = going on
forum-state-over = over
forum-state-cancelled = cancelled
forum-state-is = It is “{ $state }” now.
forum-close-button = Close sign-up
forum-close-done = Sign-up is closed.
forum-reopen-button = Open sign-up again
forum-reopen-done = People can sign up again.
forum-roster-button = Who signed up
forum-roster = <b>Signed up for “{ $title }”</b>: { COMMA($count) }
forum-roster-line = { $number }. { $label }, { $at }
forum-roster-long = With more than { $max } people the list comes as a file.
forum-roster-file-button = Get it as a file

# Changing. Buttons: what of it.
forum-changes-button = Change
forum-changes = What should change about “{ $title }”?
forum-cancel-button = Cancel the forum
forum-correct-button = Correct the announcement
forum-part-title-button = Name
forum-part-about-button = Description
forum-part-time-button = Beginning
forum-part-end-button = End
forum-part-place-button = Place
forum-part-link-button = Online link
forum-part-capacity-button = Seats
forum-part-reminders-button = Reminders
forum-part-area-button = Announced to
forum-part-interest-button = Interest
forum-part-english-button = English texts
forum-change-too-late = A forum that is over or cancelled cannot be changed.
forum-change-never = This cannot be changed once it has been announced.
forum-nothing-to-correct = There is no announcement to correct.
forum-capacity-below =
    { $taken ->
        [one] 1 person has signed up already. There must be at least as many seats.
       *[other] { COMMA($taken) } people have signed up already. There must be at least as many seats.
    }
forum-change-sure =
    { $count ->
        [0] Change it like this? Nobody has signed up yet, so nobody gets this message.
        [one] Change it like this? The 1 person who signed up gets this message.
       *[other] Change it like this? The { COMMA($count) } people who signed up get this message.
    }
forum-change-sure-quiet = Change it like this? Nobody gets a message; it shows on the forum’s card.
forum-change-yes-button = Yes, change it
forum-change-same = Nothing has changed.
forum-change-done =
    { $count ->
        [0] Changed. Nobody has signed up yet.
        [one] Changed. The 1 person who signed up is being told.
       *[other] Changed. The { COMMA($count) } people who signed up are being told.
    }
forum-change-done-quiet = Changed.
forum-changed-meanwhile = A colleague has changed this forum in the meantime. Please check again.
forum-ask-reason = Why is “{ $title }” cancelled? Those who signed up will read it. 10 to 500 characters, in Korean.
forum-cancel-sure =
    { $count ->
        [0] Really cancel it? This cannot be undone. Nobody has signed up or waits, so nobody gets this message.
        [one] Really cancel it? This cannot be undone. The 1 person who signed up or waits gets this message.
       *[other] Really cancel it? This cannot be undone. The { COMMA($count) } people who signed up or wait get this message.
    }
forum-cancel-yes-button = Yes, cancel the forum
forum-cancel-done =
    { $count ->
        [0] The forum is cancelled. Nobody had signed up.
        [one] The forum is cancelled. 1 person is being told.
       *[other] The forum is cancelled. { COMMA($count) } people are being told.
    }
forum-ask-correction = What was wrong with the announcement of “{ $title }”? Say what is right, in 10 to 500 characters, in Korean.
forum-correct-sure = Send this to everybody who got the announcement?
forum-correct-yes-button = Yes, send the correction
forum-correct-done = The correction is on its way. If the time or place is another, press “Change” too.
forum-ask-english =
    Now the same in English. If you skip this, it is sent in Korean only.
    <blockquote>{ $said }</blockquote>

## Preparing a forum
forum-ask-title = What is it called? In Korean, up to { COMMA($max) } characters.
forum-ask-about = What is it about? In Korean, up to { COMMA($max) } characters.
forum-ask-when =
    When does it begin? Write it as you like.
    For example: next Friday 2pm, 12/4 14:00, 4 Dec 2pm
forum-ask-when-sure = Does it begin on <b>{ $at }</b>?
forum-when-note = ({ $note })
forum-when-yes-button = Yes, that is right
forum-when-no-button = No, let me write it again
forum-ask-until = When does it end? Write the time, or choose how long it lasts. For example: 4pm
forum-hours-button =
    { $hours ->
        [one] 1 hour
       *[other] { $hours } hours
    }
forum-until-unclear = I did not understand when it ends. For example: 4pm, 16:00
forum-until-before = The end must come after the beginning ({ $at }).
forum-until-far = A forum cannot last more than { $days } days. Please check the date.
forum-ask-place = Where is it? Write the name of the place. For example: Yatap 1-dong community centre, 3rd floor
forum-online-only-button = Online only
forum-ask-address = What is the address? For example: 100 Yatap-ro, Bundang-gu
forum-ask-map = Send the point to show on a map: choose “Location” under the paper clip, or write it like 37.4119, 127.1286.
forum-map-unclear = I did not understand the point. Write it like 37.4119, 127.1286, or send a location.
forum-ask-link = Can people join online too? Write the address. Only those who sign up see it.
forum-ask-link-online = What is the address online? Only those who sign up see it. For example: https://zoom.us/j/1234567890
forum-no-link-button = Not online
forum-link-unclear = That is not a web address. Please write one that begins with https://
forum-ask-capacity = How many seats are there? Write a number.
forum-no-limit-button = No limit
forum-capacity-unclear = Please write a number from 1 to { COMMA($max) }. For example: 30
forum-ask-reminders = When should those who sign up be reminded? Each press switches one on or off. Chosen: { $count }
forum-reminder-on-button = [chosen] { $before }
forum-reminder-off-button = { $before }
forum-reminders-full = You can choose up to { $max }.
forum-done-button = Done
forum-ask-area = Whom is it announced to? Choose an area.
forum-ask-dong = All of { $gu }, or only one neighbourhood?
forum-whole-gu-button = All of { $gu }
forum-ask-interest = Only to those who chose a certain interest?
forum-any-interest-button = Whatever their interests
forum-any-interest = all interests
forum-ask-title-en = What is it called in English? If you skip this, it is shown in Korean only: { $title }
forum-ask-about-en = And the description in English? If you skip this, it is shown in Korean only.
forum-preview = This is what citizens will see. Announce it?
forum-preview-to =
    • Announced to: { $area }, { $interest } ({ $count ->
        [one] 1 person
       *[other] { COMMA($count) } people
    })
    • Reminders: { $befores }
forum-publish-button = Announce
forum-fix-button = Change something
forum-fix = What should be put right?
forum-plan-past = The beginning is past by now. Please write it again.
forum-announced-done =
    { $count ->
        [one] “{ $title }” is announced. 1 person is being told.
       *[other] “{ $title }” is announced. { COMMA($count) } people are being told.
    }
forum-words-please = Please write it in words.
forum-too-long = You can write up to { COMMA($max) } characters. This has { COMMA($count) }; please take away { COMMA($over) }.
forum-too-short = That is too short. Please write at least { $min } characters.
forum-no-words = Signs or pictures alone do not say it. Please use letters.
