//! SQL of shifts, exceptions and the roster made of them.

use super::presence;
use crate::workforce::roster::Fit;
use crate::workforce::{Certified, DatedHours, ExceptionForm, ExceptionKind, Roster, RosterWorker, Shift, ShiftException};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use lares_kernel::{Ctx, Error, Place, Result, WorkerId};
use std::collections::BTreeMap;
use uuid::Uuid;

pub(in crate::workforce) async fn shifts(ctx: &mut Ctx, worker: WorkerId) -> Result<Vec<Shift>> {
    let tenant = ctx.tenant_id();
    Ok(sqlx::query_as!(
        Shift,
        "select weekday, starts_minute, ends_minute
           from shifts
          where tenant_id = $1
            and worker_id = $2
          order by weekday, starts_minute",
        tenant,
        worker.uuid()
    )
    .fetch_all(ctx.conn())
    .await?)
}

pub(in crate::workforce) async fn replace_shifts(ctx: &mut Ctx, worker: WorkerId, week: &[Shift]) -> Result<()> {
    let tenant = ctx.tenant_id();
    let ids: Vec<Uuid> = week.iter().map(|_| lares_kernel::ShiftId::new().uuid()).collect();
    let weekdays: Vec<i32> = week.iter().map(|shift| shift.weekday).collect();
    let starts: Vec<i32> = week.iter().map(|shift| shift.starts_minute).collect();
    let ends: Vec<i32> = week.iter().map(|shift| shift.ends_minute).collect();
    sqlx::query!(
        "with gone as (
           delete from shifts
            where tenant_id = $1
              and worker_id = $2
         )
         insert into shifts (tenant_id, worker_id, id, weekday, starts_minute, ends_minute)
         select $1, $2, shift.id, shift.weekday, shift.starts_minute, shift.ends_minute
           from unnest($3::uuid[], $4::integer[], $5::integer[], $6::integer[]) as shift (id, weekday, starts_minute, ends_minute)",
        tenant,
        worker.uuid(),
        &ids,
        &weekdays,
        &starts,
        &ends
    )
    .execute(ctx.conn())
    .await?;
    Ok(())
}

pub(in crate::workforce) async fn exceptions(
    ctx: &mut Ctx,
    worker: Option<WorkerId>,
    from: Date,
    to: Date,
) -> Result<Vec<ShiftException>> {
    let tenant = ctx.tenant_id();
    let rows = sqlx::query!(
        "select id, worker_id, on_date, kind, starts_minute, ends_minute, reason
           from shift_exceptions
          where tenant_id = $1
            and on_date between $2 and $3
            and ($4::uuid is null or worker_id is null or worker_id = $4)
          order by on_date, starts_minute, id
          limit 5000",
        tenant,
        from.to_sqlx(),
        to.to_sqlx(),
        worker.map(lares_kernel::WorkerId::uuid)
    )
    .fetch_all(ctx.conn())
    .await?;
    let read = rows.into_iter().map(|row| {
        Ok(ShiftException {
            id: row.id,
            worker_id: row.worker_id.map(Into::into),
            on_date: row.on_date.to_jiff(),
            kind: ExceptionKind::parse(&row.kind).ok_or_else(|| Error::internal("an unknown kind of exception"))?,
            starts_minute: row.starts_minute,
            ends_minute: row.ends_minute,
            reason: row.reason,
        })
    });
    read.collect()
}

pub(in crate::workforce) async fn insert_exception(ctx: &mut Ctx, id: Uuid, form: &ExceptionForm) -> Result<()> {
    let tenant = ctx.tenant_id();
    sqlx::query!(
        "insert into shift_exceptions (tenant_id, id, worker_id, on_date, kind, starts_minute, ends_minute, reason)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        tenant,
        id,
        form.worker.map(lares_kernel::WorkerId::uuid),
        form.on_date.to_sqlx(),
        form.kind.as_str(),
        form.starts_minute,
        form.ends_minute,
        form.reason
    )
    .execute(ctx.conn())
    .await?;
    Ok(())
}

/// Whose it was.
pub(in crate::workforce) async fn delete_exception(ctx: &mut Ctx, id: Uuid) -> Result<Option<WorkerId>> {
    let tenant = ctx.tenant_id();
    let worker = sqlx::query_scalar!(
        "delete from shift_exceptions
          where tenant_id = $1
            and id = $2
         returning worker_id",
        tenant,
        id
    )
    .fetch_one(ctx.conn())
    .await?;
    Ok(worker.map(Into::into))
}

