//! One service.

use super::{cards, policy};
use crate::error::Served;
use crate::visit::CustomerVisit;
use axum::extract::Path;
use lares_domain::catalogue::{self, OfferingOption};
use lares_domain::workforce::{self, WorkerSearch};
use lares_domain::{reviews, tenancy};
use lares_kernel::{Ctx, Currency, PageRequest, Result, ServiceId};
use lares_views::pages::customer::{OptionRow, ServicePage, ServicePicture};
use lares_views::parts::WorkerCard;

/// So many reviews stand on the page itself.
pub const SAID: u32 = 5;

pub async fn show(visit: CustomerVisit, Path(id): Path<ServiceId>) -> Served {
    let mut ctx = visit.begin().await?;
    let page = page(&mut ctx, id).await?;
    visit.show(ctx, "categories", &page).await
}

async fn page(ctx: &mut Ctx, id: ServiceId) -> Result<ServicePage> {
    let currency = ctx.tenant().currency;
    let service = catalogue::page(ctx, id).await?;
    let fit = WorkerSearch { service: Some(id), page: PageRequest::new(1, 6)?, ..WorkerSearch::default() };
    let workers = workforce::search(ctx, &fit).await?;
    let aspects = reviews::service_aspects(ctx, id).await?;
    let said = reviews::of_service(ctx, id, PageRequest::new(1, SAID)?).await?;
    let rules = tenancy::policies::cancellation(ctx).await?;
    // Who is listed here holds the certificate this service asks for.
    let verified = service.certificate_kind.is_some();
    Ok(ServicePage {
        icon: cards::icon(&service.art).to_owned(),
        back: format!("/categories/{}", service.category_id),
        book: format!("/booking/{id}"),
        pictures: service
            .pictures
            .iter()
            .map(|picture| ServicePicture { src: cards::picture(picture.blob_id), kind: picture.kind.as_str().to_owned() })
            .collect(),
        price: cards::money(service.from_minor, currency),
        minutes: cards::count(service.minutes),
        sold: cards::count(service.sold),
        rating: cards::rating(&aspects),
        options: service.options.iter().map(|option| row(option, currency)).collect(),
        more_workers: (workers.total > 6).then(|| cards::address("/workers", &[("service", &id.to_string())])),
        workers: workers.rows.iter().map(|worker| WorkerCard { verified, ..cards::worker(worker) }).collect(),
        aspects: cards::aspects(&aspects, cards::OF_SERVICE),
        more_reviews: (said.total > i64::from(SAID)).then(|| format!("/services/{id}/reviews")),
        reviews: said.rows.into_iter().map(cards::review).collect(),
        policy: Some(policy::in_general(&rules, currency)),
        name: service.name,
        summary: service.summary,
        description: service.description,
        steps: service.steps,
        tools: service.tools,
        included: service.included,
        excluded: service.excluded,
    })
}

fn row(option: &OfferingOption, currency: Currency) -> OptionRow {
    OptionRow {
        name: option.name.clone(),
        price: cards::money(option.price_minor, currency),
        minutes: cards::count(option.minutes),
    }
}
