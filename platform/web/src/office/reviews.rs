//! Reviews: the pile, and answering one.

use super::again::Sent;
use super::entry::{Entry, Words};
use super::listing::{address, any, named, page, pager, small, tab};
use super::people;
use crate::customer::cards;
use crate::error::Served;
use crate::respond::done;
use crate::visit::OfficeVisit;
use axum::extract::{Path, Query};
use lares_domain::catalogue::{self, OfficeFilter as ServiceFilter, OfficeService};
use lares_domain::reviews::{self, Aspects, OfficeFilter, Review};
use lares_domain::workforce::OfficeWorker;
use lares_kernel::{Ctx, PageRequest, Permission, Result, ReviewId, ServiceId, WorkerId};
use lares_views::Phrase;
use lares_views::pages::office::{OfficeReview, Reviews};
use lares_views::parts::{Aspect, Choice, Rating, ReviewCard, Tab};
use serde::Deserialize;

const PATH: &str = "/office/reviews";
/// The worst mark that is still bad.
const BAD: i32 = 3;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    show: String,
    worker: String,
    service: String,
    page: Option<u32>,
}

impl Asked {
    /// The page a reply was written on.
    fn before(typed: &Words) -> Self {
        let entry = Entry::of(typed);
        let word = |name: &str| entry.text(name).to_owned();
        let page = entry.text("page").parse().ok();
        Self { q: word("q"), show: word("show"), worker: word("worker"), service: word("service"), page }
    }

    fn words(&self) -> [(&str, &str); 4] {
        [("q", &self.q), ("show", &self.show), ("worker", &self.worker), ("service", &self.service)]
    }

    fn address(&self) -> String {
        let page = self.page.filter(|page| *page > 1).map(|page| page.to_string()).unwrap_or_default();
        let mut words = self.words().to_vec();
        words.push(("page", &page));
        address(PATH, &words)
    }
}

pub async fn list(visit: OfficeVisit, Query(asked): Query<Asked>) -> Served {
    show(&visit, asked, (None, Sent::default())).await
}

async fn show(visit: &OfficeVisit, asked: Asked, (answered, sent): (Option<ReviewId>, Sent)) -> Served {
    let mut ctx = visit.begin().await?;
    let (worker, service): (Option<WorkerId>, Option<ServiceId>) = (asked.worker.parse().ok(), asked.service.parse().ok());
    let filter = OfficeFilter {
        worst: (asked.show == "low").then_some(BAD),
        unanswered: asked.show == "unanswered",
        worker,
        service,
        text: asked.q.trim().to_owned(),
        page: page(asked.page)?,
    };
    let rows = reviews::list(&mut ctx, &filter).await?;
    let aspects = aspects(&mut ctx, worker, service).await?;
    let (workers, services) = (people::active(&mut ctx).await?, services(&mut ctx).await?);
    let may_reply = ctx.may(Permission::ReviewReply);
    let names = Names { workers: &workers, services: &services, author: author(visit) };
    let pager = pager(&rows, PATH, &asked.words());
    let card = |review: Review| {
        let form = if answered == Some(review.id) { sent.form.clone() } else { lares_views::Form::default() };
        OfficeReview { form, ..names.card(review, may_reply) }
    };
    let page = Reviews {
        overall: aspects.map_or(Rating { tenths: 0, count: small(rows.total) }, |found| mean(found.overall, found.count)),
        aspects: aspects.map(marks).unwrap_or_default(),
        tabs: tabs(&asked),
        workers: people::filter(&workers),
        services: choices(&services),
        reviews: rows.rows.into_iter().map(card).collect(),
        page: rows.number,
        query: asked.q,
        show: asked.show,
        worker: asked.worker,
        service: asked.service,
        pager,
    };
    visit.show_as(sent.status(), ctx, "reviews", &page).await
}

fn author(visit: &OfficeVisit) -> String {
    visit.app.views.say(&Phrase::key("event-by-customer"), &visit.bare_frame(""))
}

