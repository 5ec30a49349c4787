//! SQL of categories.

use super::one;
use crate::catalogue::{CATEGORY_IN_USE, Category, CategoryForm};
use lares_kernel::{CategoryId, Ctx, Error, Result};

pub(in crate::catalogue) async fn all(ctx: &mut Ctx) -> Result<Vec<Category>> {
    let tenant = ctx.tenant_id();
    let rows = sqlx::query!(
        r#"select c.id, c.parent_id, c.name, c.description, c.icon, c.position,
                  (select count(*)
                     from services s
                    where s.tenant_id = $1
                      and s.category_id = c.id
                      and s.state = 'active') as "services!"
             from categories c
            where c.tenant_id = $1
            order by c.position, c.name, c.id
            limit 1000"#,
        tenant
    )
    .fetch_all(ctx.conn())
    .await?;
    let read = rows.into_iter().map(|row| Category {
        id: row.id.into(),
        parent_id: row.parent_id.map(Into::into),
        name: row.name,
        description: row.description,
        icon: row.icon,
        position: row.position,
        services: row.services,
    });
    Ok(read.collect())
}

pub(in crate::catalogue) async fn insert(ctx: &mut Ctx, id: CategoryId, form: &CategoryForm) -> Result<()> {
    let tenant = ctx.tenant_id();
    sqlx::query!(
        "insert into categories (tenant_id, id, parent_id, name, description, icon, position)
         values ($1, $2, $3, $4, $5, $6, $7)",
        tenant,
        id.uuid(),
        form.parent_id.map(lares_kernel::CategoryId::uuid),
        form.name,
        form.description,
        form.icon,
        form.position
    )
    .execute(ctx.conn())
    .await?;
    Ok(())
}

pub(in crate::catalogue) async fn update(ctx: &mut Ctx, id: CategoryId, form: &CategoryForm) -> Result<()> {
    let tenant = ctx.tenant_id();
    let done = sqlx::query!(
        "update categories
            set parent_id = $3, name = $4, description = $5, icon = $6, position = $7
          where tenant_id = $1
            and id = $2",
        tenant,
        id.uuid(),
        form.parent_id.map(lares_kernel::CategoryId::uuid),
        form.name,
        form.description,
        form.icon,
        form.position
    )
    .execute(ctx.conn())
    .await?;
    one(&done)
}

pub(in crate::catalogue) async fn delete(ctx: &mut Ctx, id: CategoryId) -> Result<()> {
    let tenant = ctx.tenant_id();
    let done = sqlx::query!(
        "delete from categories
          where tenant_id = $1
            and id = $2",
        tenant,
        id.uuid()
    )
    .execute(ctx.conn())
    .await
    .map_err(|error| {
        Error::from(error)
            .on_constraint("services_tenant_id_category_id_fkey", CATEGORY_IN_USE)
            .on_constraint("categories_tenant_id_parent_id_fkey", CATEGORY_IN_USE)
    })?;
    one(&done)
}
