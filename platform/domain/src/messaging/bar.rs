//! What every page shows of the person: name, unread messages, open offers.

use super::db;
use super::inbox::recipient;
use lares_kernel::{Ctx, Permission, Result};

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bar {
    pub name: String,
    pub unread: u32,
    pub offers: u32,
}

/// One round trip.
///
/// # Errors
/// `forbidden`, `sign_in_first`.
pub async fn bar(ctx: &mut Ctx) -> Result<Bar> {
    let me = recipient(ctx, Permission::MessageRead)?;
    db::bar(ctx, me).await
}
