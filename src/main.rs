//! Hands the command line over to the program.

fn main() {}
