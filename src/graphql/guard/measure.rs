//! Sizes of a piece of a query, added up without ever overflowing.

/// What a selection set comes to when every fragment in it is spread out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Measure {
    /// Fields that stand at its own level.
    pub width: u64,
    /// Fields, spreads and inline fragments at all levels.
    pub selections: u64,
    /// Fields in one another, introspection apart.
    pub depth: u64,
    /// Fields in one another below `__schema` or `__type`.
    pub introspection_depth: u64,
    /// Selection sets in one another.
    pub nesting: u64,
    /// Field values that an answer could hold.
    pub cost: u64,
    /// Places where a variable is used.
    pub variable_uses: u64,
}

impl Measure {
    /// Adds what stands beside.
    pub fn beside(&mut self, other: Self) {
        let Self {
            width,
            selections,
            depth,
            introspection_depth,
            nesting,
            cost,
            variable_uses,
        } = other;
        self.width = self.width.saturating_add(width);
        self.selections = self.selections.saturating_add(selections);
        self.depth = self.depth.max(depth);
        self.introspection_depth = self.introspection_depth.max(introspection_depth);
        self.nesting = self.nesting.max(nesting);
        self.cost = self.cost.saturating_add(cost);
        self.variable_uses = self.variable_uses.saturating_add(variable_uses);
    }

    /// What a fragment with this content comes to where it is spread or stands inline.
    #[must_use]
    pub const fn spread(mut self) -> Self {
        self.selections = self.selections.saturating_add(1);
        self.nesting = self.nesting.saturating_add(1);
        self
    }

    /// What a field comes to that holds up to `size` values, each with this content.
    ///
    /// `introspection` says that the field stands below `__schema` or `__type`, or is one of them.
    #[must_use]
    pub fn under_field(self, size: u64, introspection: bool) -> Self {
        let has_content = self.selections > 0;
        Self {
            width: 1,
            selections: self.selections.saturating_add(1),
            depth: self.depth.saturating_add(u64::from(!introspection)),
            introspection_depth: self
                .introspection_depth
                .saturating_add(u64::from(introspection)),
            nesting: self.nesting.saturating_add(u64::from(has_content)),
            cost: self.cost.saturating_mul(size).saturating_add(1),
            variable_uses: self.variable_uses,
        }
    }
}
