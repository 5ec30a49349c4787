//! One plugin: agreeing to what it asks for, its switch, its settings.

use super::again::Sent;
use super::entry::{Entry, Words};
use super::plugins::{PATH, card, incident};
use super::setting_form::{self, Words as Settings};
use crate::error::Served;
use crate::form::{Button, known, phrase};
use crate::respond::done;
use crate::visit::OfficeVisit;
use axum::extract::Path;
use axum::http::StatusCode;
use lares_domain::marketplace::{self, MarketEntry, UNKNOWN};
use lares_extension::{Hook, Manifest};
use lares_kernel::error::INVALID;
use lares_kernel::{Ctx, Error, PageRequest, Permission, Result};
use lares_views::pages::office::{PermissionLine, PluginPage};
use lares_views::{Form, Phrase};
use serde_json::Value;

/// What the page shows of the settings form: kept, as typed, or with what was wrong.
struct Shown {
    words: Option<Settings>,
    form: Form,
    wrong: Option<Phrase>,
    status: StatusCode,
}

impl Shown {
    fn as_kept() -> Self {
        Self { words: None, form: Form::default(), wrong: None, status: StatusCode::OK }
    }

    fn said(error: Error) -> std::result::Result<Self, crate::error::Failed> {
        let sent = Sent::said(error)?;
        Ok(Self { status: sent.status(), wrong: sent.wrong, ..Self::as_kept() })
    }
}

pub async fn show(visit: OfficeVisit, Path(id): Path<String>) -> Served {
    page(&visit, &id, Shown::as_kept()).await
}

async fn page(visit: &OfficeVisit, id: &str, shown: Shown) -> Served {
    let mut ctx = visit.begin().await?;
    let entry = entry(visit, &mut ctx, id).await?;
    let manifest: &Manifest = entry.installed.as_ref().map_or(&entry.manifest, |installed| &installed.manifest);
    let locale = visit.locale.tag();
    let words = shown
        .words
        .or_else(|| entry.installed.as_ref().map(|installed| setting_form::words(&manifest.settings, &installed.settings)));
    let incidents = if entry.installed.is_some() {
        marketplace::incidents(&mut ctx, Some(id), "", PageRequest::new(1, 5)?).await?.rows
    } else {
        Vec::new()
    };
    let page = PluginPage {
        card: card(visit, &entry),
        hooks: manifest.hooks.iter().map(hook).collect(),
        permissions: permissions(visit, manifest),
        settings: words.as_ref().map(|words| setting_form::sections(&manifest.settings, words, locale)).unwrap_or_default(),
        form: Form { values: words.unwrap_or_default(), errors: shown.form.errors },
        incidents: incidents.into_iter().map(|one| incident(visit, one)).collect(),
        writable: ctx.may(Permission::PluginManage),
        wrong: shown.wrong,
    };
    visit.show_as(shown.status, ctx, "plugins", &page).await
}

async fn entry(visit: &OfficeVisit, ctx: &mut Ctx, id: &str) -> Result<MarketEntry> {
    let all = marketplace::market(ctx, &visit.app.control).await?;
    all.into_iter().find(|entry| entry.manifest.id == id).ok_or_else(|| Error::new(UNKNOWN))
}

fn hook(hook: &Hook) -> Phrase {
    Phrase::key(&format!("office-hook-{}", hook.name()))
}

/// Permissions we have words for are named in them; others by what their author says.
fn permissions(visit: &OfficeVisit, manifest: &Manifest) -> Vec<PermissionLine> {
    let line = |wanted: &lares_extension::PermissionRequest| {
        let key = format!("office-plugin-may-{}", wanted.name.replace(':', "-"));
        let known = visit.app.views.knows(visit.locale, &key);
        PermissionLine {
            name: wanted.name.clone(),
            label: Phrase::key(if known { &key } else { "office-plugin-may-other" }),
            purpose: wanted.purpose.get(visit.locale.tag()).to_owned(),
        }
    };
    manifest.permissions.iter().map(line).collect()
}

fn address(id: &str) -> String {
    format!("{PATH}/{id}")
}

pub async fn install(visit: OfficeVisit, Path(id): Path<String>, typed: Words) -> Served {
    typed.only(&["granted"])?;
    let granted: Vec<String> = Entry::of(&typed).many("granted");
    let mut ctx = visit.begin().await?;
    let tried = marketplace::install(&mut ctx, &visit.app.control, &id, &granted).await;
    after(&visit, &id, ctx, tried.map(|()| "notice-plugin-installed")).await
}

pub async fn switch(visit: OfficeVisit, Path(id): Path<String>, typed: Words) -> Served {
    typed.only(&["enabled"])?;
    let mut ctx = visit.begin().await?;
    let is_on = Entry::of(&typed).is_on("enabled");
    let tried = marketplace::set_enabled(&mut ctx, &id, is_on).await;
    after(&visit, &id, ctx, tried.map(|()| if is_on { "notice-plugin-on" } else { "notice-plugin-off" })).await
}

pub async fn uninstall(visit: OfficeVisit, Path(id): Path<String>, _: Button) -> Served {
    let mut ctx = visit.begin().await?;
    let tried = marketplace::uninstall(&mut ctx, &id).await;
    after(&visit, &id, ctx, tried.map(|()| "notice-plugin-removed")).await
}

async fn after(visit: &OfficeVisit, id: &str, ctx: Ctx, tried: Result<&'static str>) -> Served {
    match tried {
        Ok(notice) => {
            ctx.commit().await?;
            Ok(done(&address(id), notice))
        }
        Err(error) => {
            drop(ctx);
            page(visit, id, Shown::said(error)?).await
        }
    }
}

/// Saves, or adds and removes rows of a list without saving.
pub async fn settings(visit: OfficeVisit, Path(id): Path<String>, typed: Words) -> Served {
    let mut words = typed.words;
    let (added, removed) = (words.remove("add"), words.remove("remove"));
    let mut ctx = visit.begin().await?;
    let schema = marketplace::read(&mut ctx, &id).await?.manifest.settings.clone();
    let names = setting_form::names(&schema, &words);
    known(words.keys().map(String::as_str), |name| names.contains(name))?;
    let edited = match (&added, &removed) {
        (Some(list), _) => setting_form::with_row(words, list),
        (None, Some(row)) => setting_form::without_row(words, row),
        (None, None) => return save(&visit, &id, ctx, (schema, words)).await,
    };
    drop(ctx);
    page(&visit, &id, Shown { words: Some(edited), ..Shown::as_kept() }).await
}

async fn save(visit: &OfficeVisit, id: &str, mut ctx: Ctx, (schema, words): (Value, Settings)) -> Served {
    let settings = setting_form::value(&schema, &words);
    match marketplace::set_settings(&mut ctx, &visit.app.extensions, id, settings.clone()).await {
        Ok(()) => {
            ctx.commit().await?;
            Ok(done(&address(id), "notice-saved"))
        }
        Err(error) => {
            drop(ctx);
            let mut form = Sent::again("settings", &crate::form::Typed { value: Vec::new(), words: words.clone() }, error)?.form;
            let faults = marketplace::validate(&schema, &settings);
            if !faults.is_empty() {
                // The error says the first in the schema's own terms; here each is said beside its field.
                form.errors.insert(String::new(), phrase(INVALID, &[]));
            }
            for wrong in faults {
                let problem = setting_form::problem(&schema, &wrong.field, &wrong.message);
                form.errors.insert(wrong.field, problem);
            }
            page(visit, id, Shown { words: Some(words), form, wrong: None, status: StatusCode::UNPROCESSABLE_ENTITY }).await
        }
    }
}
