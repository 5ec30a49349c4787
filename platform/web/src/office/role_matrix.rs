//! What each role may do as a table one can read (pure).
//!
//! Invariant: a cell says what [`lares_kernel::authz`] would answer: a denial beats every allowance, parents' rules count.

use super::staff::name;
use lares_domain::identity::staff::Role;
use lares_kernel::Permission;
use lares_views::Phrase;
use lares_views::pages::office::{MatrixGroup, MatrixRow, RoleMatrix};

/// A line of parents is never longer than this.
const DEEPEST: usize = 10;

#[must_use]
pub fn matrix(roles: &[Role]) -> RoleMatrix {
    let mut groups: Vec<(&'static str, Vec<MatrixRow>)> = Vec::new();
    for permission in Permission::ALL {
        let label = Phrase::key(&format!("office-may-{}-{}", permission.object(), permission.action()));
        let row = MatrixRow { label, cells: roles.iter().map(|role| cell(roles, role, permission).to_owned()).collect() };
        match groups.iter_mut().find(|(object, _)| *object == permission.object()) {
            Some((_, rows)) => rows.push(row),
            None => groups.push((permission.object(), vec![row])),
        }
    }
    let group =
        |(object, rows): (&str, Vec<MatrixRow>)| MatrixGroup { label: Phrase::key(&format!("office-object-{object}")), rows };
    RoleMatrix { roles: roles.iter().map(name).collect(), groups: groups.into_iter().map(group).collect() }
}

fn cell(roles: &[Role], role: &Role, permission: Permission) -> &'static str {
    let (mut any, mut own) = (Verdict::default(), Verdict::default());
    for rule in rules(roles, role).iter().filter_map(|rule| Rule::of(rule)).filter(|rule| rule.concerns(permission)) {
        own.hear(rule.denies);
        if !rule.own {
            any.hear(rule.denies);
        }
    }
    match (any.allowed(), own.allowed()) {
        (true, true) => "any",
        (false, true) => "own",
        (_, false) => "none",
    }
}

#[derive(Default)]
struct Verdict {
    allow: bool,
    deny: bool,
}

impl Verdict {
    fn hear(&mut self, denies: bool) {
        if denies {
            self.deny = true;
        } else {
            self.allow = true;
        }
    }

    fn allowed(&self) -> bool {
        self.allow && !self.deny
    }
}

/// The role's own rules and its ancestors'.
fn rules(roles: &[Role], role: &Role) -> Vec<String> {
    let mut all = role.rules.clone();
    let mut parent = role.parent.clone();
    for _ in 0..DEEPEST {
        let Some(next) = parent.and_then(|id| roles.iter().find(|role| role.id == id)) else { break };
        all.extend(next.rules.iter().cloned());
        parent = next.parent.clone();
    }
    all
}

/// `!object.action.own`, read back.
struct Rule<'a> {
    object: &'a str,
    action: &'a str,
    own: bool,
    denies: bool,
}

impl<'a> Rule<'a> {
    fn of(text: &'a str) -> Option<Self> {
        let (denies, text) = text.strip_prefix('!').map_or((false, text), |rest| (true, rest));
        let (own, text) = text.strip_suffix(".own").map_or((false, text), |rest| (true, rest));
        let (object, action) = text.split_once('.')?;
        Some(Self { object, action, own, denies })
    }

    fn concerns(&self, permission: Permission) -> bool {
        ["*", permission.object()].contains(&self.object) && ["*", permission.action()].contains(&self.action)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn role(id: &str, parent: Option<&str>, rules: &[&str]) -> Role {
        Role {
            id: id.to_owned(),
            parent: parent.map(str::to_owned),
            label: String::new(),
            rules: rules.iter().map(|rule| (*rule).to_owned()).collect(),
        }
    }

    #[test]
    fn a_denial_beats_every_allowance_and_parents_count() {
        let roles = [
            role("owner", None, &["*.*"]),
            role("manager", None, &["*.*", "!staff.write"]),
            role("junior", Some("manager"), &["!payment.*", "review.reply.own"]),
            role("worker", None, &["order.read.own"]),
        ];
        let cells = |permission| roles.iter().map(|role| cell(&roles, role, permission)).collect::<Vec<_>>();
        assert_eq!(cells(Permission::StaffWrite), ["any", "none", "none", "none"]);
        assert_eq!(cells(Permission::PaymentRead), ["any", "any", "none", "none"]);
        assert_eq!(cells(Permission::OrderRead), ["any", "any", "any", "own"]);
    }
}
