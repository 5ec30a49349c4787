//! The office's own people, and what each role may do as a table one can read.

use jiff::Timestamp;
use serde::Serialize;

use crate::gallery::at;
use crate::parts::{Choice, Pager};
use crate::{Form, Page, Phrase, Sample};

/// GET /office/settings/staff; POST /office/staff (`phone`, `name`, `role`), /office/staff/{id}/role, /office/staff/{id}/removal.
#[derive(Debug, Clone, Serialize)]
pub struct StaffPage {
    pub query: String,
    pub pager: Pager,
    pub staff: Vec<StaffLine>,
    pub roles: Vec<Choice>,
    pub matrix: RoleMatrix,
    /// The person may change what is here.
    pub writable: bool,
    pub form: Form,
    pub wrong: Option<Phrase>,
}

#[derive(Debug, Clone, Serialize)]
pub struct StaffLine {
    pub id: String,
    pub name: String,
    pub phone: String,
    pub role: String,
    pub role_name: Phrase,
    pub since: Timestamp,
    pub is_me: bool,
}

/// Rows are permissions in groups, columns are roles.
#[derive(Debug, Clone, Serialize)]
pub struct RoleMatrix {
    pub roles: Vec<Phrase>,
    pub groups: Vec<MatrixGroup>,
}

#[derive(Debug, Clone, Serialize)]
pub struct MatrixGroup {
    pub label: Phrase,
    pub rows: Vec<MatrixRow>,
}

#[derive(Debug, Clone, Serialize)]
pub struct MatrixRow {
    pub label: Phrase,
    /// One per role: "any", "own" or "none".
    pub cells: Vec<String>,
}

impl Page for StaffPage {
    const TEMPLATE: &'static str = "office/staff.html";
}

impl Sample for StaffPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let full = full();
        let form = Form::default().value("phone", "138").value("name", "小周").error("phone", Phrase::plain("手机号不正确"));
        let wrong = Self { form, wrong: Some(Phrase::plain("至少要保留一位老板")), ..full.clone() };
        let reading = Self { writable: false, staff: full.staff.iter().take(1).cloned().collect(), ..full.clone() };
        let nobody = Self { query: "zz".to_owned(), staff: Vec::new(), ..full.clone() };
        vec![("reading", reading), ("nobody", nobody), ("full", full), ("wrong", wrong)]
    }
}

fn full() -> StaffPage {
    let names = ["owner", "manager", "dispatcher", "finance", "support", "trainer"];
    let role = |role: &str| Phrase::key(&format!("office-role-{role}"));
    let line = |id: &str, name: &str, of: &str| StaffLine {
        id: id.to_owned(),
        name: name.to_owned(),
        phone: "13800005521".to_owned(),
        role: of.to_owned(),
        role_name: role(of),
        since: at("2026-01-04T03:00:00Z"),
        is_me: id == "1",
    };
    let row = |key: &str, cells: [&str; 6]| MatrixRow { label: Phrase::key(key), cells: cells.map(str::to_owned).into() };
    StaffPage {
        query: String::new(),
        pager: Pager::default(),
        staff: vec![line("1", "周岚", "owner"), line("2", "何静", "manager"), line("3", "孙立", "dispatcher")],
        roles: names.map(|name| Choice { value: name.to_owned(), label: role(name) }).into(),
        matrix: RoleMatrix {
            roles: names.map(role).into(),
            groups: vec![MatrixGroup {
                label: Phrase::key("office-object-order"),
                rows: vec![
                    row("office-may-order-read", ["any", "any", "any", "any", "any", "none"]),
                    row("office-may-order-assign", ["any", "any", "any", "none", "own", "none"]),
                ],
            }],
        },
        writable: true,
        form: Form::default(),
        wrong: None,
    }
}
