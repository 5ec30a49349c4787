//! What a new company begins with: one multi-row statement per table, rows passed as one JSON array.

use super::super::roles::Role;
use super::super::starter::{Service, Starter};
use jiff_sqlx::ToSqlx;
use lares_kernel::{AreaId, CategoryId, Ctx, OptionId, PersonId, Result, ServiceId, SkillId, StaffId};
use serde_json::{Value, json};
use std::collections::HashMap;
use uuid::Uuid;

pub(in super::super) async fn roles(ctx: &mut Ctx, starter: &Starter) -> Result<()> {
    let tenant = ctx.tenant_id();
    let row = |role: &Role| json!({ "id": role.def.id, "parent": role.def.parent, "label": role.label });
    let roles: Value = starter.roles.iter().map(row).collect();
    sqlx::query!(
        "insert into app.roles (tenant_id, id, parent, label)
         select $1, role.id, role.parent, role.label
           from jsonb_to_recordset($2) as role (id text, parent text, label text)",
        tenant,
        roles,
    )
    .execute(ctx.conn())
    .await?;
    let rules: Value = starter
        .roles
        .iter()
        .flat_map(|role| role.def.rules.iter().map(|rule| (role.def.id.as_str(), rule)))
        .map(|(role, rule)| {
            let (scope, effect) = (rule.scope().as_str(), rule.effect().as_str());
            json!({ "role": role, "object": rule.object(), "action": rule.action(), "scope": scope, "effect": effect })
        })
        .collect();
    sqlx::query!(
        "insert into app.role_rules (tenant_id, role_id, object, action, scope, effect)
         select distinct $1::uuid, rule.role, rule.object, rule.action, rule.scope, rule.effect
           from jsonb_to_recordset($2) as rule (role text, object text, action text, scope text, effect text)",
        tenant,
        rules,
    )
    .execute(ctx.conn())
    .await?;
    Ok(())
}

pub(in super::super) async fn owner(ctx: &mut Ctx, staff: StaffId, (person, name): (PersonId, &str)) -> Result<()> {
    let (tenant, now) = (ctx.tenant_id(), ctx.now().to_sqlx());
    sqlx::query!(
        "insert into app.staff (tenant_id, id, person_id, name, role_id, created_at)
         values ($1, $2, $3, $4, 'owner', $5)",
        tenant,
        staff.uuid(),
        person.uuid(),
        name,
        now,
    )
    .execute(ctx.conn())
    .await?;
    Ok(())
}

/// Policies, areas and special days.
pub(in super::super) async fn rules(ctx: &mut Ctx, starter: &Starter) -> Result<()> {
    let (tenant, now) = (ctx.tenant_id(), ctx.now().to_sqlx());
    sqlx::query!(
        "insert into app.policies (tenant_id, kind, version, body, created_at)
         select $1, policy.key, 1, policy.value, $3
           from jsonb_each($2) as policy",
        tenant,
        serde_json::to_value(&starter.policies)?,
        now,
    )
    .execute(ctx.conn())
    .await?;
    let areas: Value = starter
        .areas
        .iter()
        .map(|area| {
            json!({ "id": AreaId::new(), "name": area.name, "lat": area.lat_e6, "lng": area.lng_e6, "radius": area.radius_m })
        })
        .collect();
    sqlx::query!(
        "insert into app.areas (tenant_id, id, name, lat_e6, lng_e6, radius_m)
         select $1, area.id, area.name, area.lat, area.lng, area.radius
           from jsonb_to_recordset($2) as area (id uuid, name text, lat integer, lng integer, radius integer)",
        tenant,
        areas,
    )
    .execute(ctx.conn())
    .await?;
    let days: Value =
        starter.holidays.iter().map(|day| json!({ "on_date": day.on_date, "kind": day.kind, "name": day.name })).collect();
    sqlx::query!(
        "insert into app.holidays (tenant_id, on_date, kind, name)
         select $1, day.on_date, day.kind, day.name
           from jsonb_to_recordset($2) as day (on_date date, kind text, name text)",
        tenant,
        days,
    )
    .execute(ctx.conn())
    .await?;
    Ok(())
}

/// Skills, categories, services and what belongs to them. Keys of the files become ids here.
pub(in super::super) async fn catalogue(ctx: &mut Ctx, starter: &Starter) -> Result<()> {
    let skills: HashMap<&str, SkillId> =
        starter.catalogue.skills.iter().map(|skill| (skill.key.as_str(), SkillId::new())).collect();
    let categories: HashMap<&str, CategoryId> =
        starter.catalogue.categories.iter().map(|category| (category.key.as_str(), CategoryId::new())).collect();
    let services: Vec<(ServiceId, &Service)> =
        starter.catalogue.services.iter().map(|service| (ServiceId::new(), service)).collect();
    insert_skills_and_categories(ctx, starter, &skills, &categories).await?;
    insert_services(ctx, &services, &categories).await?;
    insert_options(ctx, &services).await?;
    insert_service_skills(ctx, &services, &skills).await
}

