//! The icon that stands for a service without a picture: the starters' drawings by name, or an icon's own name.

use lares_views::pages::office::IconChoice;

const DRAWINGS: [(&str, &str); 12] = [
    ("cleaning", "spray-can"),
    ("deep", "sparkles"),
    ("newhome", "house"),
    ("window", "droplets"),
    ("kitchen", "cooking-pot"),
    ("aircon", "air-vent"),
    ("washer", "washing-machine"),
    ("fridge", "refrigerator"),
    ("floor", "layers"),
    ("sofa", "sofa"),
    ("baby", "baby"),
    ("elder", "heart-pulse"),
];

/// More that a category may be marked with.
const MORE: [&str; 16] = [
    "brush-cleaning",
    "bath",
    "bed",
    "fan",
    "microwave",
    "plug",
    "wrench",
    "hammer",
    "shirt",
    "utensils",
    "leaf",
    "flower-2",
    "truck",
    "graduation-cap",
    "stethoscope",
    "hand-heart",
];

#[must_use]
pub fn icon(art: &str) -> &str {
    DRAWINGS.iter().find(|(name, _)| *name == art).map_or(art, |(_, icon)| icon)
}

#[must_use]
pub fn drawings() -> Vec<IconChoice> {
    DRAWINGS.iter().map(|(value, icon)| IconChoice { value: (*value).to_owned(), icon: (*icon).to_owned() }).collect()
}

#[must_use]
pub fn icons() -> Vec<IconChoice> {
    let all = DRAWINGS.iter().map(|(_, icon)| *icon).chain(MORE);
    all.map(|icon| IconChoice { value: icon.to_owned(), icon: icon.to_owned() }).collect()
}
