//! The tree of categories and the services in it.

use super::again::Sent;
use super::art;
use super::entry::{Entry, Words};
use super::listing::{address, money, named, page, pager, rating, tab};
use crate::error::Served;
use crate::form::Button;
use crate::respond::done;
use crate::visit::OfficeVisit;
use axum::extract::{Path, Query};
use lares_domain::catalogue::{self, Category, CategoryForm, CategoryNode, OfficeFilter, OfficeService};
use lares_kernel::{CategoryId, Result};
use lares_views::pages::office::{CategoryBranch, CategoryEditor, ServiceLine, Services};
use lares_views::parts::{Choice, Tab};
use lares_views::{Form, Phrase};
use serde::Deserialize;

const PATH: &str = "/office/services";
const WITHDRAWN: &str = "withdrawn";

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    category: String,
    state: String,
    page: Option<u32>,
}

pub async fn list(visit: OfficeVisit, Query(asked): Query<Asked>) -> Served {
    show(&visit, asked, Sent::default()).await
}

async fn show(visit: &OfficeVisit, asked: Asked, sent: Sent) -> Served {
    let mut ctx = visit.begin().await?;
    let category: Option<CategoryId> = asked.category.parse().ok();
    let filter =
        OfficeFilter { text: asked.q.clone(), category, withdrawn: Some(asked.state == WITHDRAWN), page: page(asked.page)? };
    let rows = catalogue::list(&mut ctx, &filter).await?;
    let tree = catalogue::tree(&mut ctx).await?;
    let all = flat(&tree);
    let page = Services {
        tree: branches(&tree, 0, category),
        all: category.is_none(),
        tabs: tabs(&asked),
        pager: pager(&rows, PATH, &[("q", &asked.q), ("category", &asked.category), ("state", &asked.state)]),
        total: rows.total,
        services: rows.rows.into_iter().map(|row| line(visit, row, &all)).collect(),
        new_category: new_category(&all, &asked, sent.of("new")),
        current: all.iter().find(|one| Some(one.id) == category).map(|one| current(one, &all, &sent)),
        query: asked.q,
        category: asked.category,
        state: asked.state,
    };
    visit.show_as(sent.status(), ctx, "services", &page).await
}

fn tabs(asked: &Asked) -> Vec<Tab> {
    let one = |key: &str, state: &str| {
        let words = [("q", asked.q.as_str()), ("category", asked.category.as_str()), ("state", state)];
        tab(key, address(PATH, &words), asked.state == state)
    };
    vec![one("office-services-active", ""), one("office-services-withdrawn", WITHDRAWN)]
}

fn flat(tree: &[CategoryNode]) -> Vec<Category> {
    tree.iter().flat_map(|node| std::iter::once(node.category.clone()).chain(flat(&node.children))).collect()
}

fn branches(tree: &[CategoryNode], depth: u8, current: Option<CategoryId>) -> Vec<CategoryBranch> {
    let branch = |node: &CategoryNode| {
        let one = CategoryBranch {
            href: address(PATH, &[("category", &node.category.id.to_string())]),
            name: node.category.name.clone(),
            icon: node.category.icon.clone(),
            count: node.services,
            depth,
            current: current == Some(node.category.id),
        };
        std::iter::once(one).chain(branches(&node.children, depth + 1, current)).collect::<Vec<_>>()
    };
    tree.iter().flat_map(branch).collect()
}

fn line(visit: &OfficeVisit, row: OfficeService, categories: &[Category]) -> ServiceLine {
    let category = categories.iter().find(|one| one.id == row.category_id).map(|one| one.name.clone());
    ServiceLine {
        href: format!("{PATH}/{}", row.id),
        icon: art::icon(&row.art).to_owned(),
        name: row.name,
        category: category.unwrap_or_default(),
        minutes: row.minutes,
        price: money(row.price_minor, &visit.tenant),
        sold: row.sold,
        rating: rating(row.rating_sum, row.rating_count),
        withdrawn: row.withdrawn,
    }
}

