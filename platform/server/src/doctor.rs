//! `lares doctor`: an installation from the outside in, one line for everything that is right or wrong.

use crate::config::{Config, Sms};
use crate::house::House;
use lares_connectors::mail::Mailer;
use lares_domain::marketplace;
use lares_kernel::Clock;
use lares_kernel::postgres::{ConnectUrls, pending};
use std::fmt::{self, Display};

pub struct Finding {
    pub is_right: bool,
    what: &'static str,
    detail: String,
}

impl Finding {
    fn right(what: &'static str, detail: impl Display) -> Self {
        Self { is_right: true, what, detail: detail.to_string() }
    }

    fn wrong(what: &'static str, detail: impl Display) -> Self {
        Self { is_right: false, what, detail: detail.to_string() }
    }
}

impl Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:5} {:13} {}", if self.is_right { "ok" } else { "WRONG" }, self.what, self.detail)
    }
}

/// Looks at everything that can be looked at; what depends on something broken is left out.
pub async fn examine(config: &Config, urls: ConnectUrls) -> Vec<Finding> {
    let schema = schema(&urls).await;
    let may_open = schema.is_right;
    let mut findings = vec![texts(config), mail(config).await, schema];
    if may_open {
        match config.plan(urls, Clock::System) {
            Ok(plan) => match House::open(plan).await {
                Ok(house) => inside(&house, &mut findings).await,
                Err(error) => findings.push(Finding::wrong("database", format!("{error:#}"))),
            },
            Err(error) => findings.push(Finding::wrong("configuration", format!("{error:#}"))),
        }
    }
    findings
}

/// Reachable as the migrator, and nothing is missing.
async fn schema(urls: &ConnectUrls) -> Finding {
    match pending(&urls.migrator).await {
        Ok(lacking) if lacking.is_empty() => Finding::right("schema", "every migration ran"),
        Ok(lacking) => Finding::wrong("schema", format!("run `lares migrate`: {}", lacking.join(", "))),
        Err(error) => Finding::wrong("database", format!("as migrator: {error}")),
    }
}

fn texts(config: &Config) -> Finding {
    match (config.sms, &config.sms_program) {
        (Sms::Catcher, _) => Finding::right("text messages", "caught here, for everybody to read at /inbox: not for production"),
        (Sms::Gateway, Some(program)) if program.is_file() => Finding::right("text messages", program.display()),
        (Sms::Gateway, Some(program)) => Finding::wrong("text messages", format!("no program {}", program.display())),
        (Sms::Gateway, None) => Finding::wrong("text messages", "no sms_program, and they are not caught"),
    }
}

async fn mail(config: &Config) -> Finding {
    let Some(url) = &config.smtp else { return Finding::right("mail", "not configured: letters stay queued") };
    let checked = async { Mailer::from_url(url, &config.mail_from)?.check().await };
    match checked.await {
        Ok(()) => Finding::right("mail", format!("the server answers; from {}", config.mail_from)),
        Err(error) => Finding::wrong("mail", error),
    }
}

/// The house opened, so the roles are right: it refuses a service role that row level security does not bind.
async fn inside(house: &House, findings: &mut Vec<Finding>) {
    findings.push(Finding::right("database", "both doors open, with the right roles"));
    findings.push(match house.control.tenants().await {
        Ok(tenants) => Finding::right("companies", tenants.len()),
        Err(error) => Finding::wrong("companies", error),
    });
    findings.push(match house.control.job_counts().await {
        Ok((waiting, 0)) => Finding::right("jobs", format!("{waiting} waiting")),
        Ok((waiting, dead)) => Finding::wrong("jobs", format!("{waiting} waiting, {dead} set aside after too many failures")),
        Err(error) => Finding::wrong("jobs", error),
    });
    match marketplace::unfit(&house.control, house.extensions.plugins.as_ref()).await {
        Ok(unfit) if unfit.is_empty() => findings.push(Finding::right("plugins", "all that are listed compile")),
        Ok(unfit) => findings.extend(unfit.into_iter().map(|(id, why)| Finding::wrong("plugins", format!("{id}: {why}")))),
        Err(error) => findings.push(Finding::wrong("plugins", error)),
    }
}
