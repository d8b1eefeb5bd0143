//! What a clerk reads: the result in the terminal, in Korean and in English, so that the count can
//! be followed by hand.

use crate::command::Desk;

fn said(desk: &Desk, file: &str, flags: &str) -> String {
    let run = desk.count(file, flags);
    assert_eq!(run.code, Some(0), "{file} {flags}: {}", run.err);
    run.out
}

#[test]
fn equal_shares_say_what_was_paid_and_what_is_missing() {
    let desk = Desk::new();
    insta::assert_snapshot!(said(&desk, "park.pb", "--rule mes --completion none --language en"), @r#"
    rule     mes: Method of Equal Shares, the same purse for everybody
    ballots  10, and 1 blank
    budget   1,000, of which 1,000 are spent
    purse    100 for each voter
    winners  lamps, signs
    score    ballots that name it

    rank  id       score   cost  result                                                   name
       1  lamps        6    600  funded: 6 effective votes, at most 100 from a supporter  Lamps; along the river
       2  benches      5    500  short of 500, 5 more votes                               Benches
       3  signs        4    400  funded: 4 effective votes, at most 100 from a supporter  Signs
       4  bridge       0  2,000  nobody supports it                                       A bridge
    "#);
    insta::assert_snapshot!(said(&desk, "park.pb", "--rule mes --language ko"), @r#"
    방법  mes: 똑같은 몫, 모두가 똑같은 지갑을 받음
    표    10표, 기권 1표
    예산  1,000 중 1,000 씀
    지갑  한 사람에 119. 처음 100에서 1씩 19번 키움: 한 번 더 키우면 1,100까지 씀
    뽑힘  lamps, signs
    점수  고른 표의 수

    순위  기호     점수   비용  결과                                  이름
       1  lamps       6    600  뽑힘: 유효 6표, 한 사람이 많아야 100  Lamps; along the river
       2  benches     5    500  405 모자람, 4표 더 필요               Benches
       3  signs       4    400  뽑힘: 유효 4표, 한 사람이 많아야 100  Signs
       4  bridge      0  2,000  고른 사람 없음                        A bridge
    "#);
    insta::assert_snapshot!(said(&desk, "points.pb", "--rule mes --language en"), @r#"
    rule     mes: Method of Equal Shares, the same purse for everybody
    ballots  3, and 0 blank
    budget   10.50, of which 4 are spent
    purse    6 for each voter: 3, raised 3 times by 1; one step more would spend 14.25
    winners  2
    score    the sum of its points

    rank  id  score   cost  result                                                  name
       1  2       9      4  funded: 9 effective votes, at most 0.44 for each point  Benches
       2  1       6  10.25  short of 0.03, 1 more vote                              Lamps
    "#);
}

#[test]
fn an_instant_run_off_is_told_round_by_round() {
    let desk = Desk::new();
    insta::assert_snapshot!(said(&desk, "lunch.soi", "--rule irv --language en"), @r#"
    rule     irv: instant run-off, the weakest leaves round by round
    ballots  9, and 0 blank
    winners  2
    score    its votes in its last round

    rank  id  score  copeland  borda  result  name
       1  2       5         2      2  wins    Rice
       2  1       4        -2     -2          Noodles
       3  3       2         0      0          김밥

    round 1  1: 4, 2: 3, 3: 2
             3 leaves: it has the fewest votes. Votes go to: 2 +2
    round 2  2: 5, 1: 4
             2 wins: 5 of 9 are more than half

    2 beats every other (Condorcet winner)
    ballots that put the row above the column:
       1  2  3
    1  -  4  4
    2  5  -  3
    3  5  2  -
    "#);
    insta::assert_snapshot!(said(&desk, "lunch.soi", "--rule irv --language ko"), @r#"
    방법  irv: 결선식, 라운드마다 가장 적은 후보가 빠짐
    표    9표, 기권 0표
    뽑힘  2
    점수  마지막으로 남은 라운드의 표

    순위  기호  점수  코플랜드  보르다  결과  이름
       1  2        5         2       2  뽑힘  Rice
       2  1        4        -2      -2        Noodles
       3  3        2         0       0        김밥

    1라운드  1: 4, 2: 3, 3: 2
             3 빠짐: 표가 가장 적음. 옮겨 간 표: 2 +2
    2라운드  2: 5, 1: 4
             2 뽑힘: 9표 중 5표, 절반을 넘음

    2가 모든 상대를 이김 (콩도르세 승자)
    왼쪽 후보를 위쪽 후보보다 앞에 둔 표:
       1  2  3
    1  -  4  4
    2  5  -  3
    3  5  2  -
    "#);
}

#[test]
fn votes_for_nobody_are_told_and_a_tie_in_its_round() {
    let desk = Desk::new();
    let head = "# NUMBER ALTERNATIVES: 3\n# ALTERNATIVE NAME 1: A\n# ALTERNATIVE NAME 2: B\n# ALTERNATIVE NAME 3: C\n";
    desk.write("waits.toi", format!("{head}3: 1\n2: {{2,3}},1\n2: 2\n1: 3\n1: 3,2\n").as_bytes());
    insta::assert_snapshot!(said(&desk, "waits.toi", "--rule irv --language en"), @r#"
    rule     irv: instant run-off, the weakest leaves round by round
    ballots  9, and 0 blank
    winners  2
    tie      2, 3 for who leaves in round 1: decided by the earlier number
    score    its votes in its last round

    rank  id  score  copeland  borda  result  name
       1  2       5         1      2  wins    B
       2  1       3        -2     -3          A
       3  3       2         1      1          C

    round 1  1: 3, 2: 2, 3: 2, for nobody: 2
             3 leaves: 2 have the fewest votes, decided by the earlier number. Votes go to: 2 +3, nobody -1
    round 2  2: 5, 1: 3, for nobody: 1
             2 wins: 5 of 8 are more than half

    nobody beats every other; at the top, in a circle or level: 2, 3
    ballots that put the row above the column:
       1  2  3
    1  -  3  3
    2  5  -  2
    3  4  2  -
    "#);
}

#[test]
fn pairs_show_who_beats_whom_or_the_circle() {
    let desk = Desk::new();
    let head = "# NUMBER ALTERNATIVES: 3\n# ALTERNATIVE NAME 1: A\n# ALTERNATIVE NAME 2: B\n# ALTERNATIVE NAME 3: C\n";
    desk.write("circle.soc", format!("{head}4: 1,2,3\n3: 2,3,1\n2: 3,1,2\n").as_bytes());
    insta::assert_snapshot!(said(&desk, "circle.soc", "--rule schulze --language en"), @r#"
    rule     schulze: the strongest chains of pairwise wins
    ballots  9, and 0 blank
    winners  1
    score    how many others it is above: its strongest chain to them is stronger than theirs back

    rank  id  score  copeland  borda  result  name
       1  1       2         0      2  wins    A
       2  2       1         0      2          B
       3  3       0         0     -4          C

    nobody beats every other; at the top, in a circle or level: 1, 2, 3
    ballots that put the row above the column:
       1  2  3
    1  -  6  4
    2  3  -  7
    3  5  2  -

    the strongest chain of wins from the row to the column, as strong as its weakest win:
       1  2  3
    1  -  6  6
    2  5  -  7
    3  5  5  -
    "#);
    insta::assert_snapshot!(said(&desk, "circle.soc", "--rule copeland --language ko"), @r#"
    방법  copeland: 코플랜드, 이긴 상대 수에서 진 상대 수를 뺌
    표    9표, 기권 0표
    뽑힘  1, 2, 3
    동점  1, 2, 3 (공동 1위): 모두 뽑힘
    점수  이긴 상대 수에서 진 상대 수를 뺀 것

    순위  기호  점수  보르다  결과  이름
       1  1        0       2  뽑힘  A
       1  2        0       2  뽑힘  B
       1  3        0      -4  뽑힘  C

    모든 상대를 이기는 후보는 없음. 돌고 돌거나 비겨서 맨 위에 있는 후보: 1, 2, 3
    왼쪽 후보를 위쪽 후보보다 앞에 둔 표:
       1  2  3
    1  -  6  4
    2  3  -  7
    3  5  2  -
    "#);
}

#[test]
fn a_tie_that_decided_nothing_names_no_rule() {
    let desk = Desk::new();
    let tie = |flags: &str| {
        let out = said(&desk, "lunch.toc", flags);
        out.lines().find(|line| line.starts_with("tie") || line.starts_with("동점")).unwrap().to_owned()
    };
    assert_eq!(tie("--rule schulze --language en"), "tie      1, 2 for place 1: all of them win");
    assert_eq!(tie("--rule copeland --language ko"), "동점  1, 2 (공동 1위): 모두 뽑힘");
    let decided = "tie      1, 2 for place 1: decided by the earlier number";
    assert_eq!(tie("--rule borda --seats 1 --language en"), decided);
}

#[test]
fn the_largest_amounts_are_told_exactly() {
    let desk = Desk::new();
    let text = "META\nkey;value\nbudget;1000000000000000\nvote_type;approval\nPROJECTS\nproject_id;cost\n1;999999999999999.97\n2;1000000000000000\nVOTES\nvoter_id;vote\n1;1\n2;2\n3;1\n";
    desk.write("large.pb", text.as_bytes());
    insta::assert_snapshot!(said(&desk, "large.pb", "--rule mes --completion none --language en"), @r#"
    rule     mes: Method of Equal Shares, the same purse for everybody
    ballots  3, and 0 blank
    budget   1,000,000,000,000,000, of which 0 are spent
    purse    333,333,333,333,333.33 for each voter
    winners  none
    score    ballots that name it

    rank  id  score                    cost  result                                         name
       1  1       2  999,999,999,999,999.97  short of 333,333,333,333,333.30, 1 more vote
       2  2       1   1,000,000,000,000,000  short of 666,666,666,666,666.67, 2 more votes
    "#);
    insta::assert_snapshot!(said(&desk, "large.pb", "--rule greedy --language ko"), @r#"
    방법  greedy: 많이 받은 순서대로, 남은 돈에 맞으면 뽑음
    표    3표, 기권 0표
    예산  1,000,000,000,000,000 중 999,999,999,999,999.97 씀
    뽑힘  1
    점수  고른 표의 수

    순위  기호  점수                    비용  결과                     이름
       1  1        2  999,999,999,999,999.97  뽑힘
       2  2        1   1,000,000,000,000,000  남은 돈 0.03, 맞지 않음
    "#);
}

#[test]
fn very_many_options_do_not_flood_the_terminal() {
    let desk = Desk::new();
    let heads: String = "# NUMBER ALTERNATIVES: 60\n".to_owned()
        + &(1..=60).map(|number| format!("# ALTERNATIVE NAME {number}: Option {number}\n")).collect::<String>();
    let votes: String = (1..=60).map(|number| format!("{}: {number}\n", 100 - number)).collect();
    desk.write("many.soi", (heads + &votes).as_bytes());
    let out = said(&desk, "many.soi", "--rule irv --language en");
    assert!(out.contains("19 rounds before these are only in --json."), "{out}");
    assert!(out.contains("and 21 more, for nobody: 931"), "{out}");
    assert!(out.ends_with("The table of the pairs of 60 options is only in --json.\n"), "{out}");
}

#[test]
fn of_hundreds_of_options_a_round_tells_what_changed() {
    let desk = Desk::new();
    let names: String = (1..=300).map(|number| format!("# ALTERNATIVE NAME {number}: Option {number}\n")).collect();
    // All but two have one vote, which goes on to the second.
    let votes: String = (3..=300).map(|number| format!("1: {number},2\n")).collect();
    desk.write("hundreds.soi", format!("# NUMBER ALTERNATIVES: 300\n{names}900: 1\n800: 2\n{votes}").as_bytes());
    let out = said(&desk, "hundreds.soi", "--rule irv --language en");
    let end = "2: 999, 101: 1, the others as before\n           101 leaves: 99 have the fewest votes, decided by the earlier number. Votes go to: 2 +1\nround 201  2: 1,000, the others as before\n";
    assert!(out.contains(end), "{out}");
    assert!(out.contains("2 wins: 1,000 of 1,998 are more than half"), "{out}");
}

#[test]
fn a_language_that_there_is_not_is_refused() {
    let desk = Desk::new();
    let run = desk.count("park.pb", "--rule greedy --language tlh");
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("there are: ko, en"), "{}", run.err);
}
