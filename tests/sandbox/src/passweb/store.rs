//! The file behind the endpoint.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Mutex,
    time::{SystemTime, UNIX_EPOCH},
};

use serde::{Deserialize, Serialize};

use super::{contract::Save, session::random};
use crate::line::held;

/// What the file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Stored {
    /// The key.
    pub api_key: Option<String>,
    /// Where it works, when that is not the usual address.
    pub base_url: Option<String>,
    /// The verdict's id.
    pub verdict: Option<String>,
    /// When it was stored (RFC 3339).
    pub updated_at: Option<String>,
    /// When the verdict was found (RFC 3339).
    pub checked_at: Option<String>,
    /// How often something was stored or removed, ever.
    pub changes: u64,
}

impl Stored {
    /// The ETag of this state.
    pub fn etag(&self) -> String {
        format!("\"{}\"", self.changes)
    }
}

/// The file, and its folder.
pub struct Store {
    folder: PathBuf,
    // A folder of our own making goes with us.
    ours: bool,
    // Held while the file is read and written anew.
    turn: Mutex<()>,
}

impl Store {
    /// A store in that folder, else in a new temporary one that is removed at the end.
    ///
    /// # Errors
    /// Where the folder can't be made.
    pub fn open(folder: Option<&Path>) -> io::Result<Self> {
        let ours = folder.is_none();
        let folder =
            folder.map_or_else(|| std::env::temp_dir().join(format!("passweb-sandbox-{}", random())), Path::to_owned);
        make(&folder)?;
        Ok(Self { folder, ours, turn: Mutex::new(()) })
    }

    /// What the file holds; nothing, where there is none.
    pub fn read(&self) -> Stored {
        let text = fs::read(self.file()).unwrap_or_default();
        serde_json::from_slice(&text).unwrap_or_default()
    }

    /// Stores a key.
    ///
    /// # Errors
    /// Where the file can't be written.
    pub fn save(&self, save: &Save) -> io::Result<Stored> {
        let now = now();
        self.change(|stored| {
            stored.api_key = Some(save.api_key.clone());
            stored.base_url.clone_from(&save.base_url);
            stored.verdict = Some(save.verdict.clone());
            stored.updated_at = Some(now.clone());
            stored.checked_at = Some(now);
        })
    }

    /// Removes the key. Where there is none, nothing changes.
    ///
    /// # Errors
    /// Where the file can't be written.
    pub fn remove(&self) -> io::Result<Stored> {
        let now = self.read();
        if now.api_key.is_none() {
            return Ok(now);
        }
        self.change(|stored| *stored = Stored { changes: stored.changes, ..Stored::default() })
    }

    /// Forgets the key and every change: the state of a store that was never used.
    ///
    /// # Errors
    /// Where the file can't be removed.
    pub fn forget(&self) -> io::Result<()> {
        let _turn = held(&self.turn);
        match fs::remove_file(self.file()) {
            Err(why) if why.kind() != io::ErrorKind::NotFound => Err(why),
            _ => Ok(()),
        }
    }

    fn change(&self, how: impl FnOnce(&mut Stored)) -> io::Result<Stored> {
        let _turn = held(&self.turn);
        let mut stored = self.read();
        how(&mut stored);
        stored.changes += 1;
        let text = serde_json::to_vec_pretty(&stored)?;
        // Written beside and moved over: whoever reads sees the old state or the new one.
        let beside = self.folder.join("ai-key.json.new");
        fs::write(&beside, text)?;
        fs::rename(&beside, self.file())?;
        Ok(stored)
    }

    fn file(&self) -> PathBuf {
        self.folder.join("ai-key.json")
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        if self.ours {
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}

/// Makes a folder that others on the machine can't read: against the real OpenAI, the file holds a real key.
fn make(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn now() -> String {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    rfc3339(since)
}

/// Seconds since 1970 as RFC 3339, in UTC. The calendar is Howard Hinnant's `civil_from_days`.
fn rfc3339(seconds: u64) -> String {
    let (days, of_day) = (seconds / 86_400, seconds % 86_400);
    let day = days + 719_468;
    let (era, of_era) = (day / 146_097, day % 146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    // Months counted from March, so that the odd day comes last.
    let from_march = (5 * of_year + 2) / 153;
    let (date, month) = (of_year - (153 * from_march + 2) / 5 + 1, (from_march + 2) % 12 + 1);
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    let (hour, minute, second) = (of_day / 3_600, of_day / 60 % 60, of_day % 60);
    format!("{year:04}-{month:02}-{date:02}T{hour:02}:{minute:02}:{second:02}Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_rfc_3339() {
        assert_eq!(rfc3339(0), "1970-01-01T00:00:00Z");
        assert_eq!(rfc3339(951_782_400), "2000-02-29T00:00:00Z");
        assert_eq!(rfc3339(1_795_469_705), "2026-11-23T21:35:05Z");
    }

    #[test]
    fn a_removed_key_leaves_the_count_of_changes() {
        let store = Store::open(None).unwrap();
        let save = Save { api_key: "sk-x".into(), base_url: None, verdict: "ready".into() };
        store.save(&save).unwrap();
        store.remove().unwrap();
        assert_eq!(store.read(), Stored { changes: 2, ..Stored::default() });
    }

    #[test]
    fn a_folder_of_our_own_making_goes_with_the_store() {
        let store = Store::open(None).unwrap();
        let folder = store.folder.clone();
        assert!(folder.exists());
        drop(store);
        assert!(!folder.exists());
    }
}