fn tabs(asked: &Asked) -> Vec<Tab> {
    let one = |key: &str, show: &str| {
        let mut words = asked.words();
        words[1].1 = show;
        tab(key, address(PATH, &words), asked.show == show)
    };
    vec![one("office-reviews-all", ""), one("office-reviews-low", "low"), one("office-reviews-unanswered", "unanswered")]
}

/// Means of the worker or the service chosen.
async fn aspects(ctx: &mut Ctx, worker: Option<WorkerId>, service: Option<ServiceId>) -> Result<Option<Aspects>> {
    Ok(match (worker, service) {
        (Some(worker), _) => Some(reviews::worker_aspects(ctx, worker).await?),
        (None, Some(service)) => Some(reviews::service_aspects(ctx, service).await?),
        (None, None) => None,
    })
}

fn mean(hundredths: i64, count: i64) -> Rating {
    Rating { tenths: small((hundredths + 5) / 10), count: small(count) }
}

fn marks(found: Aspects) -> Vec<Aspect> {
    let one = |name: &str, hundredths: i64| Aspect {
        label: Phrase::key(&format!("office-aspect-{name}")),
        tenths: mean(hundredths, 1).tenths,
    };
    vec![
        one("quality", found.quality),
        one("attitude", found.attitude),
        one("as_expected", found.as_expected),
        one("skill", found.skill),
        one("efficiency", found.efficiency),
    ]
}

/// All services to filter by; none for who may not edit them.
async fn services(ctx: &mut Ctx) -> Result<Vec<OfficeService>> {
    if !ctx.may(Permission::ServiceWrite) {
        return Ok(Vec::new());
    }
    let mut all = Vec::new();
    for number in 1.. {
        let page = PageRequest::new(number, 100)?;
        let found = catalogue::list(ctx, &ServiceFilter { text: String::new(), category: None, withdrawn: None, page }).await?;
        let last = number >= found.pages();
        all.extend(found.rows);
        if last {
            break;
        }
    }
    Ok(all)
}

fn choices(services: &[OfficeService]) -> Vec<Choice> {
    std::iter::once(any()).chain(services.iter().map(|service| named(&service.id, &service.name))).collect()
}

struct Names<'a> {
    workers: &'a [OfficeWorker],
    services: &'a [OfficeService],
    author: String,
}

impl Names<'_> {
    fn about(&self, review: &Review) -> Option<String> {
        let service = self.services.iter().find(|one| one.id == review.service_id).map(|one| one.name.clone());
        let worker = self.workers.iter().find(|one| one.id == review.worker_id).map(|one| one.name.clone());
        let known: Vec<String> = service.into_iter().chain(worker).collect();
        (!known.is_empty()).then(|| known.join(" · "))
    }

    fn card(&self, review: Review, may_reply: bool) -> OfficeReview {
        let open = review.reply.is_none() && may_reply;
        OfficeReview {
            order_href: format!("/office/orders/{}", review.order_id),
            reply: open.then(|| format!("{PATH}/{}/reply", review.id)),
            form: lares_views::Form::default(),
            card: ReviewCard { author: self.author.clone(), about: self.about(&review), ..cards::review(review) },
        }
    }
}

pub async fn reply(visit: OfficeVisit, Path(id): Path<ReviewId>, typed: Words) -> Served {
    typed.only(&["reply", "q", "show", "worker", "service", "page"])?;
    let asked = Asked::before(&typed);
    match answer(&visit, id, &typed).await {
        Ok(()) => Ok(done(&asked.address(), "notice-replied")),
        Err(error) => {
            let sent = Sent::again("reply", &typed, error)?.renamed("text", "reply");
            show(&visit, asked, (Some(id), sent)).await
        }
    }
}

async fn answer(visit: &OfficeVisit, id: ReviewId, typed: &Words) -> Result<()> {
    let mut ctx = visit.begin().await?;
    reviews::reply(&mut ctx, id, Entry::of(typed).text("reply")).await?;
    ctx.commit().await
}