/// One round trip and one scan of each table, however many workers there are.
pub(in crate::workforce) async fn roster(ctx: &mut Ctx, ask: &Fit<'_>, from: Date, to: Date) -> Result<Roster> {
    let tenant = ctx.tenant_id();
    let skills: Vec<Uuid> = ask.skills.iter().map(|id| id.uuid()).collect();
    // Bounds, not "null or equal": one worker is found by the index whatever plan was kept.
    let (lowest, highest) = ask.worker.map_or((Uuid::nil(), Uuid::max()), |worker| (worker.uuid(), worker.uuid()));
    let rows = sqlx::query_as!(
        RosterRow,
        r#"(select 'worker' as "what!", w.id as worker_id, w.name, w.presence, w.home_lat_e6 as lat_e6, w.home_lng_e6 as lng_e6,
                   null::integer as weekday, null::integer as starts_minute, null::integer as ends_minute, null::date as on_date
              from workers w
             where w.tenant_id = $1
               and w.id between $6 and $7
               and w.state = 'active'
               and (cardinality($2::uuid[]) = 0 or w.id in (
                     select k.worker_id
                       from worker_skills k
                      where k.tenant_id = $1
                        and k.skill_id = any($2)
                      group by k.worker_id
                     having count(*) = cardinality($2::uuid[])))
             order by w.id
             limit 5000)
           union all
           select 'shift', s.worker_id, null, null, null, null, s.weekday, s.starts_minute, s.ends_minute, null
             from shifts s
            where s.tenant_id = $1
              and s.worker_id between $6 and $7
           union all
           select e.kind, e.worker_id, null, null, null, null, null, e.starts_minute, e.ends_minute, e.on_date
             from shift_exceptions e
            where e.tenant_id = $1
              and e.on_date between $4 and $5
              and (e.worker_id is null or e.worker_id between $6 and $7)
           union all
           select 'certificate', c.worker_id, null, null, null, null, null, null, null, c.expires_on
             from certificates c
            where c.tenant_id = $1
              and c.worker_id between $6 and $7
              and c.kind = $3
              and c.state = 'verified'"#,
        tenant,
        &skills,
        ask.certificate_kind,
        from.to_sqlx(),
        to.to_sqlx(),
        lowest,
        highest
    )
    .fetch_all(ctx.conn())
    .await?;
    let unproven = if ask.certificate_kind.is_some() { Certified::Missing } else { Certified::NotNeeded };
    assemble(&rows, unproven)
}

/// A worker, or something known of one; which of the columns are filled depends on what it is.
struct RosterRow {
    what: String,
    /// None = of the whole company.
    worker_id: Option<Uuid>,
    name: Option<String>,
    presence: Option<String>,
    lat_e6: Option<i32>,
    lng_e6: Option<i32>,
    weekday: Option<i32>,
    starts_minute: Option<i32>,
    ends_minute: Option<i32>,
    on_date: Option<jiff_sqlx::Date>,
}

fn assemble(rows: &[RosterRow], unproven: Certified) -> Result<Roster> {
    let workers = rows.iter().filter(|row| row.what == "worker");
    let mut workers: BTreeMap<Uuid, RosterWorker> =
        workers.map(|row| Ok((row.worker_id.unwrap_or_default(), row.worker(unproven)?))).collect::<Result<_>>()?;
    let mut closures = Vec::new();
    for row in rows {
        match (row.what.as_str(), row.worker_id.and_then(|id| workers.get_mut(&id))) {
            ("closure", _) => closures.extend(row.hours()),
            ("shift", Some(worker)) => worker.shifts.extend(row.shift()),
            ("override", Some(worker)) => worker.overrides.extend(row.hours()),
            ("leave", Some(worker)) => worker.leaves.extend(row.hours()),
            ("certificate", Some(worker)) => worker.certified = worker.certified.with(row.date()),
            // The worker itself, or something of one who is not asked for.
            _ => {}
        }
    }
    let in_order = |hours: &mut Vec<DatedHours>| hours.sort_unstable_by_key(|hours| (hours.on_date, hours.starts_minute));
    in_order(&mut closures);
    for worker in workers.values_mut() {
        worker.shifts.sort_unstable();
        in_order(&mut worker.overrides);
        in_order(&mut worker.leaves);
    }
    Ok(Roster { workers: workers.into_values().collect(), closures })
}

impl RosterRow {
    fn worker(&self, certified: Certified) -> Result<RosterWorker> {
        let place = self.lat_e6.zip(self.lng_e6).map(|(lat_e6, lng_e6)| Place { lat_e6, lng_e6 });
        Ok(RosterWorker {
            id: self.worker_id.unwrap_or_default().into(),
            name: self.name.clone().unwrap_or_default(),
            home: place.ok_or_else(|| Error::internal("a worker without a home"))?,
            presence: presence(self.presence.as_deref().unwrap_or_default())?,
            certified,
            shifts: Vec::new(),
            overrides: Vec::new(),
            leaves: Vec::new(),
        })
    }

    fn shift(&self) -> Option<Shift> {
        Some(Shift { weekday: self.weekday?, starts_minute: self.starts_minute?, ends_minute: self.ends_minute? })
    }

    fn hours(&self) -> Option<DatedHours> {
        Some(DatedHours { on_date: self.date()?, starts_minute: self.starts_minute?, ends_minute: self.ends_minute? })
    }

    fn date(&self) -> Option<Date> {
        self.on_date.map(jiff_sqlx::Date::to_jiff)
    }
}
