//! Every request of the table, sent by everybody it is not for: guests, other roles, the next customer, people of another company (P02).

use crate::permissions::{Needs, grants_of};
use crate::requests::{Request, table};
use crate::rows::{Look, changed};
use crate::stage::{OFFICE, Stage};
use axum::http::StatusCode;
use support::{Browser, Page, World};

/// The answer to a stranger: go and sign in, or there is nothing here.
fn is_turned_away(page: &Page) -> bool {
    let to_sign_in = page.status.is_redirection() && page.location().starts_with("/sign-in");
    let refused = [StatusCode::UNAUTHORIZED, StatusCode::FORBIDDEN, StatusCode::NOT_FOUND];
    to_sign_in || refused.contains(&page.status)
}

fn is_done(page: &Page) -> bool {
    let to_sign_in = page.status.is_redirection() && page.location().starts_with("/sign-in");
    page.status.is_success() || page.status.is_redirection() && !to_sign_in
}

/// May somebody of the company send this request with success?
fn may(who: &str, request: &Request, needs: &Needs) -> bool {
    match (request.route.who.as_str(), who) {
        ("everybody", _) => true,
        ("customer", "mei") | ("worker", "lin") => true,
        ("customer", "hua") => !request.is_about("mei"),
        ("worker", "wang") => !request.is_about("lin"),
        ("staff, by permission", who) if OFFICE.contains(&who) => {
            let grants = grants_of(who);
            needs.of(&request.route).iter().all(|permission| grants.scope(*permission).is_some())
        }
        (_, _) => false,
    }
}

/// Writes for everybody that come to something: who one is is proven by the request itself, and a customer gets a price of their own.
const OPEN: [&str; 7] =
    ["/sessions", "/recovery", "/api/v1/recovery", "/api/v1/sessions", "/codes", "/api/v1/codes", "/booking/{service}/quote"];

/// Everything this person may not do, and every look they may take: whatever is wrong with the answers.
async fn trespass(world: &World, stage: &Stage, who: &str, needs: &Needs) -> Vec<String> {
    let mut look = Look::at(world, &world.chenxi).await;
    let (before, browser) = (look.rows().await, stage.browser(world, who));
    let mut wrong = Vec::new();
    for request in table().into_iter().filter(|request| !request.is_of_platform()) {
        let (is_meant, route) = (may(who, &request, needs), &request.route);
        if is_meant && route.writes() && (route.who != "everybody" || OPEN.contains(&route.path.as_str())) {
            continue;
        }
        let page = request.send(&browser, stage, stage).await;
        if page.status.is_server_error() {
            wrong.push(format!("{who}: {request} → {}", page.status));
        }
        if !is_meant && !is_turned_away(&page) {
            wrong.push(format!("{who} is let in: {request} → {} {}", page.status, page.location()));
        }
        let may_read = (is_meant && OFFICE.contains(&who)) || is_theirs(who, &request);
        if !may_read && page.body.contains(stage.word("canary")) {
            wrong.push(format!("{who} reads of mei: {request}"));
        }
    }
    let changes = changed(&before, &look.rows().await);
    // A booking that is refused shows the page again, with a price of one's own.
    let is_own = |change: &String| who == "hua" && change.starts_with("quotes:");
    wrong.extend(changes.into_iter().filter(|change| !is_own(change)).map(|change| format!("{who} changed {change}")));
    wrong
}

/// The worker of a visit reads whose it is, once it is accepted.
fn is_theirs(who: &str, request: &Request) -> bool {
    who == "lin" && request.route.who == "worker"
}

