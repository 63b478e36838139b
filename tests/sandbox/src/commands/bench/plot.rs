//! The picture of a run: for each page when its field was usable and when the whole widget was there.

use super::{
    super::{Done, machine::root},
    pages::PAGES,
    stats::Spread,
    visits::{Visit, Visits},
};
use std::{fmt::Write, fs};

const FILE: &str = "docs/pictures/bench.svg";
/// Where the axis begins, how long it is, how high a row is.
const LEFT: f64 = 350.0;
const WIDTH: f64 = 560.0;
const ROW: f64 = 44.0;
const TOP: f64 = 56.0;

/// Draws it.
///
/// # Errors
/// Where the file can't be written.
pub fn write(visits: &Visits) -> Done {
    fs::write(root().join(FILE), draw(visits)).map_err(|why| format!("{FILE} can't be written: {why}"))?;
    println!("{FILE} is new");
    Ok(())
}

fn draw(visits: &Visits) -> String {
    let field = |visit: &Visit| Some(visit.field);
    let full = |visit: &Visit| visit.full;
    let all = PAGES.iter().flat_map(|page| visits.of(page.id));
    let most = all.map(|visit| visit.full.unwrap_or(visit.field)).fold(100.0, f64::max);
    let scale = WIDTH / most;
    let (mut rows, mut y) = (String::new(), TOP);
    for page in PAGES {
        let name = page.name.replace("**", "");
        // Writing to a string fails on none.
        let _ = writeln!(rows, r#"<text x="{:.0}" y="{:.0}" text-anchor="end">{name}</text>"#, LEFT - 12.0, y + 5.0);
        for (figure, class, lift) in [(&field as &dyn Fn(&Visit) -> Option<f64>, "field", -7.0), (&full, "full", 7.0)] {
            let y = if page.full { y + lift } else { y };
            mark(&mut rows, visits, page.id, figure, class, y, scale);
        }
        y += ROW;
    }
    let mut axis = String::new();
    let mut at = 0.0;
    while at <= most {
        let x = LEFT + at * scale;
        let _ = writeln!(
            axis,
            r#"<path class="grid" d="M{x:.1} {:.0}V{:.0}"/><text x="{x:.1}" y="{:.0}" text-anchor="middle">{at:.0}</text>"#,
            TOP - 24.0,
            y - 20.0,
            y
        );
        at += 100.0;
    }
    let (width, height) = (LEFT + WIDTH + 40.0, y + 28.0);
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0} {height:.0}" role="img" aria-label="Milliseconds to a usable field and to the whole widget, page by page">
<style>text{{font:14px system-ui,sans-serif;fill:#1d2433}}.grid{{stroke:#cdd3de}}.field{{fill:#2456c7;stroke:#2456c7}}.full{{fill:#8a5200;stroke:#8a5200}}.half{{stroke-width:5;fill:none}}.dot{{opacity:.35;stroke:none}}</style>
<rect width="100%" height="100%" fill="white"/>
<circle class="field" cx="{LEFT:.0}" cy="18" r="5"/><text x="{:.0}" y="23">usable field</text>
<circle class="full" cx="{:.0}" cy="18" r="5"/><text x="{:.0}" y="23">whole widget (median, middle half, every visit)</text>
{axis}{rows}<text x="{:.0}" y="{:.0}" text-anchor="middle">ms since the navigation began</text>
</svg>
"#,
        LEFT + 12.0,
        LEFT + 130.0,
        LEFT + 142.0,
        LEFT + WIDTH / 2.0,
        y + 20.0
    )
}

/// The visits as dots, their middle half as a bar, their median as a disc.
fn mark(
    rows: &mut String,
    visits: &Visits,
    page: &str,
    figure: &dyn Fn(&Visit) -> Option<f64>,
    class: &str,
    y: f64,
    scale: f64,
) {
    let Some(Spread { low, median, high }) = visits.spread(page, figure) else { return };
    let x = |time: f64| LEFT + time * scale;
    for time in visits.of(page).iter().filter_map(figure) {
        let _ = write!(rows, r#"<circle class="{class} dot" cx="{:.1}" cy="{y:.0}" r="3"/>"#, x(time));
    }
    let _ = writeln!(
        rows,
        r#"<path class="{class} half" d="M{:.1} {y:.0}H{:.1}"/><circle class="{class}" cx="{:.1}" cy="{y:.0}" r="5"/>"#,
        x(low),
        x(high),
        x(median)
    );
}
