//! Connections: one that can be reset, the serving of HTTP on it, and the tasks of a run.

use std::{
    future::Future,
    io,
    net::SocketAddr,
    pin::Pin,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll},
};

use axum::{
    body::Body,
    http::{Request, Response},
};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::{TcpListener, TcpStream},
    task::JoinSet,
};

use crate::answer::Break;

/// What a lock holds, also after somebody panicked while holding it.
pub fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Says of one connection that it shall end in a reset.
#[derive(Clone, Debug, Default)]
pub struct Breaker(Arc<AtomicBool>);

impl Breaker {
    fn pull(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// A connection that ends in a reset (RST) where its breaker was pulled, as a firewall ends one.
pub struct Line {
    stream: TcpStream,
    breaker: Breaker,
}

impl Line {
    /// A line and its breaker.
    pub fn new(stream: TcpStream) -> (Self, Breaker) {
        let breaker = Breaker::default();
        (Self { stream, breaker: breaker.clone() }, breaker)
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        if self.breaker.0.load(Ordering::Relaxed) {
            // Without it the line merely ends, which a browser tells apart.
            let _ = self.stream.set_zero_linger();
        }
    }
}

impl AsyncRead for Line {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl AsyncWrite for Line {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }
    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }
    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

/// Serves HTTP/1.1 on one connection until it ends. A response marked with [`Break`] resets it.
pub async fn serve<I, S, F>(io: I, breaker: Breaker, answer: S)
where
    I: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    S: Fn(Request<Incoming>) -> F,
    F: Future<Output = Response<Body>>,
{
    let service = service_fn(|request| {
        let answered = answer(request);
        let breaker = breaker.clone();
        async move {
            let response = answered.await;
            if response.extensions().get::<Break>().is_some() {
                breaker.pull();
                return Err(io::Error::from(io::ErrorKind::ConnectionReset));
            }
            Ok(response)
        }
    });
    // A line that the browser ends, or that a fault breaks, is nothing to report.
    let _ = http1::Builder::new().serve_connection(TokioIo::new(io), service).with_upgrades().await;
}

/// The tasks of one run. They end together.
#[derive(Clone, Default)]
pub struct Tasks(Arc<Mutex<JoinSet<()>>>);

impl Tasks {
    /// Starts one.
    pub fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        let mut tasks = held(&self.0);
        while tasks.try_join_next().is_some() {}
        tasks.spawn(task);
    }

    /// Accepts connections for ever, each served in a task of its own.
    pub fn listen<S, F>(&self, listener: TcpListener, serve_one: S)
    where
        S: Fn(Line, Breaker) -> F + Send + 'static,
        F: Future<Output = ()> + Send + 'static,
    {
        let tasks = self.clone();
        self.spawn(async move {
            loop {
                match listener.accept().await {
                    Ok((stream, _)) => {
                        let _ = stream.set_nodelay(true);
                        let (line, breaker) = Line::new(stream);
                        tasks.spawn(serve_one(line, breaker));
                    }
                    // Out of file handles: the next one may be free in a moment.
                    Err(_) => tokio::time::sleep(std::time::Duration::from_millis(20)).await,
                }
            }
        });
    }

    /// Asks all to end.
    pub fn abort(&self) {
        held(&self.0).abort_all();
    }

    /// Ends all, and waits until they have.
    pub async fn end(&self) {
        loop {
            let mut tasks = std::mem::take(&mut *held(&self.0));
            if tasks.is_empty() {
                return;
            }
            tasks.shutdown().await;
        }
    }
}

/// A listener on 127.0.0.1: on that port, else on a free one.
///
/// # Errors
/// Where the port is taken.
pub async fn bind(port: Option<u16>) -> io::Result<(TcpListener, SocketAddr)> {
    let listener = TcpListener::bind(("127.0.0.1", port.unwrap_or(0))).await?;
    let address = listener.local_addr()?;
    Ok((listener, address))
}
