//! Founding a company on one page (P01).

use super::landing::starters;
use crate::error::Served;
use crate::form::{Typed, form, phrase};
use crate::respond::{address, see};
use crate::sign_in::{Door, send};
use axum::extract::Query;
use axum::http::StatusCode;
use lares_domain::identity::{self, CODE_TOO_SOON, Proof, Purpose, SignedUp};
use lares_domain::tenancy::{SLUG_TAKEN, slug_available};
use lares_kernel::{Error, Kind, Phone, Result};
use lares_views::pages::platform::{CodePart, CodeState, SignUp, SlugPart, SlugState};
use lares_views::{Form, Phrase};
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    template: String,
}

pub async fn show(door: Door, Query(asked): Query<Asked>) -> Served {
    door.show(StatusCode::OK, "/", &page(&door, &asked.template, Form::default()))
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SignUpForm {
    pub name: String,
    pub slug: String,
    pub template: String,
    pub owner_name: String,
    pub phone: String,
    pub code: String,
    pub password: String,
}

/// Founds the company, or shows the same page with what is wrong beside each field.
pub async fn create(door: Door, Typed { value, mut words }: Typed<SignUpForm>) -> Served {
    words.remove("password");
    match found(&door, &value).await {
        Ok(done) => Ok(see(&office_of(&door, &done).await?)),
        Err(error) if matches!(error.kind(), Kind::Invalid | Kind::Conflict | Kind::TooMany) => {
            let error = if error.code() == SLUG_TAKEN { Error::field("slug", SLUG_TAKEN) } else { error };
            let page = page(&door, &value.template, form(&words, Some(&error)));
            door.show(crate::error::status(error.kind()), "/", &page)
        }
        Err(error) => Err(error.into()),
    }
}

/// The office of the new company, with what signs its owner in there once.
async fn office_of(door: &Door, done: &SignedUp) -> Result<String> {
    let token = identity::hand_off(&door.app.control, done.tenant.id, done.owner).await?;
    let company = door.app.config.company_url(&done.tenant.slug);
    Ok(address(&format!("{company}/hand-off"), &[("token", &token)]))
}

/// # Errors
/// `too_many_requests`; on the fields of the form.
pub async fn found(door: &Door, typed: &SignUpForm) -> Result<SignedUp> {
    door.app.limits.sign_up(door.client)?;
    let owner_phone = Phone::parse(&typed.phone).map_err(|error| Error::field("phone", error.code()))?;
    let sign_up = identity::SignUp {
        name: typed.name.clone(),
        slug: typed.slug.trim().to_ascii_lowercase(),
        template: typed.template.clone(),
        owner_phone,
        owner_name: typed.owner_name.clone(),
        password: typed.password.clone(),
        locale: door.kernel_locale(),
        proof: Proof::Code(typed.code.clone()),
    };
    identity::sign_up(&door.app.control, &door.app.db, sign_up).await
}

#[derive(Deserialize)]
pub struct SlugAsked {
    #[serde(default)]
    slug: String,
}

/// Is this address free? Asked while it is typed.
pub async fn slug(door: Door, Query(asked): Query<SlugAsked>) -> Served {
    let slug = asked.slug.trim().to_ascii_lowercase();
    let state = match slug_available(&door.app.control, &slug).await {
        _ if slug.is_empty() => SlugState::unknown(),
        Ok(true) => SlugState { free: Some(format!("{slug}{}", suffix(&door))), wrong: None },
        Ok(false) => SlugState { free: None, wrong: Some(phrase(SLUG_TAKEN, &[])) },
        Err(error) if error.kind() == Kind::Invalid => SlugState { free: None, wrong: Some(first(&error)) },
        Err(error) => return Err(error.into()),
    };
    door.part(&SlugPart { slug: state })
}

/// Sends the code that proves the owner's phone; without scripts the whole page comes back.
pub async fn send_code(door: Door, Typed { value, mut words }: Typed<SignUpForm>) -> Served {
    words.remove("password");
    let sent = match send(&door, &value.phone, Purpose::SignIn).await {
        Ok(again_at) => CodeState { again_at: Some(again_at), wrong: None, inbox: door.inbox() },
        Err(error) if error.code() == CODE_TOO_SOON => CodeState { inbox: door.inbox(), ..refused(&error) },
        Err(error) if matches!(error.kind(), Kind::Invalid | Kind::TooMany) => refused(&error),
        Err(error) => return Err(error.into()),
    };
    if door.is_partial {
        return door.part(&CodePart { code: sent });
    }
    let page = SignUp { code: sent, ..page(&door, &value.template, form(&words, None)) };
    door.show(StatusCode::OK, "/", &page)
}

fn refused(error: &Error) -> CodeState {
    CodeState { wrong: Some(first(error)), ..CodeState::unsent() }
}

/// What is wrong, in one sentence.
fn first(error: &Error) -> Phrase {
    let code = error.fields().first().map_or(error.code(), |field| field.code);
    phrase(code, error.args())
}

fn suffix(door: &Door) -> String {
    format!(".{}", door.app.config.domain)
}

fn page(door: &Door, template: &str, form: Form) -> SignUp {
    let starters = starters(door);
    let known = starters.iter().any(|starter| starter.id == template);
    let first = starters.first().map(|starter| starter.id.clone()).unwrap_or_default();
    SignUp {
        chosen: if known { template.to_owned() } else { first },
        starters,
        suffix: suffix(door),
        slug: SlugState::unknown(),
        code: CodeState::unsent(),
        form,
    }
}
