//! `order-events`: told of what happened to an order. What the guest writes stays unless it fails.

use super::{Question, Trouble};
use crate::bindings::events::exports::lares::plugin::order_events as wit;
use crate::bindings::tx::lares::plugin::types::{Attr, Instant};
use crate::call::{Asked, Call};
use crate::library::Loaded;
use crate::limits::Limits;
use lares_extension::{Hook, OrderEvent};
use uuid::Uuid;
use wasmtime::Store;

pub(crate) struct Handle<'a> {
    event: wit::Event,
    locale: &'a str,
    order: Uuid,
}

impl<'a> Handle<'a> {
    pub fn new(event: &OrderEvent, locale: &'a str) -> Self {
        let attrs = event.attrs.iter().map(|(key, value)| Attr { key: key.clone(), json: value.to_string() });
        let told = wit::Event {
            id: event.id.to_string(),
            kind: event.kind.clone(),
            order: event.order.to_string(),
            at: Instant { unix_ms: event.at.as_millisecond() },
            attrs: attrs.collect(),
        };
        Self { event: told, locale, order: event.order.uuid() }
    }
}

impl Question for Handle<'_> {
    const HOOK: Hook = Hook::OrderEvents;
    type Answer = ();

    fn limits(&self) -> Limits {
        Limits::events()
    }

    fn asked(&self) -> Asked {
        Asked { hook: Self::HOOK, request: self.event.id.clone(), locale: self.locale.to_owned(), dry_run: false }
    }

    fn subject(&self) -> Option<Uuid> {
        Some(self.order)
    }

    fn size(&self) -> usize {
        let attrs: usize = self.event.attrs.iter().map(|attr| attr.key.len() + attr.json.len()).sum();
        attrs + self.event.kind.len() + 128
    }

    fn keeps(&self) -> bool {
        true
    }

    async fn ask(&self, store: &mut Store<Call>, guest: &Loaded) -> Result<(), Trouble> {
        let instance = guest.events()?.instantiate_async(&mut *store).await?;
        Ok(instance.lares_plugin_order_events().call_handle(&mut *store, &self.event).await??)
    }
}
