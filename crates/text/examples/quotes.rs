//! Measures quotations against the data: `cargo run --release -p derek-text --example quotes -- FOLDER [dev|held|all] [-v]`.
fn main() {}
