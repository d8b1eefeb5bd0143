//! The real program as a process of its own.

use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

use anyhow::{Context, ensure};
use madang::crash::{Point, VARIABLE};

use crate::town::{TOKEN, Town};

/// How long the program may take to end when it is asked to.
const END_MAX: Duration = Duration::from_secs(15);
const GLANCE: Duration = Duration::from_millis(10);

/// Where the program is to die by its own hand, and at the how manieth passing.
pub type Crash = (Point, u64);

pub struct Program(Child);

impl Program {
    /// Starts it on the town's database.
    pub fn start(town: &Town, crash: Option<Crash>, by_webhook: bool, log: &str) -> anyhow::Result<Program> {
        let binary = std::env::current_exe()?.with_file_name("madang");
        ensure!(binary.exists(), "{} is not built: cargo build it first", binary.display());
        let mut command = Command::new(binary);
        command
            .args(["serve", "--listen", &town.listen.to_string(), "--log", log, "--api", &town.emulator.api_url()])
            .env("MADANG_DATA", &town.folder)
            .env("MADANG_BOT_TOKEN", TOKEN)
            .env_remove("MADANG_PUBLIC_URL")
            .env_remove(VARIABLE)
            .stdout(Stdio::null());
        if by_webhook {
            command.env("MADANG_PUBLIC_URL", format!("http://{}", town.listen));
        }
        if let Some((point, passes)) = crash {
            command.env(VARIABLE, format!("{}:{passes}", point.name()));
        }
        Ok(Program(command.spawn().context("starting the program")?))
    }

    /// Waits so long, or until it dies by itself.
    pub async fn live(&mut self, time: Duration) -> anyhow::Result<Option<ExitStatus>> {
        let died = async {
            loop {
                match self.0.try_wait() {
                    Ok(None) => tokio::time::sleep(GLANCE).await,
                    ended => return ended,
                }
            }
        };
        match tokio::time::timeout(time, died).await {
            Ok(ended) => Ok(ended?),
            Err(_) => Ok(None),
        }
    }

    /// SIGKILL: nothing is told, nothing is closed.
    pub fn kill(mut self) -> anyhow::Result<()> {
        self.0.kill()?;
        self.0.wait()?;
        Ok(())
    }

    /// SIGTERM: it has to end well.
    pub async fn terminate(mut self) -> anyhow::Result<()> {
        Command::new("kill").args(["-TERM", &self.0.id().to_string()]).status().context("sending SIGTERM")?;
        let status = self.live(END_MAX).await?.context("the program did not end when it was asked to")?;
        ensure!(status.success(), "the program ended with {status} when it was asked to end");
        Ok(())
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
