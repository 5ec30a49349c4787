//! Tables as files a spreadsheet opens (RFC 4180, UTF-8 with its mark).
//!
//! Invariant: no cell starts a formula, whatever a customer typed.

use crate::visit::Visit;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use lares_views::Phrase;

/// What one file holds; who needs more asks for less at a time, and is told so.
pub const MOST_ROWS: i64 = 10_000;
/// The same in pages of a hundred.
pub const MOST_PAGES: u32 = 100;

pub struct File(String);

impl File {
    /// With a first line of these locale keys in the reader's language.
    #[must_use]
    pub fn new(visit: &Visit, keys: &[String]) -> Self {
        let mut file = Self("\u{feff}".to_owned());
        let frame = visit.bare_frame("");
        let names: Vec<String> = keys.iter().map(|key| visit.app.views.say(&Phrase::key(key), &frame)).collect();
        file.line(&names);
        file
    }

    pub fn line(&mut self, cells: &[String]) {
        let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
        self.0.push_str(&cells.join(","));
        self.0.push_str("\r\n");
    }

    /// Says below the rows that there are more than the file holds.
    pub fn say_if_cut(&mut self, visit: &Visit, total: i64) {
        if total > MOST_ROWS {
            let cut = Phrase::key("office-export-cut").with("most", MOST_ROWS).with("total", total);
            self.line(&[visit.app.views.say(&cut, &visit.bare_frame(""))]);
        }
    }

    #[must_use]
    pub fn served(self, name: &str) -> Response {
        let shown = format!("attachment; filename=\"{name}\"");
        let disposition = HeaderValue::from_str(&shown).unwrap_or_else(|_| HeaderValue::from_static("attachment"));
        let kind = HeaderValue::from_static("text/csv; charset=utf-8");
        (StatusCode::OK, [(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, disposition)], self.0).into_response()
    }
}

fn quoted(cell: &str) -> String {
    let risky = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let safe = if risky { format!("'{cell}") } else { cell.to_owned() };
    if safe.contains([',', '"', '\n', '\r']) { format!("\"{}\"", safe.replace('"', "\"\"")) } else { safe }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn no_cell_starts_a_formula_or_breaks_its_line() {
        for (cell, expected) in [
            ("陈梅", "陈梅"),
            ("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""),
            ("+8613800138000", "'+8613800138000"),
            ("a,b", "\"a,b\""),
            ("two\nlines", "\"two\nlines\""),
        ] {
            assert_eq!(quoted(cell), expected);
        }
    }
}
