//! The tree of categories (分类).

use super::faults::Faults;
use super::{CATEGORY_CYCLE, CATEGORY_UNKNOWN, db};
use lares_kernel::{CategoryId, Ctx, Permission, Result};
use serde::Serialize;
use serde_json::json;

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Category {
    pub id: CategoryId,
    pub parent_id: Option<CategoryId>,
    pub name: String,
    pub description: String,
    pub icon: String,
    pub position: i32,
    /// Active services directly in it.
    pub services: i64,
}

/// A category with what lies below it.
#[derive(Clone, Debug, Serialize)]
pub struct CategoryNode {
    pub category: Category,
    pub children: Vec<CategoryNode>,
    /// Active services in it and below it.
    pub services: i64,
}

#[derive(Clone, Debug)]
pub struct CategoryForm {
    pub parent_id: Option<CategoryId>,
    pub name: String,
    pub description: String,
    pub icon: String,
    pub position: i32,
}

impl CategoryForm {
    fn cleaned(&self) -> Result<Self> {
        let mut faults = Faults::default();
        faults.number("position", self.position, &(0..=9_999));
        let form = Self {
            parent_id: self.parent_id,
            name: faults.text("name", &self.name, 1..=30),
            description: faults.text("description", &self.description, 0..=500),
            icon: faults.text("icon", &self.icon, 1..=40),
            position: self.position,
        };
        faults.done()?;
        Ok(form)
    }
}

/// All categories by position.
///
/// # Errors
/// `forbidden`.
pub async fn categories(ctx: &mut Ctx) -> Result<Vec<Category>> {
    ctx.authorize(Permission::ServiceRead)?;
    db::categories::all(ctx).await
}

/// All categories as a forest, each level by position.
///
/// # Errors
/// `forbidden`.
pub async fn tree(ctx: &mut Ctx) -> Result<Vec<CategoryNode>> {
    let all = categories(ctx).await?;
    Ok(below(&all, None))
}

/// # Errors
/// `invalid` with the wrong fields.
pub async fn add_category(ctx: &mut Ctx, form: &CategoryForm) -> Result<CategoryId> {
    ctx.authorize(Permission::ServiceWrite)?;
    let form = form.cleaned()?;
    check_parent(&db::categories::all(ctx).await?, None, form.parent_id)?;
    let id = CategoryId::new();
    db::categories::insert(ctx, id, &form).await?;
    ctx.announce("category.added", id.uuid(), json!({ "name": form.name })).await?;
    Ok(id)
}

/// # Errors
/// `invalid` with the wrong fields (a category cannot lie below itself), `not_found`.
pub async fn change_category(ctx: &mut Ctx, id: CategoryId, form: &CategoryForm) -> Result<()> {
    ctx.authorize(Permission::ServiceWrite)?;
    let form = form.cleaned()?;
    check_parent(&db::categories::all(ctx).await?, Some(id), form.parent_id)?;
    db::categories::update(ctx, id, &form).await?;
    ctx.announce("category.changed", id.uuid(), json!({ "name": form.name })).await
}

/// Removes an empty category.
///
/// # Errors
/// `catalogue.category_in_use` while services or categories are in it, `not_found`.
pub async fn remove_category(ctx: &mut Ctx, id: CategoryId) -> Result<()> {
    ctx.authorize(Permission::ServiceWrite)?;
    db::categories::delete(ctx, id).await?;
    ctx.announce("category.removed", id.uuid(), json!({})).await
}

/// A category and everything below it.
pub(super) fn subtree(all: &[Category], root: CategoryId) -> Vec<CategoryId> {
    let mut found = vec![root];
    let mut next = 0;
    while let Some(parent) = found.get(next).copied() {
        next += 1;
        let children = all.iter().filter(|category| category.parent_id == Some(parent) && !found.contains(&category.id));
        let children: Vec<CategoryId> = children.map(|category| category.id).collect();
        found.extend(children);
    }
    found
}

fn below(all: &[Category], parent: Option<CategoryId>) -> Vec<CategoryNode> {
    let children = all.iter().filter(|category| category.parent_id == parent);
    let node = |category: &Category| {
        let children = below(all, Some(category.id));
        let services = category.services + children.iter().map(|child| child.services).sum::<i64>();
        CategoryNode { category: category.clone(), children, services }
    };
    children.map(node).collect()
}

fn check_parent(all: &[Category], id: Option<CategoryId>, parent: Option<CategoryId>) -> Result<()> {
    let mut faults = Faults::default();
    let mut next = parent;
    // The stored tree has no cycle, so the way up ends; the count only guards against a damaged one.
    for _ in 0..=all.len() {
        let Some(current) = next else { break };
        if Some(current) == id {
            faults.add("parent_id", CATEGORY_CYCLE);
            break;
        }
        match all.iter().find(|category| category.id == current) {
            Some(category) => next = category.parent_id,
            None => {
                faults.add("parent_id", CATEGORY_UNKNOWN);
                break;
            }
        }
    }
    faults.done()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn category(parent_id: Option<CategoryId>, services: i64) -> Category {
        let id = CategoryId::new();
        Category { id, parent_id, name: "x".into(), description: String::new(), icon: "x".into(), position: 0, services }
    }

    #[test]
    fn the_tree_counts_services_of_all_levels() {
        let root = category(None, 1);
        let child = category(Some(root.id), 2);
        let grandchild = category(Some(child.id), 3);
        let all = [root, child, grandchild];
        let forest = below(&all, None);
        assert_eq!(subtree(&all, all[1].id), [all[1].id, all[2].id]);
        assert_eq!((forest.len(), forest[0].services, forest[0].children[0].services), (1, 6, 5));
    }

    #[test]
    fn a_category_cannot_be_moved_below_itself_or_into_nowhere() {
        let root = category(None, 0);
        let child = category(Some(root.id), 0);
        let all = [root.clone(), child.clone()];
        let code = |id, parent| check_parent(&all, id, parent).map_err(|error| error.fields()[0].code);
        assert_eq!(code(Some(root.id), Some(child.id)), Err(CATEGORY_CYCLE));
        assert_eq!(code(Some(root.id), Some(root.id)), Err(CATEGORY_CYCLE));
        assert_eq!(code(None, Some(CategoryId::new())), Err(CATEGORY_UNKNOWN));
        assert_eq!(code(Some(child.id), None), Ok(()));
    }
}
