//! The company's customers.

use crate::api::answer::{Listed, show};
use crate::api::extract::{Asked, Id, paging};
use crate::api::me::Address;
use crate::error::Served;
use crate::state::App;
use crate::visit::OfficeVisit;
use jiff::Timestamp;
use lares_domain::customers::{self, Search};
use lares_kernel::CustomerId;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(one))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct CustomersQuery {
    /// Part of a name, or digits of a phone.
    text: Option<String>,
    page: Option<u32>,
    size: Option<u32>,
}

#[derive(Serialize, ToSchema)]
struct CustomerRow {
    id: Uuid,
    name: String,
    phone: String,
    orders: i64,
    spent_minor: i64,
    last_order_at: Option<Timestamp>,
    created_at: Timestamp,
}

impl From<customers::CustomerRow> for CustomerRow {
    fn from(row: customers::CustomerRow) -> Self {
        Self {
            id: row.id.uuid(),
            name: row.name,
            phone: row.phone,
            orders: row.orders,
            spent_minor: row.spent_minor,
            last_order_at: row.last_order_at,
            created_at: row.created_at,
        }
    }
}

#[derive(Serialize, ToSchema)]
struct Customer {
    id: Uuid,
    name: String,
    phone: String,
    email: Option<String>,
    locale: &'static str,
    addresses: Vec<Address>,
    orders: i64,
    cancelled: i64,
    spent_minor: i64,
    last_order_at: Option<Timestamp>,
    created_at: Timestamp,
}

impl From<customers::CustomerPage> for Customer {
    fn from(page: customers::CustomerPage) -> Self {
        let customer = page.customer;
        Self {
            id: customer.id.uuid(),
            name: customer.name,
            phone: customer.phone,
            email: customer.email,
            locale: customer.locale.tag(),
            addresses: page.addresses.into_iter().map(Into::into).collect(),
            orders: page.orders,
            cancelled: page.cancelled,
            spent_minor: page.spent_minor,
            last_order_at: page.last_order_at,
            created_at: customer.created_at,
        }
    }
}

/// Customers, the newest first.
#[utoipa::path(get, path = "/customers", tag = "office customers", params(CustomersQuery), responses((status = 200, body = Listed<CustomerRow>)))]
async fn list(visit: OfficeVisit, Asked(query): Asked<CustomersQuery>) -> Served {
    let mut ctx = visit.begin().await?;
    let search = Search { text: query.text.unwrap_or_default() };
    let page = customers::list(&mut ctx, &search, paging(query.page, query.size)?).await?;
    show(ctx, Listed::<CustomerRow>::of(page)).await
}

/// One customer with addresses and sums.
#[utoipa::path(get, path = "/customers/{id}", tag = "office customers", params(("id" = Uuid, Path)), responses((status = 200, body = Customer)))]
async fn one(visit: OfficeVisit, Id(id): Id<CustomerId>) -> Served {
    let mut ctx = visit.begin().await?;
    let page = customers::page(&mut ctx, id).await?;
    show(ctx, Customer::from(page)).await
}
