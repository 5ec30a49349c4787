//! Changing a customer's order: the form, the new bill beside it, then the click. Works by reload, as the office's other forms do.

use super::again::Sent;
use super::entry::{Entry, Words, local};
use crate::customer::cards;
use crate::error::Served;
use crate::instead::instead;
use crate::respond::see;
use crate::visit::OfficeVisit;
use axum::extract::{Path, Query};
use lares_domain::catalogue;
use lares_domain::customers;
use lares_domain::orders::{self, ChangeOrder, ChangePreview, ChangeWish, Order, Wanted};
use lares_kernel::answers::Answer;
use lares_kernel::{AddressId, Ctx, Error, Kind, OptionId, OrderId, QuoteId, Result, random};
use lares_views::pages::office::{ChangeBill, ChangeOption, ChangePage};
use lares_views::parts::Choice;
use lares_views::{Form, Phrase};
use std::collections::BTreeMap;

type Pairs = Vec<(String, String)>;

pub async fn show(visit: OfficeVisit, Path(id): Path<OrderId>, Query(typed): Query<Pairs>) -> Served {
    page(&visit, id, typed, Sent::default()).await
}

pub async fn create(visit: OfficeVisit, Path(id): Path<OrderId>, typed: Words) -> Served {
    typed.only(&["key", "quote", "notes"])?;
    match apply(&visit, id, &typed).await {
        Ok(()) => Ok(see(&format!("/office/orders/{id}"))),
        Err(error) => page(&visit, id, typed.value.clone(), Sent::again("change", &typed, error)?).await,
    }
}

/// Changes the order once for each form that was shown.
async fn apply(visit: &OfficeVisit, id: OrderId, typed: &Words) -> Result<()> {
    let mut entry = Entry::of(typed);
    let quote = (!entry.text("quote").is_empty()).then(|| entry.choice("quote", |text| text.parse::<QuoteId>().ok())).flatten();
    let (notes, key) = (entry.text("notes").to_owned(), entry.text("key").to_owned());
    entry.done()?;
    let (mut ctx, person) = (visit.begin().await?, visit.person()?);
    if ctx.answered(person, &key, &serde_json::to_vec(&typed.words)?).await?.is_some() {
        return Ok(());
    }
    let command = ChangeOrder { quote, notes: Some(notes) };
    if let Err(error) = orders::change(&mut ctx, &visit.app.extensions, id, command).await {
        return Err(match quote {
            Some(quote) => instead(visit, ctx, error, Wanted::Change { order: id, quote }).await,
            None => error,
        });
    }
    ctx.keep_answer(person, &key, &Answer { status: 303, body: serde_json::Value::Null }).await?;
    ctx.commit().await
}

async fn page(visit: &OfficeVisit, id: OrderId, typed: Pairs, sent: Sent) -> Served {
    let mut ctx = visit.begin().await?;
    let order = orders::read(&mut ctx, id).await?;
    let address = orders::change_address(&mut ctx, id).await?;
    let words: BTreeMap<String, String> = typed.into_iter().collect();
    let (bill, problem) = match wish(visit, &order, address, &words) {
        Ok(None) => (None, None),
        Ok(Some(wish)) => priced(&mut ctx, visit, id, wish).await?,
        Err(error) => (None, Some(error)),
    };
    let mut form = if sent.part == "change" { sent.form.clone() } else { Form { values: words.clone(), ..Form::default() } };
    if let Some(error) = &problem {
        form.errors = crate::form::form(&words, Some(error)).errors;
    }
    let page = ChangePage {
        id: id.to_string(),
        number: order.number.clone(),
        service: order.service_name.clone(),
        starts_at: local(order.starts_at, &visit.tenant),
        addresses: addresses(&mut ctx, &order).await?,
        address: words.get("address").cloned().unwrap_or_else(|| address.to_string()),
        options: options(&mut ctx, &order, &words).await?,
        notes: order.notes.clone(),
        now: cards::bill(&order.lines, order.total.currency),
        bill,
        key: random::uuid().to_string(),
        form,
    };
    visit.show_as(sent.status(), ctx, "orders", &page).await
}

/// What was typed, when it differs from the order in more than its notes; None before anything was.
fn wish(visit: &OfficeVisit, order: &Order, address: AddressId, words: &BTreeMap<String, String>) -> Result<Option<ChangeWish>> {
    let Some(typed) = words.get("starts_at") else { return Ok(None) };
    let starts_at = super::entry::moment(typed, &visit.tenant).ok_or_else(|| Error::field("starts_at", super::entry::DATE))?;
    let chosen = words.get("address").and_then(|text| text.parse().ok()).unwrap_or(address);
    let option = |(name, value): (&String, &String)| -> Option<(OptionId, u32)> {
        let id = name.strip_prefix("option-")?.parse().ok()?;
        value.trim().parse().ok().filter(|quantity| *quantity > 0).map(|quantity| (id, quantity))
    };
    let mut options: Vec<_> = words.iter().filter_map(option).collect();
    options.sort_unstable();
    let mut before: Vec<_> = order.options.iter().map(|option| (option.id, option.quantity)).collect();
    before.sort_unstable();
    let is_same = local(starts_at, &visit.tenant) == local(order.starts_at, &visit.tenant) && chosen == address;
    Ok((!is_same || options != before).then_some(ChangeWish { options, address: chosen, starts_at }))
}

async fn priced(
    ctx: &mut Ctx,
    visit: &OfficeVisit,
    id: OrderId,
    wish: ChangeWish,
) -> Result<(Option<ChangeBill>, Option<Error>)> {
    match orders::change_preview(ctx, &visit.app.extensions, id, wish).await {
        Ok(preview) => Ok((Some(bill(&preview)), None)),
        Err(error) if matches!(error.kind(), Kind::Invalid | Kind::Conflict) => Ok((None, Some(error))),
        Err(error) => Err(error),
    }
}

fn bill(preview: &ChangePreview) -> ChangeBill {
    let currency = preview.quote.total.currency;
    let key = match preview.difference_minor {
        0 => "change-same",
        1.. => "change-more",
        _less => "change-less",
    };
    ChangeBill {
        quote: preview.quote.id.to_string(),
        bill: cards::bill(&preview.quote.lines, currency),
        difference: Phrase::key(key).with("amount", cards::money(preview.difference_minor.abs(), currency)),
    }
}

async fn addresses(ctx: &mut Ctx, order: &Order) -> Result<Vec<Choice>> {
    let record = customers::page(ctx, order.customer_id).await?;
    let choice = |address: customers::Address| Choice {
        value: address.id.to_string(),
        label: Phrase::plain(format!("{} {} · {}", address.district, address.line, address.contact)),
    };
    Ok(record.addresses.into_iter().map(choice).collect())
}

async fn options(ctx: &mut Ctx, order: &Order, words: &BTreeMap<String, String>) -> Result<Vec<ChangeOption>> {
    let offering = catalogue::offering(ctx, order.service_id).await?;
    let quantity = |id: OptionId| order.options.iter().find(|option| option.id == id).map_or(0, |option| option.quantity);
    let shown = offering.options.into_iter().map(|option| ChangeOption {
        quantity: words.get(&format!("option-{}", option.id)).and_then(|typed| typed.parse().ok()).unwrap_or(quantity(option.id)),
        id: option.id.to_string(),
        max: cards::count(option.max_quantity),
        price: cards::money(option.price_minor, order.total.currency),
        name: option.name,
    });
    Ok(shown.collect())
}
