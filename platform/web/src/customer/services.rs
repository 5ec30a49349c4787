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
use lares_views::parts::{Rating, WorkerCard};

pub async fn show(visit: CustomerVisit, Path(id): Path<ServiceId>) -> Served {
    let mut ctx = visit.begin().await?;
    let page = page(&mut ctx, id).await?;
    visit.show(ctx, "categories", &page).await
}

async fn page(ctx: &mut Ctx, id: ServiceId) -> Result<ServicePage> {
    let currency = ctx.tenant().currency;
    let service = catalogue::page(ctx, id).await?;
    let fit = WorkerSearch { service: Some(id), page: PageRequest::new(1, 6)?, ..WorkerSearch::default() };
    let workers = workforce::search(ctx, &fit).await?.rows;
    let aspects = reviews::service_aspects(ctx, id).await?;
    let said = reviews::of_service(ctx, id, PageRequest::new(1, 10)?).await?.rows;
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
        rating: Rating { tenths: cards::tenths(Some(aspects.overall)), count: cards::count(service.rating_count) },
        options: service.options.iter().map(|option| row(option, currency)).collect(),
        workers: workers.iter().map(|worker| WorkerCard { verified, ..cards::worker(worker) }).collect(),
        aspects: cards::aspects(aspects),
        reviews: said.into_iter().map(cards::review).collect(),
        more_reviews: None,
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
