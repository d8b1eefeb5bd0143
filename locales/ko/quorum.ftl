# A quorum: how many have to take part for a result to bind.

quorum-none = 없음
quorum-voters = { COMMA($voters) }명 이상 참여
quorum-percent = 만든 투표 코드의 { $percent }퍼센트 이상 참여
quorum-both = { COMMA($voters) }명 이상, 만든 투표 코드의 { $percent }퍼센트 이상 참여

## The clerk decides
quorum-plan =
    몇 명 이상 참여해야 하나요? 모자라도 센 결과는 공개하고, 정족수 미달이라고 적어요. 예: 300명{ $codes ->
        [yes]
            { "" }
            만든 투표 코드 가운데 몇 퍼센트가 참여해야 하는지도 정할 수 있어요. 예: 30%, 300명 30%
       *[no] { "" }
    }
quorum-plan-none-button = 정족수 없음
quorum-plan-edit-button = 정족수
quorum-plan-without = 정족수는 없어요. 정하려면 ‘고치기’에서 ‘정족수’를 눌러 주세요.
quorum-plan-bad = ‘{ $words }’에서 정족수를 읽지 못했어요. 1명부터 { COMMA($max) }명까지, 또는 1%부터 100%까지예요. 예: 300명, 30%
quorum-plan-no-codes = 퍼센트는 투표 코드가 있는 투표에서만 정할 수 있어요. 전체가 몇 명인지 알아야 하기 때문이에요. 예: 300명

## The result
quorum-met =
    <b>정족수를 채웠습니다.</b>
    { $lines }
quorum-missed =
    <b>정족수 미달.</b> 센 결과는 그대로 공개합니다.
    { $lines }
quorum-line-voters =
    • { COMMA($have) }명 참여, 정족수 { COMMA($need) }명{ $met ->
        [yes] { "" }
       *[no] { " " }(모자람)
    }
quorum-line-percent =
    • 투표 코드 { COMMA($roll) }개 가운데 { COMMA($have) }명 참여({ $whole }.{ $tenth }퍼센트), 정족수 { $need }퍼센트{ $met ->
        [yes] { "" }
       *[no] { " " }(모자람)
    }
proof-claim-quorum =
    { $holds ->
        [yes] [맞음] 정족수를 { $met ->
            [yes] 채웠다는
           *[no] 채우지 못했다는
        } 발표가 참여한 사람의 수와 맞습니다.
       *[no] [틀림] 정족수에 대한 발표가 참여한 사람의 수와 맞지 않습니다.
    }
