//! design.md: a public function of the business asks the context for permission before it looks.

use crate::none;
use crate::source::files;
use std::collections::{BTreeMap, BTreeSet};

/// What asks nobody, with why. May only shrink.
const OPEN: &[(&str, &str)] = &[
    ("identity::staff::own_label", "the name of one's own role"),
    ("identity::membership::who", "it says who somebody is, which permissions follow from"),
    ("marketplace::incidents::record", "the house writes what a plugin did wrong"),
    ("marketplace::install::active", "the house asks it on behalf of whoever books"),
    ("marketplace::install::enabled", "the house asks it on behalf of whoever books"),
    ("messaging::bar::bar", "one's own name and counts, of everybody signed in"),
    ("orders::serve::reviewable", "the customer of the order and nobody else"),
    ("payments::capture::outstanding", "of an order one has read"),
    ("payments::ledger::cancelled", "asked by the reaction to an order's end"),
    ("payments::ledger::completed", "asked by the reaction to an order's end"),
    ("pricing::adjust::confirm", "asked by the placing of an order, which has asked"),
    ("pricing::quote::spend", "asked by the placing of an order, which has asked"),
    ("scheduling::claim::claim", "asked by booking and offers, which have asked"),
    ("scheduling::claim::claim_best", "asked by booking and offers, which have asked"),
    ("scheduling::claim::claim_next", "asked by booking and offers, which have asked"),
    ("scheduling::claim::lock", "asked by booking and offers, which have asked"),
    ("scheduling::claim::require_somebody", "asked by booking and offers, which have asked"),
    ("scheduling::claim::vacate", "asked by booking and offers, which have asked"),
    ("scheduling::find::candidates", "asked by booking and offers, which have asked"),
    ("scheduling::find::day_kind", "on which days the company works, which every guest is told"),
    ("tenancy::areas::list", "where the company works, which every guest is told"),
    ("tenancy::areas::nearest", "where the company works, which every guest is told"),
    ("tenancy::holidays::list", "on which days the company works, which every guest is told"),
    ("tenancy::policies::assignment", "rules every guest is told"),
    ("tenancy::policies::booking", "rules every guest is told"),
    ("tenancy::policies::cancellation", "rules every guest is told"),
    ("tenancy::policies::in_force", "rules every guest is told"),
    ("tenancy::policies::payment", "rules every guest is told"),
];

struct Function {
    /// `orders::list`, the file it stands in.
    place: String,
    name: String,
    is_public: bool,
    takes_ctx: bool,
    body: String,
}

impl Function {
    fn path(&self) -> String {
        format!("{}::{}", self.place, self.name)
    }

    fn module(&self) -> &str {
        self.place.split("::").next().unwrap_or_default()
    }

    /// A name means the function of one's own file, else of one's module, else what was imported from another.
    fn nearest<'a>(&self, named: &[&'a Self]) -> Vec<&'a Self> {
        let of = |is_near: &dyn Fn(&Self) -> bool| named.iter().copied().filter(|one| is_near(one)).collect::<Vec<_>>();
        let (file, module) = (of(&|one| one.place == self.place), of(&|one| one.module() == self.module()));
        [file, module].into_iter().find(|near| !near.is_empty()).unwrap_or_else(|| named.to_vec())
    }

    fn asks(&self) -> bool {
        [".authorize(", ".authorize_owned(", ".authorize_platform(", "workforce::office(ctx"]
            .iter()
            .any(|call| self.body.contains(call))
    }

    /// Calls a function of its module by its bare name.
    fn calls(&self, name: &str) -> bool {
        let is_bare = |before: &str| !before.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':' || c == '.');
        self.body.match_indices(&format!("{name}(ctx")).any(|(at, _)| is_bare(&self.body[..at]))
    }
}

