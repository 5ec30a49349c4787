//! A16, P02: the masks against casbin asked directly, and the refusals. What the roles of a new company mean: `tenancy::roles` of the domain.

use super::compile::{enforcer, row, subject};
use super::{
    CODES, DUPLICATE_ROLE, Effect, Grants, Permission, PolicyCache, ROLE_CYCLE, ROLES_TOO_DEEP, RoleBook, RoleDef, Rule, Scope,
    UNKNOWN_EFFECT, UNKNOWN_PERMISSION, UNKNOWN_ROLE, UNKNOWN_SCOPE,
};
use crate::error::Code;
use casbin::{CoreApi, Enforcer};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Marsaglia, "Xorshift RNGs" (2003), the 64-bit triple 13, 7, 17: the same worlds at every run.
struct Xorshift(u64);

impl Xorshift {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).unwrap()
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }
}

const NAMES: [&str; 6] = ["amber", "birch", "cedar", "dahlia", "elm", "fir"];

fn some_rule(random: &mut Xorshift) -> Rule {
    let permission = random.pick(&Permission::ALL);
    let object = if random.below(5) == 0 { "*" } else { permission.object() };
    let action = if random.below(4) == 0 { "*" } else { permission.action() };
    let effect = if random.below(4) == 0 { Effect::Deny } else { Effect::Allow };
    Rule::parse(object, action, random.pick(&Scope::ALL).as_str(), effect.as_str()).unwrap()
}

fn some_roles(random: &mut Xorshift) -> Vec<RoleDef> {
    let mut roles: Vec<RoleDef> = Vec::new();
    for name in NAMES {
        let parent = match random.below(roles.len() + 2) {
            index if index < roles.len() => Some(roles[index].id.clone()),
            _ => None,
        };
        let count = random.below(7);
        roles.push(RoleDef { id: name.to_owned(), parent, rules: (0..count).map(|_| some_rule(random)).collect() });
    }
    roles
}

/// Everything in the model at once, and a user who has the roles: casbin as its documentation uses it.
async fn everything_in_casbin(roles: &[RoleDef], user: &str, has: &[&str]) -> Enforcer {
    let mut enforcer = enforcer(roles).await.unwrap();
    let model = enforcer.get_mut_model();
    for role in roles {
        for rule in &role.rules {
            model.add_policy("p", "p", row(&role.id, rule));
        }
    }
    for role in has {
        model.add_policy("g", "g", vec![user.to_owned(), subject(role)]);
    }
    enforcer.build_role_links().unwrap();
    enforcer
}

fn casbin_says(enforcer: &Enforcer, user: &str, permission: Permission) -> [bool; 2] {
    Scope::ALL.map(|scope| enforcer.enforce((user, permission.object(), permission.action(), scope.as_str())).unwrap())
}

#[tokio::test]
async fn masks_answer_as_casbin_does() {
    let mut random = Xorshift(0x1A2E_5EED);
    let mut seen = BTreeMap::new();
    for _ in 0..12 {
        let roles = some_roles(&mut random);
        let book = RoleBook::compile(&roles).await.unwrap();
        for _ in 0..8 {
            let has: Vec<&str> = NAMES.into_iter().filter(|_| random.below(3) == 0).collect();
            let grants = book.grants(&has);
            let enforcer = everything_in_casbin(&roles, "user:7", &has).await;
            for permission in Permission::ALL {
                let answers = casbin_says(&enforcer, "user:7", permission);
                let expected = match answers {
                    [true, true] => Some(Scope::Any),
                    [false, true] => Some(Scope::Own),
                    [true, false] | [false, false] => None,
                };
                assert_eq!(grants.scope(permission), expected, "{permission} for {has:?} in {roles:?}");
                *seen.entry(answers).or_insert(0) += 1;
            }
        }
    }
    assert_eq!(seen.len(), 4, "every kind of answer came up: {seen:?}");
    assert!(seen.values().all(|count| *count > 20), "{seen:?}");
}

fn role(id: &str, parent: Option<&str>, rules: &[Rule]) -> RoleDef {
    RoleDef { id: id.to_owned(), parent: parent.map(str::to_owned), rules: rules.to_vec() }
}

