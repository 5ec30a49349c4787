//! The whole page.

use super::{Changing, quote};
use crate::customer::booking::{calendar, page, times};
use crate::customer::cards;
use crate::visit::Visit;
use lares_kernel::{Ctx, Result, random};
use lares_views::Form;
use lares_views::pages::customer::ChangePage;

pub async fn page(ctx: &mut Ctx, visit: &Visit, changing: &Changing, form: Form) -> Result<ChangePage> {
    let Changing { order, wish, scene } = changing;
    let calendar = calendar::calendar(ctx, scene, wish).await?;
    let times = times::times(ctx, scene).await?;
    let quote = quote::quote(ctx, &visit.app.extensions, changing, &times).await?;
    Ok(ChangePage {
        number: order.number.clone(),
        name: order.service_name.clone(),
        icon: cards::icon(&scene.service.art).to_owned(),
        starts_at: order.starts_at,
        ends_at: order.ends_at,
        base: wish.base.clone(),
        back: format!("/orders/{}", order.id),
        key: random::uuid().to_string(),
        options: page::options(scene, wish),
        addresses: scene.addresses.iter().flatten().map(|served| page::address(scene, served)).collect(),
        calendar,
        times,
        quote,
        form,
    })
}
