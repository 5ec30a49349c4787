//! Why a call ended, in the office's words.

use crate::call::Call;
use crate::hooks::{Trouble, line};
use lares_extension::{Failure, FailureKind};
use wasmtime::component::ResourceTableError;
use wasmtime::{PoolConcurrencyLimitError, Trap, WasmBacktrace};

const DETAIL_LETTERS: usize = 400;
const FRAMES: usize = 4;

pub(crate) fn of(trouble: Trouble, call: &Call) -> Failure {
    match trouble {
        Trouble::Failed(failure) => failure,
        Trouble::Refused(problem) => {
            let said = line(&format!("{}: {}", problem.code, problem.message), DETAIL_LETTERS);
            explained(call, &said).unwrap_or_else(|| Failure::new(FailureKind::Refused, said))
        }
        Trouble::Ended(error) => ended(&error, call),
    }
}

fn ended(error: &wasmtime::Error, call: &Call) -> Failure {
    if let Some(failure) = error.downcast_ref::<Failure>() {
        return failure.clone();
    }
    if error.is::<PoolConcurrencyLimitError>() {
        return Failure::new(FailureKind::Host, "every place for a plugin instance is taken");
    }
    let detail = detail(error);
    match error.downcast_ref::<Trap>() {
        Some(Trap::OutOfFuel) => Failure::new(FailureKind::Fuel, detail),
        Some(Trap::Interrupt) => Failure::new(FailureKind::Time, detail),
        // A guest whose allocation failed, or that was told no and could not go on, ends in `unreachable`.
        Some(_) if call.room.refused => Failure::new(FailureKind::Memory, detail),
        Some(_) => explained(call, &detail).unwrap_or_else(|| Failure::new(FailureKind::Trap, detail)),
        None if call.room.refused => Failure::new(FailureKind::Memory, detail),
        None if is_hostcall_fuel(error) => Failure::new(FailureKind::Budget, "more than 1 MiB in one host call"),
        None if error.is::<ResourceTableError>() => Failure::new(FailureKind::Trap, detail),
        // Bytes that are no value of the contract's type: a string that is no UTF-8, a list outside of memory.
        None => Failure::new(FailureKind::BadAnswer, detail),
    }
}

/// A denial or an exhausted limit says more than the way the guest gave up.
fn explained(call: &Call, then: &str) -> Option<Failure> {
    let refused = call.refused()?;
    Some(Failure::new(refused.kind, line(&format!("{}; then {then}", refused.detail), DETAIL_LETTERS)))
}

/// The engine has no type for this error; a unit test keeps its words.
fn is_hostcall_fuel(error: &wasmtime::Error) -> bool {
    error.root_cause().to_string().contains("fuel allocated for hostcalls has been exhausted")
}

fn detail(error: &wasmtime::Error) -> String {
    let mut detail = match error.downcast_ref::<Trap>() {
        Some(trap) => trap.to_string(),
        None => error.root_cause().to_string(),
    };
    let frames = error.downcast_ref::<WasmBacktrace>().map(WasmBacktrace::frames).unwrap_or_default();
    for name in frames.iter().filter_map(|frame| frame.func_name()).take(FRAMES) {
        detail.push_str(" < ");
        detail.push_str(name);
    }
    line(&detail, DETAIL_LETTERS)
}
