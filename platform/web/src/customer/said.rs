//! Everything that was said of a service or a worker: by stars, or with pictures.

use super::cards;
use crate::error::Served;
use crate::visit::CustomerVisit;
use axum::extract::{Path, Query};
use lares_domain::reviews::{self, About, Aspects, Shown};
use lares_domain::{catalogue, workforce};
use lares_kernel::{Ctx, PageRequest, Result, ServiceId, WorkerId};
use lares_views::Phrase;
use lares_views::pages::customer::ReviewsPage;
use lares_views::parts::Tab;
use serde::Deserialize;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// "pictures", or a number of stars.
    show: String,
    page: Option<u32>,
}

impl Asked {
    fn stars(&self) -> Option<i32> {
        self.show.parse().ok().filter(|stars| (1..=5).contains(stars))
    }

    fn shown(&self, about: About) -> Result<Shown> {
        let page = PageRequest::new(self.page.unwrap_or(1), PageRequest::DEFAULT_SIZE)?;
        Ok(Shown { about, stars: self.stars(), only_pictures: self.show == "pictures", page })
    }
}

pub async fn of_service(visit: CustomerVisit, Path(id): Path<ServiceId>, Query(asked): Query<Asked>) -> Served {
    let mut ctx = visit.begin().await?;
    let name = catalogue::page(&mut ctx, id).await?.name;
    let aspects = reviews::service_aspects(&mut ctx, id).await?;
    let place = Place { name, path: format!("/services/{id}"), marks: cards::OF_SERVICE };
    let page = page(&mut ctx, (&aspects, About::Service(id)), place, &asked).await?;
    visit.show(ctx, "categories", &page).await
}

pub async fn of_worker(visit: CustomerVisit, Path(id): Path<WorkerId>, Query(asked): Query<Asked>) -> Served {
    let mut ctx = visit.begin().await?;
    let name = workforce::page(&mut ctx, id).await?.card.name;
    let aspects = reviews::worker_aspects(&mut ctx, id).await?;
    let place = Place { name, path: format!("/workers/{id}"), marks: cards::OF_WORKER };
    let page = page(&mut ctx, (&aspects, About::Worker(id)), place, &asked).await?;
    visit.show(ctx, "categories", &page).await
}

/// Whose reviews these are.
struct Place {
    name: String,
    path: String,
    marks: [&'static str; 3],
}

impl Place {
    fn at(&self, show: &str, page: &str) -> String {
        cards::address(&format!("{}/reviews", self.path), &[("show", show), ("page", page)])
    }
}

async fn page(ctx: &mut Ctx, (aspects, about): (&Aspects, About), place: Place, asked: &Asked) -> Result<ReviewsPage> {
    let found = reviews::shown(ctx, &asked.shown(about)?).await?;
    Ok(ReviewsPage {
        back: place.path.clone(),
        rating: cards::rating(aspects),
        aspects: cards::aspects(aspects, place.marks),
        tabs: tabs(aspects, &place, asked),
        pager: cards::pager(&found, |page| place.at(&asked.show, &page.to_string())),
        reviews: found.rows.into_iter().map(cards::review).collect(),
        name: place.name,
    })
}

/// All, those with pictures, and the stars that were given, the best first.
fn tabs(aspects: &Aspects, place: &Place, asked: &Asked) -> Vec<Tab> {
    let tab = |label: Phrase, show: &str, count: i64| Tab {
        label,
        href: place.at(show, ""),
        current: asked.show == show,
        count: cards::count(count),
    };
    let mut tabs = vec![tab(Phrase::key("reviews-all"), "", aspects.count)];
    tabs.push(tab(Phrase::key("reviews-pictures"), "pictures", aspects.with_pictures));
    for (count, stars) in aspects.stars.into_iter().rev().zip([5_u8, 4, 3, 2, 1]) {
        tabs.push(tab(Phrase::key("review-stars").with("count", i64::from(stars)), &stars.to_string(), count));
    }
    tabs.retain(|tab| tab.count > 0 || tab.current);
    tabs
}
