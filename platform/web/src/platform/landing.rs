//! The front page.

use crate::error::Served;
use crate::sign_in::Door;
use crate::state::SmsMode;
use axum::http::StatusCode;
use lares_domain::tenancy::{Starter, templates};
use lares_kernel::Result;
use lares_views::Theme;
use lares_views::pages::platform::{Landing, StarterCard};

pub async fn show(door: Door) -> Served {
    let page = Landing { starters: starters(&door), demo: demo(&door).await? };
    door.show(StatusCode::OK, "/", &page)
}

/// Everything a company may start with, in the reader's language.
pub fn starters(door: &Door) -> Vec<StarterCard> {
    templates().iter().map(|starter| card(door, starter)).collect()
}

fn card(door: &Door, starter: &Starter) -> StarterCard {
    let locale = door.kernel_locale();
    let light = &starter.theme["light"];
    let color = |name: &str| light[name].as_str().unwrap_or_default();
    StarterCard {
        id: starter.id.clone(),
        name: starter.name(locale).to_owned(),
        text: starter.description(locale).to_owned(),
        mark: starter.theme["mark"].as_str().unwrap_or("house").to_owned(),
        services: u32::try_from(starter.services()).unwrap_or(u32::MAX),
        theme: Theme::of(color("primary"), color("accent")),
    }
}

/// The first company of a demo.
async fn demo(door: &Door) -> Result<Option<String>> {
    if door.app.config.sms != SmsMode::Catcher {
        return Ok(None);
    }
    let tenants = door.app.control.tenants().await?;
    Ok(tenants.first().map(|tenant| door.app.config.company_url(&tenant.slug)))
}
