//! What one sendMessage costs the emulator, over HTTP, from one client with keep-alive, and what
//! 100,000 stored messages weigh. The emulator is the real binary in a process of its own, bound to
//! one core where `taskset` is there; the client writes bytes to a socket and reads bytes, so that
//! it is not what is measured. Run with `cargo bench --bench emulator`.

#![expect(clippy::disallowed_methods, reason = "what is measured here is the real time")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};

/// Calls before anything is measured.
const WARM_UP: usize = 2_000;
/// Messages that are stored at the end.
const MESSAGES: usize = 100_000;
/// Calls of each run, of which the best counts: other programs only ever slow one down.
const RUN: usize = 14_000;
const TOKEN: &str = "1000000002:bench";
const MINA: i64 = 5_000_000_001;

fn main() -> anyhow::Result<()> {
    let server = Server::start()?;
    let mut client = Client::connect(&server)?;
    client.post("/emu/act", &format!(r#"{{"user":{MINA},"kind":"start"}}"#))?;
    let empty = server.memory()?;
    client.send(WARM_UP)?;

    let mut best = Run { wall: Duration::MAX, busy: Duration::MAX };
    for _ in 0..(MESSAGES - WARM_UP) / RUN {
        let (start, busy) = (Instant::now(), server.processor_time()?);
        client.send(RUN)?;
        let run = Run { wall: start.elapsed(), busy: server.processor_time()? - busy };
        println!("emulator/sendMessage: {run}");
        best = Run { wall: best.wall.min(run.wall), busy: best.busy.min(run.busy) };
    }
    println!("emulator/sendMessage, the best: {best}");

    let full = server.memory()?;
    let kept = client.get(&format!("/emu/transcript?chat={MINA}"))?.matches("\"message_id\"").count();
    ensure!(kept == MESSAGES + 1, "{kept} messages are stored");
    println!(
        "emulator/{MESSAGES} stored messages: {:.0} MB, {:.0} MB before them",
        full as f64 / 1e6,
        empty as f64 / 1e6
    );
    Ok(())
}

/// How long it took, and how long the server was busy.
struct Run {
    wall: Duration,
    busy: Duration,
}

impl std::fmt::Display for Run {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let each = |time: Duration| time.as_secs_f64() * 1e6 / RUN as f64;
        let (wall, busy) = (each(self.wall), each(self.busy));
        write!(f, "{:.0} a second ({wall:.0} µs), {busy:.0} µs processor of the emulator each", 1e6 / wall)
    }
}

/// `madang emulator`, ended when dropped.
struct Server {
    process: Child,
    address: String,
}

impl Server {
    fn start() -> anyhow::Result<Server> {
        let madang = env!("CARGO_BIN_EXE_madang");
        let bound = Command::new("taskset").arg("--version").stdout(Stdio::null()).status().is_ok();
        let mut command = Command::new(if bound { "taskset" } else { madang });
        if bound {
            command.args(["-c", "0", madang]);
        }
        command.args(["emulator", "--port", "0", "--token", TOKEN, "--log", "off"]);
        let mut process = command.stdout(Stdio::piped()).spawn().context("starting the emulator")?;
        let mut line = String::new();
        BufReader::new(process.stdout.take().context("it speaks")?).read_line(&mut line)?;
        let address = line.split("http://").nth(1).context("it says where it is")?.trim().to_owned();
        Ok(Server { process, address })
    }

    /// Processor time so far, all threads.
    fn processor_time(&self) -> anyhow::Result<Duration> {
        /// Linux counts in hundredths of a second here, whatever the kernel's own clock.
        const TICK: Duration = Duration::from_millis(10);
        let stat = self.proc("stat")?;
        let (_, rest) = stat.rsplit_once(')').context("the process has a name in brackets")?;
        let fields: Vec<&str> = rest.split_whitespace().collect();
        let ticks = |at: usize| -> anyhow::Result<u32> { Ok(fields.get(at).context("the line is long")?.parse()?) };
        Ok(TICK * (ticks(11)? + ticks(12)?))
    }

    /// Bytes in memory (resident).
    fn memory(&self) -> anyhow::Result<u64> {
        let status = self.proc("status")?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("the kernel tells it")?;
        Ok(line.trim().trim_end_matches(" kB").parse::<u64>()? * 1024)
    }

    fn proc(&self, file: &str) -> anyhow::Result<String> {
        let path = format!("/proc/{}/{file}", self.process.id());
        std::fs::read_to_string(path).context("this is measured on Linux, which tells it in /proc")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// One connection, kept alive.
struct Client {
    stream: BufReader<TcpStream>,
    message: Vec<u8>,
}

impl Client {
    fn connect(server: &Server) -> anyhow::Result<Client> {
        let stream = TcpStream::connect(&server.address)?;
        stream.set_nodelay(true)?;
        let body = format!(
            r#"{{"chat_id":{MINA},"text":"<b>안녕하세요</b>, the forum begins at 14:00","parse_mode":"HTML","reply_markup":{{"inline_keyboard":[[{{"text":"See","callback_data":"v1:forum:5"}}]]}}}}"#
        );
        let message = request("POST", &format!("/bot{TOKEN}/sendMessage"), &body);
        Ok(Client { stream: BufReader::new(stream), message })
    }

    /// So many messages, one after another.
    fn send(&mut self, count: usize) -> anyhow::Result<()> {
        let mut body = Vec::new();
        for _ in 0..count {
            self.stream.get_mut().write_all(&self.message)?;
            ensure!(self.answer(&mut body)? == 200, "{}", String::from_utf8_lossy(&body));
        }
        Ok(())
    }

    fn post(&mut self, path: &str, body: &str) -> anyhow::Result<String> {
        self.stream.get_mut().write_all(&request("POST", path, body))?;
        self.text()
    }

    fn get(&mut self, path: &str) -> anyhow::Result<String> {
        self.stream.get_mut().write_all(&request("GET", path, ""))?;
        self.text()
    }

    fn text(&mut self) -> anyhow::Result<String> {
        let mut body = Vec::new();
        ensure!(self.answer(&mut body)? == 200, "{}", String::from_utf8_lossy(&body));
        Ok(String::from_utf8(body)?)
    }

    /// Reads one answer: its status, and its body.
    fn answer(&mut self, body: &mut Vec<u8>) -> anyhow::Result<u16> {
        let (mut status, mut length) = (0, 0);
        let mut line = String::new();
        loop {
            line.clear();
            self.stream.read_line(&mut line)?;
            let line = line.trim_end();
            if let Some(rest) = line.strip_prefix("HTTP/1.1 ") {
                status = rest.split(' ').next().unwrap_or_default().parse()?;
            } else if let Some((name, value)) = line.split_once(':') {
                if name.eq_ignore_ascii_case("content-length") {
                    length = value.trim().parse()?;
                }
            } else {
                break;
            }
        }
        body.resize(length, 0);
        self.stream.read_exact(body)?;
        Ok(status)
    }
}

fn request(method: &str, path: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!(
        "{method} {path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
    )
    .into_bytes()
}
