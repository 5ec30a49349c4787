//! Starters (行业模板): what a new company begins with, embedded from `tenant-templates/`.

use super::policies::{AssignmentPolicy, BookingPolicy, CancellationPolicy, Fee, LONGEST_HOURS, PaymentPolicy, Policies, Tier};
use super::roles::Role;
use lares_kernel::authz::RoleDef;
use lares_kernel::{Currency, Locale};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

macro_rules! source {
    ($id:literal) => {
        Source {
            template: include_str!(concat!("../../../../tenant-templates/", $id, "/template.toml")),
            policies: include_str!(concat!("../../../../tenant-templates/", $id, "/policies.toml")),
            roles: include_str!(concat!("../../../../tenant-templates/", $id, "/roles.toml")),
            roster: include_str!(concat!("../../../../tenant-templates/", $id, "/roster.toml")),
            catalogue: include_str!(concat!("../../../../tenant-templates/", $id, "/catalogue.toml")),
        }
    };
}

const SOURCES: &[Source] = &[source!("cleaning"), source!("general")];

/// Public holidays by the name a template gives them.
const HOLIDAYS: [(&str, &str); 1] = [("cn", include_str!("../../../../tenant-templates/holidays/cn.toml"))];

struct Source {
    template: &'static str,
    policies: &'static str,
    roles: &'static str,
    roster: &'static str,
    catalogue: &'static str,
}

/// One starter, as its five files say it; the field names are explained in `tenant-templates/README.md`.
#[derive(Clone, Debug)]
pub struct Starter {
    pub id: String,
    pub position: i32,
    pub locale: Locale,
    pub zone: String,
    pub currency: Currency,
    /// Colours and mark, kept with the company as they are.
    pub theme: serde_json::Value,
    pub opening: Opening,
    /// Weekly hours a new worker starts with.
    pub shifts: Vec<Shift>,
    pub certificates: Vec<CertificateKind>,
    pub policies: Policies,
    /// Parents before their children.
    pub roles: Vec<Role>,
    pub(super) name: BTreeMap<String, String>,
    pub(super) description: BTreeMap<String, String>,
    pub(super) areas: Vec<Area>,
    pub(super) holidays: Vec<Day>,
    pub(super) catalogue: Catalogue,
}

impl Starter {
    #[must_use]
    pub fn name(&self, locale: Locale) -> &str {
        in_locale(&self.name, locale)
    }

    #[must_use]
    pub fn description(&self, locale: Locale) -> &str {
        in_locale(&self.description, locale)
    }

    /// The roles as the policy compiler takes them.
    #[must_use]
    pub fn role_defs(&self) -> Vec<RoleDef> {
        self.roles.iter().map(|role| role.def.clone()).collect()
    }

    /// How many services a company starts with.
    #[must_use]
    pub fn services(&self) -> usize {
        self.catalogue.services.len()
    }
}

fn in_locale(texts: &BTreeMap<String, String>, locale: Locale) -> &str {
    texts.get(locale.tag()).or_else(|| texts.values().next()).map_or("", String::as_str)
}

/// Usual hours; weekday 1 = Monday, minutes from local midnight.
#[derive(Clone, Debug, Deserialize)]
pub struct Opening {
    pub weekdays: Vec<i32>,
    pub starts_minute: i32,
    pub ends_minute: i32,
}

/// The same hours on several weekdays.
#[derive(Clone, Debug, Deserialize)]
pub struct Shift {
    pub weekdays: Vec<i32>,
    pub starts_minute: i32,
    pub ends_minute: i32,
}

/// A kind of certificate (证书) workers may hold.
#[derive(Clone, Debug, Deserialize)]
pub struct CertificateKind {
    pub kind: String,
    pub name: String,
}

