//! What may happen to an order, by whom.

use crate::{compare, table};
use lares_domain::orders::lifecycle::next;
use lares_domain::orders::{By, Command, Status};

#[test]
fn the_order_lifecycle_is_as_promised() {
    let mut rows = vec![["in", "may", "by", "then it is"].map(str::to_owned).to_vec()];
    for status in Status::ALL {
        let before = rows.len();
        for command in Command::ALL {
            let by: Vec<By> = By::ALL.into_iter().filter(|by| next(status, command, *by).is_some()).collect();
            if let Some(after) = by.first().and_then(|by| next(status, command, *by)) {
                let names = by.iter().map(|by| format!("{by:?}").to_lowercase()).collect::<Vec<_>>().join(", ");
                rows.push(vec![status.name().into(), format!("{command:?}").to_lowercase(), names, after.name().into()]);
            }
        }
        if rows.len() == before {
            rows.push(vec![status.name().into(), "nothing".into(), String::new(), String::new()]);
        }
    }
    compare(
        "lifecycle.txt",
        &format!("An order's life. What is not listed is refused with orders.not_possible_now.\n\n{}", table(&rows)),
    );
}

#[test]
fn a_command_leads_to_one_status_whoever_gives_it() {
    for status in Status::ALL {
        for command in Command::ALL {
            let mut after: Vec<Status> = By::ALL.into_iter().filter_map(|by| next(status, command, by)).collect();
            after.dedup();
            assert!(after.len() <= 1, "{status:?} {command:?}");
        }
    }
}
