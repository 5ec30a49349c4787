//! The office's people and what their roles may do.

use super::again::Sent;
use super::entry::{Entry, Words};
use super::listing;
use super::role_matrix::matrix;
use crate::error::Served;
use crate::form::Button;
use crate::respond::done;
use crate::visit::OfficeVisit;
use axum::extract::{Path, Query};
use lares_domain::identity::staff::{self, NewStaff, Role, Staff};
use lares_kernel::{Ctx, Error, Permission, Phone, Result, StaffId};
use lares_views::Phrase;
use lares_views::pages::office::{StaffLine, StaffPage};
use lares_views::parts::Choice;
use serde::Deserialize;

const PATH: &str = "/office/settings/staff";
/// The platform's own roles as one reads them; a company's own follow.
const RANKS: [&str; 6] = ["owner", "manager", "dispatcher", "finance", "support", "trainer"];

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    page: Option<u32>,
}

pub async fn show(visit: OfficeVisit, Query(asked): Query<Asked>) -> Served {
    page(&visit, asked, Sent::default()).await
}

async fn page(visit: &OfficeVisit, asked: Asked, sent: Sent) -> Served {
    let mut ctx = visit.begin().await?;
    let mut roles = staff::roles(&mut ctx).await?;
    roles.sort_by_key(|role| RANKS.iter().position(|rank| *rank == role.id).unwrap_or(RANKS.len()));
    let mut all = staff::list(&mut ctx, &visit.app.control).await?;
    let words = asked.q.trim().to_lowercase();
    all.retain(|one| one.name.to_lowercase().contains(&words) || one.phone.contains(&words));
    let rows = listing::cut(all, listing::page(asked.page)?);
    let me = ctx.actor().id();
    let page = StaffPage {
        pager: listing::pager(&rows, PATH, &[("q", &asked.q)]),
        query: asked.q,
        staff: rows.rows.into_iter().map(|one| line(one, &roles, me)).collect(),
        matrix: matrix(&roles),
        roles: roles.iter().map(|role| Choice { value: role.id.clone(), label: name(role) }).collect(),
        writable: ctx.may(Permission::StaffWrite),
        form: sent.of("staff"),
        wrong: sent.wrong.clone(),
    };
    visit.show_as(sent.status(), ctx, "settings", &page).await
}

/// The platform's own roles are named by the locales.
#[must_use]
pub fn name(role: &Role) -> Phrase {
    if role.label.is_empty() { Phrase::key(&format!("office-role-{}", role.id)) } else { Phrase::plain(&role.label) }
}

fn line(one: Staff, roles: &[Role], me: Option<uuid::Uuid>) -> StaffLine {
    StaffLine {
        id: one.id.to_string(),
        name: one.name,
        phone: one.phone,
        role_name: roles.iter().find(|role| role.id == one.role).map_or_else(|| Phrase::plain(&one.role), name),
        role: one.role,
        since: one.created_at,
        is_me: me == Some(one.id.uuid()),
    }
}

pub async fn add(visit: OfficeVisit, typed: Words) -> Served {
    typed.only(&["phone", "name", "role"])?;
    match take_on(&visit, &typed).await {
        Ok(()) => Ok(done(PATH, "notice-added")),
        Err(error) => page(&visit, Asked::default(), Sent::again("staff", &typed, error)?).await,
    }
}

async fn take_on(visit: &OfficeVisit, typed: &Words) -> Result<()> {
    let entry = Entry::of(typed);
    let phone = Phone::parse(entry.text("phone")).map_err(|error| Error::field("phone", error.code()))?;
    let new = NewStaff { phone, name: entry.text("name").to_owned(), role: entry.text("role").to_owned() };
    let mut ctx = visit.begin().await?;
    staff::add(&mut ctx, &visit.app.control, new).await?;
    ctx.commit().await
}

pub async fn change_role(visit: OfficeVisit, Path(id): Path<StaffId>, typed: Words) -> Served {
    typed.only(&["role"])?;
    let mut ctx = visit.begin().await?;
    let tried = staff::change_role(&mut ctx, id, Entry::of(&typed).text("role")).await;
    after(&visit, ctx, tried.map(|()| "notice-role-changed")).await
}

pub async fn remove(visit: OfficeVisit, Path(id): Path<StaffId>, _: Button) -> Served {
    let mut ctx = visit.begin().await?;
    let tried = staff::remove(&mut ctx, id).await;
    after(&visit, ctx, tried.map(|()| "notice-removed")).await
}

async fn after(visit: &OfficeVisit, ctx: Ctx, tried: Result<&'static str>) -> Served {
    match tried {
        Ok(notice) => {
            ctx.commit().await?;
            Ok(done(PATH, notice))
        }
        Err(error) => {
            drop(ctx);
            page(visit, Asked::default(), Sent::said(error)?).await
        }
    }
}
