//! Which permission opens which route (`permissions.txt`), found by taking each away and giving each alone (A16).
//!
//! `UPDATE_GOLDEN=1 cargo test -p lares-tests --test web permissions` writes the list anew.

use crate::requests::{Request, meant_for, table};
use crate::routes::Route;
use crate::stage::{OFFICE, Stage};
use axum::http::StatusCode;
use lares_domain::tenancy;
use lares_kernel::Permission;
use lares_kernel::authz::{Grants, RoleBook};
use lares_web::App;
use sqlx::{AssertSqlSafe, PgConnection};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use support::{Ground, World};

/// Route → the permissions without which it is refused.
pub struct Needs(BTreeMap<String, Vec<Permission>>);

impl Needs {
    /// As `permissions.txt` lists them.
    pub fn listed() -> Self {
        let text = std::fs::read_to_string(file()).unwrap_or_default();
        let lines = text.lines().filter(|line| line.contains(" /"));
        Self(
            lines
                .map(|line| {
                    let mut words = line.split_whitespace();
                    let route = format!("{} {}", words.next().unwrap_or_default(), words.next().unwrap_or_default());
                    (route, words.filter(|word| *word != "–").map(named).collect())
                })
                .collect(),
        )
    }

    pub fn of(&self, route: &Route) -> &[Permission] {
        self.0.get(&route.to_string()).unwrap_or_else(|| panic!("{route} is not in tests/web/permissions.txt"))
    }
}

fn file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("web/permissions.txt")
}

fn named(name: &str) -> Permission {
    Permission::ALL.into_iter().find(|one| one.to_string() == name).unwrap_or_else(|| panic!("no permission is called {name}"))
}

/// What a role of a new company may do.
pub fn grants_of(role: &str) -> Grants {
    static BOOK: std::sync::OnceLock<RoleBook> = std::sync::OnceLock::new();
    let roles = || tenancy::starter("cleaning").expect("a starter").role_defs();
    let compile = || futures::executor::block_on(RoleBook::compile(&roles())).expect("the roles compile");
    BOOK.get_or_init(compile).grants(&[role])
}

/// The pages on a copy of the staged world, whose roles the test writes past every rule of it.
struct Copy<'a> {
    world: &'a World,
    stage: &'a Stage,
    app: App,
    ground: Ground,
    connection: PgConnection,
}

impl<'a> Copy<'a> {
    async fn of(world: &'a World, stage: &'a Stage, frozen: &Ground) -> Self {
        let ground = frozen.copy().await;
        let app = world.app_on(&ground).await;
        let mut connection = ground.service().await;
        let set = format!("set app.tenant_id = '{}'", world.chenxi.tenant.id);
        sqlx::raw_sql(AssertSqlSafe(set)).execute(&mut connection).await.expect("the tenant is set");
        Self { world, stage, app, ground, connection }
    }

    /// The role holds exactly these.
    async fn hold(&mut self, role: &str, permissions: &[Permission]) {
        let rules: String = permissions.iter().map(|one| rule(role, *one, "allow")).collect();
        let alone = format!(
            "update app.roles set parent = null where id = '{role}'; delete from app.role_rules where role_id = '{role}';"
        );
        sqlx::raw_sql(AssertSqlSafe(format!("{alone} {rules}")))
            .execute(&mut self.connection)
            .await
            .expect("the role is written");
    }

    async fn forbid(&mut self, roles: &[&str], permission: Permission) {
        let rules: String = roles.iter().map(|role| rule(role, permission, "deny")).collect();
        sqlx::raw_sql(AssertSqlSafe(rules)).execute(&mut self.connection).await.expect("the roles are written");
    }

    /// Which of these requests are refused for want of a permission; whoever is meant for them sends them, for the office `staff`.
    async fn refused(&self, staff: &str, requests: &[Request]) -> BTreeSet<String> {
        let mut refused = BTreeSet::new();
        let site = self.world.browser_of_app(&self.app, Some(&self.world.chenxi));
        for request in requests {
            let who = meant_for(&request.route);
            let browser = site.clone().with_session(self.stage.token(if who == "owner" { staff } else { who }));
            let page = request.send(&browser, self.stage, self.stage).await;
            assert!(!page.status.is_server_error(), "{request} → {}", page.status);
            if page.status == StatusCode::FORBIDDEN {
                refused.insert(request.route.to_string());
            }
        }
        refused
    }

    async fn end(self) {
        self.app.db.close().await;
        self.app.control.pool().close().await;
        drop(self.connection);
        self.ground.remove().await;
    }
}

fn rule(role: &str, permission: Permission, effect: &str) -> String {
    let (object, action) = (permission.object(), permission.action());
    format!("insert into app.role_rules select app.tenant(), '{role}', '{object}', '{action}', 'any', '{effect}';")
}

