//! Making a quote, reading it back, spending it on an order.

use super::adjust::preview;
use super::bill::{Line, Source, total};
use super::{CODES_LIMIT, EXPIRED, OPTION_UNKNOWN, OUTSIDE_AREA, PAST, QUANTITY, TOO_LONG, USED, db};
use crate::catalogue::{self, Offering};
use crate::customers::{self, Address};
use crate::scheduling;
use crate::tenancy::{self, CancellationPolicy};
use jiff::{SignedDuration, Timestamp};
use lares_extension::{Activation, DayKind, Extensions, LocalTime, Phase, Problem, QuoteRequest};
use lares_kernel::error::{FORBIDDEN, NOT_FOUND};
use lares_kernel::{
    Actor, AddressId, Ctx, CustomerId, Error, Locale, Money, OptionId, OrderId, Permission, QuoteId, Result, ServiceId, WorkerId,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How long an expired quote can still be looked at.
const KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);

/// What a price is asked for.
#[derive(Clone, Debug)]
pub struct QuoteFor {
    pub service: ServiceId,
    pub options: Vec<(OptionId, u32)>,
    pub address: AddressId,
    /// None = whoever fits best.
    pub worker: Option<WorkerId>,
    pub starts_at: Timestamp,
    pub codes: Vec<String>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ChosenOption {
    pub id: OptionId,
    pub name: String,
    pub quantity: u32,
    pub amount_minor: i64,
    pub minutes: i64,
}

/// Something the customer must know about the price: a code that did not count, a plugin left out.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Notice {
    pub plugin: String,
    pub code: String,
    /// In the customer's language; empty when the sentence is ours, by `code`.
    pub message: String,
}

impl Notice {
    pub(super) fn from_plugin(activation: &Activation, problem: Problem) -> Self {
        Self { plugin: activation.manifest.id.clone(), code: problem.code, message: problem.message }
    }

    pub(super) fn left_out(activation: &Activation, locale: Locale) -> Self {
        let name = activation.manifest.name.get(locale.tag()).to_owned();
        Self { plugin: name, code: "left_out".into(), message: String::new() }
    }
}

/// A price, frozen until `expires_at`.
#[derive(Clone, Debug, Serialize)]
pub struct Quote {
    pub id: QuoteId,
    pub customer_id: CustomerId,
    pub service_id: ServiceId,
    pub address_id: AddressId,
    pub worker_id: Option<WorkerId>,
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
    pub options: Vec<ChosenOption>,
    pub codes: Vec<String>,
    pub lines: Vec<Line>,
    pub notices: Vec<Notice>,
    pub plugins: Vec<String>,
    pub total: Money,
    pub policy: CancellationPolicy,
    /// What its lines and notices are written in; plugins are asked in it again at commit.
    pub locale: Locale,
    pub expires_at: Timestamp,
    /// The order it would change; None for a new one.
    pub changes: Option<OrderId>,
}

/// Prices a visit and freezes the answer for the company's quote time.
///
/// # Errors
/// `not_found` for a service or address that is not there; `pricing.*` for what cannot be priced.
pub async fn quote(ctx: &mut Ctx, extensions: &Extensions, ask: QuoteFor) -> Result<Quote> {
    ctx.authorize(Permission::QuoteRead)?;
    let is_customer = matches!(ctx.actor(), Actor::Customer { .. });
    if is_customer && ask.worker.is_some() && !tenancy::policies::assignment(ctx).await?.customer_may_choose {
        return Err(Error::field("worker", FORBIDDEN));
    }
    let quote = price(ctx, extensions, ask, None).await?;
    db::insert(ctx, &quote).await?;
    Ok(quote)
}

/// Prices what an order is to become: a quote not yet frozen, to which fees may be added. Plugins know the order by the quote it was
/// placed with, and the codes stay the same.
///
/// # Errors
/// As [`quote`].
pub(crate) async fn reprice(ctx: &mut Ctx, extensions: &Extensions, order: OrderId, ask: QuoteFor) -> Result<Quote> {
    let codes = match db::spent_on(ctx, order).await? {
        Some((_, codes)) => serde_json::from_value(codes)?,
        None => Vec::new(),
    };
    price(ctx, extensions, QuoteFor { codes, ..ask }, Some(order)).await
}

/// Freezes a quote that [`reprice`] made, with what moving the visit costs.
///
/// # Errors
/// `money.out_of_range`.
pub(crate) async fn freeze(ctx: &mut Ctx, quote: &mut Quote, fees: Vec<Line>) -> Result<()> {
    quote.lines.extend(fees);
    quote.total = total(&quote.lines, ctx.tenant().currency)?;
    db::insert(ctx, quote).await
}

