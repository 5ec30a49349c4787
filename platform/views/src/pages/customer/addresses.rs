//! Where the visits go.

use serde::Serialize;

use crate::parts::Choice;
use crate::{Form, Page, Phrase, Sample};

/// GET /addresses
#[derive(Debug, Clone, Serialize)]
pub struct Addresses {
    pub addresses: Vec<AddressCard>,
}

#[derive(Debug, Clone, Serialize)]
pub struct AddressCard {
    pub id: String,
    pub contact: String,
    pub phone: String,
    pub place: String,
    pub is_default: bool,
}

impl Page for Addresses {
    const TEMPLATE: &'static str = "customer/addresses.html";
}

/// GET /addresses/new, GET /addresses/{id}; POST to `action`: fields `contact`, `phone`, `district`, `line`, `lat_e6`, `lng_e6`, `is_default`, `return`.
#[derive(Debug, Clone, Serialize)]
pub struct AddressForm {
    pub action: String,
    pub back: String,
    /// Where to go afterwards, for example back to the booking.
    pub return_to: String,
    pub fresh: bool,
    pub districts: Vec<Choice>,
    /// Center of the map in degrees, when there is no point yet.
    pub lat: f64,
    pub lng: f64,
    pub form: Form,
}

impl Page for AddressForm {
    const TEMPLATE: &'static str = "customer/address_form.html";
}

impl Sample for Addresses {
    fn samples() -> Vec<(&'static str, Self)> {
        let home = AddressCard {
            id: "1".to_owned(),
            contact: "陈梅".to_owned(),
            phone: "13800005521".to_owned(),
            place: "徐汇区 漕溪北路 398 号 12 栋 1802 室".to_owned(),
            is_default: true,
        };
        let other =
            AddressCard {
                id: "2".to_owned(), is_default: false, place: "长宁区 愚园路 1088 弄 6 号".to_owned(), ..home.clone()
            };
        vec![("full", Self { addresses: vec![home, other] }), ("empty", Self { addresses: Vec::new() })]
    }
}

impl Sample for AddressForm {
    fn samples() -> Vec<(&'static str, Self)> {
        let fresh = Self {
            action: "/addresses".to_owned(),
            back: "/addresses".to_owned(),
            return_to: "/booking/1".to_owned(),
            fresh: true,
            districts: vec![Choice { value: "徐汇区".to_owned(), label: Phrase::plain("徐汇区") }],
            lat: 31.193_4,
            lng: 121.436_2,
            form: Form::default(),
        };
        let wrong = Form::default()
            .value("contact", "陈梅")
            .value("line", "漕溪北路 398 号")
            .error("phone", Phrase::key("address-phone-wrong"))
            .error("lat_e6", Phrase::key("booking-out-of-area"));
        vec![("new", fresh.clone()), ("wrong", Self { fresh: false, form: wrong, ..fresh })]
    }
}
