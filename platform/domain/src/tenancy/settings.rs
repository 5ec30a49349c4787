//! The company's name, language, phone and look; suspension by the platform.
//!
//! The control row changes at once and the event with the caller's commit; a listener of [`Topic::Tenant`] calls
//! `Control::forget_tenants` so that every node sees the change.

use super::{THEME_SHAPE, db, named};
use lares_kernel::signals::{Signal, Topic};
use lares_kernel::{Control, Ctx, Error, Locale, Permission, Phone, Result, TenantId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A look: the mark's icon, how round corners are, colours by name for light and dark.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Theme {
    pub mark: String,
    pub radius: String,
    pub light: BTreeMap<String, String>,
    pub dark: BTreeMap<String, String>,
}

/// Every colour a theme names, in each of its two halves.
pub const COLORS: [&str; 8] =
    ["primary", "primary_content", "accent", "accent_content", "neutral", "neutral_content", "base", "base_content"];

/// # Errors
/// `forbidden`; on the field `name`.
pub async fn rename(ctx: &mut Ctx, control: &Control, name: &str) -> Result<()> {
    ctx.authorize(Permission::SettingsWrite)?;
    let name = named("name", name, 60)?;
    tell(ctx, "tenant.renamed").await?;
    db::set_name(control, ctx.tenant().id, &name).await?;
    control.forget_tenants();
    Ok(())
}

/// The language guests and new customers are met in.
///
/// # Errors
/// `forbidden`.
pub async fn set_locale(ctx: &mut Ctx, control: &Control, locale: Locale) -> Result<()> {
    ctx.authorize(Permission::SettingsWrite)?;
    tell(ctx, "tenant.locale_set").await?;
    db::set_locale(control, ctx.tenant().id, locale).await?;
    control.forget_tenants();
    Ok(())
}

/// The number customers and workers may call; empty = none. Never the owner's by default: that one is private.
///
/// # Errors
/// `forbidden`; on the field `phone`.
pub async fn set_phone(ctx: &mut Ctx, control: &Control, typed: &str) -> Result<()> {
    ctx.authorize(Permission::SettingsWrite)?;
    let phone = match typed.trim() {
        "" => None,
        typed => Some(Phone::parse(typed).map_err(|error| Error::field("phone", error.code()))?),
    };
    tell(ctx, "tenant.phone_set").await?;
    db::set_phone(control, ctx.tenant().id, phone.as_ref()).await?;
    control.forget_tenants();
    Ok(())
}

/// # Errors
/// `forbidden`; `tenancy.theme_shape` on the part of the theme that is wrong.
pub async fn set_theme(ctx: &mut Ctx, control: &Control, theme: &Theme) -> Result<()> {
    ctx.authorize(Permission::SettingsWrite)?;
    check(theme)?;
    tell(ctx, "tenant.theme_set").await?;
    db::set_theme(control, ctx.tenant().id, &serde_json::to_value(theme)?).await?;
    control.forget_tenants();
    Ok(())
}

/// Closes a company's pages; its data stays. Only the operator's pages call this.
///
/// # Errors
/// `not_found`.
pub async fn suspend(control: &Control, tenant: TenantId) -> Result<()> {
    set_state(control, tenant, "suspended").await
}

/// # Errors
/// `not_found`.
pub async fn resume(control: &Control, tenant: TenantId) -> Result<()> {
    set_state(control, tenant, "active").await
}

async fn set_state(control: &Control, tenant: TenantId, state: &'static str) -> Result<()> {
    db::set_state(control, tenant, state).await?;
    control.forget_tenants();
    control.hub().send(Signal { tenant: Some(tenant), topic: Topic::Tenant, key: state.to_owned() });
    Ok(())
}

async fn tell(ctx: &mut Ctx, event: &'static str) -> Result<()> {
    let company = ctx.tenant_id();
    ctx.announce(event, company, serde_json::json!({})).await
}

/// Colours and lengths go into a style sheet, so nothing but their plain forms passes.
fn check(theme: &Theme) -> Result<()> {
    let icon = (1..=40).contains(&theme.mark.len())
        && theme.mark.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if !icon {
        return Err(Error::field("mark", THEME_SHAPE));
    }
    if !is_length(&theme.radius) {
        return Err(Error::field("radius", THEME_SHAPE));
    }
    for (half, colors) in [("light", &theme.light), ("dark", &theme.dark)] {
        if let Some(name) = COLORS.into_iter().find(|name| !colors.get(*name).is_some_and(|color| is_color(color))) {
            return Err(Error::field(format!("{half}.{name}"), THEME_SHAPE));
        }
        if colors.len() != COLORS.len() {
            return Err(Error::field(half, THEME_SHAPE));
        }
    }
    Ok(())
}

/// `0rem` to `2rem`, at most three decimals.
fn is_length(text: &str) -> bool {
    let number = text.strip_suffix("rem").unwrap_or_default();
    let plain = (1..=5).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    plain && number.parse::<f32>().is_ok_and(|rem| (0.0..=2.0).contains(&rem))
}

fn is_color(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|digits| digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_themes_of_all_starters_pass() {
        for starter in super::super::templates() {
            let theme: Theme = serde_json::from_value(starter.theme.clone()).expect("a theme");
            assert!(check(&theme).is_ok(), "{}: {:?}", starter.id, check(&theme));
        }
    }

    #[test]
    fn nothing_but_plain_colors_and_lengths_reaches_the_style_sheet() {
        assert!(is_color("#0f766e") && !is_color("red") && !is_color("#fff;}") && !is_color("#12345"));
        assert!(is_length("0.75rem") && is_length("0rem") && !is_length("1px") && !is_length("9rem") && !is_length("1;rem"));
    }
}
