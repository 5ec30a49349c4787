//! The JSON API as each audience uses it: every walk reads back what it wrote.

mod customer;
mod office;
mod once;
mod platform;
mod settings;
mod worker;

use axum::http::{Method, StatusCode};
use serde_json::Value;
use support::{Browser, Page};

/// The answer to a question that must be answered.
async fn read(browser: &mut Browser, path: &str) -> Value {
    let page = browser.get(&format!("/api/v1{path}")).await;
    assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.body);
    page.json()
}

async fn send(browser: &mut Browser, method: Method, path: &str, body: &Value) -> Page {
    browser.json(method, &format!("/api/v1{path}"), body).await
}

/// The answer to a write that must succeed.
async fn write(browser: &mut Browser, method: Method, path: &str, body: &Value) -> Value {
    let page = send(browser, method.clone(), path, body).await;
    assert!(page.status.is_success(), "{method} {path}: {} {}", page.status, page.body);
    page.json()
}

/// The status and the code of a write that must be refused; of one field the field's own code.
async fn refused(browser: &mut Browser, method: Method, path: &str, body: &Value) -> (u16, String) {
    let page = send(browser, method.clone(), path, body).await;
    assert!(page.status.is_client_error(), "{method} {path}: {} {}", page.status, page.body);
    assert_eq!(page.headers["content-type"], "application/problem+json");
    let field = page.json()["fields"][0]["code"].as_str().map(str::to_owned);
    (page.status.as_u16(), field.unwrap_or_else(|| page.code()))
}

fn id(made: &Value) -> String {
    made["id"].as_str().expect("the id of what was made").to_owned()
}

/// The row of a list with this id.
fn row<'a>(list: &'a Value, id: &str) -> Option<&'a Value> {
    let rows = list.as_array().or_else(|| list["rows"].as_array()).expect("a list");
    rows.iter().find(|row| row["id"] == id)
}

/// As a browser sends a picture, with what it shows when that is asked.
async fn upload(browser: &mut Browser, path: &str, kind: Option<&str>, picture: &[u8]) -> Page {
    let mut body = Vec::new();
    if let Some(kind) = kind {
        body.extend(format!("--edge\r\ncontent-disposition: form-data; name=\"kind\"\r\n\r\n{kind}\r\n").bytes());
    }
    body.extend(b"--edge\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\n");
    body.extend(picture);
    body.extend(b"\r\n--edge--\r\n");
    let headers = [("content-type", "multipart/form-data; boundary=edge")];
    browser.send(Method::POST, &format!("/api/v1{path}"), &headers, body).await
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n a small picture";
