//! The person's own corner: profile, security, notices.

use super::cards;
use crate::error::{Served, status};
use crate::form::{Typed, form, known};
use crate::respond::see;
use crate::visit::SignedInVisit;
use lares_domain::customers::{self, SaveProfile};
use lares_domain::identity;
use lares_domain::messaging::{self, Channel, Preference};
use lares_domain::orders::{self, Filter};
use lares_kernel::{Error, Kind, Locale, PageRequest, Result, phone};
use lares_views::pages::customer::{Me, NotificationSwitch, Notifications, Profile, Security, SessionRow};
use lares_views::{Form, Phrase};
use serde::Deserialize;
use std::collections::BTreeMap;

pub async fn show(visit: SignedInVisit) -> Served {
    let mut ctx = visit.begin().await?;
    let customer = customers::profile(&mut ctx).await?;
    let (found, _) = orders::mine(&mut ctx, &Filter::default(), PageRequest::new(1, 1)?).await?;
    let addresses = customers::addresses(&mut ctx).await?.len();
    let page = Me {
        name: customer.name,
        phone: phone::mask(&customer.phone),
        picture: None,
        orders: cards::count(found.total),
        addresses: u32::try_from(addresses).unwrap_or(u32::MAX),
        also_worker: visit.membership.worker.is_some(),
        also_office: visit.membership.staff.is_some(),
        company_phone: visit.tenant.phone.as_ref().map(|phone| phone.as_str().to_owned()),
    };
    visit.show(ctx, "me", &page).await
}

pub async fn profile(visit: SignedInVisit) -> Served {
    let mut ctx = visit.begin().await?;
    let customer = customers::profile(&mut ctx).await?;
    let email = customer.email.unwrap_or_default();
    let form = Form::default().value("name", customer.name).value("email", email).value("locale", customer.locale.tag());
    visit.show(ctx, "me", &Profile { phone: phone::mask(&customer.phone), form }).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProfileForm {
    name: String,
    email: String,
    locale: Locale,
}

pub async fn save_profile(visit: SignedInVisit, Typed { value, words }: Typed<ProfileForm>) -> Served {
    let mut ctx = visit.begin().await?;
    let ProfileForm { name, email, locale } = value;
    match customers::save_profile(&mut ctx, SaveProfile { name, email, locale }).await {
        Ok(()) => ctx.commit().await?,
        Err(error) if error.kind() == Kind::Invalid => {
            let customer = customers::profile(&mut ctx).await?;
            let page = Profile { phone: phone::mask(&customer.phone), form: form(&words, Some(&error)) };
            return visit.show_as(status(error.kind()), ctx, "me", &page).await;
        }
        Err(error) => return Err(error.into()),
    }
    Ok(see("/me"))
}

pub async fn security(visit: SignedInVisit) -> Served {
    let page = secured(&visit, Form::default()).await?;
    visit.show(visit.begin().await?, "me", &page).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PasswordForm {
    #[serde(default)]
    current: String,
    password: String,
}

/// A new password; every other device has to sign in again.
pub async fn set_password(visit: SignedInVisit, Typed { value, .. }: Typed<PasswordForm>) -> Served {
    let session = visit.session.clone().ok_or_else(|| Error::new(lares_kernel::error::SIGN_IN))?;
    match identity::set_password(&visit.app.sessions, &session, &value.current, &value.password).await {
        Ok(()) => Ok(see("/me")),
        Err(error) if matches!(error.kind(), Kind::Invalid | Kind::TooMany) => {
            let page = secured(&visit, form(&BTreeMap::new(), Some(&error))).await?;
            visit.show_as(status(error.kind()), visit.begin().await?, "me", &page).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn secured(visit: &SignedInVisit, form: Form) -> Result<Security> {
    let person = identity::person(&visit.app.control, visit.person()?).await?;
    let sessions = visit.app.sessions.list(person.id, Some(visit.tenant.id)).await?;
    let current = visit.session.as_ref().map(|session| session.id);
    let row = |session: identity::Session| SessionRow {
        id: session.id.to_string(),
        current: Some(session.id) == current,
        device: session.device,
        seen_at: session.seen_at,
    };
    Ok(Security { has_password: person.has_password, sessions: sessions.into_iter().map(row).collect(), form })
}

pub async fn notifications(visit: SignedInVisit) -> Served {
    let mut ctx = visit.begin().await?;
    let email = customers::profile(&mut ctx).await?.email;
    let switches = messaging::preferences(&mut ctx).await?;
    let switches = switches.iter().filter(|switch| by_mail(switch)).map(switch).collect();
    visit.show(ctx, "me", &Notifications { switches, email }).await
}

/// Writes the switches that were turned: a box that is not ticked does not come with the form.
pub async fn save_notifications(visit: SignedInVisit, Typed { value: ticked, .. }: Typed<BTreeMap<String, String>>) -> Served {
    let mut ctx = visit.begin().await?;
    let mut switches = messaging::preferences(&mut ctx).await?;
    switches.retain(by_mail);
    known(ticked.keys().map(String::as_str), |name| switches.iter().any(|switch| switch.kind == name))?;
    let turned = switches.into_iter().filter(|switch| switch.is_on != ticked.contains_key(switch.kind));
    for switch in turned {
        messaging::set_preference(&mut ctx, switch.kind, switch.channel, !switch.is_on).await?;
    }
    ctx.commit().await?;
    Ok(see("/me"))
}

/// The message center always has everything; mail is what one may not want.
fn by_mail(switch: &Preference) -> bool {
    switch.channel == Channel::Email
}

fn switch(switch: &Preference) -> NotificationSwitch {
    let label = Phrase::key(&format!("notifications-{}", switch.kind));
    NotificationSwitch { name: switch.kind.to_owned(), label, text: None, on: switch.is_on }
}
