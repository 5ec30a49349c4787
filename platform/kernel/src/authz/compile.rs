//! Asks casbin every question once and writes the answers down as bits.
//!
//! casbin runs its matcher for every row at every question, so only the rows that concern a permission are in the model
//! while that permission is asked about.
//!
//! Invariant: subjects are roles only, spelt `role:…`; to casbin a user whose id equals a role's name would have that role.

use super::book::{Masks, Verdicts};
use super::{Permission, RoleDef, Rule, Scope};
use crate::error::{Error, Result};
use casbin::{CoreApi, DefaultModel, EnforceContext, Enforcer, Model, NullAdapter};
use std::collections::BTreeMap;

/// `e2` and `e3` ask for allow and deny apart, because a deny of one role must win over an allow of another.
pub(super) const MODEL: &str = r#"
[request_definition]
r = sub, obj, act, scope
[policy_definition]
p = sub, obj, act, scope, eft
[role_definition]
g = _, _
[policy_effect]
e = some(where (p.eft == allow)) && !some(where (p.eft == deny))
e2 = some(where (p.eft == allow))
e3 = !some(where (p.eft == deny))
[matchers]
m = (p.act == "*" || r.act == p.act) && (p.obj == "*" || r.obj == p.obj) && (p.scope == "any" || p.scope == r.scope) && g(r.sub, p.sub)
"#;

/// Role, object, action, scope.
type Question<'a> = (&'a str, &'a str, &'a str, &'a str);

/// Every role's masks by its id. The roles have been checked.
pub(super) async fn compile(roles: &[RoleDef]) -> Result<BTreeMap<String, Masks>> {
    let enforcer = enforcer(roles).await.map_err(Error::internal)?;
    let roles = roles.to_vec();
    // Milliseconds of pure computing: not on a thread that serves requests.
    let answered = tokio::task::spawn_blocking(move || answer(enforcer, &roles)).await;
    answered.map_err(Error::internal)?.map_err(Error::internal)
}

/// An enforcer that knows how roles are linked and no rule yet.
pub(super) async fn enforcer(roles: &[RoleDef]) -> casbin::Result<Enforcer> {
    let mut model = DefaultModel::from_str(MODEL).await?;
    for role in roles {
        if let Some(parent) = &role.parent {
            model.add_policy("g", "g", vec![subject(&role.id), subject(parent)]);
        }
    }
    // `new` would load from the adapter, which clears what the model has.
    let mut enforcer = Enforcer::new_raw(model, NullAdapter).await?;
    enforcer.build_role_links()?;
    Ok(enforcer)
}

pub(super) fn subject(role: &str) -> String {
    format!("role:{role}")
}

/// A rule as casbin keeps it, in the order of the policy definition.
pub(super) fn row(role: &str, rule: &Rule) -> Vec<String> {
    vec![
        subject(role),
        rule.object().to_owned(),
        rule.action().to_owned(),
        rule.scope().as_str().to_owned(),
        rule.effect().as_str().to_owned(),
    ]
}

fn answer(mut enforcer: Enforcer, roles: &[RoleDef]) -> casbin::Result<BTreeMap<String, Masks>> {
    let mut book: BTreeMap<_, _> = roles.iter().map(|role| (role.id.clone(), Masks::default())).collect();
    for permission in Permission::ALL {
        if !place_rows(&mut enforcer, roles, permission) {
            continue;
        }
        for (role, masks) in &mut book {
            let role = subject(role);
            for scope in Scope::ALL {
                let question = (role.as_str(), permission.object(), permission.action(), scope.as_str());
                note(masks.of_mut(scope), permission.bit(), ask(&enforcer, question)?);
            }
        }
    }
    Ok(book)
}

/// Leaves in the model only the rows that concern the permission; false when there are none, so nothing to ask.
fn place_rows(enforcer: &mut Enforcer, roles: &[RoleDef], permission: Permission) -> bool {
    let model = enforcer.get_mut_model();
    // Takes the rows of `g` too; the links built from them stay.
    model.clear_policy();
    let mut placed = false;
    for role in roles {
        for rule in role.rules.iter().filter(|rule| rule.concerns(permission)) {
            placed |= model.add_policy("p", "p", row(&role.id, rule));
        }
    }
    placed
}

/// Does some rule allow it, and does some rule deny it?
fn ask(enforcer: &Enforcer, question: Question<'_>) -> casbin::Result<(bool, bool)> {
    let allowed = enforcer.enforce_with_context(effect("e2"), question)?;
    let not_denied = enforcer.enforce_with_context(effect("e3"), question)?;
    Ok((allowed, !not_denied))
}

fn note(verdicts: &mut Verdicts, bit: u128, (allowed, denied): (bool, bool)) {
    if allowed {
        verdicts.allow |= bit;
    }
    if denied {
        verdicts.deny |= bit;
    }
}

/// The one model, judged by another effect.
fn effect(name: &str) -> EnforceContext {
    EnforceContext { r_type: "r".into(), p_type: "p".into(), e_type: name.into(), m_type: "m".into() }
}
