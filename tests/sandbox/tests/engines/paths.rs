//! The paths.

use crate::stage::{Engine, Stage, on_stage_in, usual};
use sandbox::keys::key_for;

pub fn a_pasted_key_is_tried_saved_and_confirmed(engine: Engine) {
    on_stage_in(engine, usual(), async |stage| {
        let key = key_for("good");
        stage.visit().await;
        stage.paste(&key).await;
        stage.says(".verdict h3", "funziona").await;
        assert_eq!(stage.sandbox.openai_requests().len(), 2, "a try is two requests");
        stage.press("Salva la chiave").await;
        stage.says(".verdict h3", "Chiave salvata").await;
        assert_eq!(stage.value().await, "", "the field is empty once the key is saved");
        assert_eq!(stage.sandbox.stored().unwrap().api_key, Some(key));
        assert_eq!(stage.sandbox.changes(), 1);
        stage
    });
}
