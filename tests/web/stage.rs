//! A company in which there is one of everything a request can be about, with everybody signed in.
//!
//! Invariant: whatever is private to the customer mei carries her name, which says whose company it is and stands nowhere else.

use crate::props::{PNG, apply, hand, leave, local, middle, product};
use crate::requests::Request;
use jiff::SignedDuration;
use jiff::civil::Date;
use lares_domain::catalogue::pictures::{self, PictureKind};
use lares_domain::catalogue::{self, CategoryForm, PriceVersion};
use lares_domain::customers::{self, NewAddress, SaveProfile};
use lares_domain::identity::{self, Purpose, staff};
use lares_domain::messaging;
use lares_domain::orders::{self, Order, Status};
use lares_domain::reviews::{self, ReviewForm, Scores};
use lares_domain::tenancy::areas::{self, Circle};
use lares_domain::tenancy::holidays::{self, Holiday, HolidayKind};
use lares_domain::tenancy::{self, Change};
use lares_domain::workforce::{self, CertificateForm};
use lares_kernel::{Ctx, Locale, OrderId, PageRequest, Permission, Phone, ReviewId, SkillId, Tenant};
use lares_server::packages;
use std::collections::BTreeMap;
use support::{Browser, Company, Wish, World, components, sources};

/// Everybody with a session, the office in the order of its ranks.
pub const OFFICE: [&str; 6] = ["owner", "manager", "dispatcher", "finance", "support", "trainer"];
const PEOPLE: [&str; 4] = ["mei", "hua", "lin", "wang"];

/// Phones of people who are not of the company yet, and of the two hands.
const NUMBERS: [&str; 16] = [
    "stranger.phone",
    "stranger.phone2",
    "stranger.phone3",
    "stranger.phone4",
    "stranger.phone5",
    "stranger.phone6",
    "stranger.phone7",
    "stranger.phone8",
    "stranger.phone9",
    "stranger.phone10",
    "pat.phone",
    "rita.phone",
    "founder.phone",
    "founder2.phone",
    "hand-phone",
    "hand2-phone",
];
const PASSWORD: &str = "seven-brown-umbrellas";
const PLUGIN: &str = "lares.pricing-rules";

pub struct Stage {
    slug: String,
    tokens: BTreeMap<&'static str, String>,
    words: BTreeMap<&'static str, String>,
}

impl Stage {
    pub async fn set(world: &World, company: &Company) -> Self {
        let mut stage = Self::seated(world, company).await;
        stage.furnish(world, company).await;
        stage
    }

    /// Both companies of the world.
    pub async fn pair(world: &World) -> [Self; 2] {
        // First everybody signs in, which takes their time; what follows is good for some minutes only.
        let mut ours = Self::seated(world, &world.chenxi).await;
        let mut theirs = Self::seated(world, &world.anju).await;
        ours.furnish(world, &world.chenxi).await;
        theirs.furnish(world, &world.anju).await;
        [ours, theirs]
    }

    /// The browser of somebody by name; `guest` is nobody, `platform` nobody on the platform's site.
    pub fn browser(&self, world: &World, who: &str) -> Browser {
        match who {
            "platform" => world.browser(None),
            "guest" => self.guest(world),
            who => self.guest(world).with_session(self.tokens.get(who).unwrap_or_else(|| panic!("{who} is not signed in"))),
        }
    }

    pub fn token(&self, who: &str) -> &str {
        self.tokens.get(who).unwrap_or_else(|| panic!("{who} is not signed in"))
    }

    fn guest(&self, world: &World) -> Browser {
        let company = [&world.chenxi, &world.anju].into_iter().find(|company| company.tenant.slug == self.slug);
        world.browser(company)
    }

    pub fn word(&self, name: &str) -> &str {
        self.words.get(name).unwrap_or_else(|| panic!("the stage has no <{name}>"))
    }

