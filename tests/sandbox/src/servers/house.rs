//! What all servers of one run share.

use std::{io, net::SocketAddr, path::PathBuf, sync::Mutex};

use axum::body::Bytes;
use http_body_util::{BodyExt, Collected, Limited};
use hyper::body::Incoming;
use serde::{Deserialize, Serialize};

use super::{OpenAi, Options};
use crate::{
    line::{Tasks, held},
    openai::{Api, OpenAiFault},
    page::{PageOptions, packed::Packer},
    passweb::Endpoint,
    record::Recorder,
};

/// More than any request of the widget's.
const LARGEST_BODY: usize = 1024 * 1024;

/// Who can be reached. Whoever can't resets the line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Network {
    /// All.
    #[default]
    Up,
    /// All but OpenAI.
    NoOpenai,
    /// All but the module configuration endpoint; the page still loads.
    NoPassweb,
    /// Nobody. (The tray's control still answers, so that it can be taken back.)
    Down,
}

/// What all servers of one run share.
pub struct House {
    /// What was asked of whom.
    pub recorder: Recorder,
    /// OpenAI acted out.
    pub openai: Api,
    /// Is it in use?
    pub acted_out: bool,
    /// Passweb's endpoint.
    pub endpoint: Endpoint,
    /// Who can be reached.
    pub network: Mutex<Network>,
    /// How pages are given.
    pub page: Mutex<PageOptions>,
    /// The built page.
    pub dist: PathBuf,
    /// What every page runs before any script of its own; empty: nothing.
    pub before: Mutex<String>,
    /// Packs pages and files, where they are to be packed.
    pub packer: Option<Packer>,
    /// The page's origin.
    pub origin: String,
    /// The tasks of the run.
    pub tasks: Tasks,
}

impl House {
    /// A house whose pages have that address.
    ///
    /// # Errors
    /// Where the folder of the endpoint's file can't be made.
    pub fn new(options: Options, address: SocketAddr) -> io::Result<Self> {
        let house = Self {
            recorder: Recorder::default(),
            openai: Api::default(),
            acted_out: options.openai == OpenAi::ActedOut,
            endpoint: Endpoint::open(options.store.as_deref())?,
            network: Mutex::default(),
            page: Mutex::default(),
            dist: options.dist,
            before: Mutex::new(options.before),
            packer: options.packed.then(Packer::default),
            origin: format!("http://{address}"),
            tasks: Tasks::default(),
        };
        house.set_page(options.page);
        Ok(house)
    }

    /// How pages are given from now on.
    pub fn set_page(&self, page: PageOptions) {
        self.endpoint.ask_csrf(page.csrf);
        *held(&self.page) = page;
    }

    /// How pages are given now.
    pub fn page(&self) -> PageOptions {
        held(&self.page).clone()
    }

    /// Who can be reached now.
    pub fn network(&self) -> Network {
        *held(&self.network)
    }

    /// Is OpenAI out of reach?
    pub fn is_openai_gone(&self) -> bool {
        matches!(self.network(), Network::NoOpenai | Network::Down)
            || self.openai.fault() == Some(OpenAiFault::Unreachable)
    }

    /// Is everybody out of reach?
    pub fn is_all_gone(&self) -> bool {
        self.network() == Network::Down
    }
}

/// Reads the body of a request; nothing, where it is too large or breaks off.
pub async fn read(body: Incoming) -> Option<Bytes> {
    Limited::new(body, LARGEST_BODY).collect().await.ok().map(Collected::to_bytes)
}
