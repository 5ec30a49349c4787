//! Pages of the office, desk first and usable on a phone.

mod change;
mod customers;
mod dashboard;
mod dispatch;
mod messages;
mod order;
mod orders;
mod plugin;
mod plugins;
mod policies;
mod reports;
mod reviews;
mod service;
mod services;
mod settings;
mod staff;
mod worker;
mod workers;

pub use change::{ChangeBill, ChangeOption, ChangePage};
pub use customers::{CustomerAddress, CustomerLine, CustomerPage, Customers};
pub use dashboard::{Attention, AttentionPart, Dashboard, Figure, Setup, SetupStep};
pub use dispatch::{Dispatch, DispatchTray, DispatchVisit, DispatchWorker};
pub use messages::Messages;
pub use order::{AssignedWorker, Assignment, MoneyForm, OfficeCancellation, OrderPage, PaymentLine, StepLine};
pub use orders::{BoardColumn, OrderBoard, OrderBoardPart, OrderFilter, OrderLine, Orders};
pub use plugin::{PermissionLine, PluginPage, SettingField, SettingKind, SettingList, SettingRow, SettingSection};
pub use plugins::{IncidentLine, Incidents, Market, PluginCard};
pub use policies::{PolicyForm, PolicySettings};
pub use reports::{ReportRow, Reports};
pub use reviews::{OfficeReview, Reviews};
pub use service::{OptionLine, PictureLine, PriceLine, ServiceEditor};
pub use services::{CategoryBranch, CategoryEditor, IconChoice, ServiceLine, Services};
pub use settings::{
    AreaLine, AreaSettings, CompanySettings, DataSettings, ExportLine, HolidayLine, HolidaySettings, ThemePreview,
};
pub use staff::{MatrixGroup, MatrixRow, RoleMatrix, StaffLine, StaffPage};
pub use worker::{AbsenceLine, CertificateLine, NewWorker, ShiftDay, ShiftSpan, SkillTick, WorkerEditor, WorkerProfile};
pub use workers::{WorkerLine, Workers};

use crate::{Audience, Gallery};

/// Registers the samples of these pages.
pub(super) fn gallery(gallery: &mut Gallery) {
    gallery.add::<Dashboard>(Audience::Office, "dashboard");
    gallery.add::<AttentionPart>(Audience::Office, "dashboard");
    gallery.add::<Orders>(Audience::Office, "orders");
    gallery.add::<OrderBoard>(Audience::Office, "orders");
    gallery.add::<OrderBoardPart>(Audience::Office, "orders");
    gallery.add::<OrderPage>(Audience::Office, "orders");
    gallery.add::<ChangePage>(Audience::Office, "orders");
    gallery.add::<Dispatch>(Audience::Office, "dispatch");
    gallery.add::<DispatchTray>(Audience::Office, "dispatch");
    gallery.add::<Customers>(Audience::Office, "customers");
    gallery.add::<CustomerPage>(Audience::Office, "customers");
    gallery.add::<Workers>(Audience::Office, "workers");
    gallery.add::<WorkerEditor>(Audience::Office, "workers");
    gallery.add::<NewWorker>(Audience::Office, "workers");
    gallery.add::<Services>(Audience::Office, "services");
    gallery.add::<ServiceEditor>(Audience::Office, "services");
    gallery.add::<Reviews>(Audience::Office, "reviews");
    gallery.add::<Messages>(Audience::Office, "");
    gallery.add::<Reports>(Audience::Office, "reports");
    gallery.add::<Market>(Audience::Office, "plugins");
    gallery.add::<Incidents>(Audience::Office, "plugins");
    gallery.add::<PluginPage>(Audience::Office, "plugins");
    gallery.add::<StaffPage>(Audience::Office, "settings");
    gallery.add::<CompanySettings>(Audience::Office, "settings");
    gallery.add::<ThemePreview>(Audience::Office, "settings");
    gallery.add::<AreaSettings>(Audience::Office, "settings");
    gallery.add::<HolidaySettings>(Audience::Office, "settings");
    gallery.add::<DataSettings>(Audience::Office, "settings");
    gallery.add::<PolicySettings>(Audience::Office, "settings");
}
