//! What each refusal of the control API is called, so that a page can say it in its reader's own
//! language: the sentence is for people who read English, the code for programs. `{}` stands for
//! what differs from time to time.

const SENTENCES: &[(&str, &str)] = &[
    ("press_start", "press start first"),
    ("unblock_first", "the bot is blocked: unblock it first"),
    ("nothing_to_block", "there is nothing to block"),
    ("nothing_to_unblock", "there is nothing to unblock"),
    ("payload", "a start payload has at most 64 of A-Z a-z 0-9 _ -"),
    ("account_deleted", "this account is deleted"),
    ("account_stays_deleted", "a deleted account does not come back"),
    ("nothing_to_send", "there is nothing to send"),
    ("text_long", "a message has at most 4096 characters"),
    ("album_long", "an album has at most ten pictures"),
    ("no_picture", "this is no picture for a photo: send it as a document"),
    ("own_texts_only", "only one's own texts can be edited"),
    ("no_such_message", "there is no such message"),
    ("no_buttons", "this message has no buttons"),
    ("no_such_button", "this message has no such button"),
    ("dead_button", "this button tells the bot nothing"),
    ("no_poll", "this message is no poll"),
    ("no_such_poll", "there is no such poll"),
    ("no_vote", "there is no vote to take back"),
    ("vote_final", "a vote in this poll is final"),
    ("no_such_options", "this poll has no such options"),
    ("poll_closed", "this poll is closed"),
    ("one_answer", "this poll takes one answer"),
    ("no_reaction_here", "nobody can react to this"),
    ("no_such_reaction", "Telegram has no such reaction"),
    ("no_inline", "this bot has no inline mode"),
    ("not_asked_inline", "nothing was asked inline here"),
    ("no_such_inline", "there is no such inline query"),
    ("asked_by_other", "somebody else asked this"),
    ("not_answered_inline", "the bot has not answered yet"),
    ("no_such_result", "there is no such result"),
    ("result_type", "the emulator cannot show a result of this type"),
    ("no_such_person", "nobody has this id"),
    ("no_person", "nobody has the id {}"),
    ("no_bot", "there is no bot with the id {}"),
    ("id_of_bot", "this id is a bot's"),
    ("name_missing", "a person needs a first name"),
    ("name_long", "a name has at most {} characters"),
    ("username_shape", "a username has {} to {} of A-Z a-z 0-9 _, a letter first"),
    ("username_taken", "the username {} is taken"),
    ("language_shape", "a language is a tag such as ko, en or zh-hans"),
    ("no_such_chat", "there is no such chat"),
    ("no_such_topic", "there is no such topic"),
    ("no_such_group", "there is no such group"),
    ("group_acts", "a group cannot act; name a user, and the group as chat"),
    ("group_needed", "this needs a group: name it as chat"),
    ("group_title", "a group needs a title"),
    ("title_shape", "a title has 1 to {} characters"),
    ("topic_shape", "a topic's name has 1 to {} characters"),
    ("no_topics", "this chat has no topics"),
    ("topics_supergroup", "only a supergroup has topics"),
    ("group_username", "a group of the old kind has no username"),
    ("channel_maker", "a channel needs somebody who made it"),
    ("bot_host", "somebody has to take the bot in"),
    ("group_moved", "this group moved to {}"),
    ("group_deleted", "this group was deleted"),
    ("group_gone", "this group is no more"),
    ("old_groups_only", "only a group of the old kind becomes a supergroup"),
    ("join_first", "not in this group: join first"),
    ("not_in_group", "not in this group"),
    ("in_group", "in this group already"),
    ("put_out", "who was put out cannot come back by themselves"),
    ("admins_post", "in a channel only administrators post"),
    ("bot_in_group", "the bot is in this group already"),
    ("bot_no_admin", "the bot is no administrator here"),
    ("no_right", "a {} has no right \"{}\""),
    ("member_not_here", "{} is not in this group"),
    ("no_invitation", "there is no such invitation"),
    ("invitation_expired", "this invitation has expired"),
    ("invitation_used", "this invitation has been used up"),
    ("clock_fixed", "this clock cannot be moved"),
    ("clock_back", "the clock moves forward only"),
    ("clock_far", "the clock moves ten years ahead of this computer's at most"),
    ("clock_both", "name one of advance_s and to_ms"),
    ("clock_how", "how far? name advance_s or to_ms"),
    ("fault_missing", "what breaks? \"fault\" is missing"),
    ("no_fault_kind", "there is no fault \"{}\""),
    ("no_fault", "there is no such fault"),
    ("no_method", "the emulator has no method \"{}\""),
    ("no_update_kind", "there is no kind of update \"{}\""),
    ("fault_of_calls", "\"method\" is for faults of calls"),
    ("fault_of_updates", "\"update\" is for faults of updates"),
    ("retry_range", "\"retry_after\" is between 1 second and a day"),
    ("delay_range", "\"ms\" is between 0 and ten minutes"),
    ("code_range", "\"code\" is between 400 and 599"),
    ("chance_range", "\"probability\" is between 0 and 1"),
    ("nth_range", "\"nth\" counts from 1"),
    ("times_range", "\"times\" is 1 or more"),
    ("act_missing", "what is done? \"kind\" is missing"),
    ("no_act", "there is no kind of act \"{}\""),
    ("field_missing", "\"{}\" is missing"),
    ("field_unknown", "there is no field \"{}\" here, only {}"),
    ("field_wrong", "\"{}\" has to be {}"),
    ("number_range", "a number in this is out of range"),
    ("no_object", "the request has to be a JSON object"),
    ("no_json", "the body is no JSON: look at line {}, column {}"),
    ("body_empty", "the body is empty, and should be JSON"),
    ("body_cut", "the request ended in the middle"),
    ("body_large", "this is more than 50 MB"),
    ("json_type", "send JSON, with the header content-type: application/json"),
    ("form_type", "send a form, as multipart/form-data"),
    ("form_cut", "the form ends in the middle, or is larger than 50 MB"),
    ("no_file", "there is no such file"),
    ("no_page", "the page has no such file"),
    ("nowhere", "there is nothing at this address: docs/emulator.md has all of them"),
    ("other_way", "this address is asked in another way: docs/emulator.md says how"),
    ("wait_over", "nothing of that kind happened in this time"),
    ("elsewhere", "this page is for this machine only"),
];

