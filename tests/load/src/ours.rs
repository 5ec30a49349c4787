//! Requests to the site's own routes, in process, and the list page as its handler fills it.

use crate::world::{DOMAIN, Firm, World};
use anyhow::{Context, Result, bail};
use axum::Router;
use axum::body::Body;
use axum::http::request::Builder;
use axum::http::{Request, header};
use http_body_util::BodyExt;
use lares_domain::catalogue;
use lares_kernel::QuoteId;
use lares_views::pages::customer::{Categories, CategoryNode};
use lares_views::parts::{Choice, Pager, Rating, ServiceCard};
use lares_views::{Audience, Frame, Locale, Money, Phrase, Views, sample_frame};
use std::sync::Arc;
use tower::ServiceExt;

/// One company's site, seen by one browser.
#[derive(Clone, Debug)]
pub struct Site {
    router: Router,
    host: String,
    /// Of the session; a guest has none.
    cookie: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Who {
    Guest,
    Customer,
}

impl Site {
    #[must_use]
    pub fn of(world: &World, firm: &Firm, who: Who) -> Self {
        let cookie = match who {
            Who::Guest => None,
            Who::Customer => Some(format!("lares={}", firm.token)),
        };
        let host = format!("{}.{DOMAIN}", firm.tenant.slug);
        Self { router: lares_web::router(&world.house.app), host, cookie }
    }

    /// The length of the answer.
    ///
    /// # Errors
    /// When the answer is not a success.
    pub async fn get(&self, path: &str) -> Result<usize> {
        self.ask(Request::get(path), Body::empty()).await
    }

    /// Places an order; the quote's id is the key that keeps it from being placed twice.
    ///
    /// # Errors
    /// When the answer is not a success.
    pub async fn order(&self, quote: QuoteId) -> Result<usize> {
        let request = Request::post("/api/v1/orders").header("idempotency-key", quote.to_string());
        let request = request.header(header::CONTENT_TYPE, "application/json").header("sec-fetch-site", "same-origin");
        self.ask(request, Body::from(format!(r#"{{"quote":"{quote}"}}"#))).await
    }

    async fn ask(&self, mut request: Builder, body: Body) -> Result<usize> {
        request = request.header(header::HOST, &self.host);
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, cookie);
        }
        let response = self.router.clone().oneshot(request.body(body)?).await?;
        let status = response.status();
        let bytes = response.into_body().collect().await?.to_bytes();
        if status.is_success() {
            Ok(bytes.len())
        } else {
            bail!("{status} {}", String::from_utf8_lossy(&bytes[..bytes.len().min(400)]))
        }
    }
}

fn card(card: &catalogue::ServiceCard) -> ServiceCard {
    ServiceCard {
        href: format!("/services/{}", card.id),
        name: card.name.clone(),
        summary: card.summary.clone(),
        icon: card.art.clone(),
        picture: card.cover.map(|cover| format!("/pictures/{cover}")),
        price: Money::new(card.from_minor, "CNY"),
        rating: Rating {
            tenths: card.rating_hundredths().and_then(|rating| u32::try_from(rating / 10).ok()).unwrap_or(0),
            count: u32::try_from(card.rating_count).unwrap_or(0),
        },
        sold: u32::try_from(card.sold).unwrap_or(0),
    }
}

/// The list page with these cards.
///
/// # Errors
/// When the template does not render.
pub fn render(views: &Views, services: Vec<ServiceCard>, total: u32) -> Result<String, lares_views::RenderError> {
    let choices = |kind: &str, values: &[&str]| -> Vec<Choice> {
        let choice =
            |value: &&str| Choice { value: (*value).to_owned(), label: Phrase::key(&format!("categories-{kind}-{value}")) };
        values.iter().map(choice).collect()
    };
    let page = Categories {
        current: None,
        description: String::new(),
        action: "/categories".into(),
        query: String::new(),
        sort: "popular".into(),
        sorts: choices("sort", &["popular", "rating", "price"]),
        price: "any".into(),
        prices: choices("price", &["any", "under-100", "100-300", "over-300"]),
        tree: (0..7).map(node).collect(),
        services,
        total,
        pager: Pager { page: 1, pages: 2, previous: None, next: Some("?page=2".into()) },
    };
    views.render(&page, &frame())
}

fn node(number: usize) -> CategoryNode {
    CategoryNode {
        href: format!("/categories/{number}"),
        name: format!("保洁 {number}"),
        icon: "sparkles".into(),
        current: false,
        open: false,
        children: Vec::new(),
    }
}

fn frame() -> Frame {
    sample_frame(Audience::Customer, "categories", Locale::ZhHans)
}

/// Twenty cards as a list page shows them.
#[must_use]
pub fn twenty() -> Vec<ServiceCard> {
    let one = |number: u32| ServiceCard {
        href: format!("/services/{number}"),
        name: format!("日常保洁 {number} 小时"),
        summary: "两居室全屋打扫,最多人选".into(),
        icon: "cleaning".into(),
        picture: None,
        price: Money::new(11_000, "CNY"),
        rating: Rating { tenths: 48, count: 91 },
        sold: 640,
    };
    (1..=20).map(one).collect()
}

/// Rows of the list query as the floor's handler reads them.
///
/// # Errors
/// When a column is missing.
pub fn read_cards(rows: &[sqlx::postgres::PgRow]) -> Result<Vec<catalogue::ServiceCard>> {
    use sqlx::Row;
    let id = |row: &sqlx::postgres::PgRow, name| row.try_get::<uuid::Uuid, _>(name);
    let read = |row: &sqlx::postgres::PgRow| -> Result<catalogue::ServiceCard> {
        Ok(catalogue::ServiceCard {
            id: id(row, "id")?.into(),
            category_id: id(row, "category_id")?.into(),
            name: row.try_get("name")?,
            summary: row.try_get("summary")?,
            art: row.try_get("art")?,
            minutes: i64::from(row.try_get::<i32, _>("minutes")?),
            from_minor: row.try_get("price!")?,
            sold: i64::from(row.try_get::<i32, _>("sold")?),
            rating_sum: row.try_get("rating_sum")?,
            rating_count: i64::from(row.try_get::<i32, _>("rating_count")?),
            cover: row.try_get::<Option<uuid::Uuid>, _>("cover")?.map(Into::into),
        })
    };
    rows.iter().map(|row| read(row).context("a row of the list")).collect()
}

/// The page of the floor: the same template, filled from the same rows.
///
/// # Errors
/// When the template does not render.
pub fn bare_page(views: &Views, cards: &[catalogue::ServiceCard]) -> Result<String> {
    Ok(render(views, cards.iter().map(card).collect(), 20)?)
}

/// One share of the views for floors.
#[must_use]
pub fn views(world: &World) -> Arc<Views> {
    Arc::new(world.house.app.views.clone())
}
