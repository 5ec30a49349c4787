//! What a recipient wants to hear, and where.

use super::inbox::recipient;
use super::table::{Channel, kinds};
use super::{UNKNOWN_KIND, db};
use lares_kernel::{Ctx, Error, Permission, Result};
use serde::Serialize;

/// One switch.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Preference {
    pub kind: &'static str,
    pub channel: Channel,
    pub is_on: bool,
}

/// Every switch of the actor, in the order of the table.
///
/// # Errors
/// `forbidden`, `sign_in_first`.
pub async fn preferences(ctx: &mut Ctx) -> Result<Vec<Preference>> {
    let me = recipient(ctx, Permission::MessageRead)?;
    let off = db::all_muted(ctx, me).await?;
    let switches = kinds(me.0).flat_map(|(kind, channels)| channels.iter().map(move |channel| (kind, *channel)));
    Ok(switches
        .map(|(kind, channel)| {
            let is_on = !off.iter().any(|(muted, where_)| muted == kind && where_ == channel.name());
            Preference { kind, channel, is_on }
        })
        .collect())
}

/// # Errors
/// `forbidden`; on the field `kind` when the actor never gets that there.
pub async fn set_preference(ctx: &mut Ctx, kind: &str, channel: Channel, is_on: bool) -> Result<()> {
    let me = recipient(ctx, Permission::MessageWrite)?;
    if !kinds(me.0).any(|(known, channels)| known == kind && channels.contains(&channel)) {
        return Err(Error::field("kind", UNKNOWN_KIND));
    }
    if is_on { db::unmute(ctx, me, kind, channel).await } else { db::mute(ctx, me, kind, channel).await }
}
