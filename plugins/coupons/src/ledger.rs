//! Who used which coupon: counters bounded by the store itself, and one redemption per quote.
//!
//! Invariant: the counter of a code never passes its limit, however many customers book at once.
//! Invariant: a quote redeems once and is returned once, however often it is asked; an order that is changed asks with the quote it
//! was placed with, so its own use never stands in its way and goes back when the coupon no longer counts.

use crate::rules::{Refusal, Uses};
use crate::settings::Coupon;
use lares_plugin_sdk::HostError;
use serde::{Deserialize, Serialize};

/// Where the ledger is kept: the plugin's store, or memory in the tests.
pub trait Shelf {
    fn used(&self, counter: &str) -> Result<i64, HostError>;
    /// `conflict` when the counter would leave 0 to `max`.
    fn count(&mut self, counter: &str, by: i64, max: i64) -> Result<i64, HostError>;
    fn redemption(&self, quote: &str) -> Result<Option<(u64, Redemption)>, HostError>;
    fn insert(&mut self, quote: &str, redemption: &Redemption) -> Result<(), HostError>;
    fn replace(&mut self, quote: &str, version: u64, redemption: &Redemption) -> Result<(), HostError>;
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    Used,
    Returned,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Redemption {
    pub code: String,
    pub customer: Option<String>,
    pub state: State,
    pub minor: i64,
    pub currency: String,
    /// Known once the order was cancelled.
    pub order: Option<String>,
}

/// The uses of others than this quote's order.
pub fn uses(shelf: &impl Shelf, code: &str, quote: &str, customer: Option<&str>) -> Result<Uses, HostError> {
    let stands = shelf.redemption(quote)?.is_some_and(|(_, present)| present.state == State::Used && present.code == code);
    let all = shelf.used(code)? - i64::from(stands);
    let own = customer.map(|customer| shelf.used(&personal(code, customer)));
    Ok(Uses { all, own: own.transpose()?.map_or(0, |own| own - i64::from(stands)) })
}

/// Counts one use for the quote; asked again for the same quote and code it changes nothing, with another code that use goes back.
pub fn redeem(
    shelf: &mut impl Shelf,
    coupon: &Coupon,
    quote: &str,
    redemption: &Redemption,
) -> Result<Result<(), Refusal>, HostError> {
    let present = shelf.redemption(quote)?;
    if let Some((_, present)) = &present
        && present.state == State::Used
    {
        if present.code == redemption.code {
            return Ok(Ok(()));
        }
        uncount(shelf, present)?;
    }
    if !count(shelf, &coupon.code, coupon.limit)? {
        return Ok(Err(Refusal::Exhausted));
    }
    if let Some(customer) = &redemption.customer
        && !count(shelf, &personal(&coupon.code, customer), coupon.per_customer)?
    {
        shelf.count(&coupon.code, -1, i64::MAX)?;
        return Ok(Err(Refusal::UsedUp));
    }
    match present {
        None => shelf.insert(quote, redemption).map(Ok),
        Some((version, _)) => shelf.replace(quote, version, redemption).map(Ok),
    }
}

/// Gives the coupon of a quote back, once; `order` is the one that was cancelled, none when it only no longer counts.
pub fn give_back(shelf: &mut impl Shelf, quote: &str, order: Option<&str>) -> Result<(), HostError> {
    let Some((version, redemption)) = shelf.redemption(quote)? else {
        return Ok(());
    };
    if redemption.state == State::Returned {
        return Ok(());
    }
    uncount(shelf, &redemption)?;
    let returned = Redemption { state: State::Returned, order: order.map(str::to_owned), ..redemption };
    shelf.replace(quote, version, &returned)
}

fn uncount(shelf: &mut impl Shelf, redemption: &Redemption) -> Result<(), HostError> {
    shelf.count(&redemption.code, -1, i64::MAX)?;
    if let Some(customer) = &redemption.customer {
        shelf.count(&personal(&redemption.code, customer), -1, i64::MAX)?;
    }
    Ok(())
}

fn count(shelf: &mut impl Shelf, counter: &str, limit: Option<i64>) -> Result<bool, HostError> {
    match shelf.count(counter, 1, limit.unwrap_or(i64::MAX)) {
        Ok(_) => Ok(true),
        Err(HostError::Conflict) => Ok(false),
        Err(other) => Err(other),
    }
}

/// Codes hold no colon, so this is nobody else's counter.
fn personal(code: &str, customer: &str) -> String {
    format!("{code}:{customer}")
}

#[cfg(test)]
#[path = "ledger_tests.rs"]
mod tests;
