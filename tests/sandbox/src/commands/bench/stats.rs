//! Medians and quartiles.

/// The middle of a sample, and where its middle half lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// A quarter lies below.
    pub low: f64,
    /// Half lies below.
    pub median: f64,
    /// A quarter lies above.
    pub high: f64,
}

impl Spread {
    /// Of a sample; nothing, where that is empty.
    pub fn of(sample: impl IntoIterator<Item = f64>) -> Option<Self> {
        let mut sorted: Vec<f64> = sample.into_iter().collect();
        sorted.sort_by(f64::total_cmp);
        Some(Self { low: quantile(&sorted, 1)?, median: quantile(&sorted, 2)?, high: quantile(&sorted, 3)? })
    }
}

/// The value below which so many quarters of the sample lie; between two values, in proportion (as R's type 7).
fn quantile(sorted: &[f64], quarters: usize) -> Option<f64> {
    let steps = sorted.len().checked_sub(1)? * quarters;
    let (below, part) = (steps / 4, steps % 4);
    let above = (below + usize::from(part > 0)).min(sorted.len() - 1);
    let share = [0.0, 0.25, 0.5, 0.75][part];
    Some(sorted[below] + (sorted[above] - sorted[below]) * share)
}

#[cfg(test)]
mod tests {
    use super::Spread;

    #[test]
    fn quartiles_lie_where_they_should() {
        assert_eq!(Spread::of([]), None);
        assert_eq!(Spread::of([7.0]), Some(Spread { low: 7.0, median: 7.0, high: 7.0 }));
        assert_eq!(Spread::of([4.0, 1.0, 3.0, 2.0]), Some(Spread { low: 1.75, median: 2.5, high: 3.25 }));
        let fifteen = (0_u32..15).map(f64::from);
        assert_eq!(Spread::of(fifteen), Some(Spread { low: 3.5, median: 7.0, high: 10.5 }));
    }
}