async fn insert_skills_and_categories(
    ctx: &mut Ctx,
    starter: &Starter,
    skills: &HashMap<&str, SkillId>,
    categories: &HashMap<&str, CategoryId>,
) -> Result<()> {
    let tenant = ctx.tenant_id();
    let catalogue = &starter.catalogue;
    let rows: Value =
        catalogue.skills.iter().map(|skill| json!({ "id": skills.get(skill.key.as_str()), "name": skill.name })).collect();
    sqlx::query!(
        "insert into app.skills (tenant_id, id, name)
         select $1, skill.id, skill.name
           from jsonb_to_recordset($2) as skill (id uuid, name text)",
        tenant,
        rows,
    )
    .execute(ctx.conn())
    .await?;
    let rows: Value = catalogue
        .categories
        .iter()
        .map(|category| {
            json!({
                "id": categories.get(category.key.as_str()),
                "parent": category.parent.as_deref().and_then(|key| categories.get(key)),
                "name": category.name,
                "description": category.description,
                "icon": category.icon,
                "position": category.position,
            })
        })
        .collect();
    sqlx::query!(
        "insert into app.categories (tenant_id, id, parent_id, name, description, icon, position)
         select $1, category.id, category.parent, category.name, category.description, category.icon, category.position
           from jsonb_to_recordset($2) as category
                (id uuid, parent uuid, name text, description text, icon text, position integer)",
        tenant,
        rows,
    )
    .execute(ctx.conn())
    .await?;
    Ok(())
}

async fn insert_services(
    ctx: &mut Ctx,
    services: &[(ServiceId, &Service)],
    categories: &HashMap<&str, CategoryId>,
) -> Result<()> {
    let (tenant, now, currency) = (ctx.tenant_id(), ctx.now().to_sqlx(), ctx.tenant().currency.code());
    let rows: Value = services
        .iter()
        .map(|(id, service)| {
            json!({
                "id": id, "category": categories.get(service.category.as_str()), "name": service.name,
                "summary": service.summary, "description": service.description, "art": service.art,
                "minutes": service.minutes, "cleanup": service.cleanup_minutes, "base": service.base_minor,
                "steps": service.steps, "tools": service.tools, "included": service.included, "excluded": service.excluded,
                "certificate": service.certificate_kind, "position": service.position,
            })
        })
        .collect();
    sqlx::query!(
        "insert into app.services (tenant_id, id, category_id, name, summary, description, art, minutes, cleanup_minutes,
                                   base_minor, currency, steps, tools, included, excluded, certificate_kind, position, created_at)
         select $1, s.id, s.category, s.name, s.summary, s.description, s.art, s.minutes, s.cleanup,
                s.base, $3, s.steps, s.tools, s.included, s.excluded, s.certificate, s.position, $4
           from jsonb_to_recordset($2) as s
                (id uuid, category uuid, name text, summary text, description text, art text, minutes integer,
                 cleanup integer, base bigint, steps jsonb, tools jsonb, included jsonb, excluded jsonb,
                 certificate text, position integer)",
        tenant,
        rows,
        currency,
        now,
    )
    .execute(ctx.conn())
    .await?;
    Ok(())
}

async fn insert_options(ctx: &mut Ctx, services: &[(ServiceId, &Service)]) -> Result<()> {
    let tenant = ctx.tenant_id();
    let rows: Value = services
        .iter()
        .flat_map(|(id, service)| service.options.iter().enumerate().map(move |(index, option)| (id, index, option)))
        .map(|(service, index, option)| {
            json!({
                "id": OptionId::new(), "service": service, "name": option.name, "price": option.price_minor,
                "minutes": option.minutes, "most": option.max_quantity, "position": index + 1,
            })
        })
        .collect();
    sqlx::query!(
        "insert into app.service_options (tenant_id, id, service_id, name, price_minor, minutes, max_quantity, position)
         select $1, o.id, o.service, o.name, o.price, o.minutes, o.most, o.position
           from jsonb_to_recordset($2) as o
                (id uuid, service uuid, name text, price bigint, minutes integer, most integer, position integer)",
        tenant,
        rows,
    )
    .execute(ctx.conn())
    .await?;
    Ok(())
}

async fn insert_service_skills(ctx: &mut Ctx, services: &[(ServiceId, &Service)], skills: &HashMap<&str, SkillId>) -> Result<()> {
    let tenant = ctx.tenant_id();
    let (service_ids, skill_ids): (Vec<Uuid>, Vec<Uuid>) = services
        .iter()
        .flat_map(|(id, service)| service.skills.iter().map(move |skill| (id, skill)))
        .filter_map(|(id, skill)| Some((id.uuid(), skills.get(skill.as_str())?.uuid())))
        .unzip();
    sqlx::query!(
        "insert into app.service_skills (tenant_id, service_id, skill_id)
         select $1, pair.service, pair.skill
           from unnest($2::uuid[], $3::uuid[]) as pair (service, skill)",
        tenant,
        &service_ids,
        &skill_ids,
    )
    .execute(ctx.conn())
    .await?;
    Ok(())
}
