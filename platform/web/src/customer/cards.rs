//! From the business's rows to the cards of the pages.

use crate::message;
use lares_domain::pricing::{Line, Source};
use lares_domain::{catalogue, orders, reviews, workforce};
use lares_kernel::{BlobId, Currency, Page};
use lares_views::Phrase;
use lares_views::parts::{Aspect, Bill, BillLine, OrderCard, Pager, Rating, ReviewCard, ServiceCard, WorkerCard};

pub use crate::message::money;

#[must_use]
pub fn service(card: &catalogue::ServiceCard, currency: Currency) -> ServiceCard {
    ServiceCard {
        href: format!("/services/{}", card.id),
        name: card.name.clone(),
        summary: card.summary.clone(),
        icon: icon(&card.art).to_owned(),
        picture: card.cover.map(picture),
        price: money(card.from_minor, currency),
        rating: Rating { tenths: tenths(card.rating_hundredths()), count: count(card.rating_count) },
        sold: count(card.sold),
    }
}

#[must_use]
pub fn worker(card: &workforce::WorkerCard) -> WorkerCard {
    WorkerCard {
        href: format!("/workers/{}", card.id),
        name: card.name.clone(),
        picture: card.photo.map(picture),
        years: count(card.years.into()),
        skills: card.skills.iter().map(|skill| skill.name.clone()).collect(),
        rating: Rating { tenths: tenths(card.rating_hundredths()), count: count(card.rating_count) },
        verified: false,
    }
}

#[must_use]
pub fn order(row: &orders::OrderRow, currency: Currency) -> OrderCard {
    OrderCard {
        href: format!("/orders/{}", row.id),
        number: row.number.clone(),
        service: row.service_name.clone(),
        icon: icon(&row.art).to_owned(),
        status: row.status.name().to_owned(),
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        worker: row.worker_name.clone(),
        place: row.district.clone(),
        total: money(row.total_minor, currency),
    }
}

/// Without the name: customers are not shown to each other.
#[must_use]
pub fn review(review: reviews::Review) -> ReviewCard {
    ReviewCard {
        author: String::new(),
        at: review.created_at,
        about: None,
        tenths: count(i64::from(review.overall) * 10),
        body: review.body,
        pictures: review.pictures.into_iter().map(picture).collect(),
        appended: review.appended,
        reply: review.reply,
    }
}

/// The five means; none before the first review.
#[must_use]
pub fn aspects(aspects: reviews::Aspects) -> Vec<Aspect> {
    let means = [
        ("quality", aspects.quality),
        ("attitude", aspects.attitude),
        ("as_expected", aspects.as_expected),
        ("skill", aspects.skill),
        ("efficiency", aspects.efficiency),
    ];
    let shown = means.into_iter().filter(|_| aspects.count > 0);
    shown.map(|(name, mean)| Aspect { label: Phrase::key(&format!("aspect-{name}")), tenths: tenths(Some(mean)) }).collect()
}

#[must_use]
pub fn bill(lines: &[Line], currency: Currency) -> Bill {
    let line = |line: &Line| BillLine {
        label: label(line),
        amount: money(line.amount_minor, currency),
        why: Some(&line.why).filter(|why| !why.is_empty()).map(Phrase::plain),
    };
    let total = lines.iter().map(|line| line.amount_minor).sum();
    Bill { lines: lines.iter().map(line).collect(), total: money(total, currency), notices: Vec::new() }
}

/// A fee is said in the reader's language, everything else as it was called when it was booked.
#[must_use]
pub fn label(line: &Line) -> Phrase {
    match line.source {
        Source::Fee => Phrase::key(&format!("bill-{}", line.code)),
        Source::Base | Source::Option | Source::Plugin(_) => Phrase::plain(line.label.clone()),
    }
}

/// The pages around the one shown; `address` is that of a page by its number.
#[must_use]
pub fn pager<T>(page: &Page<T>, address: impl Fn(u32) -> String) -> Pager {
    let (number, pages) = (page.number, page.pages());
    let previous = (number > 1).then(|| address(number - 1));
    Pager { page: number, pages, previous, next: (number < pages).then(|| address(number + 1)) }
}

/// An address with a query; empty values are left out.
#[must_use]
pub fn address(path: &str, pairs: &[(&str, &str)]) -> String {
    let filled: Vec<_> = pairs.iter().filter(|(_, value)| !value.is_empty()).collect();
    let query = serde_html_form::to_string(filled).unwrap_or_default();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

#[must_use]
pub fn picture(id: BlobId) -> String {
    format!("/blobs/{id}")
}

/// The icon that stands in for a service without a picture: the starters' drawings by name, or an icon's own name.
#[must_use]
pub fn icon(art: &str) -> &str {
    match art {
        "aircon" => "air-vent",
        "cleaning" => "spray-can",
        "deep" => "sparkles",
        "elder" => "heart-pulse",
        "floor" => "layers",
        "fridge" => "refrigerator",
        "kitchen" => "cooking-pot",
        "newhome" => "house",
        "washer" => "washing-machine",
        "window" => "droplets",
        icon => icon,
    }
}

/// Hundredths as tenths, rounded half up; 0 before the first review.
#[must_use]
pub fn tenths(hundredths: Option<i64>) -> u32 {
    count((hundredths.unwrap_or(0) + 5) / 10)
}

#[must_use]
pub fn count(number: i64) -> u32 {
    u32::try_from(number.max(0)).unwrap_or(u32::MAX)
}

/// A message's kind as an icon.
#[must_use]
pub fn message_icon(kind: &str) -> &'static str {
    match kind {
        "order-placed" => "clipboard-list",
        "order-accepted" => "user-check",
        "order-departed" => "navigation",
        "order-arrived" => "map-pin",
        "order-started" => "sparkles",
        "order-completed" => "circle-check",
        "order-cancelled" => "circle-x",
        "order-fee-due" | "order-paid" | "order-refunded" => "wallet",
        "review-replied" => "message-square-text",
        _ => "bell",
    }
}

/// A message as a row of the message center.
#[must_use]
pub fn message(message: &lares_domain::messaging::Message) -> lares_views::pages::customer::MessageRow {
    lares_views::pages::customer::MessageRow {
        id: message.id.to_string(),
        icon: message_icon(&message.kind).to_owned(),
        subject: message::title(&message.kind, &message.args),
        body: message::body(&message.kind, &message.args),
        at: message.created_at,
        read: message.read_at.is_some(),
        href: message.order_id.map(|order| format!("/orders/{order}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_keeps_what_was_typed_and_leaves_out_what_was_not() {
        assert_eq!(
            address("/orders", &[("q", "擦窗 & 空调"), ("state", "")]),
            "/orders?q=%E6%93%A6%E7%AA%97+%26+%E7%A9%BA%E8%B0%83"
        );
        assert_eq!(address("/orders", &[("q", "")]), "/orders");
    }

    #[test]
    fn means_are_rounded_half_up_to_one_decimal() {
        assert_eq!([tenths(Some(467)), tenths(Some(465)), tenths(Some(464)), tenths(None)], [47, 47, 46, 0]);
    }
}
