//! What citizens do with proposals: begin one, support, follow, report, take one back.

use super::rules;
use super::store;
use super::{Draft, Press, Proposal, ProposalId, Reason, Sort, letter, read};
use crate::bot::{self, Card, Dialogue, Press as BotPress, Turn, dialogue};
use crate::person;
use crate::text::{self, Text};
use crate::{notice, t};

use super::author::{ask_withdraw, supplement, withdraw};
pub use super::author::{leaves, todo};

/// A press on a button of this room.
pub async fn press(turn: &mut Turn<'_>, press: Press) -> anyhow::Result<()> {
    match press {
        Press::Begin => begin(turn).await,
        Press::Fresh => {
            ask_fresh(turn);
            Ok(())
        }
        Press::FreshSure => fresh(turn).await,
        Press::PhotosDone => super::write::photos_done(turn).await,
        Press::Menu => read::menu(turn).await,
        Press::Fields => {
            read::fields(turn);
            Ok(())
        }
        Press::List(Sort::Mine, page) => my_page(turn, page).await,
        Press::List(sort, page) => read::list(turn, sort, page).await,
        Press::Mine => mine(turn).await,
        Press::Open(id) => read::open(turn, id).await,
        Press::Support(id) => support(turn, id).await,
        Press::Unsupport(id) => unsupport(turn, id).await,
        Press::Follow(id) => follow(turn, id).await,
        Press::Unfollow(id) => unfollow(turn, id).await,
        Press::Mute(id) => mute(turn, id).await,
        Press::Report(id) => ask_report(turn, id).await,
        Press::ReportFor(id, reason) => report(turn, id, reason).await,
        Press::Share(id) => read::share(turn, id).await,
        Press::Photos(id) => read::photos(turn, id).await,
        Press::Map(id) => read::map(turn, id).await,
        Press::History(id) => read::history(turn, id).await,
        Press::Withdraw(id) => ask_withdraw(turn, id).await,
        Press::WithdrawNow(id, why) => withdraw(turn, id, why).await,
        Press::Supplement(id) => supplement(turn, id).await,
    }
}

/// Begins to write a proposal, or offers the draft that there is.
pub async fn begin(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    if !bot::member_or_ask(turn, "propose").await? {
        return Ok(());
    }
    let draft = bot::store::dialogue(turn.tx, turn.person.id, "propose").await?;
    let written = draft.and_then(|saved| match serde_json::from_str(&saved.state) {
        Ok(Dialogue::Propose(draft)) => Some((draft, saved.saved_at)),
        _ => None,
    });
    let Some((draft, at)) = written.filter(|(draft, _)| draft.has_words()) else {
        return dialogue::begin(turn, Dialogue::Propose(Draft::default())).await;
    };
    let card = Card::new(t!("proposal-draft", begins = draft.begins(), at = at))
        .row([
            (t!("proposal-draft-resume-button"), BotPress::Resume("propose".into())),
            (t!("proposal-draft-fresh-button"), BotPress::Proposal(Press::Fresh)),
        ])
        .home();
    turn.say(card);
    Ok(())
}

/// Asks before a draft is given up.
fn ask_fresh(turn: &mut Turn<'_>) {
    let card = Card::new(t!("proposal-fresh-ask")).row([
        (t!("proposal-fresh-sure-button"), BotPress::Proposal(Press::FreshSure)),
        (t!("proposal-draft-resume-button"), BotPress::Resume("propose".into())),
    ]);
    turn.say(card.home());
}

async fn fresh(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    if bot::member_or_ask(turn, "propose").await? {
        dialogue::begin(turn, Dialogue::Propose(Draft::default())).await?;
    }
    Ok(())
}

/// Ways to read proposals.
pub async fn list(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    read::menu(turn).await
}

/// One's own proposals.
pub async fn mine(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    my_page(turn, 0).await
}

async fn my_page(turn: &mut Turn<'_>, page: i64) -> anyhow::Result<()> {
    if !turn.person.is_member() {
        turn.say(
            Card::new(t!("proposal-mine-nobody"))
                .button(t!("proposal-begin-button"), BotPress::Proposal(Press::Begin))
                .home(),
        );
        return Ok(());
    }
    read::list(turn, Sort::Mine, page).await
}

/// A proposal by its receipt number.
pub async fn by_number(turn: &mut Turn<'_>, year: i32, number: i64) -> anyhow::Result<()> {
    match store::by_number(turn.tx, year.into(), number).await? {
        Some(id) => read::open(turn, id).await,
        None => {
            let receipt = super::receipt(year.into(), number);
            let card = Card::new(t!("proposal-no-number", receipt = receipt))
                .row([
                    (t!("proposal-mine-button"), BotPress::Proposal(Press::Mine)),
                    (t!("proposal-menu-button"), BotPress::Proposal(Press::Menu)),
                ])
                .home();
            turn.say(card);
            Ok(())
        }
    }
}

/// A proposal's card.
pub async fn open(turn: &mut Turn<'_>, id: ProposalId) -> anyhow::Result<()> {
    read::open(turn, id).await
}

