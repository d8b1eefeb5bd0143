//! How the desk looks.

use crate::bot::{Card, Desk, Dialogue, Press as BotPress};
use crate::clock::Moment;
use crate::outbox::store::{Failures, Lost};
use crate::person::{self, PersonId, Role};
use crate::staff::export::{Format, What};
use crate::staff::invite::Invitation;
use crate::staff::store::{Line, Member};
use crate::staff::{Begin, Press, Queue, acts};
use crate::text::{Text, cut};
use crate::{notice, t};

/// What the messenger said, as far as it is shown.
const REASON_CHARS_MAX: usize = 120;

fn at_desk(press: Press) -> BotPress {
    BotPress::Desk(Desk::Staff(press))
}

/// A row that leads back to the desk, and home.
pub fn ways(card: Card) -> Card {
    card.row([(t!("desk-button"), at_desk(Press::Open)), (t!("home-button"), BotPress::Home)])
}

/// The desk of somebody with that role.
pub fn desk(role: Role, queues: Vec<Queue>, troubles: Vec<Text>, failures: bool) -> Card {
    let mut lines: Vec<Text> = queues.iter().map(|queue| t!("desk-line", what = queue.text.clone())).collect();
    lines.extend(troubles.into_iter().map(|trouble| t!("desk-line", what = trouble)));
    let waiting = if lines.is_empty() { t!("desk-nothing") } else { t!("desk-queues", lines = lines) };
    let mut card = Card::new(t!("desk", role = role.text())).block(waiting);
    card = card.grid(2, queues.into_iter().map(|queue| (queue.label, queue.press)));
    if role >= Role::Clerk {
        card = card
            .row([
                (t!("desk-new-poll-button"), at_desk(Press::Begin(Begin::Poll))),
                (t!("desk-new-forum-button"), at_desk(Press::Begin(Begin::Forum))),
            ])
            .row([
                (t!("desk-announce-button"), at_desk(Press::Begin(Begin::Announcement))),
                (t!("desk-announced-button"), BotPress::Desk(Desk::Notice(notice::DeskPress::List(0)))),
            ])
            .row([(t!("desk-export-button"), at_desk(Press::Exports))]);
    }
    if role >= Role::Coordinator {
        card = card.beside(t!("desk-audit-button"), at_desk(Press::Audit));
    }
    if role >= Role::Coordinator && failures {
        card = card.button(t!("desk-failures-button"), at_desk(Press::Failures));
    }
    if role >= Role::Admin {
        card = card.beside(t!("desk-members-button"), at_desk(Press::Members));
    }
    card.home()
}

/// What could not be sent in the last days, by why, with what the messenger said most often.
pub fn failures(failed: Failures, reasons: &[(String, i64)], days: i64) -> Card {
    let why = [
        (failed.refused, t!("desk-failures-refused", count = failed.refused)),
        (failed.unsure, t!("desk-failures-unsure", count = failed.unsure)),
        (failed.expired, t!("desk-failures-expired", count = failed.expired)),
        (failed.gone, t!("desk-failures-gone", count = failed.gone)),
    ];
    let lines: Vec<Text> = why.into_iter().filter(|(count, _)| *count > 0).map(|(_, text)| text).collect();
    let said = |(reason, count): &(String, i64)| {
        t!("desk-failures-reason", reason = cut(reason, REASON_CHARS_MAX), count = *count)
    };
    let said: Vec<Text> = reasons.iter().map(said).collect();
    let mut card = Card::new(match lines.is_empty() {
        true => t!("desk-failures-none", days = days),
        false => t!("desk-failures", days = days, lines = lines),
    });
    if !said.is_empty() {
        card = card.block(t!("desk-failures-reasons", lines = said));
    }
    for lost in [Lost::Refused, Lost::Unsure] {
        if failed.of(lost) > 0 {
            card = card.button(retry_label(lost), at_desk(Press::Retry(lost)));
        }
    }
    ways(card)
}

fn retry_label(lost: Lost) -> Text {
    match lost {
        Lost::Refused => t!("desk-retry-refused-button"),
        Lost::Unsure => t!("desk-retry-unsure-button"),
    }
}

/// Whether what was lost is really to be sent again.
pub fn ask_retry(lost: Lost, count: i64) -> Card {
    let text = match lost {
        Lost::Refused => t!("desk-retry-ask-refused", count = count),
        Lost::Unsure => t!("desk-retry-ask-unsure", count = count),
    };
    ways(Card::new(text).row([
        (t!("desk-retry-now-button"), at_desk(Press::RetryNow(lost))),
        (t!("back-button"), at_desk(Press::Failures)),
    ]))
}

