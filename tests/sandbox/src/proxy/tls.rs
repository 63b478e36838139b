//! The certificate under which OpenAI is acted out, made anew for every run.

use std::{io, sync::Arc};

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, KeyUsagePurpose};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig,
        crypto::ring,
        pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer},
    },
};

/// A CA of one run, and a certificate of OpenAI's names under it.
pub struct Identity {
    authority: CertificateDer<'static>,
    acceptor: TlsAcceptor,
}

impl Identity {
    /// Makes one.
    ///
    /// # Errors
    /// Where the cryptography fails, which it has no reason to.
    pub fn make() -> io::Result<Self> {
        let mut params = CertificateParams::new(Vec::new()).map_err(io::Error::other)?;
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        params.distinguished_name.push(DnType::CommonName, "passweb-ai-key sandbox");
        let key = KeyPair::generate().map_err(io::Error::other)?;
        let issuer = CertifiedIssuer::self_signed(params, key).map_err(io::Error::other)?;

        let names = vec!["api.openai.com".to_owned(), "*.api.openai.com".to_owned()];
        let key = KeyPair::generate().map_err(io::Error::other)?;
        let leaf = CertificateParams::new(names).and_then(|params| params.signed_by(&key, &issuer));
        let leaf = leaf.map_err(io::Error::other)?;

        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(io::Error::other)?
            .with_no_client_auth()
            .with_single_cert(vec![leaf.der().clone()], key)
            .map_err(io::Error::other)?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        let acceptor = TlsAcceptor::from(Arc::new(config));
        Ok(Self { authority: issuer.der().clone(), acceptor })
    }

    /// The CA's certificate (DER), for a client that is to trust it.
    pub fn authority(&self) -> &[u8] {
        &self.authority
    }

    /// What ends the TLS of a connection.
    pub fn acceptor(&self) -> &TlsAcceptor {
        &self.acceptor
    }
}
