//! From the business's rows to the cards of the pages.

use lares_domain::pricing::{Line, Source};
use lares_domain::{catalogue, orders, reviews, workforce};
use lares_kernel::{BlobId, Currency, Page, PageRequest};
use lares_views::Phrase;
use lares_views::parts::{Aspect, Bill, BillLine, OrderCard, Pager, Rating, ReviewCard, ServiceCard, WorkerCard};

pub use crate::message::money;
pub use crate::respond::address;

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
        appended_pictures: review.appended_pictures.into_iter().map(picture).collect(),
        reply: review.reply,
    }
}

/// What a service is marked by, and what a worker is (C07).
pub const OF_SERVICE: [&str; 3] = ["quality", "attitude", "as_expected"];
pub const OF_WORKER: [&str; 3] = ["attitude", "skill", "efficiency"];

/// The means of these aspects; none before the first review.
#[must_use]
pub fn aspects(aspects: &reviews::Aspects, named: [&str; 3]) -> Vec<Aspect> {
    let means = [
        ("quality", aspects.quality),
        ("attitude", aspects.attitude),
        ("as_expected", aspects.as_expected),
        ("skill", aspects.skill),
        ("efficiency", aspects.efficiency),
    ];
    let shown = means.into_iter().filter(|(name, _)| aspects.count > 0 && named.contains(name));
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

/// The mean overall mark of these reviews.
#[must_use]
pub fn rating(aspects: &reviews::Aspects) -> Rating {
    Rating { tenths: tenths(Some(aspects.overall)), count: count(aspects.count) }
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

/// One page of a list that is here as a whole.
pub fn slice<T>(asked: PageRequest, all: impl ExactSizeIterator<Item = T>) -> Page<T> {
    let total = i64::try_from(all.len()).unwrap_or(i64::MAX);
    let (offset, limit) = (usize::try_from(asked.offset()).unwrap_or(0), usize::try_from(asked.limit()).unwrap_or(0));
    asked.page(all.skip(offset).take(limit).collect(), total)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_page_of_a_list_holds_what_is_left() {
        let page = |number| PageRequest::new(number, 10).map(|asked| slice(asked, 0..25)).map(|page| (page.rows, page.total));
        assert_eq!(page(3).ok(), Some(((20..25).collect(), 25)));
        assert_eq!(page(4).ok(), Some((Vec::new(), 25)));
    }

    #[test]
    fn means_are_rounded_half_up_to_one_decimal() {
        assert_eq!([tenths(Some(467)), tenths(Some(465)), tenths(Some(464)), tenths(None)], [47, 47, 46, 0]);
    }
}
