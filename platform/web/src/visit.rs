//! One request by one person at one company: the extractor every company page starts with.
//!
//! `CustomerVisit` lets guests in; `WorkerVisit` and `OfficeVisit` send who is not signed in to the sign-in page,
//! and answer 404 to who is signed in but is not one of them.

use crate::error::{Failed, Served};
use crate::state::App;
use crate::streams::{Listener, Open};
use crate::{auth, guard};
use axum::extract::{FromRequestParts, OriginalUri};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum_extra::extract::CookieJar;
use jiff::Timestamp;
use lares_domain::identity::{Membership, Session, staff};
use lares_domain::messaging;
use lares_kernel::error::{NOT_FOUND, SIGN_IN};
use lares_kernel::{Actor, Ctx, Error, Permission, PersonId, Result, Tenant};
use lares_views::{Audience, Company, Frame, Locale, MenuEntry, Notice, Page, PersonBar, Phrase, Theme, Tone};
use std::net::IpAddr;
use std::ops::Deref;
use std::sync::Arc;

/// What is known of the request before its handler runs.
pub struct Visit {
    pub app: App,
    pub tenant: Arc<Tenant>,
    pub session: Option<Arc<Session>>,
    pub membership: Membership,
    pub locale: Locale,
    /// The address guests are counted by.
    client: IpAddr,
    /// Path and query, for the way back.
    pub path: String,
    /// Asked for by htmx: answer with the part, not the page.
    pub is_partial: bool,
    /// What the form before this page did, as a locale key.
    notice: Option<String>,
    actor: Actor,
    audience: Audience,
}

