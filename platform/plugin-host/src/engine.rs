//! The engine's settings and its clock.
//!
//! Invariant: every feature a guest does not need is off; what is on has a meter.
//! Invariant: the calibration of fuel is [`FUEL_SCHEDULE`]; it changes with the engine, never silently.

use lares_kernel::{Error, Result};
use std::thread;
use std::time::Duration;
use wasmtime::{
    Config, Enabled, Engine, InstanceAllocationStrategy, OperatorCost, OptLevel, PoolingAllocationConfig, WasmFeatures,
};

/// One epoch. A runaway guest is stopped at most one of these after its deadline.
pub(crate) const TICK: Duration = Duration::from_millis(5);
pub(crate) const MEMORY_BYTES: usize = 16 << 20;
pub(crate) const TABLES: u32 = 4;
/// What `wit-component` makes of one module: the module, its shim and the fix-up, and one to spare.
pub(crate) const CORE_INSTANCES: u32 = 4;
pub(crate) const TABLE_ELEMENTS: usize = 10_000;
/// Published with the limits; raised whenever the cost of an operator changes.
pub const FUEL_SCHEDULE: u32 = 1;

const INSTANCES: u32 = 256;
const WASM_STACK: usize = 512 << 10;
/// The difference to [`WASM_STACK`] is what our own code has inside a host call; an overflow there would end the process.
const FIBER_STACK: usize = 2 << 20;
const OFF: WasmFeatures = WasmFeatures::THREADS
    .union(WasmFeatures::MEMORY64)
    .union(WasmFeatures::MULTI_MEMORY)
    .union(WasmFeatures::GC)
    .union(WasmFeatures::EXCEPTIONS)
    .union(WasmFeatures::SIMD)
    .union(WasmFeatures::RELAXED_SIMD)
    .union(WasmFeatures::TAIL_CALL)
    .union(WasmFeatures::CUSTOM_PAGE_SIZES)
    .union(WasmFeatures::WIDE_ARITHMETIC);

/// An engine with its clock running. Instances come from a pool; from the heap where the address space for one is not given.
pub(crate) fn start() -> Result<Engine> {
    let engine = match Engine::new(&config(pool())) {
        Ok(engine) => engine,
        Err(error) => {
            tracing::warn!(%error, "no address space for a pool of plugin instances; making each on demand");
            Engine::new(&config(InstanceAllocationStrategy::OnDemand)).map_err(Error::internal)?
        }
    };
    tick(&engine)?;
    Ok(engine)
}

fn config(instances: InstanceAllocationStrategy) -> Config {
    let mut costs = OperatorCost::new();
    // Growing memory is free by default, which is an invitation.
    costs.variable.memory_grow_per_page = u8::MAX;
    let mut config = Config::new();
    config
        .allocation_strategy(instances)
        .concurrency_support(false)
        .consume_fuel(true)
        .operator_cost(costs)
        .epoch_interruption(true)
        .cranelift_nan_canonicalization(true)
        .cranelift_opt_level(OptLevel::Speed)
        .wasm_features(OFF, false)
        .wasm_features(WasmFeatures::BULK_MEMORY.union(WasmFeatures::REFERENCE_TYPES), true)
        .max_wasm_stack(WASM_STACK)
        .async_stack_size(FIBER_STACK)
        .async_stack_zeroing(true)
        .memory_init_cow(true);
    config
}

fn pool() -> InstanceAllocationStrategy {
    let mut pool = PoolingAllocationConfig::new();
    pool.total_component_instances(INSTANCES)
        .total_core_instances(INSTANCES * CORE_INSTANCES)
        .total_memories(INSTANCES)
        .total_tables(INSTANCES * TABLES)
        .total_stacks(INSTANCES)
        .max_core_instances_per_component(CORE_INSTANCES)
        .max_memories_per_component(1)
        .max_tables_per_component(TABLES)
        .max_memory_size(MEMORY_BYTES)
        .table_elements(TABLE_ELEMENTS)
        .linear_memory_keep_resident(2 << 20)
        .table_keep_resident(64 << 10)
        .async_stack_keep_resident(64 << 10)
        .pagemap_scan(Enabled::Auto);
    InstanceAllocationStrategy::Pooling(pool)
}

/// Moves the epoch for as long as the engine lives.
fn tick(engine: &Engine) -> Result<()> {
    let engine = engine.weak();
    let ticker = move || {
        while let Some(engine) = engine.upgrade() {
            engine.increment_epoch();
            drop(engine);
            thread::sleep(TICK);
        }
    };
    thread::Builder::new().name("plugin-epoch".to_owned()).spawn(ticker).map_err(Error::internal)?;
    Ok(())
}
