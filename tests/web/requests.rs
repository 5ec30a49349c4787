//! The table of valid requests (`requests.txt`), and that it has one for every route.

use crate::props::PNG;
use crate::routes::{Route, all};
use crate::stage::Stage;
use axum::http::Method;
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};
use support::{Browser, Page, World};

/// One line of the table.
#[derive(Clone, Debug)]
pub struct Request {
    pub route: Route,
    /// Address and query with their words.
    pub address: String,
    /// The body with its words.
    pub body: String,
    is_of_platform: bool,
}

impl std::fmt::Display for Request {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} {}", self.route.method, self.address, self.body)
    }
}

/// The table, read when the test runs, so that a new line needs no compiler.
pub fn table() -> Vec<Request> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("web/requests.txt");
    let text = std::fs::read_to_string(path).expect("web/requests.txt");
    let routes = all();
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| read(line, &routes)).collect()
}

fn read(line: &str, routes: &[Route]) -> Request {
    let (method, rest) = line.split_once(' ').unwrap_or_else(|| panic!("a method and an address: {line}"));
    let (address, body) = rest.trim().split_once("  ").unwrap_or((rest.trim(), ""));
    let method: Method = method.parse().expect("a method");
    let is_of_platform = address.starts_with('~');
    let address = address.trim_start_matches('~').to_owned();
    let path = address.split('?').next().unwrap_or_default();
    let fitting = routes.iter().filter(|route| route.method == method && (is_of_platform || route.is_of_company()));
    // Of the platform's site there is a front page too: a line is of the site it names.
    let own = fitting.filter(|route| !is_of_platform || !route.is_of_company());
    let best = own.filter_map(|route| Some((route.fit(path)?, route))).max_by_key(|(words, _)| *words);
    let (_, route) = best.unwrap_or_else(|| panic!("no route for {line}"));
    Request { route: route.clone(), address, body: body.trim().to_owned(), is_of_platform }
}

const BOUNDARY: &str = "----of-the-table";

impl Request {
    pub fn is_of_platform(&self) -> bool {
        self.is_of_platform
    }

    /// Does it name something of this person: `mei` or `lin`?
    pub fn is_about(&self, owner: &str) -> bool {
        let mark = format!("<{owner}.");
        self.address.contains(&mark) || self.body.contains(&mark)
    }

    /// Sends it with the words of one company in the address and of another (or the same) in the body.
    pub async fn send(&self, browser: &Browser, address: &Stage, body: &Stage) -> Page {
        // A session that begins or ends stays with this request.
        let mut browser = browser.clone();
        let key = fresh_key();
        let path = address.said(&self.address, &key);
        let (kind, bytes) = self.encoded(body, &key);
        let mut headers = vec![("idempotency-key", key.as_str())];
        if self.route.writes() {
            headers.push(("content-type", &kind));
        }
        browser.send(self.route.method.clone(), &path, &headers, bytes).await
    }

    fn encoded(&self, stage: &Stage, key: &str) -> (String, Vec<u8>) {
        let text = stage.said(&self.body, key);
        if text == "file" {
            return (format!("multipart/form-data; boundary={BOUNDARY}"), upload("picture.png", PNG));
        }
        let kind = if self.route.is_api() { "application/json" } else { "application/x-www-form-urlencoded" };
        (kind.to_owned(), text.into_bytes())
    }
}

/// A form with one file, as browsers send it.
pub fn upload(name: &str, bytes: &[u8]) -> Vec<u8> {
    let head = format!(
        "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"kind\"\r\n\r\ncover\r\n\
         --{BOUNDARY}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         content-type: application/octet-stream\r\n\r\n"
    );
    let end = format!("\r\n--{BOUNDARY}--\r\n");
    [head.as_bytes(), bytes, end.as_bytes()].concat()
}

/// A form with one text and no file.
pub fn words(bytes: &[u8]) -> Vec<u8> {
    let head = format!("--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"text\"\r\n\r\n");
    [head.as_bytes(), bytes, format!("\r\n--{BOUNDARY}--\r\n").as_bytes()].concat()
}

pub fn multipart() -> String {
    format!("multipart/form-data; boundary={BOUNDARY}")
}

fn fresh_key() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    format!("request-{}", COUNT.fetch_add(1, Ordering::Relaxed))
}

/// Who a route is meant for, by the name they have in a world.
pub fn meant_for(route: &Route) -> &'static str {
    match route.who.as_str() {
        "worker" => "lin",
        who if who.starts_with("staff") => "owner",
        _customer_or_everybody => "mei",
    }
}

#[test]
fn every_route_has_a_request() {
    let table = table();
    let missing: Vec<String> = all()
        .iter()
        .filter(|route| !table.iter().any(|request| request.route == **route))
        .map(|route| format!("{route} ({})", route.who))
        .collect();
    assert!(missing.is_empty(), "without a line in tests/web/requests.txt: {missing:#?}");
}

/// What the other tests send is not refused for another reason than the one they look for.
#[tokio::test]
async fn every_request_of_the_table_succeeds_for_whom_it_is_meant() {
    let world = World::new().await;
    let stage = Stage::set(&world, &world.chenxi).await;
    let mut failed = Vec::new();
    for request in table() {
        let browser = stage.browser(&world, if request.is_of_platform() { "platform" } else { meant_for(&request.route) });
        let page = request.send(&browser, &stage, &stage).await;
        let to_sign_in = page.location().starts_with("/sign-in");
        if to_sign_in || !(page.status.is_success() || page.status.is_redirection()) {
            let text: String = page.body.chars().take(300).collect();
            failed.push(format!("{request} → {} {} {text}", page.status, page.location()));
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
    world.finish().await;
}
