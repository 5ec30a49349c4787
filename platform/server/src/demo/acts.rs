//! What people do in the demo month, one unit of work each.

use super::firm::Firm;
use super::month::{Month, minutes};
use anyhow::Result;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use lares_domain::catalogue::{self, Offering};
use lares_domain::orders::{self, Order, PlaceOrder, Report, Status};
use lares_domain::payments::{self, Capture, Method};
use lares_domain::pricing::{self, QuoteFor};
use lares_domain::reviews::{self, ReviewForm, Scores};
use lares_domain::scheduling::{self, Need, Opening};
use lares_domain::workforce::{self, ExceptionForm, ExceptionKind};
use lares_kernel::{Actor, AddressId, Ctx, Error, Kind, OptionId, OrderId, ReviewId, ServiceId, WorkerId};

pub(super) enum Act {
    Certify {
        worker: usize,
        which: usize,
    },
    /// Somebody books for this date.
    Book(Date),
    /// Somebody telephones: the office books for a time very soon.
    Urgent {
        starts_at: Timestamp,
    },
    /// The office takes a coming job from its worker; it is open again.
    TakeAway,
    Accept {
        order: OrderId,
    },
    Decline {
        order: OrderId,
    },
    Step {
        order: OrderId,
        step: Step,
    },
    Cancel {
        order: OrderId,
    },
    Pay {
        order: OrderId,
    },
    Review {
        order: OrderId,
    },
    Reply {
        review: ReviewId,
        text: usize,
    },
    Append {
        review: ReviewId,
        client: usize,
        text: usize,
    },
}

#[derive(Clone, Copy)]
pub(super) enum Step {
    Depart,
    Arrive,
    Start,
    Finish,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    Done,
    /// The business said no; people live with that.
    Refused,
}

/// What is asked for in one booking.
struct Wish {
    address: AddressId,
    service: ServiceId,
    options: Vec<(OptionId, u32)>,
    codes: Vec<String>,
}

