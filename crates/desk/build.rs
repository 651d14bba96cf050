//! The chronicle is part of the program: a card added to it must be built in.

#![expect(clippy::disallowed_macros, reason = "this is how a build script speaks")]

fn main() {
    println!("cargo:rerun-if-changed=../../studies/chronicle");
}
