//! A process that is measured: its processor time and memory, as the system counts them.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, ensure};

use crate::telegram::Telegram;
use crate::town::{TOKEN, Town};

/// Linux counts in hundredths of a second here, whatever the kernel's own clock.
const TICK: Duration = Duration::from_millis(10);

pub struct Process {
    child: Child,
    listen: String,
}

impl Process {
    /// Madang on a town's database.
    pub fn madang(town: &Town, telegram: &Telegram, by_webhook: bool) -> anyhow::Result<Process> {
        let listen = free_address()?;
        let mut command = Command::new(env!("CARGO_BIN_EXE_madang"));
        command
            .args(["serve", "--listen", &listen, "--log", "warn", "--api", &telegram.url, "--per-second", "1000000"])
            .env("MADANG_DATA", town.folder())
            .env("MADANG_BOT_TOKEN", TOKEN)
            .env_remove("MADANG_PUBLIC_URL")
            .stdout(Stdio::null());
        if by_webhook {
            command.env("MADANG_PUBLIC_URL", format!("http://{listen}"));
        }
        Ok(Process { child: command.spawn().context("starting madang")?, listen })
    }

    /// The minimal service: this very program, asked to be it.
    pub fn minimal(folder: &Path, telegram: &Telegram) -> anyhow::Result<Process> {
        let listen = free_address()?;
        let database = folder.join("minimal.db").to_string_lossy().into_owned();
        let child = Command::new(std::env::current_exe()?)
            .args(["serve-minimal", &listen, &telegram.url, &database])
            .spawn()
            .context("starting the minimal service")?;
        Ok(Process { child, listen })
    }

    /// Processor time so far, all threads, ended ones too.
    pub fn processor_time(&self) -> anyhow::Result<Duration> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).context("the process is gone")?;
        let (_, rest) = stat.rsplit_once(')').context("the process has a name in brackets")?;
        let fields: Vec<&str> = rest.split_whitespace().collect();
        let ticks = |at: usize| -> anyhow::Result<u32> { Ok(fields.get(at).context("the line is long")?.parse()?) };
        Ok(TICK * (ticks(11)? + ticks(12)?))
    }

    /// The most memory it ever held, in KiB.
    pub fn peak_kib(&self) -> anyhow::Result<u64> {
        self.status("VmHWM:")
    }

    /// The memory that it holds, in KiB.
    pub fn memory_kib(&self) -> anyhow::Result<u64> {
        self.status("VmRSS:")
    }

    fn status(&self, name: &str) -> anyhow::Result<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix(name)).context("Linux tells it")?;
        Ok(line.trim().trim_end_matches(" kB").parse()?)
    }

    /// Commits of the writer so far, by its own count.
    pub async fn commits(&self) -> anyhow::Result<u64> {
        let metrics = reqwest::get(format!("http://{}/metrics", self.listen)).await?.text().await?;
        let line = metrics.lines().find_map(|line| line.strip_prefix("madang_commits_total "));
        Ok(line.context("/metrics tells commits")?.trim().parse()?)
    }

    /// Asks it to end, and it has to end well.
    pub async fn end(mut self) -> anyhow::Result<()> {
        Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status()?;
        let status = tokio::task::spawn_blocking(move || self.child.wait()).await??;
        ensure!(status.success(), "the program ended with {status}");
        Ok(())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // One that was asked to end is gone by now.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn free_address() -> anyhow::Result<String> {
    Ok(std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string())
}
