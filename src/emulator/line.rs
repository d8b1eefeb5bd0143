//! The connections that come in. Each can be cut, as a network does: the client sees it closed
//! without an answer. All of them are cut at the end, so that a client that never finishes does
//! not keep the emulator.

use std::io::{self, IoSlice};
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::{CancellationToken, WaitForCancellationFutureOwned};

/// Where connections come in.
pub struct Door {
    pub listener: TcpListener,
    /// Cuts all of them.
    pub end: CancellationToken,
}

/// One connection.
pub struct Line {
    tcp: TcpStream,
    scissors: Scissors,
    end: Pin<Box<WaitForCancellationFutureOwned>>,
}

/// Cuts one connection.
#[derive(Clone)]
pub struct Scissors(Arc<AtomicBool>);

impl Scissors {
    /// Whatever is written from here on reaches nobody.
    pub fn cut(&self) {
        self.0.store(true, Ordering::Release);
    }
}

impl Listener for Door {
    type Io = Line;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Line, SocketAddr) {
        let (tcp, address) = Listener::accept(&mut self.listener).await;
        // An answer is one write, and should not wait for another.
        let _ = tcp.set_nodelay(true);
        let end = Box::pin(self.end.clone().cancelled_owned());
        (Line { tcp, scissors: Scissors(Arc::default()), end }, address)
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
        self.scissors.0.load(Ordering::Acquire)
    }

    /// Turns waiting into an error once everything ends.
    fn or_end<T>(&mut self, cx: &mut Context, result: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        match result {
            Poll::Pending if self.end.as_mut().poll(cx).is_ready() => Poll::Ready(Err(cut())),
            result => result,
        }
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
        self.or_end(cx, read)
    }
}

impl AsyncWrite for Line {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context, bytes: &[u8]) -> Poll<io::Result<usize>> {
        if self.is_cut() {
            return Poll::Ready(Err(cut()));
        }
        let written = Pin::new(&mut self.tcp).poll_write(cx, bytes);
        self.or_end(cx, written)
    }

    fn poll_write_vectored(mut self: Pin<&mut Self>, cx: &mut Context, bytes: &[IoSlice]) -> Poll<io::Result<usize>> {
        if self.is_cut() {
            return Poll::Ready(Err(cut()));
        }
        let written = Pin::new(&mut self.tcp).poll_write_vectored(cx, bytes);
        self.or_end(cx, written)
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
