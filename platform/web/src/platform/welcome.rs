//! Just founded: the addresses of the new company.

use crate::error::Served;
use crate::sign_in::Door;
use axum::extract::Query;
use axum::http::StatusCode;
use lares_domain::tenancy::starter;
use lares_kernel::Error;
use lares_kernel::error::NOT_FOUND;
use lares_views::pages::platform::Welcome;
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Asked {
    slug: String,
}

pub async fn show(door: Door, Query(asked): Query<Asked>) -> Served {
    let tenant = door.app.control.tenant_by_slug(&asked.slug).await?.ok_or_else(|| Error::new(NOT_FOUND))?;
    let services = starter(&tenant.template).map_or(0, |starter| u32::try_from(starter.services()).unwrap_or(u32::MAX));
    let page = Welcome { name: tenant.name.clone(), url: door.app.config.company_url(&tenant.slug), services };
    door.show(StatusCode::OK, "/", &page)
}
