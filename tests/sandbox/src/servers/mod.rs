//! All servers of one run, and what a test says to them.

mod house;
mod routes;

use std::{io, net::SocketAddr, path::PathBuf, sync::Arc};

pub use house::{House, Network, read};

use tokio::net::TcpListener;

use crate::{
    line::{Tasks, bind, held, serve},
    openai::OpenAiFault,
    page::PageOptions,
    passweb::{EndpointFault, Stored},
    proxy::{self, Identity},
    record::Recorded,
};

/// Which OpenAI the page talks to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OpenAi {
    /// The acted-out one.
    #[default]
    ActedOut,
    /// `https://api.openai.com` itself. The proxy doesn't go there.
    Real,
}

/// What a run is to be like.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The built page: its `index.html`, and what is served under `/ai-key/`.
    pub dist: PathBuf,
    /// How the page is given.
    pub page: PageOptions,
    /// Which OpenAI.
    pub openai: OpenAi,
    /// The page's port; a free one where none is named.
    pub port: Option<u16>,
    /// The proxy's port; a free one where none is named.
    pub proxy_port: Option<u16>,
    /// The folder of the endpoint's file, kept at the end; where none is named, a temporary one.
    pub store: Option<PathBuf>,
    /// Do pages and files go over the line in brotli, as from a good server?
    pub packed: bool,
    /// A script that every page runs before any of its own, under the strictest policy too: it comes from the page's
    /// own server. Empty: none.
    pub before: String,
}

/// All servers of one run. They end with it.
pub struct Sandbox {
    house: Arc<House>,
    identity: Arc<Identity>,
    page: SocketAddr,
    proxy: SocketAddr,
}

impl Sandbox {
    /// Starts them on 127.0.0.1.
    ///
    /// # Errors
    /// Where a named port is taken, or the folder of the endpoint's file can't be made.
    pub async fn start(options: Options) -> io::Result<Self> {
        let identity = Arc::new(Identity::make()?);
        let (pages, page) = bind(options.port).await?;
        let (proxies, proxy) = bind(options.proxy_port).await?;
        let house = Arc::new(House::new(options, page)?);
        let this = Self { house, identity, page, proxy };
        this.listen(pages, proxies);
        Ok(this)
    }

    fn listen(&self, pages: TcpListener, proxies: TcpListener) {
        let (house, router) = (self.house.clone(), routes::router(self.house.clone()));
        self.house.tasks.listen(pages, move |line, breaker| {
            let (house, router) = (house.clone(), router.clone());
            async move {
                let answer = |request| routes::answer(house.clone(), router.clone(), request);
                serve(line, breaker, answer).await;
            }
        });
        let (house, identity) = (self.house.clone(), self.identity.clone());
        self.house
            .tasks
            .listen(proxies, move |line, breaker| proxy::serve_one(house.clone(), identity.clone(), line, breaker));
    }

    /// Kills the servers in the midst of whatever they do: every line ends, nobody listens. What was stored, who is
    /// logged in and the record stay, as with a server whose process dies.
    pub async fn kill(&self) {
        self.house.tasks.end().await;
    }

    /// Starts killed servers again, on the same ports.
    ///
    /// # Errors
    /// Where somebody else took a port in between.
    pub async fn revive(&self) -> io::Result<()> {
        let (pages, _) = bind(Some(self.page.port())).await?;
        let (proxies, _) = bind(Some(self.proxy.port())).await?;
        self.listen(pages, proxies);
        Ok(())
    }

    /// The page: `http://127.0.0.1:PORT/admin/ai`.
    pub fn page_url(&self) -> String {
        self.url("/admin/ai")
    }

