//! SQL of the occupancy ledger.

use super::claim::{Claim, Kind};
use super::find::BusyRows;
use super::plan::{Between, Betweens};
use super::slots::{Busy, BusyKind};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use lares_kernel::{Ctx, OccupancyId, OrderId, Place, Result, WorkerId};
use uuid::Uuid;

/// True when the worker's time is now taken for this claim.
pub(super) async fn occupy(ctx: &mut Ctx, claim: &Claim, worker: WorkerId, cleanup_minutes: i64) -> Result<bool> {
    let now = ctx.now().to_sqlx();
    let (kind, until) = match claim.kind {
        Kind::Visit => ("visit", None),
        Kind::Hold { until } => ("hold", Some(until)),
    };
    let row = sqlx::query_scalar!(
        "select id from app.occupy($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        OccupancyId::new().uuid(),
        worker.uuid(),
        kind,
        claim.order.map(lares_kernel::OrderId::uuid),
        claim.starts_at.to_sqlx(),
        claim.ends_at.to_sqlx(),
        i32::try_from(cleanup_minutes).unwrap_or(0),
        claim.place.lat_e6,
        claim.place.lng_e6,
        until.map(ToSqlx::to_sqlx) as Option<jiff_sqlx::Timestamp>,
        now
    )
    .fetch_optional(ctx.conn())
    .await?;
    Ok(row.is_some())
}

pub(super) async fn lock(ctx: &mut Ctx, workers: &[Uuid]) -> Result<()> {
    sqlx::query_scalar!(r#"select app.lock_workers($1) as "count!""#, workers).fetch_one(ctx.conn()).await?;
    Ok(())
}

pub(super) async fn vacate(ctx: &mut Ctx, target: Uuid) -> Result<i32> {
    Ok(sqlx::query_scalar!(r#"select app.vacate($1) as "gone!""#, target).fetch_one(ctx.conn()).await?)
}

/// Every ledger row that begins between two instants, by worker, but those of the order that is about to move.
pub(super) async fn busy(ctx: &mut Ctx, from: Timestamp, to: Timestamp, moving: Option<OrderId>) -> Result<BusyRows> {
    let tenant = ctx.tenant_id();
    let rows = sqlx::query!(
        "select worker_id, kind, visit_starts_at, ends_at, lat_e6, lng_e6, expires_at
           from occupancy
          where tenant_id = $1
            and starts_at >= $2
            and starts_at < $3
            and ($4::uuid is null or order_id is distinct from $4)",
        tenant,
        from.to_sqlx(),
        to.to_sqlx(),
        moving.map(OrderId::uuid) as Option<Uuid>
    )
    .fetch_all(ctx.conn())
    .await?;
    let mut busy = BusyRows::new();
    for row in rows {
        let place = row.lat_e6.zip(row.lng_e6).map(|(lat_e6, lng_e6)| Place { lat_e6, lng_e6 });
        busy.entry(row.worker_id.into()).or_default().push(Busy {
            kind: kind(&row.kind),
            visit_starts_at: row.visit_starts_at.to_jiff(),
            blocked_until: row.ends_at.to_jiff(),
            place,
            expires_at: row.expires_at.map(jiff_sqlx::Timestamp::to_jiff),
        });
    }
    Ok(busy)
}

/// What visits block before they begin and after they end, of rows that begin between two instants.
pub(super) async fn between(ctx: &mut Ctx, from: Timestamp, to: Timestamp) -> Result<Betweens> {
    let tenant = ctx.tenant_id();
    let rows = sqlx::query!(
        r#"select o.worker_id, edge.starts_at as "starts_at!", edge.ends_at as "ends_at!"
             from app.occupancy o
            cross join lateral (values (o.starts_at, o.visit_starts_at), (o.visit_ends_at, o.ends_at)) as edge (starts_at, ends_at)
            where o.tenant_id = $1
              and o.kind = 'visit'
              and o.starts_at >= $2
              and o.starts_at < $3
              and edge.starts_at < edge.ends_at
            order by edge.starts_at"#,
        tenant,
        from.to_sqlx(),
        to.to_sqlx()
    )
    .fetch_all(ctx.conn())
    .await?;
    let mut between = Betweens::new();
    for row in rows {
        let one = Between { starts_at: row.starts_at.to_jiff(), ends_at: row.ends_at.to_jiff() };
        between.entry(row.worker_id.into()).or_default().push(one);
    }
    Ok(between)
}

fn kind(text: &str) -> BusyKind {
    match text {
        "hold" => BusyKind::Hold,
        "leave" => BusyKind::Leave,
        _visit => BusyKind::Visit,
    }
}
