//! Booking: one page that unfolds from options to the bill; three parts of it are asked for as choices are made.
//!
//! Invariant: the form's fields are the whole state; the address of the page may carry all of them, so that signing in loses nothing.
//! Invariant: an order is placed at the quote whose bill was shown; whatever changed meanwhile shows the page again, everything kept.

pub(super) mod calendar;
pub(super) mod page;
mod place;
mod quote;
pub(super) mod scene;
pub(super) mod times;
pub(super) mod wish;

use crate::error::Served;
use crate::form::Typed;
use crate::state::App;
use crate::visit::CustomerVisit;
use axum::Router;
use axum::extract::{Path, Query};
use axum::routing::{get, post};
use lares_kernel::ServiceId;
use lares_views::Form;
use lares_views::pages::customer::{BookingTimes, CalendarPart, QuotePart, TimesPart};
use scene::Scene;
use wish::{Pairs, Wish};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/booking/{service}", get(show))
        .route("/booking/{service}/calendar", get(month))
        .route("/booking/{service}/times", get(day))
        .route("/booking/{service}/quote", post(price))
        .route("/orders", post(place::create))
}

async fn show(visit: CustomerVisit, Path(service): Path<ServiceId>, Query(pairs): Query<Pairs>) -> Served {
    visit.search()?;
    let wish = Wish::read(service, pairs);
    let mut ctx = visit.begin().await?;
    let form = Form { values: wish.words.clone(), ..Form::default() };
    let page = page::page(&mut ctx, &visit, &wish, form).await?;
    visit.show(ctx, "categories", &page).await
}

async fn month(visit: CustomerVisit, Path(service): Path<ServiceId>, Query(pairs): Query<Pairs>) -> Served {
    visit.search()?;
    let wish = Wish::read(service, pairs);
    let mut ctx = visit.begin().await?;
    let scene = Scene::set(&mut ctx, &wish).await?;
    let calendar = calendar::calendar(&mut ctx, &scene, &wish).await?;
    ctx.commit().await?;
    visit.part(&CalendarPart { calendar })
}

async fn day(visit: CustomerVisit, Path(service): Path<ServiceId>, Query(pairs): Query<Pairs>) -> Served {
    visit.search()?;
    let wish = Wish::read(service, pairs);
    let mut ctx = visit.begin().await?;
    let scene = Scene::set(&mut ctx, &wish).await?;
    let times = times::times(&mut ctx, &scene).await?;
    ctx.commit().await?;
    visit.part(&TimesPart { times })
}

async fn price(visit: CustomerVisit, Path(service): Path<ServiceId>, Typed { value: pairs, .. }: Typed<Pairs>) -> Served {
    visit.search()?;
    wish::only(&pairs, &wish::NAMES)?;
    let wish = Wish::read(service, pairs);
    let mut ctx = visit.begin().await?;
    let scene = Scene::set(&mut ctx, &wish).await?;
    let times = times::times(&mut ctx, &scene).await?;
    let quote = quote::quote(&mut ctx, (&visit.app.extensions, &scene), &wish, &times).await?;
    ctx.commit().await?;
    visit.part(&QuotePart { quote, times: BookingTimes { beside: true, ..times } })
}
