//! Samples of the booking page and its parts.

use jiff::ToSpan;
use jiff::civil::date;

use super::{
    Booking, BookingAddress, BookingCalendar, BookingDay, BookingOption, BookingQuote, BookingTimes, CalendarPart, DayLoad, Face,
    QuotePart, TimeGroup, TimeSlot, TimesPart,
};
use crate::gallery::at;
use crate::parts::{Bill, BillLine};
use crate::{Form, Money, Phrase, Sample};

impl Sample for Booking {
    fn samples() -> Vec<(&'static str, Self)> {
        let full = Self {
            service: "1".to_owned(),
            name: "深度保洁".to_owned(),
            icon: "sparkles".to_owned(),
            price: Money::fen(36_800),
            minutes: 240,
            back: "/services/1".to_owned(),
            key: "01HZX7M1V8".to_owned(),
            options: options(),
            addresses: addresses(),
            add_address: "/addresses/new?return=/booking/1".to_owned(),
            faces: faces(),
            calendar: calendar(),
            times: times(),
            takes_code: true,
            quote: quote(),
            form: Form::default().value("notes", "家里有一只猫，请随手关门"),
        };
        let fresh = Self {
            addresses: Vec::new(),
            faces: Vec::new(),
            times: BookingTimes::none(),
            quote: unfinished(),
            form: Form::default(),
            ..full.clone()
        };
        let wrong = Form::default()
            .value("code", "NOPE")
            .error("", Phrase::plain("这个时间刚刚被约走了"))
            .error("code", Phrase::plain("没有这个优惠码"))
            .error("starts", Phrase::key("booking-choose-time"));
        vec![("full", full.clone()), ("new", fresh), ("wrong", Self { form: wrong, ..full })]
    }
}

impl Sample for CalendarPart {
    fn samples() -> Vec<(&'static str, Self)> {
        vec![("december", Self { calendar: calendar() })]
    }
}

impl Sample for TimesPart {
    fn samples() -> Vec<(&'static str, Self)> {
        let none = BookingTimes {
            date: Some(date(2026, 12, 5)),
            full: true,
            instead: vec![date(2026, 12, 6), date(2026, 12, 7)],
            ..BookingTimes::none()
        };
        let before = BookingTimes::none();
        let taken = BookingTimes { suggested: vec![at("2026-12-03T05:30:00Z"), at("2026-12-03T06:00:00Z")], ..times() };
        vec![
            ("day", Self { times: times() }),
            ("none", Self { times: none }),
            ("before", Self { times: before }),
            ("taken", Self { times: taken }),
        ]
    }
}

impl Sample for QuotePart {
    fn samples() -> Vec<(&'static str, Self)> {
        let refused = BookingQuote { problem: Some(Phrase::plain("没有这个优惠码")), ..quote() };
        vec![
            ("ready", Self { quote: quote(), times: BookingTimes { beside: true, ..times() } }),
            ("unfinished", Self { quote: unfinished(), times: BookingTimes::none() }),
            ("refused", Self { quote: refused, times: times() }),
            ("guest", Self { quote: BookingQuote { id: None, sign_in: true, ..quote() }, times: times() }),
        ]
    }
}

pub(in crate::pages) fn options() -> Vec<BookingOption> {
    [("内窗玻璃（每扇）", 1_500, 15, 12, 4), ("冰箱内部清洁", 5_800, 30, 1, 0)]
        .map(|(name, minor, minutes, max, quantity)| BookingOption {
            id: name.len().to_string(),
            name: name.to_owned(),
            price: Money::fen(minor),
            minutes,
            max,
            quantity,
        })
        .into()
}

pub(in crate::pages) fn addresses() -> Vec<BookingAddress> {
    let home = BookingAddress {
        id: "1".to_owned(),
        contact: "陈梅".to_owned(),
        phone: "138****5521".to_owned(),
        place: "徐汇区 漕溪北路 398 号 12 栋 1802 室".to_owned(),
        chosen: true,
        refused: None,
    };
    let far = BookingAddress {
        id: "2".to_owned(),
        place: "崇明区 陈家镇 揽海路 1 号".to_owned(),
        chosen: false,
        refused: Some(Phrase::key("booking-out-of-area")),
        ..home.clone()
    };
    vec![home, far]
}

