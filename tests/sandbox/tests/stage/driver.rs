//! The processes behind a session: a driver on a free port, and a display where the engine draws on one.

use super::engine::{Engine, Told};
use std::{
    net::TcpListener,
    process::Stdio,
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncBufReadExt, AsyncRead, BufReader, Lines},
    net::TcpStream,
    process::{Child, Command},
};

/// How many ports may turn out to be taken.
const DRAWS: usize = 32;

/// How long a driver may take to listen.
const PATIENCE: Duration = Duration::from_secs(20);

/// A driver's process, and its display's.
pub struct Driver {
    /// The port on 127.0.0.1.
    pub port: u16,
    process: Child,
    display: Option<Child>,
}

impl Driver {
    /// Starts one.
    ///
    /// It draws a port that is free on 127.0.0.1, and ends where another program has the same number on ::1 (seen with
    /// chromedriver 156: "IPv6 port not available"): then another port is drawn. Anything else that ends it is a fault.
    pub async fn start(engine: Engine) -> Self {
        let (display, name) = if engine.draws() { draw_display().await } else { (None, String::new()) };
        for _ in 0..DRAWS {
            match draw(engine, &name).await {
                Ok((process, port)) => return Self { port, process, display },
                Err(said) => assert!(said.contains("port not available"), "{engine:?}'s driver ended:\n{said}"),
            }
        }
        panic!("{DRAWS} ports in a row are taken on ::1");
    }

    /// Ends it.
    pub async fn stop(mut self) {
        self.process.kill().await.unwrap();
        if let Some(mut display) = self.display {
            display.kill().await.unwrap();
        }
    }
}

/// Starts an X server on a display that it draws and names (`-displayfd`).
async fn draw_display() -> (Option<Child>, String) {
    let mut child = Command::new("Xvfb")
        .args(["-displayfd", "1", "-screen", "0", "1280x1000x24", "-nolisten", "tcp"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .expect("Xvfb can't be started: `cargo verify` installs it");
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let number = lines.next_line().await.unwrap().expect("Xvfb ended without naming its display");
    (Some(child), format!(":{}", number.trim()))
}

/// Starts a driver on a port; where it ends instead, what it said.
async fn draw(engine: Engine, display: &str) -> Result<(Child, u16), String> {
    let given = match engine.told() {
        Told::After(_) => 0,
        Told::Given => TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port(),
    };
    let mut command = Command::new(engine.driver());
    command.arg(format!("--port={given}")).stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true);
    if engine.draws() {
        command.env("DISPLAY", display).env("GDK_BACKEND", "x11").env("LANG", "it_IT.UTF-8").env("LANGUAGE", "it");
    }
    let mut child = command
        .spawn()
        .unwrap_or_else(|why| panic!("{} can't be started ({why}): `cargo verify` installs it", engine.driver()));
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let port = match engine.told() {
        Told::After(words) => named(&mut lines, words).await?,
        Told::Given => listens(&mut child, given).await?,
    };
    // Whatever it says later is read, so that it never waits for a reader.
    tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
    Ok((child, port))
}

/// The port that a driver names.
async fn named(lines: &mut Lines<impl AsyncRead + AsyncBufReadExt + Unpin>, words: &str) -> Result<u16, String> {
    let mut said = String::new();
    while let Some(line) = lines.next_line().await.unwrap() {
        let named = line.split(words).nth(1).and_then(|rest| rest.trim_end_matches('.').parse().ok());
        if let Some(port) = named.filter(|port| *port != 0) {
            return Ok(port);
        }
        said.push_str(&line);
        said.push('\n');
    }
    Err(said)
}

/// Waits until the driver listens on the port that it was given.
async fn listens(child: &mut Child, port: u16) -> Result<u16, String> {
    let begun = Instant::now();
    while begun.elapsed() < PATIENCE {
        if child.try_wait().unwrap().is_some() {
            return Err("port not available".to_owned());
        }
        if TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
            return Ok(port);
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    Err(format!("nothing listened on {port}"))
}
