//! The program itself, in a process of its own.

use std::fs::File;
use std::net::{SocketAddr, TcpListener};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::numbers::micros;
use super::outcome::{Outcome, wrong};
use super::place::Place;
use super::processes::{Watched, memory};
use super::province;
use super::wire::Wire;

/// The program, built with the same settings as the benchmark.
const PROGRAM: &str = env!("CARGO_BIN_EXE_longdan");
/// After this long a server that isn't ready never will be.
const PATIENCE: Duration = Duration::from_secs(30);

/// A server that runs.
pub struct Server {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
    /// From the start of the process until it said that it is ready, in microseconds.
    pub ready_after: u64,
}

/// The program, told of nothing but the benchmark's database.
fn program(place: &Place) -> Command {
    let mut command = Command::new(PROGRAM);
    command.env_clear().current_dir(place.folder());
    command.args(["--database-url", &place.options.url]);
    command
}

/// A token of the provincial Front.
///
/// # Errors
/// What the program says.
pub fn token(place: &Place) -> Outcome<String> {
    let made = program(place)
        .args(["token", "create", "--name", "load-front"])
        .args(["--role", "FRONT", "--area", province::CODE])
        .output()?;
    if !made.status.success() {
        return wrong(String::from_utf8_lossy(&made.stderr));
    }
    Ok(String::from_utf8(made.stdout)?.trim().to_owned())
}

impl Server {
    /// Starts the program on a free port and waits until it is ready.
    ///
    /// # Errors
    /// Where it isn't ready in time.
    pub async fn start(place: &Place) -> Outcome<Self> {
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let log = File::create(place.folder().join("serve.log"))?;
        let began = Instant::now();
        let child = program(place)
            .args(["--listen", &address.to_string(), "--log", "warn", "serve"])
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()?;
        let mut server = Self {
            child,
            address,
            ready_after: 0,
        };
        let mut ticks = tokio::time::interval(Duration::from_millis(2));
        while !server.is_ready().await {
            ticks.tick().await;
            if began.elapsed() > PATIENCE || server.child.try_wait()?.is_some() {
                let log = std::fs::read_to_string(place.folder().join("serve.log"));
                return wrong(format!(
                    "the server doesn't start: {}",
                    log.unwrap_or_default()
                ));
            }
        }
        server.ready_after = micros(began.elapsed());
        Ok(server)
    }

    async fn is_ready(&self) -> bool {
        let Ok(mut wire) = Wire::connect(self.address).await else {
            return false;
        };
        let request = format!("GET /readyz HTTP/1.1\r\nHost: {}\r\n\r\n", self.address);
        let answer = wire.ask(request.as_bytes()).await;
        answer.is_ok_and(|answer| answer.status == 200)
    }

    /// What is watched while the server works.
    pub fn watched(&self, place: &Place) -> Watched {
        Watched {
            server: Some(self.child.id()),
            ..place.watched
        }
    }

    /// Its memory in KiB: what it holds now, and the most it ever held.
    ///
    /// # Errors
    /// Where it is gone.
    pub fn memory(&self) -> Outcome<(u64, u64)> {
        memory(self.child.id())
    }

    /// Asks it to stop as an operator does, and holds that it ends well.
    ///
    /// # Errors
    /// Where it doesn't.
    pub fn stop(mut self) -> Outcome<()> {
        let process = self.child.id().to_string();
        Command::new("kill").args(["-TERM", &process]).status()?;
        let status = self.child.wait()?;
        if status.success() {
            Ok(())
        } else {
            wrong(format!("the server ended with {status}"))
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Where a run fails, the server must not outlive it; after `stop` there is nothing to kill.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
