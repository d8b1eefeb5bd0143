//! The audit trail in words. An act that has no words yet is shown by its name.

use crate::person;
use crate::staff::store::Line;
use crate::t;
use crate::text::Text;

/// One act as a line.
pub fn line(line: &Line) -> Text {
    let who = match line.actor {
        Some(actor) => person::label(actor, line.nickname.as_deref()),
        None => t!("audit-nobody"),
    };
    t!("audit-line", at = line.at, who = who, act = act(&line.act), object = object(&line.object))
}

fn act(act: &str) -> Text {
    match act {
        "staff.invite" => t!("audit-staff-invite"),
        "staff.uninvite" => t!("audit-staff-uninvite"),
        "staff.accept" => t!("audit-staff-accept"),
        "staff.revoke" => t!("audit-staff-revoke"),
        "export.send" => t!("audit-export-send"),
        "notice.publish" => t!("audit-notice-publish"),
        "notice.correct" => t!("audit-notice-correct"),
        "notice.pause" => t!("audit-notice-pause"),
        "notice.resume" => t!("audit-notice-resume"),
        "notice.stop" => t!("audit-notice-stop"),
        other => t!("words", text = other),
    }
}

fn object(object: &str) -> Text {
    let Some((what, number)) = object.split_once('=') else {
        return match object {
            "proposals" => t!("export-proposals"),
            "polls" => t!("export-polls"),
            "forums" => t!("export-forums"),
            "all" => t!("export-all"),
            "staff" => t!("audit-object-staff"),
            other => t!("words", text = other),
        };
    };
    match what {
        "person" => t!("audit-object-person", number = number),
        "proposal" => t!("audit-object-proposal", number = number),
        "poll" => t!("audit-object-poll", number = number),
        "forum" => t!("audit-object-forum", number = number),
        "notice" => t!("audit-object-notice", number = number),
        _ => t!("words", text = object),
    }
}
