//! One Chromium for a test: a driver of our own on a port of its own, every tab with a fresh profile.
//!
//! Invariant: nothing of it is left when the value is dropped, whichever way the test ends.
//! Invariant: no name but those of this machine is resolved, so a page that needs anything from elsewhere shows.

use crate::tab::Tab;
use fantoccini::ClientBuilder;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

const FLAGS: [&str; 12] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-prefers-reduced-motion",
    "--hide-scrollbars",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.0.0.1",
];

/// Of this program; each has its own profiles.
static COUNT: AtomicU32 = AtomicU32::new(0);

pub struct Chromium {
    driver: Child,
    port: u16,
    profiles: PathBuf,
    /// Kept open: the driver would die of writing to a closed pipe.
    _said: BufReader<ChildStdout>,
}

impl Chromium {
    /// # Panics
    /// Without Debian's `chromium-driver` or its like.
    pub fn start() -> Self {
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let profiles = std::env::temp_dir().join(format!("lares-browser-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&profiles).expect("a folder for profiles");
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver starts (apt install chromium chromium-driver)");
        let mut said = BufReader::new(driver.stdout.take().expect("its output"));
        let port = port(&mut said);
        Self { driver, port, profiles, _said: said }
    }

    /// A browser of somebody who reads Chinese, at the addresses of a server on this machine.
    pub async fn tab(&self, name: &str, server_port: u16) -> Tab {
        let profile = self.profiles.join(name);
        let mut args: Vec<String> = FLAGS.iter().map(|flag| (*flag).to_owned()).collect();
        args.push(format!("--user-data-dir={}", profile.display()));
        let options = json!({ "args": args, "prefs": { "intl.accept_languages": "zh-CN,zh" } });
        let mut wanted: Map<String, Value> = Map::new();
        wanted.insert("browserName".into(), "chrome".into());
        wanted.insert("goog:chromeOptions".into(), options);
        let driver = format!("http://127.0.0.1:{}", self.port);
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let client = builder.capabilities(wanted).connect(&driver).await.expect("chromium starts");
        Tab::new(name, client, server_port)
    }
}

/// "ChromeDriver was started successfully on port 34567."
fn port(said: &mut impl BufRead) -> u16 {
    let mut line = String::new();
    while said.read_line(&mut line).expect("chromedriver speaks") > 0 {
        let number = line.rsplit("on port ").next().unwrap_or_default().trim().trim_end_matches('.');
        if let (true, Ok(port)) = (line.contains("successfully"), number.parse()) {
            return port;
        }
        line.clear();
    }
    panic!("chromedriver ended before it said its port");
}

impl Drop for Chromium {
    fn drop(&mut self) {
        // Asked nicely the driver ends its browsers too; killed it would leave them.
        if let Ok(mut stream) = TcpStream::connect(("127.0.0.1", self.port)) {
            let asked = stream.set_read_timeout(Some(Duration::from_secs(5))).is_ok()
                && stream.write_all(b"GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n").is_ok();
            if asked {
                drop(stream.read_to_end(&mut Vec::new()));
            }
        }
        drop(self.driver.kill());
        drop(self.driver.wait());
        drop(std::fs::remove_dir_all(&self.profiles));
    }
}
