//! Discount codes: looked at in a preview, redeemed with the booking in its transaction, given back when the order is cancelled.
//!
//! Invariant: a refused code is a notice, never an error; the price is then the one without it.

mod answer;
mod check;
mod choice;
mod ledger;
mod rules;
mod settings;
mod shelf;

use choice::{Choice, Refused};
use lares_plugin_sdk::events::{self, Event, OrderEvents, export_order_events};
use lares_plugin_sdk::lifecycle::{Lifecycle, export_lifecycle};
use lares_plugin_sdk::quote::{Outcome, Phase, QuoteAdjuster, Request, export_quote_adjuster};
use lares_plugin_sdk::{HostError, Problem, context, refused, settings as sdk_settings};
use ledger::{Redemption, State};
use rules::Basket;
use settings::{Coupon, Settings};
use shelf::Store;

struct Coupons;

impl QuoteAdjuster for Coupons {
    fn adjust(request: Request) -> Result<Outcome, Problem> {
        let settings: Settings = sdk_settings::settings()?;
        let basket =
            Basket { subtotal_minor: request.subtotal.minor, date: &request.local.date, signed_in: request.customer.is_some() };
        let uses = |code: &str| ledger::uses(&Store, code, &request.quote, request.customer.as_deref());
        let mut choice = choice::choose(&settings.coupons, &request.codes, basket, uses).map_err(|error| refused(&error))?;
        if request.phase == Phase::Commit {
            redeem(&mut choice, &request).map_err(|error| refused(&error))?;
        }
        Ok(outcome(&choice, &request))
    }
}

impl OrderEvents for Coupons {
    fn handle(event: Event) -> Result<(), Problem> {
        match (event.kind.as_str(), events::text(&event, "quote")) {
            ("order.cancelled", Some(quote)) => {
                ledger::give_back(&mut Store, &quote, Some(&event.order)).map_err(|error| refused(&error))
            }
            _ => Ok(()),
        }
    }
}

impl Lifecycle for Coupons {
    fn check_settings(json: String) -> Result<Vec<Problem>, Problem> {
        let settings: Settings = sdk_settings::parse(&json)?;
        Ok(check::problems(&settings, answer::LANGUAGES.of(&context::get().locale)))
    }
}

/// Counts the use; a coupon that somebody else used up meanwhile becomes a refused one. A changed order that has none any more gives
/// its use back.
fn redeem(choice: &mut Choice<'_>, request: &Request) -> Result<(), HostError> {
    let Some((coupon, minor)) = choice.best else {
        return ledger::give_back(&mut Store, &request.quote, None);
    };
    if let Err(refusal) = ledger::redeem(&mut Store, coupon, &request.quote, &redemption(coupon, minor, request))? {
        choice.best = None;
        choice.refused.push(Refused { code: &coupon.code, coupon: Some(coupon), refusal });
    }
    Ok(())
}

fn redemption(coupon: &Coupon, minor: i64, request: &Request) -> Redemption {
    Redemption {
        code: coupon.code.clone(),
        customer: request.customer.clone(),
        state: State::Used,
        minor,
        currency: request.subtotal.currency.clone(),
        order: None,
    }
}

fn outcome(choice: &Choice<'_>, request: &Request) -> Outcome {
    let texts = answer::LANGUAGES.of(&context::get().locale);
    let currency = &request.subtotal.currency;
    let best = choice.best.map(|(coupon, _)| coupon.code.as_str());
    Outcome {
        adjustments: choice.best.iter().map(|(coupon, minor)| answer::adjustment(coupon, *minor, currency, texts)).collect(),
        notices: choice.refused.iter().map(|refused| answer::notice(refused, best, currency, texts)).collect(),
    }
}

export_quote_adjuster!(Coupons);
export_order_events!(Coupons);
export_lifecycle!(Coupons);
