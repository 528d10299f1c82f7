//! What processes have used, as Linux counts it: CPU time and memory.

use std::fs;

use super::outcome::{Outcome, wrong};

/// Linux tells CPU time in hundredths of a second, whatever the kernel's own clock.
const MICROS_A_TICK: u64 = 10_000;

/// CPU time in microseconds since the processes began.
#[derive(Debug, Clone, Copy, Default)]
pub struct Used {
    /// The server's.
    pub server: u64,
    /// PostgreSQL's, all its processes; 0 with SQLite, which works in the server's.
    pub database: u64,
    /// This process's own: the load.
    pub load: u64,
    /// Of all processors, whoever used it.
    pub machine: u64,
}

impl Used {
    /// What was used since.
    pub const fn since(self, before: Self) -> Self {
        Self {
            server: self.server.saturating_sub(before.server),
            database: self.database.saturating_sub(before.database),
            load: self.load.saturating_sub(before.load),
            machine: self.machine.saturating_sub(before.machine),
        }
    }

    /// What was used by processes that are none of ours.
    pub const fn by_others(self) -> u64 {
        self.machine
            .saturating_sub(self.server)
            .saturating_sub(self.database)
            .saturating_sub(self.load)
    }
}

/// The processes that are watched.
#[derive(Debug, Clone, Copy, Default)]
pub struct Watched {
    /// The server.
    pub server: Option<u32>,
    /// PostgreSQL's first process, the parent of all others.
    pub postmaster: Option<u32>,
}

impl Watched {
    /// What they have used until now. Where no server is watched, this process does its work.
    ///
    /// # Errors
    /// Where one of them is gone.
    pub fn used(self) -> Outcome<Used> {
        let load = own(std::process::id())?;
        let (server, load) = match self.server {
            Some(server) => (own(server)?, load),
            None => (load, 0),
        };
        Ok(Used {
            server,
            database: self.postmaster.map_or(Ok(0), family)?,
            load,
            machine: machine()?,
        })
    }
}

/// The fields of a process after its name: from its state on.
fn fields(process: u32) -> Outcome<Vec<String>> {
    let text = fs::read_to_string(format!("/proc/{process}/stat"))?;
    let (_, rest) = text.rsplit_once(") ").unwrap_or_default();
    Ok(rest.split_whitespace().map(str::to_owned).collect())
}

/// The sum of the times that stand in some fields, in microseconds.
fn time(fields: &[String], places: &[usize]) -> u64 {
    let ticks = |place: &usize| fields.get(*place)?.parse::<u64>().ok();
    let sum: u64 = places.iter().filter_map(ticks).sum();
    sum.saturating_mul(MICROS_A_TICK)
}

fn own(process: u32) -> Outcome<u64> {
    Ok(time(&fields(process)?, &[11, 12]))
}

/// The time of a process, of its living children, and of those that have ended.
fn family(parent: u32) -> Outcome<u64> {
    let mut sum = time(&fields(parent)?, &[11, 12, 13, 14]);
    for entry in fs::read_dir("/proc")? {
        let name = entry?.file_name();
        let Some(process) = name.to_str().and_then(|name| name.parse().ok()) else {
            continue;
        };
        // A process may end while we look.
        let Ok(fields) = fields(process) else {
            continue;
        };
        if fields.get(1) == Some(&parent.to_string()) {
            sum = sum.saturating_add(time(&fields, &[11, 12]));
        }
    }
    Ok(sum)
}

/// The time that all processors were not idle.
fn machine() -> Outcome<u64> {
    let text = fs::read_to_string("/proc/stat")?;
    let line = text.lines().next().unwrap_or_default();
    let fields: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
    // user, nice, system, irq, softirq
    Ok(time(&fields, &[1, 2, 3, 6, 7]))
}

/// The parent of a process of this machine.
///
/// # Errors
/// Where there is no such process here.
pub fn parent_of(process: u32) -> Outcome<u32> {
    let Ok(fields) = fields(process) else {
        return wrong("PostgreSQL must run on this machine, so that its CPU time can be read");
    };
    Ok(fields.get(1).map_or("", String::as_str).parse()?)
}

/// Memory of a process in KiB: what it holds now, and the most it ever held.
///
/// # Errors
/// Where it is gone.
pub fn memory(process: u32) -> Outcome<(u64, u64)> {
    let text = fs::read_to_string(format!("/proc/{process}/status"))?;
    let value = |name: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(name))?;
        line.split_whitespace().next()?.parse::<u64>().ok()
    };
    Ok((
        value("VmRSS:").unwrap_or_default(),
        value("VmHWM:").unwrap_or_default(),
    ))
}
