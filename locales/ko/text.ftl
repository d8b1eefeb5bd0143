# Dates, money, and what the bot says when it reads a date that staff typed.

## How dates look

# $date and $eve are the day and the day before, as text-day; $time as text-time;
# $midnight is yes or no. In Korean 밤 12시 belongs to the day that ends.
text-when =
    { $midnight ->
        [yes] { $eve } { $time }
       *[no] { $date } { $time }
    }
text-day = { $year }년 { $month } { $day }일({ $weekday })
text-month = { $month }월
# 1 is Monday.
text-weekday =
    { $weekday ->
        [1] 월
        [2] 화
        [3] 수
        [4] 목
        [5] 금
        [6] 토
       *[7] 일
    }
# $part is midnight (0:00), am, noon (12:00 to 12:59) or pm; $hour 0 to 23, $hour12 1 to 12, $minute;
# $hh and $mm are the same with two digits.
text-time =
    { $part ->
        [midnight] 밤 12시(자정)
        [am] 오전 { $hour }시{ $minute ->
            [0] { "" }
           *[other] { " " }{ $minute }분
        }
        [noon] 낮 { $hour12 }시{ $minute ->
            [0] { "" }
           *[other] { " " }{ $minute }분
        }
       *[pm] 오후 { $hour12 }시{ $minute ->
            [0] { "" }
           *[other] { " " }{ $minute }분
        }
    }

## Money

# Units of ten thousand each, smallest first; none where numbers go by thousands.
text-won-units = 만 억 조 경
text-won = { $amount } 원

## Reading dates
text-note-assumed-pm = 오후로 알아들었어요.
text-when-unclear = 언제인지 알아듣지 못했어요. 예: 12월 4일(금) 오후 2시
