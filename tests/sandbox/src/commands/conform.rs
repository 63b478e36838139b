//! `conform URL`: tries a module configuration endpoint against the contract.

use std::{env, fs, process::ExitCode, time::Duration};

use sandbox::conform::{Ending, Options, run};

/// The variable that may hold the headers.
const VARIABLE: &str = "CONFORM_HEADERS";
/// How long one answer may take.
const PATIENCE: Duration = Duration::from_secs(15);

const HELP: &str = "\
conform URL [--headers FILE] [--csrf-header NAME] [--overwrite-stored-key]

Tries a module configuration endpoint against docs/endpoint.md, with keys that it invents and removes again.
--headers FILE           the session's headers, one a line: `Cookie: …`, `X-CSRF-Token: …`
                         (or in the variable CONFORM_HEADERS; never on the command line, which others can read)
--csrf-header NAME       the CSRF header, where it is not X-CSRF-Token
--overwrite-stored-key   go on where a key is stored: it is lost

Exit code 0: all holds. 1: something fails. 2: nothing was tried, nothing was changed.";

/// Tries an endpoint, and prints what came of it. 0: all holds; 1: something fails; 2: nothing was tried.
pub fn conform(words: &[String]) -> ExitCode {
    let options = match read(words) {
        Ok(options) => options,
        Err(why) => {
            eprintln!("{why}\n\n{HELP}");
            return ExitCode::from(2);
        }
    };
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(why) => {
            eprintln!("{why}");
            return ExitCode::from(2);
        }
    };
    println!("Trying the endpoint, about 200 requests. Ctrl-C ends it and tidies up.\n");
    match runtime.block_on(run(options, tokio::signal::ctrl_c())) {
        Ending::NotBegun(why) => {
            eprintln!("{why}\nNothing was changed.");
            ExitCode::from(2)
        }
        Ending::Tried(report) => {
            print!("{report}");
            ExitCode::from(u8::from(!report.is_green()))
        }
    }
}

/// Reads the words of the command line. What is wrong with them is said without repeating them: they may be secrets.
fn read(words: &[String]) -> Result<Options, String> {
    let mut options = Options {
        url: String::new(),
        headers: env::var(VARIABLE).unwrap_or_default(),
        csrf_header: "X-CSRF-Token".to_owned(),
        overwrite: false,
        patience: PATIENCE,
        authority: None,
    };
    let mut words = words.iter().map(String::as_str);
    while let Some(word) = words.next() {
        match word {
            "--overwrite-stored-key" => options.overwrite = true,
            "--csrf-header" => {
                words.next().ok_or("--csrf-header takes the name of a header.")?.clone_into(&mut options.csrf_header);
            }
            "--headers" => {
                let file = words.next().ok_or("--headers takes a file.")?;
                if is_header(file) {
                    return Err(on_the_command_line());
                }
                options.headers = fs::read_to_string(file).map_err(|why| format!("The file of headers: {why}."))?;
            }
            url if options.url.is_empty() && (url.starts_with("https://") || url.starts_with("http://")) => {
                url.clone_into(&mut options.url);
            }
            secret if is_header(secret) => return Err(on_the_command_line()),
            _ => return Err("conform takes one address, and the options below.".to_owned()),
        }
    }
    if options.url.is_empty() { Err("conform takes the address of an endpoint.".to_owned()) } else { Ok(options) }
}

/// A header where none belongs: `Cookie: …`, `-H`, `--cookie=…`.
fn is_header(word: &str) -> bool {
    let small = word.to_ascii_lowercase();
    let option = ["-h", "--header", "--cookie", "-b", "--token", "--csrf-token", "--user", "-u", "--key", "--api-key"];
    let name = small.split('=').next().unwrap_or("");
    option.contains(&name)
        || ["cookie:", "authorization:", "x-"].iter().any(|start| small.starts_with(start))
        || small.contains(": ")
}

fn on_the_command_line() -> String {
    format!(
        "A header doesn't belong on the command line, which others on this machine can read and the shell's history \
         keeps. Write it into a file that only you can read (--headers FILE), or into the variable {VARIABLE}; and \
         end the session whose cookie was typed here."
    )
}

#[cfg(test)]
mod tests {
    use super::read;

    fn words(line: &str) -> Vec<String> {
        line.split('|').map(str::to_owned).collect()
    }

    #[test]
    fn a_secret_on_the_command_line_is_refused_and_not_repeated() {
        for line in [
            "https://shop.example/key|Cookie: sid=hunter2",
            "https://shop.example/key|-H|Cookie: sid=hunter2",
            "https://shop.example/key|--header=X-CSRF-Token: hunter2",
            "https://shop.example/key|--cookie|sid=hunter2",
            "https://shop.example/key|--headers|Cookie: sid=hunter2",
            "X-CSRF-Token:hunter2|https://shop.example/key",
        ] {
            let why = read(&words(line)).err().unwrap();
            assert!(why.contains("command line") && !why.contains("hunter2"), "{line}: {why}");
        }
    }

    #[test]
    fn an_address_and_the_options_are_read() {
        let file = std::env::temp_dir().join(format!("conform-headers-{}", std::process::id()));
        std::fs::write(&file, "Cookie: sid=1").unwrap();
        let line =
            format!("https://shop.example/key|--headers|{}|--overwrite-stored-key|--csrf-header|X-T", file.display());
        let options = read(&words(&line)).unwrap_or_else(|why| panic!("{why}"));
        std::fs::remove_file(file).unwrap();
        assert_eq!((options.url.as_str(), options.headers.as_str()), ("https://shop.example/key", "Cookie: sid=1"));
        assert_eq!((options.overwrite, options.csrf_header.as_str()), (true, "X-T"));
        for bad in ["", "shop.example", "https://a/|https://b/", "https://a/|--overwrite", "https://a/|--headers"] {
            assert!(read(&words(bad)).is_err(), "{bad}");
        }
    }
}
