//! The board by worker: whose visit is when, and moving one with the mouse.

use super::entry::{Entry, Words, local, moment};
use super::lines::{line, lines};
use super::listing::{address, tab};
use super::people;
use crate::error::Served;
use crate::instead::instead;
use crate::visit::OfficeVisit;
use axum::Json;
use axum::extract::Query;
use axum::http::{HeaderName, StatusCode};
use axum::response::IntoResponse;
use jiff::ToSpan;
use jiff::civil::Date;
use lares_domain::orders::{self, OrderRow, Status, Wanted};
use lares_domain::workforce::OfficeWorker;
use lares_kernel::{Error, OrderId, Permission, Result, WorkerId};
use lares_views::Phrase;
use lares_views::pages::office::{Dispatch, DispatchVisit, DispatchWorker};
use serde::Deserialize;
use serde_json::{Value, json};

const PATH: &str = "/office/dispatch";
/// The row of visits nobody has.
const NOBODY: &str = "none";

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
    fn of(asked: &Asked, today: Date) -> Result<Self> {
        let (day, is_week) = (asked.day.unwrap_or(today), asked.view == "week");
        let monday = i32::from(day.weekday().to_monday_zero_offset());
        let first = if is_week { day.checked_sub(monday.days()).map_err(Error::internal)? } else { day };
        let last = if is_week { first.checked_add(6.days()).map_err(Error::internal)? } else { day };
        Ok(Self { first, last, is_week })
    }

    fn view(&self) -> &'static str {
        if self.is_week { "week" } else { "day" }
    }

    /// The address of the view as many views before (negative) or after this one.
    fn address(&self, step: i32) -> String {
        let days = if self.is_week { 7 } else { 1 } * step;
        let day = self.first.checked_add(days.days()).unwrap_or(self.first).to_string();
        address(PATH, &[("day", &day), ("view", if self.is_week { "week" } else { "" })])
    }
}

pub async fn show(visit: OfficeVisit, Query(asked): Query<Asked>) -> Served {
    let span = Span::of(&asked, visit.tenant.date(visit.now()))?;
    let mut ctx = visit.begin().await?;
    let workers = people::active(&mut ctx).await?;
    let rows = visits_between(&visit, &mut ctx, span.first, span.last).await?;
    let moves = ctx.may(Permission::OrderAssign).then(|| "/office/dispatch/moves".to_owned());
    let page = page(&visit, &span, &workers, (rows, moves));
    visit.show(ctx, "dispatch", &page).await
}

async fn visits_between(visit: &OfficeVisit, ctx: &mut lares_kernel::Ctx, first: Date, last: Date) -> Result<Vec<OrderRow>> {
    let at = |day: Date, clock: &str| moment(&format!("{day}T{clock}"), &visit.tenant).unwrap_or_else(|| visit.now());
    let mut rows = orders::roster(ctx, at(first, "00:00"), at(last, "23:59:59")).await?;
    rows.retain(|row| row.status != Status::Cancelled);
    Ok(rows)
}

fn page(visit: &OfficeVisit, span: &Span, workers: &[OfficeWorker], (rows, moves): (Vec<OrderRow>, Option<String>)) -> Dispatch {
    let day = span.first.to_string();
    let views = [("office-dispatch-day", ""), ("office-dispatch-week", "week")];
    let open = rows.iter().filter(|row| row.worker_id.is_none() && row.status.is_open()).cloned().collect();
    Dispatch {
        first: span.first,
        last: span.last,
        views: views
            .map(|(key, view)| tab(key, address(PATH, &[("day", &day), ("view", view)]), span.is_week == (view == "week")))
            .into(),
        previous: span.address(-1),
        today: address(PATH, &[("view", if span.is_week { "week" } else { "" })]),
        next: span.address(1),
        board: board(visit, span, workers),
        feed: "/office/dispatch/visits".to_owned(),
        moves,
        unassigned: lines(open, &visit.tenant, visit.now()),
        workers: workers.iter().map(|worker| agenda(worker, &rows)).collect(),
    }
}

