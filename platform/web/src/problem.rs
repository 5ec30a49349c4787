//! `/problems/{code}`: what a stable code means and what to do about it; the `type` of problem details leads here (RFC 9457).

use crate::error::{Served, status};
use crate::form::phrase;
use crate::sign_in::Door;
use axum::extract::Path;
use axum::http::StatusCode;
use lares_kernel::error::NOT_FOUND;
use lares_kernel::{Code, Error, Kind};
use lares_views::pages::shared::ErrorPage;
use lares_views::{Arg, Phrase};

/// What sentences of codes leave open; here nothing happened that would fill it in.
const BLANKS: [&str; 12] =
    ["column", "due", "fee", "field", "least", "left", "line", "most", "reason", "role", "seconds", "value"];

pub async fn show(door: Door, Path(name): Path<String>) -> Served {
    let code = lares_domain::codes().chain(crate::codes()).find(|code| code.name() == name);
    door.show(StatusCode::OK, "/", &page(code.ok_or_else(|| Error::new(NOT_FOUND))?))
}

fn page(code: Code) -> ErrorPage {
    let said = BLANKS.iter().fold(phrase(code, &[]), |said, name| said.with(name, Arg::Text("…".to_owned())));
    ErrorPage {
        title: said,
        text: Phrase::key(&format!("problem-{}", advice(code.kind()))),
        reference: Some(code.name().to_owned()),
        ..ErrorPage::of(status(code.kind()).as_u16(), "/")
    }
}

const fn advice(kind: Kind) -> &'static str {
    match kind {
        Kind::Invalid => "invalid",
        Kind::Unauthenticated => "unauthenticated",
        Kind::Forbidden => "forbidden",
        Kind::NotFound => "not-found",
        Kind::Conflict => "conflict",
        Kind::TooMany => "too-many",
        Kind::TooLarge => "too-large",
        Kind::Unavailable => "unavailable",
        Kind::Internal => "internal",
    }
}

#[cfg(test)]
mod tests {
    use super::page;
    use lares_views::{Audience, Locale, Views, sample_frame};

    #[test]
    fn every_code_has_a_page_in_every_language() {
        let views = Views::strict().expect("views");
        for code in lares_domain::codes().chain(crate::codes()) {
            for locale in [Locale::ZhHans, Locale::ZhHant, Locale::En] {
                let text = views.render(&page(code), &sample_frame(Audience::Platform, "", locale));
                assert!(text.is_ok_and(|text| text.contains(code.name())), "{} in {}", code.name(), locale.tag());
            }
        }
    }
}
