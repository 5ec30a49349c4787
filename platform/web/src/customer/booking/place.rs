//! Placing the order, once per key, at the price that was shown.

use super::page::page;
use super::scene::Scene;
use super::wish::{Pairs, Wish};
use crate::customer::cards;
use crate::error::{Served, status};
use crate::form::{Typed, form};
use crate::respond::see;
use crate::visit::CustomerVisit;
use axum::http::StatusCode;
use lares_domain::orders::{self, PlaceOrder};
use lares_domain::pricing;
use lares_kernel::answers::Answer;
use lares_kernel::{Ctx, Error, Kind, QuoteId, Result};
use serde_json::{Value, json};

pub async fn create(visit: CustomerVisit, Typed { value: pairs, .. }: Typed<Pairs>) -> Served {
    let wish = Wish::of_form(pairs)?;
    if visit.actor().customer().is_none() {
        return Ok(see(&cards::address("/sign-in", &[("return", &wish.path())])));
    }
    match place(&visit, &wish).await {
        Ok(path) => Ok(see(&path)),
        Err(error) => match error.kind() {
            Kind::Invalid | Kind::Conflict | Kind::Unavailable => again(&visit, &wish, &error).await,
            Kind::Unauthenticated | Kind::Forbidden | Kind::NotFound | Kind::TooMany | Kind::TooLarge | Kind::Internal => {
                Err(error.into())
            }
        },
    }
}

/// The address of the order; of the first one when the same form comes twice.
async fn place(visit: &CustomerVisit, wish: &Wish) -> Result<String> {
    let (person, key) = (visit.person()?, wish.word("key"));
    let mut ctx = visit.begin().await?;
    let request = serde_json::to_vec(&wish.words)?;
    if let Some(before) = ctx.answered(person, key, &request).await? {
        return Ok(before.body["path"].as_str().unwrap_or("/orders").to_owned());
    }
    let quote = agreed(&mut ctx, wish).await?;
    let command = PlaceOrder { quote, notes: wish.word("notes").to_owned() };
    let placed = orders::place(&mut ctx, &visit.app.extensions, command).await?;
    let path = format!("/orders/{}", placed.order.id);
    let body: Value = json!({ "path": path });
    ctx.keep_answer(person, key, &Answer { status: StatusCode::SEE_OTHER.as_u16(), body }).await?;
    ctx.commit().await?;
    Ok(path)
}

/// The quote on the page, if it is for what the form says; one that is not was overtaken by the last click.
async fn agreed(ctx: &mut Ctx, wish: &Wish) -> Result<QuoteId> {
    let overtaken = || Error::new(pricing::EXPIRED);
    let quote = pricing::read(ctx, wish.quote.ok_or_else(overtaken)?).await?;
    let scene = Scene::set(ctx, wish).await?;
    if wish.is_priced_by(&quote, &scene) { Ok(quote.id) } else { Err(overtaken()) }
}

/// The page again with everything kept, fresh times and a fresh price.
async fn again(visit: &CustomerVisit, wish: &Wish, error: &Error) -> Served {
    let mut ctx = visit.begin().await?;
    let page = page(&mut ctx, visit, wish, form(&wish.words, Some(error))).await?;
    visit.show_as(status(error.kind()), ctx, "categories", &page).await
}
