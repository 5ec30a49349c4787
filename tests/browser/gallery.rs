//! Every page, photographed at two widths and examined by axe.
//!
//! Invariant: a page with a serious or critical fault fails the test, after all pages were looked at.

use crate::tab::Tab;
use serde_json::Value;
use std::fmt::Write;
use std::path::{Path, PathBuf};

pub const WIDTHS: [u32; 2] = [390, 1280];

/// Where the pictures go: `target/screens`.
pub fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("the target folder").join("screens");
    std::fs::create_dir_all(&folder).expect("a folder for pictures");
    folder
}

/// The pages of one audience as one person sees them.
pub struct Gallery<'a> {
    pub tab: &'a Tab,
    pub host: &'a str,
    pub audience: &'a str,
}

impl Gallery<'_> {
    /// Looks at every page at every width; answers what is wrong with them.
    pub async fn look(&self, pages: &[(&str, &str)]) -> String {
        let mut faults = String::new();
        for width in WIDTHS {
            self.tab.resize(width).await;
            for (page, path) in pages {
                self.tab.goto(self.host, path).await;
                self.drawn().await;
                let picture = self.tab.picture().await;
                std::fs::write(folder().join(format!("{}-{page}-{width}.png", self.audience)), picture)
                    .expect("a picture is kept");
                for fault in self.faults().await {
                    writeln!(faults, "{}-{page}-{width} {path}: {fault}", self.audience).expect("a line");
                }
            }
        }
        faults
    }

    /// Charts and boards draw themselves after the page is there.
    async fn drawn(&self) {
        let waits =
            "return [...document.querySelectorAll('[data-chart], [data-board]')].filter((one) => one.offsetParent).length";
        let waits = self.tab.client().execute(waits, vec![]).await.expect("a count");
        if waits.as_u64() > Some(0) {
            self.tab.see("[data-chart] canvas, [data-chart] svg, [data-board] .ec").await;
        }
    }

    /// Errors in the page, sideways scrolling, and what axe calls serious or critical.
    async fn faults(&self) -> Vec<String> {
        let wide = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
        let wide = self.tab.client().execute(wide, vec![]).await.expect("a width").as_i64().unwrap_or(0);
        let mut faults = Vec::new();
        if wide > 0 {
            faults.push(format!("scrolls {wide} px sideways"));
        }
        let found = self.tab.client().execute_async(&examination(), vec![]).await.expect("axe runs");
        faults.extend(found.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned));
        faults
    }
}

fn examination() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../platform/views/assets/node_modules/axe-core/axe.min.js");
    let axe = std::fs::read_to_string(path).expect("axe-core is installed (make assets)");
    format!(
        "{axe}
        const done = arguments[arguments.length - 1];
        const serious = (one) => ['serious', 'critical'].includes(one.impact);
        const said = (one) => `${{one.id}}: ${{one.help}}: ${{one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160) + ' ' + (node.any[0]?.message ?? '')).join(' | ')}}`;
        axe.run(document, {{ resultTypes: ['violations'] }}).then((found) => done(found.violations.filter(serious).map(said)), (error) => done([String(error)]));"
    )
}
