//! What a visit costs, line by line, frozen for a while.

use super::answer::{Money, show};
use super::extract::{Id, Json};
use crate::error::Served;
use crate::state::App;
use crate::visit::SignedInVisit;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use jiff::Timestamp;
use lares_domain::pricing::{self, ChosenOption, Line, Notice, QuoteFor, Source};
use lares_kernel::{AddressId, OptionId, QuoteId, ServiceId, WorkerId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(ask)).routes(routes!(one))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WantedOption {
    #[schema(value_type = Uuid)]
    pub id: OptionId,
    pub quantity: u32,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct QuoteForm {
    #[schema(value_type = Uuid)]
    service: ServiceId,
    #[serde(default)]
    options: Vec<WantedOption>,
    #[schema(value_type = Uuid)]
    address: AddressId,
    /// Absent = whoever fits best.
    #[schema(value_type = Option<Uuid>)]
    worker: Option<WorkerId>,
    starts_at: Timestamp,
    /// Coupon codes and the like, for the company's plugins.
    #[serde(default)]
    codes: Vec<String>,
}

/// One line of a bill.
#[derive(Serialize, ToSchema)]
pub struct BillLine {
    code: String,
    label: String,
    /// Why it is there; empty for what the customer chose.
    why: String,
    amount_minor: i64,
    /// `base`, `option`, `fee` (with no label; the code says which), or the plugin's id.
    source: String,
}

impl From<Line> for BillLine {
    fn from(line: Line) -> Self {
        let source = match line.source {
            Source::Base => "base".to_owned(),
            Source::Option => "option".to_owned(),
            Source::Plugin(id) => id,
            Source::Fee => "fee".to_owned(),
        };
        Self { code: line.code, label: line.label, why: line.why, amount_minor: line.amount_minor, source }
    }
}

/// An option as chosen.
#[derive(Serialize, ToSchema)]
pub struct Chosen {
    id: Uuid,
    name: String,
    quantity: u32,
    amount_minor: i64,
    minutes: i64,
}

impl From<ChosenOption> for Chosen {
    fn from(option: ChosenOption) -> Self {
        Self {
            id: option.id.uuid(),
            name: option.name,
            quantity: option.quantity,
            amount_minor: option.amount_minor,
            minutes: option.minutes,
        }
    }
}

#[derive(Serialize, ToSchema)]
struct QuoteNotice {
    plugin: String,
    code: String,
    message: String,
}

impl From<Notice> for QuoteNotice {
    fn from(notice: Notice) -> Self {
        Self { plugin: notice.plugin, code: notice.code, message: notice.message }
    }
}

#[derive(Serialize, ToSchema)]
pub struct Quote {
    id: Uuid,
    service_id: Uuid,
    address_id: Uuid,
    worker_id: Option<Uuid>,
    starts_at: Timestamp,
    ends_at: Timestamp,
    options: Vec<Chosen>,
    codes: Vec<String>,
    /// They sum to the total.
    lines: Vec<BillLine>,
    /// What the customer should know, such as a code that did not count.
    notices: Vec<QuoteNotice>,
    total: Money,
    expires_at: Timestamp,
}

impl From<pricing::Quote> for Quote {
    fn from(quote: pricing::Quote) -> Self {
        Self {
            id: quote.id.uuid(),
            service_id: quote.service_id.uuid(),
            address_id: quote.address_id.uuid(),
            worker_id: quote.worker_id.map(Uuid::from),
            starts_at: quote.starts_at,
            ends_at: quote.ends_at,
            options: quote.options.into_iter().map(Into::into).collect(),
            codes: quote.codes,
            lines: quote.lines.into_iter().map(Into::into).collect(),
            notices: quote.notices.into_iter().map(Into::into).collect(),
            total: quote.total.into(),
            expires_at: quote.expires_at,
        }
    }
}

/// Prices a visit and freezes the answer.
#[utoipa::path(post, path = "/quotes", tag = "orders", responses((status = 201, body = Quote)))]
async fn ask(visit: SignedInVisit, Json(form): Json<QuoteForm>) -> Served {
    let mut ctx = visit.begin().await?;
    let ask = QuoteFor {
        service: form.service,
        options: form.options.iter().map(|option| (option.id, option.quantity)).collect(),
        address: form.address,
        worker: form.worker,
        starts_at: form.starts_at,
        codes: form.codes,
    };
    let quote = pricing::quote(&mut ctx, &visit.app.extensions, ask).await?;
    ctx.commit().await?;
    Ok((StatusCode::CREATED, axum::Json(Quote::from(quote))).into_response())
}

/// A quote of one's own.
#[utoipa::path(get, path = "/quotes/{id}", tag = "orders", params(("id" = Uuid, Path)), responses((status = 200, body = Quote)))]
async fn one(visit: SignedInVisit, Id(id): Id<QuoteId>) -> Served {
    let mut ctx = visit.begin().await?;
    let quote = pricing::read(&mut ctx, id).await?;
    show(ctx, Quote::from(quote)).await
}
