//! Who may do what: roles of a company, their rules, and the answer as a few bits.
//!
//! casbin decides, but only when roles are loaded: it is asked every question once (`compile`) and the answers are
//! kept as masks (`book`), shared by all companies with the same rules (`cache`).
//!
//! Invariant: what casbin answers to a direct question and what a mask says are the same (`tests::masks_answer_as_casbin_does`).
//! Invariant: a deny wins, also between two roles of one actor; a rule that cannot be read is an error, never skipped.
//! Invariant: users stay out of casbin; ownership is a condition of the query ([`Scope::Own`]), never an expression.

mod book;
mod cache;
mod compile;
mod permissions;
mod rules;
#[cfg(test)]
mod tests;

pub use book::{Grants, RoleBook};
pub use cache::PolicyCache;
pub use permissions::Permission;
pub use rules::{CODES, Effect, RoleDef, Rule, Scope};
pub use rules::{DUPLICATE_ROLE, ROLE_CYCLE, ROLES_TOO_DEEP, UNKNOWN_EFFECT, UNKNOWN_PERMISSION, UNKNOWN_ROLE, UNKNOWN_SCOPE};
