//! One job with everything the worker needs at the door.

use super::{names, step};
use crate::customer::cards::bill;
use crate::error::Served;
use crate::visit::{Visit, WorkerVisit};
use axum::extract::Path;
use lares_domain::orders::{self, Status};
use lares_kernel::events::Event;
use lares_kernel::{Ctx, OrderId, Result};
use lares_views::pages::worker::JobPage;
use lares_views::parts::TimelineEntry;
use lares_views::{Form, Phrase};

pub async fn show(visit: WorkerVisit, Path(id): Path<OrderId>) -> Served {
    let mut ctx = visit.begin().await?;
    let page = page(&mut ctx, &visit, id, Form::default()).await?;
    visit.show(ctx, "today", &page).await
}

/// The page of a job; `form` is what was wrong with its last step.
pub async fn page(ctx: &mut Ctx, visit: &Visit, id: OrderId, form: Form) -> Result<JobPage> {
    let order = orders::read(ctx, id).await?;
    let events = orders::timeline(ctx, id).await?;
    let step = step::next(ctx, &order, form).await?;
    let exact = !matches!(order.status, Status::AwaitingPayment | Status::Offered | Status::Cancelled);
    Ok(JobPage {
        status: order.status.name().to_owned(),
        starts_at: order.starts_at,
        ends_at: order.ends_at,
        exact,
        place: if exact { format!("{} {}", order.address.district, order.address.line) } else { order.address.district.clone() },
        map: names::map(order.address.place),
        options: order.options.iter().map(|option| format!("{} × {}", option.name, option.quantity)).collect(),
        bill: bill(&order.lines, order.total.currency),
        payment: order.payment_state.name().to_owned(),
        timeline: events.iter().rev().map(|event| entry(visit, event)).collect(),
        step,
        icon: "sparkles".to_owned(),
        number: order.number,
        service: order.service_name,
        contact: order.address.contact,
        phone: order.address.phone,
        notes: order.notes,
    })
}

/// An event by its name, `order.departed` being the key `job-event-order-departed`.
fn entry(visit: &Visit, event: &Event) -> TimelineEntry {
    let key = format!("job-event-{}", event.kind.replace('.', "-"));
    let text = if visit.app.views.knows(visit.locale, &key) { key } else { "job-event-other".to_owned() };
    TimelineEntry { text: Phrase::key(&text), at: event.at, by: None }
}
