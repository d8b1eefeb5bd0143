//! Korean particles: which form follows a word is decided by the word's last sound.
//!
//! A Hangul syllable shows its sound. Digits are read as numbers, capitals by their letter names,
//! lower-case words by how their ending is usually said in Korean. Whatever cannot be told gets
//! the double form that Korean has for it: "을(를)", "(으)로".

mod sound;

use sound::Sound;

/// The particles that texts may ask for: the form after a consonant, the form after a vowel.
pub const PAIRS: [(&str, &str); 17] = [
    ("을", "를"),
    ("이", "가"),
    ("은", "는"),
    ("과", "와"),
    ("으로", "로"),
    ("으로서", "로서"),
    ("으로써", "로써"),
    ("으로부터", "로부터"),
    ("아", "야"),
    ("이나", "나"),
    ("이랑", "랑"),
    ("이며", "며"),
    ("이고", "고"),
    ("이라", "라"),
    ("이라고", "라고"),
    ("이라는", "라는"),
    ("이에요", "예요"),
];

/// The particle of a pair ("을/를", in either order) that follows this word. Only the particle is
/// returned, so that quotes or tags can stand between: `'{ $title }'{ JOSA($title, "을/를") }`.
pub fn josa(word: &str, pair: &str) -> String {
    let Some((consonant, vowel)) = known(pair).or_else(|| pair.split_once('/')) else {
        return pair.to_owned();
    };
    match Sound::last_of(word) {
        Sound::Vowel => vowel.to_owned(),
        Sound::Rieul if consonant.starts_with("으로") => vowel.to_owned(),
        Sound::Rieul | Sound::Consonant => consonant.to_owned(),
        Sound::Unknown => double(consonant, vowel),
    }
}

/// The pair as listed, whichever way round it was written.
pub fn known(pair: &str) -> Option<(&'static str, &'static str)> {
    let (one, other) = pair.split_once('/')?;
    PAIRS.into_iter().find(|&listed| listed == (one, other) || listed == (other, one))
}

fn double(consonant: &str, vowel: &str) -> String {
    match consonant.strip_suffix(vowel) {
        Some(extra) if !extra.is_empty() => format!("({extra}){vowel}"),
        _ => format!("{consonant}({vowel})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_particle_follows_the_last_sound() {
        let cases = "
            탄천을 탄천이 탄천은 탄천과 탄천으로 서울을 서울로 서울이 버스를 버스로 버스가 버스는 버스와
            담당관으로 하천관리과로 성남시청으로 제안을 투표를 판교를 길로 물로부터 시민으로서 대표로서
            3을 10으로 7로 1로 2로 6으로 8로 100을 1000을 10000을 1000000000000를 1000000000000로 10000000000000를 100000을
            3.5를 3.1을 3.0을 010을 0을 12,000을 1,284를 20으로 2026을 010-1234-5678로
            CCTV를 GTX가 URL을 URL로 IBM을 AI를 AI로 QR로 PDF를 LED를 iOS를 X가
            Google을 Google로 phone을 web을 test를 app을 blog를 book을 internet을 music으로 game이
            server로 cafe를 café를 site가 bank로 train으로 training을 YouTube를 mail로 chatbot을
            탄천(수정구)을 탄천(수정구)으로 '가로등'을 “산책로”를 버스🚌를 공원🌳을 서울!을 (서울)로
            투표?를 3번을 5kg을 3km를 10m를 50%를 50%로 ５０％를 10㎡를 3㎞로 5㎏을 30℃가 ２를 ③을 ㅋㅋ을 ㅠㅠ가
            성남(SN)으로 정자1동을 정자1동으로 2027년과 公園을(를) 公園(으)로 公園이(가) 東京은(는)
            🚌을(를) 박물관이에요 학교예요 민수야 지훈아 公園(이)라고 서울이라는 카페라는";
        for case in cases.split_whitespace() {
            let particles = PAIRS.iter().flat_map(|&(consonant, vowel)| {
                let pair = format!("{consonant}/{vowel}");
                [consonant.to_owned(), vowel.to_owned(), double(consonant, vowel)].map(|form| (form, pair.clone()))
            });
            let (particle, pair) =
                particles.filter(|(form, _)| case.ends_with(form.as_str())).max_by_key(|(form, _)| form.len()).unwrap();
            let word = case.strip_suffix(particle.as_str()).unwrap();
            assert_eq!(format!("{word}{}", josa(word, &pair)), case);
        }
    }

    #[test]
    fn decomposed_hangul_and_spaces_do_not_matter() {
        assert_eq!(josa("\u{1110}\u{1161}\u{11ab}", "을/를"), "을");
        assert_eq!(josa("버스 🚌  ", "을/를"), "를");
        assert_eq!(josa("버스 (임시) ", "을/를"), "를");
    }

    #[test]
    fn a_pair_may_be_written_either_way_round() {
        assert_eq!(josa("버스", "를/을"), "를");
        assert_eq!(josa("탄천", "와/과"), "과");
        assert_eq!(josa("", "와/과"), "과(와)");
    }
}