    /// The text with every `<word>` said.
    pub fn said(&self, text: &str, key: &str) -> String {
        let mut said = String::new();
        for (at, part) in text.split('<').enumerate() {
            let (name, rest) = if at == 0 { ("", part) } else { part.split_once('>').expect("a word ends") };
            said.push_str(match name {
                "" => "",
                "key" => key,
                name => self.word(name),
            });
            said.push_str(rest);
        }
        said
    }

    /// The same stage on which every id is one of nothing.
    pub fn without_ids(&self) -> Self {
        let nothing =
            |value: &String| if value.parse::<uuid::Uuid>().is_ok() { uuid::Uuid::nil().to_string() } else { value.clone() };
        let words = self.words.iter().map(|(name, value)| (*name, nothing(value))).collect();
        Self { slug: self.slug.clone(), tokens: self.tokens.clone(), words }
    }

    /// Would the request be another one on the other stage?
    pub fn differs(&self, other: &Self, request: &Request) -> bool {
        [&request.address, &request.body].into_iter().any(|text| self.said(text, "key") != other.said(text, "key"))
    }

    #[expect(clippy::needless_pass_by_value, reason = "ids, numbers and words are all put the same way")]
    fn put(&mut self, name: &'static str, value: impl ToString) {
        let twice = self.words.insert(name, value.to_string());
        assert!(twice.is_none(), "<{name}> is on the stage already");
    }

    async fn seated(world: &World, company: &Company) -> Self {
        let slug = company.tenant.slug.clone();
        let mut stage = Self { slug, tokens: BTreeMap::new(), words: BTreeMap::new() };
        for who in PEOPLE.into_iter().chain(OFFICE) {
            let token = world.sign_in(company, company.someone(who)).await;
            stage.tokens.insert(who, token);
        }
        for name in ["mei.session", "mei.session2"] {
            let token = world.sign_in(company, company.someone("mei")).await;
            let session = world.house.app.sessions.find(&token).await.expect("an answer").expect("a session");
            stage.put(name, session.id);
        }
        stage
    }

    async fn furnish(&mut self, world: &World, company: &Company) {
        self.phones(world, company).await;
        self.rules(world, company).await;
        self.customer(world, company).await;
        self.office(world, company).await;
        self.orders(world, company).await;
        self.quotes(world, company).await;
        world.run_jobs().await;
        for (who, names) in [
            ("mei", ["mei.message", "mei.message2"].as_slice()),
            ("lin", &["lin.message", "lin.message2"]),
            ("owner", &["owner.message"]),
        ] {
            let mut ctx = world.ctx(company, who).await;
            let page = PageRequest::new(1, 20).expect("a page");
            let messages = messaging::list(&mut ctx, page).await.expect("messages").rows;
            ctx.commit().await.expect("committed");
            for (name, message) in names.iter().zip(messages) {
                self.put(name, message.id);
            }
        }
    }

    /// People who are not of the company yet, and those who prove a phone.
    async fn phones(&mut self, world: &World, company: &Company) {
        let number = |at: usize| format!("1380000{}{at:03}", if self.slug == "chenxi" { 1 } else { 2 });
        let numbers = NUMBERS.iter().enumerate().map(|(at, name)| (*name, number(at)));
        for (name, number) in numbers.collect::<Vec<_>>() {
            self.put(name, number);
        }
        let sessions = &world.house.app.sessions;
        let at = identity::At { tenant: Some(company.tenant.id), device: "test".into(), locale: Locale::ZhHans };
        let pat = Phone::parse(self.word("pat.phone")).expect("a number");
        let code = self.code(world, Some(&company.tenant), &pat, Purpose::SignIn).await;
        let signed_in = identity::sign_in_by_code(sessions, &at, &pat, &code).await.expect("signed in");
        let session = sessions.find(&signed_in.token).await.expect("an answer").expect("a session");
        identity::set_password(sessions, &session, "", PASSWORD).await.expect("a password");
        let mut ctx = world.ctx(company, "system").await;
        customers::welcome(&mut ctx, signed_in.person, &pat, Locale::ZhHans).await.expect("a customer");
        ctx.commit().await.expect("committed");
        self.put("pat.password", PASSWORD);
        world.wait_minutes(2);
        let code = self.code(world, Some(&company.tenant), &pat, Purpose::Recover).await;
        self.put("pat.code", code);
        for (name, phone, tenant, purpose) in [
            ("rita.code", "rita.phone", Some(&*company.tenant), Purpose::Recover),
            ("founder.code", "founder.phone", None, Purpose::SignIn),
            ("founder2.code", "founder2.phone", None, Purpose::SignIn),
        ] {
            let phone = Phone::parse(self.word(phone)).expect("a number");
            let code = self.code(world, tenant, &phone, purpose).await;
            self.put(name, code);
        }
        self.put("new-slug", format!("new-{}", self.slug));
        self.put("new-slug2", format!("newer-{}", self.slug));
        self.put("theme", company.tenant.theme.to_string());
        self.put("slug", self.slug.clone());
    }

