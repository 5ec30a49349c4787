//! Every page, photographed at two widths, by day and by night, in three languages, and examined by axe.
//!
//! Invariant: a page that is not what was asked for, scrolls sideways, or has a serious or critical fault fails the test, after all
//! pages were looked at. A word that is missing makes the page an error (`town.rs`), and so a page that is not what was asked for.

use crate::tab::Tab;
use serde_json::{Value, json};
use std::fmt::Write;
use std::path::{Path, PathBuf};

const DESK: u32 = 1280;
/// The desk first: a board that was drawn there hides on the phone, and is not drawn when the phone comes first.
const WIDTHS: [u32; 2] = [DESK, 390];

/// Where the pictures go: `target/screens`.
pub fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("the target folder").join("screens");
    std::fs::create_dir_all(&folder).expect("a folder for pictures");
    folder
}

/// Ends the test with what is wrong with pages, if anything is.
///
/// # Panics
/// With all of it.
pub fn assert_right(faults: &str) {
    assert!(faults.is_empty(), "faults of pages, see {}:\n{faults}", folder().display());
}

/// How somebody reads the pages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Look {
    /// In simplified Chinese on a light ground; the most thorough look.
    Day,
    /// The same on a dark ground.
    Night,
    Traditional,
    English,
}

impl Look {
    pub const ALL: [Self; 4] = [Self::Day, Self::Night, Self::Traditional, Self::English];

    fn language(self) -> &'static str {
        match self {
            Self::Day | Self::Night => "zh-Hans",
            Self::Traditional => "zh-Hant",
            Self::English => "en",
        }
    }

    fn scheme(self) -> &'static str {
        match self {
            Self::Night => "dark",
            Self::Day | Self::Traditional | Self::English => "light",
        }
    }

    /// What a picture's name has for it.
    fn ending(self) -> &'static str {
        match self {
            Self::Day => "",
            Self::Night => "-night",
            Self::Traditional => "-zh-Hant",
            Self::English => "-en",
        }
    }

    /// Loads the page anew on the phone instead of only making the window narrow.
    fn loads_at(self, width: u32) -> bool {
        self == Self::Day || width == DESK
    }

    /// What axe sees is the same in every language; the dark colors are the same at every width.
    fn examines_at(self, width: u32) -> bool {
        match self {
            Self::Day => true,
            Self::Night => width == DESK,
            Self::Traditional | Self::English => false,
        }
    }
}

/// The pages of one audience as one person sees them.
pub struct Gallery<'a> {
    pub tab: &'a Tab,
    pub host: &'a str,
    pub audience: &'a str,
    pub looks: &'a [Look],
    /// What the pages answer.
    pub status: u16,
}

impl<'a> Gallery<'a> {
    /// Of pages that are there, looked at in every way.
    pub fn new(tab: &'a Tab, host: &'a str, audience: &'a str) -> Self {
        Self { tab, host, audience, looks: &Look::ALL, status: 200 }
    }

    /// Looks at every page at every width; answers what is wrong with them.
    pub async fn look<S: AsRef<str>>(&self, pages: &[(S, S)]) -> String {
        let mut faults = String::new();
        for look in self.looks {
            self.light(*look).await;
            for (page, path) in pages {
                for width in WIDTHS {
                    self.tab.resize(width).await;
                    if look.loads_at(width) {
                        self.tab.goto(self.host, path.as_ref()).await;
                    }
                    faults.push_str(&self.faults(*look, page.as_ref(), width).await);
                }
            }
        }
        faults
    }

    /// Makes the tab one of somebody who reads this way.
    pub async fn light(&self, look: Look) {
        self.tab.speak(self.host, look.language()).await;
        self.tab.prefer(look.scheme()).await;
    }

    /// Looks at the page that is open and cannot be asked for again: the answer to a form.
    pub async fn here(&self, look: Look, page: &str) -> String {
        let mut faults = String::new();
        for width in WIDTHS {
            self.tab.resize(width).await;
            faults.push_str(&self.faults(look, page, width).await);
        }
        faults
    }

    async fn faults(&self, look: Look, page: &str, width: u32) -> String {
        self.drawn().await;
        let name = format!("{}-{page}{}-{width}", self.audience, look.ending());
        let picture = self.tab.picture().await;
        std::fs::write(folder().join(format!("{name}.png")), picture).expect("a picture is kept");
        let mut found = self.seen(look).await;
        if look.examines_at(width) {
            found.extend(self.examined().await);
        }
        let path = self.tab.path().await;
        found.iter().fold(String::new(), |mut said, fault| {
            writeln!(said, "{name} {path}: {fault}").expect("a line");
            said
        })
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

    /// Another answer, language or ground than was asked for, and sideways scrolling.
    async fn seen(&self, look: Look) -> Vec<String> {
        const SCRIPT: &str = "
            const [status, language, scheme] = arguments, root = document.documentElement, found = [];
            const is = (what, seen, wanted) => { if (seen !== wanted) found.push(`${what} is ${seen}, not ${wanted}`); };
            is('the answer', performance.getEntriesByType('navigation')[0].responseStatus, status);
            is('the language', root.lang, language);
            is('the ground', getComputedStyle(root).colorScheme, scheme);
            const wide = root.scrollWidth - root.clientWidth;
            if (wide > 0) found.push(`scrolls ${wide} px sideways`);
            return found;";
        let wanted = vec![json!(self.status), json!(look.language()), json!(look.scheme())];
        texts(&self.tab.client().execute(SCRIPT, wanted).await.expect("a look"))
    }

    /// What axe calls serious or critical.
    async fn examined(&self) -> Vec<String> {
        texts(&self.tab.client().execute_async(&examination(), vec![]).await.expect("axe runs"))
    }
}

fn texts(found: &Value) -> Vec<String> {
    found.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
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