impl Visit {
    async fn read(parts: &mut Parts, app: &App, audience: Audience) -> Result<Self> {
        let tenant = parts.extensions.get::<Arc<Tenant>>().cloned().ok_or_else(|| Error::new(NOT_FOUND))?;
        let session = auth::session(app, &parts.headers, Some(tenant.id)).await?;
        let membership = match &session {
            Some(session) => app.members.who(&tenant, session.person).await?,
            None => Membership::default(),
        };
        let locale = locale(&parts.headers, session.as_deref(), Some(&tenant));
        // A nested router cuts its prefix off `parts.uri`.
        let uri = parts.extensions.get::<OriginalUri>().map_or(&parts.uri, |original| &original.0);
        let path = uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string);
        Ok(Self {
            app: app.clone(),
            tenant,
            session,
            membership,
            locale,
            path,
            is_partial: guard::is_partial(&parts.headers),
            client: guard::client(parts, app.config.trusted_hops),
            notice: crate::respond::notice(&parts.headers),
            actor: Actor::Guest,
            audience,
        })
    }

    fn acting(mut self, actor: Option<Actor>) -> Result<Self> {
        match (actor, &self.session) {
            (Some(actor), _) => {
                self.actor = actor;
                Ok(self)
            }
            (None, None) => Err(Error::new(SIGN_IN)),
            (None, Some(_)) => Err(Error::new(NOT_FOUND)),
        }
    }

    /// The person signed in.
    ///
    /// # Errors
    /// `sign_in_first`.
    pub fn person(&self) -> Result<PersonId> {
        self.session.as_ref().map(|session| session.person).ok_or_else(|| Error::new(SIGN_IN))
    }

    /// Guests look for free times as often as people do, not as programs do.
    ///
    /// # Errors
    /// `too_many_requests`.
    pub fn search(&self) -> Result<()> {
        if self.session.is_some() { Ok(()) } else { self.app.limits.search(self.client) }
    }

    /// Counts one more stream of this client.
    ///
    /// # Errors
    /// `too_many_requests`.
    pub fn listen(&self) -> Result<Open> {
        let guest = Listener::Guest(guard::network(self.client));
        self.app.streams.open(self.session.as_ref().map_or(guest, |session| Listener::Session(session.id)))
    }

    #[must_use]
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.app.db.clock().now()
    }

    /// A transaction of this company on behalf of this person.
    ///
    /// # Errors
    /// `busy`.
    pub async fn begin(&self) -> Result<Ctx> {
        let ctx = self.app.db.begin(&self.tenant, self.actor.clone()).await?;
        Ok(ctx.speaking(lares_kernel::Locale::parse(self.locale.tag()).unwrap_or(self.tenant.locale)))
    }

    /// Renders a whole page: reads what the frame shows, ends the (read) transaction, answers 200.
    ///
    /// # Errors
    /// When the database does not answer or the page does not render.
    pub async fn show<P: Page>(&self, ctx: Ctx, tab: &str, page: &P) -> Served {
        self.show_as(axum::http::StatusCode::OK, ctx, tab, page).await
    }

    /// The same with another status, such as 422 for a form that comes back.
    ///
    /// # Errors
    /// When the database does not answer or the page does not render.
    pub async fn show_as<P: Page>(&self, status: axum::http::StatusCode, mut ctx: Ctx, tab: &str, page: &P) -> Served {
        let mut frame = self.frame(&mut ctx, tab).await?;
        ctx.commit().await?;
        frame.notices = self.notices();
        let html = self.app.views.render(page, &frame).map_err(Error::internal)?;
        let answer = crate::respond::html(status, html);
        Ok(if self.notice.is_some() { crate::respond::told(answer) } else { answer })
    }

    /// What the form before this page did; a key nobody wrote words for says nothing.
    fn notices(&self) -> Vec<Notice> {
        let known = self.notice.iter().filter(|key| self.app.views.knows(self.locale, key));
        known.map(|key| Notice { tone: Tone::Success, text: Phrase::key(key) }).collect()
    }

    /// Renders a part that htmx swaps in; costs no query for the frame.
    ///
    /// # Errors
    /// When the part does not render.
    pub fn part<P: Page>(&self, page: &P) -> Served {
        let frame = self.bare_frame("");
        let html = self.app.views.render(page, &frame).map_err(Error::internal)?;
        Ok(crate::respond::html(axum::http::StatusCode::OK, html))
    }

    /// Everything the layouts need, with the counts beside the tabs.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn frame(&self, ctx: &mut Ctx, tab: &str) -> Result<Frame> {
        let mut frame = self.bare_frame(tab);
        frame.menu.retain(|entry| behind(&entry.tab).iter().all(|permission| ctx.may(*permission)));
        if self.actor != Actor::Guest {
            let bar = messaging::bar(ctx).await?;
            let role = self.role(ctx).await?;
            if let Some(person) = &mut frame.person {
                (person.name, person.unread, person.offers) = (bar.name, bar.unread, bar.offers);
                person.role = role;
            }
        }
        Ok(frame)
    }

    /// What the office calls this person: the platform's own roles are named by the locales, others by the company.
    async fn role(&self, ctx: &mut Ctx) -> Result<Option<Phrase>> {
        let Actor::Staff { role, .. } = &self.actor else { return Ok(None) };
        let key = format!("office-role-{role}");
        if self.app.views.knows(self.locale, &key) {
            return Ok(Some(Phrase::key(&key)));
        }
        Ok(staff::own_label(ctx).await?.map(Phrase::plain))
    }

    /// The words of `key`, or what was kept where nobody wrote words for it.
    #[must_use]
    pub fn known(&self, key: &str, kept: &str) -> Phrase {
        if self.app.views.knows(self.locale, key) { Phrase::key(key) } else { Phrase::plain(kept) }
    }

    /// The frame without anything that costs a query.
    #[must_use]
    pub fn bare_frame(&self, tab: &str) -> Frame {
        let person = self.session.as_ref().map(|session| PersonBar {
            name: lares_kernel::phone::mask(&session.phone),
            unread: 0,
            offers: 0,
            role: None,
            also_worker: self.membership.worker.is_some(),
            also_office: self.membership.staff.is_some(),
        });
        Frame {
            locale: self.locale,
            zone: self.tenant.zone.clone(),
            now: self.now(),
            audience: self.audience,
            path: self.path.clone(),
            tab: tab.to_owned(),
            company: Some(company(&self.tenant)),
            person,
            notices: Vec::new(),
            menu: if self.audience == Audience::Office { MenuEntry::office_menu() } else { Vec::new() },
            plugin_menu: Vec::new(),
        }
    }
}

