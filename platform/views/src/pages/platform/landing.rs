//! The front page: what it is, for whom, and the way in.

use serde::Serialize;

use crate::{Page, Sample, Theme};

/// GET /
#[derive(Debug, Clone, Serialize)]
pub struct Landing {
    pub starters: Vec<StarterCard>,
    /// Companies of the demo to look at; empty elsewhere.
    pub demo: Option<String>,
}

/// What a company may start with, in the reader's language.
#[derive(Debug, Clone, Serialize)]
pub struct StarterCard {
    pub id: String,
    pub name: String,
    pub text: String,
    /// Name of an icon.
    pub mark: String,
    pub services: u32,
    pub theme: Theme,
}

impl Page for Landing {
    const TEMPLATE: &'static str = "platform/landing.html";
}

impl Sample for Landing {
    fn samples() -> Vec<(&'static str, Self)> {
        let demo = Some("http://anxin.lares.localhost:8080".to_owned());
        vec![("demo", Self { starters: starters(), demo }), ("bare", Self { starters: starters(), demo: None })]
    }
}

/// Cards that the sign-up's samples show too.
pub(super) fn starters() -> Vec<StarterCard> {
    let card = |id: &str, name: &str, text: &str, mark: &str, colors: (&str, &str)| StarterCard {
        id: id.to_owned(),
        name: name.to_owned(),
        text: text.to_owned(),
        mark: mark.to_owned(),
        services: 14,
        theme: Theme::of(colors.0, colors.1),
    };
    let text = "服务项目、价格、排班和取消规则都已备好，改成自己的就能接单。";
    vec![
        card("cleaning", "保洁公司", text, "sparkles", ("#0f766e", "#b45309")),
        card("appliance", "家电清洗维修", text, "wrench", ("#1d4ed8", "#c2410c")),
        card("maternity", "母婴护理", text, "baby", ("#be185d", "#7c3aed")),
        card("eldercare", "养老护理", text, "heart-handshake", ("#92400e", "#0f766e")),
        card("general", "综合家政", text, "hand-heart", ("#1c6b58", "#b45309")),
    ]
}
