//! A dated rule book: minimums, criteria, and how the council votes.
//!
//! A round is judged by the version it was created with for ever (bộ quy định theo giai đoạn).

use serde::{Deserialize, Serialize};

use super::carry_over::CarryOver;
use super::check::Severity;
use super::condition::Condition;
use super::revocation::RevocationRule;
use super::title::Title;
use crate::domain::base::clock::Day;
use crate::domain::base::language::Bilingual;
use crate::domain::base::ratio::{Comparison, Limit};
use crate::domain::base::terms::terms;
use crate::domain::place::area::AreaLevel;

terms! {
    /// What a minimum measures.
    Measure {
        /// Households heard of all households (tỷ lệ hộ được lấy ý kiến).
        Coverage = "COVERAGE",
        /// Satisfied answers to the overall item.
        Overall = "OVERALL",
        /// Satisfied answers to each item, the overall one left out.
        EachItem = "EACH_ITEM",
        /// The average of the items' exact shares, the overall one left out.
        ItemAverage = "ITEM_AVERAGE",
    }
}

terms! {
    /// Over what a minimum must hold.
    Each {
        /// The area as a whole.
        Area = "AREA",
        /// Each commune of the area.
        Commune = "COMMUNE",
        /// Each district of the area.
        District = "DISTRICT",
    }
}

terms! {
    /// What a share is of.
    Base {
        /// Registered households.
        Households = "HOUSEHOLDS",
        /// Forms issued (phiếu phát ra).
        Issued = "ISSUED",
        /// Forms collected (phiếu thu về), spoilt ones included.
        Collected = "COLLECTED",
        /// Valid forms (phiếu hợp lệ).
        Valid = "VALID",
        /// Valid forms that answered the item.
        Answered = "ANSWERED",
        /// The roll of voters.
        Roll = "ROLL",
        /// Members of the council.
        Members = "MEMBERS",
        /// Members of the council who are present.
        Present = "PRESENT",
    }
}

/// One minimum of a title, for areas of one level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Minimum {
    /// The title it is for.
    pub title: Title,
    /// The level of area it is for.
    pub level: AreaLevel,
    /// What it measures.
    pub measure: Measure,
    /// Over what it must hold.
    pub each: Each,
    /// What the share is of.
    pub base: Base,
    /// How the share must stand to the limit.
    pub comparison: Comparison,
    /// The limit, in hundredths of a percent.
    pub limit: Limit,
    /// Whether it blocks the vote.
    pub severity: Severity,
    /// The regulation and article that it comes from.
    pub source: String,
    /// False where the number could not be confirmed from the regulation's text.
    pub confirmed: bool,
}

/// A criterion of the set (tiêu chí).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criterion {
    /// Its code, unique in the set.
    pub code: String,
    /// Its number in the decision.
    pub number: i32,
    /// Its name.
    pub name: Bilingual,
    /// Code of the agency that appraises it; `None` where it is not known.
    pub agency: Option<String>,
}

/// A share that a vote must reach.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Threshold {
    /// What the share is of.
    pub base: Base,
    /// How the share must stand to the limit.
    pub comparison: Comparison,
    /// The limit, in hundredths of a percent.
    pub limit: Limit,
    /// The regulation and article that it comes from.
    pub source: String,
    /// False where the number could not be confirmed from the regulation's text.
    pub confirmed: bool,
}

/// How the recognition council votes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoteRule {
    /// Members who must be present.
    pub quorum: Threshold,
    /// Votes that a candidacy needs.
    pub majority: Threshold,
}

/// Names one version of a regulation: `code@version`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RegulationRef {
    /// Its code.
    pub code: String,
    /// Its version, from 1.
    pub version: i32,
}

/// A versioned set of rules, as data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Regulation {
    /// Its code, such as `ntm-2016`.
    pub code: String,
    /// Its version, from 1.
    pub version: i32,
    /// Its name.
    pub name: Bilingual,
    /// The first day it is in force.
    pub valid_from: Day,
    /// The last day it is in force.
    pub valid_until: Option<Day>,
    /// The decisions that it comes from.
    pub legal_basis: String,
    /// The set that this one lies over.
    pub base: Option<RegulationRef>,
    /// Its own minimums; an overlay's replace the base's of the same title, level, measure and each.
    pub minimums: Vec<Minimum>,
    /// Its own criteria; an overlay's replace the base's of the same code.
    pub criteria: Vec<Criterion>,
    /// Its own conditions; an overlay's replace the base's of the same title, level and code.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<Condition>,
    /// How the council votes; an overlay's replaces the base's as a whole.
    pub vote: Option<VoteRule>,
    /// When a title may be taken back; an overlay's replace the base's as a whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub revocations: Vec<RevocationRule>,
    /// Which titles are carried over at a merger; an overlay's replace the base's as a whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub carry_overs: Vec<CarryOver>,
}

/// Whether a candidacy for a title is appraised by the criteria of the set.
///
/// The sets on record are those of communes (QĐ 1980/QĐ-TTg 2016, QĐ 318/QĐ-TTg 2022); wards and
/// townships are judged by others, whose numbers were not read, and so are districts.
#[must_use]
pub fn is_judged_by_criteria(title: Title, level: AreaLevel) -> bool {
    level == AreaLevel::Commune && title != Title::CivilisedUrban
}

impl Regulation {
    /// The minimums of a title for areas of a level, in order of the rule book.
    pub fn minimums_for(&self, title: Title, level: AreaLevel) -> impl Iterator<Item = &Minimum> {
        self.minimums
            .iter()
            .filter(move |minimum| minimum.title == title && minimum.level == level)
    }

    /// The conditions of a title for areas of a level, in order of the rule book.
    pub fn conditions_for(
        &self,
        title: Title,
        level: AreaLevel,
    ) -> impl Iterator<Item = &Condition> {
        self.conditions
            .iter()
            .filter(move |condition| condition.title == title && condition.level == level)
    }

    /// The criteria that a candidacy for a title is appraised by, in order of the rule book; none
    /// where [`is_judged_by_criteria`] says so.
    pub fn criteria_for(&self, title: Title, level: AreaLevel) -> impl Iterator<Item = &Criterion> {
        let asked = is_judged_by_criteria(title, level);
        self.criteria.iter().filter(move |_| asked)
    }

    /// Whether the set is in force on a day.
    #[must_use]
    pub fn in_force_on(&self, day: Day) -> bool {
        self.valid_from <= day && self.valid_until.is_none_or(|until| day <= until)
    }
}

impl Minimum {
    /// The code of its check: its measure's name, with `_PER_COMMUNE` or `_PER_DISTRICT` behind
    /// where it must hold over each.
    #[must_use]
    pub fn check_code(&self) -> String {
        let over = match self.each {
            Each::Area => "",
            Each::Commune => "_PER_COMMUNE",
            Each::District => "_PER_DISTRICT",
        };
        format!("{}{over}", self.measure)
    }
}
