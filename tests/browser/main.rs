//! The whole line in the real pages, in Chromium: a stranger founds a company, its customer books at a price two plugins made,
//! its worker does the work, its office watches. Afterwards every page is photographed and examined.

mod chromium;
mod customer;
mod crowd;
mod dispatch;
mod doors;
mod empty;
mod gallery;
mod office;
mod statuses;
mod tab;
mod town;
mod worker;

use town::Town;

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_founds_a_company_and_a_cleaning_is_booked_done_reviewed_and_seen_by_its_office() {
    let town = Town::new().await;
    town.publish_plugins().await;
    let (owner, customer, worker) = (town.tab("owner").await, town.tab("customer").await, town.tab("worker").await);
    owner.resize(1280).await;
    customer.resize(390).await;
    worker.resize(390).await;

    office::found(&town, &owner).await;
    office::come_back(&owner).await;
    office::hire(&town, &owner).await;
    office::plug_prices(&town, &owner).await;
    office::plug_coupons(&town, &owner).await;

    customer::sign_in_to_book(&town, &customer).await;
    customer::add_address(&customer).await;
    let order = customer::book(&town, &customer).await;

    worker::sign_in(&town, &worker).await;
    worker::accept(&town, &worker, &order).await;
    customer::hears(&customer, "待服务").await;
    worker::go(&town, &worker, &order).await;
    customer::hears(&customer, "已到达").await;
    let code = customer::start_code(&customer).await;
    worker::work(&town, &worker, &order, &code).await;
    customer::hears(&customer, "已完成").await;
    customer::review(&town, &customer, &order).await;
    office::watches(&town, &owner, &order).await;

    // Something to come, for the pages that are about it.
    let next = customer::book_again(&town, &customer).await;
    let mut faults = office::pages(&owner, &order).await;
    faults.push_str(&customer::pages(&customer, &order, &next).await);
    faults.push_str(&worker::pages(&worker, &order).await);
    faults.push_str(&office::public_pages(&town, &owner).await);
    for tab in [owner, customer, worker] {
        tab.close().await;
    }
    town.finish().await;
    gallery::assert_right(&faults);
}
