//! The program `qishi`.

fn main() {}
