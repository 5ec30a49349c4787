//! What plugins and the platform say to each other: plugins in the field depend on every line.

use crate::{compare, source};

#[test]
fn the_plugin_interface_is_as_promised() {
    let mut text =
        "// The plugin interface, all files of sdk/wit. A change here breaks plugins unless the package's version changes too.\n"
            .to_owned();
    for file in source::files("sdk/wit", ".wit") {
        let name = file.file_name().expect("a file").to_string_lossy().into_owned();
        text += &format!("\n// --- {name}\n{}", source::read(&file));
    }
    compare("plugin.wit.txt", &text);
}
