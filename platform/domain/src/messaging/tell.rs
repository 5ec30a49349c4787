//! An event becomes messages, and e-mail where the recipient has an address and did not switch it off.

use super::db::{self, Draft, Facts, Recipient};
use super::deliver::DELIVER_EMAIL;
use super::table::{Audience, Channel, Row, of_event};
use lares_kernel::signals::Topic;
use lares_kernel::{Ctx, OrderId, Permission, Result};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// What happened, as the job's payload says it: `event`, `event_id`, `subject`, `body`.
#[derive(Clone, Debug)]
pub struct Told {
    pub event: String,
    pub event_id: i64,
    /// The order, or something whose body names one as `order`.
    pub subject: Uuid,
    pub body: Value,
}

impl Told {
    /// Reads the payload of a reaction's job; None when it is not one.
    #[must_use]
    pub fn from_payload(payload: &Value) -> Option<Self> {
        Some(Self {
            event: payload.get("event")?.as_str()?.to_owned(),
            event_id: payload.get("event_id")?.as_i64()?,
            subject: payload.get("subject")?.as_str()?.parse().ok()?,
            body: payload.get("body").cloned().unwrap_or_default(),
        })
    }

    fn named(&self, name: &str) -> Option<Uuid> {
        self.body.get(name)?.as_str()?.parse().ok()
    }
}

/// Writes what the table says about the event; a second run of the same event writes nothing.
///
/// # Errors
/// `forbidden`; an order that is gone is no error and tells nobody.
pub async fn tell(ctx: &mut Ctx, told: &Told) -> Result<()> {
    ctx.authorize_owned(Permission::MessageWrite, &[])?;
    let rows: Vec<&Row> = of_event(&told.event).collect();
    if rows.is_empty() {
        return Ok(());
    }
    let order = OrderId::from(told.named("order").unwrap_or(told.subject));
    let Some(facts) = db::facts(ctx, order, told.named("worker")).await? else {
        return Ok(());
    };
    let args = args(ctx, &facts, &told.body);
    for row in rows {
        let recipients = recipients(ctx, row.1, &facts).await?;
        write(ctx, told, row, (order, &args), recipients).await?;
    }
    Ok(())
}

async fn recipients(ctx: &mut Ctx, audience: Audience, facts: &Facts) -> Result<Vec<Recipient>> {
    match audience {
        Audience::Customer => Ok(vec![Recipient { id: facts.customer_id, email: facts.customer_email.clone() }]),
        Audience::Worker => Ok(facts.worker_id.map(|id| Recipient { id, email: None }).into_iter().collect()),
        Audience::Staff => db::staff(ctx).await,
    }
}

async fn write(
    ctx: &mut Ctx,
    told: &Told,
    &(_, audience, kind, channels): &Row,
    (order, args): (OrderId, &Value),
    recipients: Vec<Recipient>,
) -> Result<()> {
    let muted = db::muted(ctx, audience, kind, &recipients).await?;
    let wants = |id: Uuid, channel: Channel| channels.contains(&channel) && !muted.contains(&(id, channel.name().to_owned()));
    for Recipient { id, email } in recipients {
        let email = email.filter(|_| wants(id, Channel::Email));
        let shown = wants(id, Channel::InApp);
        if !shown && email.is_none() {
            continue;
        }
        let message = derived(told.event_id, kind, id);
        let draft = Draft { id: message, audience, recipient: id, kind, args, order, shown };
        if !db::insert(ctx, &draft).await? {
            continue;
        }
        if let Some(address) = email {
            let delivery = derived(told.event_id, DELIVER_EMAIL, id);
            db::insert_delivery(ctx, delivery, message, &address).await?;
            let (now, key) = (ctx.now(), delivery.to_string());
            ctx.enqueue(DELIVER_EMAIL, json!({ "delivery": delivery }), now, Some(&key)).await?;
        }
        ctx.nudge(Topic::Message, id.to_string()).await?;
    }
    Ok(())
}

/// What sentences may name: the order's facts, and what the event itself says.
fn args(ctx: &Ctx, facts: &Facts, body: &Value) -> Value {
    let scalars = body.as_object().into_iter().flatten().filter(|(_, value)| value.is_string() || value.is_number());
    let mut args: Map<String, Value> = scalars.map(|(name, value)| (name.clone(), value.clone())).collect();
    let tenant = ctx.tenant();
    let known = json!({
        "company": tenant.name,
        "slug": tenant.slug,
        "zone": tenant.zone.iana_name(),
        "number": facts.number,
        "service": facts.service,
        "starts_at": facts.starts_at,
        "ends_at": facts.ends_at,
        "district": facts.district,
        "contact": facts.contact,
        "worker": facts.worker_name,
        "total_minor": facts.total_minor,
        "currency": facts.currency,
    });
    args.extend(known.as_object().cloned().unwrap_or_default());
    Value::Object(args)
}

/// The same id for the same event, kind and recipient, so that telling twice is telling once.
fn derived(event: i64, kind: &str, recipient: Uuid) -> Uuid {
    let mut hash = Sha256::new();
    hash.update(event.to_be_bytes());
    hash.update(kind.as_bytes());
    hash.update(recipient.as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.finalize()[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_payload_of_a_reaction_reads_and_nothing_else_does() {
        let subject = Uuid::from_u128(7);
        let payload = json!({ "event": "order.paid", "event_id": 3, "subject": subject, "body": { "worker": subject } });
        let told = Told::from_payload(&payload).expect("reads");
        assert_eq!((told.event.as_str(), told.event_id, told.subject), ("order.paid", 3, subject));
        assert_eq!((told.named("worker"), told.named("order")), (Some(subject), None));
        assert!(Told::from_payload(&json!({ "delivery": subject })).is_none());
    }

    #[test]
    fn an_event_gives_each_recipient_and_kind_one_id() {
        let (one, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        assert_eq!(derived(5, "order-placed", one), derived(5, "order-placed", one));
        let different = [derived(5, "order-placed", other), derived(6, "order-placed", one), derived(5, "order-new", one)];
        assert!(!different.contains(&derived(5, "order-placed", one)));
    }
}
