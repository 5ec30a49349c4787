//! E-mails: the words of the message centre, in the reader's language, as text and as a small page.

use crate::message;
use jiff::tz::TimeZone;
use lares_domain::messaging::{Letter, Letters as Port};
use lares_kernel::{Clock, Locale};
use lares_views::{Audience, Frame, Views};
use serde_json::Value;

pub struct Letters {
    views: Views,
    clock: Clock,
}

impl Letters {
    #[must_use]
    pub fn new(views: Views, clock: Clock) -> Self {
        Self { views, clock }
    }
}

impl Port for Letters {
    fn render(&self, locale: Locale, kind: &str, args: &Value) -> Letter {
        let frame = Frame {
            locale: lares_views::Locale::from_tag(locale.tag()).unwrap_or(lares_views::Locale::ZhHans),
            zone: zone(args),
            now: self.clock.now(),
            audience: Audience::Customer,
            path: "/".into(),
            tab: String::new(),
            company: None,
            person: None,
            notices: Vec::new(),
            menu: Vec::new(),
            plugin_menu: Vec::new(),
        };
        let subject = self.views.say(&message::title(kind, args), &frame);
        let text = self.views.say(&message::body(kind, args), &frame);
        let html = format!("<!doctype html><meta charset=utf-8><h1>{}</h1><p>{}</p>", escape(&subject), escape(&text));
        Letter { subject, text, html }
    }
}

/// The company's zone, which the message carries with its times.
fn zone(args: &Value) -> TimeZone {
    args.get("zone").and_then(Value::as_str).and_then(|name| TimeZone::get(name).ok()).unwrap_or(TimeZone::UTC)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
