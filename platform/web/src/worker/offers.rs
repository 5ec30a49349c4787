//! Offers and the open pool (W04).

use super::me;
use crate::customer::cards::{pager, slice};
use crate::error::{Served, status};
use crate::form::{Button, Typed, form};
use crate::message::money;
use crate::respond::see;
use crate::visit::WorkerVisit;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use lares_domain::orders::{self, Offer};
use lares_domain::workforce;
use lares_kernel::{Ctx, Currency, Error, Kind, OrderId, PageRequest, Result};
use lares_views::Form;
use lares_views::pages::worker::{OfferCard, Offers};
use serde::Deserialize;
use std::collections::BTreeMap;

/// So many jobs of the pool on one page.
const POOL: u32 = 10;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// Of the pool.
    page: Option<u32>,
}

pub async fn show(visit: WorkerVisit, Query(asked): Query<Asked>) -> Served {
    respond(&visit, (StatusCode::OK, Form::default()), &asked).await
}

pub async fn accept(visit: WorkerVisit, Path(id): Path<OrderId>, _: Button) -> Served {
    let mut ctx = visit.begin().await?;
    let done = orders::accept(&mut ctx, id).await.map(|_| ());
    answered(&visit, ctx, done, &format!("/worker/jobs/{id}")).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RefusalForm {
    #[serde(default)]
    reason: String,
}

pub async fn refuse(visit: WorkerVisit, Path(id): Path<OrderId>, Typed { value, .. }: Typed<RefusalForm>) -> Served {
    let mut ctx = visit.begin().await?;
    let done = orders::decline(&mut ctx, id, &value.reason).await;
    answered(&visit, ctx, done, "/worker/offers").await
}

pub async fn claim(visit: WorkerVisit, Path(id): Path<OrderId>, _: Button) -> Served {
    let mut ctx = visit.begin().await?;
    let done = orders::grab(&mut ctx, id).await.map(|_| ());
    answered(&visit, ctx, done, &format!("/worker/jobs/{id}")).await
}

/// Goes on, or shows the offers as they are now with what came between.
async fn answered(visit: &WorkerVisit, ctx: Ctx, done: Result<(), Error>, to: &str) -> Served {
    match done {
        Ok(()) => {
            ctx.commit().await?;
            Ok(see(to))
        }
        Err(error) if matches!(error.kind(), Kind::Conflict | Kind::NotFound | Kind::Invalid) => {
            drop(ctx);
            let wrong = (status(error.kind()), form(&BTreeMap::new(), Some(&error)));
            respond(visit, wrong, &Asked::default()).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn respond(visit: &WorkerVisit, (code, form): (StatusCode, Form), asked: &Asked) -> Served {
    let mut ctx = visit.begin().await?;
    let currency = visit.tenant.currency;
    let offers = orders::offers(&mut ctx).await?.into_iter().map(|offer| card(offer, currency)).collect();
    let pool = orders::open_pool(&mut ctx).await?;
    let pool = slice(PageRequest::new(asked.page.unwrap_or(1), POOL)?, pool.into_iter());
    let pager = pager(&pool, |page| format!("/worker/offers?page={page}"));
    let pool = pool.rows.into_iter().map(|offer| card(offer, currency)).collect();
    let presence = workforce::record(&mut ctx, me(visit)?).await?.presence.as_str().to_owned();
    visit.show_as(code, ctx, "offers", &Offers { offers, pool, pager, presence, form }).await
}

fn card(offer: Offer, currency: Currency) -> OfferCard {
    OfferCard {
        id: offer.order_id.to_string(),
        service: offer.service_name,
        starts_at: offer.starts_at,
        ends_at: offer.ends_at,
        district: offer.district,
        notes: offer.notes,
        total: money(offer.total_minor, currency),
        answer_by: offer.expires_at,
    }
}
