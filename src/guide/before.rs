//! What to know before the first step.

use super::Link;
use crate::words::Word;

/// Said above the steps, in this order, a sentence or two each.
pub const BEFORE: [Word; 10] = [
    Word::GuideBeforeKeyAlone,
    Word::GuideBeforeModule,
    Word::GuideBeforeAccount,
    Word::GuideBeforeTwoSystems,
    Word::GuideBeforePlus,
    Word::GuideBeforeApi,
    Word::GuideBeforeByUse,
    Word::GuideBeforeSideBySide,
    Word::GuideBeforeApiEnough,
    Word::GuideBeforePrices,
];

/// Where the last sentence leads: prices change every few months and are never printed here.
pub const PRICES: Link = Link { url: "https://developers.openai.com/api/docs/pricing", name: "Pricing" };
