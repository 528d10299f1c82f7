//! From an OCOP product's score to its stars, by ranges that are data.
//!
//! In Vietnamese: phân hạng sao sản phẩm OCOP.

use std::sync::LazyLock;

use crate::domain::base::clock::Day;
use crate::domain::base::import_fault::{FaultReason, ImportFault};
use crate::domain::base::language::Bilingual;
use crate::domain::base::toml_reader::{Once, TableReader, read_document};
use crate::domain::recognition::score::Score;

/// The TOML file that comes with the program.
pub const STARS_FILE: &str = include_str!("../../../data/ocop/stars-2019.toml");

/// A category of products.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: Bilingual,
}

/// How products are rated.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ranges {
    /// Where the boundaries come from.
    pub source: String,
    /// Whether the boundaries were read in their source.
    pub confirmed: bool,
    /// Month and day before which a district's results are due.
    pub due: (u32, u32),
    /// Stars with the least hundredths of a point that give them, the fewest first.
    pub least: Vec<(i32, i32)>,
    /// The categories.
    pub categories: Vec<Category>,
}

impl Ranges {
    /// The stars of a score; `None` where no range holds it.
    #[must_use]
    pub fn stars(&self, score: Score) -> Option<i32> {
        let reached = |(_, least): &&(i32, i32)| *least <= score.hundredths();
        self.least
            .iter()
            .rev()
            .find(reached)
            .map(|(stars, _)| *stars)
    }

    /// The day before which a district's results of a year are due.
    #[must_use]
    pub fn district_due(&self, year: i32) -> Option<Day> {
        let (month, day) = self.due;
        Day::from_ymd_opt(year, month, day)
    }

    /// The category of a code.
    #[must_use]
    pub fn category(&self, code: &str) -> Option<&Category> {
        self.categories.iter().find(|one| one.code == code)
    }
}

/// Reads ranges and categories from a TOML file.
///
/// # Errors
/// Every fault of the file in order of lines.
pub fn read_ranges(bytes: &[u8]) -> Result<Ranges, Vec<ImportFault>> {
    read_document(bytes, |file| {
        let code = file.code("code");
        let source = file.text("source");
        let confirmed = file.boolean("confirmed");
        let due = file.table("district_due", |table| {
            let (month, day) = (table.integer("month", 1, 12), table.integer("day", 1, 28));
            let number = |number: i32| u32::try_from(number).ok();
            Some((number(month?)?, number(day?)?))
        });
        let least = file.tables("ranges", range);
        let categories = categories(file);
        code?;
        let least = least?;
        let rising = least.windows(2).all(|pair| match pair {
            [(few, low), (more, high)] => few < more && low < high,
            _ => true,
        });
        if !rising {
            file.note("ranges", FaultReason::EndsBeforeItBegins);
        }
        Some(Ranges {
            source: source?,
            confirmed: confirmed?,
            due: due?,
            least,
            categories: categories?,
        })
    })
}

fn range(table: &mut TableReader<'_, '_>) -> Option<(i32, i32)> {
    let stars = table.integer("stars", 1, 5);
    let at_least = table.integer("at_least", 0, 100);
    Some((stars?, at_least?.saturating_mul(100)))
}

fn categories(file: &mut TableReader<'_, '_>) -> Option<Vec<Category>> {
    let mut codes = Once::default();
    file.tables("categories", |table| {
        let (code, name) = (table.code("code"), table.bilingual("name"));
        let category = Category {
            code: code?,
            name: name?,
        };
        codes.enter(table, "code", category.code.clone());
        Some(category)
    })
}

/// The ranges that come with the program; a test holds that they can be read.
#[must_use]
pub fn ranges() -> &'static Ranges {
    static RANGES: LazyLock<Ranges> =
        LazyLock::new(|| read_ranges(STARS_FILE.as_bytes()).unwrap_or_default());
    &RANGES
}
