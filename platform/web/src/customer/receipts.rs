//! The receipt of an order.

use super::cards;
use crate::error::Served;
use crate::visit::SignedInVisit;
use axum::extract::Path;
use lares_domain::payments::{self, Payment};
use lares_kernel::{Currency, OrderId};
use lares_views::pages::customer::{PaymentRow, Receipt};

pub async fn show(visit: SignedInVisit, Path(id): Path<OrderId>) -> Served {
    let mut ctx = visit.begin().await?;
    let receipt = payments::receipt(&mut ctx, id).await?;
    visit.show(ctx, "orders", &view(receipt)).await
}

fn view(receipt: payments::Receipt) -> Receipt {
    let payments::Receipt { order, payments, outstanding } = receipt;
    let currency = order.total.currency;
    Receipt {
        back: format!("/orders/{}", order.id),
        bill: cards::bill(&order.lines, currency),
        number: order.number,
        service: order.service_name,
        customer: order.address.contact,
        starts_at: order.starts_at,
        ends_at: order.ends_at,
        payments: payments.into_iter().map(|payment| row(payment, currency)).collect(),
        open: cards::money(outstanding.minor, currency),
    }
}

fn row(payment: Payment, currency: Currency) -> PaymentRow {
    let amount = cards::money(payment.amount_minor, currency);
    PaymentRow { kind: payment.kind, method: payment.method, amount, at: payment.at, reference: payment.reference }
}
