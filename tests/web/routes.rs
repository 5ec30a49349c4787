//! The routes as `golden/routes.txt` lists them.

use axum::http::Method;

#[derive(Clone, Debug)]
pub struct Route {
    pub path: String,
    pub method: Method,
    pub who: String,
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
}

/// Every route of a company's site.
pub fn of_company() -> Vec<Route> {
    let lines = include_str!("../golden/routes.txt").lines();
    let routes: Vec<Route> = lines.filter_map(read).collect();
    assert!(routes.len() > 200, "golden/routes.txt reads: {}", routes.len());
    routes
}

fn read(line: &str) -> Option<Route> {
    let columns: Vec<&str> = line.split("  ").map(str::trim).filter(|column| !column.is_empty()).collect();
    let [path, method, who, site] = columns[..] else { return None };
    let known = path.starts_with('/') && (site == "company" || site == "both");
    known.then(|| Route { path: path.to_owned(), method: method.parse().expect("a method"), who: who.to_owned() })
}