/// A few as a company has them: a parent, a wildcard, a denial.
fn some_company() -> Vec<RoleDef> {
    vec![
        role("guest", None, &[Rule::allow(Scope::Any, Permission::ServiceRead)]),
        role(
            "customer",
            Some("guest"),
            &[Rule::allow(Scope::Own, Permission::OrderRead), Rule::allow(Scope::Own, Permission::OrderPlace)],
        ),
        role("finance", None, &[Rule::allow(Scope::Any, Permission::PaymentRead).with_every_action()]),
        role("manager", None, &[Rule::allow_everything(), Rule::deny(Scope::Any, Permission::StaffWrite)]),
        role("owner", None, &[Rule::allow_everything()]),
    ]
}

async fn grants(roles: &[RoleDef], has: &[&str]) -> Grants {
    RoleBook::compile(roles).await.unwrap().grants(has)
}

#[tokio::test]
async fn deny_of_one_role_wins_over_allow_of_another() {
    let roles = [
        role("clerk", None, &[Rule::allow(Scope::Any, Permission::PaymentRead)]),
        role("trainee", None, &[Rule::deny(Scope::Any, Permission::PaymentRead)]),
    ];
    assert_eq!(grants(&roles, &["clerk"]).await.scope(Permission::PaymentRead), Some(Scope::Any));
    assert_eq!(grants(&roles, &["clerk", "trainee"]).await.scope(Permission::PaymentRead), None);
}

#[tokio::test]
async fn deny_of_a_parent_wins_over_allow_of_its_child() {
    let roles = [
        role("trainee", None, &[Rule::deny(Scope::Any, Permission::PaymentRead)]),
        role("clerk", Some("trainee"), &[Rule::allow(Scope::Any, Permission::PaymentRead)]),
    ];
    assert_eq!(grants(&roles, &["clerk"]).await.scope(Permission::PaymentRead), None);
}

#[tokio::test]
async fn deny_of_the_own_leaves_nothing_rather_than_everything() {
    let own_denied = [
        Rule::allow(Scope::Any, Permission::WorkerReviewCertificate),
        Rule::deny(Scope::Own, Permission::WorkerReviewCertificate),
    ];
    let roles = [role("trainer", None, &own_denied)];
    assert_eq!(grants(&roles, &["trainer"]).await.scope(Permission::WorkerReviewCertificate), None);
}

#[tokio::test]
async fn wildcards_reach_exactly_their_object_or_action() {
    let roles = [
        role("cashier", None, &[Rule::allow(Scope::Own, Permission::PaymentRead).with_every_action()]),
        role("reader", None, &[Rule::parse("*", "read", "any", "allow").unwrap()]),
    ];
    for permission in Permission::ALL {
        let cashier = (permission.object() == "payment").then_some(Scope::Own);
        assert_eq!(grants(&roles, &["cashier"]).await.scope(permission), cashier, "{permission}");
        let reader = (permission.action() == "read").then_some(Scope::Any);
        assert_eq!(grants(&roles, &["reader"]).await.scope(permission), reader, "{permission}");
    }
}

#[tokio::test]
async fn role_the_book_does_not_know_takes_everything() {
    let roles = [role("clerk", None, &[Rule::allow_everything()])];
    assert_eq!(grants(&roles, &["clerk", "ghost"]).await, Grants::NONE);
    assert_eq!(grants(&roles, &[]).await, Grants::NONE);
}

#[test]
fn rule_with_a_word_nobody_knows_is_refused() {
    let refusals = [
        (["order", "read", "any", "Deny"], "effect", UNKNOWN_EFFECT),
        (["order", "read", "any", ""], "effect", UNKNOWN_EFFECT),
        (["order", "read", "own ", "deny"], "scope", UNKNOWN_SCOPE),
        (["order", "read", "*", "allow"], "scope", UNKNOWN_SCOPE),
        (["ordr", "read", "any", "deny"], "permission", UNKNOWN_PERMISSION),
        (["order", "reed", "any", "deny"], "permission", UNKNOWN_PERMISSION),
        (["quote", "grab", "any", "allow"], "permission", UNKNOWN_PERMISSION),
        (["*", "fly", "any", "allow"], "permission", UNKNOWN_PERMISSION),
        (["", "", "any", "allow"], "permission", UNKNOWN_PERMISSION),
    ];
    for ([object, action, scope, effect], field, code) in refusals {
        let error = Rule::parse(object, action, scope, effect).unwrap_err();
        assert_eq!(error.fields().len(), 1);
        assert_eq!((error.fields()[0].name.as_str(), error.fields()[0].code), (field, code), "{object}.{action}");
    }
}

