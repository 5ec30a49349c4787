//! Claims a label of almost 2^31 bytes, far beyond its memory.

use hostile::{only, surcharge};
use lares_plugin_sdk::Problem;
use lares_plugin_sdk::quote::{Adjustment, Outcome, QuoteAdjuster, Request, export_quote_adjuster};

struct Guest;

impl QuoteAdjuster for Guest {
    fn adjust(request: Request) -> Result<Outcome, Problem> {
        let label = claim();
        Ok(only(Adjustment { label, ..surcharge(100, &request) }))
    }
}

fn claim() -> String {
    let claimed = 0x7fff_ff00;
    let small = std::mem::ManuallyDrop::new(vec![b'x'; 16]);
    // SAFETY: none, and that is the point; the guest never touches it, only the host may believe it.
    unsafe { String::from_raw_parts(small.as_ptr().cast_mut(), claimed, claimed) }
}

export_quote_adjuster!(Guest);
