//! The page with the widget in it: its strict CSP, its files, the tray of sample keys.

pub mod files;
pub mod html;
pub mod packed;
pub mod tray;

use std::path::PathBuf;

use crate::answer::Answer;

/// The strictest policy under which the widget has to run.
pub const STRICT_CSP: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    connect-src 'self' https://api.openai.com https://*.api.openai.com; img-src 'self'; base-uri 'none'; \
    form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/// The login page.
pub const LOGIN: &str = include_str!("../../page/login.html");

/// The gallery of all states: page, script, sheet, and the states by group.
pub const GALLERY: (&str, &str, &str, &str) = (
    include_str!("../../page/gallery.html"),
    include_str!("../../page/gallery.js"),
    include_str!("../../page/gallery.css"),
    include_str!("../../../data/gallery.json"),
);

/// The widget's element.
pub const ELEMENT: &str = "passweb-ai-key";

/// How a page is given.
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own, not a state of one machine")]
#[derive(Clone, Debug)]
pub struct PageOptions {
    /// The `Content-Security-Policy`; `None`: no such header.
    pub csp: Option<String>,
    /// Attributes of every `<passweb-ai-key>`: set to a value, or taken away.
    pub attributes: Vec<(String, Option<String>)>,
    /// Who is logged in.
    pub session: Session,
    /// Does Passweb ask for a CSRF token? If not, the page's `<meta>` is left out.
    pub csrf: bool,
    /// Is the tray of sample keys on the page?
    pub tray: bool,
    /// Does the element ask the acted-out OpenAI under `/openai/v1`, beside the page? If not (as in production),
    /// it asks `https://api.openai.com`, and the proxy answers.
    pub openai_beside: bool,
    /// May the browser keep the page for the way back? An admin page mostly says `no-store`, and then it may not.
    pub kept: bool,
    /// Other pages: the folder behind `/pages/`. Their HTML is given like the page itself.
    pub pages: Option<PathBuf>,
    /// Other headers of every page.
    pub headers: Vec<(String, String)>,
    /// May pages of other origins load the widget's files (CORS)?
    pub shared: bool,
}

/// Who is logged in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Session {
    /// The page logs its reader in by itself.
    #[default]
    Given,
    /// The page sends to `/admin/login` whoever is not logged in.
    Asked,
    /// The page is given, but logs nobody in: as after the session's end.
    Ended,
}

impl Default for PageOptions {
    fn default() -> Self {
        Self {
            csp: Some(STRICT_CSP.to_owned()),
            attributes: Vec::new(),
            session: Session::default(),
            csrf: true,
            tray: true,
            openai_beside: false,
            kept: false,
            pages: None,
            headers: Vec::new(),
            shared: false,
        }
    }
}

impl PageOptions {
    /// The page of a person's browser, which goes through no proxy.
    pub fn demo() -> Self {
        Self { openai_beside: true, ..Self::default() }
    }

    /// The same with an attribute set on the element, or taken away.
    #[must_use]
    pub fn attribute(mut self, name: &str, value: Option<&str>) -> Self {
        self.attributes.push((name.to_owned(), value.map(str::to_owned)));
        self
    }

    /// Makes an answer of a page's HTML.
    ///
    /// `csrf` is the session's token, `origin` the page's own, `acted_out` whether OpenAI is acted out.
    pub fn answer(&self, page: &str, csrf: &str, origin: &str, acted_out: bool) -> Answer {
        let beside = (self.openai_beside && acted_out).then(|| format!("{origin}/openai/v1"));
        let csrf = self.csrf.then_some(csrf);
        let mut page = html::fill(page, "csrf", csrf);
        page = html::fill(&page, "openai-base", beside.as_deref());
        page = html::set_attribute(&page, ELEMENT, "openai-base", beside.as_deref());
        for (name, value) in &self.attributes {
            page = html::set_attribute(&page, ELEMENT, name, value.as_deref());
        }
        if self.tray {
            page = html::before_head_ends(&page, tray::HEAD);
            page = html::inside(&page, "tray", &tray::markup(acted_out));
        }
        let mut answer = Answer::new(200, "text/html; charset=utf-8", page)
            .with("cache-control", if self.kept { "no-cache" } else { "no-store" })
            .with("x-content-type-options", "nosniff")
            .with("referrer-policy", "same-origin");
        answer.headers.extend(self.headers.iter().cloned());
        match &self.csp {
            Some(csp) => answer.with("content-security-policy", csp.clone()),
            None => answer,
        }
    }
}
