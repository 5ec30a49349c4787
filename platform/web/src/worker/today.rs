//! Today: the visit in hand, and what comes after it.

use super::{me, names, step};
use crate::customer::cards::icon;
use crate::error::Served;
use crate::form::Typed;
use crate::message::money;
use crate::respond::see;
use crate::visit::{Visit, WorkerVisit};
use jiff::ToSpan;
use lares_domain::orders::{self, Order, OrderRow, PaymentState, Status};
use lares_domain::workforce::{self, CertificateState, Presence, WorkerRecord};
use lares_kernel::{Ctx, Result};
use lares_views::Form;
use lares_views::pages::worker::{Day, DayPart, ExpiringCertificate, JobRow, NextJob, Today};
use serde::Deserialize;

/// How long ahead a certificate's end is announced.
const WARN_DAYS: i32 = 30;

pub async fn show(visit: WorkerVisit) -> Served {
    let mut ctx = visit.begin().await?;
    let record = workforce::record(&mut ctx, me(&visit)?).await?;
    let day = day(&mut ctx, &visit, &record).await?;
    if visit.is_partial {
        ctx.commit().await?;
        return visit.part(&DayPart { day });
    }
    visit.show(ctx, "today", &Today { name: record.name, day }).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PresenceForm {
    presence: Presence,
}

pub async fn set_presence(visit: WorkerVisit, Typed { value, .. }: Typed<PresenceForm>) -> Served {
    let mut ctx = visit.begin().await?;
    workforce::set_presence(&mut ctx, value.presence).await?;
    ctx.commit().await?;
    Ok(see("/worker"))
}

async fn day(ctx: &mut Ctx, visit: &Visit, record: &WorkerRecord) -> Result<Day> {
    let zone = &visit.tenant.zone;
    let today = visit.tenant.date(ctx.now());
    let (from, to) = names::span(zone, today.saturating_add((-3).days()), today.saturating_add(14.days()));
    let rows = orders::of_worker(ctx, from, to).await?;
    let next = in_hand(&rows);
    let date = next.map_or(today, |row| visit.tenant.date(row.starts_at));
    let later = rows.iter().filter(|row| row.status == Status::Accepted && visit.tenant.date(row.starts_at) == date);
    let later = later.filter(|row| next.is_none_or(|next| next.id != row.id)).map(job_row).collect();
    let done = rows.iter().filter(|row| row.status == Status::Completed && visit.tenant.date(row.starts_at) == today).count();
    let next = match next.map(|row| (row.id, row.art.clone())) {
        Some((id, art)) => {
            let order = orders::read(ctx, id).await?;
            Some(next_job(ctx, order, &art).await?)
        }
        None => None,
    };
    Ok(Day {
        presence: record.presence.as_str().to_owned(),
        next,
        later,
        done: u32::try_from(done).unwrap_or(u32::MAX),
        offers: u32::try_from(orders::offers(ctx).await?.len()).unwrap_or(u32::MAX),
        certificates: expiring(ctx, record),
    })
}

/// What is under way comes first, then what was done last and not paid, then what is next on the roster.
fn in_hand(rows: &[OrderRow]) -> Option<&OrderRow> {
    let under_way = |row: &&OrderRow| matches!(row.status, Status::Departed | Status::Arrived | Status::InService);
    let unpaid = |row: &&OrderRow| row.status == Status::Completed && row.payment_state == PaymentState::Unpaid;
    let ahead = |row: &&OrderRow| row.status == Status::Accepted;
    rows.iter().find(under_way).or_else(|| rows.iter().rfind(unpaid)).or_else(|| rows.iter().find(ahead))
}

async fn next_job(ctx: &mut Ctx, order: Order, art: &str) -> Result<NextJob> {
    let step = step::next(ctx, &order, Form::default()).await?;
    Ok(NextJob {
        href: format!("/worker/jobs/{}", order.id),
        service: order.service_name,
        icon: icon(art).to_owned(),
        status: order.status.name().to_owned(),
        starts_at: order.starts_at,
        ends_at: order.ends_at,
        map: names::map(order.address.place),
        place: format!("{} {}", order.address.district, order.address.line),
        contact: order.address.contact,
        phone: order.address.phone,
        notes: order.notes,
        total: money(order.total.minor, order.total.currency),
        step,
    })
}

/// A visit as one line of a list.
pub fn job_row(row: &OrderRow) -> JobRow {
    JobRow {
        href: format!("/worker/jobs/{}", row.id),
        service: row.service_name.clone(),
        icon: icon(&row.art).to_owned(),
        status: row.status.name().to_owned(),
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        place: row.district.clone(),
    }
}

fn expiring(ctx: &Ctx, record: &WorkerRecord) -> Vec<ExpiringCertificate> {
    let today = ctx.tenant().date(ctx.now());
    let soon = today.saturating_add(WARN_DAYS.days());
    let verified = record.certificates.iter().filter(|certificate| certificate.state == CertificateState::Verified);
    let ending = verified.filter_map(|certificate| Some((certificate, certificate.expires_on.filter(|end| *end <= soon)?)));
    ending
        .map(|(certificate, expires_on)| ExpiringCertificate {
            kind: names::certificate(ctx.tenant(), &certificate.kind),
            expires_on,
            expired: expires_on < today,
        })
        .collect()
}
