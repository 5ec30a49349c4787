//! My profile, certificates, devices and password.

use jiff::civil::{Date, date};
use serde::Serialize;

use crate::gallery::at;
use crate::pages::customer::SessionRow;
use crate::parts::Choice;
use crate::{Form, Page, Phrase, Sample};

/// GET /worker/me
#[derive(Debug, Clone, Serialize)]
pub struct Me {
    pub name: String,
    pub phone: String,
    pub picture: Option<String>,
    pub years: u32,
    pub done: u32,
    pub tenths: u32,
    pub reviews: u32,
    /// online, busy, offline
    pub presence: String,
    pub skills: Vec<String>,
    pub certificates: Vec<Certificate>,
    pub also_office: bool,
    pub company_phone: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Certificate {
    pub kind: String,
    pub number: String,
    pub expires_on: Option<Date>,
    /// pending, verified, rejected, or of a verified one: expiring, expired
    pub state: String,
}

/// GET and POST /worker/me/profile: fields `years`, `bio`, `skills` (any number of ids), file `photo`, `photo_removal`.
#[derive(Debug, Clone, Serialize)]
pub struct ProfileForm {
    pub name: String,
    pub photo: Option<String>,
    /// Whether the company publishes it.
    pub shows_photo: bool,
    pub skills: Vec<SkillChoice>,
    pub form: Form,
}

#[derive(Debug, Clone, Serialize)]
pub struct SkillChoice {
    pub id: String,
    pub name: String,
    pub chosen: bool,
}

/// GET and POST /worker/me/certificates: fields `kind`, `number`, `issued_on`, `expires_on`.
#[derive(Debug, Clone, Serialize)]
pub struct CertificateForm {
    /// Kinds the company knows; without any the kind is typed.
    pub kinds: Vec<Choice>,
    pub form: Form,
}

/// GET /worker/me/security; POST /worker/me/password: fields `current`, `password`.
#[derive(Debug, Clone, Serialize)]
pub struct Security {
    pub has_password: bool,
    pub sessions: Vec<SessionRow>,
    pub form: Form,
}

impl Page for Me {
    const TEMPLATE: &'static str = "worker/me.html";
}

impl Page for ProfileForm {
    const TEMPLATE: &'static str = "worker/profile.html";
}

impl Page for CertificateForm {
    const TEMPLATE: &'static str = "worker/certificate.html";
}

impl Page for Security {
    const TEMPLATE: &'static str = "worker/security.html";
}

impl Sample for Me {
    fn samples() -> Vec<(&'static str, Self)> {
        let certificate = |kind: &str, state: &str, expires_on| Certificate {
            kind: kind.to_owned(),
            number: "3101-2023-0457".to_owned(),
            expires_on,
            state: state.to_owned(),
        };
        let full = Self {
            name: "王秀兰".to_owned(),
            phone: "139****2046".to_owned(),
            picture: None,
            years: 8,
            done: 860,
            tenths: 48,
            reviews: 128,
            presence: "online".to_owned(),
            skills: vec!["深度保洁".to_owned(), "家电清洗".to_owned(), "收纳整理".to_owned()],
            certificates: vec![
                certificate("家政服务员（四级）", "verified", None),
                certificate("健康证", "expiring", Some(date(2026, 12, 20))),
                certificate("母婴护理师", "expired", Some(date(2026, 10, 1))),
                certificate("高空作业证", "pending", Some(date(2028, 1, 1))),
                certificate("急救证", "rejected", None),
            ],
            also_office: true,
            company_phone: Some("400-820-1188".to_owned()),
        };
        let fresh = Self {
            done: 0,
            reviews: 0,
            tenths: 0,
            presence: "offline".to_owned(),
            skills: Vec::new(),
            certificates: Vec::new(),
            also_office: false,
            company_phone: None,
            ..full.clone()
        };
        vec![("full", full), ("new", fresh)]
    }
}

impl Sample for ProfileForm {
    fn samples() -> Vec<(&'static str, Self)> {
        let skill = |id: &str, name: &str, chosen| SkillChoice { id: id.to_owned(), name: name.to_owned(), chosen };
        let skills = vec![skill("1", "日常保洁", true), skill("2", "深度保洁", true), skill("3", "家电清洗", false)];
        let form = Form::default().value("years", "8").value("bio", "做事仔细，擅长厨房重油和玻璃。");
        let wrong = form.clone().value("years", "99").error("years", Phrase::plain("请填写 0 到 60"));
        let kept = Self { name: "王秀兰".to_owned(), photo: None, shows_photo: true, skills, form };
        let photo = Some("/assets/favicon.svg".to_owned());
        let wrong = Self { form: wrong, photo, shows_photo: false, ..kept.clone() };
        vec![("kept", kept), ("wrong", wrong)]
    }
}

impl Sample for CertificateForm {
    fn samples() -> Vec<(&'static str, Self)> {
        let kinds = vec![Choice { value: "health".to_owned(), label: Phrase::plain("健康证") }];
        let wrong = Form::default().value("number", "A1").error("expires_on", Phrase::plain("这张证书已经过期"));
        vec![
            ("new", Self { kinds: kinds.clone(), form: Form::default() }),
            ("typed", Self { kinds: Vec::new(), form: Form::default() }),
            ("wrong", Self { kinds, form: wrong }),
        ]
    }
}

impl Sample for Security {
    fn samples() -> Vec<(&'static str, Self)> {
        let row = |id: &str, device: &str, current| SessionRow {
            id: id.to_owned(),
            device: device.to_owned(),
            seen_at: at("2026-12-01T03:40:00Z"),
            current,
        };
        let sessions = vec![row("1", "Android · Chrome", true), row("2", "iPhone · Safari", false)];
        let wrong = Form::default().error("current", Phrase::plain("当前密码不正确"));
        vec![
            ("first", Self { has_password: false, sessions: sessions.clone(), form: Form::default() }),
            ("wrong", Self { has_password: true, sessions, form: wrong }),
        ]
    }
}
