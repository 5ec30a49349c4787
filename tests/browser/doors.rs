//! Pages that stand in the way: the code that was texted, a page that is not there or not for this person, a form that is out of date.

use crate::gallery::{Gallery, Look, assert_right};
use crate::tab::Tab;
use crate::town::{CHENXI, Town};

/// Each asks for a code once; another within a minute would be another page.
const PHONES: [&str; 4] = ["13900006001", "13900006002", "13900006003", "13900006004"];

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_go_on_is_told_so_on_a_page_of_its_own_in_every_language_by_day_and_night() {
    let town = Town::new().await;
    let stranger = town.tab("stranger").await;
    let mut faults = String::new();
    for (look, phone) in Look::ALL.into_iter().zip(PHONES) {
        faults.push_str(&code(&stranger, look, phone).await);
        faults.push_str(&out_of_date(&stranger, look).await);
    }
    let gone = Gallery { status: 404, ..Gallery::new(&stranger, CHENXI, "door") };
    faults.push_str(&gone.look(&[("not-found", "/nowhere")]).await);
    stranger.close().await;
    faults.push_str(&not_for_them(&town).await);
    faults.push_str(&overtaken(&town).await);
    town.finish().await;
    assert_right(&faults);
}

/// The step that asks for the code, and the same after a wrong one.
async fn code(tab: &Tab, look: Look, phone: &str) -> String {
    let gallery = Gallery::new(tab, CHENXI, "door");
    gallery.light(look).await;
    tab.goto(CHENXI, "/sign-in").await;
    tab.fill("phone", phone).await;
    tab.press("form[action='/codes'] button").await;
    tab.see("form[action='/sessions'] [name='code']").await;
    let mut faults = gallery.here(look, "code").await;
    tab.fill("code", "000000").await;
    tab.press("form[action='/sessions'] button").await;
    tab.see("#code-wrong").await;
    faults.push_str(&Gallery { status: 422, ..gallery }.here(look, "code-wrong").await);
    faults
}

/// A form of a page that was open since before the form changed.
async fn out_of_date(tab: &Tab, look: Look) -> String {
    const SEND: &str = "
        const form = document.querySelector(\"form[action='/language']\"), old = document.createElement('input');
        old.name = 'since-left-out';
        form.append(old);
        form.requestSubmit(form.querySelector('button'));";
    let gallery = Gallery { status: 422, ..Gallery::new(tab, CHENXI, "door") };
    gallery.light(look).await;
    tab.goto(CHENXI, "/sign-in").await;
    tab.client().execute(SEND, vec![]).await.expect("the form is sent");
    tab.see("//main[not(.//form)]//a[contains(@class, 'btn-primary')]").await;
    gallery.here(look, "out-of-date").await
}

/// Refused to a role, and hidden from who is not of the office.
async fn not_for_them(town: &Town) -> String {
    let mut faults = String::new();
    for (who, home, page, path, status) in [
        ("finance", "/office", "forbidden", "/office/services/new", 403),
        ("zhao", "/worker", "no-office", "/office", 404),
        ("hua", "/me", "no-worker", "/worker", 404),
    ] {
        let tab = town.tab(who).await;
        town.sign_in(&tab, CHENXI, home, town.world.chenxi.someone(who).phone.as_str()).await;
        faults.push_str(&Gallery { status, ..Gallery::new(&tab, CHENXI, who) }.look(&[(page, path)]).await);
        tab.close().await;
    }
    faults
}

/// The price on the page was for a while only: the page comes back with another and says why.
async fn overtaken(town: &Town) -> String {
    let (world, chenxi) = (&town.world, &town.world.chenxi);
    let tab = town.tab("mei").await;
    town.sign_in(&tab, CHENXI, "/me", chenxi.someone("mei").phone.as_str()).await;
    let starts = chenxi.at(3, 10, 0);
    let address = chenxi.address("mei");
    let path = format!("/booking/{}?address={address}&date={}&starts={starts}", chenxi.daily, chenxi.tenant.date(starts));
    let gallery = Gallery { status: 409, ..Gallery::new(&tab, CHENXI, "customer") };
    let mut faults = String::new();
    for look in Look::ALL {
        gallery.light(look).await;
        tab.goto(CHENXI, &path).await;
        tab.see("#quote input[name='quote']").await;
        world.wait_minutes(60);
        tab.press("#quote button:not([disabled])").await;
        tab.see("main [role='alert']").await;
        faults.push_str(&gallery.here(look, "booking-overtaken").await);
    }
    tab.close().await;
    faults
}
