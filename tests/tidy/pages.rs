//! Templates under the content policy `script-src 'self'`: nothing that only an inline script could run.

use crate::none;
use crate::source::{Source, files};

fn broken(file: &Source) -> Vec<String> {
    let mut found = Vec::new();
    for (at, line) in file.text.lines().enumerate() {
        let lower = line.to_lowercase();
        let handler = lower.split_whitespace().any(is_handler);
        let inline = lower.split("<script").skip(1).any(|rest| !is_linked(rest));
        let evaluated = ["hx-on", "hx-vals=\"js:", "hx-headers=\"js:", "javascript:"].iter().any(|word| lower.contains(word));
        if handler || inline || evaluated {
            found.push(format!("{} {}", file.at(at + 1), line.trim().chars().take(120).collect::<String>()));
        }
    }
    found
}

/// `onclick="…"`.
fn is_handler(word: &str) -> bool {
    let name = word.split('=').next().unwrap_or_default();
    word.contains('=') && name.len() > 3 && name.starts_with("on") && name.bytes().all(|b| b.is_ascii_lowercase())
}

/// A script tag names its file and holds nothing.
fn is_linked(rest: &str) -> bool {
    let Some((tag, content)) = rest.split_once('>') else { return false };
    tag.contains("src=") && content.starts_with("</script>")
}

#[test]
fn no_template_holds_a_script_or_a_handler() {
    let all: Vec<String> = files("platform/views/templates", ".html").iter().flat_map(broken).collect();
    none("inline scripts", &all);
}

#[test]
fn a_script_and_a_handler_are_seen() {
    let page = |text: &str| broken(&Source { path: "x.html".into(), text: text.into() }).len();
    assert_eq!(page("<script src=\"/a.js\" defer></script>"), 0);
    assert_eq!(page("<p class=\"on\">one=1</p>"), 0);
    for bad in ["<script>alert(1)</script>", "<a onclick=\"x()\">", "<a href=\"javascript:x()\">", "<a hx-on:click=\"x()\">"] {
        assert_eq!(page(bad), 1, "{bad}");
    }
}
