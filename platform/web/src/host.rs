//! From the Host header to the company, and to the router of the right site.

use crate::error::{self, Failed};
use crate::{api, asset, customer, guard, legal, live, office, platform, problem, sign_in, state::App, watch, worker};
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{Uri, header};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use lares_kernel::error::NOT_FOUND;
use lares_kernel::{Error, Tenant};
use std::sync::Arc;
use tower::ServiceExt;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::request_id::{PropagateRequestIdLayer, SetRequestIdLayer};

/// Bodies of forms and JSON; uploads raise it on their own routes.
const BODY_LIMIT: usize = 64 * 1024;

/// The whole site: every host, every route.
pub fn router(app: &App) -> Router {
    let company = company_routes(app);
    let platform = platform_routes(app);
    let sites = Sites { app: app.clone(), company, platform };
    Router::new()
        .fallback(dispatch)
        .with_state(sites)
        .layer(PropagateRequestIdLayer::x_request_id())
        .layer(SetRequestIdLayer::x_request_id(watch::NewId))
        .layer(from_fn_with_state(app.clone(), watch::known_ids))
}

#[derive(Clone)]
struct Sites {
    app: App,
    company: Router,
    platform: Router,
}

fn company_routes(app: &App) -> Router {
    let pages = Router::new()
        .merge(customer::routes())
        .merge(sign_in::routes())
        .merge(legal::routes())
        .merge(live::routes())
        .nest("/worker", worker::routes())
        .nest("/office", office::routes())
        .nest("/api/v1", api::routes());
    finish(pages, app, ("company", ""))
}

fn platform_routes(app: &App) -> Router {
    let pages = platform::routes().merge(sign_in::routes()).merge(legal::routes());
    finish(pages, app, ("platform", &app.config.company_url("*")))
}

/// Which site it is, and where else its forms may lead.
fn finish(routes: Router<App>, app: &App, (site, companies): (&'static str, &str)) -> Router {
    routes
        .route("/assets/{*path}", get(asset::serve))
        .route("/problems/{code}", get(problem::show))
        .fallback(nothing)
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(from_fn(guard::own_task))
        .layer(CatchPanicLayer::custom(error::panicked))
        .layer(from_fn_with_state(app.clone(), guard::own_site))
        .layer(CsrfLayer::new())
        .layer(from_fn_with_state(app.clone(), error::render))
        .layer(from_fn_with_state((app.clone(), guard::content_policy(app.views.maps(), companies)), guard::headers))
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state((app.clone(), site), watch::request))
        .with_state(app.clone())
}

async fn dispatch(State(sites): State<Sites>, mut request: Request) -> Response {
    let host = host_of(&request);
    if host == sites.app.config.domain {
        return sites.platform.oneshot(request).await.into_response();
    }
    match company_of(&sites.app, &host).await {
        Ok(Some(tenant)) => {
            request.extensions_mut().insert(tenant);
            sites.company.oneshot(request).await.into_response()
        }
        Ok(None) => sites.platform.oneshot(no_company(request, Error::new(NOT_FOUND))).await.into_response(),
        Err(error) => sites.platform.oneshot(no_company(request, error)).await.into_response(),
    }
}

/// Why there is nothing at this address.
#[derive(Clone)]
struct Nothing(Arc<Error>);

/// An address nobody has, or nobody could be found at: the platform says so, to a program as to one.
fn no_company(mut request: Request, error: Error) -> Request {
    let path = if request.uri().path().starts_with("/api/") { "/api/no-company" } else { "/no-company" };
    *request.uri_mut() = Uri::from_static(path);
    request.extensions_mut().insert(Nothing(Arc::new(error)));
    request
}

async fn nothing(request: Request) -> Failed {
    let why = request.extensions().get::<Nothing>().cloned();
    why.map_or_else(|| Error::new(NOT_FOUND).into(), |Nothing(error)| Failed(error))
}

async fn company_of(app: &App, host: &str) -> lares_kernel::Result<Option<Arc<Tenant>>> {
    let slug = host.strip_suffix(app.config.domain.as_str()).and_then(|rest| rest.strip_suffix('.'));
    match slug {
        Some(slug) if !slug.is_empty() && !slug.contains('.') && slug.len() <= 32 => {
            let tenant = app.control.tenant_by_slug(slug).await?;
            Ok(tenant.filter(|tenant| !tenant.suspended))
        }
        _ => Ok(None),
    }
}

/// The host without its port, lower case.
fn host_of(request: &Request) -> String {
    let from_uri = request.uri().authority().map(|authority| authority.as_str().to_owned());
    let from_header = || request.headers().get(header::HOST).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let host = from_uri.or_else(from_header).unwrap_or_default();
    host.rsplit_once(':').map_or(host.as_str(), |(name, _)| name).to_ascii_lowercase()
}
