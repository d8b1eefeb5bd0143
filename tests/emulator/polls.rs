//! Native polls and reactions.

use madang::emulator::{Act, GroupKind};
use serde_json::{Value, json};

use crate::{JUN, MARI, Town, said};

fn poll(chat: i64) -> Value {
    json!({ "chat_id": chat, "question": "Where?", "options": ["Park", { "text": "School" }], "is_anonymous": false })
}

fn vote(message_id: i64, options: &[usize]) -> Act {
    Act::Vote { message_id, options: options.to_vec() }
}

#[tokio::test]
async fn neighbours_vote_change_their_minds_and_the_bot_counts() {
    let town = Town::with_mari().await;
    let people = town.people();
    let chat = town.gather(GroupKind::Supergroup, false).await;
    let sent = town.ok("sendPoll", poll(chat)).await;
    let (message, id) = (sent["message_id"].as_i64().unwrap(), sent["poll"]["id"].clone());
    assert_eq!(sent["poll"]["options"][1], json!({ "persistent_id": "1", "text": "School", "voter_count": 0 }));
    people.act_in(chat, MARI, vote(message, &[0])).unwrap();
    people.act_in(chat, JUN, vote(message, &[0])).unwrap();
    people.act_in(chat, JUN, vote(message, &[1])).unwrap();
    people.act_in(chat, MARI, Act::RetractVote { message_id: message }).unwrap();
    let heard = town.fetch().await;
    let answers: Vec<&Value> = heard.iter().filter_map(|update| update.get("poll_answer")).collect();
    assert_eq!(answers.len(), 4);
    assert_eq!((&answers[2]["user"]["id"], &answers[2]["option_ids"]), (&json!(JUN), &json!([1])));
    assert_eq!(answers[3]["option_persistent_ids"], json!([]), "a vote that was taken back");
    let last = heard.iter().rev().find_map(|update| update.get("poll")).unwrap();
    assert_eq!((&last["id"], &last["total_voter_count"]), (&id, &json!(1)));
    assert_eq!(last["options"][1]["voter_count"], 1);
    assert_eq!(people.messages(chat).pop().unwrap()["poll"], *last, "and everybody sees it");

    assert!(people.act_in(chat, JUN, vote(message, &[0, 1])).is_err(), "one answer only");
    assert!(people.act_in(chat, JUN, vote(message, &[7])).is_err());
    assert!(people.act_in(chat, MARI, Act::RetractVote { message_id: message }).is_err());
    let stop = json!({ "chat_id": chat, "message_id": message });
    let stopped = town.ok("stopPoll", stop.clone()).await;
    assert_eq!((&stopped["is_closed"], &stopped["total_voter_count"]), (&json!(true), &json!(1)));
    assert_eq!(town.fetch().await[0]["poll"]["is_closed"], true);
    assert_eq!(people.act_in(chat, MARI, vote(message, &[0])), Err("this poll is closed".to_owned()));
    assert_eq!(town.refused("stopPoll", stop).await, "Bad Request: poll has already been closed");
    let none = json!({ "chat_id": chat, "message_id": 999 });
    assert_eq!(town.refused("stopPoll", none).await, "Bad Request: message with poll to stop not found");
}

#[tokio::test]
async fn an_anonymous_poll_tells_only_numbers_and_a_quiz_is_final() {
    let town = Town::with_mari().await;
    let people = town.people();
    let mut secret = poll(MARI);
    secret["is_anonymous"] = json!(true);
    secret["allows_multiple_answers"] = json!("true");
    let message = town.ok("sendPoll", secret).await["message_id"].as_i64().unwrap();
    people.act(MARI, vote(message, &[0, 1])).unwrap();
    let heard = town.fetch().await;
    assert_eq!(heard.len(), 1);
    assert_eq!(heard[0]["poll"]["options"][0]["voter_count"], 1);
    let mut quiz = poll(MARI);
    quiz["type"] = json!("quiz");
    assert_eq!(town.refused("sendPoll", quiz.clone()).await, "Bad Request: wrong correct option ID specified");
    quiz["correct_option_ids"] = json!([1]);
    let quiz = town.ok("sendPoll", quiz).await;
    assert_eq!(quiz["poll"]["correct_option_ids"], json!([1]));
    let message = quiz["message_id"].as_i64().unwrap();
    people.act(MARI, vote(message, &[0])).unwrap();
    assert_eq!(people.act(MARI, vote(message, &[1])), Err("a vote in this poll is final".to_owned()));
}

