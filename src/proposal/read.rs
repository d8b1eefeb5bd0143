//! Reading: the ways in, lists in pages of five, one proposal, its photos, place and history.
//! None of it needs consent.

use super::store::{self, Filter, Page};
use super::{Press, Proposal, ProposalId, Sort, card};
use crate::bot::{Card, Press as BotPress, Turn};
use crate::person::{self, Role};
use crate::t;
use crate::text::Text;

/// Proposals on one page.
pub const A_PAGE: i64 = 5;

/// The ways to read proposals.
pub async fn menu(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    let list = |sort: Sort| BotPress::Proposal(Press::List(sort, 0));
    let card = Card::new(t!("proposal-menu"))
        .row([(t!("proposal-sort-new-button"), list(Sort::New)), (t!("proposal-sort-top-button"), list(Sort::Top))])
        .row([
            (t!("proposal-sort-near-button"), list(Sort::Near)),
            (t!("proposal-sort-adopted-button"), list(Sort::Adopted)),
        ])
        .row([
            (t!("proposal-fields-button"), BotPress::Proposal(Press::Fields)),
            (t!("proposal-mine-button"), BotPress::Proposal(Press::Mine)),
        ])
        .row([(t!("proposal-begin-button"), BotPress::Proposal(Press::Begin)), (t!("home-button"), BotPress::Home)]);
    turn.say(card);
    Ok(())
}

/// The fields, to read those of one.
pub fn fields(turn: &mut Turn<'_>) {
    let fields = turn.city.preset.fields.iter().map(|field| {
        (t!("place-name", name = &field.name), BotPress::Proposal(Press::List(Sort::Field(field.id.clone()), 0)))
    });
    let card = Card::new(t!("proposal-fields")).grid(2, fields).row(ways());
    turn.show(card);
}

fn ways() -> [(Text, BotPress); 2] {
    [(t!("proposal-menu-button"), BotPress::Proposal(Press::Menu)), (t!("home-button"), BotPress::Home)]
}

/// A page of a list. Turning pages changes the message in place.
pub async fn list(turn: &mut Turn<'_>, sort: Sort, page: i64) -> anyhow::Result<()> {
    if sort == Sort::Near && turn.person.dong.is_none() {
        let card = Card::new(t!("proposal-near-unknown"))
            .button(t!("proposal-near-button"), BotPress::Person(person::Press::Where))
            .row(ways());
        turn.say(card);
        return Ok(());
    }
    let page = page.clamp(0, 100_000);
    let found = find(turn, &sort, page).await?;
    if found.ids.is_empty() && page > 0 {
        // The list has become shorter since the button was made.
        return Box::pin(list(turn, sort, 0)).await;
    }
    let title = title(turn, &sort);
    if found.ids.is_empty() {
        let card = Card::new(title)
            .block(t!("proposal-list-empty"))
            .button(t!("proposal-begin-button"), BotPress::Proposal(Press::Begin))
            .row(ways());
        turn.show(card);
        return Ok(());
    }
    let (mut lines, mut numbers) = (Vec::new(), Vec::new());
    for (number, id) in (page * A_PAGE + 1..).zip(&found.ids) {
        let Some(proposal) = store::get(turn.tx, *id).await? else { continue };
        lines.push(card::line(usize::try_from(number)?, &proposal, &sort));
        numbers.push((t!("proposal-number-button", number = number), BotPress::Proposal(Press::Open(*id))));
    }
    let pages = (found.total + A_PAGE - 1) / A_PAGE;
    let card = Card::new(t!(
        "proposal-list",
        title = title,
        count = found.total,
        page = page + 1,
        pages = pages,
        lines = lines
    ))
    .row(numbers)
    .row(turning(page, pages, |page| BotPress::Proposal(Press::List(sort.clone(), page))))
    .row(ways());
    turn.show(card);
    Ok(())
}

/// The buttons that turn a list's pages.
pub fn turning(page: i64, pages: i64, press: impl Fn(i64) -> BotPress) -> Vec<(Text, BotPress)> {
    let before = (page > 0).then(|| (t!("page-before-button"), press(page - 1)));
    let after = (page + 1 < pages).then(|| (t!("page-after-button"), press(page + 1)));
    before.into_iter().chain(after).collect()
}

async fn find(turn: &mut Turn<'_>, sort: &Sort, page: i64) -> sqlx::Result<Page> {
    let offset = page * A_PAGE;
    let filter = match sort {
        Sort::Mine => return store::mine(turn.tx, turn.person.id, A_PAGE, offset).await,
        Sort::New => Filter::default(),
        Sort::Top => Filter { by_support: true, ..Filter::default() },
        Sort::Near => Filter { dong: turn.person.dong.clone(), ..Filter::default() },
        Sort::Adopted => Filter { adopted: true, ..Filter::default() },
        Sort::Field(id) => Filter { field: Some(id.clone()), ..Filter::default() },
    };
    store::list(turn.tx, &filter, A_PAGE, offset).await
}

