//! A month of finished visits (W09).

use super::names;
use crate::customer::cards::{pager, slice};
use crate::error::Served;
use crate::message::money;
use crate::visit::WorkerVisit;
use axum::extract::Query;
use jiff::ToSpan;
use jiff::civil::Date;
use lares_domain::orders::{self, OrderRow, PaymentState, Status};
use lares_kernel::{Ctx, Currency, PageRequest, Result, Tenant};
use lares_views::pages::worker::{Income, IncomeRow};
use lares_views::parts::{Chart, Series};
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Asked {
    /// "2026-12"
    month: Option<String>,
    page: Option<u32>,
}

pub async fn show(visit: WorkerVisit, Query(asked): Query<Asked>) -> Served {
    let mut ctx = visit.begin().await?;
    let today = visit.tenant.date(ctx.now());
    let page_asked = PageRequest::new(asked.page.unwrap_or(1), PageRequest::DEFAULT_SIZE)?;
    let asked = asked.month.and_then(|month| format!("{month}-01").parse().ok());
    let (month, rows) = month(&mut ctx, asked).await?;
    visit.show(ctx, "income", &page(&visit.tenant, (month, today), &rows, page_asked)).await
}

/// The first of the month asked for (this one when none, or one ahead) with the visits finished in it.
///
/// # Errors
/// `forbidden`.
pub async fn month(ctx: &mut Ctx, asked: Option<Date>) -> Result<(Date, Vec<OrderRow>)> {
    let (today, zone) = (ctx.tenant().date(ctx.now()), ctx.tenant().zone.clone());
    let month = asked.filter(|month| *month <= today).unwrap_or(today).first_of_month();
    let (from, to) = names::span(&zone, month, month.last_of_month());
    let mut rows = orders::of_worker(ctx, from, to).await?;
    rows.retain(|row| matches!(row.status, Status::Completed | Status::Disputed));
    Ok((month, rows))
}

/// The numbers are of the whole month; its rows come in pages, the newest first.
fn page(tenant: &Tenant, (month, today): (Date, Date), rows: &[OrderRow], asked: PageRequest) -> Income {
    let link = |date: Date| format!("/worker/income?month={:04}-{:02}", date.year(), date.month());
    let following = month.saturating_add(1.month());
    let unpaid = |row: &&OrderRow| row.payment_state == PaymentState::Unpaid;
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let shown = slice(asked, rows.iter().rev());
    Income {
        month,
        previous: link(month.saturating_sub(1.month())),
        next: (following <= today).then(|| link(following)),
        total: money(rows.iter().map(|row| row.total_minor).sum(), tenant.currency),
        visits: count(rows.len()),
        minutes: rows.iter().map(|row| row.ends_at.duration_since(row.starts_at).as_mins()).sum(),
        unpaid: count(rows.iter().filter(unpaid).count()),
        chart: (!rows.is_empty()).then(|| chart(tenant, month, rows)),
        pager: pager(&shown, |page| format!("{}&page={page}", link(month))),
        rows: shown.rows.into_iter().map(|row| line(row, tenant.currency)).collect(),
    }
}

fn line(row: &OrderRow, currency: Currency) -> IncomeRow {
    IncomeRow {
        href: format!("/worker/jobs/{}", row.id),
        service: row.service_name.clone(),
        at: row.ends_at,
        amount: money(row.total_minor, currency),
        payment: row.payment_state.name().to_owned(),
    }
}

fn chart(tenant: &Tenant, month: Date, rows: &[OrderRow]) -> Chart {
    let days = 1..=month.days_in_month();
    let of = |day: i8| rows.iter().filter(|row| tenant.date(row.starts_at).day() == day).map(|row| row.total_minor).sum();
    Chart {
        kind: "bars",
        labels: days.clone().map(|day| day.to_string()).collect(),
        series: vec![Series { name: String::new(), values: days.map(of).collect(), tone: "primary" }],
        money: true,
        currency: tenant.currency.code(),
    }
}
