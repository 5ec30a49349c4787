//! Asking the company's pricing plugins, in its order, inside the caller's transaction.

use super::bill::{Line, merge, total};
use super::quote::{Notice, Quote};
use super::{BLOCKED, CHANGED};
use crate::marketplace;
use lares_extension::{Activation, Extensions, Failure, Hook, OnFailure, Phase, QuoteLine, QuoteOutcome, QuoteRequest};
use lares_extension::{FailureKind, Incident};
use lares_kernel::{Ctx, Error, Money, Result};

/// What the plugins made of a quote.
pub(super) struct Adjusted {
    pub lines: Vec<Line>,
    pub notices: Vec<Notice>,
    /// Ids of the plugins whose lines the customer was shown.
    pub plugins: Vec<String>,
}

/// Preview: a failing plugin is left out with a notice, unless the office said that it must block.
pub(super) async fn preview(
    ctx: &mut Ctx,
    extensions: &Extensions,
    mut request: QuoteRequest,
    lines: Vec<Line>,
) -> Result<Adjusted> {
    let mut adjusted = Adjusted { lines, notices: Vec::new(), plugins: Vec::new() };
    for activation in marketplace::active(ctx, extensions, Hook::QuoteAdjuster).await? {
        match ask(ctx, extensions, &activation, &mut request, &mut adjusted.lines).await? {
            Ok(outcome) => {
                adjusted.notices.extend(outcome.notices.into_iter().map(|problem| Notice::from_plugin(&activation, problem)));
                adjusted.plugins.push(activation.manifest.id.clone());
            }
            Err(_) if activation.on_failure == OnFailure::Block => return Err(Error::new(BLOCKED)),
            Err(_) => adjusted.notices.push(Notice::left_out(&activation, ctx.tenant().locale)),
        }
    }
    Ok(adjusted)
}

/// Commit: asks every plugin of the quote again, with its writes kept, and insists on the same lines.
///
/// # Errors
/// `pricing.price_changed` when the lines differ or a plugin came or went, `pricing.plugin_unavailable` when one failed.
pub async fn confirm(ctx: &mut Ctx, extensions: &Extensions, quote: &Quote) -> Result<()> {
    let activations = marketplace::active(ctx, extensions, Hook::QuoteAdjuster).await?;
    let mut request = quote.request(ctx, Phase::Commit).await?;
    let mut lines = quote.core_lines();
    let shown = quote.priced_lines();
    for activation in activations.iter().filter(|activation| quote.plugins.contains(&activation.manifest.id)) {
        if ask(ctx, extensions, activation, &mut request, &mut lines).await?.is_err() {
            return Err(Error::new(BLOCKED));
        }
        let so_far = shown.get(..lines.len());
        if so_far != Some(lines.as_slice()) {
            marketplace::report(extensions, changed(ctx, activation, quote));
            return Err(Error::new(CHANGED));
        }
    }
    if lines == shown { Ok(()) } else { Err(Error::new(CHANGED)) }
}

fn changed(ctx: &Ctx, activation: &Activation, quote: &Quote) -> Incident {
    Incident {
        tenant: ctx.tenant().id,
        plugin: activation.manifest.id.clone(),
        version: activation.manifest.version.clone(),
        hook: Hook::QuoteAdjuster,
        failure: Failure::new(FailureKind::PriceChanged, "the price at commit differs from the price the customer saw"),
        subject: Some(quote.id.uuid()),
    }
}

async fn ask(
    ctx: &mut Ctx,
    extensions: &Extensions,
    activation: &Activation,
    request: &mut QuoteRequest,
    lines: &mut Vec<Line>,
) -> Result<std::result::Result<QuoteOutcome, Failure>> {
    let currency = ctx.tenant().currency;
    request.subtotal = total(lines, currency)?;
    request.lines = lines.iter().map(|line| quote_line(line, currency)).collect();
    let locale = ctx.tenant().locale.tag();
    let lent = ctx.lend();
    let (back, answer) = extensions.plugins.adjust_quote(lent, activation, locale, request).await;
    ctx.regain(back);
    match answer {
        Ok(outcome) => match merge(lines, &activation.manifest.id, &outcome.adjustments, currency) {
            Ok(()) => Ok(Ok(outcome)),
            Err(error) => Ok(Err(Failure::new(FailureKind::BadAnswer, error.to_string()))),
        },
        Err(failure) => Ok(Err(failure)),
    }
}

fn quote_line(line: &Line, currency: lares_kernel::Currency) -> QuoteLine {
    QuoteLine { id: line.code.clone(), label: line.label.clone(), amount: Money::new(line.amount_minor, currency) }
}