/// What one must be allowed, all of it, to see the page behind an entry of the office's menu. The first page is everybody's.
fn behind(tab: &str) -> &'static [Permission] {
    match tab {
        "orders" => &[Permission::OrderRead],
        "dispatch" => &[Permission::RosterRead, Permission::OrderRead],
        "customers" => &[Permission::CustomerRead],
        "workers" => &[Permission::WorkerRead],
        "services" => &[Permission::ServiceWrite],
        "reviews" => &[Permission::ReviewRead],
        "reports" => &[Permission::ReportRead],
        "plugins" => &[Permission::PluginRead],
        "settings" => &[Permission::SettingsRead],
        _dashboard => &[],
    }
}

/// The company as the layouts show it.
#[must_use]
pub fn company(tenant: &Tenant) -> Company {
    let color = |name: &str| tenant.theme["light"][name].as_str().unwrap_or_default().to_owned();
    Company {
        name: tenant.name.clone(),
        slug: tenant.slug.clone(),
        theme: Theme::of(&color("primary"), &color("accent")),
        logo: None,
        phone: tenant.phone.as_ref().map(|phone| phone.as_str().to_owned()),
    }
}

/// The language: chosen on this browser, else the person's, else the browser's, else the company's.
#[must_use]
pub fn locale(headers: &HeaderMap, session: Option<&Session>, tenant: Option<&Tenant>) -> Locale {
    let jar = CookieJar::from_headers(headers);
    let chosen = jar.get("lang").and_then(|cookie| Locale::from_tag(cookie.value()));
    let persons = || session.and_then(|session| Locale::from_tag(session.locale.tag()));
    let browsers = || headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).map(Locale::negotiate);
    let companys = || tenant.and_then(|tenant| Locale::from_tag(tenant.locale.tag()));
    chosen.or_else(persons).or_else(browsers).or_else(companys).unwrap_or(Locale::ZhHans)
}

macro_rules! visits {
    ($($(#[$doc:meta])* $name:ident, $audience:ident, $who:expr;)+) => {$(
        $(#[$doc])*
        pub struct $name(pub Visit);

        impl Deref for $name {
            type Target = Visit;
            fn deref(&self) -> &Visit {
                &self.0
            }
        }

        impl FromRequestParts<App> for $name {
            type Rejection = Failed;
            async fn from_request_parts(parts: &mut Parts, app: &App) -> std::result::Result<Self, Failed> {
                let visit = Visit::read(parts, app, Audience::$audience).await?;
                let who: fn(&Visit) -> Option<Actor> = $who;
                let actor = who(&visit);
                Ok(Self(visit.acting(actor)?))
            }
        }
    )+};
}

visits! {
    /// A customer, or a guest who may look around.
    CustomerVisit, Customer, |visit| {
        let person = visit.session.as_ref().map(|session| session.person);
        Some(person.and_then(|person| visit.membership.as_customer(person)).unwrap_or(Actor::Guest))
    };
    /// A customer who is signed in.
    SignedInVisit, Customer, |visit| visit.membership.as_customer(visit.session.as_ref()?.person);
    /// A worker of this company.
    WorkerVisit, Worker, |visit| visit.membership.as_worker(visit.session.as_ref()?.person);
    /// Staff of this company.
    OfficeVisit, Office, |visit| visit.membership.as_staff(visit.session.as_ref()?.person);
}
