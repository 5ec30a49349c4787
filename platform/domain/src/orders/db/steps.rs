//! SQL of what devices said with each step.

use super::super::steps::{Report, Step, StepRecord};
use jiff_sqlx::ToSqlx;
use lares_kernel::{Ctx, Error, OrderId, Place, Result};

pub async fn insert(ctx: &mut Ctx, order: OrderId, step: Step, report: Report) -> Result<()> {
    let (tenant, now) = (ctx.tenant_id(), ctx.now().to_sqlx());
    sqlx::query!(
        "insert into order_steps (tenant_id, order_id, step, at, device_at, lat_e6, lng_e6)
         values ($1, $2, $3, $4, $5, $6, $7)",
        tenant,
        order.uuid(),
        step.name(),
        now,
        report.device_at.map(ToSqlx::to_sqlx) as Option<jiff_sqlx::Timestamp>,
        report.place.map(|place| place.lat_e6),
        report.place.map(|place| place.lng_e6)
    )
    .execute(ctx.conn())
    .await?;
    Ok(())
}

pub async fn of(ctx: &mut Ctx, order: OrderId) -> Result<Vec<StepRecord>> {
    let tenant = ctx.tenant_id();
    let rows = sqlx::query!(
        "select step, at, device_at, lat_e6, lng_e6
           from order_steps
          where tenant_id = $1
            and order_id = $2",
        tenant,
        order.uuid()
    )
    .fetch_all(ctx.conn())
    .await?;
    let corrupt = || Error::internal("a step no version of this program wrote");
    rows.into_iter()
        .map(|row| {
            Ok(StepRecord {
                step: Step::parse(&row.step).ok_or_else(corrupt)?,
                at: row.at.to_jiff(),
                device_at: row.device_at.map(jiff_sqlx::Timestamp::to_jiff),
                place: row.lat_e6.zip(row.lng_e6).map(|(lat_e6, lng_e6)| Place { lat_e6, lng_e6 }),
                away: None,
            })
        })
        .collect()
}
