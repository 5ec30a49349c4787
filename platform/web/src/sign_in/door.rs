//! A request that is not anybody's yet: the platform's site, and the doors of a company.

use crate::error::{Failed, Served};
use crate::respond::address;
use crate::state::{App, SmsMode};
use crate::visit::{company, locale};
use crate::{auth, guard, respond};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode, header};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use lares_domain::identity::{At, Session};
use lares_kernel::{Error, Tenant};
use lares_views::{Audience, Frame, Locale, Page, Phrase};
use std::net::IpAddr;
use std::sync::Arc;

/// Who knocks: where, in which language, from which address.
pub struct Door {
    pub app: App,
    /// None on the platform's own host.
    pub tenant: Option<Arc<Tenant>>,
    pub session: Option<Arc<Session>>,
    pub locale: Locale,
    pub client: IpAddr,
    /// What the browser says it is.
    pub device: String,
    /// Asked for by htmx: answer with the part, not the page.
    pub is_partial: bool,
    path: String,
    /// Came by a form; the page shown has no address that says where the person is going.
    is_form: bool,
}

impl FromRequestParts<App> for Door {
    type Rejection = Failed;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> std::result::Result<Self, Failed> {
        let tenant = parts.extensions.get::<Arc<Tenant>>().cloned();
        let session = auth::session(app, &parts.headers, tenant.as_ref().map(|tenant| tenant.id)).await?;
        Ok(Self {
            app: app.clone(),
            locale: locale(&parts.headers, session.as_deref(), tenant.as_deref()),
            client: guard::client(parts, app.config.trusted_hops),
            device: device(&parts.headers),
            is_partial: parts.headers.contains_key("hx-request"),
            path: path(parts),
            is_form: parts.method != Method::GET,
            tenant,
            session,
        })
    }
}

impl Door {
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.app.control.clock().now()
    }

    /// Where a session would begin.
    #[must_use]
    pub fn at(&self) -> At {
        At { tenant: self.tenant.as_ref().map(|tenant| tenant.id), device: self.device.clone(), locale: self.kernel_locale() }
    }

    #[must_use]
    pub fn kernel_locale(&self) -> lares_kernel::Locale {
        lares_kernel::Locale::parse(self.locale.tag()).unwrap_or_default()
    }

    /// A sentence in the reader's language.
    #[must_use]
    pub fn say(&self, phrase: &Phrase) -> String {
        self.app.views.say(phrase, &self.frame("/"))
    }

    /// Whose name stands on the door: the company's or the platform's.
    #[must_use]
    pub fn house(&self) -> String {
        self.tenant.as_ref().map_or_else(|| self.say(&Phrase::key("platform-name")), |tenant| tenant.name.clone())
    }

    /// Where caught text messages can be read, in the demo and in tests.
    #[must_use]
    pub fn inbox(&self) -> Option<String> {
        (self.app.config.sms == SmsMode::Catcher).then(|| format!("{}/inbox", self.app.config.platform_url()))
    }

    /// A whole page; `next` is where the person is going and decides the layout.
    ///
    /// # Errors
    /// When the page does not render.
    pub fn show<P: Page>(&self, status: StatusCode, next: &str, page: &P) -> Served {
        let html = self.app.views.render(page, &self.frame(next)).map_err(Error::internal)?;
        Ok(respond::html(status, html))
    }

    /// A part that htmx swaps in.
    ///
    /// # Errors
    /// When the part does not render.
    pub fn part<P: Page>(&self, page: &P) -> Served {
        self.show(StatusCode::OK, "/", page)
    }

    fn frame(&self, next: &str) -> Frame {
        Frame {
            locale: self.locale,
            zone: self.tenant.as_ref().map_or(TimeZone::UTC, |tenant| tenant.zone.clone()),
            now: self.now(),
            audience: self.audience(next),
            path: if self.is_form && next != "/" { address(&self.path, &[("return", next)]) } else { self.path.clone() },
            tab: String::new(),
            company: self.tenant.as_deref().map(company),
            person: None,
            notices: Vec::new(),
            menu: Vec::new(),
            plugin_menu: Vec::new(),
        }
    }

    fn audience(&self, next: &str) -> Audience {
        match (&self.tenant, next.split(['/', '?']).nth(1)) {
            (None, _) => Audience::Platform,
            (Some(_), Some("office")) => Audience::Office,
            (Some(_), Some("worker")) => Audience::Worker,
            (Some(_), _) => Audience::Customer,
        }
    }
}

/// Where the language switch comes back to; a form that came back wrong has no address of its own to return to.
fn path(parts: &Parts) -> String {
    let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    match path.split('/').nth(1) {
        _ if parts.method == Method::GET => path.to_owned(),
        Some("recovery") => "/recovery".to_owned(),
        Some("sign-up") => "/sign-up".to_owned(),
        Some(_) | None => "/sign-in".to_owned(),
    }
}

/// "Chrome · Android": enough to recognize one's own device in a list.
fn device(headers: &HeaderMap) -> String {
    let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let find = |names: &[(&str, &'static str)]| names.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name);
    let browser = find(&[
        ("MicroMessenger", "WeChat"),
        ("AlipayClient", "Alipay"),
        ("Edg", "Edge"),
        ("Firefox", "Firefox"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ]);
    let system = find(&[
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Macintosh", "Mac"),
        ("Linux", "Linux"),
    ]);
    [browser, system].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::device;
    use axum::http::{HeaderMap, HeaderValue, header};

    #[test]
    fn a_device_is_named_by_browser_and_system() {
        let named = |agent: &'static str| device(&HeaderMap::from_iter([(header::USER_AGENT, HeaderValue::from_static(agent))]));
        assert_eq!(
            named("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36"),
            "Chrome · Android"
        );
        assert_eq!(named("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) Version/17.0 Safari/604.1"), "Safari · iPhone");
        assert_eq!(named("curl/8"), "");
    }
}
