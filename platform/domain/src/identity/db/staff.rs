//! SQL of a company's staff and roles, and of who a person is there.

use super::super::membership::Membership;
use super::super::staff::{Role, Staff};
use jiff_sqlx::ToSqlx;
use lares_kernel::{Ctx, PersonId, Result, StaffId};

pub(in super::super) async fn membership(ctx: &mut Ctx, person: PersonId) -> Result<Membership> {
    let tenant = ctx.tenant_id();
    let row = sqlx::query!(
        r#"select c.id as "customer?", w.id as "worker?", s.id as "staff?", s.role_id as "role?"
             from (select $1::uuid as tenant_id, $2::uuid as person_id) as who
             left join app.customers c
               on c.tenant_id = who.tenant_id and c.tenant_id = $1 and c.person_id = who.person_id
             left join app.workers w
               on w.tenant_id = who.tenant_id and w.tenant_id = $1 and w.person_id = who.person_id
                and w.state in ('active', 'suspended')
             left join app.staff s
               on s.tenant_id = who.tenant_id and s.tenant_id = $1 and s.person_id = who.person_id and s.state = 'active'"#,
        tenant,
        person.uuid(),
    )
    .fetch_one(ctx.conn())
    .await?;
    Ok(Membership {
        customer: row.customer.map(Into::into),
        worker: row.worker.map(Into::into),
        staff: row.staff.map(StaffId::from).zip(row.role),
    })
}

pub(in super::super) async fn list(ctx: &mut Ctx) -> Result<Vec<Staff>> {
    let tenant = ctx.tenant_id();
    Ok(sqlx::query_as!(
        Staff,
        r#"select id, person_id as person, name, '' as "phone!", role_id as role, created_at
             from app.staff
            where tenant_id = $1
              and state = 'active'
            order by created_at, id
            limit 1000"#,
        tenant,
    )
    .fetch_all(ctx.conn())
    .await?)
}

pub(in super::super) async fn roles(ctx: &mut Ctx) -> Result<Vec<Role>> {
    let tenant = ctx.tenant_id();
    Ok(sqlx::query_as!(
        Role,
        r#"select r.id, r.parent, r.label,
                  array(select case when p.effect = 'deny' then '!' else '' end || p.object || '.' || p.action
                               || case when p.scope = 'own' then '.own' else '' end
                          from app.role_rules p
                         where p.tenant_id = $1
                           and p.role_id = r.id
                         order by 1) as "rules!"
             from app.roles r
            where r.tenant_id = $1
            order by r.id"#,
        tenant,
    )
    .fetch_all(ctx.conn())
    .await?)
}

/// None for a role that has no name of its own.
pub(in super::super) async fn role_label(ctx: &mut Ctx, role: &str) -> Result<Option<String>> {
    let tenant = ctx.tenant_id();
    let label = sqlx::query_scalar!("select label from app.roles where tenant_id = $1 and id = $2", tenant, role)
        .fetch_optional(ctx.conn())
        .await?;
    Ok(label.filter(|label| !label.is_empty()))
}

pub(in super::super) async fn has_role(ctx: &mut Ctx, role: &str) -> Result<bool> {
    let tenant = ctx.tenant_id();
    Ok(
        sqlx::query_scalar!(
            r#"select exists (select from app.roles where tenant_id = $1 and id = $2) as "known!""#,
            tenant,
            role,
        )
        .fetch_one(ctx.conn())
        .await?,
    )
}

/// None when the person is active already.
pub(in super::super) async fn add(ctx: &mut Ctx, person: PersonId, name: &str, role: &str) -> Result<Option<StaffId>> {
    let (tenant, now) = (ctx.tenant_id(), ctx.now().to_sqlx());
    let id = sqlx::query_scalar!(
        "insert into app.staff (tenant_id, id, person_id, name, role_id, created_at)
         values ($1, $2, $3, $4, $5, $6)
         on conflict on constraint staff_person_key do update
            set name = excluded.name, role_id = excluded.role_id, state = 'active'
          where staff.state = 'removed'
         returning id",
        tenant,
        StaffId::new().uuid(),
        person.uuid(),
        name,
        role,
        now,
    )
    .fetch_optional(ctx.conn())
    .await?;
    Ok(id.map(StaffId::from))
}

/// The role of an active member.
pub(in super::super) async fn role_of(ctx: &mut Ctx, staff: StaffId) -> Result<Option<String>> {
    let tenant = ctx.tenant_id();
    Ok(sqlx::query_scalar!(
        "select role_id
           from app.staff
          where tenant_id = $1
            and id = $2
            and state = 'active'
            for update",
        tenant,
        staff.uuid(),
    )
    .fetch_optional(ctx.conn())
    .await?)
}

pub(in super::super) async fn lock_owners(ctx: &mut Ctx) -> Result<Vec<StaffId>> {
    let tenant = ctx.tenant_id();
    let owners = sqlx::query_scalar!(
        "select id
           from app.staff
          where tenant_id = $1
            and role_id = 'owner'
            and state = 'active'
          order by id
            for update",
        tenant,
    )
    .fetch_all(ctx.conn())
    .await?;
    Ok(owners.into_iter().map(StaffId::from).collect())
}

pub(in super::super) async fn set_role(ctx: &mut Ctx, staff: StaffId, role: &str) -> Result<()> {
    let tenant = ctx.tenant_id();
    sqlx::query!(
        "update app.staff
            set role_id = $3
          where tenant_id = $1
            and id = $2",
        tenant,
        staff.uuid(),
        role,
    )
    .execute(ctx.conn())
    .await?;
    Ok(())
}

pub(in super::super) async fn remove(ctx: &mut Ctx, staff: StaffId) -> Result<()> {
    let tenant = ctx.tenant_id();
    sqlx::query!(
        "update app.staff
            set state = 'removed'
          where tenant_id = $1
            and id = $2",
        tenant,
        staff.uuid(),
    )
    .execute(ctx.conn())
    .await?;
    Ok(())
}