    async fn code(&self, world: &World, tenant: Option<&Tenant>, phone: &Phone, purpose: Purpose) -> String {
        let mut sent = String::new();
        let body = |code: &str| {
            code.clone_into(&mut sent);
            sent.clone()
        };
        identity::request_code(&world.house.control, tenant, phone, purpose, body).await.expect("a code");
        sent
    }

    /// Both companies offer orders to workers and take the money afterwards.
    async fn rules(&mut self, world: &World, company: &Company) {
        let mut ctx = world.ctx(&world.chenxi, "system").await;
        let rules = tenancy::policies::in_force(&mut ctx).await.expect("rules");
        ctx.commit().await.expect("committed");
        let mut ctx = world.ctx(company, "owner").await;
        tenancy::save_policy(&mut ctx, Change::Payment(rules.payment.clone())).await.expect("saved");
        tenancy::save_policy(&mut ctx, Change::Assignment(rules.assignment.clone())).await.expect("saved");
        let new = |name: &str, radius_m| Circle { name: name.to_owned(), place: middle(company), radius_m };
        let area = areas::add(&mut ctx, new("Middle", 20_000)).await.expect("an area");
        for name in ["spare-area", "spare-area2"] {
            let spare = areas::add(&mut ctx, new(name, 1_000)).await.expect("an area");
            self.put(name, spare);
        }
        let on_date: Date = "2026-12-25".parse().expect("a date");
        let holiday = Holiday { on_date, kind: HolidayKind::Holiday, name: "x".into() };
        holidays::save(&mut ctx, holiday).await.expect("saved");
        ctx.commit().await.expect("committed");
        world.heed().await;
        self.put("area", area);
        self.put("holiday", on_date);
        self.put("lat", middle(company).lat_e6);
        self.put("lng", middle(company).lng_e6);
    }

    async fn customer(&mut self, world: &World, company: &Company) {
        let name = format!("canary-{}-mei", self.slug);
        let mut ctx = world.ctx(company, "mei").await;
        let save = SaveProfile { name: name.clone(), email: "mei@example.com".into(), locale: Locale::ZhHans };
        customers::save_profile(&mut ctx, save).await.expect("saved");
        let new = |is_default| NewAddress {
            contact: name.clone(),
            phone: company.someone("mei").phone.clone(),
            district: "Xuhui".to_owned(),
            line: name.clone(),
            place: middle(company),
            is_default,
        };
        customers::change_address(&mut ctx, company.address("mei"), new(true)).await.expect("changed");
        let spare = customers::add_address(&mut ctx, new(false)).await.expect("an address");
        let spare2 = customers::add_address(&mut ctx, new(false)).await.expect("an address");
        ctx.commit().await.expect("committed");
        self.put("canary", name);
        self.put("mei.address", company.address("mei"));
        self.put("mei.spare", spare);
        self.put("mei.spare2", spare2);
        self.put("customer", company.customer("mei"));
    }

