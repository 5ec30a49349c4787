//! What the customer has chosen so far, as the form's words say it. What does not read is not chosen yet.

use super::scene::Scene;
use crate::customer::cards;
use crate::form::{UNREADABLE, known};
use jiff::Timestamp;
use jiff::civil::Date;
use lares_domain::orders::Order;
use lares_domain::pricing::{ChosenOption, Quote};
use lares_kernel::{AddressId, Error, OptionId, OrderId, QuoteId, Result, ServiceId, Tenant, WorkerId};
use std::collections::BTreeMap;
use std::str::FromStr;

/// The form as it arrives.
pub type Pairs = Vec<(String, String)>;

/// The fields of the booking's form beside its options.
pub const NAMES: [&str; 9] = ["service", "key", "quote", "address", "worker", "date", "starts", "notes", "code"];

#[derive(Clone)]
pub struct Wish {
    pub service: ServiceId,
    /// The address below which the parts of the page are.
    pub base: String,
    /// The order that is about to change; None for a new one.
    pub moving: Option<OrderId>,
    /// Every field by name, for the way back to this page.
    pub words: BTreeMap<String, String>,
    /// Only quantities above 0.
    pub options: Vec<(OptionId, u32)>,
    pub address: Option<AddressId>,
    pub worker: Option<WorkerId>,
    pub date: Option<Date>,
    pub starts_at: Option<Timestamp>,
    /// Some day of the month to show.
    pub month: Option<Date>,
    pub quote: Option<QuoteId>,
}

impl Wish {
    pub fn read(service: ServiceId, pairs: Pairs) -> Self {
        let words: BTreeMap<String, String> = pairs.into_iter().collect();
        let options = words.iter().filter_map(|(name, value)| option(name, value)).collect();
        Self {
            service,
            base: format!("/booking/{service}"),
            moving: None,
            options,
            address: parsed(&words, "address"),
            worker: parsed(&words, "worker"),
            date: parsed(&words, "date"),
            starts_at: parsed(&words, "starts"),
            month: words.get("month").and_then(|month| format!("{month}-01").parse().ok()),
            quote: parsed(&words, "quote"),
            words,
        }
    }

    /// An order as it is, with what was typed since over it.
    pub fn of_order(order: &Order, address: AddressId, tenant: &Tenant, typed: Pairs) -> Self {
        let option = |chosen: &ChosenOption| (format!("option-{}", chosen.id), chosen.quantity.to_string());
        let mut pairs: Pairs = order.options.iter().map(option).collect();
        let now = [
            ("address", address.to_string()),
            ("date", tenant.date(order.starts_at).to_string()),
            ("starts", order.starts_at.to_string()),
            ("notes", order.notes.clone()),
        ];
        pairs.extend(now.map(|(name, value)| (name.to_owned(), value)));
        pairs.extend(typed);
        let worker = order.worker_id.filter(|_| order.chosen_worker);
        Self {
            base: format!("/orders/{}/change", order.id),
            moving: Some(order.id),
            worker,
            ..Self::read(order.service_id, pairs)
        }
    }

    /// The form posted to `/orders`, which names its service and nothing the page does not know.
    ///
    /// # Errors
    /// `form.unreadable`.
    pub fn of_form(pairs: Pairs) -> Result<Self> {
        only(&pairs, &NAMES)?;
        let service = pairs.iter().find(|(name, _)| name == "service").and_then(|(_, value)| value.parse().ok());
        service.map(|service| Self::read(service, pairs)).ok_or_else(|| Error::new(UNREADABLE))
    }

    pub fn word(&self, name: &str) -> &str {
        self.words.get(name).map(String::as_str).unwrap_or_default()
    }

    pub fn quantity(&self, option: OptionId) -> u32 {
        self.options.iter().find(|(id, _)| *id == option).map_or(0, |(_, quantity)| *quantity)
    }

    /// Is this the quote for exactly what is chosen?
    pub fn is_priced_by(&self, quote: &Quote, scene: &Scene) -> bool {
        quote.service_id == self.service
            && Some(quote.starts_at) == scene.starts_at
            && Some(quote.address_id) == scene.address.as_ref().map(|address| address.id)
            && quote.worker_id == scene.need.worker
            && self.has_options(&quote.options)
    }

    /// Are these the options chosen?
    pub fn has_options(&self, chosen: &[ChosenOption]) -> bool {
        let mut chosen: Vec<_> = chosen.iter().map(|option| (option.id, option.quantity)).collect();
        chosen.sort_unstable();
        let mut wanted = self.options.clone();
        wanted.sort_unstable();
        chosen == wanted
    }

    /// The address of the booking page with everything chosen.
    pub fn path(&self) -> String {
        let says = |name: &str, value: &str| {
            let is_none = name.starts_with("option-") && value == "0";
            !is_none && !["service", "key", "quote"].contains(&name)
        };
        let kept = self.words.iter().filter(|(name, value)| says(name, value));
        let kept: Vec<(&str, &str)> = kept.map(|(name, value)| (name.as_str(), value.as_str())).collect();
        cards::address(&format!("/booking/{}", self.service), &kept)
    }
}

/// Refuses a form with a field that is none of these and no option's.
///
/// # Errors
/// `form.unreadable`.
pub fn only(pairs: &[(String, String)], names: &[&str]) -> Result<()> {
    let is_option = |name: &str| name.strip_prefix("option-").is_some_and(|id| id.parse::<OptionId>().is_ok());
    known(pairs.iter().map(|(name, _)| name.as_str()), |name| names.contains(&name) || is_option(name))
}

fn parsed<T: FromStr>(words: &BTreeMap<String, String>, name: &str) -> Option<T> {
    words.get(name)?.parse().ok()
}

fn option(name: &str, value: &str) -> Option<(OptionId, u32)> {
    let id = name.strip_prefix("option-")?.parse().ok()?;
    let quantity = value.trim().parse().ok().filter(|quantity| *quantity > 0)?;
    Some((id, quantity))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(pairs: &[(&str, &str)]) -> Pairs {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn a_guest_comes_back_from_signing_in_with_everything_chosen() {
        let (service, option) = (ServiceId::new(), OptionId::new());
        let field = format!("option-{option}");
        let chosen = [(field.as_str(), "2"), ("starts", "2026-12-03T05:30:00Z"), ("notes", "有猫 & 狗"), ("key", "12345678")];
        let path = Wish::read(service, pairs(&chosen)).path();
        let query = path.split_once('?').expect("a query").1;
        let back = Wish::read(service, serde_html_form::from_str(query).expect("reads"));
        assert_eq!((back.quantity(option), back.word("notes"), back.word("key")), (2, "有猫 & 狗", ""));
        assert_eq!(back.starts_at, "2026-12-03T05:30:00Z".parse().ok());
    }

    #[test]
    fn a_form_with_a_field_the_page_does_not_have_is_refused() {
        let service = ServiceId::new().to_string();
        assert!(Wish::of_form(pairs(&[("service", &service), ("notes", "")])).is_ok());
        assert!(Wish::of_form(pairs(&[("service", &service), ("total_minor", "1")])).is_err());
        assert!(Wish::of_form(pairs(&[("service", &service), ("option-windows", "1")])).is_err());
        assert!(Wish::of_form(pairs(&[("notes", "")])).is_err());
    }
}
