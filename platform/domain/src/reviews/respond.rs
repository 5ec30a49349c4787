//! What comes after a review: the customer's second thoughts, the worker's answer.

use super::{ALREADY_APPENDED, ALREADY_REPLIED, MOST_PICTURES, PICTURES, db};
use crate::catalogue::{faults::Faults, pictures};
use lares_kernel::{BlobId, Ctx, Error, Permission, Result, ReviewId};
use serde_json::json;

/// Second thoughts, with pictures the customer stored before.
#[derive(Clone, Debug)]
pub struct Addition {
    pub text: String,
    pub pictures: Vec<BlobId>,
}

/// The customer adds to their review, once (追评); the marks stay.
///
/// # Errors
/// `invalid` for the text or the pictures, `not_found` for somebody else's, `reviews.already_appended`.
pub async fn append(ctx: &mut Ctx, id: ReviewId, addition: &Addition) -> Result<()> {
    ctx.authorize(Permission::ReviewWrite)?;
    let review = db::one(ctx, id).await?;
    ctx.authorize_owned(Permission::ReviewWrite, &[Some(review.customer_id.uuid())])?;
    let mut faults = Faults::default();
    let text = faults.text("text", &addition.text, 1..=1_000);
    if addition.pictures.len() > MOST_PICTURES {
        faults.add("pictures", PICTURES);
    }
    faults.done()?;
    pictures::check_own(ctx, Permission::ReviewWrite, &addition.pictures).await?;
    if !db::append(ctx, id, &text, &addition.pictures).await? {
        return Err(Error::new(ALREADY_APPENDED));
    }
    ctx.announce("review.appended", id.uuid(), json!({ "order": review.order_id, "worker": review.worker_id })).await
}

/// The worker it is about answers, once; so may the office for them.
///
/// # Errors
/// `invalid` for the text, `not_found` for somebody else's, `reviews.already_replied`.
pub async fn reply(ctx: &mut Ctx, id: ReviewId, text: &str) -> Result<()> {
    ctx.authorize(Permission::ReviewReply)?;
    let review = db::one(ctx, id).await?;
    ctx.authorize_owned(Permission::ReviewReply, &[Some(review.worker_id.uuid())])?;
    let mut faults = Faults::default();
    let text = faults.text("text", text, 1..=1_000);
    faults.done()?;
    if !db::reply(ctx, id, &text).await? {
        return Err(Error::new(ALREADY_REPLIED));
    }
    ctx.announce("review.replied", id.uuid(), json!({ "order": review.order_id, "customer": review.customer_id })).await
}
