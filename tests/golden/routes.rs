//! Every address of the product with who may ask for it, read from the sources: `.route(…)` of pages and `utoipa::path` of the API.

use crate::{compare, source, table};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

pub const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// The extractor a handler begins with says who gets in.
const WHO: [(&str, &str); 8] = [
    ("CustomerVisit", "everybody"),
    ("SignedInVisit", "customer"),
    ("WorkerVisit", "worker"),
    ("OfficeVisit", "staff, by permission"),
    ("Operator", "operator"),
    ("Lookout", "everybody"),
    ("Door", "everybody"),
    ("Request", "everybody"),
];

fn web() -> PathBuf {
    source::root().join("platform/web/src")
}

/// Address, method, audience and site of every route.
pub fn all() -> BTreeSet<Route> {
    let nests = nests();
    let mut rows = BTreeSet::new();
    for file in source::files("platform/web/src", ".rs") {
        let text = source::read(&file);
        let place = Place { prefix: prefix(&nests, &module(&file)), site: site(&file), file: &file };
        for route in text.split(".route(").skip(1) {
            rows.extend(pages(&place, &text, route));
        }
        for operation in text.split("#[utoipa::path(").skip(1) {
            rows.insert(api(&place, operation));
        }
    }
    rows
}

#[test]
fn addresses_and_their_audience_are_as_promised() {
    let mut lines = vec![["address", "method", "who", "site"].map(str::to_owned).to_vec()];
    lines.extend(all().into_iter().map(Vec::from));
    compare("routes.txt", &format!("Every address, and who may ask for it.\n\n{}", table(&lines)));
}

struct Place<'a> {
    prefix: String,
    site: &'static str,
    file: &'a Path,
}

pub type Route = [String; 4];

/// `"/orders/{id}", get(show).post(orders::cancel))…`
fn pages(place: &Place<'_>, text: &str, route: &str) -> Vec<Route> {
    let Some(path) = route.split('"').nth(1) else { return Vec::new() };
    let calls = balanced(route);
    let mut found = Vec::new();
    for method in METHODS {
        let mut rest = calls;
        while let Some(at) = rest.find(&format!("{method}(")) {
            let is_call = !rest[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
            rest = &rest[at + method.len() + 1..];
            let handler = rest.split([')', '(', ',']).next().unwrap_or_default().trim();
            if is_call {
                let who = who(place, text, handler);
                found.push([address(&place.prefix, path), method.to_uppercase(), who, place.site.to_owned()]);
            }
        }
    }
    assert!(!found.is_empty(), "no method for {path} in {}", place.file.display());
    found
}

/// `get, path = "/orders", …)] async fn mine(visit: SignedInVisit, …`
fn api(place: &Place<'_>, operation: &str) -> Route {
    let method = operation.split(',').next().unwrap_or_default().trim().to_uppercase();
    let path = operation.split('"').nth(1).unwrap_or_default();
    let signature = operation.split("async fn ").nth(1).unwrap_or_default().split("->").next().unwrap_or_default();
    [address(&place.prefix, path), method, audience(signature), place.site.to_owned()]
}

fn who(place: &Place<'_>, text: &str, handler: &str) -> String {
    let (modules, name) = handler.rsplit_once("::").unwrap_or(("", handler));
    let mut folder = module(place.file);
    let within = modules.split("::").filter(|name| !name.is_empty() && *name != "self");
    for name in within {
        folder = if name == "super" { folder.parent().map(Path::to_path_buf).unwrap_or_default() } else { folder.join(name) };
    }
    let other = if modules.is_empty() {
        None
    } else {
        [folder.with_extension("rs"), folder.join("mod.rs")].into_iter().find(|file| file.exists())
    };
    let other = other.map(|file| source::read(&file));
    let text = other.as_deref().unwrap_or(text);
    let definition = text.split(&format!("async fn {name}(")).nth(1).or_else(|| text.split(&format!("async fn {name}<")).nth(1));
    audience(definition.unwrap_or_default().split("->").next().unwrap_or_default())
}

fn audience(signature: &str) -> String {
    let is = |name: &str| signature.split(|c: char| !c.is_alphanumeric()).any(|word| word == name);
    WHO.iter().find(|(name, _)| is(name)).map_or("everybody", |(_, who)| *who).to_owned()
}

/// The text up to the bracket that closes `.route(`.
fn balanced(text: &str) -> &str {
    let mut depth = 1;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &text[..at];
        }
    }
    text
}

fn address(prefix: &str, path: &str) -> String {
    let whole = format!("{prefix}{path}");
    if whole.len() > 1 { whole.trim_end_matches('/').to_owned() } else { whole }
}

/// `src/orders.rs` and `src/orders/mod.rs` are the module `src/orders`.
fn module(file: &Path) -> PathBuf {
    let is_mod = file.file_name().is_some_and(|name| name == "mod.rs" || name == "lib.rs" || name == "host.rs");
    if is_mod { file.parent().map(Path::to_path_buf).unwrap_or_default() } else { file.with_extension("") }
}

/// Module → what `.nest("/prefix", module::routes())` puts before its addresses.
fn nests() -> Vec<(PathBuf, String)> {
    let mut nests = Vec::new();
    for file in source::files("platform/web/src", ".rs") {
        for nest in source::read(&file).split(".nest(").skip(1) {
            let (Some(prefix), Some(target)) = (nest.split('"').nth(1), nest.split(", ").nth(1)) else { continue };
            let path = target.split("::routes").next().unwrap_or_default().replace("::", "/");
            nests.push((module(&file).join(path), prefix.to_owned()));
        }
    }
    nests
}

fn prefix(nests: &[(PathBuf, String)], module: &Path) -> String {
    let mut ancestors: Vec<&Path> = module.ancestors().take_while(|path| path.starts_with(web())).collect();
    ancestors.reverse();
    ancestors
        .iter()
        .filter_map(|path| nests.iter().find(|(target, _)| target == path))
        .map(|(_, prefix)| prefix.as_str())
        .collect()
}

fn site(file: &Path) -> &'static str {
    let path = file.strip_prefix(web()).unwrap_or(file).to_string_lossy().into_owned();
    match path.split(['/', '.']).next() {
        Some("platform") => "platform",
        Some("sign_in" | "host" | "legal") => "both",
        Some(_) | None => "company",
    }
}
