//! The office's first page.

use super::lines::lines;
use super::listing::{money, page};
use super::people;
use crate::error::Served;
use crate::visit::OfficeVisit;
use lares_domain::stats::{self, Dashboard as Numbers};
use lares_domain::{catalogue, orders, tenancy};
use lares_kernel::{Ctx, Permission, Result};
use lares_views::pages::office::{Attention, Dashboard, Figure, SetupStep};
use lares_views::parts::{Chart, Series};
use lares_views::{Phrase, Tone};

pub async fn show(visit: OfficeVisit) -> Served {
    let mut ctx = visit.begin().await?;
    let dashboard = dashboard(&visit, &mut ctx).await?;
    visit.show(ctx, "dashboard", &dashboard).await
}

/// Roles that may not see reports still get the visits ahead of them.
async fn dashboard(visit: &OfficeVisit, ctx: &mut Ctx) -> Result<Dashboard> {
    let mut page = Dashboard {
        setup: Vec::new(),
        figures: Vec::new(),
        attention: Vec::new(),
        hours: None,
        revenue: None,
        mix: None,
        next: next(visit, ctx).await?,
    };
    if ctx.may(Permission::ReportRead) {
        let numbers = stats::dashboard(ctx).await?;
        page.figures = figures(visit, &numbers);
        page.attention = attention(&stats::attention(ctx).await?);
        page.hours = hours(visit, &numbers);
        page.revenue = revenue(visit, &numbers);
        page.mix = mix(visit, &numbers);
        let may_set_up = [Permission::SettingsWrite, Permission::ServiceWrite, Permission::WorkerRead].map(|one| ctx.may(one));
        if page.revenue.is_none() && may_set_up == [true; 3] {
            page.setup = setup(ctx).await?;
        }
    }
    Ok(page)
}

async fn next(visit: &OfficeVisit, ctx: &mut Ctx) -> Result<Vec<lares_views::pages::office::OrderLine>> {
    if !ctx.may(Permission::OrderRead) {
        return Ok(Vec::new());
    }
    let now = visit.now();
    let mut rows = orders::board(ctx, now).await?;
    rows.retain(|row| row.status.is_open() && row.ends_at > now);
    rows.sort_by_key(|row| row.starts_at);
    rows.truncate(4);
    Ok(lines(rows, &visit.tenant, now))
}

async fn setup(ctx: &mut Ctx) -> Result<Vec<SetupStep>> {
    let filter = catalogue::OfficeFilter { text: String::new(), category: None, withdrawn: Some(false), page: page(None)? };
    let services = catalogue::list(ctx, &filter).await?.total > 0;
    let areas = !tenancy::areas::list(ctx).await?.is_empty();
    let workers = !people::active(ctx).await?.is_empty();
    let step = |key: &str, href: &str, done| SetupStep { label: Phrase::key(key), href: href.to_owned(), done };
    Ok(vec![
        step("office-setup-services", "/office/services", services),
        step("office-setup-areas", "/office/settings/areas", areas),
        step("office-setup-workers", "/office/workers/new", workers),
        step("office-setup-policies", "/office/settings/policies", false),
    ])
}

fn figures(visit: &OfficeVisit, numbers: &Numbers) -> Vec<Figure> {
    let (today, before) = (numbers.today, numbers.week_before);
    let visits: i64 = numbers.hours.iter().map(|hour| hour.visits).sum();
    let booked: i64 = numbers.hours.iter().map(|hour| hour.booked_minutes).sum();
    let open: i64 = numbers.hours.iter().map(|hour| hour.capacity_minutes).sum();
    let load = if open > 0 { format!("{}%", booked * 100 / open) } else { "—".to_owned() };
    vec![
        figure(
            ("office-figure-orders", "clipboard-list", "/office/orders"),
            today.orders.to_string(),
            compared(today.orders, before.orders),
        ),
        figure(("office-figure-visits", "calendar-check", "/office/dispatch"), visits.to_string(), None),
        figure(
            ("office-figure-income", "coins", "/office/reports"),
            money(today.revenue_minor, &visit.tenant).short(),
            compared(today.revenue_minor, before.revenue_minor),
        ),
        figure(("office-figure-load", "gauge", "/office/dispatch"), load, None),
    ]
}

