//! One worker as the office keeps them: profile, skills, certificates, weekly shifts, leave, state.

use jiff::civil::Date;
use serde::Serialize;

use crate::parts::{Choice, Rating};
use crate::{Form, Page, Phrase, Sample};

/// GET /office/workers/{id}; each of its forms comes back on it with 422.
#[derive(Debug, Clone, Serialize)]
pub struct WorkerEditor {
    pub id: String,
    pub name: String,
    pub state: String,
    pub presence: String,
    pub done: i64,
    pub rating: Rating,
    pub profile: WorkerProfile,
    pub certificates: Vec<CertificateLine>,
    pub certificate: Form,
    /// Kinds services ask for, to choose from.
    pub kinds: Vec<String>,
    pub shifts: Vec<ShiftDay>,
    pub shift: Form,
    pub absences: Vec<AbsenceLine>,
    pub absence: Form,
    /// What the person may change: the profile and its certificates, whether those hold, the hours.
    pub writable: bool,
    pub may_verify: bool,
    pub may_roster: bool,
    /// Hours and leave are shown.
    pub sees_roster: bool,
    /// What the office may do: "approval", "suspension", "restoration", "removal".
    pub moves: Vec<String>,
    pub wrong: Option<Phrase>,
}

/// GET /office/workers/new
#[derive(Debug, Clone, Serialize)]
pub struct NewWorker {
    pub profile: WorkerProfile,
}

/// POST /office/workers/{id}/profile or /office/workers; places in micro-degrees.
#[derive(Debug, Clone, Serialize)]
pub struct WorkerProfile {
    pub action: String,
    pub photo: Option<String>,
    pub sexes: Vec<Choice>,
    pub skills: Vec<SkillTick>,
    /// Where the map opens: degrees.
    pub lat: f64,
    pub lng: f64,
    /// Fields: `name`, `phone`, `sex`, `birth_year`, `years`, `bio`, `home_lat_e6`, `home_lng_e6`, `shows_sex`, `shows_age`,
    /// `shows_photo`, `skills`, file `photo`, `photo_removal`.
    pub form: Form,
}

