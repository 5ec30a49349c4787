//! Does what its settings say, `{"errands": [["get", "things", "a", false], …]}`, and tells each result as a notice.
//! Not hostile by itself: the tests send it where they like.

use lares_plugin_sdk::json::{self, Value};
use lares_plugin_sdk::quote::{Outcome, QuoteAdjuster, Request, export_quote_adjuster};
use lares_plugin_sdk::store::{Key, Query};
use lares_plugin_sdk::{HostError, Problem, context, log, orders_read, problem, random, settings, store};

struct Guest;

impl QuoteAdjuster for Guest {
    fn adjust(_: Request) -> Result<Outcome, Problem> {
        let settings: Value = settings::settings()?;
        let errands = settings["errands"].as_array().cloned().unwrap_or_default();
        let notices = errands.iter().map(|errand| problem("errand", run(errand))).collect();
        Ok(Outcome { adjustments: Vec::new(), notices })
    }
}

fn run(errand: &Value) -> String {
    let text = |at: usize| errand[at].as_str().unwrap_or_default();
    let number = |at: usize| errand[at].as_i64().unwrap_or_default();
    match text(0) {
        "get" => told(store::get(text(1), text(2), errand[3] == true).map(|doc| doc.map(show))),
        "insert" => told(store::insert(text(1), errand[2].as_str(), text(3)).map(show)),
        "replace" => told(store::replace(text(1), text(2), number(3).cast_unsigned(), text(4)).map(show)),
        "delete" => told(store::delete(text(1), text(2))),
        "add" => told(store::add(text(1), text(2), text(3), number(4), number(5), number(6))),
        "find" => told(find(text(1), &errand[2])),
        "order" => told(orders_read::open(text(1)).map(|order| order.number())),
        "random" => format!("{:?} {}", random::bytes(4), random::new_id()),
        "fuel" => (context::fuel_left() > 0 && context::fuel_left() < 10_000_000).to_string(),
        "context" => {
            let info = context::get();
            format!("{} {} {} {}", info.hook, info.locale, info.time_zone, info.dry_run)
        }
        "log" => {
            log::write(log::Level::Info, &"x".repeat(number(1) as usize));
            "logged".to_owned()
        }
        "trap" => panic!("as told"),
        other => format!("unknown: {other}"),
    }
}

fn show(doc: store::Doc) -> String {
    format!("{} v{} {}", doc.id, doc.version, doc.json)
}

fn told<T: std::fmt::Debug>(result: Result<T, HostError>) -> String {
    match result {
        Ok(value) => format!("{value:?}"),
        Err(error) => format!("{error:?}").replace("HostError::", ""),
    }
}

fn find(collection: &str, asked: &Value) -> Result<String, HostError> {
    let key = |value: &Value| match value {
        Value::String(text) => Some(Key::Text(text.clone())),
        Value::Number(number) => number.as_i64().map(Key::Int),
        Value::Bool(flag) => Some(Key::Flag(*flag)),
        _ => None,
    };
    let query = Query {
        index: asked["index"].as_str().unwrap_or_default().to_owned(),
        equals: asked["equals"].as_array().into_iter().flatten().filter_map(key).collect(),
        at_least: key(&asked["at-least"]),
        below: key(&asked["below"]),
        descending: asked["descending"] == true,
        limit: asked["limit"].as_u64().unwrap_or(100) as u32,
        cursor: asked["cursor"].as_str().map(str::to_owned),
    };
    let page = store::find(collection, &query)?;
    let ids: Vec<_> = page.docs.iter().map(|doc| doc.id.as_str()).collect();
    Ok(json::json!({ "ids": ids, "cursor": page.cursor }).to_string())
}

export_quote_adjuster!(Guest);