    /// Any address on the page's server, by its path.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.house.origin)
    }

    /// The acted-out OpenAI beside the page: `http://127.0.0.1:PORT/openai/v1`.
    pub fn openai_base(&self) -> String {
        self.url("/openai/v1")
    }

    /// The recording TLS proxy.
    pub fn proxy_addr(&self) -> SocketAddr {
        self.proxy
    }

    /// The certificate (DER) of the CA that the proxy's certificates are under.
    pub fn authority(&self) -> &[u8] {
        self.identity.authority()
    }

    /// Every request so far, in the order of arrival.
    pub fn requests(&self) -> Vec<Recorded> {
        self.house.recorder.all()
    }

    /// The API requests that OpenAI got, by whichever way: no `CONNECT`, no preflight.
    pub fn openai_requests(&self) -> Vec<Recorded> {
        self.requests().into_iter().filter(Recorded::asks_openai).collect()
    }

    /// The requests that the endpoint got, of that method.
    ///
    /// A browser repeats by itself a request whose line is reset, where the line was in use before: in Chromium 156
    /// one `fetch` became four `POST`s. The widget's own tries are the distinct `Idempotency-Key`s among them.
    pub fn endpoint_requests(&self, method: &str) -> Vec<Recorded> {
        let meant = |row: &Recorded| row.via == crate::Via::Endpoint && row.method == method;
        self.requests().into_iter().filter(meant).collect()
    }

    /// Forgets every request so far.
    pub fn clear_requests(&self) {
        self.house.recorder.clear();
    }

    /// What the endpoint's file holds, where it holds a key.
    pub fn stored(&self) -> Option<Stored> {
        Some(self.house.endpoint.store.read()).filter(|stored| stored.api_key.is_some())
    }

    /// How often something was stored or removed, ever.
    pub fn changes(&self) -> u64 {
        self.house.endpoint.store.read().changes
    }

    /// Stores a key as somebody else would: without a request.
    ///
    /// # Errors
    /// Where the file can't be written.
    pub fn store(&self, api_key: &str, base_url: Option<&str>, verdict: &str) -> io::Result<()> {
        let save = crate::passweb::contract::Save {
            api_key: api_key.to_owned(),
            base_url: base_url.map(str::to_owned),
            verdict: verdict.to_owned(),
        };
        self.house.endpoint.store.save(&save).map(drop)
    }

    /// The endpoint's fault from now on; `None` ends it.
    pub fn set_endpoint_fault(&self, fault: Option<EndpointFault>) {
        self.house.endpoint.set_fault(fault);
    }

    /// OpenAI's fault from now on, whatever the key; `None` ends it.
    pub fn set_openai_fault(&self, fault: Option<OpenAiFault>) {
        self.house.openai.set_fault(fault);
    }

    /// Who can be reached from now on.
    pub fn set_network(&self, network: Network) {
        *held(&self.house.network) = network;
    }

    /// How pages are given from now on.
    pub fn set_page(&self, page: PageOptions) {
        self.house.set_page(page);
    }

    /// What every page runs before any script of its own, from now on.
    pub fn set_before(&self, script: &str) {
        script.clone_into(&mut held(&self.house.before));
    }

    /// Everything as at the start, on the same ports and with the same script before the pages: no faults, nothing
    /// stored, nobody logged in, nothing on record. For the next test in a browser that stays.
    ///
    /// # Errors
    /// Where the endpoint's file can't be removed.
    pub fn begin_anew(&self) -> io::Result<()> {
        self.set_network(Network::Up);
        self.set_openai_fault(None);
        self.set_endpoint_fault(None);
        self.set_read_only(None);
        self.set_page(PageOptions::default());
        self.end_sessions();
        self.house.endpoint.store.forget()?;
        self.clear_requests();
        Ok(())
    }

    /// Where the key comes from, when it can't be changed here; `None`: it can.
    pub fn set_read_only(&self, source: Option<&str>) {
        self.house.endpoint.set_read_only(source.map(str::to_owned));
    }

    /// Ends every session: whoever is logged in is not any more.
    pub fn end_sessions(&self) {
        self.house.endpoint.sessions.end_all();
    }

    /// Gives every session a new CSRF token: pages that are open hold an old one.
    pub fn renew_csrf(&self) {
        self.house.endpoint.sessions.renew_csrf();
    }

    /// Ends all servers, open connections too, and waits until they have.
    pub async fn stop(self) {
        self.house.tasks.end().await;
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        Tasks::abort(&self.house.tasks);
    }
}
