//! Words that always work, whatever a person is in the middle of: slash commands, the labels of
//! the home menu, and a few words in Korean and English. The words of the home menu are read from
//! the catalogue; the others are listed here, because they are what people type, not what we show.

use crate::city::City;
use crate::poll::eligible::Code;
use crate::poll::proof::rules::receipt::Asked;
use crate::text::{self, Lang};

/// What a word asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// `/start`, with a deep link's payload or none.
    Start(Option<String>),
    /// The home menu.
    Home,
    /// One step back.
    Back,
    /// Out of what one is in.
    Cancel,
    /// Help, and a person to talk to.
    Help,
    /// Write a proposal.
    Propose,
    /// Read proposals.
    Proposals,
    /// The open polls.
    Polls,
    /// Forums.
    Forums,
    /// What waits for me.
    Todo,
    /// What came of it all.
    News,
    /// My proposals.
    MyProposals,
    /// My forums.
    MyForums,
    /// Settings.
    Settings,
    /// The language, asked for or named.
    Language(Option<Lang>),
    /// What is kept and why.
    Privacy,
    /// Everything kept about me.
    MyData,
    /// Leave, and be erased.
    Leave,
    /// No more notices.
    Stop,
    /// Staff: the desk.
    Desk,
    /// A proposal by its receipt number: year and number.
    Receipt(i32, i64),
    /// A vote by its receipt; none if what was typed is no receipt.
    VoteReceipt(Option<Asked>),
    /// A code to vote; none if what was typed is no whole one.
    VoteCode(Option<Code>),
    /// A slash command that there is not.
    Unknown,
}

/// Slash commands in Latin letters, as they are in the channel's command menu.
/// The menu shows those that have a description in the catalogue (`command-<name>`).
const SLASH: [(&str, Command); 21] = [
    ("home", Command::Home),
    ("back", Command::Back),
    ("cancel", Command::Cancel),
    ("help", Command::Help),
    ("propose", Command::Propose),
    ("proposals", Command::Proposals),
    ("vote", Command::Polls),
    ("polls", Command::Polls),
    ("forums", Command::Forums),
    ("todo", Command::Todo),
    ("news", Command::News),
    ("myproposals", Command::MyProposals),
    ("myforums", Command::MyForums),
    ("settings", Command::Settings),
    ("language", Command::Language(None)),
    ("privacy", Command::Privacy),
    ("mydata", Command::MyData),
    ("leave", Command::Leave),
    ("forget", Command::Leave),
    ("stop", Command::Stop),
    ("desk", Command::Desk),
];

/// Words that work everywhere, also in the middle of a dialogue.
const ALWAYS: [(&str, Command); 22] = [
    ("처음", Command::Home),
    ("처음으로", Command::Home),
    ("메뉴", Command::Home),
    ("홈", Command::Home),
    ("home", Command::Home),
    ("menu", Command::Home),
    ("뒤로", Command::Back),
    ("이전", Command::Back),
    ("back", Command::Back),
    ("취소", Command::Cancel),
    ("그만", Command::Cancel),
    ("그만두기", Command::Cancel),
    ("중단", Command::Cancel),
    ("cancel", Command::Cancel),
    ("quit", Command::Cancel),
    ("도움말", Command::Help),
    ("도움", Command::Help),
    ("help", Command::Help),
    ("?", Command::Help),
    ("업무", Command::Desk),
    ("desk", Command::Desk),
    ("시작", Command::Home),
];

