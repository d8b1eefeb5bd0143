//! The audit trail in words. An act that has no words yet is shown by its name.

use crate::person;
use crate::staff::store::Line;
use crate::t;
use crate::text::Text;

/// One act as a line; a proposal is named by its receipt number.
pub fn line(line: &Line, receipt: Option<&str>) -> Text {
    let who = match line.actor {
        Some(actor) => person::label(actor, line.nickname.as_deref()),
        None => t!("audit-nobody"),
    };
    t!("audit-line", at = line.at, who = who, act = act(&line.act), object = object(&line.object, receipt))
}

fn act(act: &str) -> Text {
    let (room, verb) = act.split_once('.').unwrap_or((act, ""));
    let known = match room {
        "proposal" => of_proposal(verb),
        "poll" => of_poll(verb),
        "forum" => of_forum(verb),
        "notice" => of_notice(verb),
        "staff" | "export" | "outbox" => of_staff(verb),
        _ => None,
    };
    known.unwrap_or_else(|| t!("words", text = act))
}

/// What was done to a proposal; none if the act has no words.
pub fn of_proposal(verb: &str) -> Option<Text> {
    Some(match verb {
        "publish" => t!("audit-proposal-publish"),
        "ask" => t!("audit-proposal-ask"),
        "complete" => t!("audit-proposal-complete"),
        "return" => t!("audit-proposal-return"),
        "assign" => t!("audit-proposal-assign"),
        "decide" => t!("audit-proposal-decide"),
        "mend" => t!("audit-proposal-mend"),
        "unpublish" => t!("audit-proposal-unpublish"),
        "hide" => t!("audit-proposal-hide"),
        "unhide" => t!("audit-proposal-unhide"),
        "withdraw" => t!("audit-proposal-withdraw"),
        "dismiss" => t!("audit-proposal-dismiss"),
        _ => return None,
    })
}

fn of_poll(verb: &str) -> Option<Text> {
    Some(match verb {
        "publish" => t!("audit-poll-publish"),
        "ask" => t!("audit-poll-ask"),
        "approve" => t!("audit-poll-approve"),
        "return" => t!("audit-poll-return"),
        "withdraw" => t!("audit-poll-withdraw"),
        "extend" => t!("audit-poll-extend"),
        "cancel" => t!("audit-poll-cancel"),
        "close" => t!("audit-poll-close"),
        "correct" => t!("audit-poll-correct"),
        "tell" => t!("audit-poll-tell"),
        "unlink" => t!("audit-poll-unlink"),
        "unsalt" => t!("audit-poll-unsalt"),
        "codes" => t!("audit-poll-codes"),
        "compact" => t!("audit-poll-compact"),
        "audit" => t!("audit-poll-audit"),
        "help" => t!("audit-poll-help"),
        "paper" => t!("audit-poll-paper"),
        "paper-confirm" => t!("audit-poll-paper-confirm"),
        "paper-return" => t!("audit-poll-paper-return"),
        "paper-withdraw" => t!("audit-poll-paper-withdraw"),
        "paper-codes" => t!("audit-poll-paper-codes"),
        _ => return None,
    })
}

fn of_forum(verb: &str) -> Option<Text> {
    Some(match verb {
        "announce" => t!("audit-forum-announce"),
        "change" => t!("audit-forum-change"),
        "cancel" => t!("audit-forum-cancel"),
        "correct" => t!("audit-forum-correct"),
        _ => return None,
    })
}

fn of_notice(verb: &str) -> Option<Text> {
    Some(match verb {
        "publish" => t!("audit-notice-publish"),
        "correct" => t!("audit-notice-correct"),
        "pause" => t!("audit-notice-pause"),
        "resume" => t!("audit-notice-resume"),
        "stop" => t!("audit-notice-stop"),
        _ => return None,
    })
}

fn of_staff(verb: &str) -> Option<Text> {
    Some(match verb {
        "invite" => t!("audit-staff-invite"),
        "uninvite" => t!("audit-staff-uninvite"),
        "accept" => t!("audit-staff-accept"),
        "revoke" => t!("audit-staff-revoke"),
        "send" => t!("audit-export-send"),
        "retry" => t!("audit-outbox-retry"),
        _ => return None,
    })
}

fn object(object: &str, receipt: Option<&str>) -> Text {
    let Some((what, number)) = object.split_once('=') else {
        return match object {
            "proposals" => t!("export-proposals"),
            "polls" => t!("export-polls"),
            "forums" => t!("export-forums"),
            "all" => t!("export-all"),
            "staff" => t!("audit-object-staff"),
            "outbox" => t!("audit-object-outbox"),
            other => t!("words", text = other),
        };
    };
    match what {
        "person" => t!("audit-object-person", number = number),
        "proposal" => t!("audit-object-proposal", receipt = receipt.unwrap_or(number)),
        "poll" => t!("audit-object-poll", number = number),
        "plan" => t!("audit-object-plan", number = number),
        "forum" => t!("audit-object-forum", number = number),
        "notice" => t!("audit-object-notice", number = number),
        _ => t!("words", text = object),
    }
}
