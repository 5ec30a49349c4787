//! Everything the parts of the booking page look at: the service, the rules, the customer's addresses, and what is chosen among them.

use super::wish::Wish;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use lares_domain::catalogue::{self, ServicePage};
use lares_domain::customers::{self, Address};
use lares_domain::scheduling::Need;
use lares_domain::tenancy::{self, Policies};
use lares_kernel::{Ctx, Currency, Place, Result};
use std::sync::Arc;

pub struct Scene {
    pub service: ServicePage,
    pub policies: Arc<Policies>,
    pub currency: Currency,
    /// None of a guest.
    pub addresses: Option<Vec<Served>>,
    /// The address chosen, else the first the company comes to.
    pub address: Option<Address>,
    /// With the length of the options chosen.
    pub need: Need,
    pub today: Date,
    /// The last day that can be booked.
    pub last: Date,
    pub date: Option<Date>,
    pub starts_at: Option<Timestamp>,
}

/// An address, and whether the company comes there.
pub struct Served {
    pub address: Address,
    pub inside: bool,
}

impl Scene {
    pub async fn set(ctx: &mut Ctx, wish: &Wish) -> Result<Self> {
        let service = catalogue::page(ctx, wish.service).await?;
        let policies = tenancy::policies::in_force(ctx).await?;
        let addresses = if ctx.actor().customer().is_some() { Some(addresses(ctx).await?) } else { None };
        let address = chosen(addresses.as_deref().unwrap_or_default(), wish);
        let extra = service.options.iter().map(|option| option.minutes * i64::from(wish.quantity(option.id))).sum::<i64>();
        let minutes = service.minutes + extra;
        // Whom an order was placed with stays, whatever the rule is now.
        let worker = wish.worker.filter(|_| policies.assignment.customer_may_choose || wish.moving.is_some());
        let need = Need {
            service: service.id,
            minutes,
            place: address.as_ref().map(|address| address.place),
            worker,
            moving: wish.moving,
        };
        let tenant = ctx.tenant();
        let horizon = SignedDuration::from_hours(i64::from(policies.booking.horizon_days) * 24);
        // A time of another day than the one chosen was left over when the day changed.
        let on = |at: &Timestamp| wish.date.is_none_or(|date| tenant.date(*at) == date);
        let starts_at = wish.starts_at.filter(on);
        Ok(Self {
            currency: tenant.currency,
            today: tenant.date(ctx.now()),
            last: tenant.date(ctx.now() + horizon),
            date: wish.date.or_else(|| starts_at.map(|at| tenant.date(at))),
            starts_at,
            service,
            policies,
            addresses,
            address,
            need,
        })
    }
}

async fn addresses(ctx: &mut Ctx) -> Result<Vec<Served>> {
    let areas = tenancy::areas::list(ctx).await?;
    let comes = |place: Place| areas.iter().any(|area| area.place.meters_to(place) <= i64::from(area.radius_m));
    let mine = customers::addresses(ctx).await?;
    Ok(mine.into_iter().map(|address| Served { inside: comes(address.place), address }).collect())
}

fn chosen(addresses: &[Served], wish: &Wish) -> Option<Address> {
    let inside = || addresses.iter().filter(|served| served.inside);
    let found = inside().find(|served| Some(served.address.id) == wish.address).or_else(|| inside().next());
    found.map(|served| served.address.clone())
}
