//! Days off and worked weekends, year by year.

use super::again::Sent;
use super::entry::{Entry, Words};
use super::listing::keyed;
use crate::error::Served;
use crate::form::Button;
use crate::respond::done;
use crate::visit::OfficeVisit;
use axum::extract::{Path, Query};
use jiff::civil::{Date, date};
use lares_domain::tenancy::holidays::{self, Holiday, HolidayKind};
use lares_kernel::{Permission, Result};
use lares_views::pages::office::{HolidayLine, HolidaySettings};
use serde::Deserialize;

const PATH: &str = "/office/settings/holidays";

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    year: Option<i16>,
}

pub async fn show(visit: OfficeVisit, Query(asked): Query<Asked>) -> Served {
    page(&visit, asked.year, Sent::default()).await
}

async fn page(visit: &OfficeVisit, year: Option<i16>, sent: Sent) -> Served {
    let year = year.filter(|year| (2000..=2100).contains(year)).unwrap_or_else(|| visit.tenant.date(visit.now()).year());
    let mut ctx = visit.begin().await?;
    ctx.authorize(Permission::SettingsRead)?;
    let days = holidays::list(&mut ctx, date(year, 1, 1), date(year, 12, 31)).await?;
    let page = HolidaySettings {
        year,
        previous: address(year - 1),
        next: address(year + 1),
        holidays: days.into_iter().map(line).collect(),
        kinds: HolidayKind::ALL.map(|kind| keyed(kind.name(), &format!("office-day-{}", kind.name()))).into(),
        writable: ctx.may(Permission::SettingsWrite),
        form: sent.of("holiday"),
    };
    visit.show_as(sent.status(), ctx, "settings", &page).await
}

fn address(year: i16) -> String {
    format!("{PATH}?year={year}")
}

fn line(day: Holiday) -> HolidayLine {
    HolidayLine { on_date: day.on_date, kind: day.kind.name().to_owned(), name: day.name }
}

pub async fn save(visit: OfficeVisit, typed: Words) -> Served {
    typed.only(&["on_date", "kind", "name"])?;
    match keep(&visit, &typed).await {
        Ok(day) => Ok(done(&address(day.year()), "notice-added")),
        Err(error) => page(&visit, None, Sent::again("holiday", &typed, error)?).await,
    }
}

async fn keep(visit: &OfficeVisit, typed: &Words) -> Result<Date> {
    let mut entry = Entry::of(typed);
    let on_date = entry.date("on_date");
    let kind = entry.choice("kind", HolidayKind::parse).unwrap_or(HolidayKind::Holiday);
    let name = entry.text("name").to_owned();
    entry.done()?;
    let mut ctx = visit.begin().await?;
    holidays::save(&mut ctx, Holiday { on_date, kind, name }).await?;
    ctx.commit().await?;
    Ok(on_date)
}

pub async fn remove(visit: OfficeVisit, Path(day): Path<Date>, _: Button) -> Served {
    let mut ctx = visit.begin().await?;
    holidays::remove(&mut ctx, day).await?;
    ctx.commit().await?;
    Ok(done(&address(day.year()), "notice-removed"))
}
