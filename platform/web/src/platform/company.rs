//! The way from the platform's site to the sign-in page of one's own company, by its address.

use crate::error::Served;
use crate::respond::see;
use crate::sign_in::Door;
use axum::extract::Query;
use axum::http::StatusCode;
use lares_domain::tenancy::check_slug;
use lares_kernel::Result;
use lares_views::pages::platform::FindCompany;
use lares_views::{Form, Phrase};
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Asked {
    address: Option<String>,
}

pub async fn show(door: Door, Query(asked): Query<Asked>) -> Served {
    let suffix = format!(".{}", door.app.config.domain);
    let Some(typed) = asked.address else {
        return door.show(StatusCode::OK, "/", &FindCompany { suffix, form: Form::default() });
    };
    if let Some(url) = url_of(&door, slug_of(&typed, &suffix)).await? {
        return Ok(see(&format!("{url}/sign-in")));
    }
    let form = Form::default().value("address", typed.trim()).error("address", Phrase::key("company-unknown"));
    door.show(StatusCode::NOT_FOUND, "/", &FindCompany { suffix, form })
}

async fn url_of(door: &Door, slug: String) -> Result<Option<String>> {
    if check_slug(&slug).is_err() {
        return Ok(None);
    }
    let tenant = door.app.control.tenant_by_slug(&slug).await?;
    Ok(tenant.filter(|tenant| !tenant.suspended).map(|tenant| door.app.config.company_url(&tenant.slug)))
}

/// The first label of whatever was copied from the address bar.
fn slug_of(typed: &str, suffix: &str) -> String {
    let lower = typed.trim().to_ascii_lowercase();
    let host = lower.split_once("://").map_or(lower.as_str(), |(_, rest)| rest);
    let host = host.split(['/', ':', '?', '#']).next().unwrap_or_default();
    host.strip_suffix(suffix).unwrap_or(host).to_owned()
}

#[cfg(test)]
mod tests {
    use super::slug_of;

    #[test]
    fn a_slug_a_host_and_a_whole_address_are_the_same_company() {
        for typed in ["anxin", " Anxin ", "anxin.lares.localhost", "http://anxin.lares.localhost:8080/office?x=1"] {
            assert_eq!(slug_of(typed, ".lares.localhost"), "anxin", "{typed}");
        }
        assert_eq!(slug_of("anxin.example.com", ".lares.localhost"), "anxin.example.com");
    }
}
