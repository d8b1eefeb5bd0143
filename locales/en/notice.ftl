# Announcements of the city, and the news.

## What is sent. $city, $text
notice-announcement =
    <b>News from { $city }</b>

    { $text }
notice-correction =
    <b>Correction from { $city }</b>
    This puts right what we sent you earlier.

    { $text }
notice-way-out = If you would rather not get such news, switch it off under “Settings”.

## News. Buttons: one for each announcement; results, answers; forums, settings; home.
notice-news-button = News
notice-news =
    <b>News</b>
    Announcements of the city, results of polls, adopted proposals.
notice-news-list = { $lines }
notice-news-line = { $number }. { $title } ({ $day })
notice-news-empty = There are no announcements yet.
notice-item-button = { $number }. { $title }
notice-results-button = Results of polls
notice-adopted-button = Adopted proposals
notice-forums-button = Forums
notice-read-date = News of { $day }
notice-read-corrected = This was put right later. The correction is below.
notice-read-correction-button = Read the correction
notice-read-first-button = Read the first version
notice-gone = This announcement is no longer available.

## At the desk
notice-queue =
    { $paused ->
        [0] Announcements: { $sending } being sent
       *[other] Announcements: { $sending } being sent, { $paused } paused
    }
notice-queue-button = Announcements under way
notice-desk = <b>Announcements</b>
notice-desk-empty = Nothing has been announced yet.
notice-desk-list = { $lines }
notice-desk-line = { $number }. { $title } ({ $day }) · { $state } · reached { $sent }
notice-begin-button = Write an announcement
notice-state-sending = being sent
notice-state-paused = paused
notice-state-done = sent
notice-state-stopped = stopped
notice-audience-area = { $area }
notice-audience-field = interested in “{ $field }”
notice-audience-same = those who got the first one
notice-progress =
    <b>Announcement</b> · { $state }
    • Published: { $at }
    • To: { $audience }
    • Sent { COMMA($sent) } · still to go { COMMA($left) } · not reached { COMMA($lost) }
notice-quiet = Nothing is sent between 21:00 and 8:00. It goes out from { $until }.
notice-pause-button = Pause
notice-resume-button = Continue sending
notice-stop-button = Stop sending
notice-refresh-button = See how far it is
notice-correct-button = Write a correction
notice-paused = Paused. What was already on its way may still arrive for a few seconds.
notice-resumed = Sending goes on.
notice-stopped = No more of it will be sent. What was already on its way may still arrive for a few seconds.
notice-not-sending = It is not being sent right now.
notice-not-paused = It is not paused.
notice-stop-ask =
    Stop sending this announcement? It cannot be continued later.
    Have it already: { COMMA($sent) }. Do not have it yet: { COMMA($left) }.
notice-stop-now-button = Yes, stop sending
notice-correct-others = A colleague sent this one. A coordinator can correct it.
notice-correct-nobody = There is nobody to correct it for. Who got an announcement is kept for { $days } days only.
notice-correct-draft = You have an unfinished announcement (saved { $at }). Beginning the correction deletes it.
notice-correct-anew-button = Begin the correction

## The wizard
notice-plan-audience = (1/4) Who is it for?
notice-plan-all-button = Everybody
notice-plan-area-button = A district or neighbourhood
notice-plan-field-button = People with an interest
notice-plan-gu = (1/4) Which district? You can also type the name of a neighbourhood.
notice-plan-dong = (1/4) All of { $gu }, or one neighbourhood?
notice-plan-whole-gu-button = All of { $gu }
notice-plan-field = (1/4) People interested in what?
notice-plan-korean = ({ $step }/{ $steps }) Write the announcement in Korean, { $min } to { COMMA($max) } characters. Its first line becomes the title in lists.
notice-plan-correction = ({ $step }/{ $steps }) Write in Korean what was wrong and what is right, { $min } to { COMMA($max) } characters.
notice-plan-english = ({ $step }/{ $steps }) Write an English version if there is one. Without it, English readers get the Korean text with a note.
notice-plan-so-far =
    The text so far:
    { $text }
notice-plan-keep-button = Keep this text
notice-plan-no-english-button = No English version
notice-plan-only-text = Please write it as text. Pictures and files cannot be sent.
notice-plan-no-words = There are no words in this. Please write what you want to announce.
notice-plan-too-short = That is too short. Please write at least { $min } characters.
notice-plan-too-long = The limit is { COMMA($max) } characters. You wrote { COMMA($length) }; please cut { COMMA($over) }.
notice-plan-preview =
    ({ $steps }/{ $steps }) Send it like this?
    • To: { $audience }, people: { COMMA($count) }
    • Time it takes: { $takes }
notice-takes-less = less than a minute
notice-takes-minutes =
    { $minutes ->
        [one] about a minute
       *[other] about { COMMA($minutes) } minutes
    }
notice-plan-ends-first =
    { $left ->
        [one] One person has not got the first announcement yet: they will get neither it nor this correction.
       *[other] { COMMA($left) } people have not got the first announcement yet: they will get neither it nor this correction.
    }
notice-preview-korean = <i>Who reads Korean sees this:</i>
notice-preview-english = <i>Who reads English sees this:</i>
notice-preview-no-english = <i>Who reads English gets the same text, with a note that it is in Korean only.</i>
notice-send-button = Send
notice-edit-korean-button = Change the Korean
notice-edit-english-button = Change the English
notice-edit-audience-button = Change who it is for
notice-plan-nobody = Nobody would receive this right now. Please choose others.
