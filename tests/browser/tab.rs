//! What a person does in front of a page: go somewhere, fill in, press, and wait until it says something.
//!
//! Invariant: nothing waits for time to pass, only for what the page is to show.

use fantoccini::actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use fantoccini::elements::Element;
use fantoccini::error::{CmdError, ErrorStatus};
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, Locator};
use serde_json::{Value, json};
use std::path::Path;
use std::time::Duration;
use url::{ParseError, Url};

/// How long a page may take to show what it should; machines under test are slow.
const PATIENCE: Duration = Duration::from_secs(30);
/// A page that swaps parts in may pull an element from under the mouse so often.
const TRIES: usize = 40;
const PHONE: u32 = 390;
/// A hand draws a line; it does not jump.
const STEPS: i32 = 6;
const STEP: Duration = Duration::from_millis(30);

pub struct Tab {
    name: String,
    client: Client,
    port: u16,
    width: std::cell::Cell<u32>,
}

impl Tab {
    pub fn new(name: &str, client: Client, port: u16) -> Self {
        Self { name: name.to_owned(), client, port, width: std::cell::Cell::new(PHONE) }
    }

    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Looks at a page of a host, such as `chenxi.lares.localhost`, and waits until it is loaded.
    pub async fn goto(&self, host: &str, path: &str) {
        let url = format!("http://{host}:{}{path}", self.port);
        if let Err(error) = self.client.goto(&url).await {
            self.fail(&format!("{url}: {error}")).await;
        }
    }

    pub async fn path(&self) -> String {
        self.client.current_url().await.expect("an address").path().to_owned()
    }

    /// Waits for an element, by XPath when the locator begins with a slash or a bracket, else by CSS.
    pub async fn see(&self, locator: &str) -> Element {
        match self.client.wait().at_most(PATIENCE).for_element(by(locator)).await {
            Ok(element) => element,
            Err(error) => self.fail(&format!("{locator} is not there: {error}")).await,
        }
    }

    /// Waits until an element says this.
    pub async fn read(&self, css: &str, words: &str) -> Element {
        let class = css.strip_prefix('#').map_or_else(|| format!("//{css}"), |id| format!("//*[@id='{id}']"));
        self.see(&format!("{class}[contains(., '{words}')]")).await
    }

    pub async fn text(&self, locator: &str) -> String {
        self.see(locator).await.text().await.expect("its text").trim().to_owned()
    }

    /// Where a link leads.
    pub async fn link(&self, locator: &str) -> String {
        self.see(locator).await.attr("href").await.expect("an attribute").expect("an address")
    }

    /// Presses what can be pressed, at the middle of the screen so that no bar lies above it.
    pub async fn press(&self, locator: &str) {
        for _ in 0..TRIES {
            match self.try_press(locator).await {
                Ok(()) => return,
                Err(error) if passes(&error) => {}
                Err(error) => self.fail(&format!("{locator} cannot be pressed: {error}")).await,
            }
        }
        self.fail(&format!("{locator} never stood still")).await;
    }

    async fn try_press(&self, locator: &str) -> Result<(), CmdError> {
        let element = self.see(locator).await;
        let argument = serde_json::to_value(&element).expect("a reference");
        self.client.execute("arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })", vec![argument]).await?;
        element.click().await
    }

    /// Drags what lies at a point of the screen so far to the right and down, with the mouse.
    pub async fn drag(&self, (x, y): (i32, i32), (right, down): (i32, i32)) {
        let there = PointerAction::MoveTo { duration: None, x: x.into(), y: y.into() };
        let mut mouse = MouseActions::new("mouse".to_owned()).then(there).then(PointerAction::Down { button: MOUSE_BUTTON_LEFT });
        for step in 1..=STEPS {
            let part = |whole: i32| whole * step / STEPS - whole * (step - 1) / STEPS;
            mouse = mouse.then(PointerAction::MoveBy { duration: Some(STEP), x: part(right).into(), y: part(down).into() });
        }
        let mouse = mouse.then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        if let Err(error) = self.client.perform_actions(mouse).await {
            self.fail(&format!("nothing can be dragged: {error}")).await;
        }
    }

    /// Waits until a script, the body of a function of these arguments, answers something true; for a page that stays.
    pub async fn until(&self, script: &str, arguments: &[Value]) {
        let asked = format!(
            "const given = [...arguments], done = given.pop(), ask = function () {{ {script} }};
             const look = () => {{ if (ask(...given)) done(); else setTimeout(look, 20); }};
             look();"
        );
        if let Err(error) = self.client.execute_async(&asked, arguments.to_vec()).await {
            self.fail(&format!("{script}\nnever came true for {arguments:?}: {error}")).await;
        }
    }