/// The free functions of a file, as rustfmt writes them.
fn read(place: &str, text: &str) -> Vec<Function> {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    let lines: Vec<&str> = code.lines().collect();
    let is_first = |line: &str| !line.starts_with([' ', '/', '}', '#']) && line.contains("fn ") && line.contains('(');
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| is_first(line)) {
        let whole: Vec<&str> = lines[at..].iter().copied().take_while(|line| *line != "}").collect();
        let opens = whole.iter().position(|line| line.ends_with('{')).unwrap_or(0);
        let name = line.split("fn ").nth(1).and_then(|rest| rest.split(['(', '<']).next()).unwrap_or_default();
        found.push(Function {
            place: place.to_owned(),
            name: name.to_owned(),
            is_public: line.starts_with("pub async fn "),
            takes_ctx: whole[..=opens].concat().contains("ctx: &mut Ctx"),
            body: whole[opens + 1..].join("\n"),
        });
    }
    found
}

/// Those that ask for permission, or call one by its bare name that does.
fn asking(functions: &[Function]) -> BTreeSet<String> {
    let mut asking: BTreeSet<String> = functions.iter().filter(|one| one.asks()).map(Function::path).collect();
    let named: BTreeMap<&str, Vec<&Function>> = functions.iter().fold(BTreeMap::new(), |mut named, one| {
        named.entry(one.name.as_str()).or_default().push(one);
        named
    });
    loop {
        let leads_on = |caller: &Function| {
            let called = named.iter().filter(|(name, _)| caller.calls(name));
            called.into_iter().any(|(_, meant)| caller.nearest(meant).iter().all(|one| asking.contains(&one.path())))
        };
        let more = functions.iter().filter(|one| !asking.contains(&one.path()) && leads_on(one)).map(Function::path);
        let more: Vec<String> = more.collect();
        if more.is_empty() {
            return asking;
        }
        asking.extend(more);
    }
}

/// `platform/domain/src/orders/list.rs` is `orders::list`.
fn place(path: &str) -> Option<String> {
    let inside = path.strip_prefix("platform/domain/src/")?.strip_suffix(".rs")?;
    Some(inside.trim_end_matches("/mod").replace('/', "::"))
}

#[test]
fn every_public_function_of_the_business_asks_for_permission() {
    let mut functions = Vec::new();
    for file in files("platform/domain/src", ".rs").iter().filter(|file| !file.path.contains("/db")) {
        functions.extend(read(&place(&file.path).expect("a file of the domain"), &file.text));
    }
    let asking = asking(&functions);
    let public: Vec<String> = functions.iter().filter(|one| one.is_public && one.takes_ctx).map(Function::path).collect();
    assert!(public.len() > 100, "the functions of the business were not found: {}", public.len());
    let silent: BTreeSet<String> = public.into_iter().filter(|path| !asking.contains(path)).collect();
    let is_listed = |name: &&String| OPEN.iter().any(|(open, _)| open == name);
    none("nobody is asked", &silent.iter().filter(|name| !is_listed(name)).cloned().collect::<Vec<_>>());
    let idle = OPEN.iter().filter(|(open, _)| !silent.contains(*open)).map(|(open, _)| (*open).to_owned());
    none("listed as open and asks", &idle.collect::<Vec<_>>());
}

#[test]
fn a_function_that_asks_nobody_is_seen() {
    let text = "
pub async fn one(ctx: &mut Ctx) -> Result<()> {
    own(ctx).await
}

pub async fn two(ctx: &mut Ctx) -> Result<()> {
    db::own(ctx).await
}

async fn own(ctx: &mut Ctx) -> Result<()> {
    ctx.authorize(Permission::OrderRead)?;
    Ok(())
}
";
    let functions = read("orders::list", text);
    assert_eq!(functions.iter().filter(|one| one.is_public && one.takes_ctx).count(), 2);
    assert_eq!(asking(&functions), BTreeSet::from(["orders::list::one".to_owned(), "orders::list::own".to_owned()]));
}