fn requests(is_meant: impl Fn(&Route) -> bool) -> Vec<Request> {
    table().into_iter().filter(|request| !request.is_of_platform() && is_meant(&request.route)).collect()
}

fn office() -> Vec<Request> {
    requests(|route| meant_for(route) == "owner")
}

/// A staged world and the ground to copy it from.
async fn frozen() -> (World, Stage, Ground) {
    let mut world = World::new().await;
    let stage = Stage::set(&world, &world.chenxi).await;
    let frozen = world.freeze().await;
    (world, stage, frozen)
}

async fn thawed(world: World, frozen: Ground) {
    frozen.remove().await;
    world.finish().await;
}

/// Staff in whose role the test writes.
const PROBE: &str = "dispatcher";

/// What each route needs: it is refused to somebody who may do everything but that.
async fn found(world: &World, stage: &Stage, frozen: &Ground) -> BTreeMap<String, Vec<Permission>> {
    let requests = requests(|_| true);
    let mut needs: BTreeMap<String, Vec<Permission>> = BTreeMap::new();
    for missing in std::iter::once(None).chain(Permission::ALL.map(Some)) {
        let mut copy = Copy::of(world, stage, frozen).await;
        copy.hold(PROBE, &Permission::ALL).await;
        if let Some(missing) = missing {
            copy.forbid(&[PROBE, "customer", "worker"], missing).await;
        }
        for route in copy.refused(PROBE, &requests).await {
            let missing = missing.unwrap_or_else(|| panic!("{route} is refused to who may do everything"));
            needs.entry(route).or_default().push(missing);
        }
        copy.end().await;
    }
    needs
}

/// As the file has them: every route, also those that need nothing.
fn written(needs: &BTreeMap<String, Vec<Permission>>) -> String {
    let mut text = "What one must be allowed for each route of a company; – = whoever comes so far may.\n\n".to_owned();
    let routes = requests(|_| true).into_iter().map(|request| request.route);
    let rows: BTreeMap<(String, String), String> =
        routes.map(|route| ((route.path.clone(), route.method.to_string()), route.to_string())).collect();
    for ((path, method), route) in rows {
        let names = needs.get(&route).map(|needs| needs.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "));
        writeln!(text, "{method:<6}  {path:<62}  {}", names.unwrap_or_else(|| "–".to_owned())).expect("text grows");
    }
    text
}

#[tokio::test]
async fn without_a_permission_exactly_its_routes_are_refused() {
    let (world, stage, frozen) = frozen().await;
    let found = written(&found(&world, &stage, &frozen).await);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(file(), &found).expect("the list is written");
    }
    let listed = std::fs::read_to_string(file()).unwrap_or_default();
    let differ: Vec<_> = found.lines().filter(|line| !listed.lines().any(|other| other == *line)).collect();
    assert!(found == listed, "not as tests/web/permissions.txt lists it (UPDATE_GOLDEN=1 if that is meant): {differ:#?}");
    thawed(world, frozen).await;
}

/// The routes whose answer to these grants is another one than their needs say.
fn wrong(needs: &Needs, requests: &[Request], (refused, may): (&BTreeSet<String>, impl Fn(Permission) -> bool)) -> Vec<String> {
    let is_open = |request: &Request| needs.of(&request.route).iter().all(|needed| may(*needed));
    let wrong = requests.iter().filter(|request| refused.contains(&request.route.to_string()) == is_open(request));
    wrong.map(|request| format!("{}: open should be {}", request.route, is_open(request))).collect()
}

#[tokio::test]
async fn a_permission_alone_opens_exactly_its_routes() {
    let (world, stage, frozen) = frozen().await;
    let (needs, office) = (Needs::listed(), office());
    let mut all = Vec::new();
    for permission in Permission::ALL {
        let mut copy = Copy::of(&world, &stage, &frozen).await;
        copy.hold(PROBE, &[permission]).await;
        let refused = copy.refused(PROBE, &office).await;
        let wrong = wrong(&needs, &office, (&refused, |needed| needed == permission));
        all.extend(wrong.into_iter().map(|wrong| format!("{permission} alone, {wrong}")));
        copy.end().await;
    }
    assert!(all.is_empty(), "{all:#?}");
    thawed(world, frozen).await;
}

#[tokio::test]
async fn the_roles_of_a_new_company_open_exactly_what_they_hold() {
    let (world, stage, frozen) = frozen().await;
    let (needs, office) = (Needs::listed(), office());
    let mut all = Vec::new();
    for role in OFFICE {
        let copy = Copy::of(&world, &stage, &frozen).await;
        let (grants, refused) = (grants_of(role), copy.refused(role, &office).await);
        let wrong = wrong(&needs, &office, (&refused, |needed| grants.scope(needed).is_some()));
        all.extend(wrong.into_iter().map(|wrong| format!("{role}, {wrong}")));
        copy.end().await;
    }
    assert!(all.is_empty(), "{all:#?}");
    thawed(world, frozen).await;
}
