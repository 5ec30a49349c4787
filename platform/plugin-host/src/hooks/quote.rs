//! `quote-adjuster`: asked for changes of a price, in preview and again at commit.

use super::text::{bad, check, check_code, check_optional, problems};
use super::{Question, Trouble};
use crate::bindings::quote::exports::lares::plugin::quote_adjuster as wit;
use crate::bindings::tx::lares::plugin::types::{Instant, Money as Coins};
use crate::call::{Asked, Call};
use crate::library::Loaded;
use crate::limits::Limits;
use jiff::Timestamp;
use lares_extension::{Adjustment, DayKind, Effect, Failure, Hook, LocalTime, Phase, QuoteOutcome, QuoteRequest, Target};
use lares_kernel::Money;
use uuid::Uuid;
use wasmtime::Store;

const ADJUSTMENTS: usize = 100;
const NOTICES: usize = 20;
const LABEL_LETTERS: usize = 120;
const GROUP_LETTERS: usize = 64;
const MOST_BASIS_POINTS: i32 = 10_000;

pub(crate) struct Adjust<'a> {
    pub locale: &'a str,
    pub request: &'a QuoteRequest,
}

impl Question for Adjust<'_> {
    const HOOK: Hook = Hook::QuoteAdjuster;
    type Answer = QuoteOutcome;

    fn limits(&self) -> Limits {
        Limits::quote(self.request.phase, self.request.lines.len())
    }

    fn asked(&self) -> Asked {
        Asked {
            hook: Self::HOOK,
            request: self.request.quote.to_string(),
            locale: self.locale.to_owned(),
            dry_run: !self.keeps(),
        }
    }

    fn subject(&self) -> Option<Uuid> {
        Some(self.request.quote.uuid())
    }

    fn size(&self) -> usize {
        let request = self.request;
        let lines: usize = request.lines.iter().map(|line| line.id.len() + line.label.len() + 64).sum();
        let codes: usize = request.codes.iter().map(String::len).sum();
        lines + codes + request.service_name.len() + request.area.as_ref().map_or(0, String::len) + 512
    }

    fn keeps(&self) -> bool {
        match self.request.phase {
            Phase::Preview => false,
            Phase::Commit => true,
        }
    }

    async fn ask(&self, store: &mut Store<Call>, guest: &Loaded) -> Result<QuoteOutcome, Trouble> {
        let instance = guest.quote()?.instantiate_async(&mut *store).await?;
        let request = to_wit(self.request);
        let outcome = instance.lares_plugin_quote_adjuster().call_adjust(&mut *store, &request).await??;
        if size(&outcome) > self.limits().output {
            return Err(bad("the answer is longer than 64 kB").into());
        }
        Ok(accept(outcome, self.request)?)
    }
}

fn to_wit(request: &QuoteRequest) -> wit::Request {
    let line = |line: &lares_extension::QuoteLine| wit::Line {
        id: line.id.clone(),
        label: line.label.clone(),
        amount: coins(line.amount),
    };
    wit::Request {
        quote: request.quote.to_string(),
        phase: match request.phase {
            Phase::Preview => wit::Phase::Preview,
            Phase::Commit => wit::Phase::Commit,
        },
        service: request.service.to_string(),
        service_name: request.service_name.clone(),
        lines: request.lines.iter().map(line).collect(),
        subtotal: coins(request.subtotal),
        customer: request.customer.map(|customer| customer.to_string()),
        codes: request.codes.clone(),
        starts_at: instant(request.starts_at),
        ends_at: instant(request.ends_at),
        local: local(&request.local),
        distance_metres: request.distance_metres,
        area: request.area.clone(),
    }
}

fn local(local: &LocalTime) -> wit::LocalTime {
    wit::LocalTime {
        date: local.date.clone(),
        weekday: local.weekday,
        starts_minute: local.starts_minute,
        ends_minute: local.ends_minute,
        day_kind: match local.day_kind {
            DayKind::Workday => wit::DayKind::Workday,
            DayKind::Weekend => wit::DayKind::Weekend,
            DayKind::Holiday => wit::DayKind::Holiday,
        },
    }
}

fn coins(money: Money) -> Coins {
    Coins { minor: money.minor, currency: money.currency.code().to_owned() }
}

fn instant(at: Timestamp) -> Instant {
    Instant { unix_ms: at.as_millisecond() }
}

fn size(outcome: &wit::Outcome) -> usize {
    let group = |adjustment: &wit::Adjustment| adjustment.stack_group.as_ref().map_or(0, String::len);
    let adjustments = outcome.adjustments.iter();
    let adjustments = adjustments.map(|said| said.code.len() + said.label.len() + said.why.len() + group(said) + 64);
    let notices = outcome.notices.iter().map(|notice| notice.code.len() + notice.message.len() + 32);
    adjustments.chain(notices).sum()
}

fn accept(said: wit::Outcome, request: &QuoteRequest) -> Result<QuoteOutcome, Failure> {
    if said.adjustments.len() > ADJUSTMENTS {
        return Err(bad("more than 100 adjustments"));
    }
    let notices = problems("notices", said.notices, NOTICES)?;
    let adjustments = said.adjustments.into_iter().map(|said| adjustment(said, request)).collect::<Result<_, _>>()?;
    Ok(QuoteOutcome { adjustments, notices })
}

