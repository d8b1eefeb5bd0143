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
text-note-assumed-pm = I took it as the afternoon.
text-when-unclear = I could not tell when that is. For example: 4 Dec 2pm
