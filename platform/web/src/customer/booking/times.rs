//! The times of the day chosen: free ones to choose, refused ones with why, and where to look when there are none.

use super::scene::Scene;
use jiff::Timestamp;
use jiff::civil::Date;
use lares_domain::scheduling::{self, OpenSlot, Opening};
use lares_kernel::{Ctx, Result};
use lares_views::Phrase;
use lares_views::pages::customer::{BookingTimes, TimeGroup, TimeSlot};

/// Days searched for the next free times.
const AHEAD: i64 = 14;

pub async fn times(ctx: &mut Ctx, scene: &Scene) -> Result<BookingTimes> {
    let Some(date) = scene.date else { return Ok(BookingTimes::none()) };
    let slots = scheduling::open_slots(ctx, &scene.need, date).await?;
    let free: Vec<Timestamp> = slots.iter().filter(|slot| is_free(slot)).map(|slot| slot.starts_at).collect();
    let instead = if free.is_empty() { instead(ctx, scene, date).await? } else { Vec::new() };
    let hour = |slot: &OpenSlot| slot.starts_at.to_zoned(ctx.tenant().zone.clone()).hour();
    let group = |name: &str, hours: std::ops::Range<i8>| TimeGroup {
        label: Phrase::key(&format!("booking-{name}")),
        slots: slots.iter().filter(|slot| hours.contains(&hour(slot))).map(|slot| shown(scene, slot)).collect(),
    };
    let groups = [group("morning", 0..12), group("afternoon", 12..18), group("evening", 18..24)];
    Ok(BookingTimes {
        date: Some(date),
        groups: groups.into_iter().filter(|group| !group.slots.is_empty()).collect(),
        full: free.is_empty(),
        instead,
        suggested: suggested(scene.starts_at, free),
        beside: false,
    })
}

/// Why the time chosen cannot be had, as these times say.
pub fn refusal(times: &BookingTimes, starts_at: Timestamp) -> Option<Phrase> {
    let slot = times.groups.iter().flat_map(|group| &group.slots).find(|slot| slot.starts_at == starts_at);
    slot.map_or_else(|| Some(Phrase::key("refusal-busy")), |slot| slot.refused.clone())
}

fn is_free(slot: &OpenSlot) -> bool {
    matches!(slot.opening, Opening::Free { .. })
}

fn shown(scene: &Scene, slot: &OpenSlot) -> TimeSlot {
    let refused = match &slot.opening {
        Opening::Free { .. } => None,
        // `scheduling.too_soon` is said as `refusal-too-soon`.
        Opening::Refused { code } => {
            let reason = code.rsplit('.').next().unwrap_or(code).replace('_', "-");
            Some(Phrase::key(&format!("refusal-{reason}")))
        }
    };
    TimeSlot { starts_at: slot.starts_at, chosen: refused.is_none() && scene.starts_at == Some(slot.starts_at), refused }
}

/// The three free times nearest to the one wanted, when that one is not free.
fn suggested(wanted: Option<Timestamp>, mut free: Vec<Timestamp>) -> Vec<Timestamp> {
    let Some(wanted) = wanted.filter(|wanted| !free.contains(wanted)) else { return Vec::new() };
    free.sort_by_key(|at| at.duration_since(wanted).abs());
    free.truncate(3);
    free.sort_unstable();
    free
}

/// The next days of the same month with free times; the calendar shows that month.
async fn instead(ctx: &mut Ctx, scene: &Scene, date: Date) -> Result<Vec<Date>> {
    let days = scheduling::month(ctx, &scene.need, date, AHEAD).await?;
    let free = days.into_iter().filter(|day| day.free > 0 && day.date.month() == date.month());
    Ok(free.map(|day| day.date).take(3).collect())
}
