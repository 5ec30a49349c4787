//! Reviewing a finished order, and adding to the review later.

use crate::error::{Served, status};
use crate::form::{Typed, form};
use crate::respond::see;
use crate::visit::SignedInVisit;
use axum::extract::Path;
use lares_domain::orders;
use lares_domain::reviews::{self, Scores};
use lares_domain::workforce;
use lares_kernel::error::NOT_FOUND;
use lares_kernel::{Ctx, Error, Kind, OrderId, Result, WorkerId};
use lares_views::Form;
use lares_views::pages::customer::ReviewForm;
use serde::Deserialize;

/// Marks that were not given are 0, which is refused beside each.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Written {
    #[serde(default)]
    quality: i32,
    #[serde(default)]
    attitude: i32,
    #[serde(default)]
    as_expected: i32,
    #[serde(default)]
    skill: i32,
    #[serde(default)]
    efficiency: i32,
    #[serde(default)]
    body: String,
    /// Second thoughts; then nothing else is asked for.
    appended: Option<String>,
}

pub async fn show(visit: SignedInVisit, Path(id): Path<OrderId>) -> Served {
    let mut ctx = visit.begin().await?;
    let page = page(&mut ctx, id, Form::default()).await?;
    visit.show(ctx, "orders", &page).await
}

pub async fn create(visit: SignedInVisit, Path(id): Path<OrderId>, Typed { value, words }: Typed<Written>) -> Served {
    let mut ctx = visit.begin().await?;
    match write(&mut ctx, id, value).await {
        Ok(()) => ctx.commit().await?,
        Err(error) if error.kind() == Kind::Invalid => {
            drop(ctx);
            let mut ctx = visit.begin().await?;
            let page = page(&mut ctx, id, marked(form(&words, Some(&error)))).await?;
            return visit.show_as(status(error.kind()), ctx, "orders", &page).await;
        }
        Err(error) => return Err(error.into()),
    }
    Ok(see(&format!("/orders/{id}")))
}

async fn write(ctx: &mut Ctx, id: OrderId, written: Written) -> Result<()> {
    if let Some(text) = &written.appended {
        let review = reviews::of_order(ctx, id).await?.ok_or_else(|| Error::new(NOT_FOUND))?;
        return reviews::append(ctx, review.id, text).await;
    }
    let Written { quality, attitude, as_expected, skill, efficiency, body, appended: _ } = written;
    let scores = Scores { quality, attitude, as_expected, skill, efficiency };
    reviews::write(ctx, id, &reviews::ReviewForm { scores, body, pictures: Vec::new() }).await?;
    Ok(())
}

/// The business calls the added text `text`, the page `appended`.
fn marked(mut form: Form) -> Form {
    if let Some(wrong) = form.errors.remove("text") {
        form.errors.insert("appended".to_owned(), wrong);
    }
    form
}

async fn page(ctx: &mut Ctx, id: OrderId, form: Form) -> Result<ReviewForm> {
    let about = orders::reviewable(ctx, id).await?;
    let order = orders::read(ctx, id).await?;
    let written = reviews::of_order(ctx, id).await?.map(|review| review.body);
    let worker = name(ctx, about.worker_id).await?;
    let back = format!("/orders/{id}");
    Ok(ReviewForm { service: order.service_name, worker, action: format!("{back}/review"), back, form, written })
}

/// Empty when the worker left the company.
async fn name(ctx: &mut Ctx, worker: WorkerId) -> Result<String> {
    match workforce::page(ctx, worker).await {
        Ok(page) => Ok(page.card.name),
        Err(error) if error.code() == NOT_FOUND => Ok(String::new()),
        Err(error) => Err(error),
    }
}