    async fn office(&mut self, world: &World, company: &Company) {
        let mut ctx = world.ctx(company, "owner").await;
        let skills = catalogue::skills(&mut ctx).await.expect("skills");
        let skills: Vec<SkillId> = skills.into_iter().map(|skill| skill.id).collect();
        let kinds = &tenancy::starter(&company.tenant.template).expect("a starter").certificates;
        self.put("certificate-kind", kinds[0].kind.clone());
        self.put("skill", skills[0]);
        self.put("worker", company.worker("lin"));
        self.put("other-worker", company.worker("wang"));
        self.shelf(&mut ctx, company, &skills).await;
        self.hands(world, &mut ctx, &skills).await;
        for (name, phone) in [("staff", "13800009000"), ("staff2", "13800009003")] {
            let phone = Phone::parse(phone).expect("a number");
            let new = staff::NewStaff { phone, name: name.into(), role: "support".into() };
            let spare = staff::add(&mut ctx, &world.house.control, new).await.expect("staff");
            self.put(name, spare);
        }
        ctx.commit().await.expect("committed");
        for (name, phone) in [("applicant", "13800009001"), ("applicant2", "13800009002")] {
            let id = apply(world, company, phone, &skills).await;
            self.put(name, id);
        }
        let house = &world.house;
        packages::publish_all(&house.control, house.extensions.plugins.as_ref(), &sources(), &components())
            .await
            .expect("the plugins are built (make plugins)");
        self.put("plugin", PLUGIN);
    }

    async fn shelf(&mut self, ctx: &mut Ctx, company: &Company, skills: &[SkillId]) {
        let new = |name: &str| CategoryForm {
            parent_id: None,
            name: name.to_owned(),
            description: String::new(),
            icon: "house".to_owned(),
            position: 0,
        };
        let category = catalogue::add_category(ctx, &new("Rooms")).await.expect("a category");
        for name in ["empty-category", "empty-category2"] {
            let empty = catalogue::add_category(ctx, &new(name)).await.expect("a category");
            self.put(name, empty);
        }
        let product = catalogue::create(ctx, &product(category, skills)).await.expect("a service");
        let (now, hours) = (ctx.now(), SignedDuration::from_hours);
        for (name, ahead) in [("priced", 48), ("priced2", 72)] {
            let starts_at = now + hours(ahead);
            catalogue::add_price(ctx, product, PriceVersion { starts_at, base_minor: 12_000 }).await.expect("a price");
            self.put(name, starts_at);
        }
        let blob = pictures::store(ctx, Permission::ServiceWrite, PNG).await.expect("a picture");
        for name in ["picture", "picture2"] {
            let picture = pictures::add(ctx, product, blob, PictureKind::Cover).await.expect("a cover");
            self.put(name, picture);
        }
        self.put("category", category);
        self.put("service", company.daily);
        self.put("product", product);
        self.put("blob", blob);
        self.put("now", now);
        self.put("later-local", local(now + hours(96), &company.tenant));
        self.put("late", now + hours(24 * 14));
    }

    /// Two workers the office may do anything with.
    async fn hands(&mut self, world: &World, ctx: &mut Ctx, skills: &[SkillId]) {
        let free: Date = ctx.tenant().date(ctx.now() + SignedDuration::from_hours(24 * 18));
        for (name, phone) in [("hand", self.word("hand-phone").to_owned()), ("hand2", self.word("hand2-phone").to_owned())] {
            let number = Phone::parse(&phone).expect("a number");
            let person = identity::ensure_person(&world.house.control, &number, Locale::ZhHans).await.expect("a person");
            let hand = workforce::create(ctx, person, &hand(&phone, skills)).await.expect("a worker");
            self.put(name, hand);
            if name == "hand" {
                let kind = self.word("certificate-kind").to_owned();
                for name in ["pending", "pending2", "pending3", "pending4"] {
                    let issued_on = "2026-02-01".parse().expect("a date");
                    let form = CertificateForm { kind: kind.clone(), number: name.to_owned(), issued_on, expires_on: None };
                    let certificate = workforce::add_certificate(ctx, hand, &form).await.expect("handed in");
                    self.put(name, certificate);
                }
                for (name, on_date) in [("absence", free.tomorrow()), ("absence2", free.yesterday())] {
                    let leave = leave(hand, on_date.expect("a date"));
                    let absence = workforce::add_exception(ctx, &leave).await.expect("leave");
                    self.put(name, absence);
                }
            }
        }
        self.put("free-day", free);
        self.put("free-day2", free.tomorrow().expect("a date"));
    }

