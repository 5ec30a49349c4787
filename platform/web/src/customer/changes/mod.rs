//! Changing an order: the booking's own calendar, addresses and extras, the new bill beside the old, then the click (C14).
//!
//! Invariant: as with booking, the form's fields are the whole state, and the order becomes what the quote that was shown says.

mod page;
mod quote;

use super::booking::scene::Scene;
use super::booking::wish::{Pairs, Wish};
use super::booking::{calendar, times, wish};
use crate::error::{Served, status};
use crate::form::{Typed, form};
use crate::instead::instead;
use crate::respond::see;
use crate::state::App;
use crate::visit::SignedInVisit;
use axum::Router;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::routing::{get, post};
use lares_domain::orders::{self, ChangeOrder, Order, Wanted};
use lares_domain::pricing;
use lares_kernel::answers::Answer;
use lares_kernel::{Ctx, Error, Kind, OrderId, QuoteId, Result};
use lares_views::Form;
use lares_views::pages::customer::{BookingTimes, CalendarPart, ChangeQuotePart, TimesPart};

/// The fields of the form beside its options.
const NAMES: [&str; 6] = ["key", "quote", "address", "date", "starts", "notes"];

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/orders/{id}/change", get(show).post(create))
        .route("/orders/{id}/change/calendar", get(month))
        .route("/orders/{id}/change/times", get(day))
        .route("/orders/{id}/change/quote", post(price))
}

/// The order, what it is to become, and everything around that.
struct Changing {
    order: Order,
    wish: Wish,
    scene: Scene,
}

impl Changing {
    async fn read(ctx: &mut Ctx, id: OrderId, typed: Pairs) -> Result<Self> {
        let order = orders::read(ctx, id).await?;
        let address = orders::change_address(ctx, id).await?;
        let wish = Wish::of_order(&order, address, ctx.tenant(), typed);
        let scene = Scene::set(ctx, &wish).await?;
        Ok(Self { order, wish, scene })
    }

    /// Only the notes may differ.
    fn is_as_before(&self, address: lares_kernel::AddressId) -> bool {
        let is_there = self.scene.address.as_ref().is_some_and(|chosen| chosen.id == address);
        is_there && self.wish.has_options(&self.order.options) && self.scene.starts_at == Some(self.order.starts_at)
    }
}

async fn show(visit: SignedInVisit, Path(id): Path<OrderId>, Query(typed): Query<Pairs>) -> Served {
    let mut ctx = visit.begin().await?;
    let changing = Changing::read(&mut ctx, id, typed).await?;
    let form = Form { values: changing.wish.words.clone(), ..Form::default() };
    let page = page::page(&mut ctx, &visit, &changing, form).await?;
    visit.show(ctx, "orders", &page).await
}

async fn month(visit: SignedInVisit, Path(id): Path<OrderId>, Query(typed): Query<Pairs>) -> Served {
    let mut ctx = visit.begin().await?;
    let Changing { wish, scene, .. } = Changing::read(&mut ctx, id, typed).await?;
    let calendar = calendar::calendar(&mut ctx, &scene, &wish).await?;
    ctx.commit().await?;
    visit.part(&CalendarPart { calendar })
}

async fn day(visit: SignedInVisit, Path(id): Path<OrderId>, Query(typed): Query<Pairs>) -> Served {
    let mut ctx = visit.begin().await?;
    let Changing { scene, .. } = Changing::read(&mut ctx, id, typed).await?;
    let times = times::times(&mut ctx, &scene).await?;
    ctx.commit().await?;
    visit.part(&TimesPart { times })
}

async fn price(visit: SignedInVisit, Path(id): Path<OrderId>, Typed { value: typed, .. }: Typed<Pairs>) -> Served {
    wish::only(&typed, &NAMES)?;
    let mut ctx = visit.begin().await?;
    let changing = Changing::read(&mut ctx, id, typed).await?;
    let times = times::times(&mut ctx, &changing.scene).await?;
    let quote = quote::quote(&mut ctx, &visit.app.extensions, &changing, &times).await?;
    ctx.commit().await?;
    visit.part(&ChangeQuotePart { quote, times: BookingTimes { beside: true, ..times } })
}

async fn create(visit: SignedInVisit, Path(id): Path<OrderId>, Typed { value: typed, words }: Typed<Pairs>) -> Served {
    wish::only(&typed, &NAMES)?;
    match apply(&visit, id, typed.clone()).await {
        Ok(()) => Ok(see(&format!("/orders/{id}"))),
        Err(error) => match error.kind() {
            Kind::Invalid | Kind::Conflict | Kind::Unavailable if error.code() != orders::NOT_NOW => {
                let mut ctx = visit.begin().await?;
                let changing = Changing::read(&mut ctx, id, typed).await?;
                let page = page::page(&mut ctx, &visit, &changing, form(&words, Some(&error))).await?;
                visit.show_as(status(error.kind()), ctx, "orders", &page).await
            }
            _ => Err(error.into()),
        },
    }
}

/// Changes the order once per key, at the bill that was shown.
async fn apply(visit: &SignedInVisit, id: OrderId, typed: Pairs) -> Result<()> {
    let person = visit.person()?;
    let mut ctx = visit.begin().await?;
    let changing = Changing::read(&mut ctx, id, typed).await?;
    let (key, request) = (changing.wish.word("key"), serde_json::to_vec(&changing.wish.words)?);
    if ctx.answered(person, key, &request).await?.is_some() {
        return Ok(());
    }
    let quote = agreed(&mut ctx, &changing).await?;
    let command = ChangeOrder { quote, notes: Some(changing.wish.word("notes").to_owned()) };
    if let Err(error) = orders::change(&mut ctx, &visit.app.extensions, id, command).await {
        return Err(match quote {
            Some(quote) => instead(visit, ctx, error, Wanted::Change { order: id, quote }).await,
            None => error,
        });
    }
    let answer = Answer { status: StatusCode::SEE_OTHER.as_u16(), body: serde_json::Value::Null };
    ctx.keep_answer(person, key, &answer).await?;
    ctx.commit().await
}

/// The quote on the page when it is for what the form says; None when nothing but the notes may differ.
async fn agreed(ctx: &mut Ctx, changing: &Changing) -> Result<Option<QuoteId>> {
    let address = orders::change_address(ctx, changing.order.id).await?;
    if changing.is_as_before(address) {
        return Ok(None);
    }
    let overtaken = || Error::new(pricing::EXPIRED);
    let quote = pricing::read(ctx, changing.wish.quote.ok_or_else(overtaken)?).await?;
    if changing.wish.is_priced_by(&quote, &changing.scene) { Ok(Some(quote.id)) } else { Err(overtaken()) }
}
