//! The demo: two companies with a month behind them, made through the same use cases people use.
//!
//! Invariant: nothing is written past the business; the only trick is a clock that starts six weeks ago.
//! Invariant: companies that are there are left alone, finished or not.

mod acts;
mod data;
mod dice;
mod firm;
mod month;

use crate::config::Config;
use crate::house::{House, Plan};
use anyhow::Result;
use firm::Firm;
use jiff::SignedDuration;
use lares_kernel::Clock;
use lares_kernel::postgres::ConnectUrls;
use month::{DAYS, Month};

const WELCOME: &str = include_str!("welcome.txt");
const COMPANY: &str = include_str!("company.txt");

/// Makes the demo companies unless they are there.
///
/// # Errors
/// When a file cannot be read or the database does not answer; a refusal of the business is part of the demo.
pub async fn ensure(house: &House) -> Result<()> {
    let mut missing = Vec::new();
    for company in data::companies()? {
        if house.control.tenant_by_slug(&company.slug).await?.is_none() {
            missing.push(company);
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    let end = house.db.clock().now();
    let past = open_in_the_past(house, end).await?;
    let mut firms = Vec::new();
    for company in missing {
        eprintln!("demo: founding {}", company.slug);
        let firm = Firm::found(&past, company).await?;
        firm.set_passwords(&past).await?;
        firms.push(firm);
    }
    let mut month = Month::new(&past, &firms, end);
    month.run().await?;
    eprintln!("demo: done, {} orders", month.orders);
    past.write_incidents().await;
    past.db.close().await;
    house.control.forget_tenants();
    Ok(())
}

/// The same database with a clock of its own, no mail, and no wait for the disk: the last commit waits for all before it.
async fn open_in_the_past(house: &House, end: jiff::Timestamp) -> Result<House> {
    let clock = Clock::manual(end - SignedDuration::from_hours(24 * DAYS));
    let plan = house.plan().clone();
    House::open_on(Plan { urls: hurried(&plan.urls), clock, smtp: None, pool_size: 8, ..plan }, house.engine()).await
}

fn hurried(urls: &ConnectUrls) -> ConnectUrls {
    let hurry = |url: &str| {
        let joint = if url.contains('?') { '&' } else { '?' };
        format!("{url}{joint}options[synchronous_commit]=off")
    };
    ConnectUrls { service: hurry(&urls.service), control: hurry(&urls.control), migrator: urls.migrator.clone() }
}

/// Where to go and who to be.
#[must_use]
pub fn welcome(config: &Config) -> String {
    let web = config.web();
    let companies = data::companies().unwrap_or_default();
    let companies: String = companies.iter().map(|company| one(company, &web.company_url(&company.slug))).collect();
    WELCOME
        .replace("{platform}", &web.platform_url())
        .replace("{internal}", &config.internal)
        .replace("{password}", firm::PASSWORD)
        .replace("{companies}", &companies)
}

fn one(company: &data::Company, url: &str) -> String {
    let bare = |phone: &str| phone.trim_start_matches("+86").to_owned();
    let staff = |role: &str| {
        company.staff.iter().find(|member| member.role == role).map(|member| bare(&member.phone)).unwrap_or_default()
    };
    COMPANY
        .replace("{name}", &company.name)
        .replace("{url}", url)
        .replace("{owner}", &bare(&company.owner.phone))
        .replace("{dispatcher}", &staff("dispatcher"))
        .replace("{finance}", &staff("finance"))
        .replace("{worker}", &company.workers.first().map(|worker| bare(&worker.phone)).unwrap_or_default())
        .replace("{customer}", &company.customers.first().map(|customer| bare(&customer.phone)).unwrap_or_default())
}
