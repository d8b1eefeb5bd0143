# A quorum: how many have to take part for a result to bind.

quorum-none = none
quorum-voters =
    { $voters ->
        [one] one person or more
       *[other] { COMMA($voters) } people or more
    }
quorum-percent = { $percent } percent or more of the codes that were made
quorum-both =
    { $voters ->
        [one] one person or more
       *[other] { COMMA($voters) } people or more
    }, and { $percent } percent or more of the codes that were made

## The clerk decides
quorum-plan =
    How many have to take part? If fewer do, the count is published all the same and says that the quorum was missed. Like: 300{ $codes ->
        [yes]
            { "" }
            You may also say how many percent of the codes that are made have to come. Like: 30%, or 300, 30%
       *[no] { "" }
    }
quorum-plan-none-button = No quorum
quorum-plan-edit-button = Quorum
quorum-plan-without = There is no quorum. To ask for one, press “Change something” and then “Quorum”.
quorum-plan-bad = I could not read a quorum in “{ $words }”. It is from 1 to { COMMA($max) } people, or from 1% to 100%. Like: 300, 30%
quorum-plan-no-codes = A percentage needs codes, because it must be known how many there are in all. Like: 300

## The result
quorum-met =
    <b>The quorum was met.</b>
    { $lines }
quorum-missed =
    <b>The quorum was missed.</b> The count is published all the same.
    { $lines }
quorum-line-voters =
    • { COMMA($have) } took part, quorum { COMMA($need) }{ $met ->
        [yes] { "" }
       *[no] { " " }(too few)
    }
quorum-line-percent =
    • { COMMA($have) } took part, { $whole }.{ $tenth } percent of { COMMA($roll) } codes; quorum { $need } percent{ $met ->
        [yes] { "" }
       *[no] { " " }(too few)
    }
proof-claim-quorum =
    { $holds ->
        [yes] [holds] That the quorum was { $met ->
            [yes] met
           *[no] missed
        } follows from how many took part.
       *[no] [FAILS] What is told of the quorum does not follow from how many took part.
    }