fn title(turn: &Turn<'_>, sort: &Sort) -> Text {
    match sort {
        Sort::New => t!("proposal-sort-new"),
        Sort::Top => t!("proposal-sort-top"),
        Sort::Near => {
            let area = turn.person.dong.as_ref().map_or("", |dong| dong.0.as_str());
            t!("proposal-sort-near", place = turn.city.preset.area_name(area))
        }
        Sort::Adopted => t!("proposal-sort-adopted"),
        Sort::Field(id) => t!("proposal-sort-field", field = card::field(turn.city, id)),
        Sort::Mine => t!("proposal-sort-mine"),
    }
}

/// The proposal, if there is one and this person may read it; otherwise a kind word was said.
pub async fn readable(turn: &mut Turn<'_>, id: ProposalId) -> anyhow::Result<Option<Proposal>> {
    let found = store::get(turn.tx, id).await?;
    let text = match found {
        Some(proposal) if may_read(turn, &proposal) => return Ok(Some(proposal)),
        Some(proposal) => t!("proposal-not-public", receipt = proposal.receipt()),
        None => t!("proposal-unknown"),
    };
    turn.say(Card::new(text).row(ways()));
    Ok(None)
}

fn may_read(turn: &Turn<'_>, proposal: &Proposal) -> bool {
    proposal.state.is_public() || proposal.author == Some(turn.me()) || turn.may(Role::Moderator)
}

/// The proposal as a new message.
pub async fn open(turn: &mut Turn<'_>, id: ProposalId) -> anyhow::Result<()> {
    if let Some(proposal) = readable(turn, id).await? {
        let card = whole(turn, &proposal).await?;
        turn.say(card);
    }
    Ok(())
}

/// The proposal in place of the card whose button was pressed.
pub async fn again(turn: &mut Turn<'_>, id: ProposalId) -> anyhow::Result<()> {
    if let Some(proposal) = store::get(turn.tx, id).await? {
        let card = whole(turn, &proposal).await?;
        turn.show(card);
    }
    Ok(())
}

async fn whole(turn: &mut Turn<'_>, proposal: &Proposal) -> anyhow::Result<Card> {
    let ties = store::ties(turn.tx, proposal.id, turn.person.id).await?;
    let events = store::events(turn.tx, proposal.id).await?;
    Ok(card::card(turn, proposal, ties, &events))
}

/// Its photos.
pub async fn photos(turn: &mut Turn<'_>, id: ProposalId) -> anyhow::Result<()> {
    let Some(proposal) = readable(turn, id).await? else { return Ok(()) };
    if proposal.photos.is_empty() {
        turn.toast(t!("proposal-photos-none"));
        return Ok(());
    }
    turn.photos(&proposal.photos, t!("proposal-photos", title = &proposal.title, count = proposal.photos.len()));
    Ok(())
}

/// Its place on the map.
pub async fn map(turn: &mut Turn<'_>, id: ProposalId) -> anyhow::Result<()> {
    let Some(proposal) = readable(turn, id).await? else { return Ok(()) };
    let (Some(north), Some(east)) = (proposal.latitude, proposal.longitude) else {
        turn.toast(t!("proposal-map-none"));
        return Ok(());
    };
    let place = turn.city.plain(turn.lang(), &card::place(turn.city, &proposal));
    turn.venue(north, east, proposal.title, place);
    Ok(())
}

/// How it came to where it stands. What passed between staff and the author is for the two of them.
pub async fn history(turn: &mut Turn<'_>, id: ProposalId) -> anyhow::Result<()> {
    let Some(proposal) = readable(turn, id).await? else { return Ok(()) };
    let inside = proposal.author == Some(turn.me()) || turn.may(Role::Moderator);
    let events = store::events(turn.tx, id).await?;
    let open = ["submit", "publish", "assign", "decide", "mend", "unpublish"];
    let shown = events.iter().filter(|event| inside || open.contains(&event.act.as_str()));
    let line = |event| std::iter::once(card::event_line(turn.city, event, turn.lang()));
    let lines: Vec<Text> = shown.flat_map(|event| line(event).chain(card::event_note(event, turn.lang()))).collect();
    let card = Card::new(t!("proposal-history", title = &proposal.title, lines = lines))
        .row([(t!("proposal-open-button"), BotPress::Proposal(Press::Open(id))), (t!("home-button"), BotPress::Home)]);
    turn.say(card);
    Ok(())
}

/// A link to pass on.
pub async fn share(turn: &mut Turn<'_>, id: ProposalId) -> anyhow::Result<()> {
    let Some(proposal) = readable(turn, id).await? else { return Ok(()) };
    if !proposal.state.is_public() {
        turn.toast(t!("proposal-share-later"));
        return Ok(());
    }
    let card = match turn.city.link(&format!("proposal-{}", id.0)) {
        Some(link) => Card::new(t!("proposal-share", title = &proposal.title, link = link)),
        None => Card::new(t!("proposal-share-number", title = &proposal.title, receipt = proposal.receipt())),
    };
    turn.say(card);
    Ok(())
}
