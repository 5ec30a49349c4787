//! The company's name, phone, language and look.

use crate::api::answer::{done, show};
use crate::api::extract::Json;
use crate::error::Served;
use crate::state::App;
use crate::visit::OfficeVisit;
use lares_domain::tenancy::settings;
use lares_kernel::{Locale, Permission};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(read))
        .routes(routes!(rename))
        .routes(routes!(set_phone))
        .routes(routes!(set_locale))
        .routes(routes!(set_theme))
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
    theme: Value,
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

/// A look, for light and for dark. Each half names `primary`, `primary_content`, `accent`, `accent_content`, `neutral`,
/// `neutral_content`, `base` and `base_content` as `#rrggbb`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Theme {
    /// The icon that stands for the company.
    #[schema(example = "sparkles")]
    mark: String,
    /// How round corners are.
    #[schema(example = "0.75rem")]
    radius: String,
    light: BTreeMap<String, String>,
    dark: BTreeMap<String, String>,
}

impl From<Theme> for settings::Theme {
    fn from(theme: Theme) -> Self {
        Self { mark: theme.mark, radius: theme.radius, light: theme.light, dark: theme.dark }
    }
}

/// What the company is called, speaks and looks like.
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
        theme: visit.tenant.theme.clone(),
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

/// Changes how the company's pages look.
#[utoipa::path(put, path = "/settings/theme", tag = "office settings", responses((status = 204, description = "Saved")))]
async fn set_theme(visit: OfficeVisit, Json(form): Json<Theme>) -> Served {
    let mut ctx = visit.begin().await?;
    settings::set_theme(&mut ctx, &visit.app.control, &form.into()).await?;
    done(ctx).await
}
