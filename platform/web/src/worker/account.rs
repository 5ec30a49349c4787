//! The worker's password and devices (C03).

use crate::error::{Served, status};
use crate::form::{Typed, form};
use crate::respond::see;
use crate::visit::{Visit, WorkerVisit};
use axum::http::StatusCode;
use lares_domain::identity::{self, Session};
use lares_kernel::error::SIGN_IN;
use lares_kernel::{Error, Kind, Result};
use lares_views::Form;
use lares_views::pages::customer::SessionRow;
use lares_views::pages::worker::Security;
use serde::Deserialize;
use std::sync::Arc;

pub async fn show(visit: WorkerVisit) -> Served {
    respond(&visit, StatusCode::OK, Form::default()).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PasswordForm {
    #[serde(default)]
    current: String,
    password: String,
}

/// Sets the password and ends the person's other sessions.
pub async fn set_password(visit: WorkerVisit, Typed { value, mut words }: Typed<PasswordForm>) -> Served {
    words.clear();
    let session = session(&visit)?;
    match identity::set_password(&visit.app.sessions, &session, &value.current, &value.password).await {
        Ok(()) => Ok(see("/worker/me/security")),
        Err(error) if matches!(error.kind(), Kind::Invalid | Kind::TooMany) => {
            respond(&visit, status(error.kind()), form(&words, Some(&error))).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn respond(visit: &WorkerVisit, code: StatusCode, form: Form) -> Served {
    let session = session(visit)?;
    let person = identity::person(&visit.app.control, session.person).await?;
    let sessions = visit.app.sessions.list(session.person, session.tenant).await?;
    let rows = sessions.into_iter().map(|one| row(one, &session)).collect();
    let ctx = visit.begin().await?;
    visit.show_as(code, ctx, "profile", &Security { has_password: person.has_password, sessions: rows, form }).await
}

fn row(one: Session, current: &Session) -> SessionRow {
    SessionRow { id: one.id.to_string(), current: one.id == current.id, device: one.device, seen_at: one.seen_at }
}

fn session(visit: &Visit) -> Result<Arc<Session>> {
    visit.session.clone().ok_or_else(|| Error::new(SIGN_IN))
}
