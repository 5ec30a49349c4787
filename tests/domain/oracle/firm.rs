//! A company that lives at random through the real use cases, and remembers what it did.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};
use lares_domain::catalogue::{self, Offering};
use lares_domain::orders::{self, Order};
use lares_domain::scheduling::day::{Calendar, Hours, Roster, Shift};
use lares_domain::scheduling::slots::{Busy, BusyKind};
use lares_domain::scheduling::{self, Claim, Kind};
use lares_domain::tenancy::holidays::{self, Holiday, HolidayKind};
use lares_domain::tenancy::{self, AssignmentMode, BookingPolicy, Change};
use lares_domain::workforce::{self, CertificateForm, ExceptionForm, ExceptionKind, ProfileForm, Sex, WorkerForm};
use lares_kernel::{Ctx, Locale, Phone, Place, SkillId, WorkerId};
use std::collections::BTreeSet;
use support::Dice;
use support::{Company, Wish, World};

pub const MINUTE: SignedDuration = SignedDuration::from_mins(1);

/// A worker and everything this test did to their time.
pub struct Hand {
    pub id: WorkerId,
    pub phone: Phone,
    pub home: Place,
    pub skills: Vec<SkillId>,
    /// Last dates of the verified certificates; None = without end.
    pub certified: Vec<Option<Date>>,
    pub roster: Roster,
    pub busy: Vec<Busy>,
}

pub struct Firm<'a> {
    pub world: &'a World,
    pub company: &'a Company,
    pub dice: Dice,
    pub calendar: Calendar,
    pub booking: BookingPolicy,
    /// Without a certificate, and with one.
    pub jobs: [Offering; 2],
    pub hands: Vec<Hand>,
    pub booked: Vec<Order>,
    /// Times compared, by whether somebody could come.
    pub compared: [usize; 2],
    pub claimed: [usize; 2],
}

impl<'a> Firm<'a> {
    pub async fn open(world: &'a World, company: &'a Company, seed: u64) -> Self {
        let mut ctx = world.ctx(company, "owner").await;
        for worker in company.workers() {
            workforce::suspend(&mut ctx, worker).await.expect("suspended");
        }
        let mut assignment = tenancy::policies::assignment(&mut ctx).await.expect("a policy");
        assignment.mode = AssignmentMode::Auto;
        tenancy::save_policy(&mut ctx, Change::Assignment(assignment)).await.expect("saved");
        let booking = tenancy::policies::booking(&mut ctx).await.expect("a policy");
        let jobs = jobs(&mut ctx, company).await;
        let mut firm = Self {
            world,
            company,
            dice: Dice::new(seed),
            calendar: Calendar {
                zone: company.tenant.zone.clone(),
                holidays: BTreeSet::new(),
                workdays: BTreeSet::new(),
                open_on_holidays: booking.open_on_holidays,
                closures: Vec::new(),
            },
            booking,
            jobs,
            hands: Vec::new(),
            booked: Vec::new(),
            compared: [0, 0],
            claimed: [0, 0],
        };
        for number in 0..3 {
            firm.hire(&mut ctx, number).await;
        }
        ctx.commit().await.expect("committed");
        world.heed().await;
        firm
    }

    async fn hire(&mut self, ctx: &mut Ctx, number: u32) {
        let phone = Phone::parse(&format!("1390000940{number}")).expect("a number");
        let house = &self.world.house;
        let person = lares_domain::identity::ensure_person(&house.control, &phone, Locale::ZhHans).await.expect("a person");
        let home = self.place();
        let form = worker(&phone, home, Vec::new());
        let id = workforce::create(ctx, person, &form).await.expect("a worker");
        let (certified, roster, busy) = (Vec::new(), Roster::default(), Vec::new());
        self.hands.push(Hand { id, phone, home, skills: Vec::new(), certified, roster, busy });
    }

    pub fn one_in(&mut self, sides: i64) -> bool {
        self.dice.between(0, sides) == 0
    }

    /// Within the city.
    pub fn place(&mut self) -> Place {
        let mut degrees = |middle: i32| middle + i32::try_from(self.dice.between(-6, 7)).expect("small") * 9_173;
        Place { lat_e6: degrees(31_222_000), lng_e6: degrees(121_545_000) }
    }

    pub fn date(&mut self, first: Date) -> Date {
        first.saturating_add(self.dice.between(0, 3).days())
    }

    /// Two minutes of a day in order, on the quarter or not, sometimes around midnight or while the clocks change.
    fn minutes(&mut self) -> (i32, i32) {
        let (from, to) = match self.dice.between(0, 6) {
            0 => (0, 1440),
            1 => (60 + self.dice.between(0, 120), 240 + self.dice.between(0, 600)),
            2 => (self.dice.between(0, 1200), 1440),
            _ => (self.dice.between(20, 50) * 15, self.dice.between(56, 92) * 15),
        };
        (i32::try_from(from).expect("a minute"), i32::try_from(to).expect("a minute"))
    }

