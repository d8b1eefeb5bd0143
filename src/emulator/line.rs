//! The connections that come in. Each can be cut, as a network does: the client sees it closed
//! without an answer. All of them are cut at the end, so that a client that never finishes does
//! not keep the emulator; and one that never reads is cut after a while, with what waits for it.

use std::io::{self, IoSlice};
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::Sleep;
use tokio_util::sync::{CancellationToken, WaitForCancellationFutureOwned};

/// Who takes nothing of its answer for so long has gone.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// Where connections come in.
pub struct Door {
    pub listener: TcpListener,
    /// How long somebody may leave an answer lying.
    pub patience: Duration,
    /// Cuts all of them.
    pub end: CancellationToken,
}

/// One connection.
pub struct Line {
    tcp: TcpStream,
    scissors: Scissors,
    end: Pin<Box<WaitForCancellationFutureOwned>>,
    patience: Duration,
    /// Since when nothing more is taken, as the moment at which patience ends.
    stuck: Option<Pin<Box<Sleep>>>,
}

/// Cuts one connection, and knows where it comes from.
#[derive(Clone)]
pub struct Scissors {
    is_cut: Arc<AtomicBool>,
    /// Whether something was asked since the line was last empty.
    is_asking: Arc<AtomicBool>,
    peer: SocketAddr,
}

impl Scissors {
    /// Whatever is written from here on reaches nobody.
    pub fn cut(&self) {
        self.is_cut.store(true, Ordering::Release);
    }

    /// Lets others go first, if this line asks again without waiting for an answer: who writes a
    /// thousand calls at once waits for each of them as long as anybody else.
    pub async fn queue_up(&self) {
        if self.is_asking.swap(true, Ordering::AcqRel) {
            tokio::task::yield_now().await;
        }
    }

    /// Whether the other end is on this machine.
    pub fn is_local(&self) -> bool {
        self.peer.ip().to_canonical().is_loopback()
    }
}

impl Listener for Door {
    type Io = Line;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Line, SocketAddr) {
        let (tcp, peer) = Listener::accept(&mut self.listener).await;
        // An answer is one write, and should not wait for another.
        let _ = tcp.set_nodelay(true);
        let end = Box::pin(self.end.clone().cancelled_owned());
        let (scissors, patience) =
            (Scissors { is_cut: Arc::default(), is_asking: Arc::default(), peer }, self.patience);
        (Line { tcp, scissors, end, patience, stuck: None }, peer)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

impl Connected<IncomingStream<'_, Door>> for Scissors {
    fn connect_info(stream: IncomingStream<'_, Door>) -> Scissors {
        stream.io().scissors.clone()
    }
}

impl Line {
    fn is_cut(&self) -> bool {
        self.scissors.is_cut.load(Ordering::Acquire)
    }

    /// Turns waiting into an error once everything ends.
    fn or_end<T>(&mut self, cx: &mut Context, result: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        match result {
            Poll::Pending if self.end.as_mut().poll(cx).is_ready() => Poll::Ready(Err(cut())),
            result => result,
        }
    }

    /// The same for a write, which also turns into an error if nobody reads for too long.
    fn or_enough<T>(&mut self, cx: &mut Context, result: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if result.is_ready() {
            self.stuck = None;
            return result;
        }
        let patience = self.patience;
        let stuck = self.stuck.get_or_insert_with(|| Box::pin(tokio::time::sleep(patience)));
        if stuck.as_mut().poll(cx).is_ready() {
            return Poll::Ready(Err(io::Error::new(io::ErrorKind::TimedOut, "nobody reads the answer")));
        }
        self.or_end(cx, result)
    }
}

fn cut() -> io::Error {
    io::Error::new(io::ErrorKind::ConnectionReset, "the connection was cut")
}

impl AsyncRead for Line {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context, buffer: &mut ReadBuf) -> Poll<io::Result<()>> {
        if self.is_cut() {
            return Poll::Ready(Err(cut()));
        }
        let read = Pin::new(&mut self.tcp).poll_read(cx, buffer);
        if read.is_pending() {
            self.scissors.is_asking.store(false, Ordering::Release);
        }
        self.or_end(cx, read)
    }
}

impl AsyncWrite for Line {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context, bytes: &[u8]) -> Poll<io::Result<usize>> {
        if self.is_cut() {
            return Poll::Ready(Err(cut()));
        }
        let written = Pin::new(&mut self.tcp).poll_write(cx, bytes);
        self.or_enough(cx, written)
    }

    fn poll_write_vectored(mut self: Pin<&mut Self>, cx: &mut Context, bytes: &[IoSlice]) -> Poll<io::Result<usize>> {
        if self.is_cut() {
            return Poll::Ready(Err(cut()));
        }
        let written = Pin::new(&mut self.tcp).poll_write_vectored(cx, bytes);
        self.or_enough(cx, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.tcp.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context) -> Poll<io::Result<()>> {
        Pin::new(&mut self.tcp).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context) -> Poll<io::Result<()>> {
        Pin::new(&mut self.tcp).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::AsyncWriteExt;

    use super::*;

    #[tokio::test]
    async fn who_never_reads_is_cut_and_who_reads_is_not() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let patience = Duration::from_millis(50);
        let mut door = Door { listener, patience, end: CancellationToken::new() };
        let deaf = TcpStream::connect(address).await.unwrap();
        let (mut line, _) = door.accept().await;
        let words = vec![b'x'; 1 << 20];
        let refused = loop {
            if let Err(error) = line.write_all(&words).await {
                break error;
            }
        };
        assert_eq!(refused.kind(), io::ErrorKind::TimedOut);
        drop(deaf);

        door.patience = PATIENCE;
        let mut reads = TcpStream::connect(address).await.unwrap();
        let (mut line, _) = door.accept().await;
        let reading = tokio::spawn(async move { tokio::io::copy(&mut reads, &mut tokio::io::sink()).await });
        for _ in 0..32 {
            line.write_all(&words).await.unwrap();
            assert!(line.stuck.is_none(), "patience begins anew with everything that is taken");
        }
        drop(line);
        assert_eq!(reading.await.unwrap().unwrap(), 32 << 20);
    }
}
