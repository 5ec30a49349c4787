//! The person's own corner: profile, security, notices.

use jiff::Timestamp;
use serde::Serialize;

use crate::gallery::at;
use crate::{Form, Page, Phrase, Sample};

/// GET /me
#[derive(Debug, Clone, Serialize)]
pub struct Me {
    pub name: String,
    pub phone: String,
    pub picture: Option<String>,
    pub orders: u32,
    pub addresses: u32,
    pub also_worker: bool,
    pub also_office: bool,
    pub company_phone: Option<String>,
}

impl Page for Me {
    const TEMPLATE: &'static str = "customer/me.html";
}

/// GET /me/profile, POST /me/profile: fields `name`, `email`, `locale` (the language of letters).
#[derive(Debug, Clone, Serialize)]
pub struct Profile {
    pub phone: String,
    pub form: Form,
}

impl Page for Profile {
    const TEMPLATE: &'static str = "customer/profile.html";
}

/// GET /me/security; POST /me/password: fields `current`, `password`.
#[derive(Debug, Clone, Serialize)]
pub struct Security {
    pub has_password: bool,
    pub sessions: Vec<SessionRow>,
    pub form: Form,
}

/// A device signed in; POST /sessions/{id}/revocation.
#[derive(Debug, Clone, Serialize)]
pub struct SessionRow {
    pub id: String,
    pub device: String,
    pub seen_at: Timestamp,
    pub current: bool,
}

impl Page for Security {
    const TEMPLATE: &'static str = "customer/security.html";
}

/// GET /me/notifications, POST /me/notifications: one field per switch, "yes" or absent.
#[derive(Debug, Clone, Serialize)]
pub struct Notifications {
    pub switches: Vec<NotificationSwitch>,
    pub email: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct NotificationSwitch {
    /// Field name: the kind of message, "order-accepted".
    pub name: String,
    pub label: Phrase,
    pub text: Option<Phrase>,
    pub on: bool,
}

impl Page for Notifications {
    const TEMPLATE: &'static str = "customer/notifications.html";
}

impl Sample for Me {
    fn samples() -> Vec<(&'static str, Self)> {
        let me = Self {
            name: "陈梅".to_owned(),
            phone: "138****5521".to_owned(),
            picture: None,
            orders: 12,
            addresses: 2,
            also_worker: true,
            also_office: true,
            company_phone: Some("400-820-1188".to_owned()),
        };
        let fresh = Self {
            name: String::new(),
            orders: 0,
            addresses: 0,
            also_worker: false,
            also_office: false,
            company_phone: None,
            ..me.clone()
        };
        vec![("full", me), ("new", fresh)]
    }
}

impl Sample for Profile {
    fn samples() -> Vec<(&'static str, Self)> {
        let form = Form::default().value("name", "陈梅").value("email", "mei@");
        let wrong = form.clone().error("email", Phrase::key("profile-email-wrong"));
        [("kept", form), ("wrong", wrong)].map(|(name, form)| (name, Self { phone: "138****5521".to_owned(), form })).into()
    }
}

impl Sample for Security {
    fn samples() -> Vec<(&'static str, Self)> {
        let row = |id: &str, device: &str, current: bool| SessionRow {
            id: id.to_owned(),
            device: device.to_owned(),
            seen_at: at("2026-12-01T03:40:00Z"),
            current,
        };
        let sessions = vec![row("1", "iPhone · Safari", true), row("2", "Windows · Edge", false)];
        let wrong = Form::default().error("password", Phrase::key("security-password-short").with("count", 8));
        vec![
            ("first", Self { has_password: false, sessions: sessions.clone(), form: Form::default() }),
            ("wrong", Self { has_password: true, sessions, form: wrong }),
        ]
    }
}

impl Sample for Notifications {
    fn samples() -> Vec<(&'static str, Self)> {
        let switches: Vec<NotificationSwitch> = ["order-placed", "order-accepted", "order-paid"]
            .map(|name| NotificationSwitch {
                name: name.to_owned(),
                label: Phrase::key(&format!("notifications-{name}")),
                text: None,
                on: name != "order-paid",
            })
            .into();
        vec![
            ("email", Self { switches: switches.clone(), email: Some("mei@example.com".to_owned()) }),
            ("no-email", Self { switches, email: None }),
        ]
    }
}
