//! The routes as `golden/routes.txt` lists them.

use axum::http::Method;
use std::path::Path;

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Route {
    pub path: String,
    pub method: Method,
    pub who: String,
    /// `company`, `platform` or `both`.
    site: String,
}

impl Route {
    pub fn is_api(&self) -> bool {
        self.path.starts_with("/api/")
    }

    /// The address with `id` in every place of one.
    pub fn at(&self, id: &str) -> String {
        let parts = self.path.split('/').map(|part| match part {
            "{day}" => "2026-06-01",
            "{*path}" => "app.css",
            part if part.starts_with('{') => id,
            part => part,
        });
        parts.collect::<Vec<_>>().join("/")
    }

    pub fn writes(&self) -> bool {
        self.method != Method::GET
    }

    pub fn is_of_company(&self) -> bool {
        self.site != "platform"
    }

    pub fn is_of_platform(&self) -> bool {
        self.site != "company"
    }

    /// How many of its parts are this address's own words; None when the address is not one of this route's.
    pub fn fit(&self, path: &str) -> Option<usize> {
        let (own, asked): (Vec<&str>, Vec<&str>) = (self.path.split('/').collect(), path.split('/').collect());
        let fits = own.len() == asked.len() && own.iter().zip(&asked).all(|(own, asked)| own.starts_with('{') || own == asked);
        fits.then(|| own.iter().filter(|part| !part.starts_with('{')).count())
    }
}

/// `GET /orders/{id}`
impl std::fmt::Display for Route {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}

/// Every route of every site.
pub fn all() -> Vec<Route> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden/routes.txt");
    let text = std::fs::read_to_string(path).expect("golden/routes.txt");
    let routes: Vec<Route> = text.lines().filter_map(read).collect();
    assert!(routes.len() > 200, "golden/routes.txt reads: {}", routes.len());
    routes
}

fn read(line: &str) -> Option<Route> {
    let columns: Vec<&str> = line.split("  ").map(str::trim).filter(|column| !column.is_empty()).collect();
    let [path, method, who, site] = columns[..] else { return None };
    let route =
        || Route { path: path.to_owned(), method: method.parse().expect("a method"), who: who.to_owned(), site: site.to_owned() };
    path.starts_with('/').then(route)
}
