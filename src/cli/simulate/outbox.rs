//! What a phone has on its disk: the forms that the server is not known to hold.

use std::collections::{BTreeSet, VecDeque};

use uuid::Uuid;

use super::form::Form;

/// The forms of one phone, the oldest first. It is all that is left when the app dies.
#[derive(Debug, Default)]
pub struct Outbox(VecDeque<Form>);

impl Outbox {
    /// Writes a form down, before anything is sent.
    pub fn put(&mut self, form: Form) {
        self.0.push_back(form);
    }

    /// Whether nothing waits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many forms wait.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The next forms to be sent, all of one survey: the oldest, or the newest.
    #[must_use]
    pub fn next(&self, most: usize, newest_first: bool) -> Vec<Form> {
        let end = if newest_first {
            self.0.back()
        } else {
            self.0.front()
        };
        let Some(survey) = end.map(|form| form.survey) else {
            return Vec::new();
        };
        let mine = |form: &&Form| form.survey == survey;
        if newest_first {
            self.0
                .iter()
                .rev()
                .filter(mine)
                .take(most)
                .cloned()
                .collect()
        } else {
            self.0.iter().filter(mine).take(most).cloned().collect()
        }
    }

    /// Lets forms go about which the server has said its last word; says how many.
    pub fn let_go(&mut self, ids: &BTreeSet<Uuid>) -> usize {
        let before = self.0.len();
        self.0.retain(|form| !ids.contains(&form.id));
        before.saturating_sub(self.0.len())
    }
}
