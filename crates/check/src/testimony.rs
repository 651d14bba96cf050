//! What it rests on: witnesses and their dependence.

pub mod single_witness;
