//! `orders-read`: orders of the company of the call. Permission `orders:read`; one row each.

use crate::bindings::tx::lares::plugin::orders_read::{Host, HostOrder};
use crate::bindings::tx::lares::plugin::types::{HostError, Instant, Money};
use crate::call::{Call, Purpose};
use crate::db::{self, OrderRow};
use crate::permission::Permission;
use crate::refusal::{Answer, Refusal};
use uuid::Uuid;
use wasmtime::component::Resource;

/// What a guest's handle stands for.
pub struct Order(OrderRow);

impl Host for Call {
    async fn open(&mut self, id: String) -> Answer<Resource<Order>> {
        self.allow(Permission::OrdersRead)?;
        let not_found = Refusal::Told(HostError::NotFound);
        let Ok(id) = Uuid::try_parse(&id) else { return Err(not_found) };
        self.depart(Purpose::Read).await?;
        let order = db::order(&mut self.ctx, id).await;
        let order = self.arrive(order).await?;
        let Some(order) = order else { return Err(not_found) };
        self.take(1, 0)?;
        self.resources.push(Order(order)).map_err(|_| self.exhaust("handles"))
    }
}

impl HostOrder for Call {
    fn number(&mut self, order: Resource<Order>) -> wasmtime::Result<String> {
        Ok(self.order(&order)?.number.clone())
    }

    fn status(&mut self, order: Resource<Order>) -> wasmtime::Result<String> {
        Ok(self.order(&order)?.status.clone())
    }

    fn total(&mut self, order: Resource<Order>) -> wasmtime::Result<Money> {
        let order = self.order(&order)?;
        Ok(Money { minor: order.total_minor, currency: order.currency.clone() })
    }

    fn service(&mut self, order: Resource<Order>) -> wasmtime::Result<String> {
        Ok(self.order(&order)?.service_id.to_string())
    }

    fn customer(&mut self, order: Resource<Order>) -> wasmtime::Result<Option<String>> {
        Ok(Some(self.order(&order)?.customer_id.to_string()))
    }

    fn starts_at(&mut self, order: Resource<Order>) -> wasmtime::Result<Instant> {
        Ok(Instant { unix_ms: self.order(&order)?.starts_at.as_millisecond() })
    }

    fn drop(&mut self, order: Resource<Order>) -> wasmtime::Result<()> {
        self.resources.delete(order)?;
        Ok(())
    }
}

impl Call {
    fn order(&self, order: &Resource<Order>) -> wasmtime::Result<&OrderRow> {
        Ok(&self.resources.get(order)?.0)
    }
}
