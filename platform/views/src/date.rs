//! Times in words: the only place where an instant becomes what a person reads.
//!
//! Invariant: the zone and the "now" are the scene's; the same instant reads differently in another zone and nowhere else.

use fluent_bundle::FluentArgs;
use jiff::civil::{Date, Weekday};
use jiff::{Timestamp, Zoned};

use crate::scene::{self, Scene};
use crate::text::Texts;

/// "12月3日 周四"; another year than the scene's is said too.
pub(crate) fn day(texts: &Texts, date: Date) -> String {
    let scene = scene::current();
    let mut args = FluentArgs::new();
    args.set("year", date.year().to_string());
    args.set("month", month_name(texts, &scene, date));
    args.set("day", date.day().to_string());
    args.set("weekday", weekday_name(texts, &scene, date.weekday()));
    let key = if date.year() == today(&scene).year() { "date-day" } else { "date-day-of-year" };
    find(texts, &scene, key, Some(&args))
}

/// "今天", "明天", "昨天", or the day.
pub(crate) fn near_day(texts: &Texts, date: Date) -> String {
    let scene = scene::current();
    let today = today(&scene);
    let names = [(-1, "date-yesterday"), (0, "date-today"), (1, "date-tomorrow")];
    let distance = (date - today).get_days();
    match names.iter().find(|(days, _)| *days == distance) {
        Some((_, key)) => find(texts, &scene, key, None),
        None => day(texts, date),
    }
}

/// "2026年12月"
pub(crate) fn month(texts: &Texts, date: Date) -> String {
    let scene = scene::current();
    let mut args = FluentArgs::new();
    args.set("year", date.year().to_string());
    args.set("month", month_name(texts, &scene, date));
    find(texts, &scene, "date-month", Some(&args))
}

/// "周四"
pub(crate) fn weekday(texts: &Texts, date: Date) -> String {
    weekday_name(texts, &scene::current(), date.weekday())
}

/// "20:00"
pub(crate) fn clock(at: Timestamp) -> String {
    let zoned = zoned(at);
    format!("{:02}:{:02}", zoned.hour(), zoned.minute())
}

/// "12月3日 周四 20:00"
pub(crate) fn moment(texts: &Texts, at: Timestamp) -> String {
    format!("{} {}", near_day(texts, zoned(at).date()), clock(at))
}

/// "12月3日 周四 14:00–16:00"; over midnight both days are said.
pub(crate) fn span(texts: &Texts, from: Timestamp, to: Timestamp) -> String {
    if zoned(from).date() == zoned(to).date() {
        format!("{}–{}", moment(texts, from), clock(to))
    } else {
        format!("{} – {}", moment(texts, from), moment(texts, to))
    }
}

/// "刚刚", "5分钟前", "3小时前", then the moment itself.
pub(crate) fn ago(texts: &Texts, at: Timestamp) -> String {
    let scene = scene::current();
    let minutes = scene.now.duration_since(at).as_mins();
    let (key, count) = match minutes {
        i64::MIN..=0 => ("date-now", 0),
        1..60 => ("date-minutes-ago", minutes),
        60..1440 => ("date-hours-ago", minutes / 60),
        1440..=i64::MAX => return moment(texts, at),
    };
    let mut args = FluentArgs::new();
    args.set("count", count);
    find(texts, &scene, key, Some(&args))
}

/// "1小时30分钟"
pub(crate) fn duration(texts: &Texts, minutes: i64) -> String {
    let scene = scene::current();
    let mut args = FluentArgs::new();
    args.set("hours", minutes / 60);
    args.set("minutes", minutes % 60);
    let key = match (minutes / 60, minutes % 60) {
        (0, _) => "date-minutes",
        (_, 0) => "date-hours",
        (_, _) => "date-hours-minutes",
    };
    find(texts, &scene, key, Some(&args))
}

/// An instant or a civil date, as the view models carry them.
pub(crate) fn civil(text: &str) -> Option<Date> {
    match text.parse::<Timestamp>() {
        Ok(at) => Some(zoned(at).date()),
        Err(_) => text.parse().ok(),
    }
}

fn zoned(at: Timestamp) -> Zoned {
    at.to_zoned(scene::current().zone)
}

fn today(scene: &Scene) -> Date {
    scene.now.to_zoned(scene.zone.clone()).date()
}

fn month_name(texts: &Texts, scene: &Scene, date: Date) -> String {
    find(texts, scene, &format!("date-month-{}", date.month()), None)
}

fn weekday_name(texts: &Texts, scene: &Scene, weekday: Weekday) -> String {
    find(texts, scene, &format!("date-weekday-{}", weekday.to_monday_one_offset()), None)
}

fn find(texts: &Texts, scene: &Scene, key: &str, args: Option<&FluentArgs<'_>>) -> String {
    texts.find(scene.locale, key, args).unwrap_or_default()
}
