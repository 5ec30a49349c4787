//! What `board.js` draws: rows, hours, and everything that happens in them.

use super::dispatch::{visits_between, within};
use super::entry::{DATE, local};
use super::lines::line;
use crate::error::Served;
use crate::visit::OfficeVisit;
use axum::Json;
use axum::extract::Query;
use axum::response::IntoResponse;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use lares_domain::orders::{OrderRow, Status};
use lares_domain::scheduling::day::Absence;
use lares_domain::scheduling::{self, Plan};
use lares_kernel::{Error, WorkerId};
use lares_views::Phrase;
use serde::Deserialize;
use serde_json::{Value, json};

/// The row of visits nobody has.
pub const NOBODY: &str = "none";
/// The hours shown when nothing asks for more.
const USUAL: (i8, i8) = (8, 20);
/// The longest stretch one answer covers.
const DAYS: i32 = 14;

/// Everybody with a plan, and whoever has a visit without one because they are gone by now.
#[must_use]
pub fn rows_of(plans: &[Plan], rows: &[OrderRow]) -> Vec<(WorkerId, String)> {
    let mut all: Vec<(WorkerId, String)> = plans.iter().map(|plan| (plan.worker, plan.name.clone())).collect();
    for row in rows {
        if let (Some(id), Some(name)) = (row.worker_id, &row.worker_name)
            && all.iter().all(|(known, _)| *known != id)
        {
            all.push((id, name.clone()));
        }
    }
    all
}

/// What the board is told once: its rows, its days and the hours it shows.
#[must_use]
pub fn spec(
    visit: &OfficeVisit,
    (first, view): (Date, &str),
    workers: &[(WorkerId, String)],
    (plans, rows): (&[Plan], &[OrderRow]),
) -> Value {
    let nobody = say(visit, "office-unassigned");
    let mut resources = vec![json!({ "id": NOBODY, "title": nobody })];
    resources.extend(workers.iter().map(|(id, name)| json!({ "id": id, "title": name })));
    let open = plans.iter().flat_map(|plan| plan.open.iter().map(|window| (window.starts_at, window.ends_at)));
    let busy = rows.iter().map(|row| (row.starts_at, row.ends_at));
    let (from, to) = hours(visit, open.chain(busy));
    json!({ "resources": resources, "start": first, "view": view, "from": format!("{from:02}:00"), "to": format!("{to:02}:00") })
}

/// Whole hours that hold all of it; what goes past midnight needs the whole day.
fn hours(visit: &OfficeVisit, times: impl Iterator<Item = (Timestamp, Timestamp)>) -> (i8, i8) {
    let zoned = |at: Timestamp| at.to_zoned(visit.tenant.zone.clone()).datetime();
    times.fold(USUAL, |(from, to), (starts_at, ends_at)| {
        let (start, end) = (zoned(starts_at), zoned(ends_at));
        if start.date() == end.date() {
            (from.min(start.hour()), to.max(end.hour() + i8::from(end.minute() > 0)))
        } else {
            (0, 24)
        }
    })
}

/// The days the board shows, as the board asks for them: the end is the midnight after.
#[derive(Debug, Deserialize)]
pub struct Shown {
    start: String,
    end: String,
}

/// The visits of the shown days, and the hours, leave and ways around them.
pub async fn visits(visit: OfficeVisit, Query(shown): Query<Shown>) -> Served {
    let day = |text: &str| text.get(..10).and_then(|text| text.parse().ok()).ok_or_else(|| Error::field("start", DATE));
    let (first, end) = (within(day(&shown.start)?), within(day(&shown.end)?));
    let last = end.saturating_sub(1.day()).clamp(first, first.saturating_add(DAYS.days()));
    let mut ctx = visit.begin().await?;
    let rows = visits_between(&visit, &mut ctx, first, last).await?;
    let plans = scheduling::plans(&mut ctx, first, last).await?;
    ctx.commit().await?;
    let mut drawn: Vec<Value> = plans.iter().flat_map(|plan| behind(&visit, plan)).collect();
    drawn.extend(rows.into_iter().map(|row| in_front(&visit, row)));
    Ok(Json(drawn).into_response())
}

/// The background of a worker's row.
fn behind(visit: &OfficeVisit, plan: &Plan) -> Vec<Value> {
    let band = |class: &str, title: &str, (starts_at, ends_at): (Timestamp, Timestamp)| {
        json!({
            "resourceIds": [plan.worker], "start": local(starts_at, &visit.tenant), "end": local(ends_at, &visit.tenant),
            "display": "background", "classNames": [class], "title": title,
        })
    };
    let open = plan.open.iter().map(|window| band("board-open", "", (window.starts_at, window.ends_at)));
    let (leave, way) = (say(visit, "office-absence-leave"), say(visit, "office-dispatch-between"));
    let away = plan.away.iter().filter(|away| away.absence == Absence::Leave);
    let away = away.map(|away| band("board-leave", &leave, (away.window.starts_at, away.window.ends_at)));
    let between = plan.between.iter().map(|one| band("board-between", &way, (one.starts_at, one.ends_at)));
    open.chain(away).chain(between).collect()
}

fn in_front(visit: &OfficeVisit, row: OrderRow) -> Value {
    let movable = matches!(row.status, Status::Offered | Status::Accepted);
    let (start, end) = (local(row.starts_at, &visit.tenant), local(row.ends_at, &visit.tenant));
    let who = row.worker_id.map_or_else(|| NOBODY.to_owned(), |id| id.to_string());
    let state = say(visit, &format!("order-status-{}", row.status.name()));
    let (id, class) = (row.id, format!("board-{}", row.status.name()));
    let shown = line(row, &visit.tenant, visit.now());
    json!({
        "id": id, "resourceIds": [who], "start": start, "end": end, "editable": movable, "classNames": [class],
        "title": format!("{} · {}", shown.service, shown.district),
        "extendedProps": { "href": shown.href, "state": state, "number": shown.number, "movable": movable },
    })
}

fn say(visit: &OfficeVisit, key: &str) -> String {
    visit.app.views.say(&Phrase::key(key), &visit.bare_frame(""))
}
