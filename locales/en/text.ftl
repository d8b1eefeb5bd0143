# Dates, money, and what the bot says when it reads a date that staff typed.

## How dates look

# $date and $eve are the day and the day before, as text-day; $time as text-time;
# $midnight is yes or no.
text-when = { $date }, { $time }
text-day = { $weekday }, { $day } { $month } { $year }
text-month =
    { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    }
# 1 is Monday.
text-weekday =
    { $weekday ->
        [1] Mon
        [2] Tue
        [3] Wed
        [4] Thu
        [5] Fri
        [6] Sat
       *[7] Sun
    }
# $part is midnight (0:00), am, noon (12:00 to 12:59) or pm; $hour 0 to 23, $hour12 1 to 12, $minute;
# $hh and $mm are the same with two digits.
text-time = { $hh }:{ $mm }

## Money

# Units of ten thousand each, smallest first; none where numbers go by thousands.
text-won-units = { "" }
text-won = ₩{ $amount }

## Reading dates

# Guesses, shown behind the date that is to be confirmed: "Fri, 4 December 2026, 14:00? (I took it as the afternoon)"
text-note-assumed-pm = I took it as the afternoon
text-note-assumed-am = I took it as the morning
text-note-assumed-noon = I took it as noon
text-note-nearest-weekday = I took it as the nearest such day
text-note-weekday-of-next-week = I took it as the one in next week
text-note-next-year = It has passed this year, so I took it as next year
text-note-next-month = It has passed this month, so I took it as next month
text-note-midnight-after-that-day = I took it as the midnight that ends that day

text-when-unclear = I could not tell when that is. Please write the day and the time, such as 4 Dec 2pm.
text-when-unclear-day = I could not tell which day that is. Please write the date only, such as 31 May 2027.
text-when-no-time = Please add the time, such as 4 Dec 2pm.
text-when-no-date = Please add the day, such as 4 Dec 2pm.
text-when-wrong-weekday = The weekday does not match. By the calendar it is { $day }. Please check and write it again.
text-when-no-such-day = There is no such day. Please check the date and write it again.
text-when-no-such-time = I could not read the time. Please write it like 2pm or 14:00.
text-when-past = That has already passed. Please write a date that lies ahead.
text-when-too-far = That is more than 10 years away. Please check the year and write it again.
