//! Options that a clerk takes out by typing: "45번 빼기", "3번, 5번 삭제", "remove 45". Pure.

/// Words that take out what stands before them,
const AFTER: [&str; 12] = [
    "빼기",
    "빼 주세요",
    "빼주세요",
    "빼줘",
    "빼",
    "삭제",
    "삭제해 주세요",
    "제거",
    "지우기",
    "지워 주세요",
    "지워줘",
    "취소",
];
/// and those that take out what stands behind them.
const BEFORE: [&str; 4] = ["remove", "delete", "drop", "take out"];

/// The numbers of the options that are to be taken out; none if something else was typed.
pub fn drops(typed: &str) -> Option<Vec<i64>> {
    let typed = typed.trim().trim_end_matches(['.', '!', '~']).to_lowercase();
    let rest = BEFORE
        .iter()
        .find_map(|word| typed.strip_prefix(word))
        .or_else(|| AFTER.iter().find_map(|word| typed.strip_suffix(word)))?;
    let mut rest = rest.to_owned();
    for word in ["options", "option", "후보", "no.", "number", "and", "번", "을", "를", "과", "와", "#"] {
        rest = rest.replace(word, " ");
    }
    let numbers: Option<Vec<i64>> = rest
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '·' | '/' | ':'))
        .filter(|word| !word.is_empty())
        .map(|word| word.parse().ok().filter(|_| word.bytes().all(|byte| byte.is_ascii_digit())))
        .collect();
    numbers.filter(|numbers| !numbers.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_out_is_named_by_number() {
        for (typed, numbers) in [
            ("45번 빼기", Some(vec![45])),
            ("45번을 빼줘", Some(vec![45])),
            ("3번, 5번 삭제", Some(vec![3, 5])),
            ("3번과 5번 빼 주세요", Some(vec![3, 5])),
            ("Remove no. 45", Some(vec![45])),
            ("remove options 3 and 5", Some(vec![3, 5])),
            ("2번 후보 지우기", Some(vec![2])),
            ("차선 빼기", None),
            ("빼기", None),
            ("Remove the wall", None),
            ("쓰레기 3번 줄이기", None),
            ("45", None),
        ] {
            assert_eq!(drops(typed), numbers, "{typed}");
        }
    }
}
