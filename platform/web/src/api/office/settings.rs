//! The company's name, phone and language.

use crate::api::answer::{done, show};
use crate::api::extract::Json;
use crate::error::Served;
use crate::state::App;
use crate::visit::OfficeVisit;
use lares_domain::tenancy::settings;
use lares_kernel::{Locale, Permission};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(read)).routes(routes!(rename)).routes(routes!(set_phone)).routes(routes!(set_locale))
}

#[derive(Serialize, ToSchema)]
struct CompanySettings {
    slug: String,
    name: String,
    /// What customers and workers may call, E.164.
    phone: Option<String>,
    locale: &'static str,
    /// IANA name.
    #[schema(example = "Asia/Shanghai")]
    zone: Option<String>,
    currency: &'static str,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Name {
    name: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Number {
    /// E.164, or eleven digits of mainland China; empty for none.
    phone: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Language {
    /// `zh-Hans`, `zh-Hant` or `en`.
    #[schema(value_type = String)]
    locale: Locale,
}

/// What the company is called and speaks.
#[utoipa::path(get, path = "/settings", tag = "office settings", responses((status = 200, body = CompanySettings)))]
async fn read(visit: OfficeVisit) -> Served {
    let ctx = visit.begin().await?;
    ctx.authorize(Permission::SettingsRead)?;
    let company = CompanySettings {
        slug: visit.tenant.slug.clone(),
        name: visit.tenant.name.clone(),
        phone: visit.tenant.phone.as_ref().map(|phone| phone.as_str().to_owned()),
        locale: visit.tenant.locale.tag(),
        zone: visit.tenant.zone.iana_name().map(str::to_owned),
        currency: visit.tenant.currency.code(),
    };
    show(ctx, company).await
}

/// Renames the company.
#[utoipa::path(put, path = "/settings/name", tag = "office settings", responses((status = 204, description = "Saved")))]
async fn rename(visit: OfficeVisit, Json(form): Json<Name>) -> Served {
    let mut ctx = visit.begin().await?;
    settings::rename(&mut ctx, &visit.app.control, &form.name).await?;
    done(ctx).await
}

/// The number customers and workers may call.
#[utoipa::path(put, path = "/settings/phone", tag = "office settings", responses((status = 204, description = "Saved")))]
async fn set_phone(visit: OfficeVisit, Json(form): Json<Number>) -> Served {
    let mut ctx = visit.begin().await?;
    settings::set_phone(&mut ctx, &visit.app.control, &form.phone).await?;
    done(ctx).await
}

/// The language guests and new customers are met in.
#[utoipa::path(put, path = "/settings/locale", tag = "office settings", responses((status = 204, description = "Saved")))]
async fn set_locale(visit: OfficeVisit, Json(form): Json<Language>) -> Served {
    let mut ctx = visit.begin().await?;
    settings::set_locale(&mut ctx, &visit.app.control, form.locale).await?;
    done(ctx).await
}
