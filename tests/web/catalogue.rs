//! What the company sells, as a guest finds it and the office keeps it.

use axum::http::StatusCode;
use lares_domain::catalogue;
use lares_domain::catalogue::pictures::{self, PictureKind};
use lares_domain::orders::Status;
use lares_domain::reviews::{self, ReviewForm, Scores};
use lares_kernel::Permission;
use serde_json::{Value, json};
use support::{Browser, Page, Wish, World};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n and what a picture holds";

/// A root of the tree and some of what is below it.
const TREE: [(&str, &[&str]); 5] = [
    ("清洁", &["日常保洁", "深度保洁", "开荒保洁"]),
    ("家电清洗维修", &["空调", "洗衣机", "冰箱"]),
    ("家居保养", &["地板打蜡", "沙发保养"]),
    ("母婴护理", &["月嫂上门", "产后护理"]),
    ("养老护理", &["陪诊", "助浴", "居家照护"]),
];

/// Where the category of this name leads from a page.
fn category(page: &Page, name: &str) -> String {
    let links = page.body.split("<a ").skip(1).filter_map(|rest| rest.split("</a>").next());
    let to = |link: &str| link.split("href=\"").nth(1).and_then(|rest| rest.split('"').next()).map(str::to_owned);
    let mut named = links.filter(|link| link.trim_end().ends_with(name)).filter_map(to);
    named.find(|path| path.starts_with("/categories/")).unwrap_or_else(|| panic!("no way to {name}: {}", page.body))
}

fn described<'a>(tree: &'a Value, name: &str) -> Option<&'a str> {
    let rows = tree.as_array()?;
    let own = rows.iter().find(|row| row["name"] == name).and_then(|row| row["description"].as_str());
    own.or_else(|| rows.iter().find_map(|row| described(&row["children"], name)))
}

async fn seen(browser: &mut Browser, path: &str) -> Page {
    let page = browser.get(path).await;
    assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.body);
    page
}

/// C04
#[tokio::test]
async fn every_category_of_the_tree_is_reached_describes_itself_and_services_are_found_by_words() {
    let world = World::new().await;
    let mut guest = world.browser_of(&world.anju, "guest").await;
    let tree = seen(&mut guest, "/api/v1/categories").await.json();
    let all = seen(&mut guest, "/categories").await;
    for (root, below) in TREE {
        let page = seen(&mut guest, &category(&all, root)).await;
        let words = described(&tree, root).expect("its own words");
        assert!(!words.is_empty() && page.body.contains(words), "{root} says {words}");
        for name in below {
            let child = seen(&mut guest, &category(&page, name)).await;
            let words = described(&tree, name).expect("its own words");
            assert!(!words.is_empty() && child.body.contains(words), "{name} says {words}");
            assert!(child.body.contains("href=\"/services/"), "{name} has services");
        }
    }
    let (sofa, daily) = ("沙发清洗护理", "日常保洁 2 小时");
    let found = seen(&mut guest, "/categories?q=%E6%B2%99%E5%8F%91").await;
    assert!(found.body.contains(sofa) && !found.body.contains(daily), "only what was looked for");
    let found = seen(&mut guest, "/api/v1/services?text=%E6%B2%99%E5%8F%91").await;
    assert!(found.body.contains(sofa) && !found.body.contains(daily), "{}", found.body);
    world.finish().await;
}

/// A06
#[tokio::test]
async fn a_service_is_added_withdrawn_from_customers_and_restored() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let mut ctx = world.as_office("owner").await;
    let category = catalogue::categories(&mut ctx).await.expect("categories")[0].id;
    let skill = catalogue::skills(&mut ctx).await.expect("skills")[0].id;
    ctx.commit().await.expect("committed");
    let (mut owner, mut guest) = (world.browser_of(chenxi, "owner").await, world.browser_of(chenxi, "guest").await);
    let form = format!("category_id={category}&name=Shutters&art=cleaning&minutes=60&cleanup_minutes=0&price=88&skills={skill}");
    let added = owner.post("/office/services", &form).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    let editor = added.location().to_owned();
    let service = editor.strip_prefix("/office").expect("its editor").to_owned();
    let booking = service.replacen("/services/", "/booking/", 1);
    let withdrawn = "/office/services?state=withdrawn&q=Shutters";
    for (command, there) in [("", true), ("withdrawal", false), ("restoration", true)] {
        if !command.is_empty() {
            assert_eq!(owner.post(&format!("{editor}/{command}"), "").await.status, StatusCode::SEE_OTHER, "{command}");
            let again = owner.post(&format!("{editor}/{command}"), "").await;
            assert!(again.status.is_client_error(), "twice: {command} → {}", again.status);
        }
        let status = if there { StatusCode::OK } else { StatusCode::NOT_FOUND };
        for path in [&service, &booking, &format!("/api/v1{service}")] {
            assert_eq!(guest.get(path).await.status, status, "{path} after {command}");
        }
        let found = seen(&mut guest, "/categories?q=Shutters").await.body.contains(&service);
        let set_aside = seen(&mut owner, withdrawn).await.body.contains(&editor);
        assert_eq!((found, set_aside), (there, !there), "after {command}");
    }
    world.finish().await;
}

