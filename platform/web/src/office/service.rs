//! The editor of one service.

use super::again::Sent;
use super::entry::{Entry, FILE, NUMBER, Words, plain};
use super::listing::{money, named};
use super::{art, workers};
use crate::customer::cards;
use crate::error::Served;
use crate::form::{Button, Typed};
use crate::respond::done;
use crate::upload::{Pictures, Upload};
use crate::visit::OfficeVisit;
use axum::extract::{Path, Query};
use lares_domain::catalogue::pictures::{self, PictureKind};
use lares_domain::catalogue::{self, OptionForm, PriceVersion, ServiceForm, ServiceRecord};
use lares_kernel::{Error, OptionId, Permission, Result, ServiceId, SkillId};
use lares_views::Form;
use lares_views::pages::office::{OptionLine, PictureLine, PriceLine, ServiceEditor};
use serde::Deserialize;
use uuid::Uuid;

const PATH: &str = "/office/services";
/// The fields of a service's own form.
const FIELDS: [&str; 15] = [
    "category_id",
    "name",
    "summary",
    "description",
    "art",
    "minutes",
    "cleanup_minutes",
    "price",
    "steps",
    "tools",
    "included",
    "excluded",
    "certificate_kind",
    "skills",
    "position",
];
/// The fields of each row of the options' form.
const OPTION_FIELDS: [&str; 6] = ["id", "name", "price", "minutes", "max", "gone"];
/// Empty options the form offers below those there are.
const BLANK: usize = 2;
const MOST_OPTIONS: usize = 30;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    category: String,
}

pub async fn new(visit: OfficeVisit, Query(asked): Query<Asked>) -> Served {
    let start = [("minutes", "120"), ("cleanup_minutes", "10"), ("position", "0"), ("category_id", asked.category.as_str())];
    let form = start.iter().fold(Form::default(), |form, (name, value)| form.value(name, *value));
    page(&visit, None, Sent { part: "content", form, ..Sent::default() }).await
}

pub async fn show(visit: OfficeVisit, Path(id): Path<ServiceId>) -> Served {
    page(&visit, Some(id), Sent::default()).await
}

async fn page(visit: &OfficeVisit, id: Option<ServiceId>, sent: Sent) -> Served {
    let mut ctx = visit.begin().await?;
    ctx.authorize(Permission::ServiceWrite)?;
    let categories = catalogue::categories(&mut ctx).await?;
    let record = match id {
        Some(id) => Some(catalogue::record(&mut ctx, id).await?),
        None => None,
    };
    let kept: Vec<SkillId> = record.as_ref().map(|record| record.page.skills.clone()).unwrap_or_default();
    let has = sent.ticked("content", "skills", kept);
    let page = ServiceEditor {
        id: id.map(|id| id.to_string()),
        name: record.as_ref().map(|record| record.page.name.clone()).unwrap_or_default(),
        withdrawn: record.as_ref().is_some_and(|record| record.withdrawn),
        action: id.map_or_else(|| PATH.to_owned(), address),
        preview: id.map(|id| format!("/services/{id}")),
        categories: categories.iter().map(|category| named(&category.id, &category.name)).collect(),
        icons: art::drawings(),
        skills: workers::ticks(&mut ctx, &has).await?,
        kinds: record.iter().filter_map(|record| record.page.certificate_kind.clone()).collect(),
        content: sent.or("content", record.as_ref().map(content).unwrap_or_default()),
        options: record.as_ref().map(options).unwrap_or_default(),
        option: sent.of("options"),
        prices: record.as_ref().map(|record| prices(visit, record)).unwrap_or_default(),
        price: sent.of("price"),
        pictures: record.as_ref().map(shown).unwrap_or_default(),
        picture: sent.of("picture"),
    };
    visit.show_as(sent.status(), ctx, "services", &page).await
}

fn address(id: ServiceId) -> String {
    format!("{PATH}/{id}")
}

fn content(record: &ServiceRecord) -> Form {
    let page = &record.page;
    Form::default()
        .value("category_id", page.category_id.to_string())
        .value("name", page.name.clone())
        .value("summary", page.summary.clone())
        .value("description", page.description.clone())
        .value("art", page.art.clone())
        .value("minutes", page.minutes.to_string())
        .value("cleanup_minutes", record.cleanup_minutes.to_string())
        .value("price", plain(record.base_minor))
        .value("steps", page.steps.join("\n"))
        .value("tools", page.tools.join("\n"))
        .value("included", page.included.join("\n"))
        .value("excluded", page.excluded.join("\n"))
        .value("certificate_kind", page.certificate_kind.clone().unwrap_or_default())
        .value("position", record.position.to_string())
}