/// The quote that would change this order.
///
/// # Errors
/// `not_found`, also for a quote of something else.
pub(crate) async fn of_change(ctx: &mut Ctx, id: QuoteId, order: OrderId) -> Result<Quote> {
    let quote = db::read(ctx, id).await?;
    if quote.changes == Some(order) { Ok(quote) } else { Err(Error::new(NOT_FOUND)) }
}

/// Which of the customer's addresses an order goes to.
///
/// # Errors
/// `not_found`.
pub(crate) async fn address_of(ctx: &mut Ctx, order: OrderId) -> Result<AddressId> {
    db::address_of(ctx, order).await
}

async fn price(ctx: &mut Ctx, extensions: &Extensions, ask: QuoteFor, changes: Option<OrderId>) -> Result<Quote> {
    let codes = clean_codes(&ask.codes)?;
    if ask.starts_at <= ctx.now() {
        return Err(Error::field("starts_at", PAST));
    }
    let offering = catalogue::offering(ctx, ask.service).await?;
    let address = customers::address(ctx, ask.address).await?;
    let options = choose(&offering, &ask.options)?;
    let minutes = offering.minutes + options.iter().map(|option| option.minutes).sum::<i64>();
    if minutes > 24 * 60 {
        return Err(Error::field("options", TOO_LONG));
    }
    let ends_at = ask.starts_at.checked_add(SignedDuration::from_mins(minutes));
    let ends_at = ends_at.map_err(|_| Error::field("starts_at", scheduling::reason::TOO_FAR))?;
    let mut quote = Quote {
        id: QuoteId::new(),
        customer_id: address.customer_id,
        service_id: offering.id,
        address_id: address.id,
        worker_id: ask.worker,
        starts_at: ask.starts_at,
        ends_at,
        lines: core_lines(&offering, &options),
        options,
        codes,
        notices: Vec::new(),
        plugins: Vec::new(),
        total: Money::zero(ctx.tenant().currency),
        policy: tenancy::policies::cancellation(ctx).await?,
        locale: language(ctx, address.customer_id).await?,
        expires_at: ctx.now() + SignedDuration::from_mins(tenancy::policies::booking(ctx).await?.quote_minutes.into()),
        changes,
    };
    let request = request_for(ctx, &quote, &offering.name, &address, Phase::Preview).await?;
    let adjusted = preview(ctx, extensions, request, &quote).await?;
    quote.total = total(&adjusted.lines, ctx.tenant().currency)?;
    (quote.lines, quote.notices, quote.plugins) = (adjusted.lines, adjusted.notices, adjusted.plugins);
    Ok(quote)
}

/// A quote of the actor's own.
///
/// # Errors
/// `not_found`.
pub async fn read(ctx: &mut Ctx, id: QuoteId) -> Result<Quote> {
    let quote = db::read(ctx, id).await?;
    ctx.authorize_owned(Permission::QuoteRead, &[Some(quote.customer_id.uuid())])?;
    Ok(quote)
}

/// Marks a quote as used by an order; one quote makes one order.
///
/// # Errors
/// `pricing.quote_expired`, `pricing.quote_used`, also for a quote that changes another order or none.
pub async fn spend(ctx: &mut Ctx, quote: &Quote, order: OrderId) -> Result<()> {
    if quote.changes.is_some_and(|changed| changed != order) {
        return Err(Error::new(USED));
    }
    if quote.expires_at <= ctx.now() {
        return Err(Error::new(EXPIRED));
    }
    if db::spend(ctx, quote.id, order).await? { Ok(()) } else { Err(Error::new(USED)) }
}

impl Quote {
    /// The company's own price: what plugins are asked about first.
    #[must_use]
    pub fn core_lines(&self) -> Vec<Line> {
        self.lines.iter().filter(|line| matches!(line.source, Source::Base | Source::Option)).cloned().collect()
    }

    /// Everything but fees, which stand last and are nobody's to adjust.
    #[must_use]
    pub(super) fn priced_lines(&self) -> Vec<Line> {
        self.lines.iter().filter(|line| line.source != Source::Fee).cloned().collect()
    }

    /// The question plugins were asked about this quote, in another phase.
    pub(super) async fn request(&self, ctx: &mut Ctx, phase: Phase) -> Result<QuoteRequest> {
        let address = customers::address(ctx, self.address_id).await?;
        let offering = catalogue::offering(ctx, self.service_id).await?;
        request_for(ctx, self, &offering.name, &address, phase).await
    }
}

/// The language of whoever will read the bill: the visitor's, or what the customer chose when somebody else asks for them.
async fn language(ctx: &mut Ctx, customer: CustomerId) -> Result<Locale> {
    match ctx.actor() {
        Actor::Customer { .. } => Ok(ctx.locale()),
        Actor::Guest | Actor::Worker { .. } | Actor::Staff { .. } | Actor::System => customers::language(ctx, customer).await,
    }
}

