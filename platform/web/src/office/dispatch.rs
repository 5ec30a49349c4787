//! The board by worker: whose visit is when, and moving one with the mouse or by its form.

use super::board::{self, NOBODY};
use super::entry::{Entry, Words, moment};
use super::lines::lines;
use super::listing::{address, tab};
use crate::error::Served;
use crate::instead::instead;
use crate::visit::OfficeVisit;
use axum::extract::Query;
use axum::http::{HeaderName, StatusCode};
use axum::response::IntoResponse;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use lares_domain::orders::{self, Move, OrderRow, Seen, Status, Wanted};
use lares_domain::scheduling::{self, Plan};
use lares_kernel::{Ctx, OrderId, Permission, Result, WorkerId};
use lares_views::pages::office::{Dispatch, DispatchTray, DispatchVisit, DispatchWorker, OrderLine};
use serde::Deserialize;

const PATH: &str = "/office/dispatch";

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    day: Option<Date>,
    view: String,
}

/// The days of the view around the day asked for.
struct Span {
    first: Date,
    last: Date,
    is_week: bool,
}

impl Span {
    fn of(asked: &Asked, today: Date) -> Self {
        let (day, is_week) = (within(asked.day.unwrap_or(today)), asked.view == "week");
        let monday = i32::from(day.weekday().to_monday_zero_offset());
        let first = if is_week { day.saturating_sub(monday.days()) } else { day };
        let last = if is_week { first.saturating_add(6.days()) } else { day };
        Self { first, last, is_week }
    }

    fn view(&self) -> &'static str {
        if self.is_week { "week" } else { "day" }
    }

    /// The address of the view as many views before (negative) or after this one.
    fn address(&self, path: &str, step: i32) -> String {
        let days = if self.is_week { 7 } else { 1 } * step;
        let day = within(self.first.saturating_add(days.days())).to_string();
        address(path, &[("day", &day), ("view", if self.is_week { "week" } else { "" })])
    }
}

/// A day one plans in; far ages become the nearest one.
pub fn within(day: Date) -> Date {
    day.clamp(date(2000, 1, 1), date(2100, 12, 31))
}

pub async fn show(visit: OfficeVisit, Query(asked): Query<Asked>) -> Served {
    let span = Span::of(&asked, visit.tenant.date(visit.now()));
    let mut ctx = visit.begin().await?;
    let rows = visits_between(&visit, &mut ctx, span.first, span.last).await?;
    let plans = scheduling::plans(&mut ctx, span.first, span.last).await?;
    let may_move = ctx.may(Permission::OrderAssign);
    let page = page(&visit, &span, &plans, (rows, may_move));
    visit.show(ctx, "dispatch", &page).await
}

pub async fn visits_between(visit: &OfficeVisit, ctx: &mut Ctx, first: Date, last: Date) -> Result<Vec<OrderRow>> {
    let at = |day: Date, clock: &str| moment(&format!("{day}T{clock}"), &visit.tenant).unwrap_or_else(|| visit.now());
    let mut rows = orders::roster(ctx, at(first, "00:00"), at(last, "23:59:59")).await?;
    rows.retain(|row| row.status != Status::Cancelled);
    Ok(rows)
}

fn page(visit: &OfficeVisit, span: &Span, plans: &[Plan], (rows, may_move): (Vec<OrderRow>, bool)) -> Dispatch {
    let day = span.first.to_string();
    let views = [("office-dispatch-day", ""), ("office-dispatch-week", "week")];
    let workers = board::rows_of(plans, &rows);
    Dispatch {
        first: span.first,
        last: span.last,
        views: views
            .map(|(key, view)| tab(key, address(PATH, &[("day", &day), ("view", view)]), span.is_week == (view == "week")))
            .into(),
        previous: span.address(PATH, -1),
        today: address(PATH, &[("view", if span.is_week { "week" } else { "" })]),
        next: span.address(PATH, 1),
        board: board::spec(visit, (span.first, span.view()), &workers, (plans, &rows)),
        feed: "/office/dispatch/visits".to_owned(),
        moves: may_move.then(|| "/office/dispatch/moves".to_owned()),
        tray: span.address("/office/dispatch/tray", 0),
        unassigned: unassigned(visit, rows.clone()),
        workers: workers.iter().map(|(id, name)| agenda((*id, name), &rows)).collect(),
    }
}