fn figure((key, icon, href): (&str, &str, &str), value: String, note: Option<(Phrase, Tone)>) -> Figure {
    let (note, tone) = note.map_or((None, Tone::Neutral), |(note, tone)| (Some(note), tone));
    Figure { label: Phrase::key(key), value: Phrase::plain(value), icon: icon.to_owned(), note, tone, href: href.to_owned() }
}

/// Against the same day of the week before; nothing to say when that had nothing.
fn compared(now: i64, before: i64) -> Option<(Phrase, Tone)> {
    if before <= 0 {
        return None;
    }
    let percent = (now - before) * 100 / before;
    let (key, tone) = match percent.signum() {
        1 => ("office-figure-up", Tone::Success),
        -1 => ("office-figure-down", Tone::Warning),
        _zero => ("office-figure-same", Tone::Neutral),
    };
    Some((Phrase::key(key).with("percent", percent.abs()), tone))
}

fn attention(found: &stats::Attention) -> Vec<Attention> {
    let one = |key: &str, count: usize, (icon, tone, href): (&str, Tone, &str)| {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        (count > 0).then(|| Attention {
            icon: icon.to_owned(),
            text: Phrase::key(key).with("count", count),
            tone,
            href: href.to_owned(),
        })
    };
    [
        one("office-attention-unassigned", found.unassigned.len(), ("user-x", Tone::Error, "/office/dispatch")),
        one("office-attention-overdue", found.overdue.len(), ("alarm-clock", Tone::Error, "/office/orders/board")),
        one("office-attention-reviews", found.reviews.len(), ("thumbs-down", Tone::Warning, "/office/reviews?show=low")),
        one("office-attention-certificates", found.certificates.len(), ("badge-check", Tone::Info, "/office/workers")),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn say(visit: &OfficeVisit, key: &str) -> String {
    visit.app.views.say(&Phrase::key(key), &visit.bare_frame(""))
}

/// The hours in which somebody works or something is booked.
fn hours(visit: &OfficeVisit, numbers: &Numbers) -> Option<Chart> {
    let used: Vec<_> =
        numbers.hours.iter().filter(|hour| hour.visits > 0 || hour.booked_minutes > 0 || hour.capacity_minutes > 0).collect();
    if used.is_empty() {
        return None;
    }
    let visits = used.iter().map(|hour| hour.visits).collect();
    let workers = used.iter().map(|hour| (hour.capacity_minutes + 30) / 60).collect();
    Some(Chart {
        kind: "bars",
        labels: used.iter().map(|hour| format!("{}:00", hour.hour)).collect(),
        series: vec![
            Series { name: say(visit, "office-hours-orders"), values: visits, tone: "primary" },
            Series { name: say(visit, "office-hours-workers"), values: workers, tone: "muted" },
        ],
        money: false,
    })
}

fn revenue(visit: &OfficeVisit, numbers: &Numbers) -> Option<Chart> {
    numbers.days.iter().any(|day| day.orders > 0).then(|| Chart {
        kind: "area",
        labels: numbers.days.iter().map(|day| day.date.strftime("%m-%d").to_string()).collect(),
        series: vec![Series {
            name: say(visit, "office-revenue-series"),
            values: numbers.days.iter().map(|day| day.revenue_minor).collect(),
            tone: "primary",
        }],
        money: true,
    })
}

/// The three services most ordered, and the rest: as many as the legend has room for.
fn mix(visit: &OfficeVisit, numbers: &Numbers) -> Option<Chart> {
    let mut shares: Vec<(String, i64)> = numbers.mix.iter().map(|share| (share.name.clone(), share.orders)).collect();
    shares.sort_by_key(|(_, orders)| std::cmp::Reverse(*orders));
    let rest: i64 = shares.iter().skip(3).map(|(_, orders)| orders).sum();
    shares.truncate(3);
    if rest > 0 {
        shares.push((say(visit, "office-mix-other"), rest));
    }
    let (labels, values): (Vec<_>, Vec<_>) = shares.into_iter().unzip();
    (!labels.is_empty()).then(|| Chart {
        kind: "donut",
        labels,
        series: vec![Series { name: say(visit, "office-reports-orders"), values, tone: "primary" }],
        money: false,
    })
}
