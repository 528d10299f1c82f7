//! How the phones and their networks are, and what becomes of each sending.

use chrono::TimeDelta;

use super::args::SimulateArgs;
use crate::services::demo::dice::Dice;

/// After so many sendings in a row that went wrong, the next one arrives.
const LONGEST_STREAK: u64 = 3;

/// The hours by which a wrong clock is wrong at the least: more than a run takes.
const LEAST_HOURS_WRONG: u64 = 24;
/// The hours by which it is wrong at the most: more than a year.
const MOST_HOURS_WRONG: u64 = 10_000;

/// How the phones behave, and how bad their networks are; shares are in percent.
#[derive(Debug, Clone)]
pub struct Manners {
    /// Responses in a batch.
    pub batch: u64,
    /// Batches that carry responses sent before.
    pub repeated: u64,
    /// Sendings whose answer gets lost.
    pub lost: u64,
    /// Sendings that never reach the server.
    pub unsent: u64,
    /// Sendings that arrive after the next one.
    pub overtaken: u64,
    /// Sendings in whose middle the app dies.
    pub crashes: u64,
    /// Phones whose clock is wrong.
    pub wrong_clocks: u64,
    /// Phones that speak `OpenRosa`.
    pub openrosa: u64,
    /// Households that two phones ask.
    pub rivals: u64,
    /// Count records that are typed with a slip.
    pub slips: u64,
    /// The seed.
    pub seed: u64,
    /// What tells this run's households from another's.
    pub run: String,
}

impl Manners {
    /// As the arguments say, with a name for this run.
    #[must_use]
    pub const fn of(args: &SimulateArgs, run: String) -> Self {
        Self {
            batch: args.batch,
            repeated: args.repeated,
            lost: args.lost,
            unsent: args.unsent,
            overtaken: args.overtaken,
            crashes: args.crashes,
            wrong_clocks: args.wrong_clocks,
            openrosa: args.openrosa,
            rivals: args.rivals,
            slips: args.slips,
            seed: args.seed,
            run,
        }
    }
}

/// Parts of the seed's chance, so that a worse network changes no resident's mind.
#[derive(Debug, Clone, Copy)]
pub enum Part {
    /// What a phone's residents say.
    Residents(u64),
    /// What becomes of a phone's sendings.
    Network(u64),
    /// Which households a pair of phones both ask.
    Rivals(u64),
    /// The papers and typists of a survey.
    Paper(u64),
}

impl Part {
    /// Its stream of chance.
    #[must_use]
    pub fn dice(self, seed: u64) -> Dice {
        let (kind, number) = match self {
            Self::Residents(number) => (0, number),
            Self::Network(number) => (1, number),
            Self::Rivals(number) => (2, number),
            Self::Paper(number) => (3, number),
        };
        // Phones are fewer than 2^32, so no two parts have one stream.
        Dice::of(seed, number.saturating_add(kind << 32_u32))
    }
}

/// What becomes of a sending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It arrives, and so does the answer.
    Arrives,
    /// It never reaches the server.
    Unsent,
    /// The network holds it up: it arrives after the next one, and its answer never does.
    Overtaken,
    /// The server gets it; then the app dies before it has read the answer.
    Crash,
    /// The server gets it, and the answer never arrives.
    Lost,
}

/// The luck of one phone.
#[derive(Debug)]
pub struct Luck {
    dice: Dice,
    streak: u64,
}

impl Luck {
    /// The luck of the phone of this number.
    #[must_use]
    pub fn of(seed: u64, number: u64) -> Self {
        Self {
            dice: Part::Network(number).dice(seed),
            streak: 0,
        }
    }

    /// Whether something happens that happens so often in a hundred.
    pub fn percent(&mut self, share: u64) -> bool {
        self.dice.below(100) < share
    }

    /// How far a wrong clock is ahead: days, and behind as well as ahead only where `either_way`.
    pub fn wrong_by(&mut self, either_way: bool) -> TimeDelta {
        let hours = self.dice.between(LEAST_HOURS_WRONG, MOST_HOURS_WRONG);
        let behind = self.dice.happens(500) && either_way;
        let hours = i64::try_from(hours).unwrap_or(0);
        TimeDelta::hours(if behind {
            hours.saturating_neg()
        } else {
            hours
        })
    }

    /// What becomes of the next sending.
    pub fn next(&mut self, manners: &Manners) -> Fate {
        let ways = [
            (manners.unsent, Fate::Unsent),
            (manners.overtaken, Fate::Overtaken),
            (manners.crashes, Fate::Crash),
            (manners.lost, Fate::Lost),
        ];
        let drawn = ways.map(|(share, fate)| self.percent(share).then_some(fate));
        let fate = drawn.into_iter().flatten().next();
        let fate = fate.filter(|_| self.streak < LONGEST_STREAK);
        self.streak = fate.map_or(0, |_| self.streak.saturating_add(1));
        fate.unwrap_or(Fate::Arrives)
    }
}