fn clean_codes(typed: &[String]) -> Result<Vec<String>> {
    let codes: Vec<String> = typed.iter().map(|code| code.trim().to_uppercase()).filter(|code| !code.is_empty()).collect();
    if codes.len() > 5 || codes.iter().any(|code| code.chars().count() > 40) {
        return Err(Error::field("codes", CODES_LIMIT));
    }
    Ok(codes)
}

fn choose(offering: &Offering, wanted: &[(OptionId, u32)]) -> Result<Vec<ChosenOption>> {
    let mut quantities: BTreeMap<OptionId, u32> = BTreeMap::new();
    for (id, quantity) in wanted.iter().filter(|(_, quantity)| *quantity > 0) {
        let sum = quantities.entry(*id).or_default();
        *sum = sum.saturating_add(*quantity);
    }
    quantities
        .into_iter()
        .map(|(id, quantity)| {
            let option =
                offering.options.iter().find(|option| option.id == id).ok_or_else(|| Error::field("options", OPTION_UNKNOWN))?;
            if i64::from(quantity) > option.max_quantity {
                return Err(Error::field("options", QUANTITY));
            }
            Ok(ChosenOption {
                id,
                name: option.name.clone(),
                quantity,
                amount_minor: option.price_minor * i64::from(quantity),
                minutes: option.minutes * i64::from(quantity),
            })
        })
        .collect()
}

fn core_lines(offering: &Offering, options: &[ChosenOption]) -> Vec<Line> {
    let base = Line::own(Source::Base, "base".into(), offering.name.clone(), offering.base_minor);
    let chosen = options.iter().map(|option| {
        let label = if option.quantity > 1 { format!("{} × {}", option.name, option.quantity) } else { option.name.clone() };
        Line::own(Source::Option, option.id.to_string(), label, option.amount_minor)
    });
    std::iter::once(base).chain(chosen).collect()
}

async fn request_for(ctx: &mut Ctx, quote: &Quote, service_name: &str, address: &Address, phase: Phase) -> Result<QuoteRequest> {
    let (area, distance_metres) = tenancy::areas::nearest(ctx, address.place)
        .await?
        .map(|near| (near.name, u32::try_from(near.metres).unwrap_or(u32::MAX)))
        .ok_or_else(|| Error::field("address_id", OUTSIDE_AREA))?;
    let known_as = match quote.changes {
        Some(order) => db::spent_on(ctx, order).await?.map_or(quote.id, |(first, _)| first),
        None => quote.id,
    };
    Ok(QuoteRequest {
        quote: known_as,
        phase,
        service: quote.service_id,
        service_name: service_name.to_owned(),
        customer: Some(quote.customer_id),
        starts_at: quote.starts_at,
        ends_at: quote.ends_at,
        local: local_time(ctx, quote).await?,
        distance_metres: Some(distance_metres),
        area: Some(area),
        codes: quote.codes.clone(),
        lines: Vec::new(),
        subtotal: Money::zero(ctx.tenant().currency),
    })
}

async fn local_time(ctx: &mut Ctx, quote: &Quote) -> Result<LocalTime> {
    let starts = quote.starts_at.to_zoned(ctx.tenant().zone.clone());
    let minute = u32::try_from(i32::from(starts.hour()) * 60 + i32::from(starts.minute())).unwrap_or(0);
    let length = u32::try_from((quote.ends_at - quote.starts_at).total(jiff::Unit::Minute).unwrap_or(0.0) as i64).unwrap_or(0);
    let day_kind = match scheduling::day_kind(ctx, starts.date()).await? {
        scheduling::DayKind::Workday => DayKind::Workday,
        scheduling::DayKind::Weekend => DayKind::Weekend,
        scheduling::DayKind::Holiday => DayKind::Holiday,
    };
    Ok(LocalTime {
        date: starts.date().to_string(),
        weekday: u8::try_from(starts.weekday().to_monday_one_offset()).unwrap_or(1),
        starts_minute: minute,
        ends_minute: minute + length,
        day_kind,
    })
}

/// Forgets up to `limit` quotes nobody ordered from, a week after they expired. Answers how many went.
///
/// # Errors
/// `forbidden` for everybody but the platform itself.
pub async fn prune(ctx: &mut Ctx, limit: i64) -> Result<u64> {
    ctx.authorize_platform()?;
    let before = ctx.now() - KEPT;
    db::prune(ctx, before, limit).await
}

/// The quote an order was placed from, with the codes the customer typed; for telling plugins.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn spent_on(ctx: &mut Ctx, order: OrderId) -> Result<Option<(QuoteId, serde_json::Value)>> {
    db::spent_on(ctx, order).await
}
