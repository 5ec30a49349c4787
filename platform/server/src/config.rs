//! Configuration: a TOML file (`LARES_CONFIG`), overridden by `LARES_*` variables. An unknown key is an error, not a surprise.

use crate::house::Plan;
use anyhow::{Context, Result, bail};
use lares_kernel::Clock;
use lares_kernel::postgres::ConnectUrls;
use lares_views::Maps;
use lares_web::SmsMode;
use serde::Deserialize;
use std::path::{Path, PathBuf};

#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Connection addresses of the three roles; absent = our own private cluster in `data`.
    pub database: Option<Databases>,
    /// Where the private cluster and other local state live.
    pub data: PathBuf,
    pub listen: String,
    /// Where supervisors ask `/livez` and `/readyz` and Prometheus reads `/metrics`, whatever the Host; never for the public.
    pub internal: String,
    pub domain: String,
    pub scheme: String,
    /// The port people type; absent = the scheme's own.
    pub public_port: Option<u16>,
    pub sms: Sms,
    /// With `sms = "gateway"`: the program that sends a text message (see `connectors::sms`).
    pub sms_program: Option<PathBuf>,
    /// `smtp://user:password@host:port` or `smtps://…`; absent = no e-mail.
    pub smtp: Option<String>,
    /// The sender's bare address; the company's name stands before it.
    pub mail_from: String,
    /// Sources of the first-party plugins, published at start; absent = none.
    pub plugins: Option<PathBuf>,
    /// Their built components.
    pub components: PathBuf,
    pub trusted_hops: usize,
    /// Address of the tiles of maps, with `{z}`, `{x}` and `{y}`, and whom the maps thank (HTML).
    pub map_tiles: String,
    pub map_credit: String,
    pub pool_size: u32,
    /// `text` for people, `json` for machines.
    pub log: Log,
    /// Where traces go (OTLP over HTTP), `http://collector:4318/v1/traces`; absent = nowhere.
    pub otlp: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Databases {
    pub service: String,
    pub control: String,
    pub migrator: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sms {
    /// They stay here and anybody can read them at `/inbox`: for demo and tests only.
    Catcher,
    Gateway,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Log {
    Text,
    Json,
}

impl Default for Config {
    fn default() -> Self {
        let maps = Maps::default();
        Self {
            database: None,
            data: PathBuf::from(".data"),
            listen: "127.0.0.1:8080".into(),
            internal: "127.0.0.1:9464".into(),
            domain: "lares.localhost".into(),
            scheme: "http".into(),
            public_port: Some(8080),
            sms: Sms::Gateway,
            sms_program: None,
            smtp: None,
            mail_from: "noreply@lares.localhost".into(),
            plugins: None,
            components: PathBuf::from("target/plugins"),
            trusted_hops: 0,
            map_tiles: maps.tiles,
            map_credit: maps.credit,
            pool_size: 20,
            log: Log::Text,
            otlp: None,
        }
    }
}

impl Config {
    /// Reads the file, then the variables.
    ///
    /// # Errors
    /// An unreadable file, an unknown key or a value of the wrong type, each with its name.
    pub fn read(file: Option<&Path>, variables: impl Iterator<Item = (String, String)>) -> Result<Self> {
        let mut table: toml::Table = match file {
            Some(path) => std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?.parse()?,
            None => toml::Table::new(),
        };
        for (name, value) in variables {
            let Some(key) = name.strip_prefix("LARES_").filter(|key| *key != "CONFIG") else { continue };
            set(&mut table, &key.to_ascii_lowercase(), &value)?;
        }
        table.try_into().context("configuration")
    }

    /// The demo catches its own text messages and publishes the first-party plugins of this checkout.
    #[must_use]
    pub fn for_demo(mut self) -> Self {
        (self.sms, self.sms_program) = (Sms::Catcher, None);
        self.plugins = self.plugins.or_else(|| Some(PathBuf::from("plugins")));
        self
    }

    /// What a house is built from.
    ///
    /// # Errors
    /// Text messages without a way out, and maps without a server: what cannot work is said at the start.
    pub fn plan(&self, urls: ConnectUrls, clock: Clock) -> Result<Plan> {
        let sms_program = match (self.sms, &self.sms_program) {
            (Sms::Catcher, None) => None,
            (Sms::Catcher, Some(_)) => {
                bail!("sms_program is set, but sms = \"catcher\" keeps text messages here: remove one of the two")
            }
            (Sms::Gateway, Some(program)) => Some(program.clone()),
            (Sms::Gateway, None) => bail!(
                "text messages have no way out, so nobody could sign in by code: set sms_program to a program that sends them, \
                 or sms = \"catcher\" to show them to everybody at /inbox (never in production)"
            ),
        };
        let maps = Maps { tiles: self.map_tiles.clone(), credit: self.map_credit.clone() };
        if maps.origin().is_none() {
            bail!("map_tiles is no address like https://tile.openstreetmap.org/{{z}}/{{x}}/{{y}}.png");
        }
        Ok(Plan {
            urls,
            pool_size: self.pool_size,
            clock,
            web: self.web(),
            smtp: self.smtp.clone(),
            mail_from: self.mail_from.clone(),
            sms_program,
            maps,
        })
    }

    #[must_use]
    pub fn web(&self) -> lares_web::Config {
        lares_web::Config {
            domain: self.domain.clone(),
            scheme: self.scheme.clone(),
            port: self.public_port,
            sms: match self.sms {
                Sms::Catcher => SmsMode::Catcher,
                Sms::Gateway => SmsMode::Gateway,
            },
            trusted_hops: self.trusted_hops,
        }
    }
}

impl From<Databases> for ConnectUrls {
    fn from(urls: Databases) -> Self {
        Self { service: urls.service, control: urls.control, migrator: urls.migrator }
    }
}

/// `database__service` is the key `service` of the table `database`.
fn set(table: &mut toml::Table, key: &str, value: &str) -> Result<()> {
    match key.split_once("__") {
        Some((outer, inner)) => match table.entry(outer).or_insert_with(|| toml::Table::new().into()) {
            toml::Value::Table(table) => set(table, inner, value),
            _other => bail!("{outer} is not a table"),
        },
        None => {
            let number = value.parse::<i64>().ok().map(toml::Value::Integer);
            table.insert(key.to_owned(), number.unwrap_or_else(|| value.into()));
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Result<Config> {
        Config::read(None, pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())))
    }

    #[test]
    fn an_unknown_key_is_an_error() {
        let error = read(&[("LARES_DOMIAN", "x")]).expect_err("a misspelt key");
        assert!(format!("{error:#}").contains("domian"), "{error:#}");
    }

    #[test]
    fn variables_reach_nested_keys_and_numbers() {
        let config = read(&[
            ("LARES_DATABASE__SERVICE", "a"),
            ("LARES_DATABASE__CONTROL", "b"),
            ("LARES_DATABASE__MIGRATOR", "c"),
            ("LARES_POOL_SIZE", "7"),
            ("PATH", "ignored"),
        ])
        .expect("valid");
        assert_eq!((config.database.map(|urls| urls.control), config.pool_size), (Some("b".into()), 7));
    }

    fn refusal(pairs: &[(&str, &str)]) -> Option<String> {
        let urls = ConnectUrls { service: String::new(), control: String::new(), migrator: String::new() };
        read(pairs).expect("valid").plan(urls, Clock::System).err().map(|error| error.to_string())
    }

    #[test]
    fn text_messages_need_a_way_out_or_the_word_that_they_are_caught() {
        assert!(refusal(&[]).is_some_and(|why| why.contains("sms_program")));
        assert_eq!(refusal(&[("LARES_SMS_PROGRAM", "/usr/local/bin/send-sms")]), None);
        assert_eq!(refusal(&[("LARES_SMS", "catcher")]), None);
        assert!(refusal(&[("LARES_SMS", "catcher"), ("LARES_SMS_PROGRAM", "/bin/true")]).is_some());
    }

    #[test]
    fn the_example_beside_the_unit_is_a_configuration_that_starts() {
        let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../deploy/systemd/lares.toml");
        let config = Config::read(Some(&example), std::iter::empty()).expect("it reads");
        let urls = config.database.clone().expect("a database").into();
        config.plan(urls, Clock::System).expect("a house can be built");
        assert_eq!(config.web().company_url("chenxi"), "https://chenxi.lares.example");
    }

    #[test]
    fn maps_need_a_tile_server() {
        let with = |tiles| refusal(&[("LARES_SMS", "catcher"), ("LARES_MAP_TILES", tiles)]);
        assert_eq!(with("https://tiles.example/{z}/{x}/{y}.png"), None);
        assert!(with("tiles.example").is_some_and(|why| why.contains("map_tiles")));
    }
}
