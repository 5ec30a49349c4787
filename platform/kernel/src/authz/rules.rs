//! The rows a company's roles are made of, read strictly: casbin itself skips a misspelt `Deny` without a word.

use super::Permission;
use crate::error::{Code, Error, Kind, Result};
use std::collections::BTreeMap;

pub const UNKNOWN_PERMISSION: Code = Code::new("authz.unknown_permission", Kind::Invalid);
pub const UNKNOWN_SCOPE: Code = Code::new("authz.unknown_scope", Kind::Invalid);
pub const UNKNOWN_EFFECT: Code = Code::new("authz.unknown_effect", Kind::Invalid);
pub const UNKNOWN_ROLE: Code = Code::new("authz.unknown_role", Kind::Invalid);
pub const DUPLICATE_ROLE: Code = Code::new("authz.duplicate_role", Kind::Invalid);
pub const ROLE_CYCLE: Code = Code::new("authz.role_cycle", Kind::Invalid);
pub const ROLES_TOO_DEEP: Code = Code::new("authz.roles_too_deep", Kind::Invalid);

pub const CODES: &[Code] =
    &[UNKNOWN_PERMISSION, UNKNOWN_SCOPE, UNKNOWN_EFFECT, UNKNOWN_ROLE, DUPLICATE_ROLE, ROLE_CYCLE, ROLES_TOO_DEEP];

/// Any object or any action, in a rule.
pub(super) const WILDCARD: &str = "*";

/// casbin follows role links ten levels deep and then stops silently; one level is the user's own role.
const MAX_LINKS: usize = 9;

/// Everybody's, or only what belongs to the actor.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Scope {
    Any,
    Own,
}

impl Scope {
    pub const ALL: [Self; 2] = [Self::Any, Self::Own];

    /// As the database and casbin spell it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Own => "own",
        }
    }

    fn parse(text: &str) -> Result<Self> {
        Self::ALL
            .into_iter()
            .find(|scope| scope.as_str() == text)
            .ok_or_else(|| Error::field("scope", UNKNOWN_SCOPE).with("value", text))
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Effect {
    Allow,
    Deny,
}

impl Effect {
    pub const ALL: [Self; 2] = [Self::Allow, Self::Deny];

    /// As the database and casbin spell it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Deny => "deny",
        }
    }

    fn parse(text: &str) -> Result<Self> {
        Self::ALL
            .into_iter()
            .find(|effect| effect.as_str() == text)
            .ok_or_else(|| Error::field("effect", UNKNOWN_EFFECT).with("value", text))
    }
}

/// One line of a role. Its fields are private so that every rule there is names something that exists.
///
/// A rule of scope `any` also speaks about one's own: `deny any` forbids everything, `deny own` what is one's own.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Rule {
    object: &'static str,
    action: &'static str,
    scope: Scope,
    effect: Effect,
}

impl Rule {
    /// Reads a row of `role_rules`, or what an office form says; `*` stands for any object or action.
    ///
    /// # Errors
    /// On the field `permission`, `scope` or `effect`, when a word is not exactly one we know.
    pub fn parse(object: &str, action: &str, scope: &str, effect: &str) -> Result<Self> {
        let named = Permission::ALL
            .into_iter()
            .find(|permission| {
                (object == WILDCARD || object == permission.object()) && (action == WILDCARD || action == permission.action())
            })
            .ok_or_else(|| Error::field("permission", UNKNOWN_PERMISSION).with("value", format_args!("{object}.{action}")))?;
        Ok(Self {
            object: if object == WILDCARD { WILDCARD } else { named.object() },
            action: if action == WILDCARD { WILDCARD } else { named.action() },
            scope: Scope::parse(scope)?,
            effect: Effect::parse(effect)?,
        })
    }

    #[must_use]
    pub const fn allow(scope: Scope, permission: Permission) -> Self {
        Self { object: permission.object(), action: permission.action(), scope, effect: Effect::Allow }
    }

    #[must_use]
    pub const fn deny(scope: Scope, permission: Permission) -> Self {
        Self { object: permission.object(), action: permission.action(), scope, effect: Effect::Deny }
    }

    /// The same rule for every action of its object.
    #[must_use]
    pub const fn with_every_action(self) -> Self {
        Self { action: WILDCARD, ..self }
    }

    /// Allows everything, to everything.
    #[must_use]
    pub const fn allow_everything() -> Self {
        Self { object: WILDCARD, action: WILDCARD, scope: Scope::Any, effect: Effect::Allow }
    }

    #[must_use]
    pub const fn object(&self) -> &'static str {
        self.object
    }

    #[must_use]
    pub const fn action(&self) -> &'static str {
        self.action
    }

    #[must_use]
    pub const fn scope(&self) -> Scope {
        self.scope
    }

    #[must_use]
    pub const fn effect(&self) -> Effect {
        self.effect
    }

    /// Could this rule speak about the permission? Only narrows what casbin is asked; casbin matches again.
    pub(super) fn concerns(&self, permission: Permission) -> bool {
        (self.object == WILDCARD || self.object == permission.object())
            && (self.action == WILDCARD || self.action == permission.action())
    }
}

/// A role of a company: what its parent may do, and its own rules.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RoleDef {
    pub id: String,
    pub parent: Option<String>,
    pub rules: Vec<Rule>,
}

/// Refuses roles that casbin would take and misread.
pub(super) fn check(roles: &[RoleDef]) -> Result<()> {
    let mut by_id = BTreeMap::new();
    for role in roles {
        if by_id.insert(role.id.as_str(), role).is_some() {
            return Err(Error::new(DUPLICATE_ROLE).with("role", &role.id));
        }
    }
    roles.iter().try_for_each(|role| check_ancestors(&by_id, role))
}

fn check_ancestors(by_id: &BTreeMap<&str, &RoleDef>, role: &RoleDef) -> Result<()> {
    let mut line = vec![role.id.as_str()];
    let mut parent = role.parent.as_deref();
    while let Some(id) = parent {
        if line.contains(&id) {
            return Err(Error::new(ROLE_CYCLE).with("role", &role.id));
        }
        // A longer cycle ends here too, before anybody counts it.
        if line.len() > MAX_LINKS {
            return Err(Error::new(ROLES_TOO_DEEP).with("role", &role.id));
        }
        line.push(id);
        parent = by_id.get(id).ok_or_else(|| Error::new(UNKNOWN_ROLE).with("role", id))?.parent.as_deref();
    }
    Ok(())
}
