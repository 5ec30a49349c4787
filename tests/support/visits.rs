//! Short ways to an order in every state.

use crate::company::Company;
use crate::world::World;
use jiff::Timestamp;
use lares_domain::orders::{self, Order, PlaceOrder, Report, Started, Status};
use lares_domain::pricing::{self, Quote, QuoteFor};
use lares_kernel::{Ctx, OptionId, OrderId, Result, ServiceId, WorkerId};

/// What a customer wants.
#[derive(Clone)]
pub struct Wish {
    pub customer: &'static str,
    pub service: Option<ServiceId>,
    pub starts_at: Timestamp,
    pub worker: Option<WorkerId>,
    pub codes: Vec<String>,
    pub options: Vec<(OptionId, u32)>,
}

impl Wish {
    /// Two hours of cleaning by whoever fits.
    pub fn at(customer: &'static str, starts_at: Timestamp) -> Self {
        Self { customer, service: None, starts_at, worker: None, codes: Vec::new(), options: Vec::new() }
    }

    #[must_use]
    pub fn by(self, worker: WorkerId) -> Self {
        Self { worker: Some(worker), ..self }
    }

    #[must_use]
    pub fn code(mut self, code: &str) -> Self {
        self.codes.push(code.to_owned());
        self
    }
}

impl World {
    pub async fn quote_in(&self, ctx: &mut Ctx, company: &Company, wish: &Wish) -> Result<Quote> {
        let ask = QuoteFor {
            service: wish.service.unwrap_or(company.daily),
            options: wish.options.clone(),
            address: company.address(wish.customer),
            worker: wish.worker,
            starts_at: wish.starts_at,
            codes: wish.codes.clone(),
        };
        pricing::quote(ctx, &self.house.extensions, ask).await
    }

    /// Asks for a price, as the customer does, and keeps it.
    ///
    /// # Errors
    /// What the business answers.
    pub async fn quote(&self, company: &Company, wish: &Wish) -> Result<Quote> {
        let mut ctx = self.ctx(company, wish.customer).await;
        let quote = self.quote_in(&mut ctx, company, wish).await?;
        ctx.commit().await?;
        Ok(quote)
    }

    /// Places an order from a quote, in a transaction of its own.
    ///
    /// # Errors
    /// What the business answers.
    pub async fn place(&self, company: &Company, customer: &str, quote: &Quote) -> Result<Order> {
        let mut ctx = self.ctx(company, customer).await;
        let command = PlaceOrder { quote: quote.id, notes: String::new() };
        let placed = orders::place(&mut ctx, &self.house.extensions, command).await?;
        ctx.commit().await?;
        Ok(placed.order)
    }

    /// Quote and order.
    ///
    /// # Errors
    /// What the business answers.
    pub async fn book(&self, company: &Company, wish: &Wish) -> Result<Order> {
        let quote = self.quote(company, wish).await?;
        self.place(company, wish.customer, &quote).await
    }

    pub async fn order(&self, company: &Company, id: OrderId) -> Order {
        let mut ctx = self.ctx(company, "system").await;
        let order = orders::read(&mut ctx, id).await.expect("an order");
        ctx.commit().await.expect("committed");
        order
    }

    /// The name of the worker whose order it is.
    pub fn name_of(&self, company: &Company, worker: WorkerId) -> &'static str {
        ["lin", "wang", "zhao"].into_iter().find(|name| company.worker(name) == worker).expect("one of ours")
    }

    /// Takes an order as far as the worker can: accepted, or further.
    pub async fn perform(&self, company: &Company, id: OrderId, until: Status) -> Order {
        loop {
            let order = self.order(company, id).await;
            if order.status == until {
                return order;
            }
            let worker = self.name_of(company, order.worker_id.expect("somebody's order"));
            let mut ctx = self.ctx(company, worker).await;
            match order.status {
                Status::Offered => drop(orders::accept(&mut ctx, id).await.expect("accepted")),
                Status::Accepted => drop(orders::depart(&mut ctx, id, Report::default()).await.expect("departed")),
                Status::Departed => drop(orders::arrive(&mut ctx, id, Report::default()).await.expect("arrived")),
                Status::Arrived => {
                    let started = orders::start(&mut ctx, id, &order.start_code, Report::default()).await.expect("an answer");
                    assert!(matches!(started, Started::Yes(_)), "the right code starts the work");
                }
                Status::InService => drop(orders::finish(&mut ctx, id, Report::default()).await.expect("finished")),
                Status::AwaitingPayment | Status::Completed | Status::Cancelled | Status::Disputed => {
                    panic!("{:?} does not lead to {until:?}", order.status)
                }
            }
            ctx.commit().await.expect("committed");
        }
    }
}
