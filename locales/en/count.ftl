# `madang count`: a result in the terminal, for a clerk. Every message is one line or less. What is
# wrong with a file or a flag is said in English, like all of the command line.

## The lines at the top. A label stands before each.
count-label-rule = rule
count-label-ballots = ballots
count-label-budget = budget
count-label-purse = purse
count-label-welfare = support
count-label-winners = winners
count-label-tie = tie
count-label-score = score
# Ids, separated by commas.
count-words = { $words }
count-nobody = none
count-runoff = none has more than half; { $one } and { $other } go to a run-off
count-rule =
    { $rule ->
        [plurality] plurality: the most first choices
        [approval] approval: named on the most ballots
        [score] score: the highest sum of marks
        [points] points: the highest sum of points
        [irv] irv: instant run-off, the weakest leaves round by round
        [schulze] schulze: the strongest chains of pairwise wins
        [copeland] copeland: pairs won, less pairs lost
        [borda] borda: the margins of all pairs, summed up
        [greedy] greedy: by support, each that fits the money left
        [greedy-no-skip] greedy-no-skip: by support, up to the first that does not fit
        [greedy-threshold] greedy-threshold: by support, none below the threshold
        [greedy-exclusive] greedy-exclusive: by support, one of each group
        [mes] mes: Method of Equal Shares, the same purse for everybody
        [welfare] welfare: the set with the most support that the money buys
       *[other] { $rule }
    }
count-ballots = { $ballots }, and { $blank } blank
count-budget = { $budget }, of which { $spent } are spent
count-purse = { $purse } for each voter
count-purse-raised =
    { $raises ->
        [0] { $purse } for each voter; not raised: { $end }
        [one] { $purse } for each voter: { $start }, raised once by { $increment }; { $end }
       *[other] { $purse } for each voter: { $start }, raised { COMMA($raises) } times by { $increment }; { $end }
    }
count-raise-beyond = one step more would spend { $would }
count-raise-full = nothing more fits the money
count-welfare = { $sum } in all, the most that the money buys
count-score-meaning =
    { $what ->
        [ballots] ballots that name it
        [points] the sum of its points
        [places] points by place: the last of a ballot gets 1, each before it one more
        [plurality] ballots with it in the first place
        [score] the sum of its marks
        [irv] its votes in its last round
        [schulze] how many others it is above: its strongest chain to them is stronger than theirs back
        [copeland] others that it beats, less others that beat it
       *[borda] ballots that put it above another less those that put it below, over all others
    }

## Ties. $ids are those that tied, $step is where, $rule what decided.
count-tie = { $ids } { $step }: decided by { $rule }
count-tie-of-many = { $ids } and { COMMA($more) } more { $step }: decided by { $rule }
count-tie-all-win = { $ids } { $step }: all of them win
count-tie-none-wins = { $ids } { $step }: none of them wins, nothing had to be decided
count-step =
    { $step ->
        [seat] for the last seat
        [runoff] for the run-off
        [elimination] for who leaves in round { $number }
        [place] for place { $number }
        [order] for who is looked at first
        [round] in round { $number }
        [beyond] in round { $number } with the next purse, which would spend too much
        [completion] in completion
       *[welfare] between sets
    }
count-decider =
    { $rule ->
        [support] more support
        [cost] the lower cost
        [top-marks] more of the best marks
        [earlier-round] an earlier round
        [registered] the earlier number
        [lots] the lots
       *[id] the id
    }

## The table
count-column-rank = rank
count-column-id = id
count-column-score = score
count-column-top = best marks
count-column-scorers = marked by
count-column-mean = mean
count-column-copeland = copeland
count-column-borda = borda
count-column-cost = cost
count-column-result = result
count-column-name = name
count-wins = wins

## What became of a project
count-fate-funded = funded
# $votes is count-effective-votes or -part, $price one of the two below them.
count-fate-shares = funded: { $votes }, { $price }
count-effective-votes =
    { $votes ->
        [one] 1 effective vote
       *[other] { COMMA($votes) } effective votes
    }
count-effective-part = { $votes } effective votes
count-price-supporter = at most { $price } from a supporter
count-price-point = at most { $price } for each point
count-fate-completed = funded by completion
count-fate-unsupported = nobody supports it
count-fate-below = below the threshold by { $missing }
count-fate-rivalled = { $id } is funded instead
count-fate-too-dear = does not fit: { $left } left
count-fate-too-dear-in = does not fit: { $left } left of { $category }
count-fate-not-reached = the count had ended
# Rounded up: so many more supporters with a full purse would have been enough.
count-fate-short =
    { $votes ->
        [one] short of { $money }, 1 more vote
       *[other] short of { $money }, { COMMA($votes) } more votes
    }
count-fate-short-money = short of { $money }
count-fate-outweighed = another set has more support

## The rounds of an instant run-off
count-round = round { $number }
count-rounds-before =
    { $rounds ->
        [one] One round before these is only in --json.
       *[other] { COMMA($rounds) } rounds before these are only in --json.
    }
count-more = and { COMMA($more) } more
count-as-before = the others as before
count-exhausted = for nobody: { $votes }
count-exhausted-by = nobody { $votes }
# $why is one of the two below, $moved who gets how many more votes: "A +3, nobody +1".
count-leaves = { $id } leaves: { $why }. Votes go to: { $moved }
count-leaves-empty = { $id } leaves: { $why }. No vote goes on to others
count-leaves-fewest = it has the fewest votes
count-leaves-tied = { $count } have the fewest votes, decided by { $rule }
count-round-majority = { $id } wins: { $votes } of { $all } are more than half
count-round-left = { $id } wins: nobody else is left
count-round-nobody = nobody wins

## Pairs
count-condorcet = { $id } beats every other (Condorcet winner)
count-circle = nobody beats every other; at the top, in a circle or level: { $ids }
count-pairs = ballots that put the row above the column:
count-paths = the strongest chain of wins from the row to the column, as strong as its weakest win:
count-pairs-many = The table of the pairs of { COMMA($options) } options is only in --json.