    /// Ten in the morning of that date.
    pub fn wait_until(&self, date: Date) {
        let then = date.at(10, 0, 0, 0).to_zoned(self.calendar.zone.clone()).expect("a time").timestamp();
        let left = then.duration_since(self.world.now());
        if left.is_positive() {
            self.world.clock.advance(left);
        }
    }

    async fn office(&self) -> Ctx {
        self.world.ctx(self.company, "owner").await
    }

    async fn done(&self, ctx: Ctx) {
        ctx.commit().await.expect("committed");
        self.world.heed().await;
    }

    /// How customers book, which days are special, when nobody works.
    pub async fn change_rules(&mut self, first: Date) {
        let mut ctx = self.office().await;
        self.booking.step_minutes = [15, 30, 60][usize::try_from(self.dice.between(0, 3)).expect("small")];
        // The first of the three days is half over for them, or not.
        self.booking.lead_minutes = if self.one_in(4) { 48 * 60 } else { 60 };
        self.booking.open_on_holidays = self.one_in(3);
        self.calendar.open_on_holidays = self.booking.open_on_holidays;
        tenancy::save_policy(&mut ctx, Change::Booking(self.booking.clone())).await.expect("saved");
        for days in 0..3 {
            let on_date = first.saturating_add(days.days());
            let kind = match self.dice.between(0, 5) {
                0 => HolidayKind::Holiday,
                1 => HolidayKind::Workday,
                _ => continue,
            };
            self.calendar.holidays.remove(&on_date);
            self.calendar.workdays.remove(&on_date);
            match kind {
                HolidayKind::Holiday => self.calendar.holidays.insert(on_date),
                HolidayKind::Workday => self.calendar.workdays.insert(on_date),
            };
            holidays::save(&mut ctx, Holiday { on_date, kind, name: "special".into() }).await.expect("saved");
        }
        if self.one_in(3) {
            let hours = self.except(&mut ctx, None, first, ExceptionKind::Closure).await;
            self.calendar.closures.push(hours);
        }
        self.done(ctx).await;
    }

    async fn except(&mut self, ctx: &mut Ctx, worker: Option<WorkerId>, first: Date, kind: ExceptionKind) -> Hours {
        let on_date = self.date(first);
        let (starts_minute, ends_minute) = self.minutes();
        let form = ExceptionForm { worker, on_date, kind, starts_minute, ends_minute, reason: String::new() };
        workforce::add_exception(ctx, &form).await.expect("an exception");
        Hours { on_date, starts_minute, ends_minute }
    }

    /// Weeks, leave, other hours, skills, homes and certificates.
    pub async fn change_rosters(&mut self, first: Date) {
        let mut ctx = self.office().await;
        let needed: Vec<SkillId> = self.jobs.iter().flat_map(|job| job.skills.clone()).collect();
        for index in 0..self.hands.len() {
            let id = self.hands[index].id;
            let week: Vec<workforce::Shift> = (1..=7).flat_map(|weekday| self.day(weekday)).collect();
            workforce::replace_shifts(&mut ctx, id, &week).await.expect("shifts");
            self.hands[index].roster.shifts = week.iter().map(shift).collect();
            for _ in 0..self.dice.between(0, 3) {
                let hours = self.except(&mut ctx, Some(id), first, ExceptionKind::Leave).await;
                self.hands[index].roster.leaves.push(hours);
            }
            if self.one_in(4) {
                let hours = self.except(&mut ctx, Some(id), first, ExceptionKind::Override).await;
                self.hands[index].roster.overrides.push(hours);
            }
            let lacks = self.one_in(5);
            let skills = needed.iter().copied().skip(usize::from(lacks)).collect();
            let home = self.place();
            let hand = worker(&self.hands[index].phone, home, skills);
            workforce::update(&mut ctx, id, &hand).await.expect("changed");
            (self.hands[index].home, self.hands[index].skills) = (hand.home, hand.profile.skills);
            self.certify(&mut ctx, index, first).await;
        }
        self.done(ctx).await;
    }

    /// None, one or two shifts that do not touch.
    fn day(&mut self, weekday: i32) -> Vec<workforce::Shift> {
        let (starts_minute, ends_minute) = self.minutes();
        let whole = workforce::Shift { weekday, starts_minute, ends_minute };
        match self.dice.between(0, 5) {
            0 => Vec::new(),
            1 if ends_minute - starts_minute > 120 => {
                let noon = i32::midpoint(starts_minute, ends_minute);
                vec![workforce::Shift { ends_minute: noon - 20, ..whole }, workforce::Shift { starts_minute: noon + 20, ..whole }]
            }
            _ => vec![whole],
        }
    }

