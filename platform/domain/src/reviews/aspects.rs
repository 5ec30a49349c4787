//! Mean marks by aspect.

use super::{About, db};
use lares_kernel::{Ctx, Permission, Result, ServiceId, WorkerId};
use serde::Serialize;

/// Means × 100, rounded; all zero while `count` is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Aspects {
    pub count: i64,
    pub overall: i64,
    pub quality: i64,
    pub attitude: i64,
    pub as_expected: i64,
    pub skill: i64,
    pub efficiency: i64,
    /// How many gave one star, two, … five.
    pub stars: [i64; 5],
    /// How many show a picture.
    pub with_pictures: i64,
}

/// Mean marks of a worker.
///
/// # Errors
/// `forbidden`.
pub async fn worker_aspects(ctx: &mut Ctx, worker: WorkerId) -> Result<Aspects> {
    ctx.authorize(Permission::ReviewRead)?;
    db::aspects(ctx, About::Worker(worker)).await
}

/// Mean marks of a service.
///
/// # Errors
/// `forbidden`.
pub async fn service_aspects(ctx: &mut Ctx, service: ServiceId) -> Result<Aspects> {
    ctx.authorize(Permission::ReviewRead)?;
    db::aspects(ctx, About::Service(service)).await
}