#[test]
fn every_permission_survives_being_written_and_read() {
    for permission in Permission::ALL {
        let rule = Rule::parse(permission.object(), permission.action(), "own", "deny").unwrap();
        assert_eq!(rule, Rule::deny(Scope::Own, permission));
    }
    let names: std::collections::BTreeSet<_> = Permission::ALL.iter().map(ToString::to_string).collect();
    assert_eq!(names.len(), Permission::ALL.len(), "no two permissions share a name");
}

async fn refusal(roles: &[RoleDef]) -> Code {
    RoleBook::compile(roles).await.unwrap_err().code()
}

/// `links` links from the last role, the only way to what the first may do.
fn chain(links: usize) -> Vec<RoleDef> {
    let mut roles = vec![role("r0", None, &[Rule::allow(Scope::Any, Permission::ReportRead)])];
    for depth in 1..=links {
        roles.push(role(&format!("r{depth}"), Some(&format!("r{}", depth - 1)), &[]));
    }
    roles
}

#[tokio::test]
async fn roles_casbin_would_misread_are_refused() {
    assert_eq!(refusal(&[role("a", Some("a"), &[])]).await, ROLE_CYCLE);
    assert_eq!(refusal(&[role("a", Some("b"), &[]), role("b", Some("c"), &[]), role("c", Some("b"), &[])]).await, ROLE_CYCLE);
    assert_eq!(refusal(&[role("a", Some("b"), &[])]).await, UNKNOWN_ROLE);
    assert_eq!(refusal(&[role("a", None, &[]), role("a", None, &[])]).await, DUPLICATE_ROLE);
    assert_eq!(refusal(&chain(10)).await, ROLES_TOO_DEEP);
}

#[tokio::test]
async fn longest_chain_we_take_is_followed_to_its_end() {
    assert_eq!(grants(&chain(9), &["r9"]).await.scope(Permission::ReportRead), Some(Scope::Any));
}

#[test]
fn hash_knows_the_rules_and_not_their_order() {
    let roles = some_company();
    let mut shuffled = roles.clone();
    shuffled.reverse();
    for role in &mut shuffled {
        role.rules.reverse();
    }
    assert_eq!(RoleBook::hash(&roles), RoleBook::hash(&shuffled));

    let read = Rule::allow(Scope::Any, Permission::OrderRead);
    let mut hashes = vec![
        RoleBook::hash(&[]),
        RoleBook::hash(&[role("a", None, &[])]),
        RoleBook::hash(&[role("a", None, &[read])]),
        RoleBook::hash(&[role("a", None, &[Rule::allow(Scope::Own, Permission::OrderRead)])]),
        RoleBook::hash(&[role("a", None, &[Rule::deny(Scope::Any, Permission::OrderRead)])]),
        RoleBook::hash(&[role("a", Some("b"), &[read]), role("b", None, &[])]),
        RoleBook::hash(&[role("a", None, &[read]), role("b", None, &[])]),
        RoleBook::hash(&[role("a", None, &[]), role("b", None, &[read])]),
    ];
    let count = hashes.len();
    hashes.sort_unstable();
    hashes.dedup();
    assert_eq!(hashes.len(), count);
}

#[tokio::test]
async fn companies_with_the_same_roles_share_one_book() {
    let cache = PolicyCache::new();
    let roles = some_company();
    let (one, other) = futures::join!(cache.get(&roles), cache.get(&roles));
    assert!(Arc::ptr_eq(&one.unwrap(), &other.unwrap()));
    let changed = cache.get(&roles[..3]).await.unwrap();
    assert_eq!(changed.grants(&["owner"]), Grants::NONE);
}

#[tokio::test]
async fn everybody_who_waited_for_a_refused_book_learns_why() {
    let cache = PolicyCache::new();
    let roles = [role("a", Some("ghost"), &[])];
    let (one, other) = futures::join!(cache.get(&roles), cache.get(&roles));
    for error in [one.unwrap_err(), other.unwrap_err()] {
        assert_eq!((error.code(), error.args()), (UNKNOWN_ROLE, &[("role", "ghost".to_owned())][..]));
    }
}

#[test]
fn codes_are_named_once() {
    let names: std::collections::BTreeSet<_> = CODES.iter().map(|code| code.name()).collect();
    assert_eq!(names.len(), CODES.len());
}
