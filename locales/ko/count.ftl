# `madang count`: 담당자가 터미널에서 보는 결과. 문장은 모두 한 줄을 넘지 않는다. 파일이나 선택 항목이
# 틀렸을 때의 말은 명령줄 전체가 그렇듯 영어로 한다.

## 맨 위의 줄. 줄마다 앞에 이름이 붙는다.
count-label-rule = 방법
count-label-ballots = 표
count-label-budget = 예산
count-label-purse = 지갑
count-label-welfare = 득표
count-label-winners = 뽑힘
count-label-tie = 동점
count-label-score = 점수
# 기호를 쉼표로 이은 것.
count-words = { $words }
count-nobody = 없음
count-runoff = 절반을 넘긴 후보가 없어 결선투표로: { $one }, { $other }
count-rule =
    { $rule ->
        [plurality] plurality: 하나 고르기, 첫째로 꼽은 표가 많은 순서
        [approval] approval: 여럿 고르기, 많이 받은 순서
        [score] score: 점수 주기, 점수의 합이 높은 순서
        [points] points: 점수 나누기, 점수의 합이 높은 순서
        [irv] irv: 결선식, 라운드마다 가장 적은 후보가 빠짐
        [schulze] schulze: 슐체 방식, 이긴 것을 이은 가장 센 사슬
        [copeland] copeland: 코플랜드, 이긴 상대 수에서 진 상대 수를 뺌
        [borda] borda: 보르다, 상대마다의 표 차이를 더함
        [greedy] greedy: 많이 받은 순서대로, 남은 돈에 맞으면 뽑음
        [greedy-no-skip] greedy-no-skip: 많이 받은 순서대로, 안 맞는 사업이 나오면 멈춤
        [greedy-threshold] greedy-threshold: 많이 받은 순서대로, 최소 득표를 못 넘으면 뺌
        [greedy-exclusive] greedy-exclusive: 많이 받은 순서대로, 한 묶음에서 하나만
        [mes] mes: 똑같은 몫, 모두가 똑같은 지갑을 받음
        [welfare] welfare: 가장 큰 만족, 예산 안에서 득표의 합이 가장 큰 묶음
       *[other] { $rule }
    }
count-ballots = { $ballots }표, 기권 { $blank }표
count-budget = { $budget } 중 { $spent } 씀
count-purse = 한 사람에 { $purse }
count-purse-raised =
    { $raises ->
        [0] 한 사람에 { $purse }. 처음 그대로: { $end }
       *[other] 한 사람에 { $purse }. 처음 { $start }에서 { $increment }씩 { COMMA($raises) }번 키움: { $end }
    }
count-raise-beyond = 한 번 더 키우면 { $would }까지 씀
count-raise-full = 더 들어갈 사업이 없음
count-welfare = 모두 { $sum }. 이 예산으로 얻는 가장 큰 합
count-score-meaning =
    { $what ->
        [ballots] 고른 표의 수
        [points] 받은 점수의 합
        [places] 순위에 따른 점수의 합. 한 표에서 맨 뒤가 1점, 한 자리 앞설 때마다 1점씩 더
        [plurality] 첫째로 꼽은 표의 수
        [score] 받은 점수의 합
        [irv] 마지막으로 남은 라운드의 표
        [schulze] 앞선 상대의 수. 상대까지 가는 가장 센 사슬이 돌아오는 사슬보다 세면 앞선 것
        [copeland] 이긴 상대 수에서 진 상대 수를 뺀 것
       *[borda] 상대마다 위에 둔 표에서 아래에 둔 표를 빼고 모두 더한 것
    }

## 동점. $ids는 동점인 후보, $step은 어디에서, $rule은 무엇으로 정했는지.
count-tie = { $ids } ({ $step }): { $rule }{ JOSA($rule, "으로/로") } 정함
count-tie-of-many = { $ids } 그 밖에 { COMMA($more) }개 ({ $step }): { $rule }{ JOSA($rule, "으로/로") } 정함
count-tie-all-win = { $ids } ({ $step }): 모두 뽑힘
count-tie-none-wins = { $ids } ({ $step }): 모두 뽑히지 않아 정할 것이 없음
count-step =
    { $step ->
        [seat] 마지막 자리
        [runoff] 결선투표에 갈 자리
        [elimination] { $number }라운드에서 빠질 후보
        [place] 공동 { $number }위
        [order] 먼저 볼 사업
        [round] { $number }라운드
        [beyond] 예산을 넘는 다음 지갑의 { $number }라운드
        [completion] 남은 돈을 쓸 때
       *[welfare] 묶음끼리
    }
