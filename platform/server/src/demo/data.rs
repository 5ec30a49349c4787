//! The demo companies as their files write them; the fields are explained in `tenant-templates/README.md`.

use lares_domain::workforce::Sex;
use serde::Deserialize;
use std::collections::BTreeMap;

macro_rules! company {
    ($id:literal) => {
        (
            include_str!(concat!("../../../../tenant-templates/demo/", $id, ".toml")),
            include_str!(concat!("../../../../tenant-templates/", $id, "/catalogue.toml")),
        )
    };
}

const FILES: [(&str, &str); 2] = [company!("cleaning"), company!("general")];

#[derive(Deserialize)]
pub(super) struct Company {
    pub template: String,
    pub name: String,
    pub slug: String,
    pub seed: u64,
    pub owner: Named,
    pub staff: Vec<Member>,
    pub reviews: Vec<Review>,
    pub shift_patterns: BTreeMap<String, Vec<Pattern>>,
    pub workers: Vec<Worker>,
    pub customers: Vec<Customer>,
    pub orders: Mix,
    pub plugins: BTreeMap<String, serde_json::Value>,
    /// Names of services and skills by their keys, from the template.
    #[serde(skip)]
    pub names: Names,
}

#[derive(Deserialize)]
pub(super) struct Named {
    pub name: String,
    pub phone: String,
}

#[derive(Deserialize)]
pub(super) struct Member {
    pub name: String,
    pub phone: String,
    pub role: String,
}

#[derive(Deserialize)]
pub(super) struct Review {
    pub service: String,
    /// Quality, attitude, as expected, skill, efficiency; the sixth follows from them.
    pub scores: [i32; 6],
    pub body: String,
    pub reply: Option<String>,
    pub appended: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Pattern {
    pub weekdays: Vec<i32>,
    pub starts_minute: i32,
    pub ends_minute: i32,
}

#[derive(Deserialize)]
pub(super) struct Worker {
    pub name: String,
    pub phone: String,
    pub sex: Sex,
    pub birth_year: i32,
    pub years: i32,
    pub bio: String,
    pub home: Spot,
    pub shifts: String,
    pub skills: Vec<String>,
    #[serde(default)]
    pub certificates: Vec<Certificate>,
}

#[derive(Clone, Copy, Deserialize)]
pub(super) struct Spot {
    pub lat_e6: i32,
    pub lng_e6: i32,
}

#[derive(Deserialize)]
pub(super) struct Certificate {
    pub kind: String,
    pub number: String,
    pub issued_days_ago: i64,
    pub expires_in_days: Option<i64>,
}

#[derive(Deserialize)]
pub(super) struct Customer {
    pub name: String,
    pub phone: String,
    pub addresses: Vec<Address>,
}

#[derive(Deserialize)]
pub(super) struct Address {
    pub district: String,
    pub line: String,
    #[serde(flatten)]
    pub spot: Spot,
}

#[derive(Deserialize)]
pub(super) struct Mix {
    pub per_day: i64,
    pub services: BTreeMap<String, i64>,
    pub weekdays: [i64; 7],
    pub hours: BTreeMap<String, i64>,
    pub past: BTreeMap<String, i64>,
    pub option_basis_points: i64,
    pub reviewed_basis_points: i64,
    pub repeat_basis_points: i64,
}

#[derive(Default)]
pub(super) struct Names {
    pub services: BTreeMap<String, String>,
    pub skills: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Catalogue {
    skills: Vec<Keyed>,
    services: Vec<Keyed>,
}

#[derive(Deserialize)]
struct Keyed {
    key: String,
    name: String,
}

/// Both companies.
///
/// # Errors
/// A file that does not say what it should.
pub(super) fn companies() -> anyhow::Result<Vec<Company>> {
    FILES.iter().map(|(demo, catalogue)| read(demo, catalogue)).collect()
}

fn read(demo: &str, catalogue: &str) -> anyhow::Result<Company> {
    let mut company: Company = toml::from_str(demo)?;
    let catalogue: Catalogue = toml::from_str(catalogue)?;
    let names = |things: Vec<Keyed>| things.into_iter().map(|thing| (thing.key, thing.name)).collect();
    company.names = Names { services: names(catalogue.services), skills: names(catalogue.skills) };
    Ok(company)
}

impl Company {
    /// The codes its coupon plugin knows.
    pub(super) fn coupons(&self) -> Vec<String> {
        let listed = self.plugins.values().filter_map(|settings| settings.get("coupons")?.as_array());
        listed.flatten().filter_map(|coupon| Some(coupon.get("code")?.as_str()?.to_owned())).collect()
    }

    /// Share of past orders that end this way, in basis points.
    pub(super) fn past_share(&self, state: &str) -> i64 {
        let total: i64 = self.orders.past.values().sum();
        self.orders.past.get(state).copied().unwrap_or(0) * 10_000 / total.max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::companies;
    use std::collections::BTreeSet;

    #[test]
    fn every_key_a_demo_file_uses_is_one_of_its_templates() {
        let all = companies().expect("readable");
        assert_eq!(all.len(), 2);
        let mut phones = BTreeSet::new();
        for company in &all {
            assert!(company.workers.len() >= 12, "{}", company.slug);
            let known = &company.names;
            assert!(company.reviews.iter().all(|review| known.services.contains_key(&review.service)));
            assert!(company.orders.services.keys().all(|key| known.services.contains_key(key)));
            assert!(company.workers.iter().flat_map(|worker| &worker.skills).all(|key| known.skills.contains_key(key)));
            assert!(company.workers.iter().all(|worker| company.shift_patterns.contains_key(&worker.shifts)));
            let people = company.workers.iter().map(|worker| &worker.phone);
            for phone in people.chain(company.customers.iter().map(|customer| &customer.phone)) {
                assert!(phones.insert(phone.clone()), "{phone} twice");
            }
        }
    }
}