/// The proposal, if the person takes part and may act on it; otherwise they were told why not.
async fn public(turn: &mut Turn<'_>, id: ProposalId, payload: &str) -> anyhow::Result<Option<Proposal>> {
    if !bot::member_or_ask(turn, payload).await? {
        return Ok(None);
    }
    let Some(proposal) = read::readable(turn, id).await? else { return Ok(None) };
    if proposal.author == Some(turn.me()) {
        turn.toast(t!("proposal-own"));
        return Ok(None);
    }
    if !proposal.state.is_public() {
        turn.toast(t!("proposal-not-public", receipt = proposal.receipt()));
        return Ok(None);
    }
    Ok(Some(proposal))
}

async fn support(turn: &mut Turn<'_>, id: ProposalId) -> anyhow::Result<()> {
    let Some(proposal) = public(turn, id, &format!("support-{}", id.0)).await? else {
        return Ok(());
    };
    if !proposal.state.takes_support() {
        turn.toast(t!("proposal-support-over"));
        return read::again(turn, id).await;
    }
    if store::support(turn.tx, id, turn.person.id).await? {
        turn.toast(t!("proposal-supported", count = proposal.supports + 1));
        tell_milestone(turn, &proposal, proposal.supports + 1).await?;
    } else {
        turn.toast(t!("proposal-supported-already"));
    }
    read::again(turn, id).await
}

/// The author hears of it once, whoever comes and goes around that number.
async fn tell_milestone(turn: &mut Turn<'_>, proposal: &Proposal, supports: i64) -> anyhow::Result<()> {
    let Some(reached) = rules::milestone(supports, &turn.city.preset) else { return Ok(()) };
    let Some(author) = proposal.author else { return Ok(()) };
    let Some(address) = person::store::address(turn.tx, author).await? else { return Ok(()) };
    let key = format!("milestone:proposal={}:{reached}", proposal.id.0);
    let card = letter::milestone(proposal, reached);
    notice::tell(turn.tx, turn.city, &address, &card, &key, None).await
}

async fn unsupport(turn: &mut Turn<'_>, id: ProposalId) -> anyhow::Result<()> {
    let Some(proposal) = public(turn, id, &format!("proposal-{}", id.0)).await? else {
        return Ok(());
    };
    if !proposal.state.takes_support() {
        turn.toast(t!("proposal-support-over"));
    } else if store::unsupport(turn.tx, id, turn.person.id).await? {
        turn.toast(t!("proposal-unsupported"));
    } else {
        turn.toast(t!("proposal-unsupported-already"));
    }
    read::again(turn, id).await
}

async fn follow(turn: &mut Turn<'_>, id: ProposalId) -> anyhow::Result<()> {
    if public(turn, id, &format!("proposal-{}", id.0)).await?.is_none() {
        return Ok(());
    }
    store::follow(turn.tx, id, turn.person.id).await?;
    turn.toast(t!("proposal-followed"));
    read::again(turn, id).await
}

/// A supporter can stop hearing of it, and supports it still.
async fn mute(turn: &mut Turn<'_>, id: ProposalId) -> anyhow::Result<()> {
    store::unfollow(turn.tx, id, turn.person.id).await?;
    store::mute(turn.tx, id, turn.person.id).await?;
    turn.toast(t!("proposal-unfollowed"));
    Ok(())
}

async fn unfollow(turn: &mut Turn<'_>, id: ProposalId) -> anyhow::Result<()> {
    mute(turn, id).await?;
    if read::readable(turn, id).await?.is_some() {
        read::again(turn, id).await?;
    }
    Ok(())
}

async fn ask_report(turn: &mut Turn<'_>, id: ProposalId) -> anyhow::Result<()> {
    let Some(proposal) = public(turn, id, &format!("proposal-{}", id.0)).await? else {
        return Ok(());
    };
    let reasons = Reason::ALL.map(|reason| (reason.text(), BotPress::Proposal(Press::ReportFor(id, reason))));
    let card = Card::new(t!("proposal-report", title = &proposal.title))
        .grid(1, reasons)
        .button(t!("proposal-report-no-button"), BotPress::Proposal(Press::Open(id)));
    turn.say(card);
    Ok(())
}

async fn report(turn: &mut Turn<'_>, id: ProposalId, reason: Reason) -> anyhow::Result<()> {
    if public(turn, id, &format!("proposal-{}", id.0)).await?.is_none() {
        return Ok(());
    }
    let first = store::report(turn.tx, id, turn.person.id, reason).await?;
    let text = if first { t!("proposal-reported") } else { t!("proposal-reported-already") };
    let card = Card::new(text)
        .row([(t!("proposal-menu-button"), BotPress::Proposal(Press::Menu)), (t!("home-button"), BotPress::Home)]);
    turn.show(card);
    Ok(())
}

/// Why a text does not fit, with by how much.
pub fn length_problem(problem: rules::Length, chars: &std::ops::RangeInclusive<usize>) -> Text {
    match problem {
        rules::Length::Short => t!("proposal-too-short", min = *chars.start()),
        rules::Length::Long(length, over) => {
            t!("proposal-too-long", max = *chars.end(), length = length, over = over)
        }
    }
}

/// The first words of a text, for a line that reminds of it.
pub fn beginning(words: &str) -> String {
    const CHARS_MAX: usize = 30;
    text::cut(&words.replace('\n', " "), CHARS_MAX)
}
