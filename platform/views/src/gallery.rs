//! All samples of all pages, rendered: for the tests and for looking at.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::{Audience, Company, Frame, Locale, MenuEntry, PersonBar, Phrase, RenderError, Sample, Theme, Views};

/// One sample rendered in one language.
#[derive(Debug)]
pub struct Shot {
    /// "customer/home.empty.zh-Hans"
    pub name: String,
    pub template: &'static str,
    /// Parts that htmx swaps in are no whole documents.
    pub whole: bool,
    pub html: Result<String, RenderError>,
}

/// Renders what pages register; each audience's module has a `gallery` function that adds its pages.
pub struct Gallery {
    views: Views,
    pub shots: Vec<Shot>,
}

impl Gallery {
    #[must_use]
    pub fn new(views: Views) -> Self {
        Self { views, shots: Vec::new() }
    }

    /// Every sample of a page, in every language, seen by a signed-in person.
    pub fn add<P: Sample>(&mut self, audience: Audience, tab: &str) {
        for locale in Locale::ALL {
            for (sample, page) in P::samples() {
                let html = self.views.render(&page, &sample_frame(audience, tab, locale));
                // Shared pages are shown once per audience.
                let stem = P::TEMPLATE.trim_end_matches(".html").replace("shared/", &format!("shared/{audience:?}-"));
                let whole = html.as_ref().is_ok_and(|html| html.trim_start().starts_with("<!doctype"));
                self.shots.push(Shot { name: format!("{stem}.{sample}.{}", locale.tag()), template: P::TEMPLATE, whole, html });
            }
        }
    }
}

/// The frame the samples are shown in: 2026-12-01, noon in Shanghai.
#[must_use]
pub fn sample_frame(audience: Audience, tab: &str, locale: Locale) -> Frame {
    let company = Company {
        name: "安心到家".to_owned(),
        slug: "anxin".to_owned(),
        theme: Theme::of("#1c6b58", "#b45309"),
        logo: None,
        phone: Some("400-820-1188".to_owned()),
    };
    let entry = |tab: &str, icon: &str, name: &str| MenuEntry {
        tab: tab.to_owned(),
        href: format!("/office/{tab}"),
        icon: icon.to_owned(),
        label: Phrase::plain(name),
        count: 0,
    };
    Frame {
        locale,
        zone: TimeZone::get("Asia/Shanghai").unwrap_or(TimeZone::UTC),
        now: at("2026-12-01T04:00:00Z"),
        audience,
        path: "/".to_owned(),
        tab: tab.to_owned(),
        company: (audience != Audience::Platform).then_some(company),
        person: Some(PersonBar {
            name: "陈梅".to_owned(),
            unread: 3,
            offers: 2,
            role: Some(Phrase::key("office-role-manager")),
            also_worker: false,
            also_office: false,
        }),
        notices: Vec::new(),
        menu: MenuEntry::office_menu(),
        plugin_menu: vec![entry("coupons", "ticket-percent", "优惠券"), entry("pricing-rules", "percent", "加价规则")],
    }
}

/// An instant for samples.
#[must_use]
pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap_or(Timestamp::UNIX_EPOCH)
}
