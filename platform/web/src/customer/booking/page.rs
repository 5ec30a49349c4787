//! The whole page.

use super::scene::{Scene, Served};
use super::wish::Wish;
use super::{calendar, quote, times};
use crate::customer::cards;
use crate::visit::Visit;
use lares_domain::marketplace;
use lares_domain::workforce::{self, WorkerCard, WorkerSearch};
use lares_extension::Hook;
use lares_kernel::{Ctx, PageRequest, Result, phone, random};
use lares_views::pages::customer::{Booking, BookingAddress, BookingOption, Face};
use lares_views::{Form, Phrase};

pub async fn page(ctx: &mut Ctx, visit: &Visit, wish: &Wish, form: Form) -> Result<Booking> {
    let scene = Scene::set(ctx, wish).await?;
    let faces = faces(ctx, &scene).await?;
    let calendar = calendar::calendar(ctx, &scene, wish).await?;
    let times = times::times(ctx, &scene).await?;
    let quote = quote::quote(ctx, (&visit.app.extensions, &scene), wish, &times).await?;
    let takes_code = !marketplace::active(ctx, &visit.app.extensions, Hook::QuoteAdjuster).await?.is_empty();
    let path = format!("/booking/{}", wish.service);
    Ok(Booking {
        service: wish.service.to_string(),
        name: scene.service.name.clone(),
        icon: cards::icon(&scene.service.art).to_owned(),
        price: cards::money(scene.service.from_minor, scene.currency),
        minutes: cards::count(scene.service.minutes),
        back: format!("/services/{}", wish.service),
        key: random::uuid().to_string(),
        options: options(&scene, wish),
        addresses: scene.addresses.iter().flatten().map(|served| address(&scene, served)).collect(),
        add_address: cards::address("/addresses/new", &[("return", &path)]),
        faces,
        calendar,
        times,
        takes_code,
        quote,
        form,
    })
}

pub fn options(scene: &Scene, wish: &Wish) -> Vec<BookingOption> {
    let shown = scene.service.options.iter().map(|option| BookingOption {
        id: option.id.to_string(),
        name: option.name.clone(),
        price: cards::money(option.price_minor, scene.currency),
        minutes: cards::count(option.minutes),
        max: cards::count(option.max_quantity),
        quantity: wish.quantity(option.id),
    });
    shown.collect()
}

pub fn address(scene: &Scene, served: &Served) -> BookingAddress {
    let address = &served.address;
    BookingAddress {
        id: address.id.to_string(),
        contact: address.contact.clone(),
        phone: phone::mask(&address.phone),
        place: format!("{} {}", address.district, address.line).trim().to_owned(),
        chosen: scene.address.as_ref().is_some_and(|chosen| chosen.id == address.id),
        refused: (!served.inside).then(|| Phrase::key("booking-out-of-area")),
    }
}

/// Whom one may ask for, where the company lets customers choose.
async fn faces(ctx: &mut Ctx, scene: &Scene) -> Result<Vec<Face>> {
    if !scene.policies.assignment.customer_may_choose {
        return Ok(Vec::new());
    }
    let search = WorkerSearch { service: Some(scene.service.id), page: PageRequest::new(1, 12)?, ..WorkerSearch::default() };
    let fit = workforce::search(ctx, &search).await?;
    Ok(fit.rows.iter().map(|worker| face(scene, worker)).collect())
}

fn face(scene: &Scene, worker: &WorkerCard) -> Face {
    Face {
        id: worker.id.to_string(),
        name: worker.name.clone(),
        picture: worker.photo.map(cards::picture),
        tenths: cards::tenths(worker.rating_hundredths()),
        chosen: scene.need.worker == Some(worker.id),
    }
}