/// Words that work when no question waits for an answer. With a slash before them, always.
const WORDS: [(&str, Command); 62] = [
    ("제안", Command::Propose),
    ("제안하기", Command::Propose),
    ("propose", Command::Propose),
    ("제안보기", Command::Proposals),
    ("제안목록", Command::Proposals),
    ("목록", Command::Proposals),
    ("proposals", Command::Proposals),
    ("투표", Command::Polls),
    ("투표하기", Command::Polls),
    ("vote", Command::Polls),
    ("polls", Command::Polls),
    ("모임", Command::Forums),
    ("공론장", Command::Forums),
    ("토론회", Command::Forums),
    ("forums", Command::Forums),
    ("forum", Command::Forums),
    ("할일", Command::Todo),
    ("내할일", Command::Todo),
    ("todo", Command::Todo),
    ("소식", Command::News),
    ("결과", Command::News),
    ("news", Command::News),
    ("내제안", Command::MyProposals),
    ("myproposals", Command::MyProposals),
    ("내일정", Command::MyForums),
    ("내모임", Command::MyForums),
    ("schedule", Command::MyForums),
    ("설정", Command::Settings),
    ("알림", Command::Settings),
    ("알림설정", Command::Settings),
    ("settings", Command::Settings),
    ("언어", Command::Language(None)),
    ("language", Command::Language(None)),
    ("개인정보", Command::Privacy),
    ("개인정보안내", Command::Privacy),
    ("privacy", Command::Privacy),
    ("내정보", Command::MyData),
    ("mydata", Command::MyData),
    ("탈퇴", Command::Leave),
    ("leave", Command::Leave),
    ("forget", Command::Leave),
    ("알림끄기", Command::Stop),
    ("stop", Command::Stop),
    ("수신거부", Command::Stop),
    ("알림그만", Command::Stop),
    ("투표결과", Command::News),
    ("results", Command::News),
    ("myschedule", Command::MyForums),
    ("mytodos", Command::Todo),
    ("안녕", Command::Home),
    ("안녕하세요", Command::Home),
    ("고마워요", Command::Home),
    ("고맙습니다", Command::Home),
    ("감사합니다", Command::Home),
    ("hello", Command::Home),
    ("hi", Command::Home),
    ("thanks", Command::Home),
    ("thankyou", Command::Home),
    ("사람", Command::Help),
    ("상담", Command::Help),
    ("전화", Command::Help),
    ("person", Command::Help),
];

/// Words before a vote's receipt; "확인번호" is what it was called before there were logs.
const RECEIPT: [&str; 3] = ["영수증", "확인번호", "receipt"];

/// Words before a code to vote.
const CODE: [&str; 5] = ["코드", "투표코드", "code", "votecode", "votingcode"];

/// The home menu's labels, by message, and what they ask for. Six for everybody; the desk's own
/// for staff.
pub const HOME: [(&str, Command); 7] = [
    ("home-propose-button", Command::Propose),
    ("home-polls-button", Command::Polls),
    ("home-forums-button", Command::Forums),
    ("home-todo-button", Command::Todo),
    ("home-news-button", Command::News),
    ("home-help-button", Command::Help),
    ("home-desk-button", Command::Desk),
];

impl Command {
    /// The command that a text is. `asked`: a question waits for an answer, so only what cannot be
    /// meant as one counts.
    pub fn parse(text: &str, city: &City, asked: bool) -> Option<Command> {
        let text = text::clean(text);
        if let Some(rest) = text.strip_prefix('/') {
            return Some(slash(rest));
        }
        if !asked && let Some(command) = vote_code(&text).or_else(|| vote_receipt(&text)) {
            return Some(command);
        }
        let word = squeeze(&text);
        if word.is_empty() || word.chars().count() > 24 {
            return None;
        }
        let typed_wrong = text::from_english_keys(&word).map(|korean| squeeze(&korean));
        let find = |list: &[(&str, Command)]| {
            let is = |candidate: &str| candidate == word || typed_wrong.as_deref() == Some(candidate);
            list.iter().find(|(candidate, _)| is(candidate)).map(|(_, command)| command.clone())
        };
        let home = || {
            let named = |id: &'static str| {
                let label = crate::text::Text { id, args: Vec::new() };
                Lang::all().iter().any(|lang| squeeze(&city.plain(*lang, &label)) == word)
            };
            HOME.iter().find(|(id, _)| named(id)).map(|(_, command)| command.clone())
        };
        find(&ALWAYS).or_else(home).or_else(|| {
            if asked {
                return None;
            }
            let plain = wish(&word);
            let wished = || WORDS.iter().find(|(known, _)| Some(*known) == plain).map(|(_, command)| command.clone());
            find(&WORDS).or_else(wished).or_else(|| language(&word)).or_else(|| receipt(&text))
        })
    }

    /// The slash commands that the channel's menu may show, without the slash.
    pub fn names() -> impl Iterator<Item = &'static str> {
        SLASH.iter().map(|(name, _)| *name)
    }
}

