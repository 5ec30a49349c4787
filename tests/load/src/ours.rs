//! Requests to the house. The real routes where the site has them; else handlers of this program that do what one of `platform/web`
//! does: company from the host, session, membership, transaction with rights, one domain call, commit, answer.

use crate::world::{DOMAIN, Firm, World};
use anyhow::{Context, Result, bail};
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use http_body_util::BodyExt;
use jiff::civil::Date;
use lares_domain::catalogue::{self, ServiceSearch};
use lares_domain::orders::{self, PlaceOrder};
use lares_domain::scheduling::{self, Need};
use lares_kernel::error::{NOT_FOUND, SIGN_IN};
use lares_kernel::{Actor, Ctx, Error, QuoteId, ServiceId};
use lares_views::pages::customer::{Categories, CategoryNode};
use lares_views::parts::{Choice, Pager, Rating, ServiceCard};
use lares_views::{Audience, Frame, Locale, Money, Phrase, Views, sample_frame};
use lares_web::App;
use serde_json::{Value, json};
use std::sync::Arc;
use tower::ServiceExt;

/// Which address answers, and whether it is the site's own.
#[derive(Clone, Debug)]
pub struct Door {
    pub path: String,
    pub is_site: bool,
    router: Router,
    host: String,
    cookie: String,
}

impl Door {
    /// # Errors
    /// When the answer is not a success.
    pub async fn get(&self) -> Result<usize> {
        self.ask(Method::GET, &self.path, Body::empty()).await
    }

    /// # Errors
    /// When the answer is not a success.
    pub async fn post(&self, path: &str) -> Result<usize> {
        self.ask(Method::POST, path, Body::empty()).await
    }

    /// The length of the answer.
    async fn ask(&self, method: Method, path: &str, body: Body) -> Result<usize> {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, &self.host)
            .header(header::COOKIE, &self.cookie)
            .header("sec-fetch-site", "same-origin")
            .body(body)?;
        let response = self.router.clone().oneshot(request).await?;
        let status = response.status();
        let bytes = response.into_body().collect().await?.to_bytes();
        if !status.is_success() {
            bail!("{path}: {status} {}", String::from_utf8_lossy(&bytes[..bytes.len().min(300)]));
        }
        Ok(bytes.len())
    }
}

/// The first of these addresses that the site answers, else ours.
pub async fn door(world: &World, firm: &Firm, (site, own): (&str, &str), signed_in: bool) -> Door {
    let host = format!("{}.{DOMAIN}", firm.tenant.slug);
    let cookie = if signed_in { format!("lares={}", firm.token) } else { String::new() };
    let router = lares_web::router(&world.house.app);
    let door = Door { path: site.to_owned(), is_site: true, router, host, cookie };
    if !site.is_empty() && door.get().await.is_ok() {
        return door;
    }
    let router = routes(&world.house.app);
    Door { path: own.to_owned(), is_site: false, router, ..door }
}

fn routes(app: &App) -> Router {
    Router::new()
        .route("/services.json", get(services))
        .route("/services.html", get(page))
        .route("/slots/{service}/{minutes}/{date}", get(slots))
        .route("/orders/{quote}", post(place))
        .with_state(app.clone())
}

struct Failed(Error);

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        Self(error)
    }
}

impl IntoResponse for Failed {
    fn into_response(self) -> Response {
        (StatusCode::CONFLICT, self.0.to_string()).into_response()
    }
}

/// Company, session, membership, rights, transaction: what stands before every handler of the site.
async fn begin(app: &App, headers: &HeaderMap) -> Result<Ctx, Error> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let slug = text(header::HOST).split('.').next().unwrap_or_default();
    let tenant = app.control.tenant_by_slug(slug).await?.ok_or_else(|| Error::new(NOT_FOUND))?;
    let actor = match text(header::COOKIE).strip_prefix("lares=") {
        None => Actor::Guest,
        Some(token) => {
            let session = app.sessions.find(token).await?.filter(|session| session.tenant == Some(tenant.id));
            let session = session.ok_or_else(|| Error::new(SIGN_IN))?;
            let membership = app.members.who(&tenant, session.person).await?;
            membership.as_customer(session.person).unwrap_or(Actor::Guest)
        }
    };
    app.db.begin(&tenant, actor).await
}

async fn services(State(app): State<App>, headers: HeaderMap) -> Result<Json<Value>, Failed> {
    let mut ctx = begin(&app, &headers).await?;
    let found = catalogue::search(&mut ctx, &ServiceSearch::default()).await?;
    ctx.commit().await?;
    Ok(Json(json!({ "rows": found.rows, "total": found.total })))
}

async fn page(State(app): State<App>, headers: HeaderMap) -> Result<Html<String>, Failed> {
    let mut ctx = begin(&app, &headers).await?;
    let found = catalogue::search(&mut ctx, &ServiceSearch::default()).await?;
    let cards = found.rows.iter().map(card).collect();
    let html = render(&app.views, cards, u32::try_from(found.total).unwrap_or(0)).map_err(Error::internal)?;
    ctx.commit().await?;
    Ok(Html(html))
}

async fn slots(
    State(app): State<App>,
    Path((service, minutes, date)): Path<(ServiceId, i64, Date)>,
    headers: HeaderMap,
) -> Result<Response, Failed> {
    let mut ctx = begin(&app, &headers).await?;
    let need = Need { service, minutes, place: None, worker: None };
    let slots = scheduling::open_slots(&mut ctx, &need, date).await?;
    ctx.commit().await?;
    Ok(Json(slots).into_response())
}

async fn place(State(app): State<App>, Path(quote): Path<QuoteId>, headers: HeaderMap) -> Result<Json<Value>, Failed> {
    let mut ctx = begin(&app, &headers).await?;
    let placed = orders::place(&mut ctx, &app.extensions, PlaceOrder { quote, notes: String::new() }).await?;
    ctx.commit().await?;
    Ok(Json(json!({ "id": placed.order.id, "number": placed.order.number })))
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
        let choice = |value: &&str| Choice { value: (*value).to_owned(), label: Phrase::key(&format!("categories-{kind}-{value}")) };
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
            from_minor: row.try_get("price")?,
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
