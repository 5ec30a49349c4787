//! Writing a review of a completed order.

use super::{PICTURES, SCORE, db};
use crate::catalogue::faults::Faults;
use crate::{catalogue, orders, workforce};
use lares_kernel::{BlobId, Ctx, OrderId, Permission, Result, ReviewId};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// How many pictures a review may show, and as many again what is added to it later.
pub const MOST_PICTURES: usize = 6;

/// One to five for each aspect. The service: quality and as expected (符合预期); the worker: attitude, skill, efficiency.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Scores {
    pub quality: i32,
    pub attitude: i32,
    pub as_expected: i32,
    pub skill: i32,
    pub efficiency: i32,
}

impl Scores {
    fn named(self) -> [(&'static str, i32); 5] {
        [
            ("quality", self.quality),
            ("attitude", self.attitude),
            ("as_expected", self.as_expected),
            ("skill", self.skill),
            ("efficiency", self.efficiency),
        ]
    }

    /// The mean of the five, rounded; five whole numbers never have a mean of exactly a half.
    #[must_use]
    pub fn overall(self) -> i32 {
        (self.named().iter().map(|(_, score)| score).sum::<i32>() * 2 + 5) / 10
    }
}

#[derive(Clone, Debug)]
pub struct ReviewForm {
    pub scores: Scores,
    pub body: String,
    /// Pictures the customer stored before, at most [`MOST_PICTURES`].
    pub pictures: Vec<BlobId>,
}

impl ReviewForm {
    fn cleaned(&self) -> Result<Self> {
        let mut faults = Faults::default();
        for (name, score) in self.scores.named() {
            if !(1..=5).contains(&score) {
                faults.add(name, SCORE);
            }
        }
        if self.pictures.len() > MOST_PICTURES {
            faults.add("pictures", PICTURES);
        }
        let body = faults.text("body", &self.body, 0..=1_000);
        faults.done()?;
        Ok(Self { body, ..self.clone() })
    }
}

/// The customer of a completed order says how it was.
///
/// # Errors
/// `invalid` with every wrong field, `not_found` for somebody else's order, `orders.not_possible_now` before it is completed,
/// `reviews.already_written`.
pub async fn write(ctx: &mut Ctx, order: OrderId, form: &ReviewForm) -> Result<ReviewId> {
    ctx.authorize(Permission::ReviewWrite)?;
    let form = form.cleaned()?;
    let about = orders::reviewable(ctx, order).await?;
    catalogue::pictures::check_own(ctx, Permission::ReviewWrite, &form.pictures).await?;
    let (id, overall) = (ReviewId::new(), form.scores.overall());
    db::insert(ctx, id, &about, &form).await?;
    catalogue::add_rating(ctx, about.service_id, overall).await?;
    workforce::add_rating(ctx, about.worker_id, overall).await?;
    let body = json!({ "order": about.order_id, "worker": about.worker_id, "service": about.service_id, "overall": overall });
    ctx.announce("review.written", id.uuid(), body).await?;
    Ok(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scores(marks: [i32; 5]) -> Scores {
        let [quality, attitude, as_expected, skill, efficiency] = marks;
        Scores { quality, attitude, as_expected, skill, efficiency }
    }

    #[test]
    fn the_overall_mark_is_the_rounded_mean() {
        assert_eq!(scores([5, 5, 5, 5, 5]).overall(), 5);
        assert_eq!(scores([5, 5, 4, 4, 4]).overall(), 4);
        assert_eq!(scores([5, 5, 5, 4, 4]).overall(), 5);
        assert_eq!(scores([1, 1, 1, 1, 1]).overall(), 1);
        assert_eq!(scores([1, 1, 2, 2, 2]).overall(), 2);
    }

    #[test]
    fn a_mark_outside_one_to_five_is_named() {
        let form = ReviewForm { scores: scores([0, 5, 5, 5, 6]), body: String::new(), pictures: Vec::new() };
        let error = form.cleaned().expect_err("two marks are wrong");
        let names: Vec<_> = error.fields().iter().map(|field| field.name.as_str()).collect();
        assert_eq!(names, ["quality", "efficiency"]);
    }
}
