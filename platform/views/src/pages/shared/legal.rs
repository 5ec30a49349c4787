//! What one agrees to, and what happens to one's data; short and in plain words.

use serde::Serialize;

use crate::{Page, Phrase, Sample};

/// GET /terms and GET /privacy, on the platform's host and on every company's.
#[derive(Debug, Clone, Serialize)]
pub struct Legal {
    pub title: Phrase,
    /// Who speaks, in one sentence.
    pub lead: Phrase,
    pub sections: Vec<Section>,
    /// The other of the two pages.
    pub other_href: String,
    pub other: Phrase,
}

#[derive(Debug, Clone, Serialize)]
pub struct Section {
    pub title: Phrase,
    pub text: Phrase,
}

/// Whose pages these are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Party {
    Platform,
    /// By name.
    Company(String),
}

const TERMS_OF_PLATFORM: [&str; 7] = ["what", "company", "data", "money", "plugins", "running", "end"];
const TERMS_OF_COMPANY: [&str; 7] = ["who", "booking", "change", "account", "conduct", "liability", "end"];
const PRIVACY: [&str; 7] = ["what", "why", "who", "plugins", "cookies", "safety", "rights"];

impl Legal {
    #[must_use]
    pub fn terms(party: &Party) -> Self {
        let sections = match party {
            Party::Platform => TERMS_OF_PLATFORM,
            Party::Company(_) => TERMS_OF_COMPANY,
        };
        Self::of("terms", party, sections, ("/privacy", "privacy-title"))
    }

    #[must_use]
    pub fn privacy(party: &Party) -> Self {
        Self::of("privacy", party, PRIVACY, ("/terms", "terms-title"))
    }

    fn of(page: &str, party: &Party, sections: [&str; 7], (other_href, other): (&str, &str)) -> Self {
        let say = |what: &str| match party {
            Party::Platform => Phrase::key(&format!("{page}-platform-{what}")),
            Party::Company(name) => Phrase::key(&format!("{page}-company-{what}")).with("company", name.as_str()),
        };
        let section = |name: &str| Section { title: Phrase::key(&format!("{page}-about-{name}")), text: say(name) };
        Self {
            title: Phrase::key(&format!("{page}-title")),
            lead: say("lead"),
            sections: sections.map(section).into(),
            other_href: other_href.to_owned(),
            other: Phrase::key(other),
        }
    }
}

impl Page for Legal {
    const TEMPLATE: &'static str = "shared/legal.html";
}

impl Sample for Legal {
    fn samples() -> Vec<(&'static str, Self)> {
        let company = Party::Company("安心到家".to_owned());
        vec![
            ("terms", Self::terms(&company)),
            ("privacy", Self::privacy(&company)),
            ("platform-terms", Self::terms(&Party::Platform)),
            ("platform-privacy", Self::privacy(&Party::Platform)),
        ]
    }
}
