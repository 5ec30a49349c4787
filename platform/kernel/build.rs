//! A new migration file must rebuild this crate: the migrations are compiled in.

fn main() {
    println!("cargo:rerun-if-changed=../../migrations");
}
