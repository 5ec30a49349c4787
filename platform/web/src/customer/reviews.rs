//! Reviewing a finished order with pictures, and adding to the review later (C17).

use crate::error::{Served, status};
use crate::form::{Typed, form};
use crate::respond::see;
use crate::upload::{Pictures, Upload};
use crate::visit::SignedInVisit;
use axum::extract::Path;
use lares_domain::orders;
use lares_domain::reviews::{self, Addition, MOST_PICTURES, Scores};
use lares_domain::workforce;
use lares_kernel::error::NOT_FOUND;
use lares_kernel::{Ctx, Error, Kind, OrderId, Permission, Result, WorkerId};
use lares_views::pages::customer::ReviewForm;
use lares_views::{Form, Phrase};
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

pub async fn create(visit: SignedInVisit, Path(id): Path<OrderId>, sent: Upload<Written>) -> Served {
    let (Typed { value, words }, had_pictures) = (sent.typed, !sent.pictures.is_empty());
    match write(&visit, id, value, sent.pictures).await {
        Ok(()) => Ok(see(&format!("/orders/{id}"))),
        Err(error) if error.kind() == Kind::Invalid => {
            let mut ctx = visit.begin().await?;
            let page = page(&mut ctx, id, marked(form(&words, Some(&error)), had_pictures)).await?;
            visit.show_as(status(error.kind()), ctx, "orders", &page).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Pictures and words in one transaction: refused words leave no picture behind.
async fn write(visit: &SignedInVisit, id: OrderId, written: Written, pictures: Pictures) -> Result<()> {
    if pictures.len() > MOST_PICTURES {
        return Err(Error::field("pictures", reviews::PICTURES));
    }
    let mut ctx = visit.begin().await?;
    let pictures = pictures.store(&mut ctx, Permission::ReviewWrite, "pictures").await?;
    if let Some(text) = written.appended {
        let review = reviews::of_order(&mut ctx, id).await?.ok_or_else(|| Error::new(NOT_FOUND))?;
        reviews::append(&mut ctx, review.id, &Addition { text, pictures }).await?;
    } else {
        let Written { quality, attitude, as_expected, skill, efficiency, body, appended: _ } = written;
        let scores = Scores { quality, attitude, as_expected, skill, efficiency };
        reviews::write(&mut ctx, id, &reviews::ReviewForm { scores, body, pictures }).await?;
    }
    ctx.commit().await
}

/// The business calls the added text `text`, the page `appended`. A browser never sends a file twice by itself.
fn marked(mut form: Form, had_pictures: bool) -> Form {
    if let Some(wrong) = form.errors.remove("text") {
        form.errors.insert("appended".to_owned(), wrong);
    }
    if had_pictures {
        form.errors.entry("pictures".to_owned()).or_insert_with(|| Phrase::key("review-pictures-again"));
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
