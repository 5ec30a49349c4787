//! The month one chooses a day from.

use super::scene::Scene;
use super::wish::Wish;
use jiff::civil::Date;
use lares_domain::scheduling;
use lares_domain::tenancy::holidays::{self, Holiday, HolidayKind};
use lares_kernel::{Ctx, Result};
use lares_views::pages::customer::{BookingCalendar, BookingDay, DayLoad};

/// Up to this many free times a day counts as nearly full.
const FEW: u32 = 4;

pub async fn calendar(ctx: &mut Ctx, scene: &Scene, wish: &Wish) -> Result<BookingCalendar> {
    let shown = wish.month.or(scene.date).unwrap_or(scene.today).clamp(scene.today, scene.last);
    let (first, end) = (shown.first_of_month(), shown.last_of_month());
    let loads = scheduling::month(ctx, &scene.need, first, i64::from(shown.days_in_month())).await?;
    let special = holidays::list(ctx, first, end).await?;
    let days = loads.iter().map(|load| day(scene, &special, load)).collect();
    let before = (first > scene.today).then(|| name(first.yesterday()));
    let after = (end < scene.last).then(|| name(end.tomorrow()));
    Ok(BookingCalendar {
        base: wish.base.clone(),
        month: first,
        blanks: u32::try_from(first.weekday().to_monday_zero_offset()).unwrap_or(0),
        days,
        previous: before.flatten(),
        next: after.flatten(),
    })
}

/// "2026-11"
fn name(date: std::result::Result<Date, jiff::Error>) -> Option<String> {
    date.ok().map(|date| format!("{:04}-{:02}", date.year(), date.month()))
}

fn day(scene: &Scene, special: &[Holiday], load: &scheduling::DayLoad) -> BookingDay {
    let holiday = special.iter().find(|day| day.on_date == load.date && day.kind == HolidayKind::Holiday);
    let closed = holiday.is_some() && !scene.policies.booking.open_on_holidays;
    let outside = !(scene.today..=scene.last).contains(&load.date);
    BookingDay {
        date: load.date,
        number: load.date.day(),
        load: match load.free {
            _ if outside => DayLoad::Outside,
            _ if closed => DayLoad::Closed,
            0 => DayLoad::Full,
            1..=FEW => DayLoad::Few,
            _ => DayLoad::Free,
        },
        chosen: scene.date == Some(load.date),
        today: load.date == scene.today,
        holiday: holiday.map(|day| day.name.clone()),
    }
}
