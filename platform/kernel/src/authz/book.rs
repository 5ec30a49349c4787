//! The compiled roles of a company, and what one actor got from them.

use super::compile::compile;
use super::rules::check;
use super::{Permission, RoleDef, Scope};
use crate::error::Result;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// What rules say about each permission, one bit each; both bits may be set.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Verdicts {
    pub allow: u128,
    pub deny: u128,
}

impl Verdicts {
    fn union(self, other: Self) -> Self {
        Self { allow: self.allow | other.allow, deny: self.deny | other.deny }
    }

    fn allowed(self) -> u128 {
        self.allow & !self.deny
    }
}

/// One role's answers, its ancestors' included: to everything, and to its own.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Masks {
    pub any: Verdicts,
    pub own: Verdicts,
}

impl Masks {
    pub fn of_mut(&mut self, scope: Scope) -> &mut Verdicts {
        match scope {
            Scope::Any => &mut self.any,
            Scope::Own => &mut self.own,
        }
    }

    fn union(self, other: Self) -> Self {
        Self { any: self.any.union(other.any), own: self.own.union(other.own) }
    }
}

/// All roles of one company, compiled.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RoleBook(BTreeMap<String, Masks>);

impl RoleBook {
    /// Asks casbin everything there is to ask about these roles; about ten milliseconds of computing.
    ///
    /// # Errors
    /// When a role comes twice, names a parent that is not there, is its own ancestor, or has more than nine ancestors.
    pub async fn compile(roles: &[RoleDef]) -> Result<Self> {
        check(roles)?;
        Ok(Self(compile(roles).await?))
    }

    /// The same for the same roles and rules, in whatever order; what [`super::PolicyCache`] is keyed by.
    #[must_use]
    pub fn hash(roles: &[RoleDef]) -> [u8; 32] {
        let mut sorted: Vec<_> = roles.iter().collect();
        sorted.sort_by(|one, other| one.id.cmp(&other.id));
        let mut hash = Sha256::new();
        for role in sorted {
            add(&mut hash, &["role", &role.id]);
            if let Some(parent) = &role.parent {
                add(&mut hash, &["parent", parent]);
            }
            let mut rules = role.rules.clone();
            rules.sort_unstable();
            rules.dedup();
            for rule in rules {
                add(&mut hash, &["rule", rule.object(), rule.action(), rule.scope().as_str(), rule.effect().as_str()]);
            }
        }
        hash.finalize().into()
    }

    /// What an actor with these roles may do. A role the book does not know might have denied anything, so it takes everything.
    #[must_use]
    pub fn grants(&self, roles: &[&str]) -> Grants {
        let mut together = Masks::default();
        for role in roles {
            let Some(masks) = self.0.get(*role) else {
                return Grants::NONE;
            };
            together = together.union(*masks);
        }
        let own = together.own.allowed();
        // Allowed to all but one's own cannot be said with a scope, so it is not allowed at all.
        Grants { any: together.any.allowed() & own, own }
    }
}

/// One row of the canonical form: the number of fields, then each with its length, so that no two rows look alike.
fn add(hash: &mut Sha256, fields: &[&str]) {
    hash.update((fields.len() as u64).to_le_bytes());
    for field in fields {
        hash.update((field.len() as u64).to_le_bytes());
        hash.update(field);
    }
}

/// What one actor may do, as two masks; cheap to copy, nanoseconds to ask.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Grants {
    any: u128,
    own: u128,
}

impl Grants {
    /// Nothing.
    pub const NONE: Self = Self { any: 0, own: 0 };
    /// Everything, whatever the company's roles say; for the platform itself.
    pub const ALL: Self = Self { any: u128::MAX, own: u128::MAX };

    /// To everything, only to one's own, or not at all.
    #[must_use]
    pub const fn scope(self, permission: Permission) -> Option<Scope> {
        let bit = permission.bit();
        if self.any & bit != 0 {
            Some(Scope::Any)
        } else if self.own & bit != 0 {
            Some(Scope::Own)
        } else {
            None
        }
    }
}
