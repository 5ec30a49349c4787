//! What only the office sees, although everybody may read a part of it.

use lares_kernel::error::FORBIDDEN;
use lares_kernel::{Actor, Ctx, Error, Permission, Result, Scope};

/// Like `authorize`, but for staff and the platform only: guests may read workers and reviews too, yet not the office's view of them.
///
/// # Errors
/// `forbidden`.
pub(crate) fn office(ctx: &Ctx, permission: Permission) -> Result<()> {
    let everything = ctx.authorize(permission)? == Scope::Any;
    if everything && matches!(ctx.actor(), Actor::Staff { .. } | Actor::System) { Ok(()) } else { Err(Error::new(FORBIDDEN)) }
}
