# Who may vote in a poll, and what somebody does about not being allowed to.

## In one line
eligible-who-all =
    anybody in { $city } { $ages }{ $code ->
        [yes] , with a code from the city
       *[no] { "" }
    }
eligible-who-dong =
    those who told their neighbourhood in { $city }, { $ages }{ $code ->
        [yes] , with a code from the city
       *[no] { "" }
    }
eligible-who =
    those who { $ties ->
        [lives] live
        [works] work
        [studies] study
        [lives-works] live or work
        [lives-studies] live or study
        [works-studies] work or study
       *[any] are
    } in { $place }, { $ages }{ $code ->
        [yes] , with a code from the city
       *[no] { "" }
    }
eligible-ages-from = aged { $min } or older
eligible-ages-between = aged { $min } to { $max }

## Live, work, study
eligible-no-tie =
    This poll is for { $who }.
    You have not told yet whether you live, work or study in your neighbourhood. Tell it, and I say at once whether you can vote.
eligible-other-tie =
    This poll is for { $who }.
    Of your neighbourhood you said “{ $tie }”. If that has changed or you chose wrongly, tell it again. Everybody may see the options.
eligible-tie-button = Say that I live or work there

## Age
eligible-age-ask =
    This poll is for { $who }.
    <b>{ $born }</b>
    We do not ask your date of birth. Only what you answer here is kept, for this poll, and erased with its key after the close.
eligible-born-between = Were you born from { $first } to { $last }?
eligible-born-from = Were you born on { $first } or later?
eligible-born-until = Were you born on { $last } or earlier?
eligible-born-any = Does your age fit?
eligible-day =
    { $day } { $month ->
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
    } { $year }
eligible-age-yes-button = Yes
eligible-age-no-button = No
eligible-other-age =
    This poll is for { $who }.
    You said that your age does not fit, so you cannot vote. If you pressed the wrong button, answer again. Everybody may see the options.
eligible-age-again-button = Answer again

## A code
eligible-no-code =
    To vote here you need a code that the city hands out. One code is one person's vote, and it can be changed until the close.
    If you got none, ask { $department } ({ $phone }). Everybody may see the options.
eligible-code-button = Enter my code
eligible-code-again-button = Enter a code again
eligible-code-ask =
    Please type your code for “{ $question }”. It has 16 letters and digits, like K7F2-9QMD-0S3T-XW4B
    Hyphens and capitals do not matter. That you brought a code is kept, but not which one it was.
eligible-code-form = A code has 16 letters and digits. Please type it just as you got it.
eligible-code-wrong =
    There is no such code. Please check that it is just as you got it. You can try { $left ->
        [0] again in about an hour.
        [one] once more.
       *[other] { $left } more times.
    }
eligible-code-used =
    This code has been used from another account. One code gives one person one vote.
    • If you have that account: you can change the vote there until the close.
    • If you have lost it, or it was not you who used the code: please go to { $department } ({ $phone }) with the code. They can see whom it was given to.
    To keep votes secret it is not written down which account used it. So a vote cast with it can be neither moved to another account nor taken out: it counts as it was cast.
eligible-code-first = The code is right and not used yet. Please answer below first, and then enter the code once more.
eligible-code-whose = This looks like a voting code. Whose is it? It is not used yet: please choose, and type it once more.
eligible-code-whose-poll = “{ $question }”
eligible-code-mine-button = Vote with my own code
eligible-code-kept = The code was not used, and stays as it is.
eligible-code-onsite = With this code somebody has voted on site already. It cannot be used to vote or to change that vote on a telephone. If that was not you, please tell { $department } ({ $phone }).
eligible-code-paper = With this code somebody has got a ballot on paper already. It cannot be used to vote on a telephone. If you got none, please tell { $department } ({ $phone }).
eligible-code-too-many =
    You have typed several codes that do not fit, so let us rest a little. You can try again from { $until }.
    If you think that your code is wrong, ask { $department } ({ $phone }).
eligible-code-taken = Your code is good. Please go on to vote.
eligible-code-had = You have brought a code for this poll already. One is enough.
eligible-code-later = That is fine. Type “code” at any time before the close to enter it.
eligible-code-none-open = There is no poll at the moment that needs a code.
eligible-code-which = For which poll is your code?
eligible-code-broken = The code in that link is not whole. Please type the code itself.
draft-vote-code = code to vote

## The clerk decides who may vote
eligible-plan-more-button = Add age, work or code
eligible-plan-now =
    <b>Also</b>
    { $lines }
eligible-plan-line-ties =
    • { $ties ->
        [lives] who live there
        [works] who work there
        [studies] who study there
        [lives-works] who live or work there
        [lives-studies] who live or study there
       *[works-studies] who work or study there
    }
eligible-plan-line-ages = • { $ages }
eligible-plan-line-code = • who got a code
eligible-plan =
    Choose what narrows down who may vote. What you do not choose is not asked.
    Where people live or work and their age is believed as they tell it. Where everybody must have one vote only, hand out codes.
eligible-plan-lives-button =
    { $on ->
        [yes] [chosen] Live
       *[no] Live
    }
eligible-plan-works-button =
    { $on ->
        [yes] [chosen] Work
       *[no] Work
    }
eligible-plan-studies-button =
    { $on ->
        [yes] [chosen] Study
       *[no] Study
    }
eligible-plan-ages-button = Age: { $ages }
eligible-plan-code-button =
    { $on ->
        [yes] [chosen] A code is needed
       *[no] A code is needed
    }
eligible-plan-done-button = Done
eligible-plan-ages =
    From which age to which, on the day of the opening?
    You can type “19-34”, “65 or older”, “up to 24”. From { $min } to { $max }.
eligible-plan-ages-any-button = Do not ask for age
eligible-plan-ages-bad = I could not read the age. Please type numbers from { $min } to { $max }, like “19-34”.
eligible-plan-codes = After publishing, an operator makes the codes with “madang codes”. Until they are handed out, nobody can vote.
eligible-desk-codes = Codes: { COMMA($used) } of { COMMA($made) } used.
