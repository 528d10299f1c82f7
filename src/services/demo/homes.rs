//! Hamlets and households of the demonstration: made up, and named so.

use super::dice::Dice;

/// Households of a hamlet, roughly.
const HOUSEHOLDS_OF_A_HAMLET: u64 = 110;

/// A hamlet that is made up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoHamlet {
    /// Its code: the commune's, a hyphen, two digits.
    pub code: String,
    /// Its name, which says that it is made up.
    pub name: String,
    /// Its households.
    pub households: u64,
}

/// Hamlets of a commune with so many households in all.
#[must_use]
pub fn hamlets(commune: &str, households: u64, dice: &mut Dice) -> Vec<DemoHamlet> {
    let most = households.clamp(1, 12);
    let count = households
        .div_ceil(HOUSEHOLDS_OF_A_HAMLET)
        .clamp(most.min(4), most);
    let mut left = households;
    let mut hamlets = Vec::new();
    for number in 1..=count {
        let others = count.saturating_sub(number);
        let share = left.checked_div(others.saturating_add(1)).unwrap_or(left);
        // A third more or less than its equal share, and one at least for each of the rest.
        let third = share.checked_div(3).unwrap_or(0);
        let wanted = dice
            .between(share.saturating_sub(third), share.saturating_add(third))
            .max(1);
        let size = if others == 0 {
            left
        } else {
            wanted.min(left.saturating_sub(others))
        };
        left = left.saturating_sub(size);
        hamlets.push(DemoHamlet {
            code: format!("{commune}-{number:02}"),
            name: format!("Thôn {number} (mô phỏng)"),
            households: size,
        });
    }
    hamlets
}

/// The areas file that brings the hamlets in.
#[must_use]
pub fn areas_file<'a>(communes: impl Iterator<Item = (&'a str, &'a [DemoHamlet])>) -> String {
    let mut lines = vec!["code,name,level,parent_code,kind,households".to_owned()];
    for (commune, hamlets) in communes {
        lines.extend(hamlets.iter().map(|hamlet| {
            let DemoHamlet {
                code,
                name,
                households,
            } = hamlet;
            format!("{code},{name},hamlet,{commune},,{households}")
        }));
    }
    lines.join("\n")
}

/// So many households of these hamlets, in the order in which they are asked.
#[must_use]
pub fn asked(hamlets: &[DemoHamlet], count: u64, dice: &mut Dice) -> Vec<(String, String)> {
    let mut homes: Vec<(String, String)> = hamlets
        .iter()
        .flat_map(|hamlet| {
            let home = |number| (hamlet.code.clone(), format!("MP-{number:04}"));
            (1..=hamlet.households).map(home)
        })
        .collect();
    dice.shuffle(&mut homes);
    homes.truncate(usize::try_from(count).unwrap_or(usize::MAX));
    homes
}
