//! One worker, as far as the company publishes them.

use super::cards;
use super::services::SAID;
use crate::error::Served;
use crate::visit::CustomerVisit;
use crate::worker::names;
use axum::extract::Path;
use lares_domain::catalogue::{self, ServiceCard, ServiceSearch};
use lares_domain::scheduling::{self, Need, OpenSlot, Opening};
use lares_domain::workforce::{self, PublicCertificate};
use lares_domain::{reviews, tenancy};
use lares_kernel::{Ctx, PageRequest, Result, Tenant, WorkerId};
use lares_views::pages::customer::{CertificateRow, FreeTime, WorkerPage};

pub async fn show(visit: CustomerVisit, Path(id): Path<WorkerId>) -> Served {
    let mut ctx = visit.begin().await?;
    let page = page(&mut ctx, id).await?;
    visit.show(ctx, "categories", &page).await
}

async fn page(ctx: &mut Ctx, id: WorkerId) -> Result<WorkerPage> {
    let currency = ctx.tenant().currency;
    let workforce::WorkerPage { card, certificates } = workforce::page(ctx, id).await?;
    let skills = workforce::skills_of(ctx, id).await?;
    let search = ServiceSearch { skills: Some(skills), page: PageRequest::new(1, 12)?, ..ServiceSearch::default() };
    let services = catalogue::search(ctx, &search).await?.rows;
    let free_times = free_times(ctx, id, services.first()).await?;
    let aspects = reviews::worker_aspects(ctx, id).await?;
    let said = reviews::of_worker(ctx, id, PageRequest::new(1, SAID)?).await?;
    Ok(WorkerPage {
        name: card.name.clone(),
        picture: card.photo.map(cards::picture),
        back: "/workers".to_owned(),
        sex: card.sex.map(|sex| sex.as_str().to_owned()),
        age: card.age.map(|age| cards::count(age.into())),
        years: cards::count(card.years.into()),
        introduction: card.bio.clone(),
        skills: card.skills.iter().map(|skill| skill.name.clone()).collect(),
        rating: cards::rating(&aspects),
        visits: cards::count(card.done),
        certificates: certificates.iter().map(|held| certificate(ctx.tenant(), held)).collect(),
        aspects: cards::aspects(&aspects, cards::OF_WORKER),
        more_reviews: (said.total > i64::from(SAID)).then(|| format!("/workers/{id}/reviews")),
        free_times,
        services: services.iter().map(|service| cards::service(service, currency)).collect(),
        reviews: said.rows.into_iter().map(cards::review).collect(),
    })
}

/// The next times this worker has for their most booked service, on the first day of two weeks that has any.
async fn free_times(ctx: &mut Ctx, worker: WorkerId, service: Option<&ServiceCard>) -> Result<Vec<FreeTime>> {
    let Some(service) = service else { return Ok(Vec::new()) };
    if !tenancy::policies::assignment(ctx).await?.customer_may_choose {
        return Ok(Vec::new());
    }
    let need = Need { service: service.id, minutes: service.minutes, place: None, worker: Some(worker), moving: None };
    let today = ctx.tenant().date(ctx.now());
    let days = scheduling::month(ctx, &need, today, 14).await?;
    let Some(day) = days.iter().find(|day| day.free > 0) else { return Ok(Vec::new()) };
    let slots = scheduling::open_slots(ctx, &need, day.date).await?;
    let free = slots.iter().filter(|slot| matches!(slot.opening, Opening::Free { .. })).step_by(2).take(6);
    let (worker, date) = (worker.to_string(), day.date.to_string());
    let href = |slot: &OpenSlot| {
        let starts = slot.starts_at.to_string();
        cards::address(&format!("/booking/{}", service.id), &[("worker", &worker), ("date", &date), ("starts", &starts)])
    };
    Ok(free.map(|slot| FreeTime { at: slot.starts_at, href: href(slot) }).collect())
}

fn certificate(tenant: &Tenant, held: &PublicCertificate) -> CertificateRow {
    CertificateRow { kind: names::certificate(tenant, &held.kind), expires_on: held.expires_on }
}
