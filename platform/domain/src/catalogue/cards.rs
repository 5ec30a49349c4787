//! Finding services: customers by what they look for, the office by what it keeps.

use super::categories::subtree;
use super::db;
use lares_kernel::{BlobId, CategoryId, Ctx, Page, PageRequest, Permission, Result, ServiceId, SkillId};
use serde::Serialize;

#[derive(Clone, Debug, Serialize)]
pub struct ServiceCard {
    pub id: ServiceId,
    pub category_id: CategoryId,
    pub name: String,
    pub summary: String,
    pub art: String,
    pub minutes: i64,
    /// The price that holds now, without options.
    pub from_minor: i64,
    pub sold: i64,
    pub rating_sum: i64,
    pub rating_count: i64,
    pub cover: Option<BlobId>,
}

impl ServiceCard {
    /// The mean of the overall ratings × 100; None before the first.
    #[must_use]
    pub fn rating_hundredths(&self) -> Option<i64> {
        mean_hundredths(self.rating_sum, self.rating_count)
    }
}

/// `sum / count` × 100, rounded half up; None of nothing.
#[must_use]
pub(crate) fn mean_hundredths(sum: i64, count: i64) -> Option<i64> {
    (count > 0).then(|| (sum * 200 + count) / (count * 2))
}

#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum ServiceSort {
    #[default]
    Popular,
    Price,
    Rating,
}

impl ServiceSort {
    /// As addresses and queries spell it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Popular => "popular",
            Self::Price => "price",
            Self::Rating => "rating",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Popular, Self::Price, Self::Rating].into_iter().find(|sort| sort.as_str() == text)
    }
}

/// What a customer looks for; empty or None = whatever.
#[derive(Clone, Debug)]
pub struct ServiceSearch {
    /// Part of the name or summary.
    pub text: String,
    /// With everything below it.
    pub category: Option<CategoryId>,
    pub lowest_minor: Option<i64>,
    pub highest_minor: Option<i64>,
    /// At least this mean rating × 100.
    pub least_rating: Option<i64>,
    /// Only what somebody with these skills can do (C08: services by worker).
    pub skills: Option<Vec<SkillId>>,
    pub sort: ServiceSort,
    pub page: PageRequest,
}

impl Default for ServiceSearch {
    fn default() -> Self {
        Self {
            text: String::new(),
            category: None,
            lowest_minor: None,
            highest_minor: None,
            least_rating: None,
            skills: None,
            sort: ServiceSort::Popular,
            page: PageRequest::first(),
        }
    }
}

/// Active services that match.
///
/// # Errors
/// `forbidden`.
pub async fn search(ctx: &mut Ctx, search: &ServiceSearch) -> Result<Page<ServiceCard>> {
    ctx.authorize(Permission::ServiceRead)?;
    let inside = match search.category {
        Some(category) => Some(subtree(&db::categories::all(ctx).await?, category)),
        None => None,
    };
    let inside: Option<Vec<_>> = inside.map(|ids| ids.into_iter().map(CategoryId::uuid).collect());
    db::reading::search(ctx, search, inside.as_deref()).await
}

/// The best selling active services, at most 100.
///
/// # Errors
/// `forbidden`, `page.invalid` for a limit outside 1..=100.
pub async fn popular(ctx: &mut Ctx, limit: u32) -> Result<Vec<ServiceCard>> {
    let page = PageRequest::new(1, limit)?;
    Ok(search(ctx, &ServiceSearch { page, ..ServiceSearch::default() }).await?.rows)
}

/// A line of the office's list.
#[derive(Clone, Debug, Serialize)]
pub struct OfficeService {
    pub id: ServiceId,
    pub category_id: CategoryId,
    pub name: String,
    pub art: String,
    pub minutes: i64,
    pub price_minor: i64,
    pub sold: i64,
    pub rating_sum: i64,
    pub rating_count: i64,
    pub withdrawn: bool,
    pub position: i64,
}

#[derive(Clone, Debug)]
pub struct OfficeFilter {
    pub text: String,
    pub category: Option<CategoryId>,
    pub withdrawn: Option<bool>,
    pub page: PageRequest,
}

/// Every service, withdrawn ones too, by category and position.
///
/// # Errors
/// `forbidden`.
pub async fn list(ctx: &mut Ctx, filter: &OfficeFilter) -> Result<Page<OfficeService>> {
    ctx.authorize(Permission::ServiceWrite)?;
    db::reading::list(ctx, filter).await
}

#[cfg(test)]
mod tests {
    use super::mean_hundredths;

    #[test]
    fn a_mean_rating_is_rounded_half_up_and_unknown_before_the_first() {
        assert_eq!(mean_hundredths(0, 0), None);
        assert_eq!(mean_hundredths(14, 3), Some(467));
        assert_eq!(mean_hundredths(13, 3), Some(433));
        assert_eq!(mean_hundredths(37, 8), Some(463));
    }
}
