//! What a component's bytes may look like, checked before the compiler sees them: its time grows with what is counted here.

use lares_extension::{Failure, FailureKind};
use wasmparser::{CanonicalOption, ComponentExternName, Encoding, Parser, Payload};

pub(crate) const WASM_BYTES: usize = 1 << 20;
const FUNCTIONS: u32 = 10_000;
const BODY_BYTES: usize = 128 << 10;
const MODULES: u32 = 4;
/// `wit-component` wraps each exported interface in a small component of types.
const COMPONENTS: u32 = 32;
const DEPTH: u32 = 2;

#[derive(Default)]
struct Counted {
    functions: u32,
    modules: u32,
    components: u32,
    depth: u32,
}

/// # Errors
/// `Load`, with what is wrong.
pub(crate) fn check(wasm: &[u8]) -> Result<(), Failure> {
    if wasm.len() > WASM_BYTES {
        return Err(wrong("larger than 1 MiB"));
    }
    let mut counted = Counted::default();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload.map_err(|error| wrong(format!("not WebAssembly: {error}")))?;
        count(&payload, &mut counted)?;
    }
    Ok(())
}

fn count(payload: &Payload<'_>, counted: &mut Counted) -> Result<(), Failure> {
    match payload {
        Payload::Version { encoding: Encoding::Module, .. } if counted.depth == 0 => Err(wrong("a module, not a component")),
        Payload::Version { .. } => {
            counted.depth += 1;
            if counted.depth > DEPTH { Err(wrong("nested too deep")) } else { Ok(()) }
        }
        Payload::End(_) => {
            counted.depth = counted.depth.saturating_sub(1);
            Ok(())
        }
        Payload::ModuleSection { .. } => up_to(&mut counted.modules, 1, MODULES, "modules"),
        Payload::ComponentSection { .. } => up_to(&mut counted.components, 1, COMPONENTS, "components"),
        Payload::CodeSectionStart { count, .. } => up_to(&mut counted.functions, *count, FUNCTIONS, "functions"),
        Payload::CodeSectionEntry(body) if body.range().len() > BODY_BYTES => Err(wrong("a function longer than 128 kB")),
        Payload::ComponentStartSection { .. } => Err(wrong("a start function")),
        Payload::ComponentCanonicalSection(functions) => functions.clone().into_iter().try_for_each(|function| {
            let function = function.map_err(|error| wrong(error.to_string()))?;
            if speaks_utf8(&function) { Ok(()) } else { Err(wrong("strings that are not UTF-8")) }
        }),
        Payload::ComponentImportSection(imports) => imports.clone().into_iter().try_for_each(|import| {
            let import = import.map_err(|error| wrong(error.to_string()))?;
            let ComponentExternName { name, .. } = import.name;
            if counted.depth > 1 || name.starts_with("lares:plugin/") {
                Ok(())
            } else {
                Err(wrong(format!("imports {name}, which is not part of the contract")))
            }
        }),
        _ => Ok(()),
    }
}

fn up_to(counter: &mut u32, more: u32, most: u32, what: &str) -> Result<(), Failure> {
    *counter = counter.saturating_add(more);
    if *counter > most { Err(wrong(format!("more than {most} {what}"))) } else { Ok(()) }
}

/// The other encodings had the memory bugs of 2026 (RUSTSEC-2026-0091 to 0093), and nobody needs them.
fn speaks_utf8(function: &wasmparser::CanonicalFunction) -> bool {
    let options: &[CanonicalOption] = match function {
        wasmparser::CanonicalFunction::Lift { options, .. } | wasmparser::CanonicalFunction::Lower { options, .. } => options,
        _ => &[],
    };
    !options.iter().any(|option| matches!(option, CanonicalOption::UTF16 | CanonicalOption::CompactUTF16))
}

pub(crate) fn wrong(what: impl Into<String>) -> Failure {
    Failure::new(FailureKind::Load, what)
}
