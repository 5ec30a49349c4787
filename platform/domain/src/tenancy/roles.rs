//! The roles (角色) a company starts with, as `roles.toml` of its starter says; sign-up writes them into its `roles` and
//! `role_rules`, and the company may change them.

use lares_kernel::authz::{RoleDef, Rule};
use lares_kernel::{Error, Result};
use serde::Deserialize;

/// One role of a starter.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "Written")]
pub struct Role {
    pub def: RoleDef,
    /// Empty for the roles that the locales name.
    pub label: String,
}

/// A permission is `object.action`; `*` stands for any of them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    id: String,
    parent: Option<String>,
    #[serde(default)]
    label: String,
    #[serde(default)]
    any: Vec<String>,
    #[serde(default)]
    own: Vec<String>,
    #[serde(default)]
    deny: Vec<String>,
    #[serde(default)]
    deny_own: Vec<String>,
}

impl TryFrom<Written> for Role {
    type Error = Error;

    fn try_from(written: Written) -> Result<Self> {
        let Written { id, parent, label, any, own, deny, deny_own } = written;
        let lists = [(any, "any", "allow"), (own, "own", "allow"), (deny, "any", "deny"), (deny_own, "own", "deny")];
        let rules = lists.iter().flat_map(|(names, scope, effect)| names.iter().map(|name| rule(name, scope, effect)));
        Ok(Self { def: RoleDef { id, parent, rules: rules.collect::<Result<_>>()? }, label })
    }
}

fn rule(name: &str, scope: &str, effect: &str) -> Result<Rule> {
    let (object, action) = name.split_once('.').unwrap_or((name, ""));
    Rule::parse(object, action, scope, effect)
}

#[cfg(test)]
mod tests {
    use super::super::templates;
    use super::Role;
    use lares_kernel::authz::{Grants, RoleBook, RoleDef};
    use lares_kernel::{Permission, Scope};

    /// The roles of the first starter, compiled.
    async fn grants(role: &str) -> Grants {
        RoleBook::compile(&templates()[0].role_defs()).await.expect("roles that casbin reads as we do").grants(&[role])
    }

    /// `object.action` of all, `object.action (own)` of what is theirs.
    async fn may(role: &str) -> String {
        let grants = grants(role).await;
        let line = |permission: Permission| match grants.scope(permission)? {
            Scope::Any => Some(permission.to_string()),
            Scope::Own => Some(format!("{permission} (own)")),
        };
        Permission::ALL.into_iter().filter_map(line).collect::<Vec<_>>().join(", ")
    }

    #[tokio::test]
    async fn every_starter_has_the_roles_everybody_who_comes_is_in_and_parents_before_their_children() {
        for starter in templates() {
            let roles = starter.role_defs();
            RoleBook::compile(&roles).await.expect("roles that casbin reads as we do");
            for needed in ["guest", "customer", "worker", "owner"] {
                assert!(roles.iter().any(|role| role.id == needed), "{}: {needed}", starter.id);
            }
            for (index, role) in roles.iter().enumerate() {
                let earlier = |parent: &String| roles[..index].iter().any(|other| other.id == *parent);
                assert!(role.parent.as_ref().is_none_or(earlier), "{}: {}", starter.id, role.id);
            }
        }
    }

    /// A book costs about ten milliseconds and some kilobytes; companies that say the same share one.
    #[test]
    fn the_starters_share_one_compiled_policy() {
        let hashes: Vec<_> = templates().iter().map(|starter| RoleBook::hash(&starter.role_defs())).collect();
        assert!(hashes.len() > 1 && hashes.iter().all(|hash| *hash == hashes[0]));
    }

    #[test]
    fn a_role_with_a_word_nobody_knows_does_not_read() {
        let read = |text: &str| toml::from_str::<Role>(text).map(|role| role.def);
        let fine: RoleDef = read("id = \"a\"\nany = [\"payment.*\"]\ndeny_own = [\"order.read\"]").expect("reads");
        assert_eq!(fine.rules.len(), 2);
        for wrong in ["any = [\"order\"]", "any = [\"order.fly\"]", "own = [\"ordr.read\"]", "deny = [\"*\"]", "all = [\"*.*\"]"]
        {
            assert!(read(&format!("id = \"a\"\n{wrong}")).is_err(), "{wrong}");
        }
    }

    #[tokio::test]
    async fn guests_see_the_shop_window() {
        assert_eq!(may("guest").await, "service.read, worker.read, review.read");
    }

    #[tokio::test]
    async fn customers_have_what_is_theirs() {
        assert_eq!(
            may("customer").await,
            "service.read, worker.read, customer.read (own), customer.write (own), address.write (own), quote.read (own), \
             order.place (own), order.read (own), order.change (own), order.cancel (own), payment.read (own), review.read, \
             review.write (own), message.read (own), message.write (own)"
        );
    }

    #[tokio::test]
    async fn workers_perform_their_orders_and_grab_any_offer() {
        assert_eq!(
            may("worker").await,
            "service.read, worker.read, worker.write (own), roster.read (own), roster.write (own), order.read (own), \
             order.perform (own), order.grab, payment.read (own), payment.record (own), review.read, review.reply (own), \
             message.read (own), message.write (own)"
        );
    }

    #[tokio::test]
    async fn owners_may_everything_and_managers_all_but_change_staff() {
        let (owner, manager) = (grants("owner").await, grants("manager").await);
        for permission in Permission::ALL {
            assert_eq!(owner.scope(permission), Some(Scope::Any));
            let expected = (permission != Permission::StaffWrite).then_some(Scope::Any);
            assert_eq!(manager.scope(permission), expected, "{permission}");
        }
    }

    #[tokio::test]
    async fn dispatchers_move_orders_and_never_money() {
        assert_eq!(
            may("dispatcher").await,
            "service.read, worker.read, roster.read, roster.write, customer.read, order.read, order.assign, order.change, \
             order.cancel, order.offer, review.read, message.read, message.write, report.read"
        );
    }

    #[tokio::test]
    async fn finance_records_payments_and_never_moves_orders() {
        assert_eq!(may("finance").await, "customer.read, order.read, payment.read, payment.record, report.read, audit.read");
    }

    #[tokio::test]
    async fn support_helps_customers_and_assigns_nobody() {
        assert_eq!(
            may("support").await,
            "service.read, worker.read, customer.read, customer.write, order.read, order.change, order.cancel, review.read, \
             review.reply, message.read, message.write"
        );
    }

    #[tokio::test]
    async fn trainers_review_certificates_and_no_orders() {
        assert_eq!(may("trainer").await, "service.read, worker.read, worker.review_certificate, review.read");
    }
}
