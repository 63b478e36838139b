//! What is in the page's memory: that of the wasm, and the heap of V8. Read over the browser's own protocol, so that
//! the page is not asked and the pieces that are sought never enter it.

use serde_json::{Value, json};
use std::{
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};
use thirtyfour::{WebDriver, cdp::CdpSession};
use tokio::{sync::broadcast::error::RecvError, task::JoinHandle};

/// How long a snapshot may take to arrive.
const PATIENCE: Duration = Duration::from_secs(20);

/// A line to the browser, which notes what it tells.
pub struct Line {
    session: CdpSession,
    heard: Arc<Mutex<Vec<(String, Value)>>>,
    listener: JoinHandle<()>,
}

impl Line {
    /// Opens a line to the only tab, and has it tell of everything that is written to its console.
    pub async fn open(driver: &WebDriver) -> Self {
        let session = driver.cdp().connect().await.unwrap();
        let heard = Arc::<Mutex<Vec<(String, Value)>>>::default();
        let (mut events, notes) = (session.subscribe_connection(), heard.clone());
        let listener = tokio::spawn(async move {
            loop {
                match events.recv().await {
                    Ok(event) => notes.lock().unwrap().push((event.method, event.params)),
                    Err(RecvError::Lagged(lost)) => notes.lock().unwrap().push(("lost".into(), json!(lost))),
                    Err(RecvError::Closed) => return,
                }
            }
        });
        let line = Self { session, heard, listener };
        for domain in ["Runtime", "Log", "Page", "HeapProfiler", "Accessibility"] {
            line.ask(&format!("{domain}.enable"), json!({})).await;
        }
        line
    }

    /// Asks the browser.
    pub async fn ask(&self, method: &str, parameters: Value) -> Value {
        self.session.send_raw(method, parameters).await.unwrap()
    }

    /// What it told since, by events of that beginning.
    pub fn heard(&self, beginning: &str) -> Vec<Value> {
        let heard = self.heard.lock().unwrap();
        assert!(heard.iter().all(|(method, _)| method != "lost"), "no event was lost");
        heard.iter().filter(|(method, _)| method.starts_with(beginning)).map(|(_, event)| event.clone()).collect()
    }

    /// Every wasm memory of the page, whoever holds it, after a collection.
    pub async fn wasm(&self) -> Vec<Vec<u8>> {
        const BYTES: &str = "function() {
            return this.map(({buffer}) => {
                const bytes = new Uint8Array(buffer);
                let text = '';
                for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
                return btoa(text);
            });
        }";
        self.ask("HeapProfiler.collectGarbage", json!({})).await;
        let prototype = self.ask("Runtime.evaluate", json!({"expression": "WebAssembly.Memory.prototype"})).await;
        let found = json!({"prototypeObjectId": prototype["result"]["objectId"], "objectGroup": "leaks"});
        let found = self.ask("Runtime.queryObjects", found).await;
        let call = json!({
            "functionDeclaration": BYTES,
            "objectId": found["objects"]["objectId"],
            "returnByValue": true,
        });
        let answer = self.ask("Runtime.callFunctionOn", call).await;
        self.ask("Runtime.releaseObjectGroup", json!({"objectGroup": "leaks"})).await;
        let memories = answer["result"]["value"].as_array().unwrap_or_else(|| panic!("{answer}"));
        memories.iter().map(|memory| base64(memory.as_str().unwrap())).collect()
    }

    /// V8's heap after a collection: every string, name and source that is still held.
    pub async fn heap(&self) -> String {
        self.heard.lock().unwrap().retain(|(method, _)| !method.starts_with("HeapProfiler"));
        // What a first collection finalises, a second one frees.
        for _ in 0..3 {
            self.ask("HeapProfiler.collectGarbage", json!({})).await;
        }
        self.ask("HeapProfiler.takeHeapSnapshot", json!({"captureNumericValue": false, "exposeInternals": true})).await;
        // The chunks stand before the answer on the line; whoever notes them may be a little behind.
        let begun = Instant::now();
        loop {
            let chunks = self.heard("HeapProfiler.addHeapSnapshotChunk");
            let heap: String = chunks.iter().map(|chunk| chunk["chunk"].as_str().unwrap()).collect();
            if heap.starts_with("{\"snapshot\"") && heap.trim_end().ends_with("]}") {
                return heap;
            }
            assert!(begun.elapsed() < PATIENCE, "the snapshot is whole: {} bytes", heap.len());
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.listener.abort();
    }
}

fn base64(text: &str) -> Vec<u8> {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut values = [0_u32; 256];
    for (value, letter) in (0..).zip(LETTERS) {
        values[usize::from(*letter)] = value;
    }
    let text = text.trim_end_matches('=').as_bytes();
    let group = |group: &[u8]| {
        let bits = group.iter().fold(0, |bits, letter| bits << 6 | values[usize::from(*letter)]);
        let bits = bits << (6 * (4 - group.len()));
        bits.to_be_bytes()[1..group.len()].to_vec()
    };
    text.chunks(4).flat_map(group).collect()
}

#[test]
fn base64_is_read() {
    for (text, bytes) in
        [("", &b""[..]), ("Zg==", b"f"), ("Zm8=", b"fo"), ("Zm9v", b"foo"), ("//79AA==", b"\xff\xfe\xfd\0")]
    {
        assert_eq!(base64(text), bytes, "{text}");
    }
}
