//! `log`: lines for the author. Free of permissions; a few kilobytes a call, the rest is dropped.

use crate::bindings::tx::lares::plugin::log::{Host, Level};
use crate::call::Call;

impl Host for Call {
    fn write(&mut self, level: Level, message: String) -> wasmtime::Result<()> {
        // A line costs something even when it is empty.
        let length = message.floor_char_boundary(self.log_left.saturating_sub(16));
        self.log_left = self.log_left.saturating_sub(length + 16);
        if length == 0 {
            return Ok(());
        }
        let line: String = message[..length].chars().filter(|letter| !letter.is_control()).collect();
        let (tenant, plugin) = (self.ctx.tenant_id(), &self.manifest.id);
        match level {
            Level::Debug => tracing::debug!(target: "plugin", %tenant, %plugin, "{line}"),
            Level::Info => tracing::info!(target: "plugin", %tenant, %plugin, "{line}"),
            Level::Warn => tracing::warn!(target: "plugin", %tenant, %plugin, "{line}"),
            Level::Error => tracing::error!(target: "plugin", %tenant, %plugin, "{line}"),
        }
        Ok(())
    }
}