#[tokio::test]
async fn guests_customers_and_workers_get_nowhere_they_are_not_meant() {
    let world = World::new().await;
    let (stage, needs) = (Stage::set(&world, &world.chenxi).await, Needs::listed());
    let mut wrong = Vec::new();
    for who in ["guest", "hua", "wang", "lin"] {
        wrong.extend(trespass(&world, &stage, who, &needs).await);
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    world.finish().await;
}

#[tokio::test]
async fn staff_get_nowhere_their_role_does_not_lead() {
    let world = World::new().await;
    let (stage, needs) = (Stage::set(&world, &world.chenxi).await, Needs::listed());
    let mut wrong = Vec::new();
    for who in OFFICE {
        wrong.extend(trespass(&world, &stage, who, &needs).await);
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    world.finish().await;
}

/// A session is one of the company it was begun at, so at any other host its person is a guest.
#[tokio::test]
async fn a_session_of_another_company_is_none_here() {
    let world = World::new().await;
    let ([ours, theirs], needs) = (Stage::pair(&world).await, Needs::listed());
    let mut look = Look::at(&world, &world.chenxi).await;
    let before = look.rows().await;
    let mut wrong = Vec::new();
    for who in ["owner", "mei", "lin"] {
        let browser = ours.browser(&world, "guest").with_session(theirs.token(who));
        let not_theirs = |request: &Request| !request.is_of_platform() && !may("guest", request, &needs);
        for request in table().into_iter().filter(not_theirs) {
            let page = request.send(&browser, &ours, &ours).await;
            if !is_turned_away(&page) {
                wrong.push(format!("{who} of anju is let in: {request} → {}", page.status));
            }
        }
    }
    wrong.extend(changed(&before, &look.rows().await));
    assert!(wrong.is_empty(), "{wrong:#?}");
    world.finish().await;
}

/// Looks that may be asked about something the company does not have, and show what there is without it; and one's own sessions,
/// wherever they were begun. May only shrink.
const FILTERS: [&str; 14] = [
    "GET /booking/{service}",
    "GET /booking/{service}/calendar",
    "GET /booking/{service}/times",
    "POST /booking/{service}/quote",
    "GET /office/orders",
    "GET /api/v1/office/orders",
    "GET /office/reviews",
    "GET /api/v1/office/reviews",
    "GET /office/services",
    "GET /api/v1/office/services",
    "GET /office/services/new",
    "GET /office/settings/areas",
    "DELETE /api/v1/sessions/{id}",
    "POST /sessions/{id}/revocation",
];

/// Is there an id in it that is another one in the other company?
fn differs(template: &str, ours: &Stage, theirs: &Stage) -> bool {
    let words = template.split('<').skip(1).filter_map(|part| part.split('>').next());
    words.filter(|word| *word != "key").any(|word| {
        let is_id = ours.word(word).parse::<uuid::Uuid>().is_ok();
        is_id && ours.word(word) != theirs.word(word)
    })
}

/// Lists of what belongs to something that is not there are empty.
fn is_empty_list(page: &Page) -> bool {
    let answer = page.json();
    answer.as_array().is_some_and(Vec::is_empty) || answer["total"] == 0
}

async fn stray(browser: &Browser, request: &Request, (address, body): (&Stage, &Stage), ours: &Stage) -> Option<String> {
    let page = request.send(browser, address, body).await;
    if page.status.is_server_error() {
        return Some(format!("{request} → {}", page.status));
    }
    if page.body.contains(ours.word("canary")) {
        return Some(format!("{request} shows what is ours"));
    }
    let is_filter = FILTERS.contains(&request.route.to_string().as_str());
    (is_done(&page) && !is_filter && !is_empty_list(&page)).then(|| format!("{request} → {} {}", page.status, page.location()))
}

/// P02: at their own host, with our ids in the address and in the body, or with theirs in the address and ours in the body.
#[tokio::test]
async fn ids_of_another_company_lead_nowhere() {
    let world = World::new().await;
    let [ours, theirs] = Stage::pair(&world).await;
    let mut look = Look::at(&world, &world.chenxi).await;
    let before = look.rows().await;
    let mut found = Vec::new();
    let mut asked = 0;
    for who in ["owner", "lin", "mei"] {
        let browser = theirs.browser(&world, who);
        for request in table().into_iter().filter(|request| !request.is_of_platform()) {
            let (in_address, in_body) = (differs(&request.address, &ours, &theirs), differs(&request.body, &ours, &theirs));
            if in_address || in_body {
                asked += 1;
                found.extend(stray(&browser, &request, (&ours, &ours), &ours).await.map(|found| format!("{who}: {found}")));
            }
            if in_address && in_body {
                found.extend(
                    stray(&browser, &request, (&theirs, &ours), &ours).await.map(|found| format!("{who}, body: {found}")),
                );
            }
        }
    }
    assert!(asked > 300, "requests with ids: {asked}");
    found.extend(changed(&before, &look.rows().await));
    assert!(found.is_empty(), "{found:#?}");
    world.finish().await;
}

#[tokio::test]
async fn the_platforms_own_site_shows_nothing_of_a_company() {
    let world = World::new().await;
    let stage = Stage::set(&world, &world.chenxi).await;
    let mut look = Look::at(&world, &world.chenxi).await;
    let before = look.rows().await;
    let mut wrong = Vec::new();
    for who in ["mei", "owner"] {
        let browser = world.browser(None).with_session(stage.token(who));
        for request in table() {
            let page = request.send(&browser, &stage, &stage).await;
            let is_missing = page.status == StatusCode::NOT_FOUND || page.status == StatusCode::METHOD_NOT_ALLOWED;
            // Signing in and the front page are there on every host.
            let is_there = request.is_of_platform() || request.route.who == "everybody";
            if page.status.is_server_error() || page.body.contains(stage.word("canary")) || !(is_missing || is_there) {
                wrong.push(format!("{who}: {request} → {}", page.status));
            }
        }
    }
    wrong.extend(changed(&before, &look.rows().await));
    assert!(wrong.is_empty(), "{wrong:#?}");
    world.finish().await;
}