fn board(visit: &OfficeVisit, span: &Span, workers: &[OfficeWorker]) -> Value {
    let nobody = visit.app.views.say(&Phrase::key("office-unassigned"), &visit.bare_frame(""));
    let mut resources = vec![json!({ "id": NOBODY, "title": nobody })];
    resources.extend(workers.iter().map(|worker| json!({ "id": worker.id, "title": worker.name })));
    json!({ "resources": resources, "start": span.first, "view": span.view(), "from": "06:00", "to": "23:00" })
}

fn agenda(worker: &OfficeWorker, rows: &[OrderRow]) -> DispatchWorker {
    let mine = rows.iter().filter(|row| row.worker_id == Some(worker.id));
    let visits = mine.map(|row| DispatchVisit {
        href: format!("/office/orders/{}", row.id),
        service: row.service_name.clone(),
        status: row.status.name().to_owned(),
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        district: row.district.clone(),
    });
    DispatchWorker { name: worker.name.clone(), href: format!("/office/workers/{}", worker.id), visits: visits.collect() }
}

/// The days the board shows, as the board asks for them.
#[derive(Debug, Deserialize)]
pub struct Shown {
    start: String,
    end: String,
}

/// The visits of the shown days as the board draws them.
pub async fn visits(visit: OfficeVisit, Query(shown): Query<Shown>) -> Served {
    let day = |text: &str| {
        text.get(..10).and_then(|text| text.parse::<Date>().ok()).ok_or_else(|| Error::field("start", super::entry::DATE))
    };
    let mut ctx = visit.begin().await?;
    let rows = visits_between(&visit, &mut ctx, day(&shown.start)?, day(&shown.end)?).await?;
    ctx.commit().await?;
    let drawn: Vec<Value> = rows.into_iter().map(|row| drawn(&visit, row)).collect();
    Ok(Json(drawn).into_response())
}

fn drawn(visit: &OfficeVisit, row: OrderRow) -> Value {
    let at = |when| local(when, &visit.tenant);
    let movable = matches!(row.status, Status::Offered | Status::Accepted);
    let (start, end) = (at(row.starts_at), at(row.ends_at));
    let who = row.worker_id.map_or_else(|| NOBODY.to_owned(), |id| id.to_string());
    let color = if row.status == Status::Completed {
        "base-300"
    } else if movable {
        "primary"
    } else {
        "accent"
    };
    let ink = if row.status == Status::Completed { "base-content".to_owned() } else { format!("{color}-content") };
    let shown = line(row, &visit.tenant, visit.now());
    json!({
        "id": shown.href.rsplit('/').next(), "resourceIds": [who], "start": start, "end": end,
        "title": format!("{} · {}", shown.service, shown.district), "editable": movable,
        "backgroundColor": format!("var(--color-{color})"), "textColor": format!("var(--color-{ink})"),
        "extendedProps": { "href": shown.href },
    })
}

/// A drop on the board: another worker, another time, or back to nobody. A refusal is told as a problem and the board puts it back.
pub async fn moves(visit: OfficeVisit, typed: Words) -> Served {
    let mut entry = Entry::of(&typed);
    let order = entry.choice("order", |text| text.parse::<OrderId>().ok()).unwrap_or_default();
    let to_nobody = entry.text("worker") == NOBODY;
    let worker = if to_nobody { None } else { entry.choice("worker", |text| text.parse::<WorkerId>().ok()) };
    let starts_at = entry.moment("starts", &visit.tenant);
    entry.done()?;
    let mut ctx = visit.begin().await?;
    let done = match worker {
        Some(worker) => orders::assign(&mut ctx, order, worker, Some(starts_at)).await,
        None => orders::unassign(&mut ctx, order).await,
    };
    if let Err(error) = done {
        return Err(instead(&visit, ctx, error, Wanted::Job { order, worker, starts_at: Some(starts_at) }).await.into());
    }
    ctx.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Something changed: the board asks for its visits again.
pub async fn refresh(_visit: OfficeVisit) -> Served {
    Ok((StatusCode::NO_CONTENT, [(HeaderName::from_static("hx-trigger"), "lares:refresh")]).into_response())
}
