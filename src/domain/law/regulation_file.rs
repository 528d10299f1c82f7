//! Reads a regulation from its TOML file, naming every fault with its line.

use super::check::Severity;
use super::condition_file::conditions;
use super::regulation::{
    Base, Criterion, Each, Measure, Minimum, Regulation, RegulationRef, Threshold, VoteRule,
};
use super::title::Title;
use super::{carry_over, revocation};
use crate::domain::base::import_fault::{FaultReason, ImportFault};
use crate::domain::base::ratio::Comparison;
use crate::domain::base::text::is_code;
use crate::domain::base::toml_reader::{Once, TableReader, read_document};
use crate::domain::place::area::AreaLevel;

/// The highest version, and the highest number of a criterion.
const HIGHEST: i32 = 9_999;

impl Regulation {
    /// Reads a regulation from a TOML file, in UTF-8 with or without a byte order mark.
    ///
    /// # Errors
    /// Every fault of the file in order of lines; nothing is read from a file that has one.
    pub fn from_toml(bytes: &[u8]) -> Result<Self, Vec<ImportFault>> {
        read_document(bytes, regulation)
    }
}

impl std::str::FromStr for RegulationRef {
    type Err = FaultReason;

    /// Reads `code@version`.
    fn from_str(text: &str) -> Result<Self, FaultReason> {
        let (code, version) = text
            .split_once('@')
            .ok_or(FaultReason::NotAVersionReference)?;
        let digits = version.bytes().all(|byte| byte.is_ascii_digit());
        let version = version.parse::<i32>().ok();
        let version = version.filter(|version| digits && (1..=HIGHEST).contains(version));
        match version {
            Some(version) if is_code(code) => Ok(Self {
                code: code.to_owned(),
                version,
            }),
            _ => Err(FaultReason::NotAVersionReference),
        }
    }
}

impl std::fmt::Display for RegulationRef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}@{}", self.code, self.version)
    }
}

fn regulation(file: &mut TableReader<'_, '_>) -> Option<Regulation> {
    let code = file.code("code");
    let version = file.integer("version", 1, HIGHEST);
    let name = file.bilingual("name");
    let valid_from = file.day("valid_from");
    let valid_until = file.optional("valid_until", TableReader::day);
    let legal_basis = file.text("legal_basis");
    let base = file.optional("base", |file, key| {
        let text = file.text(key)?;
        file.noted(key, text.parse::<RegulationRef>())
    });
    let minimums = minimums(file);
    let criteria = criteria(file);
    let conditions = conditions(file);
    let vote = file.optional("vote", |file, key| file.table(key, vote));
    let revocations = revocation::read(file);
    let carry_overs = carry_over::read(file);
    let regulation = Regulation {
        code: code?,
        version: version?,
        name: name?,
        valid_from: valid_from?,
        valid_until: valid_until?,
        legal_basis: legal_basis?,
        base: base?,
        minimums: minimums?,
        criteria: criteria?,
        conditions: conditions?,
        vote: vote?,
        revocations: revocations?,
        carry_overs: carry_overs?,
    };
    if let Some(until) = regulation.valid_until
        && until < regulation.valid_from
    {
        file.note("valid_until", FaultReason::EndsBeforeItBegins);
    }
    let over_itself =
        |base: &RegulationRef| base.code == regulation.code && base.version == regulation.version;
    if regulation.base.as_ref().is_some_and(over_itself) {
        file.note("base", FaultReason::OverlayOfItself);
    }
    Some(regulation)
}

fn minimums(file: &mut TableReader<'_, '_>) -> Option<Vec<Minimum>> {
    let mut seen = Once::default();
    file.tables("minimums", |table| {
        let minimum = minimum(table)?;
        let key = (minimum.title, minimum.level, minimum.measure, minimum.each);
        seen.enter(table, "measure", key);
        Some(minimum)
    })
}

fn minimum(table: &mut TableReader<'_, '_>) -> Option<Minimum> {
    let title = table.term("title", Title::ALL);
    let level = table.term("level", AreaLevel::ALL);
    let measure = table.term("measure", Measure::ALL);
    let each = table.term("each", Each::ALL);
    let base = table.term("base", Base::ALL);
    let comparison = table.term("comparison", Comparison::ALL);
    let limit = table.limit("limit");
    let severity = table.term("severity", Severity::ALL);
    let source = table.text("source");
    let confirmed = table.boolean("confirmed");
    let minimum = Minimum {
        title: title?,
        level: level?,
        measure: measure?,
        each: each?,
        base: base?,
        comparison: comparison?,
        limit: limit?,
        severity: severity?,
        source: source?,
        confirmed: confirmed?,
    };
    let bases = if minimum.measure == Measure::Coverage {
        COVERAGE_BASES
    } else {
        SATISFACTION_BASES
    };
    refuse_unfit_base(table, "base", minimum.base, bases);
    if !lies_below(minimum.each, minimum.level) {
        table.note("each", FaultReason::UnfitEach);
    }
    Some(minimum)
}

/// What households heard can be a share of.
const COVERAGE_BASES: &[Base] = &[Base::Households, Base::Issued];

/// What satisfied answers can be a share of.
const SATISFACTION_BASES: &[Base] = &[
    Base::Households,
    Base::Issued,
    Base::Collected,
    Base::Valid,
    Base::Answered,
    Base::Roll,
];

/// What members or votes can be a share of.
const VOTE_BASES: &[Base] = &[Base::Members, Base::Present, Base::Roll];

fn refuse_unfit_base(table: &TableReader<'_, '_>, key: &'static str, base: Base, fit: &[Base]) {
    if !fit.contains(&base) {
        let names: Vec<&str> = fit.iter().map(|base| base.as_str()).collect();
        table.note(key, FaultReason::UnfitBase(names.join(", ")));
    }
}

/// Whether an area of a level contains units of the kind that a minimum goes over.
const fn lies_below(each: Each, level: AreaLevel) -> bool {
    match each {
        Each::Area => true,
        Each::Commune => matches!(level, AreaLevel::Province | AreaLevel::District),
        Each::District => matches!(level, AreaLevel::Province),
    }
}

fn criteria(file: &mut TableReader<'_, '_>) -> Option<Vec<Criterion>> {
    let mut codes = Once::default();
    let mut numbers = Once::default();
    file.tables("criteria", |table| {
        let code = table.code("code");
        let number = table.integer("number", 1, HIGHEST);
        let name = table.bilingual("name");
        let agency = table.optional("agency", TableReader::code);
        let criterion = Criterion {
            code: code?,
            number: number?,
            name: name?,
            agency: agency?,
        };
        codes.enter(table, "code", criterion.code.clone());
        numbers.enter(table, "number", criterion.number);
        Some(criterion)
    })
}

fn vote(table: &mut TableReader<'_, '_>) -> Option<VoteRule> {
    let quorum = table.table("quorum", threshold);
    let majority = table.table("majority", threshold);
    Some(VoteRule {
        quorum: quorum?,
        majority: majority?,
    })
}

fn threshold(table: &mut TableReader<'_, '_>) -> Option<Threshold> {
    let base = table.term("base", Base::ALL);
    let comparison = table.term("comparison", Comparison::ALL);
    let limit = table.limit("limit");
    let source = table.text("source");
    let confirmed = table.boolean("confirmed");
    let threshold = Threshold {
        base: base?,
        comparison: comparison?,
        limit: limit?,
        source: source?,
        confirmed: confirmed?,
    };
    refuse_unfit_base(table, "base", threshold.base, VOTE_BASES);
    Some(threshold)
}
