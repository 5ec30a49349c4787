//! SQL of shifts, exceptions and the roster made of them.

use super::presence;
use crate::workforce::roster::{Exception, Fit, of_kind};
use crate::workforce::{Certified, DatedHours, ExceptionForm, ExceptionKind, RosterWorker, Shift, ShiftException};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use lares_kernel::{Ctx, Error, Place, Result, WorkerId};
use serde_json::{Value, from_value};
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

pub(in crate::workforce) async fn closures(ctx: &mut Ctx, from: Date, to: Date) -> Result<Vec<DatedHours>> {
    let tenant = ctx.tenant_id();
    Ok(sqlx::query_as!(
        DatedHours,
        "select on_date, starts_minute, ends_minute
           from shift_exceptions
          where tenant_id = $1
            and kind = 'closure'
            and on_date between $2 and $3
          order by on_date, starts_minute",
        tenant,
        from.to_sqlx(),
        to.to_sqlx()
    )
    .fetch_all(ctx.conn())
    .await?)
}

/// Shifts and exceptions come as JSON so that one round trip is enough.
pub(in crate::workforce) async fn workers(ctx: &mut Ctx, ask: &Fit<'_>, from: Date, to: Date) -> Result<Vec<RosterWorker>> {
    let tenant = ctx.tenant_id();
    let skills: Vec<Uuid> = ask.skills.iter().map(|id| id.uuid()).collect();
    let rows = sqlx::query_as!(
        WorkerRow,
        r#"select w.id, w.name, w.home_lat_e6, w.home_lng_e6, w.presence,
                  (select coalesce(jsonb_agg(to_jsonb(s) order by s.weekday, s.starts_minute), '[]')
                     from shifts s
                    where s.tenant_id = $1
                      and s.worker_id = w.id) as "shifts!",
                  (select coalesce(jsonb_agg(to_jsonb(e) order by e.on_date, e.starts_minute), '[]')
                     from shift_exceptions e
                    where e.tenant_id = $1
                      and e.worker_id = w.id
                      and e.on_date between $4 and $5) as "exceptions!",
                  c.unlimited as "unlimited!", c.until as "until?"
             from workers w
            cross join lateral (
                  select coalesce(bool_or(c.expires_on is null), false) as unlimited,
                         max(c.expires_on) as until
                    from certificates c
                   where c.tenant_id = $1
                     and c.worker_id = w.id
                     and c.kind = $3
                     and c.state = 'verified') as c
            where w.tenant_id = $1
              and w.state = 'active'
              and ($6::uuid is null or w.id = $6)
              and not exists (
                    select 1
                      from unnest($2::uuid[]) as needed
                     where not exists (
                           select 1
                             from worker_skills k
                            where k.tenant_id = $1
                              and k.worker_id = w.id
                              and k.skill_id = needed))
            order by w.id
            limit 5000"#,
        tenant,
        &skills,
        ask.certificate_kind,
        from.to_sqlx(),
        to.to_sqlx(),
        ask.worker.map(lares_kernel::WorkerId::uuid)
    )
    .fetch_all(ctx.conn())
    .await?;
    rows.into_iter().map(|row| row.read(ask)).collect()
}

struct WorkerRow {
    id: Uuid,
    name: String,
    home_lat_e6: i32,
    home_lng_e6: i32,
    presence: String,
    shifts: Value,
    exceptions: Value,
    unlimited: bool,
    until: Option<jiff_sqlx::Date>,
}

impl WorkerRow {
    fn read(self, ask: &Fit<'_>) -> Result<RosterWorker> {
        let exceptions: Vec<Exception> = from_value(self.exceptions)?;
        let certified = match self.until {
            _ if ask.certificate_kind.is_none() => Certified::NotNeeded,
            _ if self.unlimited => Certified::Unlimited,
            Some(until) => Certified::Until(until.to_jiff()),
            None => Certified::Missing,
        };
        Ok(RosterWorker {
            id: self.id.into(),
            name: self.name,
            home: Place { lat_e6: self.home_lat_e6, lng_e6: self.home_lng_e6 },
            presence: presence(&self.presence)?,
            certified,
            shifts: from_value(self.shifts)?,
            overrides: of_kind(&exceptions, ExceptionKind::Override),
            leaves: of_kind(&exceptions, ExceptionKind::Leave),
        })
    }
}
