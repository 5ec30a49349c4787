//! What customers said about the worker, and the worker's replies (W08).

use super::me;
use crate::customer::cards::{OF_WORKER, aspects, pager, rating, review as card};
use crate::error::{Served, status};
use crate::form::{Typed, phrase};
use crate::respond::see;
use crate::visit::WorkerVisit;
use axum::extract::{Path, Query};
use lares_domain::reviews::{self, Review};
use lares_kernel::{Ctx, Error, Kind, PageRequest, Result, ReviewId};
use lares_views::pages::worker::{ReviewRow, Reviews};
use lares_views::parts::ReviewCard;
use lares_views::{Form, Phrase};
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Asked {
    page: Option<u32>,
}

pub async fn show(visit: WorkerVisit, Query(asked): Query<Asked>) -> Served {
    let mut ctx = visit.begin().await?;
    let page = page(&mut ctx, &visit, asked.page.unwrap_or(1), None).await?;
    visit.show(ctx, "profile", &page).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReplyForm {
    reply: String,
    /// The page it was written on.
    page: u32,
}

pub async fn reply(visit: WorkerVisit, Path(id): Path<ReviewId>, Typed { value, .. }: Typed<ReplyForm>) -> Served {
    match answer(&visit, id, &value.reply).await {
        Ok(()) => Ok(see(&format!("/worker/reviews?page={}#review-{id}", value.page))),
        Err(error) if matches!(error.kind(), Kind::Invalid | Kind::Conflict) => {
            let mut ctx = visit.begin().await?;
            let page = page(&mut ctx, &visit, value.page, Some((id, wrong(&value.reply, &error)))).await?;
            visit.show_as(status(error.kind()), ctx, "profile", &page).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn answer(visit: &WorkerVisit, id: ReviewId, reply: &str) -> Result<()> {
    let mut ctx = visit.begin().await?;
    reviews::reply(&mut ctx, id, reply).await?;
    ctx.commit().await
}

/// The domain calls the field `text`; the page has it under its own name.
fn wrong(reply: &str, error: &Error) -> Form {
    let code = error.fields().first().map_or(error.code(), |field| field.code);
    Form::default().value("reply", reply).error("reply", phrase(code, error.args()))
}

async fn page(ctx: &mut Ctx, visit: &WorkerVisit, number: u32, wrong: Option<(ReviewId, Form)>) -> Result<Reviews> {
    let me = me(visit)?;
    let means = reviews::worker_aspects(ctx, me).await?;
    let found = reviews::of_worker(ctx, me, PageRequest::new(number, PageRequest::DEFAULT_SIZE)?).await?;
    let pager = pager(&found, |number| format!("/worker/reviews?page={number}"));
    let author = visit.app.views.say(&Phrase::key("ratings-author"), &visit.bare_frame(""));
    let form = |id: ReviewId| wrong.as_ref().filter(|(about, _)| *about == id).map(|(_, form)| form.clone()).unwrap_or_default();
    Ok(Reviews {
        rating: rating(&means),
        aspects: aspects(&means, OF_WORKER),
        reviews: found.rows.into_iter().map(|review| row(form(review.id), author.clone(), review)).collect(),
        pager,
    })
}

fn row(form: Form, author: String, review: Review) -> ReviewRow {
    ReviewRow {
        id: review.id.to_string(),
        may_reply: review.reply.is_none(),
        review: ReviewCard { author, ..card(review) },
        form,
    }
}