    /// A certificate that ends within the days looked at, or one nobody has looked at yet.
    async fn certify(&mut self, ctx: &mut Ctx, index: usize, first: Date) {
        let today = ctx.tenant().date(ctx.now());
        let expires_on = if self.one_in(8) { None } else { Some(first.saturating_add(self.dice.between(-1, 4).days())) };
        let issued_on = today.saturating_sub(30.days());
        let kind = self.jobs[1].certificate_kind.clone().expect("a kind");
        let form = CertificateForm { kind, number: "1".into(), issued_on, expires_on };
        let certificate = workforce::add_certificate(ctx, self.hands[index].id, &form).await.expect("handed in");
        if self.one_in(4) {
            return;
        }
        if self.one_in(6) {
            return workforce::reject_certificate(ctx, certificate).await.expect("rejected");
        }
        workforce::verify_certificate(ctx, certificate).await.expect("verified");
        self.hands[index].certified.push(expires_on);
    }

    /// Bookings, holds of the office at any place and minute, cancellations; then some holds run out.
    pub async fn live(&mut self, first: Date) {
        for _ in 0..7 {
            let (at, job) = (self.instant(first), usize::try_from(self.dice.between(0, 2)).expect("small"));
            let customer = if self.one_in(2) { "mei" } else { "hua" };
            let wish = Wish { service: Some(self.jobs[job].id), ..Wish::at(customer, at) };
            match self.world.book(self.company, &wish).await {
                Ok(order) => self.note(order, job),
                Err(error) => assert!(error.kind() != lares_kernel::Kind::Internal, "{error}"),
            }
        }
        for _ in 0..5 {
            self.hold(first).await;
        }
        if self.one_in(2) && !self.booked.is_empty() {
            let order = self.booked.pop().expect("an order");
            let mut ctx = self.office().await;
            if orders::cancel(&mut ctx, order.id, "rain", 0).await.is_ok() {
                let hand = self.hands.iter_mut().find(|hand| Some(hand.id) == order.worker_id).expect("one of ours");
                hand.busy.retain(|row| row.visit_starts_at != order.starts_at || row.kind != BusyKind::Visit);
            }
            self.done(ctx).await;
        }
        self.world.wait_minutes(self.dice.between(0, 30));
    }

    fn instant(&mut self, first: Date) -> Timestamp {
        let midnight = first.to_zoned(self.calendar.zone.clone()).expect("a time").timestamp();
        midnight + SignedDuration::from_mins(self.dice.between(0, 3 * 96) * 15)
    }

    fn note(&mut self, order: Order, job: usize) {
        let row = Busy {
            kind: BusyKind::Visit,
            visit_starts_at: order.starts_at,
            blocked_until: order.ends_at + SignedDuration::from_mins(self.jobs[job].cleanup_minutes),
            place: Some(order.address.place),
            expires_at: None,
        };
        let hand = self.hands.iter_mut().find(|hand| Some(hand.id) == order.worker_id).expect("assigned at once");
        hand.busy.push(row);
        self.booked.push(order);
    }

    async fn hold(&mut self, first: Date) {
        let at = self.instant(first) + MINUTE * i32::try_from(self.dice.between(0, 15)).expect("small");
        let (minutes, place) = (self.dice.between(20, 240), self.place());
        let until = self.world.now()
            + SignedDuration::from_mins([1, 10, 20, 30_000][usize::try_from(self.dice.between(0, 4)).expect("small")]);
        let claim = Claim {
            service: self.jobs[0].id,
            order: None,
            starts_at: at,
            ends_at: at + SignedDuration::from_mins(minutes),
            place,
            kind: Kind::Hold { until },
        };
        let mut ctx = self.office().await;
        if let Ok(worker) = scheduling::claim_best(&mut ctx, &claim).await {
            let row = Busy {
                kind: BusyKind::Hold,
                visit_starts_at: at,
                blocked_until: claim.ends_at + SignedDuration::from_mins(self.jobs[0].cleanup_minutes),
                place: Some(place),
                expires_at: Some(until),
            };
            self.hands.iter_mut().find(|hand| hand.id == worker).expect("one of ours").busy.push(row);
        }
        self.done(ctx).await;
    }
}

/// Two hours of cleaning, and the first service that needs a certificate and fits into a day.
async fn jobs(ctx: &mut Ctx, company: &Company) -> [Offering; 2] {
    let plain = catalogue::offering(ctx, company.daily).await.expect("a service");
    for card in &company.services {
        let job = catalogue::offering(ctx, card.id).await.expect("a service");
        if job.certificate_kind.is_some() && job.minutes <= 240 {
            return [plain, job];
        }
    }
    panic!("no service needs a certificate")
}

fn profile() -> ProfileForm {
    ProfileForm { years: 3, bio: String::new(), photo: None, skills: Vec::new() }
}

fn worker(phone: &Phone, home: Place, skills: Vec<SkillId>) -> WorkerForm {
    WorkerForm {
        name: "hand".into(),
        phone: phone.as_str().into(),
        sex: Sex::Male,
        birth_year: 1990,
        home,
        shows_sex: false,
        shows_age: false,
        shows_photo: false,
        profile: ProfileForm { skills, ..profile() },
    }
}

fn shift(shift: &workforce::Shift) -> Shift {
    Shift { weekday: shift.weekday, starts_minute: shift.starts_minute, ends_minute: shift.ends_minute }
}