fn unassigned(visit: &OfficeVisit, mut rows: Vec<OrderRow>) -> Vec<OrderLine> {
    rows.retain(|row| row.worker_id.is_none() && row.status.is_open());
    lines(rows, &visit.tenant, visit.now())
}

fn agenda((id, name): (WorkerId, &str), rows: &[OrderRow]) -> DispatchWorker {
    let mine = rows.iter().filter(|row| row.worker_id == Some(id));
    let visits = mine.map(|row| DispatchVisit {
        href: format!("/office/orders/{}", row.id),
        service: row.service_name.clone(),
        status: row.status.name().to_owned(),
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        district: row.district.clone(),
    });
    DispatchWorker { id: id.to_string(), name: name.to_owned(), href: format!("/office/workers/{id}"), visits: visits.collect() }
}

/// What nobody has, asked for again whenever something changed.
pub async fn tray(visit: OfficeVisit, Query(asked): Query<Asked>) -> Served {
    let span = Span::of(&asked, visit.tenant.date(visit.now()));
    let mut ctx = visit.begin().await?;
    let rows = visits_between(&visit, &mut ctx, span.first, span.last).await?;
    ctx.commit().await?;
    visit.part(&DispatchTray { unassigned: unassigned(&visit, rows) })
}

/// A move on the board: another worker, another time, or back to nobody. A refusal is told as a problem and the board puts it back.
pub async fn moves(visit: OfficeVisit, typed: Words) -> Served {
    typed.only(&["order", "worker", "starts", "from", "from_starts"])?;
    let (order, to) = read(&visit, &typed)?;
    let mut ctx = visit.begin().await?;
    if let Err(error) = orders::rearrange(&mut ctx, order, to).await {
        let wanted = Wanted::Job { order, worker: to.worker, starts_at: Some(to.starts_at) };
        return Err(instead(&visit, ctx, error, wanted).await.into());
    }
    ctx.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn read(visit: &OfficeVisit, typed: &Words) -> Result<(OrderId, Move)> {
    let mut entry = Entry::of(typed);
    let order = entry.choice("order", |text| text.parse::<OrderId>().ok()).unwrap_or_default();
    let mut worker = |name: &str| {
        let somebody = |text: &str| if text == NOBODY { Some(None) } else { text.parse::<WorkerId>().ok().map(Some) };
        entry.choice(name, somebody).flatten()
    };
    let (to, from) = (worker("worker"), worker("from"));
    let (starts_at, seen_at) = (entry.moment("starts", &visit.tenant), entry.moment("from_starts", &visit.tenant));
    entry.done()?;
    Ok((order, Move { worker: to, starts_at, seen: Seen { worker: from, starts_at: seen_at } }))
}

/// Something changed: the board asks for its visits again.
pub async fn refresh(_visit: OfficeVisit) -> Served {
    Ok((StatusCode::NO_CONTENT, [(HeaderName::from_static("hx-trigger"), "lares:refresh")]).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_of_the_last_day_there_is_stays_within_the_days_one_plans_in() {
        let asked = Asked { day: Some(date(9999, 12, 30)), view: "week".to_owned() };
        let span = Span::of(&asked, date(2026, 6, 1));
        assert_eq!((span.first, span.last), (date(2100, 12, 27), date(2101, 1, 2)));
        assert_eq!(span.address(PATH, 1), "/office/dispatch?day=2100-12-31&view=week");
        let early = Asked { day: Some(Date::MIN), view: String::new() };
        assert_eq!(Span::of(&early, date(2026, 6, 1)).first, date(2000, 1, 1));
    }
}
