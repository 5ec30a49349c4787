//! Customers: the list, one profile, and the list as a file.

use super::csv::{File, MOST_PAGES, MOST_ROWS};
use super::entry::{local, plain};
use super::lines::lines;
use super::listing::{money, page, pager};
use crate::error::Served;
use crate::visit::OfficeVisit;
use axum::extract::{Path, Query};
use lares_domain::customers::{self, Address, CustomerRow, Search};
use lares_domain::orders;
use lares_kernel::{CustomerId, Page, PageRequest, Permission};
use lares_views::pages::office::{CustomerAddress, CustomerLine, CustomerPage, Customers};
use lares_views::parts::Pager;
use serde::Deserialize;

const PATH: &str = "/office/customers";

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    page: Option<u32>,
}

pub async fn list(visit: OfficeVisit, Query(asked): Query<Asked>) -> Served {
    let mut ctx = visit.begin().await?;
    let rows = customers::list(&mut ctx, &Search { text: asked.q.clone() }, page(asked.page)?).await?;
    let page = Customers {
        pager: pager(&rows, PATH, &[("q", &asked.q)]),
        export: super::listing::address("/office/customers.csv", &[("q", &asked.q)]),
        export_cut: (rows.total > MOST_ROWS).then_some(MOST_ROWS),
        query: asked.q,
        total: rows.total,
        customers: rows.rows.into_iter().map(|row| line(&visit, row)).collect(),
    };
    visit.show(ctx, "customers", &page).await
}

fn line(visit: &OfficeVisit, row: CustomerRow) -> CustomerLine {
    CustomerLine {
        href: format!("{PATH}/{}", row.id),
        name: row.name,
        phone: row.phone,
        orders: row.orders,
        spent: money(row.spent_minor, &visit.tenant),
        last_order_at: row.last_order_at,
        created_at: row.created_at,
    }
}

pub async fn show(visit: OfficeVisit, Path(id): Path<CustomerId>, Query(asked): Query<Asked>) -> Served {
    let mut ctx = visit.begin().await?;
    let found = customers::page(&mut ctx, id).await?;
    let (rows, pager) = if ctx.may(Permission::OrderRead) {
        let rows = orders::of_customer(&mut ctx, id, page(asked.page)?).await?;
        let pager = pager(&rows, &format!("{PATH}/{id}"), &[]);
        (rows.rows, pager)
    } else {
        (Vec::new(), Pager::default())
    };
    let page = CustomerPage {
        name: found.customer.name,
        phone: found.customer.phone,
        email: found.customer.email,
        locale: found.customer.locale.tag().to_owned(),
        created_at: found.customer.created_at,
        order_count: found.orders,
        spent: money(found.spent_minor, &visit.tenant),
        last_order_at: found.last_order_at,
        addresses: found.addresses.into_iter().map(address).collect(),
        orders: lines(rows, &visit.tenant, visit.now()),
        pager,
    };
    visit.show(ctx, "customers", &page).await
}

fn address(address: Address) -> CustomerAddress {
    CustomerAddress {
        place: format!("{} {}", address.district, address.line),
        contact: address.contact,
        phone: address.phone,
        is_default: address.is_default,
    }
}

pub async fn export(visit: OfficeVisit, Query(asked): Query<Asked>) -> Served {
    let mut ctx = visit.begin().await?;
    let search = Search { text: asked.q };
    let mut file =
        File::new(&visit, &["name", "phone", "orders", "spent", "since"].map(|word| format!("office-customer-{word}")));
    for number in 1..=MOST_PAGES {
        let rows: Page<CustomerRow> = customers::list(&mut ctx, &search, PageRequest::new(number, 100)?).await?;
        let last = number >= rows.pages();
        rows.rows.iter().for_each(|row| file.line(&cells(&visit, row)));
        if last || number == MOST_PAGES {
            file.say_if_cut(&visit, rows.total);
            break;
        }
    }
    Ok(file.served("customers.csv"))
}

fn cells(visit: &OfficeVisit, row: &CustomerRow) -> [String; 5] {
    let since = local(row.created_at, &visit.tenant).replace('T', " ");
    [row.name.clone(), row.phone.clone(), row.orders.to_string(), plain(row.spent_minor), since]
}