#[derive(Deserialize)]
struct Template {
    id: String,
    position: i32,
    locale: Locale,
    zone: String,
    currency: Currency,
    holidays: String,
    name: BTreeMap<String, String>,
    description: BTreeMap<String, String>,
    theme: serde_json::Value,
    opening: Opening,
    #[serde(default)]
    areas: Vec<Area>,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct Area {
    pub name: String,
    pub lat_e6: i32,
    pub lng_e6: i32,
    pub radius_m: i32,
}

/// The rules as the files write them: they say what cancelling with at least so many hours left costs.
#[derive(Deserialize)]
struct Rules {
    booking: BookingPolicy,
    cancellation: Cancellation,
    payment: PaymentPolicy,
    assignment: AssignmentPolicy,
}

#[derive(Deserialize)]
struct Cancellation {
    grace_minutes: u32,
    reschedule_free_hours: u32,
    tiers: Vec<Left>,
}

/// With at least `hours` left the fee is this.
#[derive(Clone, Copy, Deserialize)]
struct Left {
    hours: u32,
    #[serde(flatten)]
    fee: Fee,
}

#[derive(Deserialize)]
struct Staffing {
    roles: Vec<Role>,
}

#[derive(Deserialize)]
struct Roster {
    shifts: Vec<Shift>,
}

#[derive(Deserialize)]
struct Calendar {
    days: Vec<Day>,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct Day {
    pub on_date: String,
    pub kind: String,
    pub name: String,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct Catalogue {
    pub skills: Vec<Skill>,
    #[serde(default)]
    pub certificates: Vec<CertificateKind>,
    pub categories: Vec<Category>,
    pub services: Vec<Service>,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct Skill {
    pub key: String,
    pub name: String,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct Category {
    pub key: String,
    pub parent: Option<String>,
    pub name: String,
    pub icon: String,
    #[serde(default)]
    pub description: String,
    pub position: i32,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct Service {
    pub category: String,
    pub name: String,
    pub summary: String,
    pub description: String,
    pub art: String,
    pub minutes: i32,
    pub cleanup_minutes: i32,
    pub base_minor: i64,
    pub position: i32,
    #[serde(default)]
    pub skills: Vec<String>,
    #[serde(default)]
    pub steps: Vec<String>,
    #[serde(default)]
    pub tools: Vec<String>,
    #[serde(default)]
    pub included: Vec<String>,
    #[serde(default)]
    pub excluded: Vec<String>,
    pub certificate_kind: Option<String>,
    #[serde(default)]
    pub options: Vec<Choice>,
}

/// An option of a service (加项).
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Choice {
    pub name: String,
    pub price_minor: i64,
    #[serde(default)]
    pub minutes: i32,
    #[serde(default = "once")]
    pub max_quantity: i32,
}

const fn once() -> i32 {
    1
}

static STARTERS: LazyLock<Vec<Starter>> = LazyLock::new(|| {
    let mut starters: Vec<Starter> =
        SOURCES.iter().map(|source| read(source).expect("the starters are compiled in, and a test reads each")).collect();
    starters.sort_by_key(|starter| starter.position);
    starters
});

/// Every starter, in the order to show them.
#[must_use]
pub fn templates() -> &'static [Starter] {
    &STARTERS
}

/// The starter of this id.
#[must_use]
pub fn starter(id: &str) -> Option<&'static Starter> {
    STARTERS.iter().find(|starter| starter.id == id)
}

fn read(source: &Source) -> Result<Starter, toml::de::Error> {
    let template: Template = toml::from_str(source.template)?;
    let roster: Roster = toml::from_str(source.roster)?;
    let catalogue: Catalogue = toml::from_str(source.catalogue)?;
    let holidays = HOLIDAYS.iter().find(|(name, _)| *name == template.holidays).map_or("days = []", |(_, days)| *days);
    Ok(Starter {
        id: template.id,
        position: template.position,
        locale: template.locale,
        zone: template.zone,
        currency: template.currency,
        theme: template.theme,
        opening: template.opening,
        shifts: roster.shifts,
        certificates: catalogue.certificates.clone(),
        policies: policies(toml::from_str(source.policies)?),
        roles: toml::from_str::<Staffing>(source.roles)?.roles,
        name: template.name,
        description: template.description,
        areas: template.areas,
        holidays: toml::from_str::<Calendar>(holidays)?.days,
        catalogue,
    })
}

fn policies(rules: Rules) -> Policies {
    let written = rules.cancellation;
    Policies {
        booking: rules.booking,
        cancellation: CancellationPolicy {
            grace_minutes: written.grace_minutes,
            reschedule_free_hours: written.reschedule_free_hours,
            tiers: tiers(&written.tiers),
        },
        payment: rules.payment,
        assignment: rules.assignment,
    }
}

/// "At least 4 hours left: A; at least 0: B" is "less than 4 hours before: B" and A before that, free or not.
fn tiers(written: &[Left]) -> Vec<Tier> {
    let always = written.first().filter(|first| !matches!(first.fee, Fee::BasisPoints(0) | Fee::Minor(0)));
    let first = always.map(|first| Tier { hours_before: LONGEST_HOURS, fee: first.fee });
    let later = written.windows(2).map(|pair| Tier { hours_before: pair[0].hours, fee: pair[1].fee });
    first.into_iter().chain(later).collect()
}

#[cfg(test)]
mod tests {
    use super::super::policies::{Change, check};
    use super::*;

    #[test]
    fn every_starter_reads_and_its_names_meet() {
        for source in SOURCES {
            let starter = read(source).expect("reads");
            let id = &starter.id;
            let catalogue = &starter.catalogue;
            assert!(starter.services() > 0 && !starter.areas.is_empty() && !starter.holidays.is_empty(), "{id}");
            assert!(jiff::tz::TimeZone::get(&starter.zone).is_ok(), "{id}");
            let category = |key: &str| catalogue.categories.iter().any(|category| category.key == key);
            for parent in catalogue.categories.iter().filter_map(|category| category.parent.as_deref()) {
                assert!(category(parent), "{id}: category {parent}");
            }
            for service in &catalogue.services {
                assert!(category(&service.category), "{id}: {}", service.name);
                for skill in &service.skills {
                    assert!(catalogue.skills.iter().any(|known| &known.key == skill), "{id}: skill {skill}");
                }
                if let Some(kind) = &service.certificate_kind {
                    assert!(catalogue.certificates.iter().any(|known| &known.kind == kind), "{id}: certificate {kind}");
                }
            }
        }
    }

    #[test]
    fn every_starter_keeps_our_own_rules() {
        for starter in templates() {
            let policies = starter.policies.clone();
            for change in [
                Change::Booking(policies.booking),
                Change::Cancellation(policies.cancellation.clone()),
                Change::Payment(policies.payment),
                Change::Assignment(policies.assignment),
            ] {
                check(&change).expect("the policy of a starter is sensible");
            }
            let hours: Vec<u32> = policies.cancellation.tiers.iter().map(|tier| tier.hours_before).collect();
            assert!(hours.is_sorted_by(|one, next| one > next), "{}: most hours first", starter.id);
        }
    }

    #[test]
    fn hours_left_become_hours_before() {
        let left = |hours, points| Left { hours, fee: Fee::BasisPoints(points) };
        let tier = |hours_before, points| Tier { hours_before, fee: Fee::BasisPoints(points) };
        assert_eq!(tiers(&[left(24, 0), left(6, 1_000), left(0, 5_000)]), [tier(24, 1_000), tier(6, 5_000)]);
        assert_eq!(tiers(&[left(6, 1_000), left(0, 5_000)]), [tier(LONGEST_HOURS, 1_000), tier(6, 5_000)]);
    }
}
