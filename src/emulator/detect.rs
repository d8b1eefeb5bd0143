//! What Telegram finds in a text by itself: commands, mentions, hashtags, cashtags, addresses of
//! pages and of mail. Pure.

use std::ops::Range;

const COMMAND_CHARS_MAX: usize = 64;
const USERNAME_CHARS_MAX: usize = 32;
const HASHTAG_CHARS_MAX: usize = 256;
const CASHTAG_CHARS_MAX: usize = 8;
/// Shorter usernames than these four letters are no mentions, but for Telegram's own bots.
const MENTION_CHARS_MIN: usize = 4;
const SHORT_NAMES: [&str; 3] = ["gif", "vid", "pic"];
const SCHEMES: [&str; 5] = ["https://", "http://", "ftp://", "tg://", "ton://"];

/// Ends of names that make a link without `https://`. Telegram knows all; these are those of
/// countries, and the common ones.
const COUNTRIES: &str = "ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt \
    bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk \
    fm fo fr ga gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je \
    jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq \
    mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re \
    ro rs ru rw sa sb sc sd se sg sh si sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt \
    tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw";
const OTHERS: &str = "com org net edu gov mil int info biz name pro app dev page site online shop store blog cloud tech \
    news wiki xyz top club live link city museum travel jobs mobi tel asia cat post arpa ton seoul";

/// What stands where, in bytes, in order and without overlaps.
pub fn find(text: &str) -> Vec<(&'static str, Range<usize>)> {
    let mut found = Vec::new();
    let (mut at, mut before) = (0, None);
    while let Some(c) = text[at..].chars().next() {
        let length = match at_start(&text[at..], before) {
            Some((kind, length)) => {
                found.push((kind, at..at + length));
                length
            }
            None => c.len_utf8(),
        };
        before = text[at..at + length].chars().next_back();
        at += length;
    }
    found
}

/// What the text begins with, and how many bytes of it that is.
fn at_start(text: &str, before: Option<char>) -> Option<(&'static str, usize)> {
    let first = text.chars().next()?;
    let inside = before.is_some_and(wordy);
    match first {
        '/' if !inside && !before.is_some_and(|c| "/<>".contains(c)) => Some(("bot_command", command(text)?)),
        '@' if !inside && before != Some('@') => Some(("mention", mention(text)?)),
        '#' if !inside && before != Some('#') => Some(("hashtag", hashtag(text)?)),
        '$' if !inside && before != Some('$') => Some(("cashtag", cashtag(text)?)),
        _ if inside || !first.is_alphanumeric() => None,
        _ => link(text, before),
    }
}

