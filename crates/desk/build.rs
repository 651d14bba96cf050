//! The chronicle is part of the program: a card added to it must be built in.

fn main() {
    println!("cargo:rerun-if-changed=../../studies/chronicle");
}
