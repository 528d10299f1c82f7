//! The communes of the demonstration: 18 that are known, 4 that are made up.
//!
//! Round 1 of 2019, vote of 23/9/2019 (kinhtenongthon.vn post30730; daidoanket.vn/print/10137101):
//! 22 were proposed (14 + 5 + 3); 13 + 3 + 2 were recognised and are named in the press, and they pass here. The
//! other four (1 + 2 + 1) are not known: communes stand in for them whose candidacies are marked as simulated.
//! All responses are simulated, those of the 18 too.

use crate::domain::law::title::Title;

/// What the simulated residents of a commune say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// Most are satisfied, and most were asked.
    Passes,
    /// Too few were asked.
    TooFewAsked,
    /// Too few are satisfied on the whole.
    TooFewSatisfied,
    /// Satisfied on the whole, but not with one thing: the overall item passes, an item doesn't. Its
    /// survey is returned once and verified later, its report is late, and the council votes on it
    /// against a failed check.
    OneThingWrong,
    /// Nominated too late to be asked in the round; asked in the next one, from today on.
    AskedLater,
}

/// A commune of the demonstration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemoCommune {
    /// Its code of 2019.
    pub code: &'static str,
    /// The title that it is nominated for.
    pub title: Title,
    /// What its residents say.
    pub mood: Mood,
}

impl DemoCommune {
    /// Whether its candidacy is made up.
    #[must_use]
    pub const fn is_simulated(&self) -> bool {
        !matches!(self.mood, Mood::Passes)
    }
}

const fn named(code: &'static str, title: Title) -> DemoCommune {
    DemoCommune {
        code,
        title,
        mood: Mood::Passes,
    }
}

const fn made_up(code: &'static str, title: Title, mood: Mood) -> DemoCommune {
    DemoCommune { code, title, mood }
}

/// The communes, those that are known first.
pub const COMMUNES: [DemoCommune; 22] = [
    named("18724", Title::Standard),                          // Cẩm Quan
    named("18337", Title::Standard),                          // Hương Điền
    named("18106", Title::Standard),                          // Thạch Đồng
    named("18808", Title::Standard),                          // Kỳ Hà
    named("18289", Title::Standard),                          // Đức Thanh
    named("18298", Title::Standard),                          // Đức An
    named("18589", Title::Standard),                          // Thạch Sơn
    named("18574", Title::Standard),                          // Thạch Bàn
    named("18655", Title::Standard),                          // Thạch Lâm
    named("18466", Title::Standard),                          // Vĩnh Lộc
    named("18436", Title::Standard),                          // Song Lộc
    named("18418", Title::Standard),                          // Thuần Thiện
    named("18208", Title::Standard),                          // Sơn Diệm
    named("18550", Title::Advanced),                          // Hương Trà
    named("18259", Title::Advanced),                          // Tùng Ảnh
    named("18628", Title::Advanced),                          // Tượng Sơn
    named("18169", Title::SubstantiallyComplete),             // Sơn Mỹ
    named("18220", Title::SubstantiallyComplete),             // Sơn Phúc
    made_up("18793", Title::Advanced, Mood::TooFewAsked),     // Kỳ Tây
    made_up("18850", Title::Standard, Mood::TooFewSatisfied), // Kỳ Lạc
    made_up("18556", Title::Advanced, Mood::OneThingWrong),   // Hương Lâm
    made_up("18559", Title::SubstantiallyComplete, Mood::AskedLater), // Hương Liên
];
