//! `cargo demo`: build the widget, serve the stand-in page.

use super::{Done, build, say::Steps, tools};
use sandbox::{OpenAi, Options, PageOptions, Sandbox};

/// Where the demo is served, if the port is free.
const PORT: u16 = 8790;

/// Builds, and serves until Ctrl-C.
///
/// # Errors
/// Says in a sentence what is missing.
pub fn demo(words: &[String]) -> Done {
    let mut openai = OpenAi::ActedOut;
    let mut port = None;
    let mut build_only = false;
    let mut words = words.iter().map(String::as_str);
    while let Some(word) = words.next() {
        match word {
            "--build" => build_only = true,
            "--openai" => match words.next() {
                Some("real") => openai = OpenAi::Real,
                _ => return Err("--openai takes one word: real".to_owned()),
            },
            "--port" => {
                let number = words.next().and_then(|number| number.parse().ok());
                port = Some(number.ok_or("--port takes a number from 1 to 65535")?);
            }
            other => {
                return Err(format!("cargo demo does not know {other}; it knows --openai real, --build and --port N."));
            }
        }
    }
    let mut steps = Steps::new(if build_only { 2 } else { 3 });
    let tools = steps.take("Tools", tools::tools)?;
    steps.take("Building the widget with Trunk (a minute or two from nothing)", || build::build(&tools))?;
    if build_only {
        println!("\ndist/ is what is copied to a server.");
        return Ok(());
    }
    let runtime = tokio::runtime::Runtime::new().map_err(|why| why.to_string())?;
    let sandbox = steps.take("Starting the servers", || runtime.block_on(start(openai, port)))?;
    println!("\n  {}\n  {}   every state\n", sandbox.page_url(), sandbox.url("/gallery"));
    match openai {
        OpenAi::ActedOut => {
            println!("OpenAI is acted out: use the sample keys on the page. No request leaves this machine.");
        }
        OpenAi::Real => println!("This page talks to api.openai.com: a try of a real key costs less than a cent."),
    }
    println!("Ctrl-C ends it.");
    let ended = runtime.block_on(tokio::signal::ctrl_c());
    runtime.block_on(sandbox.stop());
    ended.map_err(|why| why.to_string())
}

async fn start(openai: OpenAi, port: Option<u16>) -> Done<Sandbox> {
    let options = |port| Options {
        dist: build::dist(),
        page: PageOptions { openai_beside: openai == OpenAi::ActedOut, ..PageOptions::demo() },
        openai,
        port,
        ..Options::default()
    };
    match port {
        Some(port) => Sandbox::start(options(Some(port))).await.map_err(|why| format!("port {port}: {why}")),
        None => match Sandbox::start(options(Some(PORT))).await {
            Ok(sandbox) => Ok(sandbox),
            Err(_) => Sandbox::start(options(None)).await.map_err(|why| why.to_string()),
        },
    }
}
