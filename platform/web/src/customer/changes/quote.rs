//! The new bill beside the old one, or what is still to be chosen.

use super::Changing;
use crate::customer::booking::times;
use crate::customer::cards;
use crate::form::sentence;
use lares_domain::orders::{self, ChangePreview, ChangeWish};
use lares_extension::Extensions;
use lares_kernel::{Ctx, Currency, Kind, Result};
use lares_views::pages::customer::{BookingTimes, ChangeQuote};
use lares_views::{Arg, Phrase};

pub async fn quote(ctx: &mut Ctx, extensions: &Extensions, changing: &Changing, times: &BookingTimes) -> Result<ChangeQuote> {
    let Changing { order, wish, scene } = changing;
    let address = orders::change_address(ctx, order.id).await?;
    if changing.is_as_before(address) {
        return Ok(as_before(changing));
    }
    let (Some(address), Some(starts_at)) = (&scene.address, scene.starts_at) else { return Ok(unfinished(changing, None)) };
    if let Some(why) = times::refusal(times, starts_at) {
        return Ok(unfinished(changing, Some(why)));
    }
    let wanted = ChangeWish { options: wish.options.clone(), address: address.id, starts_at };
    match orders::change_preview(ctx, extensions, order.id, wanted).await {
        Ok(preview) => Ok(priced(&preview)),
        Err(error) if matches!(error.kind(), Kind::Invalid | Kind::Conflict | Kind::Unavailable) => {
            Ok(unfinished(changing, Some(sentence(&error))))
        }
        Err(error) => Err(error),
    }
}

fn priced(preview: &ChangePreview) -> ChangeQuote {
    let currency = preview.quote.total.currency;
    ChangeQuote {
        id: Some(preview.quote.id.to_string()),
        bill: cards::bill(&preview.quote.lines, currency),
        difference: difference(preview.difference_minor, currency),
        policy: match preview.free_until {
            Some(until) => Phrase::key("change-free-until").with("until", Arg::Moment(until)),
            None if preview.fee.minor > 0 => Phrase::key("change-late").with("fee", cards::money(preview.fee.minor, currency)),
            None => Phrase::key("change-no-fee"),
        },
        problem: None,
        is_ready: true,
    }
}

fn difference(minor: i64, currency: Currency) -> Phrase {
    let key = match minor {
        0 => "change-same",
        1.. => "change-more",
        _less => "change-less",
    };
    Phrase::key(key).with("amount", cards::money(minor.abs(), currency))
}

fn as_before(changing: &Changing) -> ChangeQuote {
    ChangeQuote { is_ready: true, ..unfinished(changing, None) }
}

/// The bill as it is, and why there is no other yet.
fn unfinished(changing: &Changing, problem: Option<Phrase>) -> ChangeQuote {
    let order = &changing.order;
    let until = orders::move_free_until(order);
    ChangeQuote {
        id: None,
        bill: cards::bill(&order.lines, order.total.currency),
        difference: Phrase::key("change-nothing"),
        policy: Phrase::key("change-free-until").with("until", Arg::Moment(until)),
        problem,
        is_ready: false,
    }
}
