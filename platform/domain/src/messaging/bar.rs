//! What every page shows of the person: name, unread messages, open offers.

use super::db;
use super::inbox::oneself;
use lares_kernel::{Ctx, Permission, Result};

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bar {
    pub name: String,
    pub unread: u32,
    pub offers: u32,
}

/// One round trip. Asks for no permission, because a role without messages still sees its own name on its pages.
///
/// # Errors
/// `sign_in_first`.
pub async fn bar(ctx: &mut Ctx) -> Result<Bar> {
    let me = oneself(ctx)?;
    let bar = db::bar(ctx, me).await?;
    let unread = if ctx.may(Permission::MessageRead) { bar.unread } else { 0 };
    Ok(Bar { unread, ..bar })
}
