//! The company's name and look, and its data to take along.

use super::again::Sent;
use super::entry::{CHOICE, Entry, Words};
use super::listing::keyed;
use crate::error::Served;
use crate::respond::done;
use crate::visit::OfficeVisit;
use axum::extract::Query;
use lares_domain::tenancy::settings::{self, Theme as Kept};
use lares_kernel::{Error, Locale, Permission, Result, Tenant};
use lares_views::pages::office::{CompanySettings, DataSettings, ExportLine, ThemePreview};
use lares_views::{Form, Phrase, Theme};
use serde::Deserialize;

const PATH: &str = "/office/settings";

pub async fn show(visit: OfficeVisit) -> Served {
    page(&visit, Sent::default()).await
}

async fn page(visit: &OfficeVisit, sent: Sent) -> Served {
    let ctx = visit.begin().await?;
    ctx.authorize(Permission::SettingsRead)?;
    let form = sent.or("company", kept(&visit.tenant));
    let color = |name: &str| form.values.get(name).cloned().unwrap_or_default();
    let page = CompanySettings {
        address: visit.app.config.company_url(&visit.tenant.slug),
        locales: Locale::ALL.map(|locale| keyed(locale.tag(), &format!("language-{}", locale.tag()))).into(),
        theme: Theme::of(&color("primary"), &color("accent")),
        writable: ctx.may(Permission::SettingsWrite),
        form,
    };
    visit.show_as(sent.status(), ctx, "settings", &page).await
}

fn kept(tenant: &Tenant) -> Form {
    let color = |name: &str| tenant.theme["light"][name].as_str().unwrap_or("#1c6b58").to_owned();
    Form::default()
        .value("name", tenant.name.clone())
        .value("phone", tenant.phone.as_ref().map(|phone| phone.as_str().to_owned()).unwrap_or_default())
        .value("locale", tenant.locale.tag())
        .value("primary", color("primary"))
        .value("accent", color("accent"))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Colors {
    primary: String,
    accent: String,
}

pub async fn preview(visit: OfficeVisit, Query(colors): Query<Colors>) -> Served {
    visit.part(&ThemePreview { theme: Theme::of(&colors.primary, &colors.accent) })
}

pub async fn save(visit: OfficeVisit, typed: Words) -> Served {
    typed.only(&["name", "phone", "locale", "primary", "accent"])?;
    match keep(&visit, &typed).await {
        Ok(()) => Ok(done(PATH, "notice-saved")),
        Err(error) => {
            let sent = Sent::again("company", &typed, error)?;
            page(&visit, sent.renamed("light.primary", "primary").renamed("light.accent", "accent")).await
        }
    }
}

/// Only what changed is written, because each change is an event of its own.
async fn keep(visit: &OfficeVisit, typed: &Words) -> Result<()> {
    let mut entry = Entry::of(typed);
    let (name, phone) = (entry.text("name"), entry.text("phone"));
    let locale = entry.choice("locale", Locale::parse).unwrap_or_default();
    let before = kept(&visit.tenant).values;
    let is_new = |name: &str| before.get(name).map(String::as_str) != Some(entry.text(name));
    let (renamed, called, colored) = (is_new("name"), is_new("phone"), is_new("primary") || is_new("accent"));
    let theme = themed(&visit.tenant, entry.text("primary"), entry.text("accent"));
    entry.done()?;
    let mut ctx = visit.begin().await?;
    if renamed {
        settings::rename(&mut ctx, &visit.app.control, name).await?;
    }
    if called {
        settings::set_phone(&mut ctx, &visit.app.control, phone).await?;
    }
    if locale != visit.tenant.locale {
        settings::set_locale(&mut ctx, &visit.app.control, locale).await?;
    }
    if colored {
        settings::set_theme(&mut ctx, &visit.app.control, &theme?).await?;
    }
    ctx.commit().await
}

/// The company's theme with two other colors; by night and in text they are made readable, as every page does.
fn themed(tenant: &Tenant, primary: &str, accent: &str) -> Result<Kept> {
    let mut theme: Kept = serde_json::from_value(tenant.theme.clone()).map_err(|_| Error::field("primary", CHOICE))?;
    let shown = Theme::of(primary, accent);
    let light = [
        ("primary", primary),
        ("primary_content", &shown.brand_content),
        ("accent", accent),
        ("accent_content", &shown.accent_content),
    ];
    let dark = [
        ("primary", &shown.brand_night),
        ("primary_content", &shown.brand_night_content),
        ("accent", &shown.accent_night),
        ("accent_content", &shown.accent_night_content),
    ];
    theme.light.extend(light.map(|(name, color)| (name.to_owned(), color.to_owned())));
    theme.dark.extend(dark.map(|(name, color)| (name.to_owned(), color.clone())));
    Ok(theme)
}

pub async fn data(visit: OfficeVisit) -> Served {
    let ctx = visit.begin().await?;
    let may = |permission| ctx.may(permission);
    let line = |(is_allowed, key, icon, href): (bool, &str, &str, &str)| {
        is_allowed.then(|| ExportLine { label: Phrase::key(key), icon: icon.to_owned(), href: href.to_owned() })
    };
    let year = visit.tenant.date(visit.now()).first_of_year();
    let exports = [
        (may(Permission::OrderRead), "office-data-orders", "clipboard-list", "/office/orders.csv"),
        (may(Permission::CustomerRead), "office-data-customers", "users-round", "/office/customers.csv"),
        (may(Permission::ReportRead), "office-data-reports", "chart-column", &format!("/office/reports.csv?from={year}")),
    ];
    let page = DataSettings { exports: exports.into_iter().filter_map(line).collect() };
    visit.show(ctx, "settings", &page).await
}
