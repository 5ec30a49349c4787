//! Asking the company's pricing plugins, in its order, inside the caller's transaction.

use super::bill::{Line, Source, culprit, merge, total};
use super::quote::{Notice, Quote};
use super::{BLOCKED, CHANGED};
use crate::marketplace;
use lares_extension::{Activation, Extensions, Failure, Hook, OnFailure, Phase, QuoteLine, QuoteOutcome, QuoteRequest};
use lares_extension::{FailureKind, Incident};
use lares_kernel::{Ctx, Error, Locale, Money, Result};

/// What the plugins made of a quote.
pub(super) struct Adjusted {
    pub lines: Vec<Line>,
    pub notices: Vec<Notice>,
    /// Ids of the plugins whose lines the customer was shown.
    pub plugins: Vec<String>,
}

/// One round of questions about one quote, with the bill as it stands.
struct Round<'a> {
    extensions: &'a Extensions,
    locale: Locale,
    request: QuoteRequest,
    lines: Vec<Line>,
}

/// Preview: a failing plugin is left out with a notice, unless the office said that it must block.
pub(super) async fn preview(ctx: &mut Ctx, extensions: &Extensions, request: QuoteRequest, quote: &Quote) -> Result<Adjusted> {
    let mut round = Round { extensions, locale: quote.locale, request, lines: quote.core_lines() };
    let (mut notices, mut plugins) = (Vec::new(), Vec::new());
    for activation in marketplace::active(ctx, extensions, Hook::QuoteAdjuster).await? {
        match round.ask(ctx, &activation).await? {
            Ok(outcome) => {
                notices.extend(outcome.notices.into_iter().map(|problem| Notice::from_plugin(&activation, problem)));
                plugins.push(activation.manifest.id.clone());
            }
            Err(_) if activation.on_failure == OnFailure::Block => return Err(Error::new(BLOCKED)),
            Err(_) => notices.push(Notice::left_out(&activation, quote.locale)),
        }
    }
    Ok(Adjusted { lines: round.lines, notices, plugins })
}

/// Commit: asks every plugin of the quote again, with its writes kept, and insists on the same lines.
///
/// # Errors
/// `pricing.price_changed` when the lines differ or a plugin went, `pricing.plugin_unavailable` when one failed.
pub async fn confirm(ctx: &mut Ctx, extensions: &Extensions, quote: &Quote) -> Result<()> {
    let mut activations = marketplace::active(ctx, extensions, Hook::QuoteAdjuster).await?;
    activations.retain(|activation| quote.plugins.contains(&activation.manifest.id));
    let (lines, shown) = (quote.core_lines(), quote.priced_lines());
    if activations.is_empty() {
        return if lines == shown { Ok(()) } else { Err(Error::new(CHANGED)) };
    }
    let request = quote.request(ctx, Phase::Commit).await?;
    let mut round = Round { extensions, locale: quote.locale, request, lines };
    for activation in &activations {
        if round.ask(ctx, activation).await?.is_err() {
            return Err(Error::new(BLOCKED));
        }
    }
    // Only now: a later plugin may take the place of an earlier one's line.
    if round.lines == shown {
        return Ok(());
    }
    let culprit = culprit(&shown, &round.lines);
    if let Some(activation) = activations.iter().find(|activation| culprit == Some(activation.manifest.id.as_str())) {
        let failure = Failure::new(FailureKind::PriceChanged, "the price at commit differs from the price the customer saw");
        round.report(ctx, activation, failure);
    }
    Err(Error::new(CHANGED))
}

impl Round<'_> {
    async fn ask(&mut self, ctx: &mut Ctx, activation: &Activation) -> Result<std::result::Result<QuoteOutcome, Failure>> {
        let currency = ctx.tenant().currency;
        self.request.subtotal = total(&self.lines, currency)?;
        self.request.lines = self.own_lines(currency);
        let lent = ctx.lend();
        let (back, answer) = self.extensions.plugins.adjust_quote(lent, activation, self.locale.tag(), &self.request).await;
        ctx.regain(back);
        let Ok(outcome) = answer else { return Ok(answer) };
        match merge(&mut self.lines, &activation.manifest.id, &outcome.adjustments, currency) {
            Ok(()) => Ok(Ok(outcome)),
            Err(error) => {
                let failure = Failure::new(FailureKind::BadAnswer, error.to_string());
                self.report(ctx, activation, failure.clone());
                Ok(Err(failure))
            }
        }
    }

    /// The company's own price, as the contract promises it to every plugin.
    fn own_lines(&self, currency: lares_kernel::Currency) -> Vec<QuoteLine> {
        let own = self.lines.iter().filter(|line| !matches!(line.source, Source::Plugin(_)));
        own.map(|line| QuoteLine {
            id: line.code.clone(),
            label: line.label.clone(),
            amount: Money::new(line.amount_minor, currency),
        })
        .collect()
    }

    /// What the engine cannot know is wrong; its own failures it reports itself.
    fn report(&self, ctx: &Ctx, activation: &Activation, failure: Failure) {
        let incident = Incident {
            tenant: ctx.tenant().id,
            plugin: activation.manifest.id.clone(),
            version: activation.manifest.version.clone(),
            hook: Hook::QuoteAdjuster,
            failure,
            subject: Some(self.request.quote.uuid()),
        };
        marketplace::report(self.extensions, incident);
    }
}
