//! When somebody can come: the load of days, the times of a day, and why a time is not offered.

use super::answer::show;
use super::extract::Asked;
use crate::error::Served;
use crate::state::App;
use crate::visit::CustomerVisit;
use jiff::Timestamp;
use jiff::civil::Date;
use lares_domain::scheduling::{self, Need, OpenSlot, Opening};
use lares_domain::{catalogue, customers};
use lares_kernel::{AddressId, Ctx, Error, Place, Result, ServiceId, WorkerId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

/// Longer visits are refused when a price is asked for.
const LONGEST_MINUTES: i64 = 24 * 60;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(days)).routes(routes!(times)).routes(routes!(refusal))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct DaysQuery {
    #[param(value_type = Uuid)]
    service: ServiceId,
    /// With the chosen options; the service's own when absent.
    minutes: Option<i64>,
    /// One of one's own addresses.
    #[param(value_type = Option<Uuid>)]
    address: Option<AddressId>,
    /// Only this worker.
    #[param(value_type = Option<Uuid>)]
    worker: Option<WorkerId>,
    /// The first local day.
    first: Date,
    #[param(minimum = 1, maximum = 92, default = 31)]
    days: Option<i64>,
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct TimesQuery {
    #[param(value_type = Uuid)]
    service: ServiceId,
    minutes: Option<i64>,
    #[param(value_type = Option<Uuid>)]
    address: Option<AddressId>,
    #[param(value_type = Option<Uuid>)]
    worker: Option<WorkerId>,
    /// The local day.
    date: Date,
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct RefusalQuery {
    #[param(value_type = Uuid)]
    service: ServiceId,
    minutes: Option<i64>,
    #[param(value_type = Option<Uuid>)]
    address: Option<AddressId>,
    #[param(value_type = Option<Uuid>)]
    worker: Option<WorkerId>,
    starts_at: Timestamp,
}

#[derive(Serialize, ToSchema)]
struct DayLoad {
    date: Date,
    /// Times offered on it.
    free: u32,
}

#[derive(Serialize, ToSchema)]
struct Time {
    starts_at: Timestamp,
    /// Who could come, best first; empty when refused.
    workers: Vec<Uuid>,
    /// Why not, as a stable code.
    refused: Option<&'static str>,
}

impl From<OpenSlot> for Time {
    fn from(slot: OpenSlot) -> Self {
        let (workers, refused) = match slot.opening {
            Opening::Free { workers } => (workers.into_iter().map(Uuid::from).collect(), None),
            Opening::Refused { code } => (Vec::new(), Some(code)),
        };
        Self { starts_at: slot.starts_at, workers, refused }
    }
}

#[derive(Serialize, ToSchema)]
struct Refusal {
    /// Absent when the time is offered.
    #[schema(example = "scheduling.busy")]
    refused: Option<&'static str>,
}

/// How many times each day offers.
#[utoipa::path(get, path = "/availability/days", tag = "availability", params(DaysQuery), responses((status = 200, body = Vec<DayLoad>)))]
async fn days(visit: CustomerVisit, Asked(query): Asked<DaysQuery>) -> Served {
    visit.search()?;
    let mut ctx = visit.begin().await?;
    let need = need(&mut ctx, (query.service, query.worker), query.minutes, query.address).await?;
    let days = scheduling::month(&mut ctx, &need, query.first, query.days.unwrap_or(31)).await?;
    show(ctx, days.into_iter().map(|day| DayLoad { date: day.date, free: day.free }).collect::<Vec<_>>()).await
}

/// The times of one day, refused ones with why.
#[utoipa::path(get, path = "/availability/times", tag = "availability", params(TimesQuery), responses((status = 200, body = Vec<Time>)))]
async fn times(visit: CustomerVisit, Asked(query): Asked<TimesQuery>) -> Served {
    visit.search()?;
    let mut ctx = visit.begin().await?;
    let need = need(&mut ctx, (query.service, query.worker), query.minutes, query.address).await?;
    let slots = scheduling::open_slots(&mut ctx, &need, query.date).await?;
    show(ctx, slots.into_iter().map(Time::from).collect::<Vec<_>>()).await
}

/// Why one time is not offered.
#[utoipa::path(get, path = "/availability/refusal", tag = "availability", params(RefusalQuery), responses((status = 200, body = Refusal)))]
async fn refusal(visit: CustomerVisit, Asked(query): Asked<RefusalQuery>) -> Served {
    visit.search()?;
    let mut ctx = visit.begin().await?;
    let need = need(&mut ctx, (query.service, query.worker), query.minutes, query.address).await?;
    let why = scheduling::why_not(&mut ctx, &need, query.starts_at).await?;
    show(ctx, Refusal { refused: why.map(|why| why.code().name()) }).await
}

async fn need(
    ctx: &mut Ctx,
    (service, worker): (ServiceId, Option<WorkerId>),
    minutes: Option<i64>,
    address: Option<AddressId>,
) -> Result<Need> {
    let minutes = match minutes {
        Some(minutes) if (1..=LONGEST_MINUTES).contains(&minutes) => minutes,
        Some(_) => return Err(Error::field("minutes", lares_domain::pricing::TOO_LONG)),
        None => catalogue::offering(ctx, service).await?.minutes,
    };
    let place: Option<Place> = match address {
        Some(address) => Some(customers::address(ctx, address).await?.place),
        None => None,
    };
    Ok(Need { service, minutes, place, worker, moving: None })
}