    /// Types into a field, replacing what it holds, and leaves it.
    pub async fn fill(&self, name: &str, value: &str) {
        let field = self.see(&format!("[name='{name}']:not([type=hidden])")).await;
        let typed = async {
            field.clear().await?;
            field.send_keys(value).await
        };
        if let Err(error) = typed.await {
            self.fail(&format!("{name} cannot be filled in: {error}")).await;
        }
        self.client.execute("document.activeElement.blur()", vec![]).await.expect("the field is left");
    }

    /// Sets a field whose typing depends on the machine's language (times, dates) or that only a choice changes.
    pub async fn set(&self, name: &str, value: &str) {
        let field = self.see(&format!("[name='{name}']")).await;
        let field = serde_json::to_value(&field).expect("a reference");
        let script = "const [field, value] = arguments; field.value = value;
            for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, { bubbles: true }));";
        self.client.execute(script, vec![field, json!(value)]).await.expect("the field takes it");
    }

    /// Chooses a file; the field itself may be out of sight.
    pub async fn attach(&self, name: &str, file: &Path) {
        let field = self.see(&format!("input[type=file][name='{name}']")).await;
        field.send_keys(&file.to_string_lossy()).await.expect("the field takes it");
    }

    /// How wide the screen is: below 1,000 a phone with a touch screen, above a desk.
    pub async fn resize(&self, width: u32) {
        self.width.set(width);
        self.stretch(if width == PHONE { 844 } else { 900 }).await;
    }

    /// The whole page in one picture.
    pub async fn picture(&self) -> Vec<u8> {
        let height = self.client.execute("return document.documentElement.scrollHeight", vec![]).await.expect("a height");
        let height = u32::try_from(height.as_u64().unwrap_or(0)).unwrap_or(0);
        self.stretch(height.clamp(if self.width.get() == PHONE { 844 } else { 900 }, 4_000)).await;
        let picture = self.client.screenshot().await.expect("a picture");
        self.resize(self.width.get()).await;
        picture
    }

    async fn stretch(&self, height: u32) {
        let metrics =
            json!({ "width": self.width.get(), "height": height, "deviceScaleFactor": 1, "mobile": self.width.get() == PHONE });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
    }

    /// Reads the pages of a host in this language from now on, as the language switch has it.
    pub async fn speak(&self, host: &str, language: &str) {
        let cookie = json!({ "name": "lang", "value": language, "url": format!("http://{host}:{}/", self.port) });
        self.devtools("Network.setCookie", cookie).await;
    }

    /// Asks for "light" or "dark" pages, as the device's settings do.
    pub async fn prefer(&self, scheme: &str) {
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    }

    async fn devtools(&self, cmd: &'static str, params: Value) {
        self.client.issue_cmd(Devtools { cmd, params }).await.expect("the browser obeys");
    }

    /// Ends the test with what the page shows.
    pub async fn fail(&self, what: &str) -> ! {
        let url = self.client.current_url().await.map(|url| url.to_string()).unwrap_or_default();
        let text = self.client.execute("return document.body.innerText", vec![]).await.unwrap_or_default();
        let text = text.as_str().unwrap_or_default().replace("\n\n", "\n");
        if let Ok(picture) = self.client.screenshot().await {
            drop(std::fs::write(crate::gallery::folder().join(format!("failed-{}.png", self.name)), picture));
        }
        panic!("{}: {what}\nat {url}:\n{text}", self.name)
    }

    pub async fn close(self) {
        self.client.close().await.expect("the browser closes");
    }
}

fn by(locator: &str) -> Locator<'_> {
    if locator.starts_with(['/', '(']) { Locator::XPath(locator) } else { Locator::Css(locator) }
}

/// The page moved while we pressed; what was found is no longer there or something lies above it.
fn passes(error: &CmdError) -> bool {
    matches!(error, CmdError::Standard(fault) if matches!(
        fault.error,
        ErrorStatus::StaleElementReference | ErrorStatus::ElementClickIntercepted | ErrorStatus::ElementNotInteractable
    ))
}

/// A command of Chromium's own protocol.
#[derive(Debug)]
struct Devtools {
    cmd: &'static str,
    params: Value,
}

impl WebDriverCompatibleCommand for Devtools {
    fn endpoint(&self, base_url: &Url, session_id: Option<&str>) -> Result<Url, ParseError> {
        base_url.join(&format!("session/{}/goog/cdp/execute", session_id.unwrap_or_default()))
    }

    fn method_and_body(&self, _request_url: &Url) -> (axum::http::Method, Option<String>) {
        (axum::http::Method::POST, Some(json!({ "cmd": self.cmd, "params": self.params }).to_string()))
    }
}