/// The code of a sentence, and what stands in its gaps.
pub fn code(sentence: &str) -> Option<(&'static str, Vec<&str>)> {
    SENTENCES.iter().find_map(|(code, template)| Some((*code, gaps(template, sentence)?)))
}

/// What stands in the gaps of a template; None if the sentence is another.
fn gaps<'a>(template: &str, sentence: &'a str) -> Option<Vec<&'a str>> {
    let mut parts = template.split("{}");
    let mut rest = sentence.strip_prefix(parts.next()?)?;
    let mut found = Vec::new();
    for part in parts {
        let end = if part.is_empty() { rest.len() } else { rest.find(part)? };
        found.push(&rest[..end]);
        rest = &rest[end + part.len()..];
    }
    rest.is_empty().then_some(found)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const PLACES: [&str; 8] =
        ["control", "fault", "poll.rs", "inline.rs", "invite.rs", "migrate.rs", "bots.rs", "group.rs"];

    /// What is no refusal of the control API, but of Telegram, in the log, or only in process.
    const ELSEWHERE: [&str; 3] =
        ["Internal Server Error", "a chat page was too slow for its events", "no message has such a button"];

    /// The sentences that the sources refuse with, up to their first gap.
    fn refusals(text: &str) -> Vec<String> {
        let text = text.split("#[cfg(test)]").next().unwrap();
        let begins = ["Err(", "ok_or(", "ok_or_else(|| ", "wrong(", "refuse(", "sound(", "map_err(|_| "];
        let mut found = Vec::new();
        for begin in begins {
            for rest in text.split(begin).skip(1) {
                let line = rest.split(";\n").next().unwrap();
                let Some((before, quoted)) = line.split_once('"') else { continue };
                let ours = before.chars().all(|c| c.is_alphanumeric() || " .,:_!=()|&[]{}\n<>*".contains(c));
                if ours && before.matches('\n').count() < 3 {
                    let quoted = quoted.replace("\\\"", "\u{1}");
                    found.push(quoted.split('"').next().unwrap().replace('\u{1}', "\""));
                }
            }
        }
        found
    }

    fn read(path: &std::path::Path, all: &mut String) {
        if path.is_dir() {
            std::fs::read_dir(path).unwrap().for_each(|file| read(&file.unwrap().path(), all));
        } else {
            all.push_str(std::fs::read_to_string(path).unwrap().split("#[cfg(test)]").next().unwrap());
        }
    }

    #[test]
    fn whatever_is_refused_has_a_code() {
        let mut all = String::new();
        for place in PLACES {
            read(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/emulator").join(place), &mut all);
        }
        // A sentence as it is written, with what would be filled in.
        let filled = |sentence: &str| {
            let mut filled = String::new();
            for (at, part) in sentence.split('{').enumerate() {
                let part = if at == 0 { part } else { part.split_once('}').map_or("", |(_, rest)| rest) };
                filled.push_str(if at == 0 { "" } else { "5" });
                filled.push_str(part);
            }
            filled
        };
        let sentences: BTreeSet<String> =
            refusals(&all).iter().filter(|words| words.contains(' ')).map(|words| filled(words)).collect();
        assert!(sentences.len() > 80, "the sentences were not found: {sentences:?}");
        let known = |sentence: &str| ELSEWHERE.contains(&sentence) || code(sentence).is_some();
        let missing: Vec<_> = sentences.iter().filter(|sentence| !known(sentence)).collect();
        assert!(missing.is_empty(), "no code for {missing:#?}");
    }

    #[test]
    fn the_page_has_korean_words_for_every_code() {
        let words = include_str!("../page/errors-ko.js");
        let known: Vec<&str> =
            words.lines().filter_map(|line| line.strip_prefix("  ")?.split_once(": ").map(|(name, _)| name)).collect();
        let wanted: Vec<&str> = SENTENCES.iter().map(|(code, _)| *code).collect();
        assert_eq!(known, wanted);
    }

    #[test]
    fn what_differs_is_told_beside_the_code() {
        assert_eq!(code("a group has no right \"can_fly\""), Some(("no_right", vec!["group", "can_fly"])));
        assert_eq!(code("press start first"), Some(("press_start", vec![])));
        assert_eq!(code("something else"), None);
    }
}
