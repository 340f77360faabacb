//! The program: run, then exit with the code that `cli` chose.

fn main() -> std::process::ExitCode {
    gongkai::cli::run()
}