#[tokio::test]
async fn a_poll_closes_when_its_time_is_up() {
    let town = Town::with_mari().await;
    let mut short = poll(MARI);
    short["open_period"] = json!(600);
    let message = town.ok("sendPoll", short).await["message_id"].as_i64().unwrap();
    town.people().advance(599_000).unwrap();
    town.people().act(MARI, vote(message, &[0])).unwrap();
    town.fetch().await;
    town.people().advance(1_000).unwrap();
    assert_eq!(town.fetch().await[0]["poll"]["is_closed"], true);
    assert_eq!(town.people().act(MARI, vote(message, &[1])), Err("this poll is closed".to_owned()));
}

#[tokio::test]
async fn a_poll_has_its_limits() {
    let town = Town::with_mari().await;
    let channel = town.gather(GroupKind::Channel, false).await;
    let with = |name: &str, value: Value| {
        let mut params = poll(MARI);
        params[name] = value;
        params
    };
    let options = |count: usize, text: &str| json!(vec![text; count]);
    for (params, refused) in [
        (with("question", json!("")), "poll question must be non-empty"),
        (with("question", json!("가".repeat(301))), "poll question length must not exceed 300"),
        (with("options", json!([])), "poll must have at least one answer option"),
        (with("options", options(13, "a")), "poll can't have more than 12 options"),
        (with("options", options(2, &"a".repeat(101))), "poll options length must not exceed 100"),
        (with("options", json!([" "])), "poll options must be non-empty"),
        (with("chat_id", json!(channel)), "non-anonymous polls can't be sent to channel chats"),
        (with("chat_id", json!(JUN)), "bot can't initiate conversation with a user"),
    ] {
        let description = town.refused("sendPoll", params).await;
        assert!(description.ends_with(&format!(": {refused}")), "{description}");
    }
    town.ok("sendPoll", with("options", options(12, &"가".repeat(100)))).await;
    assert!(town.people().failures().is_empty(), "{:?}", town.people().failures());
}

#[tokio::test]
async fn reactions_go_both_ways() {
    let town = Town::with_mari().await;
    let people = town.people();
    let chat = town.gather(GroupKind::Supergroup, false).await;
    let message = people.act_in(chat, JUN, said("/hello")).unwrap().unwrap();
    town.fetch().await;
    let react = |emoji: Value| json!({ "chat_id": chat, "message_id": message, "reaction": emoji });
    town.ok("setMessageReaction", react(json!([{ "type": "emoji", "emoji": "👍" }]))).await;
    assert_eq!(people.messages(chat).pop().unwrap()["reactions"]["1000000001"], json!(["👍"]));
    let strange = react(json!([{ "type": "emoji", "emoji": "🌳" }]));
    assert_eq!(town.refused("setMessageReaction", strange).await, "Bad Request: REACTION_INVALID");
    let two = json!([{ "type": "emoji", "emoji": "👍" }, { "type": "emoji", "emoji": "❤" }]);
    assert_eq!(town.refused("setMessageReaction", react(two)).await, "Bad Request: REACTIONS_TOO_MANY");
    let nowhere = json!({ "chat_id": chat, "message_id": 999 });
    assert_eq!(town.refused("setMessageReaction", nowhere).await, "Bad Request: message to react not found");

    let heart = |emoji: Option<&str>| Act::React { message_id: message, emoji: emoji.map(str::to_owned) };
    town.updates(json!({ "allowed_updates": ["message_reaction", "message_reaction_count"] })).await;
    people.act_in(chat, MARI, heart(Some("👏"))).unwrap();
    assert!(town.fetch().await.is_empty(), "only an administrator hears of reactions");
    people.act_in(chat, MARI, Act::Promote { member: None, rights: None }).unwrap();
    people.act_in(chat, MARI, heart(Some("❤"))).unwrap();
    people.act_in(chat, MARI, heart(None)).unwrap();
    let heard = town.fetch().await;
    let told = &heard[0]["message_reaction"];
    assert_eq!((&told["user"]["id"], &told["old_reaction"][0]["emoji"]), (&json!(MARI), &json!("👏")));
    assert_eq!(told["new_reaction"], json!([{ "type": "emoji", "emoji": "❤" }]));
    assert_eq!(heard[1]["message_reaction"]["new_reaction"], json!([]));
    assert!(people.act_in(chat, MARI, heart(Some("x"))).is_err());

    let channel = town.gather(GroupKind::Channel, false).await;
    let message_id = town.ok("sendMessage", json!({ "chat_id": channel, "text": "news" })).await["message_id"].clone();
    let message_id = message_id.as_i64().unwrap();
    for (reader, emoji) in [(MARI, "❤"), (JUN, "❤")] {
        people.act_in(channel, reader, Act::React { message_id, emoji: Some(emoji.to_owned()) }).unwrap();
    }
    let heard = town.fetch().await;
    let counts = json!([{ "type": { "type": "emoji", "emoji": "❤" }, "total_count": 2 }]);
    assert_eq!(heard[1]["message_reaction_count"]["reactions"], counts, "of readers only how many");
}