fn adjustment(said: wit::Adjustment, request: &QuoteRequest) -> Result<Adjustment, Failure> {
    check_code("code", &said.code)?;
    check("label", &said.label, LABEL_LETTERS)?;
    check_optional("why", &said.why, LABEL_LETTERS)?;
    if let Some(group) = &said.stack_group {
        check("stack-group", group, GROUP_LETTERS)?;
    }
    let target = match said.target {
        wit::Target::WholeOrder => Target::WholeOrder,
        wit::Target::Line(id) if request.lines.iter().any(|line| line.id == id) => Target::Line(id),
        wit::Target::Line(_) => return Err(bad("target: no such line")),
    };
    let effect = effect(&said.effect, request)?;
    let (code, label, why, stack_group) = (said.code, said.label, said.why, said.stack_group);
    Ok(Adjustment { code, label, why, target, effect, stack_group })
}

fn effect(said: &wit::Effect, request: &QuoteRequest) -> Result<Effect, Failure> {
    let currency = request.subtotal.currency;
    match said {
        wit::Effect::Amount(amount) if amount.currency != currency.code() => {
            Err(bad(format!("effect: the quote is in {}", currency.code())))
        }
        wit::Effect::Amount(amount) if amount.minor.unsigned_abs() > Money::LIMIT.unsigned_abs() => {
            Err(bad("effect: amount out of range"))
        }
        wit::Effect::Amount(amount) => Ok(Effect::Amount(Money::new(amount.minor, currency))),
        wit::Effect::PercentBp(points) if points.unsigned_abs() > MOST_BASIS_POINTS.unsigned_abs() => {
            Err(bad("effect: more than 100 %"))
        }
        wit::Effect::PercentBp(points) => Ok(Effect::PercentBasisPoints(*points)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lares_extension::{FailureKind, QuoteLine};
    use lares_kernel::{Currency, QuoteId, ServiceId};

    fn request() -> QuoteRequest {
        let amount = Money::new(19_900, Currency::CNY);
        let local = LocalTime {
            date: "2026-11-30".to_owned(),
            weekday: 1,
            starts_minute: 540,
            ends_minute: 660,
            day_kind: DayKind::Workday,
        };
        QuoteRequest {
            quote: QuoteId::new(),
            phase: Phase::Preview,
            service: ServiceId::new(),
            service_name: "日常保洁".to_owned(),
            customer: None,
            starts_at: Timestamp::UNIX_EPOCH,
            ends_at: Timestamp::UNIX_EPOCH,
            local,
            distance_metres: None,
            area: None,
            codes: Vec::new(),
            lines: vec![QuoteLine { id: "base".to_owned(), label: "日常保洁".to_owned(), amount }],
            subtotal: amount,
        }
    }

    fn said() -> wit::Adjustment {
        wit::Adjustment {
            code: "night".to_owned(),
            label: "夜间".to_owned(),
            why: String::new(),
            target: wit::Target::Line("base".to_owned()),
            effect: wit::Effect::Amount(Coins { minor: -500, currency: "CNY".to_owned() }),
            stack_group: None,
        }
    }

    fn verdict(change: impl Fn(&mut wit::Adjustment)) -> Option<FailureKind> {
        let mut adjustment = said();
        change(&mut adjustment);
        let outcome = wit::Outcome { adjustments: vec![adjustment], notices: Vec::new() };
        accept(outcome, &request()).err().map(|failure| failure.kind)
    }

    #[test]
    fn an_honest_answer_is_taken_as_it_is() {
        let outcome = wit::Outcome { adjustments: vec![said()], notices: Vec::new() };
        let accepted = accept(outcome, &request()).expect("accepted");
        assert_eq!(accepted.adjustments[0].effect, Effect::Amount(Money::new(-500, Currency::CNY)));
        assert_eq!(accepted.adjustments[0].target, Target::Line("base".to_owned()));
    }

    #[test]
    fn what_the_contract_does_not_allow_is_a_bad_answer() {
        let coins = |minor, currency: &str| wit::Effect::Amount(Coins { minor, currency: currency.to_owned() });
        let bad = Some(FailureKind::BadAnswer);
        assert_eq!(verdict(|_| {}), None);
        assert_eq!(verdict(|said| said.code.clear()), bad);
        assert_eq!(verdict(|said| said.label = "x".repeat(121)), bad);
        assert_eq!(verdict(|said| said.label = "\u{1b}[31m".to_owned()), bad);
        assert_eq!(verdict(|said| said.target = wit::Target::Line("other".to_owned())), bad);
        assert_eq!(verdict(|said| said.effect = coins(1, "USD")), bad);
        assert_eq!(verdict(|said| said.effect = coins(i64::MIN, "CNY")), bad);
        assert_eq!(verdict(|said| said.effect = wit::Effect::PercentBp(10_001)), bad);
        assert_eq!(verdict(|said| said.effect = wit::Effect::PercentBp(i32::MIN)), bad);
        assert_eq!(verdict(|said| said.effect = wit::Effect::PercentBp(-10_000)), None);
    }

    #[test]
    fn a_hundred_adjustments_are_enough() {
        let outcome = |count| wit::Outcome { adjustments: vec![said(); count], notices: Vec::new() };
        assert!(accept(outcome(100), &request()).is_ok());
        assert!(accept(outcome(101), &request()).is_err());
    }
}