fn wordy(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// Bytes at the beginning that all are of a kind.
fn run(text: &str, kind: impl Fn(char) -> bool) -> usize {
    text.find(|c| !kind(c)).unwrap_or(text.len())
}

fn command(text: &str) -> Option<usize> {
    let name = run(&text[1..], plain);
    if name == 0 || name > COMMAND_CHARS_MAX {
        return None;
    }
    let mut end = 1 + name;
    if text[end..].starts_with('@') {
        let username = run(&text[end + 1..], plain);
        if (3..=USERNAME_CHARS_MAX).contains(&username) {
            end += 1 + username;
        }
    }
    // `/home/user` is a path, not a command.
    let after = text[end..].chars().next();
    (!after.is_some_and(|c| wordy(c) || "/<>".contains(c))).then_some(end)
}

fn mention(text: &str) -> Option<usize> {
    let name = run(&text[1..], plain);
    let known = SHORT_NAMES.contains(&text[1..1 + name].to_ascii_lowercase().as_str());
    let long = (MENTION_CHARS_MIN..=USERNAME_CHARS_MAX).contains(&name);
    let ends = !text[1 + name..].chars().next().is_some_and(wordy);
    ((long || known) && ends).then_some(1 + name)
}

fn hashtag(text: &str) -> Option<usize> {
    let name = run(&text[1..], |c| wordy(c) || matches!(c, '·' | '\u{200c}'));
    let tag = &text[1..1 + name];
    let ends = !text[1 + name..].starts_with('#');
    (tag.chars().any(char::is_alphabetic) && tag.chars().count() <= HASHTAG_CHARS_MAX && ends).then_some(1 + name)
}

fn cashtag(text: &str) -> Option<usize> {
    let name = run(&text[1..], |c| c.is_ascii_uppercase());
    let ends = !text[1 + name..].chars().next().is_some_and(|c| wordy(c) || c == '$');
    ((1..=CASHTAG_CHARS_MAX).contains(&name) && ends).then_some(1 + name)
}

fn link(text: &str, before: Option<char>) -> Option<(&'static str, usize)> {
    let begins = |scheme: &&&str| text.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme));
    if let Some(scheme) = SCHEMES.iter().find(begins) {
        let end = tail(text, run(text, |c| !c.is_whitespace() && !"<>\"«»".contains(c)));
        return (end > scheme.len()).then_some(("url", end));
    }
    if before.is_some_and(|c| "@.-/".contains(c)) {
        return None;
    }
    let host = |c: char| wordy(c) || "-.+@".contains(c);
    let token = text[..run(text, host)].trim_end_matches(['.', '-', '+', '@']);
    if let Some((local, domain)) = token.split_once('@') {
        return (!local.is_empty() && domain_name(domain)).then_some(("email", token.len()));
    }
    if !domain_name(token) {
        return None;
    }
    let mut end = token.len();
    if text[end..].starts_with(':') {
        let port = run(&text[end + 1..], |c| c.is_ascii_digit());
        end += if port > 0 { 1 + port } else { 0 };
    }
    if text[end..].starts_with(['/', '?', '#']) {
        end += run(&text[end..], |c| !c.is_whitespace() && !"<>\"«»".contains(c));
    }
    Some(("url", tail(text, end).max(token.len())))
}

/// Cuts what ends the sentence rather than the address.
fn tail(text: &str, end: usize) -> usize {
    let mut part = &text[..end];
    loop {
        let shorter = part.trim_end_matches(['.', ',', '!', '?', ';', ':', '\'', '`', '~', '…']);
        let closes = shorter.ends_with(')') && shorter.matches(')').count() > shorter.matches('(').count();
        let next = if closes { &shorter[..shorter.len() - 1] } else { shorter };
        if next == part {
            return part.len();
        }
        part = next;
    }
}

fn domain_name(name: &str) -> bool {
    let Some((rest, end)) = name.rsplit_once('.') else { return false };
    let label = |label: &str| !label.is_empty() && label.chars().all(|c| wordy(c) || c == '-');
    let end = end.to_ascii_lowercase();
    rest.split('.').all(label)
        && [COUNTRIES, OTHERS].iter().any(|list| list.split_whitespace().any(|known| known == end))
}

#[cfg(test)]
mod tests {
    use super::find;

    fn found(text: &str) -> String {
        find(text).into_iter().map(|(kind, at)| format!("{kind} {}", &text[at])).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn commands_stand_alone_and_are_no_paths() {
        assert_eq!(found("/start abc"), "bot_command /start");
        assert_eq!(found("(/help@madang_bot) /x1_y"), "bot_command /help@madang_bot | bot_command /x1_y");
        assert_eq!(found("/home/user a/b /시작 </b>"), "");
    }

    #[test]
    fn mentions_and_tags_have_their_lengths() {
        assert_eq!(found("@madang_bot, @abc @gif a@b"), "mention @madang_bot | mention @gif");
        assert_eq!(found("#숲 #2027 #a1 x#y ##z"), "hashtag #숲 | hashtag #a1");
        assert_eq!(found("$USD $usd $TOOLONGNAME 5$A"), "cashtag $USD");
    }

    #[test]
    fn addresses_end_where_the_sentence_does() {
        assert_eq!(found("see https://seongnam.go.kr/a_(b)."), "url https://seongnam.go.kr/a_(b)");
        assert_eq!(
            found("(seongnam.go.kr) or Example.COM:8080/x?y=1!"),
            "url seongnam.go.kr | url Example.COM:8080/x?y=1"
        );
        assert_eq!(found("mail to a.b@e.kr"), "email a.b@e.kr");
        assert_eq!(found("3.14 e.g. file.txt2 ..kr http://"), "");
    }
}