    async fn orders(&mut self, world: &World, company: &Company) {
        let mut diary = Diary { world, company, booked: 0 };
        for name in ["mei.open", "mei.open2", "mei.changed", "mei.changed2", "lin.refused", "lin.refused2", "order2"] {
            let order = diary.book(Status::Offered).await;
            self.put(name, order.id);
        }
        for (name, code) in [("lin.job", "lin.job-code"), ("lin.job2", "lin.job2-code")] {
            let order = diary.book(Status::Offered).await;
            self.put(name, order.id);
            self.put(code, order.start_code);
        }
        for (name, when) in [("order", "order-local"), ("moved", "moved-local")] {
            let order = diary.book(Status::Offered).await;
            self.put(name, order.id);
            self.put(when, local(order.starts_at, &company.tenant));
        }
        for name in ["given", "given2"] {
            let order = diary.book(Status::Accepted).await;
            self.put(name, order.id);
        }
        for name in ["pool", "pool2"] {
            let order = diary.book(Status::Offered).await;
            let mut ctx = world.ctx(company, "lin").await;
            orders::decline(&mut ctx, order.id, "").await.expect("declined");
            ctx.commit().await.expect("committed");
            self.put(name, order.id);
        }
        for name in ["mei.done", "mei.done2", "completed"] {
            let order = diary.book(Status::Completed).await;
            self.put(name, order.id);
        }
        for name in ["lin.review", "lin.review2", "review", "review2"] {
            let order = diary.book(Status::Completed).await;
            let review = diary.review(order.id).await;
            self.put(name, review);
        }
    }

    /// Two prices that wait for their orders.
    async fn quotes(&mut self, world: &World, company: &Company) {
        let (start, other) = (company.at(2, 10, 0), company.at(3, 10, 0));
        let first = world.quote(company, &Wish::at("mei", start)).await.expect("a price");
        let second = world.quote(company, &Wish::at("mei", other)).await.expect("a price");
        self.put("start", start);
        self.put("other-start", company.at(3, 14, 0));
        self.put("day", company.tenant.date(start));
        self.put("mei.quote", first.id);
        self.put("mei.quote2", second.id);
    }
}

/// Books lin for mei, three visits a day.
struct Diary<'a> {
    world: &'a World,
    company: &'a Company,
    booked: i64,
}

impl Diary<'_> {
    async fn book(&mut self, until: Status) -> Order {
        let hour = [8, 12, 16][usize::try_from(self.booked % 3).expect("small")];
        let at = self.company.at(4 + self.booked / 3, hour, 0);
        self.booked += 1;
        let wish = Wish::at("mei", at).by(self.company.worker("lin"));
        let order = self.world.book(self.company, &wish).await.expect("placed");
        assert_eq!(order.status, Status::Offered, "the company offers its orders");
        self.world.perform(self.company, order.id, until).await
    }

    async fn review(&self, order: OrderId) -> ReviewId {
        let mut ctx = self.world.ctx(self.company, "mei").await;
        let scores = Scores { quality: 5, attitude: 5, as_expected: 5, skill: 5, efficiency: 5 };
        let form = ReviewForm { scores, body: String::new(), pictures: Vec::new() };
        let review = reviews::write(&mut ctx, order, &form).await.expect("reviewed");
        ctx.commit().await.expect("committed");
        review
    }
}