fn parents(all: &[Category], but: Option<CategoryId>) -> Vec<Choice> {
    let top = Choice { value: String::new(), label: Phrase::key("office-category-top") };
    let others = all.iter().filter(|one| Some(one.id) != but).map(|one| named(&one.id, &one.name));
    std::iter::once(top).chain(others).collect()
}

fn new_category(all: &[Category], asked: &Asked, mut form: Form) -> CategoryEditor {
    if form.values.is_empty() {
        form = form.value("new_parent_id", asked.category.clone());
    }
    CategoryEditor {
        action: "/office/categories".to_owned(),
        removal: None,
        parents: parents(all, None),
        icons: art::icons(),
        form,
    }
}

fn current(one: &Category, all: &[Category], sent: &Sent) -> CategoryEditor {
    let form = Form::default()
        .value("name", one.name.clone())
        .value("description", one.description.clone())
        .value("icon", one.icon.clone())
        .value("parent_id", one.parent_id.map(|id| id.to_string()).unwrap_or_default())
        .value("position", one.position.to_string());
    let is_empty = one.services == 0 && all.iter().all(|other| other.parent_id != Some(one.id));
    CategoryEditor {
        action: format!("/office/categories/{}", one.id),
        removal: is_empty.then(|| format!("/office/categories/{}/removal", one.id)),
        parents: parents(all, Some(one.id)),
        icons: art::icons(),
        form: sent.or("current", form),
    }
}

pub async fn add_category(visit: OfficeVisit, typed: Words) -> Served {
    typed.only(&["new_name", "new_icon", "new_parent_id"])?;
    match keep_new(&visit, &typed).await {
        Ok(id) => Ok(done(&address(PATH, &[("category", &id.to_string())]), "notice-added")),
        Err(error) => {
            let sent = Sent::again("new", &typed, error)?;
            let sent = sent.renamed("name", "new_name").renamed("icon", "new_icon").renamed("parent_id", "new_parent_id");
            show(&visit, Asked::default(), sent).await
        }
    }
}

async fn keep_new(visit: &OfficeVisit, typed: &Words) -> Result<CategoryId> {
    let entry = Entry::of(typed);
    let form = CategoryForm {
        parent_id: entry.text("new_parent_id").parse().ok(),
        name: entry.text("new_name").to_owned(),
        description: String::new(),
        icon: entry.text("new_icon").to_owned(),
        position: 0,
    };
    let mut ctx = visit.begin().await?;
    let id = catalogue::add_category(&mut ctx, &form).await?;
    ctx.commit().await?;
    Ok(id)
}

pub async fn change_category(visit: OfficeVisit, Path(id): Path<CategoryId>, typed: Words) -> Served {
    typed.only(&["name", "description", "icon", "parent_id", "position"])?;
    let asked = Asked { category: id.to_string(), ..Asked::default() };
    match keep(&visit, id, &typed).await {
        Ok(()) => Ok(done(&address(PATH, &[("category", &asked.category)]), "notice-saved")),
        Err(error) => show(&visit, asked, Sent::again("current", &typed, error)?).await,
    }
}

async fn keep(visit: &OfficeVisit, id: CategoryId, typed: &Words) -> Result<()> {
    let mut entry = Entry::of(typed);
    let form = CategoryForm {
        parent_id: entry.text("parent_id").parse().ok(),
        name: entry.text("name").to_owned(),
        description: entry.text("description").to_owned(),
        icon: entry.text("icon").to_owned(),
        position: if entry.text("position").is_empty() { 0 } else { entry.number("position") },
    };
    entry.done()?;
    let mut ctx = visit.begin().await?;
    catalogue::change_category(&mut ctx, id, &form).await?;
    ctx.commit().await
}

pub async fn remove_category(visit: OfficeVisit, Path(id): Path<CategoryId>, _: Button) -> Served {
    let mut ctx = visit.begin().await?;
    catalogue::remove_category(&mut ctx, id).await?;
    ctx.commit().await?;
    Ok(done(PATH, "notice-removed"))
}
