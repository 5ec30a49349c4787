//! Orders and revenue of a period, by day, service or worker.

use super::csv::File;
use super::entry::plain;
use super::listing::{address, money, tab};
use crate::error::Served;
use crate::form::phrase;
use crate::visit::OfficeVisit;
use axum::extract::Query;
use jiff::ToSpan;
use jiff::civil::Date;
use lares_domain::stats;
use lares_kernel::{Ctx, Kind, Result};
use lares_views::pages::office::{Figure, ReportRow, Reports};
use lares_views::parts::{Chart, Series, Tab};
use lares_views::{Phrase, Tone};
use serde::Deserialize;

const PATH: &str = "/office/reports";

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    from: String,
    to: String,
    by: String,
}

/// The range and how it is grouped, filled in where the address says nothing.
struct Range {
    first: Date,
    last: Date,
    by: By,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Day,
    Service,
    Worker,
}

impl By {
    const ALL: [Self; 3] = [Self::Day, Self::Service, Self::Worker];

    const fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Service => "service",
            Self::Worker => "worker",
        }
    }
}

impl Range {
    fn of(asked: &Asked, today: Date) -> Self {
        let first = asked.from.parse().unwrap_or_else(|_| today.first_of_month());
        let by = By::ALL.into_iter().find(|by| by.name() == asked.by).unwrap_or(By::Day);
        Self { first, last: asked.to.parse().unwrap_or(today), by }
    }

    fn address(&self, path: &str, (first, last, by): (Date, Date, By)) -> String {
        address(path, &[("from", &first.to_string()), ("to", &last.to_string()), ("by", by.name())])
    }

    /// Ranges one often wants, as tabs.
    fn periods(&self, today: Date) -> Vec<Tab> {
        let month = today.first_of_month();
        let before = month.yesterday().unwrap_or(month);
        let week = today.checked_sub(6.days()).unwrap_or(today);
        [
            ("office-reports-week", week, today),
            ("office-reports-month", month, today),
            ("office-reports-last-month", before.first_of_month(), before),
            ("office-reports-year", today.first_of_year(), today),
        ]
        .map(|(key, first, last)| tab(key, self.address(PATH, (first, last, self.by)), (self.first, self.last) == (first, last)))
        .into()
    }

    fn groups(&self) -> Vec<Tab> {
        let group = |by: By| {
            tab(&format!("office-reports-by-{}", by.name()), self.address(PATH, (self.first, self.last, by)), self.by == by)
        };
        By::ALL.map(group).into()
    }

    async fn rows(&self, visit: &OfficeVisit, ctx: &mut Ctx) -> Result<Vec<ReportRow>> {
        let row = |label: Phrase, orders: i64, completed: Option<i64>, minor: i64| ReportRow {
            label,
            orders,
            completed,
            income: money(minor, &visit.tenant),
        };
        Ok(match self.by {
            By::Day => {
                let report = stats::orders(ctx, self.first, self.last).await?;
                let day = |day: stats::DayRevenue| {
                    row(Phrase::plain(day.date.to_string()), day.orders, Some(day.completed), day.revenue_minor)
                };
                report.days.into_iter().map(day).collect()
            }
            By::Service => {
                let report = stats::orders(ctx, self.first, self.last).await?;
                report.mix.into_iter().map(|one| row(Phrase::plain(one.name), one.orders, None, one.revenue_minor)).collect()
            }
            By::Worker => {
                let results = stats::workers(ctx, self.first, self.last).await?;
                results
                    .into_iter()
                    .map(|one| row(Phrase::plain(one.name), one.orders, Some(one.completed), one.revenue_minor))
                    .collect()
            }
        })
    }
}

pub async fn show(visit: OfficeVisit, Query(asked): Query<Asked>) -> Served {
    let today = visit.tenant.date(visit.now());
    let range = Range::of(&asked, today);
    let mut ctx = visit.begin().await?;
    let (rows, wrong) = match range.rows(&visit, &mut ctx).await {
        Ok(rows) => (rows, None),
        Err(error) if error.kind() == Kind::Invalid => {
            (Vec::new(), error.fields().first().map(|field| phrase(field.code, error.args())))
        }
        Err(error) => return Err(error.into()),
    };
    let any = rows.iter().any(|row| row.orders > 0);
    let rows = if any { rows } else { Vec::new() };
    let page = Reports {
        from: range.first.to_string(),
        to: range.last.to_string(),
        by: range.by.name().to_owned(),
        periods: range.periods(today),
        groups: range.groups(),
        figures: figures(&visit, &rows),
        chart: chart(&visit, &rows),
        export: range.address("/office/reports.csv", (range.first, range.last, range.by)),
        rows,
        wrong,
    };
    visit.show(ctx, "reports", &page).await
}

fn figures(visit: &OfficeVisit, rows: &[ReportRow]) -> Vec<Figure> {
    let orders: i64 = rows.iter().map(|row| row.orders).sum();
    let minor: i64 = rows.iter().map(|row| row.income.minor).sum();
    if orders == 0 {
        return Vec::new();
    }
    let figure = |key: &str, icon: &str, value: String| Figure {
        label: Phrase::key(key),
        value: Phrase::plain(value),
        icon: icon.to_owned(),
        note: None,
        tone: Tone::Neutral,
        href: String::new(),
    };
    vec![
        figure("office-reports-orders", "clipboard-list", orders.to_string()),
        figure("office-reports-income", "coins", money(minor, &visit.tenant).short()),
        figure("office-reports-average", "receipt", money(minor / orders, &visit.tenant).short()),
    ]
}

/// Revenue of the rows.
fn chart(visit: &OfficeVisit, rows: &[ReportRow]) -> Option<Chart> {
    let frame = visit.bare_frame("");
    let shown: Vec<&ReportRow> = rows.iter().collect();
    (!shown.is_empty()).then(|| Chart {
        kind: "bars",
        labels: shown.iter().map(|row| visit.app.views.say(&row.label, &frame)).collect(),
        series: vec![Series {
            name: visit.app.views.say(&Phrase::key("office-reports-income"), &frame),
            values: shown.iter().map(|row| row.income.minor).collect(),
            tone: "primary",
        }],
        money: true,
        currency: visit.tenant.currency.code(),
    })
}

pub async fn export(visit: OfficeVisit, Query(asked): Query<Asked>) -> Served {
    let range = Range::of(&asked, visit.tenant.date(visit.now()));
    let mut ctx = visit.begin().await?;
    let rows = range.rows(&visit, &mut ctx).await?;
    let group = format!("office-reports-by-{}", range.by.name());
    let keys = ["office-reports-orders", "office-reports-completed", "office-reports-income"].map(str::to_owned);
    let keys: Vec<String> = std::iter::once(group).chain(keys).collect();
    let mut file = File::new(&visit, &keys);
    let frame = visit.bare_frame("");
    for row in rows {
        let completed = row.completed.map(|count| count.to_string()).unwrap_or_default();
        file.line(&[visit.app.views.say(&row.label, &frame), row.orders.to_string(), completed, plain(row.income.minor)]);
    }
    Ok(file.served("report.csv"))
}