/// A draft of what somebody is about to begin.
pub fn draft(what: Begin, dialogue: &Dialogue, saved_at: Moment) -> Card {
    let card = Card::new(t!("desk-draft", what = dialogue.title(), at = saved_at)).row([
        (t!("draft-resume-button"), BotPress::Resume(dialogue.kind().into())),
        (t!("desk-anew-button"), at_desk(Press::Anew(what))),
    ]);
    ways(card)
}

/// What can be exported.
pub fn exports() -> Card {
    let whats =
        What::AT_THE_DESK.map(|what| (t!("export-what-button", what = what.text()), at_desk(Press::Export(what))));
    ways(Card::new(t!("export-ask")).grid(1, whats))
}

/// In which format.
pub fn formats(what: What) -> Card {
    let card = Card::new(t!("export-ask-format", what = what.text())).row([
        (t!("export-csv-button"), at_desk(Press::ExportAs(what, Format::Csv))),
        (t!("export-json-button"), at_desk(Press::ExportAs(what, Format::Json))),
    ]);
    ways(card.row([(t!("back-button"), at_desk(Press::Exports))]))
}

/// What was done lately.
pub fn acts(lines: &[(Line, Option<String>)]) -> Card {
    let text = if lines.is_empty() {
        t!("audit-empty")
    } else {
        t!(
            "audit",
            lines = lines.iter().map(|(line, receipt)| acts::line(line, receipt.as_deref())).collect::<Vec<_>>()
        )
    };
    ways(Card::new(text))
}

/// Who is staff, and how many invitations nobody has used.
pub fn members(members: &[Member], me: PersonId, invitations: i64) -> Card {
    let line = |member: &Member| {
        let (label, role) = (person::staff_label(member.person, member.nickname.as_deref()), member.role.text());
        let since = member.granted_at;
        if member.person == me {
            t!("desk-member-me", label = label, role = role, since = since)
        } else {
            t!("desk-member", label = label, role = role, since = since)
        }
    };
    let lines: Vec<Text> = members.iter().map(line).collect();
    let remove = members.iter().map(|member| {
        let label = person::staff_label(member.person, member.nickname.as_deref());
        (t!("desk-revoke-button", label = label), at_desk(Press::Revoke(member.person)))
    });
    let mut card = Card::new(t!("desk-members", count = members.len(), lines = lines));
    if invitations > 0 {
        card = card.block(t!("invitation-open", count = invitations));
    }
    card = card.button(t!("invitation-make-button"), at_desk(Press::Invite));
    if invitations > 0 {
        card = card.button(t!("invitation-cancel-button"), at_desk(Press::CancelInvitations));
    }
    ways(card.grid(2, remove))
}

/// For which role. `last` is the latest invitation that there was.
pub fn ask_role(own: Role, last: i64) -> Card {
    let roles = Role::ALL.into_iter().filter(|role| *role <= own);
    let buttons = roles.clone().map(|role| (role.text(), at_desk(Press::InviteAs(role, last))));
    let lines: Vec<Text> = roles.map(duties).collect();
    ways(Card::new(t!("invitation-ask", lines = lines)).grid(2, buttons))
}

fn duties(role: Role) -> Text {
    match role {
        Role::Moderator => t!("role-moderator-does"),
        Role::Clerk => t!("role-clerk-does"),
        Role::Coordinator => t!("role-coordinator-does"),
        Role::Admin => t!("role-admin-does"),
    }
}

/// An invitation, shown once. `link` opens it; without one, `payload` is typed.
pub fn invitation(role: Role, invitation: &Invitation, link: Option<String>) -> Card {
    let link = link.unwrap_or_else(|| format!("/start {}", invitation.payload));
    let card = Card::new(t!("invitation-made", role = role.text(), link = link, until = invitation.expires_at))
        .block(t!("invitation-hand-over"));
    ways(card.row([(t!("desk-members-button"), at_desk(Press::Members))]))
}

/// Whether a role is really to be taken away.
pub fn ask_revoke(member: &Member, me: PersonId) -> Card {
    let label = person::staff_label(member.person, member.nickname.as_deref());
    let text = if member.person == me {
        t!("desk-revoke-ask-me", role = member.role.text())
    } else {
        t!("desk-revoke-ask", label = label, role = member.role.text())
    };
    let card = Card::new(text).row([
        (t!("desk-revoke-now-button"), at_desk(Press::RevokeNow(member.person, member.role))),
        (t!("back-button"), at_desk(Press::Members)),
    ]);
    ways(card)
}
