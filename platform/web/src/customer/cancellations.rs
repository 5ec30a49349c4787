//! Cancelling: the fee first, then the click.

use super::order_view;
use crate::error::{Served, status};
use crate::form::{Typed, form};
use crate::respond::see;
use crate::visit::SignedInVisit;
use axum::extract::Path;
use lares_domain::orders;
use lares_kernel::{Ctx, Kind, OrderId, Result};
use lares_views::Form;
use lares_views::pages::customer::CancellationPage;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CancellationForm {
    reason: String,
    /// Minor units, as shown.
    fee: i64,
}

/// The question as a page, for browsers without scripts.
pub async fn show(visit: SignedInVisit, Path(id): Path<OrderId>) -> Served {
    let mut ctx = visit.begin().await?;
    let page = page(&mut ctx, id, Form::default()).await?;
    visit.show(ctx, "orders", &page).await
}

/// Cancels at the fee shown; when it changed meanwhile, asks again with the new one.
pub async fn create(visit: SignedInVisit, Path(id): Path<OrderId>, Typed { value, words }: Typed<CancellationForm>) -> Served {
    let mut ctx = visit.begin().await?;
    match orders::cancel(&mut ctx, id, &value.reason, value.fee).await {
        Ok(_) => ctx.commit().await?,
        Err(error) if error.kind() == Kind::Invalid || error.code() == orders::FEE_CHANGED => {
            drop(ctx);
            let mut ctx = visit.begin().await?;
            let page = page(&mut ctx, id, form(&words, Some(&error))).await?;
            return visit.show_as(status(error.kind()), ctx, "orders", &page).await;
        }
        Err(error) => return Err(error.into()),
    }
    Ok(see(&format!("/orders/{id}")))
}

async fn page(ctx: &mut Ctx, id: OrderId, form: Form) -> Result<CancellationPage> {
    let order = orders::read(ctx, id).await?;
    let cancellation = order_view::cancellation(ctx, &order).await?;
    Ok(CancellationPage { number: order.number, back: format!("/orders/{id}"), cancellation, form })
}
