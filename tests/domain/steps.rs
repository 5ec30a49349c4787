//! Each step with time and place (W05): the server's own, and what the device says.

use jiff::SignedDuration;
use lares_domain::orders::{self, Report, Status, Step};
use lares_kernel::Place;
use support::{Wish, World};

#[tokio::test]
async fn the_office_sees_where_and_when_by_the_device_each_step_was_taken() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let order = world.book(chenxi, &Wish::at("mei", chenxi.at(1, 10, 0)).by(chenxi.worker("lin"))).await.expect("placed");
    world.perform(chenxi, order.id, Status::Accepted).await;
    let door = order.address.place;
    let near = Place { lat_e6: door.lat_e6 + 1_000, ..door };
    let seen = Report { device_at: Some(world.now() - SignedDuration::from_mins(3)), place: Some(near) };
    let wrong =
        Report { device_at: Some(world.now() + SignedDuration::from_hours(9)), place: Some(Place { lat_e6: i32::MAX, ..door }) };
    let mut ctx = world.as_worker("lin").await;
    orders::depart(&mut ctx, order.id, wrong).await.expect("a wrong clock keeps nobody from working");
    orders::arrive(&mut ctx, order.id, seen).await.expect("arrived");
    ctx.commit().await.expect("committed");
    world.perform(chenxi, order.id, Status::Completed).await;

    let mut ctx = world.as_office("dispatcher").await;
    let steps = orders::steps(&mut ctx, order.id).await.expect("steps");
    drop(ctx);
    let of = |step| steps.iter().find(|record| record.step == step).expect("recorded");
    assert_eq!(steps.len(), Step::ALL.len());
    assert_eq!((of(Step::Depart).device_at, of(Step::Depart).place), (None, None));
    assert_eq!((of(Step::Arrive).device_at, of(Step::Arrive).place), (seen.device_at, seen.place));
    assert_eq!((of(Step::Arrive).away, of(Step::Finish).away), (Some(111), None));
    assert!(steps.iter().all(|record| record.at == world.now()), "by our own clock");
    for who in ["mei", "lin"] {
        let mut ctx = world.ctx(chenxi, who).await;
        assert!(orders::steps(&mut ctx, order.id).await.is_err(), "{who} does not follow workers around");
    }
    world.finish().await;
}