#[derive(Debug, Clone, Serialize)]
pub struct SkillTick {
    pub id: String,
    pub name: String,
    pub checked: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct CertificateLine {
    pub id: String,
    pub kind: String,
    pub number: String,
    pub issued_on: Date,
    pub expires_on: Option<Date>,
    /// "pending", "verified" or "rejected"; "expired" for a verified one that is over.
    pub state: String,
}

/// POST /office/workers/{id}/shifts: fields `shift-{weekday}-{n}-from` and `…-to`, "08:00"; an empty one is left out.
#[derive(Debug, Clone, Serialize)]
pub struct ShiftDay {
    pub weekday: u8,
    pub spans: Vec<ShiftSpan>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ShiftSpan {
    pub from: String,
    pub to: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct AbsenceLine {
    pub id: String,
    pub on_date: Date,
    /// "leave" or "override".
    pub kind: String,
    /// "08:00–12:00"; absent for the whole day.
    pub hours: Option<String>,
    pub reason: String,
}

impl WorkerProfile {
    /// The two sexes the law asks an employer to record.
    #[must_use]
    pub fn sexes() -> Vec<Choice> {
        ["female", "male"].map(|sex| Choice { value: sex.to_owned(), label: Phrase::key(&format!("office-sex-{sex}")) }).into()
    }
}

impl Page for WorkerEditor {
    const TEMPLATE: &'static str = "office/worker.html";
}

impl Page for NewWorker {
    const TEMPLATE: &'static str = "office/worker_new.html";
}

impl Sample for WorkerEditor {
    fn samples() -> Vec<(&'static str, Self)> {
        let full = full();
        let wrong = Self {
            certificate: Form::default().value("kind", "健康证").error("number", Phrase::plain("请填写证书编号")),
            absence: Form::default().value("on_date", "2026-01-01").error("on_date", Phrase::plain("日期已过")),
            wrong: Some(Phrase::plain("状态刚刚被改过")),
            ..full.clone()
        };
        let applied = Self {
            state: "applied".to_owned(),
            rating: Rating { tenths: 0, count: 0 },
            done: 0,
            certificates: Vec::new(),
            absences: Vec::new(),
            moves: vec!["approval".to_owned(), "removal".to_owned()],
            ..full.clone()
        };
        let reading = Self { writable: false, may_verify: false, may_roster: false, moves: Vec::new(), ..full.clone() };
        vec![("applied", applied), ("full", full), ("reading", reading), ("wrong", wrong)]
    }
}

impl Sample for NewWorker {
    fn samples() -> Vec<(&'static str, Self)> {
        let empty = WorkerProfile { form: Form::default(), action: "/office/workers".to_owned(), photo: None, ..profile() };
        let form = Form::default()
            .value("name", "赵")
            .error("phone", Phrase::plain("手机号不正确"))
            .error("birth_year", Phrase::plain("请填写出生年份"));
        vec![("empty", Self { profile: empty.clone() }), ("wrong", Self { profile: WorkerProfile { form, ..empty } })]
    }
}

fn full() -> WorkerEditor {
    let certificate = |kind: &str, state: &str| CertificateLine {
        id: "1".to_owned(),
        kind: kind.to_owned(),
        number: "310101-2026-0081".to_owned(),
        issued_on: jiff::civil::date(2026, 1, 4),
        expires_on: Some(jiff::civil::date(2027, 1, 3)),
        state: state.to_owned(),
    };
    let span = |from: &str, to: &str| ShiftSpan { from: from.to_owned(), to: to.to_owned() };
    WorkerEditor {
        id: "1".to_owned(),
        name: "王秀兰".to_owned(),
        state: "active".to_owned(),
        presence: "online".to_owned(),
        done: 386,
        rating: Rating { tenths: 49, count: 128 },
        profile: profile(),
        certificates: vec![
            certificate("健康证", "verified"),
            certificate("家政服务员 高级", "pending"),
            certificate("母婴护理", "expired"),
        ],
        certificate: Form::default(),
        kinds: vec!["健康证".to_owned(), "母婴护理".to_owned()],
        shifts: (1..=7)
            .map(|weekday| ShiftDay {
                weekday,
                spans: if weekday < 6 {
                    vec![span("08:00", "12:00"), span("13:00", "18:00")]
                } else {
                    vec![span("", ""), span("", "")]
                },
            })
            .collect(),
        shift: Form::default(),
        absences: vec![AbsenceLine {
            id: "1".to_owned(),
            on_date: jiff::civil::date(2026, 12, 8),
            kind: "leave".to_owned(),
            hours: None,
            reason: "孩子家长会".to_owned(),
        }],
        absence: Form::default(),
        writable: true,
        may_verify: true,
        may_roster: true,
        sees_roster: true,
        moves: vec!["suspension".to_owned(), "removal".to_owned()],
        wrong: None,
    }
}

fn profile() -> WorkerProfile {
    let tick = |id: &str, name: &str, checked| SkillTick { id: id.to_owned(), name: name.to_owned(), checked };
    WorkerProfile {
        action: "/office/workers/1/profile".to_owned(),
        photo: Some("/assets/favicon.svg".to_owned()),
        sexes: WorkerProfile::sexes(),
        skills: vec![tick("1", "日常保洁", true), tick("2", "家电清洗", true), tick("3", "母婴护理", false)],
        lat: 31.19,
        lng: 121.43,
        form: Form::default()
            .value("name", "王秀兰")
            .value("phone", "13911112222")
            .value("sex", "female")
            .value("birth_year", "1978")
            .value("years", "8")
            .value("bio", "擅长深度保洁，做事细致。")
            .value("home_lat_e6", "31190000")
            .value("home_lng_e6", "121430000")
            .value("shows_age", "yes"),
    }
}