fn options(record: &ServiceRecord) -> Vec<OptionLine> {
    let line = |option: &OptionForm| OptionLine {
        id: option.id.map(|id| id.to_string()).unwrap_or_default(),
        name: option.name.clone(),
        price: plain(option.price_minor),
        minutes: option.minutes.to_string(),
        max: option.max_quantity.to_string(),
    };
    let blank = std::iter::repeat_with(OptionLine::default).take(BLANK);
    record.options.iter().map(line).chain(blank).collect()
}

/// The last that has started applies.
fn prices(visit: &OfficeVisit, record: &ServiceRecord) -> Vec<PriceLine> {
    let now = visit.now();
    let current = record.prices.iter().rposition(|price| price.starts_at <= now);
    let line = |(at, price): (usize, &PriceVersion)| PriceLine {
        starts_at: price.starts_at,
        price: money(price.base_minor, &visit.tenant),
        state: if Some(at) == current {
            "current"
        } else if price.starts_at > now {
            "ahead"
        } else {
            "past"
        }
        .to_owned(),
    };
    record.prices.iter().enumerate().map(line).collect()
}

fn shown(record: &ServiceRecord) -> Vec<PictureLine> {
    let line = |picture: &pictures::Picture| PictureLine {
        id: picture.id.to_string(),
        src: cards::picture(picture.blob_id),
        kind: picture.kind.as_str().to_owned(),
    };
    record.page.pictures.iter().map(line).collect()
}

pub async fn create(visit: OfficeVisit, typed: Words) -> Served {
    typed.only(&FIELDS)?;
    match make(&visit, &typed).await {
        Ok(id) => Ok(done(&address(id), "notice-added")),
        Err(error) => page(&visit, None, Sent::again("content", &typed, error)?.renamed("base_minor", "price")).await,
    }
}

async fn make(visit: &OfficeVisit, typed: &Words) -> Result<ServiceId> {
    let form = read(typed)?;
    let mut ctx = visit.begin().await?;
    let id = catalogue::create(&mut ctx, &form).await?;
    ctx.commit().await?;
    Ok(id)
}

pub async fn update(visit: OfficeVisit, Path(id): Path<ServiceId>, typed: Words) -> Served {
    typed.only(&FIELDS)?;
    let tried = keep(&visit, id, &typed).await;
    after(&visit, id, ("content", &typed), tried).await
}

async fn keep(visit: &OfficeVisit, id: ServiceId, typed: &Words) -> Result<()> {
    let form = read(typed)?;
    let mut ctx = visit.begin().await?;
    catalogue::update(&mut ctx, id, &form).await?;
    ctx.commit().await
}

fn read(typed: &Words) -> Result<ServiceForm> {
    let mut entry = Entry::of(typed);
    let form = ServiceForm {
        category_id: entry.choice("category_id", |text| text.parse().ok()).unwrap_or_default(),
        name: entry.text("name").to_owned(),
        summary: entry.text("summary").to_owned(),
        description: entry.text("description").to_owned(),
        art: entry.text("art").to_owned(),
        minutes: entry.number("minutes"),
        cleanup_minutes: entry.number("cleanup_minutes"),
        base_minor: entry.amount("price"),
        steps: entry.lines("steps"),
        tools: entry.lines("tools"),
        included: entry.lines("included"),
        excluded: entry.lines("excluded"),
        certificate_kind: Some(entry.text("certificate_kind").to_owned()),
        skills: entry.many("skills"),
        position: if entry.text("position").is_empty() { 0 } else { entry.number("position") },
    };
    entry.done()?;
    Ok(form)
}