fn faces() -> Vec<Face> {
    ["王秀兰", "刘建国", "陈阿美", "孙丽"]
        .map(|name| Face { id: name.to_owned(), name: name.to_owned(), picture: None, tenths: 49, chosen: name == "王秀兰" })
        .into()
}

pub(in crate::pages) fn calendar() -> BookingCalendar {
    let loads = [DayLoad::Free, DayLoad::Few, DayLoad::Free, DayLoad::Free, DayLoad::Full, DayLoad::Closed, DayLoad::Outside];
    let first = date(2026, 12, 1);
    let days = (0..31_i8)
        .map(|after| BookingDay {
            date: first.saturating_add(i64::from(after).days()),
            number: after + 1,
            load: loads[usize::try_from(after).unwrap_or(0) % loads.len()],
            chosen: after == 2,
            today: after == 0,
            holiday: (after == 30).then(|| "元旦前夕".to_owned()),
        })
        .collect();
    BookingCalendar {
        base: "/booking/1".to_owned(),
        month: first,
        blanks: 1,
        days,
        previous: None,
        next: Some("2027-01".to_owned()),
    }
}

pub(in crate::pages) fn times() -> BookingTimes {
    let slot = |time: &str, chosen: bool, refused: Option<Phrase>| TimeSlot { starts_at: at(time), chosen, refused };
    let taken = Phrase::key("refusal-busy");
    let travel = Phrase::key("refusal-travel");
    BookingTimes {
        date: Some(date(2026, 12, 3)),
        groups: vec![
            TimeGroup {
                label: Phrase::key("booking-morning"),
                slots: vec![
                    slot("2026-12-03T00:00:00Z", false, None),
                    slot("2026-12-03T00:30:00Z", false, Some(taken.clone())),
                    slot("2026-12-03T01:00:00Z", false, Some(taken)),
                    slot("2026-12-03T02:00:00Z", false, Some(travel)),
                ],
            },
            TimeGroup {
                label: Phrase::key("booking-afternoon"),
                slots: vec![
                    slot("2026-12-03T05:00:00Z", false, None),
                    slot("2026-12-03T05:30:00Z", true, None),
                    slot("2026-12-03T06:00:00Z", false, None),
                ],
            },
            TimeGroup { label: Phrase::key("booking-evening"), slots: vec![slot("2026-12-03T11:00:00Z", false, None)] },
        ],
        ..BookingTimes::none()
    }
}

fn quote() -> BookingQuote {
    BookingQuote {
        id: Some("q1".to_owned()),
        bill: Some(bill()),
        policy: Some(policy()),
        missing: Vec::new(),
        problem: None,
        sign_in: false,
    }
}

fn unfinished() -> BookingQuote {
    BookingQuote {
        id: None,
        bill: None,
        policy: None,
        missing: vec![Phrase::key("booking-choose-address"), Phrase::key("booking-choose-time")],
        problem: None,
        sign_in: false,
    }
}

fn policy() -> Phrase {
    Phrase::key("policy-free-until").with("until", crate::Arg::Moment(at("2026-12-02T05:30:00Z"))).with("fee", Money::fen(2_000))
}

/// A bill that other pages' samples use too.
pub(in crate::pages) fn bill() -> Bill {
    let line =
        |label: Phrase, minor: i64, why: Option<&str>| BillLine { label, amount: Money::fen(minor), why: why.map(Phrase::plain) };
    Bill {
        lines: vec![
            line(Phrase::plain("深度保洁"), 36_800, None),
            line(Phrase::plain("内窗玻璃 × 4"), 6_000, None),
            line(Phrase::plain("夜间服务"), 4_280, Some("19:00 以后开始，加收 10%")),
            line(Phrase::plain("优惠码 WINTER30"), -3_000, Some("满 200 减 30")),
        ],
        total: Money::fen(44_080),
        notices: Vec::new(),
    }
}
