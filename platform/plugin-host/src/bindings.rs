//! The contract of `sdk/wit` as Rust types, one module per world; the imports are generated once and shared.

/// What every guest may import.
pub(crate) mod tx {
    wasmtime::component::bindgen!({
        path: "../../sdk/wit",
        world: "imports-tx",
        imports: {
            "lares:plugin/store": async | trappable,
            "lares:plugin/orders-read.open": async | trappable,
            default: trappable,
        },
        trappable_error_type: { "lares:plugin/types.host-error" => crate::refusal::Refusal },
        with: { "lares:plugin/orders-read.order": crate::imports::orders_read::Order },
    });
}

pub(crate) mod quote {
    wasmtime::component::bindgen!({
        path: "../../sdk/wit",
        world: "hook-quote",
        exports: { default: async },
        with: {
            "lares:plugin/types": super::tx::lares::plugin::types,
            "lares:plugin/context": super::tx::lares::plugin::context,
            "lares:plugin/log": super::tx::lares::plugin::log,
            "lares:plugin/random": super::tx::lares::plugin::random,
            "lares:plugin/store": super::tx::lares::plugin::store,
            "lares:plugin/orders-read": super::tx::lares::plugin::orders_read,
        },
    });
}

pub(crate) mod events {
    wasmtime::component::bindgen!({
        path: "../../sdk/wit",
        world: "hook-events",
        exports: { default: async },
        with: {
            "lares:plugin/types": super::tx::lares::plugin::types,
            "lares:plugin/context": super::tx::lares::plugin::context,
            "lares:plugin/log": super::tx::lares::plugin::log,
            "lares:plugin/random": super::tx::lares::plugin::random,
            "lares:plugin/store": super::tx::lares::plugin::store,
            "lares:plugin/orders-read": super::tx::lares::plugin::orders_read,
        },
    });
}

pub(crate) mod lifecycle {
    wasmtime::component::bindgen!({
        path: "../../sdk/wit",
        world: "hook-lifecycle",
        exports: { default: async },
        with: {
            "lares:plugin/types": super::tx::lares::plugin::types,
            "lares:plugin/context": super::tx::lares::plugin::context,
            "lares:plugin/log": super::tx::lares::plugin::log,
            "lares:plugin/random": super::tx::lares::plugin::random,
            "lares:plugin/store": super::tx::lares::plugin::store,
            "lares:plugin/orders-read": super::tx::lares::plugin::orders_read,
        },
    });
}
