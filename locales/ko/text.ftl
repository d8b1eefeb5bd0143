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

# Guesses, shown behind the date that is to be confirmed: "12월 4일(금) 오후 2시로 할까요? (오후로 알아들었어요)"
text-note-assumed-pm = 오후로 알아들었어요
text-note-assumed-am = 오전으로 알아들었어요
text-note-assumed-noon = 낮 12시로 알아들었어요
text-note-nearest-weekday = 가장 가까운 요일로 알아들었어요
text-note-weekday-of-next-week = 다음 주로 알아들었어요
text-note-next-year = 올해는 지나서 내년으로 알아들었어요
text-note-next-month = 이달은 지나서 다음 달로 알아들었어요
text-note-midnight-after-that-day = 그날이 끝나는 밤 12시로 알아들었어요

text-when-unclear = 언제인지 알아듣지 못했어요. 날짜와 시각을 적어 주세요. 예: 12월 4일 오후 2시
text-when-unclear-day = 며칠인지 알아듣지 못했어요. 날짜만 적어 주세요. 예: 2027년 5월 31일
text-when-no-time = 몇 시인지도 함께 적어 주세요. 예: 12월 4일 오후 2시
text-when-no-date = 며칠인지도 함께 적어 주세요. 예: 12월 4일 오후 2시
text-when-wrong-weekday = 요일이 맞지 않아요. 달력으로는 { $day }{ JOSA($day, "이에요/예요") }. 날짜를 확인해 다시 적어 주세요.
text-when-no-such-day = 달력에 없는 날이에요. 날짜를 확인해 다시 적어 주세요.
text-when-no-such-time = 시각을 알아듣지 못했어요. 오후 2시나 14:00처럼 적어 주세요.
text-when-past = 이미 지난 때예요. 앞으로 올 날짜를 적어 주세요.
text-when-too-far = 10년보다 먼 날이에요. 연도를 확인해 다시 적어 주세요.
