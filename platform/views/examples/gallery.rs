//! Writes every sample of every page to `target/pages/`, with the assets beside them, to look at with any static server.

use std::fs;
use std::path::Path;

use lares_views::{Gallery, Views, assets, pages};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/pages");
    fs::create_dir_all(root.join("assets"))?;
    for name in assets::names() {
        if let Some(asset) = assets::get(&name) {
            fs::write(root.join("assets").join(name), asset.bytes)?;
        }
    }
    let mut gallery = Gallery::new(Views::strict()?);
    pages::gallery(&mut gallery);
    let mut wrong = 0;
    for shot in &gallery.shots {
        let file = root.join(format!("{}.html", shot.name));
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        match &shot.html {
            Ok(html) => fs::write(file, html)?,
            Err(error) => {
                wrong += 1;
                eprintln!("{}: {error}", shot.name);
            }
        }
    }
    println!("{} samples, {wrong} wrong, in {}", gallery.shots.len(), root.display());
    Ok(())
}
