//! What all lists share: the page asked for, links to the pages around it, and money as pages carry it.

use lares_kernel::{Page, PageRequest, Result, Tenant};
use lares_views::Money;
use lares_views::Phrase;
use lares_views::parts::{Choice, Pager, Rating, Tab};

/// Query words of an address, in order, without the empty ones.
pub type Query<'a> = &'a [(&'a str, &'a str)];

/// # Errors
/// `page.invalid`.
pub fn page(number: Option<u32>) -> Result<PageRequest> {
    PageRequest::new(number.unwrap_or(1), PageRequest::DEFAULT_SIZE)
}

/// One page of rows that are all at hand.
#[must_use]
pub fn cut<T>(all: Vec<T>, page: PageRequest) -> Page<T> {
    let total = i64::try_from(all.len()).unwrap_or(i64::MAX);
    let before = usize::try_from(page.offset()).unwrap_or(usize::MAX);
    let rows = all.into_iter().skip(before).take(usize::try_from(page.limit()).unwrap_or(0)).collect();
    page.page(rows, total)
}

/// `/office/orders?q=…&page=…`
#[must_use]
pub fn address(path: &str, query: Query<'_>) -> String {
    let kept: Vec<_> = query.iter().filter(|(_, value)| !value.is_empty()).collect();
    match serde_html_form::to_string(&kept) {
        Ok(words) if !words.is_empty() => format!("{path}?{words}"),
        _ => path.to_owned(),
    }
}

/// Links around a page of rows that keep the query.
#[must_use]
pub fn pager<T>(rows: &Page<T>, path: &str, query: Query<'_>) -> Pager {
    let link = |number: u32| {
        let number = number.to_string();
        let mut words = query.to_vec();
        words.push(("page", &number));
        address(path, &words)
    };
    let (page, pages) = (rows.number, rows.pages());
    Pager { page, pages, previous: (page > 1).then(|| link(page - 1)), next: (page < pages).then(|| link(page + 1)) }
}

#[must_use]
pub fn money(minor: i64, tenant: &Tenant) -> Money {
    Money::new(minor, tenant.currency.code())
}

/// The mean of `count` marks in tenths.
#[must_use]
pub fn rating(sum: i64, count: i64) -> Rating {
    let tenths = if count > 0 { (sum * 20 + count) / (count * 2) } else { 0 };
    Rating { tenths: small(tenths), count: small(count) }
}

/// A count that pages show; never negative, never too large to matter.
#[must_use]
pub fn small(count: i64) -> u32 {
    u32::try_from(count.max(0)).unwrap_or(u32::MAX)
}

#[must_use]
pub fn any() -> Choice {
    Choice { value: String::new(), label: Phrase::key("office-any") }
}

/// A choice in the company's own words.
#[must_use]
pub fn named(value: &impl ToString, label: &str) -> Choice {
    Choice { value: value.to_string(), label: Phrase::plain(label) }
}

/// A choice whose words are a locale key.
#[must_use]
pub fn keyed(value: &str, key: &str) -> Choice {
    Choice { value: value.to_owned(), label: Phrase::key(key) }
}

#[must_use]
pub fn tab(key: &str, href: String, current: bool) -> Tab {
    Tab { label: Phrase::key(key), href, current, count: 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_keep_the_filter_and_leave_out_what_is_empty() {
        assert_eq!(address("/office/orders", &[("q", "徐汇 &"), ("status", "")]), "/office/orders?q=%E5%BE%90%E6%B1%87+%26");
        assert_eq!(address("/office/orders", &[("q", "")]), "/office/orders");
    }

    #[test]
    fn the_first_and_the_last_page_have_one_neighbor() {
        let rows = |number| PageRequest::new(number, 10).map(|request| request.page(vec![0_u8; 10], 25)).map_err(|_| ());
        let links = |number| rows(number).map(|rows| pager(&rows, "/x", &[("q", "a")]));
        assert_eq!(links(1).map(|pager| (pager.previous, pager.next)), Ok((None, Some("/x?q=a&page=2".to_owned()))));
        assert_eq!(links(3).map(|pager| (pager.previous, pager.pages)), Ok((Some("/x?q=a&page=2".to_owned()), 3)));
    }

    #[test]
    fn a_mean_mark_is_rounded_half_up() {
        assert_eq!((rating(0, 0).tenths, rating(9, 2).tenths, rating(14, 3).tenths), (0, 45, 47));
    }
}
