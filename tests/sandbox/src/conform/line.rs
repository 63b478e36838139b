//! One request on a line of its own: by http or https, no redirect followed, every wait with an end.

use std::{sync::Arc, time::Duration};

use axum::http::{HeaderMap, Request};
use http_body_util::{BodyExt, Full};
use hyper::{body::Bytes, client::conn::http1};
use hyper_util::rt::TokioIo;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
    time::timeout,
};
use tokio_rustls::{
    TlsConnector,
    rustls::{
        ClientConfig, RootCertStore,
        crypto::ring,
        pki_types::{CertificateDer, ServerName},
    },
};

use super::target::Target;

/// What the widget reads of an answer, in bytes; one that fills it is too big.
pub const MOST_READ: usize = 64 * 1024;

/// Why there is no answer where the line ended before one.
pub const BROKEN: &str = "the connection broke off";

/// What came back.
pub struct Heard {
    /// The HTTP status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, or its first 64 KiB.
    pub body: Vec<u8>,
}

impl Heard {
    /// A header's value, where it is text.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("")
    }

    /// The media type, in small letters and without its parameters.
    pub fn media_type(&self) -> String {
        self.header("content-type").split(';').next().unwrap_or("").trim().to_ascii_lowercase()
    }
}

/// The way to an endpoint.
pub struct Way {
    target: Target,
    tls: Option<TlsConnector>,
    patience: Duration,
}

impl Way {
    /// The way to that endpoint. For https it trusts what this machine trusts, or that one authority (DER).
    ///
    /// # Errors
    /// Where this machine has no root certificates.
    pub fn to(target: &Target, authority: Option<&[u8]>, patience: Duration) -> Result<Self, String> {
        let tls = if target.secure { Some(connector(authority)?) } else { None };
        Ok(Self { target: target.clone(), tls, patience })
    }

    /// Sends a request and reads its answer.
    ///
    /// # Errors
    /// Says in a few words why no answer came. They hold nothing of the request.
    pub async fn send(&self, request: Request<Full<Bytes>>) -> Result<Heard, String> {
        let late = || format!("no answer in {} s", self.patience.as_secs());
        timeout(self.patience, self.exchange(request)).await.map_err(|_| late())?
    }

    async fn exchange(&self, request: Request<Full<Bytes>>) -> Result<Heard, String> {
        let stream = TcpStream::connect((self.target.host.as_str(), self.target.port)).await;
        let stream = stream.map_err(|why| format!("no connection ({})", why.kind()))?;
        let _ = stream.set_nodelay(true);
        let Some(tls) = &self.tls else {
            return exchange(stream, request).await;
        };
        let name = ServerName::try_from(self.target.host.clone()).map_err(|_| "no host name for TLS".to_owned())?;
        let stream = tls.connect(name, stream).await.map_err(|why| format!("no TLS connection ({why})"))?;
        exchange(stream, request).await
    }
}

async fn exchange<S>(stream: S, request: Request<Full<Bytes>>) -> Result<Heard, String>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let lost = |_: hyper::Error| BROKEN.to_owned();
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(lost)?;
    let driver = tokio::spawn(connection);
    let heard = async {
        let (parts, mut body) = sender.send_request(request).await.map_err(lost)?.into_parts();
        let mut read = Vec::new();
        while let Some(frame) = body.frame().await {
            if let Some(data) = frame.map_err(lost)?.data_ref() {
                read.extend_from_slice(data);
            }
            if read.len() >= MOST_READ {
                read.truncate(MOST_READ);
                break;
            }
        }
        Ok(Heard { status: parts.status.as_u16(), headers: parts.headers, body: read })
    }
    .await;
    driver.abort();
    heard
}

fn connector(authority: Option<&[u8]>) -> Result<TlsConnector, String> {
    let mut roots = RootCertStore::empty();
    match authority {
        Some(authority) => {
            roots.add(CertificateDer::from(authority.to_vec())).map_err(|why| why.to_string())?;
        }
        None => {
            roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        }
    }
    if roots.is_empty() {
        return Err(
            "This machine has no root certificates: on Debian they are in the package ca-certificates.".to_owned()
        );
    }
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|why| why.to_string())?;
    let mut config = config.with_root_certificates(roots).with_no_client_auth();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(TlsConnector::from(Arc::new(config)))
}
