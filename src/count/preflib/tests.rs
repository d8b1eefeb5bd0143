use super::{DataType, read, write};
use crate::count::{Kind, Read};

const SOI: &str = "\
# FILE NAME: park.soi
# TITLE: Lunch
# DESCRIPTION: 
# DATA TYPE: soi
# MOOD: hungry
# NUMBER ALTERNATIVES: 3
# NUMBER VOTERS: 6
# NUMBER UNIQUE ORDERS: 3
# ALTERNATIVE NAME 1: Noodles: cold
# ALTERNATIVE NAME 2: Rice
# ALTERNATIVE NAME 3: 김밥
3: 2,1
2: 3
1: 1,3,2
";

const CAT: &str = "\
# FILE NAME: park.cat
# DATA TYPE: cat
# NUMBER ALTERNATIVES: 3
# NUMBER VOTERS: 4
# NUMBER UNIQUE PREFERENCES: 3
# NUMBER CATEGORIES: 2
# CATEGORY NAME 1: Yes
# CATEGORY NAME 2: No
# ALTERNATIVE NAME 1: a
# ALTERNATIVE NAME 2: b
# ALTERNATIVE NAME 3: c
2: {1,3},2
1: {},{1,2,3}
1: 2,{1,3}
";

fn parse(text: &str, data_type: DataType) -> Read {
    read(text.as_bytes(), data_type).unwrap()
}

fn written(read: &Read, data_type: DataType) -> String {
    String::from_utf8(write(&read.vote, data_type).unwrap()).unwrap()
}

/// The same file as another type, with its ballots replaced.
fn as_type(data_type: DataType, ballots: &str) -> String {
    let head = SOI.split("3: 2,1").next().unwrap();
    let ending = data_type.ending();
    head.replace("soi", ending).replace("VOTERS: 6", "VOTERS: 4").replace("ORDERS: 3", "ORDERS: 2") + ballots
}

#[test]
fn a_file_is_read_and_written_as_it_was() {
    let soi = parse(SOI, DataType::Soi);
    assert_eq!((soi.vote.ballots.kind, soi.vote.ballots.voters()), (Kind::Ordinal, 6));
    assert_eq!((soi.vote.options.name(0), soi.vote.fact("mood")), ("Noodles: cold", Some("hungry")));
    assert_eq!(written(&soi, DataType::Soi), SOI);
    let cat = parse(CAT, DataType::Cat);
    assert_eq!((cat.vote.ballots.kind, cat.vote.ballots.slip(0).names), (Kind::Approval, &[0, 2][..]));
    assert_eq!(written(&cat, DataType::Cat), CAT);
    for (data_type, ballots) in [
        (DataType::Soc, "3: 2,1,3\n1: 1,2,3\n"),
        (DataType::Toc, "3: {1,2},3\n1: 1,{2,3}\n"),
        (DataType::Toi, "3: {1,2}\n1: 1\n"),
    ] {
        let text = as_type(data_type, ballots);
        assert_eq!(written(&parse(&text, data_type), data_type), text);
    }
}

#[test]
fn a_wider_type_takes_what_a_narrower_one_holds() {
    let soi = parse(SOI, DataType::Soi);
    let toi = written(&soi, DataType::Toi);
    assert!(toi.contains("# DATA TYPE: toi\n"));
    assert_eq!(parse(&toi, DataType::Toi).vote.ballots, soi.vote.ballots);
    assert!(write(&soi.vote, DataType::Soc).unwrap_err().what.contains("complete orders only"));
    let toi = parse(&as_type(DataType::Toi, "3: {1,2}\n1: 1\n"), DataType::Toi);
    assert!(write(&toi.vote, DataType::Soi).unwrap_err().what.contains("strict orders only"));
    assert!(write(&toi.vote, DataType::Cat).unwrap_err().what.contains("no categories"));
}

#[test]
fn what_is_wrong_is_said_with_its_line() {
    for (from, to, line, words) in [
        ("# FILE NAME: park.soi\n", "3: 2,1\n", 1, "is no .soi file"),
        ("# TITLE: Lunch", "# TITLE Lunch", 2, "no colon"),
        ("# MOOD", "# title", 5, "was already said on line 2"),
        ("DATA TYPE: soi", "DATA TYPE: toc", 4, "says \"toc\", but the file's ending is .soi"),
        ("ALTERNATIVES: 3", "ALTERNATIVES: 4", 6, "says \"4\", but there are 3"),
        ("VOTERS: 6", "VOTERS: 7", 7, "says \"7\", but there are 6"),
        ("ORDERS: 3", "ORDERS: x", 8, "says \"x\", but there are 3"),
        ("NAME 2:", "NAME 7:", 10, "option \"7\" comes where option 2 should"),
        ("2: 3\n", "0: 3\n", 13, "is no ballot"),
        ("2: 3\n", "3\n", 13, "is no ballot"),
        ("2: 3\n", "2: 4\n", 13, "names \"4\""),
        ("2: 3\n", "2: {3\n", 13, "never closed"),
        ("2: 3\n", "2: {3,1}\n", 13, "has a tie"),
        ("2: 3\n", "99999999999: 3\n", 13, "more than 100000000 voters"),
    ] {
        assert!(SOI.contains(from), "{from:?}");
        let problem = read(SOI.replacen(from, to, 1).as_bytes(), DataType::Soi).unwrap_err();
        assert_eq!(problem.line, Some(line), "{to:?}: {problem}");
        assert!(problem.what.contains(words), "{to:?}: {problem}");
    }
    let problem = read(as_type(DataType::Soc, "3: 2,1,1\n1: 1,2,3\n").as_bytes(), DataType::Soc).unwrap_err();
    assert!(problem.what.contains("ranks 2 of 3 options"), "{problem}");
    let nameless = SOI.split("# ALTERNATIVE").next().unwrap();
    assert_eq!(read(nameless.as_bytes(), DataType::Soi).unwrap_err().line, Some(8));
}

#[test]
fn an_option_that_stands_twice_is_kept_and_noted() {
    let text = as_type(DataType::Soi, "3: 2,1,2\n1: 1\n");
    let soi = parse(&text, DataType::Soi);
    assert_eq!(soi.notes, ["1 ballot names an option more than once (the first on line 12); it counts once"]);
    assert_eq!(written(&soi, DataType::Soi), text);
}

#[test]
fn only_the_first_of_many_categories_counts_and_that_is_noted() {
    let cat = parse(&CAT.replace("CATEGORIES: 2", "CATEGORIES: 3").replace("2: {1,3},2", "2: 1,2,3"), DataType::Cat);
    assert_eq!(cat.vote.ballots.slip(0).names, [0]);
    assert!(cat.notes[0].contains("only the first counts"));
}
