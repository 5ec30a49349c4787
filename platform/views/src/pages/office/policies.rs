//! The company's rules as forms, each with a sentence that says what it means for the next booking.

use serde::Serialize;

use crate::parts::Choice;
use crate::{Arg, Form, Money, Page, Phrase, Sample};

/// GET /office/settings/policies; POST /office/policies/{booking,cancellation,payment,assignment}.
#[derive(Debug, Clone, Serialize)]
pub struct PolicySettings {
    /// Fields: `lead_minutes`, `horizon_days`, `step_minutes`, `quote_minutes`, `open_on_holidays`.
    pub booking: PolicyForm,
    /// Fields: `grace_minutes`, `reschedule_free_hours`, `tier-{n}-hours`, `tier-{n}-fee`.
    pub cancellation: PolicyForm,
    /// How many `tier-{n}` rows the form shows.
    pub tiers: Vec<u32>,
    /// Field: `methods`.
    pub payment: PolicyForm,
    pub methods: Vec<Choice>,
    pub chosen_methods: Vec<String>,
    /// Fields: `mode`, `offer_minutes`, `offer_rounds`, `auto_after_minutes`, `customer_may_choose`.
    pub assignment: PolicyForm,
    pub modes: Vec<Choice>,
    pub writable: bool,
}

/// One rule with what it means in words.
#[derive(Debug, Clone, Serialize)]
pub struct PolicyForm {
    pub examples: Vec<Phrase>,
    pub form: Form,
}

impl Page for PolicySettings {
    const TEMPLATE: &'static str = "office/policies.html";
}

impl Sample for PolicySettings {
    fn samples() -> Vec<(&'static str, Self)> {
        let full = full();
        let form = full.booking.form.clone().value("step_minutes", "7").error("step_minutes", Phrase::plain("请选择 15 的倍数"));
        let wrong = Self { booking: PolicyForm { form, ..full.booking.clone() }, ..full.clone() };
        vec![("full", full.clone()), ("reading", Self { writable: false, ..full }), ("wrong", wrong)]
    }
}

fn full() -> PolicySettings {
    let noon = Arg::Moment(crate::gallery::at("2026-12-01T06:00:00Z"));
    PolicySettings {
        booking: PolicyForm {
            examples: vec![Phrase::key("office-policy-booking-example").with("earliest", noon).with("days", 30_i64)],
            form: fields(&[("lead_minutes", "120"), ("horizon_days", "30"), ("step_minutes", "30"), ("quote_minutes", "30")]),
        },
        cancellation: PolicyForm {
            examples: vec![
                Phrase::key("office-policy-tier-example")
                    .with("hours", 24_i64)
                    .with("fee", Money::fen(4_000))
                    .with("total", Money::fen(20_000)),
            ],
            form: fields(&[
                ("grace_minutes", "10"),
                ("reschedule_free_hours", "24"),
                ("tier-0-hours", "24"),
                ("tier-0-fee", "20%"),
            ]),
        },
        tiers: vec![0, 1, 2],
        payment: PolicyForm { examples: Vec::new(), form: Form::default() },
        methods: choices("method", &["cash", "transfer", "wechat", "alipay", "card"]),
        chosen_methods: vec!["cash".to_owned(), "wechat".to_owned()],
        assignment: PolicyForm {
            examples: vec![Phrase::key("office-policy-mode-offer").with("minutes", 10_i64)],
            form: fields(&[
                ("mode", "offer"),
                ("offer_minutes", "10"),
                ("offer_rounds", "3"),
                ("auto_after_minutes", "0"),
                ("customer_may_choose", "yes"),
            ]),
        },
        modes: choices("office-mode", &["auto", "offer", "pool"]),
        writable: true,
    }
}

fn fields(pairs: &[(&str, &str)]) -> Form {
    pairs.iter().fold(Form::default(), |form, (name, value)| form.value(name, *value))
}

fn choices(prefix: &str, values: &[&str]) -> Vec<Choice> {
    values.iter().map(|value| Choice { value: (*value).to_owned(), label: Phrase::key(&format!("{prefix}-{value}")) }).collect()
}