/// What the office writes of a service stands on its page. (Videos are not kept yet.)
#[tokio::test]
async fn a_service_page_tells_steps_time_tools_extras_and_price_and_shows_before_and_after() {
    let world = World::new().await;
    let service = world.chenxi.daily;
    let mut owner = world.browser_of(&world.chenxi, "owner").await;
    let mut ctx = world.as_office("owner").await;
    let page = catalogue::page(&mut ctx, service).await.expect("a service");
    for kind in [PictureKind::Before, PictureKind::After] {
        let blob = pictures::store(&mut ctx, Permission::ServiceWrite, PNG).await.expect("a picture");
        pictures::add(&mut ctx, service, blob, kind).await.expect("added");
    }
    ctx.commit().await.expect("committed");
    let skills: String = page.skills.iter().map(|skill| format!("&skills={skill}")).collect();
    let form = format!(
        "category_id={}&name=Windows&art=cleaning&minutes=90&cleanup_minutes=0&price=88&description=By+hand&steps=Look%0D%0AWash\
         &tools=Ladder&included=Frames&excluded=Roofs{skills}",
        page.category_id
    );
    let editor = format!("/office/services/{service}");
    assert_eq!(owner.post(&editor, &form).await.status, StatusCode::SEE_OTHER);
    let option = "option-0-name=Shutter&option-0-price=15&option-0-minutes=10&option-0-max=4";
    assert_eq!(owner.post(&format!("{editor}/options"), option).await.status, StatusCode::SEE_OTHER);

    let mut guest = world.browser_of(&world.chenxi, "guest").await;
    let shown = seen(&mut guest, &format!("/services/{service}")).await.body;
    for words in ["Windows", "By hand", "Look", "Wash", "Ladder", "Frames", "Roofs", "Shutter", "服务前", "服务后"] {
        assert!(shown.contains(words), "{words}");
    }
    let api = seen(&mut guest, &format!("/api/v1/services/{service}")).await.json();
    assert_eq!((&api["steps"], &api["tools"]), (&json!(["Look", "Wash"]), &json!(["Ladder"])), "{api}");
    assert_eq!((&api["minutes"], &api["options"][0]["price_minor"]), (&json!(90), &json!(1_500)), "{api}");
    world.finish().await;
}

/// The names of a page's bars with what they say.
fn bars(page: &Page) -> Vec<(String, String)> {
    let text = |rest: &str| rest.split('<').next().unwrap_or_default().to_owned();
    let bars = page.body.split("<span class=\"w-24 flex-none\">").skip(1);
    bars.map(|bar| (text(bar), bar.split("font-medium\">").nth(1).map(text).unwrap_or_default())).collect()
}

/// C07
#[tokio::test]
async fn a_worker_is_rated_by_manner_skill_and_speed_and_a_service_by_what_was_promised() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    for (customer, hour, marks) in [("mei", 9, [5, 4, 3, 2, 1]), ("hua", 14, [4, 4, 4, 4, 4])] {
        let wish = Wish::at(customer, chenxi.at(1, hour, 0)).by(chenxi.worker("lin"));
        let order = world.book(chenxi, &wish).await.expect("placed").id;
        world.perform(chenxi, order, Status::Completed).await;
        let [quality, attitude, as_expected, skill, efficiency] = marks;
        let scores = Scores { quality, attitude, as_expected, skill, efficiency };
        let mut ctx = world.as_customer(customer).await;
        let form = ReviewForm { scores, body: format!("by {customer}"), pictures: Vec::new() };
        reviews::write(&mut ctx, order, &form).await.expect("written");
        ctx.commit().await.expect("committed");
    }
    world.run_jobs().await;
    let mut guest = world.browser_of(chenxi, "guest").await;
    let worker = [("服务态度", "4.0"), ("专业技能", "3.0"), ("工作效率", "2.5")];
    let service = [("服务质量", "4.5"), ("服务态度", "4.0"), ("符合预期", "3.5")];
    for (path, said) in [(format!("/workers/{}", chenxi.worker("lin")), worker), (format!("/services/{}", chenxi.daily), service)]
    {
        for page in [path.clone(), format!("{path}/reviews")] {
            let page = seen(&mut guest, &page).await;
            let expected: Vec<_> = said.iter().map(|(name, mean)| ((*name).to_owned(), (*mean).to_owned())).collect();
            assert_eq!(bars(&page), expected, "{path}");
            assert!(page.body.contains("by mei") && page.body.contains("by hua"), "both reviews at {path}");
        }
        let means = seen(&mut guest, &format!("/api/v1{path}/aspects")).await.json();
        assert_eq!((&means["count"], &means["stars"][4]), (&json!(2), &json!(0)), "{means}");
    }
    world.finish().await;
}