impl Month<'_> {
    pub(super) async fn act(&mut self, firm: usize, act: Act) -> Result<Outcome> {
        let done = match act {
            Act::Certify { worker, which } => {
                let founded = &self.firms[firm];
                let done = founded.certify(self.house, worker, which, self.end).await;
                return done.map(|()| Outcome::Done);
            }
            Act::Book(date) => self.book(firm, date).await,
            Act::Urgent { starts_at } => self.urgent(firm, starts_at).await,
            Act::TakeAway => self.take_away(firm).await,
            Act::Accept { order } => self.accept(firm, order).await,
            Act::Decline { order } => self.decline(firm, order).await,
            Act::Step { order, step } => self.step(firm, order, step).await,
            Act::Cancel { order } => self.cancel(firm, order).await,
            Act::Pay { order } => self.pay(firm, order).await,
            Act::Review { order } => self.review(firm, order).await,
            Act::Reply { review, text } => self.reply(firm, review, text).await,
            Act::Append { review, client, text } => self.append(firm, review, (client, text)).await,
        };
        match done {
            Ok(()) => Ok(Outcome::Done),
            Err(error) if matches!(error.kind(), Kind::Internal | Kind::Unavailable) => Err(error.into()),
            Err(error) => {
                tracing::debug!(%error, "refused in the demo");
                Ok(Outcome::Refused)
            }
        }
    }

    async fn begin(&self, firm: usize, actor: &Actor) -> lares_kernel::Result<Ctx> {
        self.house.db.begin(&self.firms[firm].tenant, actor.clone()).await
    }

    async fn book(&mut self, firm: usize, date: Date) -> lares_kernel::Result<()> {
        let Some((key, hour)) = self.taste(firm) else { return Ok(()) };
        let founded = &self.firms[firm];
        let (client, address) = self.who(firm);
        let customer = founded.clients[client].actor.clone();
        let mut ctx = self.begin(firm, &customer).await?;
        let Some(service) = founded.services.get(&key).copied() else { return Ok(()) };
        let offering = catalogue::offering(&mut ctx, service).await?;
        let wish = self.wish(firm, address, &offering);
        let place = lares_domain::customers::address(&mut ctx, address).await?.place;
        let extra: i64 = offering
            .options
            .iter()
            .filter(|option| wish.options.iter().any(|(id, _)| *id == option.id))
            .map(|option| option.minutes)
            .sum();
        let need = Need { service, minutes: offering.minutes + extra, place: Some(place), worker: None, moving: None };
        let slots = scheduling::open_slots(&mut ctx, &need, date).await?;
        let wanted = date.at(hour, 0, 0, 0).to_zoned(founded.tenant.zone.clone()).map_err(Error::internal)?.timestamp();
        let free = slots.into_iter().filter_map(|slot| match slot.opening {
            Opening::Free { workers } => Some((slot.starts_at, workers)),
            Opening::Refused { .. } => None,
        });
        let Some((starts_at, workers)) = free.min_by_key(|(at, _)| at.duration_since(wanted).abs()) else { return Ok(()) };
        let worker = workers.first().copied().filter(|_| self.dice.happens(2_000));
        let order = self.place(ctx, &wish, (starts_at, worker)).await?;
        self.follow(firm, &order);
        Ok(())
    }

    /// A service and a local hour.
    fn taste(&mut self, firm: usize) -> Option<(String, i8)> {
        let mix = &self.firms[firm].data.orders;
        let services: Vec<(String, i64)> = mix.services.iter().map(|(key, weight)| (key.clone(), *weight)).collect();
        let hours: Vec<(i8, i64)> = mix.hours.iter().filter_map(|(hour, weight)| Some((hour.parse().ok()?, *weight))).collect();
        Some((self.dice.weighted(&services)?, self.dice.weighted(&hours)?))
    }

    /// Often somebody who came before: the first few customers of the file.
    fn who(&mut self, firm: usize) -> (usize, AddressId) {
        let clients = &self.firms[firm].clients;
        let repeat = self.firms[firm].data.orders.repeat_basis_points;
        let among = if self.dice.happens(repeat) { clients.len().min(6) } else { clients.len() };
        let client = usize::try_from(self.dice.between(0, i64::try_from(among).unwrap_or(1))).unwrap_or(0);
        let addresses = &clients[client].addresses;
        let address = self.dice.pick(addresses).copied().unwrap_or(addresses[0]);
        (client, address)
    }

    fn wish(&mut self, firm: usize, address: AddressId, offering: &Offering) -> Wish {
        let data = &self.firms[firm].data;
        let options = if self.dice.happens(data.orders.option_basis_points) {
            self.dice.pick(&offering.options).map(|option| (option.id, 1)).into_iter().collect()
        } else {
            Vec::new()
        };
        let coupons = data.coupons();
        let codes = if self.dice.happens(2_500) { self.dice.pick(&coupons).cloned().into_iter().collect() } else { Vec::new() };
        Wish { address, service: offering.id, options, codes }
    }

    async fn place(
        &mut self,
        mut ctx: Ctx,
        wish: &Wish,
        (starts_at, worker): (Timestamp, Option<WorkerId>),
    ) -> lares_kernel::Result<Order> {
        let ask = QuoteFor {
            service: wish.service,
            options: wish.options.clone(),
            address: wish.address,
            worker,
            starts_at,
            codes: wish.codes.clone(),
        };
        let quote = pricing::quote(&mut ctx, &self.house.extensions, ask).await?;
        let command = PlaceOrder { quote: quote.id, notes: String::new() };
        let placed = orders::place(&mut ctx, &self.house.extensions, command).await?;
        ctx.commit().await?;
        self.orders += 1;
        Ok(placed.order)
    }

    /// Plans what becomes of an order.
    fn follow(&mut self, firm: usize, order: &Order) {
        let (id, starts_at) = (order.id, order.starts_at);
        if order.status == Status::Offered {
            let answer = order.created_at + minutes(self.dice.between(3, 8));
            let act = if self.dice.happens(700) { Act::Decline { order: id } } else { Act::Accept { order: id } };
            self.plan(firm, answer, act);
        }
        let data = &self.firms[firm].data;
        let (cancelled, reviewed) = (data.past_share("cancelled"), data.orders.reviewed_basis_points);
        let before = starts_at.duration_since(order.created_at).as_mins();
        if self.dice.happens(cancelled) && before > 180 {
            let left = self.dice.between(61, before.min(30 * 60));
            self.plan(firm, starts_at - minutes(left), Act::Cancel { order: id });
            return;
        }
        let start = starts_at + minutes(self.dice.between(-1, 5));
        let finish = order.ends_at + minutes(self.dice.between(-9, 8));
        for (at, step) in [
            (starts_at - minutes(self.dice.between(24, 45)), Step::Depart),
            (starts_at - minutes(self.dice.between(3, 9)), Step::Arrive),
            (start, Step::Start),
            (finish, Step::Finish),
        ] {
            self.plan(firm, at, Act::Step { order: id, step });
        }
        if self.dice.happens(9_300) {
            let at = finish + minutes(self.dice.between(2, 300));
            self.plan(firm, at, Act::Pay { order: id });
        }
        if self.dice.happens(reviewed) {
            let at = finish + minutes(self.dice.between(40, 40 * 60));
            self.plan(firm, at, Act::Review { order: id });
        }
    }

    async fn urgent(&mut self, firm: usize, starts_at: Timestamp) -> lares_kernel::Result<()> {
        let founded = &self.firms[firm];
        let Some(service) = founded.services.get("daily2h").copied() else { return Ok(()) };
        let (_, address) = self.who(firm);
        let wish = Wish { address, service, options: Vec::new(), codes: Vec::new() };
        for worker in daily(founded) {
            if self.override_day(firm, worker, starts_at).await.is_err() {
                continue;
            }
            let ctx = self.begin(firm, &founded.owner).await?;
            let Ok(order) = self.place(ctx, &wish, (starts_at, Some(worker))).await else { continue };
            let Some(actor) = founded.actor_of(worker).cloned() else { continue };
            if order.status == Status::Offered {
                let mut ctx = self.begin(firm, &actor).await?;
                orders::accept(&mut ctx, order.id).await?;
                ctx.commit().await?;
            }
            for (before, step) in [(18, Step::Depart), (4, Step::Arrive), (-1, Step::Start), (-125, Step::Finish)] {
                self.plan(firm, starts_at - minutes(before), Act::Step { order: order.id, step });
            }
            return Ok(());
        }
        Ok(())
    }

    /// Somebody came in although it is not their hour, when it is not: the present must show work at night too.
    async fn override_day(&self, firm: usize, worker: WorkerId, starts_at: Timestamp) -> lares_kernel::Result<()> {
        let founded = &self.firms[firm];
        let mut ctx = self.begin(firm, &founded.owner).await?;
        let service = founded.services.get("daily2h").copied().ok_or_else(|| Error::new(lares_kernel::error::NOT_FOUND))?;
        let need = Need { service, minutes: 120, place: None, worker: Some(worker), moving: None };
        if scheduling::why_not(&mut ctx, &need, starts_at).await?.is_none_or(|why| why != scheduling::reason::Refusal::NoShift) {
            return Ok(());
        }
        let days = [starts_at, starts_at + SignedDuration::from_hours(3)].map(|at| founded.tenant.date(at));
        let dates = if days[0] == days[1] { &days[..1] } else { &days[..] };
        for on_date in dates {
            let form = ExceptionForm {
                worker: Some(worker),
                on_date: *on_date,
                kind: ExceptionKind::Override,
                starts_minute: 0,
                ends_minute: 1440,
                reason: String::new(),
            };
            workforce::add_exception(&mut ctx, &form).await?;
        }
        ctx.commit().await
    }

    async fn take_away(&mut self, firm: usize) -> lares_kernel::Result<()> {
        let founded = &self.firms[firm];
        let mut ctx = self.begin(firm, &founded.owner).await?;
        let from = ctx.now() + SignedDuration::from_hours(20);
        let coming = orders::roster(&mut ctx, from, from + SignedDuration::from_hours(100)).await?;
        let Some(row) = coming.iter().find(|row| row.status == Status::Accepted) else { return Ok(()) };
        orders::unassign(&mut ctx, row.id).await?;
        ctx.commit().await
    }

    async fn read(&self, firm: usize, order: OrderId) -> lares_kernel::Result<Order> {
        let mut ctx = self.begin(firm, &Actor::System).await?;
        let order = orders::read(&mut ctx, order).await?;
        ctx.commit().await?;
        Ok(order)
    }

    /// The order and the actor of its worker, if it has one.
    async fn of_worker(&self, firm: usize, order: OrderId) -> lares_kernel::Result<Option<(Order, Actor)>> {
        let order = self.read(firm, order).await?;
        let worker = order.worker_id.and_then(|worker| self.firms[firm].actor_of(worker).cloned());
        Ok(worker.map(|worker| (order, worker)))
    }

    async fn accept(&mut self, firm: usize, id: OrderId) -> lares_kernel::Result<()> {
        let Some((_, worker)) = self.of_worker(firm, id).await? else { return self.give_out(firm, id).await };
        let mut ctx = self.begin(firm, &worker).await?;
        orders::accept(&mut ctx, id).await?;
        ctx.commit().await
    }

    /// Everybody asked said no: somebody takes it from the pool, or the office must cancel.
    async fn give_out(&self, firm: usize, id: OrderId) -> lares_kernel::Result<()> {
        let founded = &self.firms[firm];
        for (_, worker) in &founded.workers {
            let mut ctx = self.begin(firm, worker).await?;
            if orders::grab(&mut ctx, id).await.is_ok() {
                return ctx.commit().await;
            }
        }
        let mut ctx = self.begin(firm, &founded.owner).await?;
        orders::cancel(&mut ctx, id, "", 0).await?;
        ctx.commit().await
    }

    async fn decline(&mut self, firm: usize, id: OrderId) -> lares_kernel::Result<()> {
        let Some((_, worker)) = self.of_worker(firm, id).await? else { return Ok(()) };
        let mut ctx = self.begin(firm, &worker).await?;
        orders::decline(&mut ctx, id, "").await?;
        ctx.commit().await?;
        let next = self.house.db.clock().now() + minutes(self.dice.between(3, 9));
        self.plan(firm, next, Act::Accept { order: id });
        Ok(())
    }

    async fn step(&mut self, firm: usize, id: OrderId, step: Step) -> lares_kernel::Result<()> {
        let Some((order, worker)) = self.of_worker(firm, id).await? else { return Ok(()) };
        let mut ctx = self.begin(firm, &worker).await?;
        let is_there = !matches!(step, Step::Depart);
        let seen = Report { device_at: Some(ctx.now()), place: is_there.then_some(order.address.place) };
        match step {
            Step::Depart => orders::depart(&mut ctx, id, seen).await.map(drop)?,
            Step::Arrive => orders::arrive(&mut ctx, id, seen).await.map(drop)?,
            Step::Start => orders::start(&mut ctx, id, &order.start_code, seen).await.map(drop)?,
            Step::Finish => orders::finish(&mut ctx, id, seen).await.map(drop)?,
        }
        ctx.commit().await
    }

    async fn cancel(&mut self, firm: usize, id: OrderId) -> lares_kernel::Result<()> {
        let order = self.read(firm, id).await?;
        let Some(client) = self.client_of(firm, &order) else { return Ok(()) };
        let mut ctx = self.begin(firm, &self.firms[firm].clients[client].actor).await?;
        let shown = orders::cancellation_preview(&mut ctx, id).await?;
        orders::cancel(&mut ctx, id, "", shown.fee.minor).await?;
        ctx.commit().await?;
        if shown.fee.minor > 0 {
            let at = self.house.db.clock().now() + minutes(self.dice.between(20, 600));
            self.plan(firm, at, Act::Pay { order: id });
        }
        Ok(())
    }

    async fn pay(&mut self, firm: usize, id: OrderId) -> lares_kernel::Result<()> {
        let method = self.dice.weighted(&[(Method::Wechat, 6), (Method::Alipay, 3), (Method::Cash, 1)]).unwrap_or(Method::Cash);
        let mut ctx = self.begin(firm, &self.firms[firm].owner).await?;
        let order = orders::read(&mut ctx, id).await?;
        if !matches!(order.status, Status::Completed | Status::Cancelled) {
            return Ok(());
        }
        let due = payments::outstanding(&mut ctx, &order).await?;
        payments::record(&mut ctx, Capture { order: id, method, amount_minor: due.minor, reference: String::new() }).await?;
        ctx.commit().await
    }

    async fn review(&mut self, firm: usize, id: OrderId) -> lares_kernel::Result<()> {
        let order = self.read(firm, id).await?;
        let founded = &self.firms[firm];
        let key = founded.services.iter().find(|(_, service)| **service == order.service_id).map(|(key, _)| key);
        let texts: Vec<usize> =
            (0..founded.data.reviews.len()).filter(|text| Some(&founded.data.reviews[*text].service) == key).collect();
        let (Some(text), Some(client)) = (self.dice.pick(&texts).copied(), self.client_of(firm, &order)) else { return Ok(()) };
        let said = &founded.data.reviews[text];
        let [quality, attitude, as_expected, skill, efficiency, _] = said.scores;
        let scores = Scores { quality, attitude, as_expected, skill, efficiency };
        let mut ctx = self.begin(firm, &founded.clients[client].actor).await?;
        let form = ReviewForm { scores, body: said.body.clone(), pictures: Vec::new() };
        let review = reviews::write(&mut ctx, id, &form).await?;
        ctx.commit().await?;
        let now = self.house.db.clock().now();
        if said.reply.is_some() {
            let at = now + minutes(self.dice.between(30, 900));
            self.plan(firm, at, Act::Reply { review, text });
        }
        if said.appended.is_some() {
            let at = now + minutes(self.dice.between(1_000, 3_000));
            self.plan(firm, at, Act::Append { review, client, text });
        }
        Ok(())
    }

    async fn reply(&mut self, firm: usize, review: ReviewId, text: usize) -> lares_kernel::Result<()> {
        let founded = &self.firms[firm];
        let mut ctx = self.begin(firm, &founded.owner).await?;
        let said = founded.data.reviews[text].reply.as_deref().unwrap_or_default();
        reviews::reply(&mut ctx, review, said).await?;
        ctx.commit().await
    }

    async fn append(&mut self, firm: usize, review: ReviewId, (client, text): (usize, usize)) -> lares_kernel::Result<()> {
        let founded = &self.firms[firm];
        let mut ctx = self.begin(firm, &founded.clients[client].actor).await?;
        let said = founded.data.reviews[text].appended.as_deref().unwrap_or_default();
        let addition = reviews::Addition { text: said.to_owned(), pictures: Vec::new() };
        reviews::append(&mut ctx, review, &addition).await?;
        ctx.commit().await
    }

    fn client_of(&self, firm: usize, order: &Order) -> Option<usize> {
        let clients = &self.firms[firm].clients;
        clients.iter().position(|client| client.actor.customer() == Some(order.customer_id))
    }
}

/// Workers of ordinary cleaning, in the order of the file.
fn daily(firm: &Firm) -> Vec<WorkerId> {
    let able = firm.data.workers.iter().zip(&firm.workers).filter(|(data, _)| data.skills.iter().any(|skill| skill == "daily"));
    able.map(|(_, (id, _))| *id).collect()
}
