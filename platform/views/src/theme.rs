//! A company's colors, made readable: whatever hue an office picks, text on it and text in it keep a contrast of 4.5 (WCAG 2.2 AA).

use serde::Serialize;

const READABLE: f64 = 4.5;
const PAPER: Color = Color { red: 255, green: 255, blue: 255 };
const NIGHT: Color = Color { red: 34, green: 31, blue: 27 };
const INK: Color = Color { red: 24, green: 20, blue: 15 };

/// The values of the CSS variables on `<html>`, each "#rrggbb", so nothing else can enter the style attribute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Theme {
    pub brand: String,
    pub brand_content: String,
    pub brand_night: String,
    pub brand_night_content: String,
    pub accent: String,
    pub accent_content: String,
    pub accent_night: String,
    pub accent_night_content: String,
}

impl Theme {
    /// From two colors "#rrggbb"; a value that is none becomes the platform's own.
    #[must_use]
    pub fn of(primary: &str, accent: &str) -> Self {
        let primary = Color::parse(primary).unwrap_or(Color { red: 0x1c, green: 0x6b, blue: 0x58 });
        let accent = Color::parse(accent).unwrap_or(Color { red: 0xb4, green: 0x53, blue: 0x09 });
        let (brand, brand_night) = (primary.until_readable_on(PAPER), primary.until_readable_on(NIGHT));
        let (second, second_night) = (accent.until_readable_on(PAPER), accent.until_readable_on(NIGHT));
        Self {
            brand: brand.hex(),
            brand_content: brand.content().hex(),
            brand_night: brand_night.hex(),
            brand_night_content: brand_night.content().hex(),
            accent: second.hex(),
            accent_content: second.content().hex(),
            accent_night: second_night.hex(),
            accent_night_content: second_night.content().hex(),
        }
    }
}

impl Default for Theme {
    fn default() -> Self {
        Self::of("", "")
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Color {
    red: u8,
    green: u8,
    blue: u8,
}

impl Color {
    fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
        let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        Some(Self { red: part(0)?, green: part(2)?, blue: part(4)? })
    }

    fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }

    /// Relative luminance, WCAG 2.2.
    fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }

    fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    fn content(self) -> Self {
        if self.contrast(PAPER) >= self.contrast(INK) { PAPER } else { INK }
    }

    // Twenty steps of 5 % reach black or white, so the loop ends with a readable color.
    fn until_readable_on(self, ground: Self) -> Self {
        let goal = if ground.luminance() > 0.5 { Self { red: 0, green: 0, blue: 0 } } else { PAPER };
        (0..=20).map(|step| self.mixed(goal, step * 5)).find(|color| color.contrast(ground) >= READABLE + 0.7).unwrap_or(goal)
    }

    fn mixed(self, other: Self, percent: u16) -> Self {
        let channel = |from: u8, to: u8| {
            let sum = u16::from(from) * (100 - percent) + u16::from(to) * percent;
            u8::try_from(sum / 100).unwrap_or(u8::MAX)
        };
        Self { red: channel(self.red, other.red), green: channel(self.green, other.green), blue: channel(self.blue, other.blue) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_color_of_a_company_becomes_readable_by_day_and_by_night() {
        for hex in ["#ffffff", "#000000", "#ffd400", "#1c6b58", "#e11d48", "#7dd3fc", "#f97316", "#808080"] {
            let theme = Theme::of(hex, hex);
            let color = |text: &str| Color::parse(text).expect("a theme holds only colors");
            assert!(color(&theme.brand).contrast(PAPER) >= READABLE, "{hex}");
            assert!(color(&theme.brand_night).contrast(NIGHT) >= READABLE, "{hex}");
            assert!(color(&theme.brand).contrast(color(&theme.brand_content)) >= READABLE, "{hex}");
            assert!(color(&theme.brand_night).contrast(color(&theme.brand_night_content)) >= READABLE, "{hex}");
        }
    }

    #[test]
    fn what_is_no_color_never_enters_the_page() {
        for text in ["red", "#12345", "#1234567", "#zzzzzz", "#12;x:y", "url(x)", "#é1234"] {
            assert_eq!(Theme::of(text, text), Theme::default(), "{text}");
        }
    }
}
