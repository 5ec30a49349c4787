//! The bill of what is chosen, or what is still to be chosen.

use super::scene::Scene;
use super::times;
use super::wish::Wish;
use crate::customer::{cards, policy};
use crate::form::sentence;
use jiff::Timestamp;
use lares_domain::pricing::{self, Notice, Quote, QuoteFor};
use lares_extension::Extensions;
use lares_kernel::{AddressId, Ctx, Kind, Result};
use lares_views::Phrase;
use lares_views::pages::customer::{BookingQuote, BookingTimes};
use lares_views::parts::{Bill, BillLine};

pub async fn quote(
    ctx: &mut Ctx,
    (extensions, scene): (&Extensions, &Scene),
    wish: &Wish,
    times: &BookingTimes,
) -> Result<BookingQuote> {
    if scene.addresses.is_none() {
        return Ok(estimate(scene, wish));
    }
    let (Some(address), Some(starts_at)) = (&scene.address, scene.starts_at) else { return Ok(unfinished(scene, None)) };
    if let Some(why) = times::refusal(times, starts_at) {
        return Ok(unfinished(scene, Some(why)));
    }
    match pricing::quote(ctx, extensions, ask(wish, scene, (address.id, starts_at))).await {
        Ok(quote) => priced(ctx, &quote),
        Err(error) => match error.kind() {
            Kind::Invalid | Kind::Conflict | Kind::Unavailable => Ok(unfinished(scene, Some(sentence(&error)))),
            Kind::Unauthenticated | Kind::Forbidden | Kind::NotFound | Kind::TooMany | Kind::TooLarge | Kind::Internal => {
                Err(error)
            }
        },
    }
}

fn ask(wish: &Wish, scene: &Scene, (address, starts_at): (AddressId, Timestamp)) -> QuoteFor {
    let codes = wish.word("code").split([' ', ',', '，']).filter(|code| !code.is_empty()).map(str::to_owned).collect();
    QuoteFor { service: wish.service, options: wish.options.clone(), address, worker: scene.need.worker, starts_at, codes }
}

fn priced(ctx: &Ctx, quote: &Quote) -> Result<BookingQuote> {
    let notices = quote.notices.iter().map(said).collect();
    Ok(BookingQuote {
        id: Some(quote.id.to_string()),
        bill: Some(Bill { notices, ..cards::bill(&quote.lines, quote.total.currency) }),
        policy: Some(policy::of_visit(&quote.policy, quote.starts_at, (ctx.now(), quote.total))?),
        missing: Vec::new(),
        problem: None,
        sign_in: false,
    })
}

/// A plugin's own sentence, or ours about a plugin that did not answer.
fn said(notice: &Notice) -> Phrase {
    if notice.message.is_empty() {
        Phrase::key("booking-left-out").with("plugin", notice.plugin.as_str())
    } else {
        Phrase::plain(notice.message.clone())
    }
}

fn unfinished(scene: &Scene, problem: Option<Phrase>) -> BookingQuote {
    let missing = [
        (scene.address.is_none(), "booking-choose-address"),
        (scene.starts_at.is_none() || problem.is_some(), "booking-choose-time"),
    ];
    BookingQuote {
        id: None,
        bill: None,
        policy: None,
        missing: missing.iter().filter(|(is_missing, _)| *is_missing).map(|(_, key)| Phrase::key(key)).collect(),
        problem,
        sign_in: false,
    }
}

/// What a guest may know: the company's own prices. What depends on who, where and when comes after signing in.
fn estimate(scene: &Scene, wish: &Wish) -> BookingQuote {
    let line = |label: String, minor: i64| BillLine {
        label: Phrase::plain(label),
        amount: cards::money(minor, scene.currency),
        why: None,
    };
    let chosen =
        scene.service.options.iter().map(|option| (option, wish.quantity(option.id))).filter(|(_, quantity)| *quantity > 0);
    let chosen: Vec<_> = chosen
        .map(|(option, quantity)| (format!("{} × {quantity}", option.name), option.price_minor * i64::from(quantity)))
        .collect();
    let total = scene.service.from_minor + chosen.iter().map(|(_, minor)| minor).sum::<i64>();
    let base = line(scene.service.name.clone(), scene.service.from_minor);
    let lines = std::iter::once(base).chain(chosen.into_iter().map(|(label, minor)| line(label, minor))).collect();
    let notices = vec![Phrase::key("booking-estimate")];
    BookingQuote {
        id: None,
        bill: Some(Bill { lines, total: cards::money(total, scene.currency), notices }),
        policy: Some(policy::in_general(&scene.policies.cancellation, scene.currency)),
        missing: Vec::new(),
        problem: None,
        sign_in: true,
    }
}