count-decider =
    { $rule ->
        [support] 더 많은 득표
        [cost] 더 낮은 비용
        [top-marks] 더 많은 만점
        [earlier-round] 앞 라운드의 표
        [registered] 앞선 번호
        [lots] 제비
       *[id] 기호의 글자 순서
    }

## 표
count-column-rank = 순위
count-column-id = 기호
count-column-score = 점수
count-column-top = 만점 수
count-column-scorers = 준 사람
count-column-mean = 평균
count-column-copeland = 코플랜드
count-column-borda = 보르다
count-column-cost = 비용
count-column-result = 결과
count-column-name = 이름
count-wins = 뽑힘

## 사업이 어떻게 되었는지
count-fate-funded = 뽑힘
# $votes는 count-effective-votes나 -part, $price는 그 아래 둘 가운데 하나.
count-fate-shares = 뽑힘: { $votes }, { $price }
count-effective-votes = 유효 { COMMA($votes) }표
count-effective-part = 유효 { $votes }표
count-price-supporter = 한 사람이 많아야 { $price }
count-price-point = 1점에 많아야 { $price }
count-fate-completed = 남은 돈으로 뽑힘
count-fate-unsupported = 고른 사람 없음
count-fate-below = 최소 득표에 { $missing } 모자람
count-fate-rivalled = { $id }{ JOSA($id, "이/가") } 대신 뽑힘
count-fate-too-dear = 남은 돈 { $left }, 맞지 않음
count-fate-too-dear-in = 분야 { $category }의 남은 돈 { $left }, 맞지 않음
count-fate-not-reached = 그 전에 멈춤
# 올림한 수: 지갑이 가득 찬 지지자가 이만큼 더 있었다면 되었다.
count-fate-short = { $money } 모자람, { COMMA($votes) }표 더 필요
count-fate-short-money = { $money } 모자람
count-fate-outweighed = 다른 묶음의 득표가 더 많음

## 결선식의 라운드
count-round = { $number }라운드
count-rounds-before = 앞의 { COMMA($rounds) }개 라운드는 --json에만 있음.
count-more = 그 밖에 { COMMA($more) }개
count-as-before = 나머지는 그대로
count-exhausted = 갈 곳 없는 표: { $votes }
count-exhausted-by = 갈 곳 없음 { $votes }
# $why는 아래 둘 가운데 하나, $moved는 누가 몇 표를 더 받는지: "A +3, 갈 곳 없음 +1".
count-leaves = { $id } 빠짐: { $why }. 옮겨 간 표: { $moved }
count-leaves-empty = { $id } 빠짐: { $why }. 옮겨 간 표 없음
count-leaves-fewest = 표가 가장 적음
count-leaves-tied = 가장 적은 후보가 { $count }개, { $rule }{ JOSA($rule, "으로/로") } 정함
count-round-majority = { $id } 뽑힘: { $all }표 중 { $votes }표, 절반을 넘음
count-round-left = { $id } 뽑힘: 혼자 남음
count-round-nobody = 뽑힌 후보 없음

## 둘씩 견준 것
count-condorcet = { $id }{ JOSA($id, "이/가") } 모든 상대를 이김 (콩도르세 승자)
count-circle = 모든 상대를 이기는 후보는 없음. 돌고 돌거나 비겨서 맨 위에 있는 후보: { $ids }
count-pairs = 왼쪽 후보를 위쪽 후보보다 앞에 둔 표:
count-paths = 왼쪽에서 위쪽까지 이긴 것을 이은 가장 센 사슬. 사슬의 세기는 가장 약한 고리의 세기:
count-pairs-many = 후보 { COMMA($options) }개를 둘씩 견준 표는 --json에만 있음.