fn slash(rest: &str) -> Command {
    let (name, payload) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let name = name.split('@').next().unwrap_or(name);
    let name = squeeze(name);
    if RECEIPT.contains(&name.as_str()) {
        return Command::VoteReceipt(Asked::read(payload));
    }
    if CODE.contains(&name.as_str()) {
        return Command::VoteCode(Code::read(payload));
    }
    if name == "start" {
        let payload = payload.trim();
        return Command::Start((!payload.is_empty()).then(|| payload.to_owned()));
    }
    let lists = SLASH.iter().chain(&ALWAYS).chain(&WORDS);
    let found = lists.into_iter().find(|(known, _)| *known == name).map(|(_, command)| command.clone());
    found.or_else(|| language(&name)).unwrap_or(Command::Unknown)
}

/// What somebody wishes for, without the way of saying so: `투표하고 싶어요` is `투표`.
fn wish(word: &str) -> Option<&str> {
    let word = word.trim_end_matches(['.', '!', '?', '~']);
    const ENDINGS: [&str; 16] = [
        "하고싶어요",
        "하고싶습니다",
        "보고싶어요",
        "할래요",
        "할게요",
        "해주세요",
        "하려고요",
        "볼래요",
        "보여주세요",
        "바꿔주세요",
        "알려주세요",
        "내고싶어요",
        "쓰고싶어요",
        "신청할래요",
        "신청하고싶어요",
        "주세요",
    ];
    let begun = ENDINGS.iter().find_map(|ending| word.strip_suffix(ending))?;
    Some(begun.strip_suffix(['을', '를']).unwrap_or(begun))
}

/// `english`, `한국어`: every language answers to its own name and its code.
fn language(word: &str) -> Option<Command> {
    let named = match word {
        "한국어" | "한글" | "korean" => Lang::find("ko"),
        "english" | "영어" => Lang::find("en"),
        _ => Lang::all().iter().copied().find(|lang| lang.code() == word && word.len() == 2),
    };
    named.map(|lang| Command::Language(Some(lang)))
}

/// `코드 K7F2-9QMD-0S3T-XW4B`, or the word alone.
fn vote_code(text: &str) -> Option<Command> {
    if CODE.contains(&squeeze(text).as_str()) {
        return Some(Command::VoteCode(None));
    }
    let (word, rest) = text.split_once(|c: char| c.is_whitespace() || c == ':')?;
    if !CODE.contains(&squeeze(word).as_str()) {
        return None;
    }
    // One that is not whole is asked for; words that only begin so are no code. A whole one may be
    // without any digit.
    let code = Code::read(rest.trim_start_matches(':'));
    let meant = code.is_some() || rest.bytes().any(|byte| byte.is_ascii_digit());
    meant.then_some(Command::VoteCode(code))
}

/// `영수증 K7F2-9QMD`, `receipt #12 K7F2-9QMD-0S3T-XW4B`, or all four groups of one with no word before them.
fn vote_receipt(text: &str) -> Option<Command> {
    let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    // Somebody may write the word and the number without a blank between them.
    let labelled = RECEIPT.iter().find_map(|label| {
        let begins =
            word.to_lowercase().strip_prefix(label).map(|rest| rest.trim_start_matches([':', '：']).to_owned());
        begins.map(|joined| format!("{joined} {rest}"))
    });
    match labelled {
        Some(rest) if rest.trim().is_empty() => Some(Command::VoteReceipt(None)),
        // A few characters of one are too little to look for: then it is said how many are needed.
        Some(rest) => match Asked::read(&rest) {
            None if rest.chars().all(|c| c.is_ascii_alphanumeric() || " -#.번".contains(c)) => {
                Some(Command::VoteReceipt(None))
            }
            asked => asked.map(|asked| Command::VoteReceipt(Some(asked))),
        },
        None => Asked::read_bare(text).map(|asked| Command::VoteReceipt(Some(asked))),
    }
}

/// `2026-0147`, `제안 2026-147`.
fn receipt(text: &str) -> Option<Command> {
    let text = text.trim().trim_start_matches("제안").trim();
    let (year, number) = text.split_once('-')?;
    let digits = |part: &str, min: usize, max: usize| {
        (min..=max).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !digits(year, 4, 4) || !digits(number, 1, 7) {
        return None;
    }
    Some(Command::Receipt(year.parse().ok()?, number.parse().ok()?))
}

/// Lower case, without spaces.
fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}
