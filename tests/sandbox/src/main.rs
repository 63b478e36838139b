//! The two commands, `cargo demo` and `cargo verify`, what they are made of, and two more for who builds an endpoint.

// A test that can't go on says so by a panic.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod commands;

use std::process::ExitCode;

const HELP: &str = "\
cargo demo                 build the widget and serve the stand-in page
cargo demo --openai real   the same, talking to api.openai.com
cargo demo --build         only build dist/
cargo demo --port N        serve on that port
cargo verify               run every check
cargo verify STEP…         run some of them: format lint native deny sbom wasm build size reproduce
                           browser engines
cargo bench-page           measure beside other widgets; --quick to try it out, --rounds N for the memory

cargo run -p sandbox -- conform URL   try a module configuration endpoint against docs/endpoint.md
cargo run -p sandbox -- openapi       write docs/openapi.json anew from the types of the contract
cargo run -p sandbox -- sheet         take pictures of every state: target/screens/sheet-*.png
cargo run -p sandbox -- weigh-crates  write into docs/performance.md what each crate costs
cargo run -p sandbox -- packages      install the npm packages of the browser tests, and say where they are
";

fn main() -> ExitCode {
    // The build calls for its own tools by their names; one of them may be this program.
    if let Some(code) = commands::stand_in() {
        return code;
    }
    let mut words = std::env::args().skip(1);
    let command = words.next().unwrap_or_default();
    let rest: Vec<String> = words.collect();
    if command == "conform" {
        return commands::conform(&rest);
    }
    let done = match command.as_str() {
        "demo" => commands::demo(&rest),
        "verify" => commands::verify(&rest),
        "weigh-crates" => commands::weigh_crates(),
        "bench-page" => commands::bench(&rest),
        "openapi" => commands::openapi(),
        "packages" => commands::packages(),
        "sheet" => commands::sheet(),
        "seal" => commands::seal(),
        _ => {
            print!("{HELP}");
            return if command.is_empty() || command == "help" { ExitCode::SUCCESS } else { ExitCode::from(2) };
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("\n{why}");
            ExitCode::FAILURE
        }
    }
}
