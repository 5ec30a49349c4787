//! What `wit-bindgen` makes of `sdk/wit`: one module per world, sharing the types of `imports`. Plugins reach it through the
//! modules of the crate.

pub mod imports {
    wit_bindgen::generate!({
        path: "../wit",
        world: "imports-tx",
        generate_all,
        additional_derives: [PartialEq],
    });
}

pub mod quote {
    wit_bindgen::generate!({
        path: "../wit",
        world: "hook-quote",
        pub_export_macro: true,
        export_macro_name: "export_quote_adjuster",
        default_bindings_module: "lares_plugin_sdk::bindings::quote",
        additional_derives: [PartialEq],
        with: {
            "lares:plugin/types@1.0.0": super::imports::lares::plugin::types,
            "lares:plugin/context@1.0.0": super::imports::lares::plugin::context,
            "lares:plugin/log@1.0.0": super::imports::lares::plugin::log,
            "lares:plugin/random@1.0.0": super::imports::lares::plugin::random,
            "lares:plugin/store@1.0.0": super::imports::lares::plugin::store,
            "lares:plugin/orders-read@1.0.0": super::imports::lares::plugin::orders_read,
        },
    });
}

pub mod events {
    wit_bindgen::generate!({
        path: "../wit",
        world: "hook-events",
        pub_export_macro: true,
        export_macro_name: "export_order_events",
        default_bindings_module: "lares_plugin_sdk::bindings::events",
        additional_derives: [PartialEq],
        with: {
            "lares:plugin/types@1.0.0": super::imports::lares::plugin::types,
            "lares:plugin/context@1.0.0": super::imports::lares::plugin::context,
            "lares:plugin/log@1.0.0": super::imports::lares::plugin::log,
            "lares:plugin/random@1.0.0": super::imports::lares::plugin::random,
            "lares:plugin/store@1.0.0": super::imports::lares::plugin::store,
            "lares:plugin/orders-read@1.0.0": super::imports::lares::plugin::orders_read,
        },
    });
}

pub mod lifecycle {
    wit_bindgen::generate!({
        path: "../wit",
        world: "hook-lifecycle",
        pub_export_macro: true,
        export_macro_name: "export_lifecycle",
        default_bindings_module: "lares_plugin_sdk::bindings::lifecycle",
        additional_derives: [PartialEq],
        with: {
            "lares:plugin/types@1.0.0": super::imports::lares::plugin::types,
            "lares:plugin/context@1.0.0": super::imports::lares::plugin::context,
            "lares:plugin/log@1.0.0": super::imports::lares::plugin::log,
            "lares:plugin/random@1.0.0": super::imports::lares::plugin::random,
            "lares:plugin/store@1.0.0": super::imports::lares::plugin::store,
            "lares:plugin/orders-read@1.0.0": super::imports::lares::plugin::orders_read,
        },
    });
}
