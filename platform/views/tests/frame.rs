//! What the frame decides: language, zone, theme, and that nothing of a person's text becomes markup.

use jiff::tz::TimeZone;
use lares_views::pages::customer::Orders;
use lares_views::pages::shared::{ErrorPage, SignIn, SignInStep};
use lares_views::{Arg, Audience, Form, Locale, Maps, Money, Notice, Phrase, Sample, Tone, Views, sample_frame};

fn views() -> Views {
    Views::strict().expect("templates and words load")
}

#[test]
fn the_same_instant_reads_in_the_companys_zone_and_the_readers_language() {
    let phrase = Phrase::key("policy-free-until")
        .with("until", Arg::Moment("2026-12-31T16:30:00Z".parse().expect("an instant")))
        .with("fee", Money::fen(2_050));
    let mut frame = sample_frame(Audience::Customer, "", Locale::ZhHans);
    assert_eq!(views().say(&phrase, &frame), "2027年1月1日 周五 00:30 前可免费取消，之后收取 ¥20.50");
    frame.zone = TimeZone::UTC;
    assert_eq!(views().say(&phrase, &frame), "12月31日 周四 16:30 前可免费取消，之后收取 ¥20.50");
    frame.locale = Locale::En;
    assert_eq!(views().say(&phrase, &frame), "Free to cancel until Thu 31 Dec 16:30, then ¥20.50");
}

#[test]
fn near_days_have_names() {
    let frame = sample_frame(Audience::Customer, "", Locale::ZhHans);
    for (time, expected) in [
        ("2026-11-30T16:00:00Z", "今天"),
        ("2026-12-02T15:59:59Z", "明天"),
        ("2026-11-30T15:00:00Z", "昨天"),
        ("2026-12-02T16:00:00Z", "12月3日 周四"),
    ] {
        let phrase = Phrase::key("worker-valid-until").with("day", Arg::Day(time.parse().expect("an instant")));
        assert_eq!(views().say(&phrase, &frame), format!("有效期至 {expected}"), "{time}");
    }
}

#[test]
fn a_missing_key_is_said_by_name_and_fails_only_where_words_are_checked() {
    let page = ErrorPage { text: Phrase::key("no-such-key"), ..ErrorPage::of(404, "/") };
    let frame = sample_frame(Audience::Customer, "", Locale::En);
    assert!(views().render(&page, &frame).is_err());
    let html = Views::new(Maps::default())
        .expect("templates and words load")
        .render(&page, &frame)
        .expect("a person still gets the page");
    assert!(html.contains("no-such-key"));
}

#[test]
fn what_people_type_stays_text() {
    let nasty = "\"><script>alert(1)</script>{{ 1 }}";
    let page = SignIn {
        step: SignInStep::Code,
        return_to: nasty.to_owned(),
        password_href: nasty.to_owned(),
        code_href: nasty.to_owned(),
        recovery_href: nasty.to_owned(),
        again_at: None,
        inbox: None,
        form: Form::default().value("phone", nasty).error("code", Phrase::plain(nasty)),
    };
    let mut frame = sample_frame(Audience::Customer, "", Locale::En);
    frame.path = nasty.to_owned();
    frame.notices.push(Notice { tone: Tone::Success, text: Phrase::plain(nasty) });
    let html = views().render(&page, &frame).expect("renders");
    assert!(!html.contains("<script>alert"));
    assert!(html.contains("&lt;script&gt;alert(1)"));
}

#[test]
fn the_companys_colors_are_variables_and_notices_are_shown() {
    let mut frame = sample_frame(Audience::Customer, "orders", Locale::ZhHans);
    frame.notices.push(Notice { tone: Tone::Success, text: Phrase::plain("已保存") });
    let (_, page) = Orders::samples().remove(0);
    let html = views().render(&page, &frame).expect("renders");
    assert!(html.contains("--brand:#1c6b58;"));
    assert!(html.contains("已保存"));
    assert!(html.contains("href=\"/orders\" aria-current=\"page\""));
}

#[test]
fn renders_on_many_threads_do_not_mix_their_languages() {
    let views = views();
    std::thread::scope(|scope| {
        for locale in Locale::ALL {
            let views = views.clone();
            scope.spawn(move || {
                for _ in 0..20 {
                    let html =
                        views.render(&ErrorPage::of(404, "/"), &sample_frame(Audience::Customer, "", locale)).expect("renders");
                    assert!(html.contains(&format!("lang=\"{}\" style", locale.tag())));
                }
            });
        }
    });
}