async fn after(visit: &OfficeVisit, id: ServiceId, (part, typed): (&'static str, &Words), tried: Result<()>) -> Served {
    match tried {
        Ok(()) => Ok(done(&address(id), "notice-saved")),
        Err(error) => {
            let name = if part == "price" { "new_price" } else { "price" };
            page(visit, Some(id), Sent::again(part, typed, error)?.renamed("base_minor", name)).await
        }
    }
}

pub async fn withdraw(visit: OfficeVisit, Path(id): Path<ServiceId>, _: Button) -> Served {
    let mut ctx = visit.begin().await?;
    catalogue::withdraw(&mut ctx, id).await?;
    ctx.commit().await?;
    Ok(done(&address(id), "notice-service-withdrawn"))
}

pub async fn restore(visit: OfficeVisit, Path(id): Path<ServiceId>, _: Button) -> Served {
    let mut ctx = visit.begin().await?;
    catalogue::restore(&mut ctx, id).await?;
    ctx.commit().await?;
    Ok(done(&address(id), "notice-service-restored"))
}

pub async fn save_options(visit: OfficeVisit, Path(id): Path<ServiceId>, typed: Words) -> Served {
    let row = |at: usize| OPTION_FIELDS.map(|name| option_field(at, name));
    typed.only(&(0..MOST_OPTIONS + BLANK).flat_map(row).collect::<Vec<_>>())?;
    match keep_options(&visit, id, &typed).await {
        Ok(()) => Ok(done(&address(id), "notice-saved")),
        Err(error) => {
            let mut sent = Sent::again("options", &typed, error)?;
            sent.form = placed(sent.form, &typed);
            page(&visit, Some(id), sent).await
        }
    }
}

async fn keep_options(visit: &OfficeVisit, id: ServiceId, typed: &Words) -> Result<()> {
    let mut entry = Entry::of(typed);
    let mut options = Vec::new();
    for at in rows(typed) {
        let field = |name: &str| option_field(at, name);
        options.push(OptionForm {
            id: entry.text(&field("id")).parse::<OptionId>().ok(),
            name: entry.text(&field("name")).to_owned(),
            price_minor: entry.amount(&field("price")),
            minutes: entry.number(&field("minutes")),
            max_quantity: entry.number(&field("max")),
        });
    }
    entry.done()?;
    let mut ctx = visit.begin().await?;
    catalogue::replace_options(&mut ctx, id, &options).await?;
    ctx.commit().await
}

fn option_field(at: usize, name: &str) -> String {
    format!("option-{at}-{name}")
}

/// The rows of the form that hold an option: one there is, unless it is ticked to go, or a new one with a name.
fn rows(typed: &Words) -> Vec<usize> {
    let entry = Entry::of(typed);
    let field = |at: usize, name: &str| entry.text(&option_field(at, name));
    let holds = |at: &usize| match field(*at, "id") {
        "" => !field(*at, "name").is_empty(),
        _known => field(*at, "gone") != "yes",
    };
    (0..MOST_OPTIONS + BLANK).filter(holds).collect()
}

/// The domain counts the options it was given; the page counts rows.
fn placed(mut form: Form, typed: &Words) -> Form {
    for (at, row) in rows(typed).into_iter().enumerate() {
        for (from, to) in [("name", "name"), ("price_minor", "price"), ("minutes", "minutes"), ("max_quantity", "max")] {
            if let Some(error) = form.errors.remove(&format!("options.{at}.{from}")) {
                form.errors.insert(option_field(row, to), error);
            }
        }
    }
    form
}

pub async fn add_price(visit: OfficeVisit, Path(id): Path<ServiceId>, typed: Words) -> Served {
    typed.only(&["starts_at", "new_price"])?;
    let tried = keep_price(&visit, id, &typed).await;
    after(&visit, id, ("price", &typed), tried).await
}

async fn keep_price(visit: &OfficeVisit, id: ServiceId, typed: &Words) -> Result<()> {
    let mut entry = Entry::of(typed);
    let price = PriceVersion { starts_at: entry.moment("starts_at", &visit.tenant), base_minor: entry.amount("new_price") };
    entry.done()?;
    let mut ctx = visit.begin().await?;
    catalogue::add_price(&mut ctx, id, price).await?;
    ctx.commit().await
}

pub async fn remove_price(visit: OfficeVisit, Path(id): Path<ServiceId>, typed: Words) -> Served {
    typed.only(&["starts_at"])?;
    let starts_at = Entry::of(&typed).text("starts_at").parse().map_err(|_| Error::field("starts_at", NUMBER))?;
    let mut ctx = visit.begin().await?;
    catalogue::remove_price(&mut ctx, id, starts_at).await?;
    ctx.commit().await?;
    Ok(done(&address(id), "notice-removed"))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PictureForm {
    kind: PictureKind,
}

pub async fn add_picture(visit: OfficeVisit, Path(id): Path<ServiceId>, sent: Upload<PictureForm>) -> Served {
    let tried = keep_picture(&visit, id, (sent.typed.value.kind, sent.pictures)).await;
    let typed = Typed { value: Vec::new(), words: std::collections::BTreeMap::new() };
    match tried {
        Ok(()) => Ok(done(&address(id), "notice-added")),
        Err(error) => {
            let sent = Sent::again("picture", &typed, error)?.renamed("", "file");
            page(&visit, Some(id), sent).await
        }
    }
}

async fn keep_picture(visit: &OfficeVisit, id: ServiceId, (kind, sent): (PictureKind, Pictures)) -> Result<()> {
    if sent.is_empty() {
        return Err(Error::field("file", FILE));
    }
    let mut ctx = visit.begin().await?;
    for blob in sent.store(&mut ctx, Permission::ServiceWrite, "file").await? {
        pictures::add(&mut ctx, id, blob, kind).await?;
    }
    ctx.commit().await
}

pub async fn remove_picture(visit: OfficeVisit, Path((id, picture)): Path<(ServiceId, Uuid)>, _: Button) -> Served {
    let mut ctx = visit.begin().await?;
    pictures::remove(&mut ctx, id, picture).await?;
    ctx.commit().await?;
    Ok(done(&address(id), "notice-removed"))
}
