//! Which company one belongs to, asked on the platform's site.

use serde::Serialize;

use crate::{Form, Page, Phrase, Sample};

/// GET /company, and with `address` (a slug, a host or a whole address) on to the sign-in page of that company.
#[derive(Debug, Clone, Serialize)]
pub struct FindCompany {
    /// What follows the slug in a company's address, ".lares.example".
    pub suffix: String,
    pub form: Form,
}

impl Page for FindCompany {
    const TEMPLATE: &'static str = "platform/company.html";
}

impl Sample for FindCompany {
    fn samples() -> Vec<(&'static str, Self)> {
        let page = Self { suffix: ".lares.localhost".to_owned(), form: Form::default() };
        let form = Form::default().value("address", "anxni").error("address", Phrase::key("company-unknown"));
        vec![("asked", page.clone()), ("unknown", Self { form, ..page })]
    }
}
