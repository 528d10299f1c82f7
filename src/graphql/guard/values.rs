//! Whether values are of their types: one pass, and the exact place of what isn't.

use super::given::{Given, Look};
use super::misfit::{MOST_MISFITS, Misfit, Place, Reason};
use super::types::{Input, Kind, Named, Of, SchemaTypes, Shape};

/// Where values come from: it decides how an enum's value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The request's JSON: enum values are strings.
    Json,
    /// The query's text: enum values are names.
    Text,
}

/// Judges values and gathers what doesn't fit.
#[derive(Debug)]
pub struct Judge<'t> {
    types: &'t SchemaTypes,
    source: Source,
    misfits: Vec<Misfit>,
}

impl<'t> Judge<'t> {
    /// A judge of values from one source.
    #[must_use]
    pub const fn new(types: &'t SchemaTypes, source: Source) -> Self {
        Self {
            types,
            source,
            misfits: Vec::new(),
        }
    }

    /// What didn't fit, in the order of the values.
    #[must_use]
    pub fn into_misfits(self) -> Vec<Misfit> {
        self.misfits
    }

    /// Whether so much is wrong already that the rest need not be looked at.
    #[must_use]
    pub const fn is_full(&self) -> bool {
        self.misfits.len() >= MOST_MISFITS
    }

    /// Judges one value against the type that is asked for at its place.
    pub fn value<V: Look>(&mut self, value: &V, shape: &Shape, place: &Place<'_>) {
        if self.is_full() {
            return;
        }
        let given = value.look();
        match (&given, &shape.of) {
            (Given::Variable, _) => {}
            (Given::Null, _) => {
                if !shape.nullable {
                    self.misfit(place, Reason::Null, shape);
                }
            }
            (Given::List(values), Of::List(inner)) => {
                for (index, value) in values.iter().enumerate() {
                    self.value(value, inner, &place.element(index));
                }
            }
            // One value stands for a list of one (specification, "List", input coercion).
            (_, Of::List(inner)) => self.value(value, inner, place),
            (_, Of::Named(index)) => {
                if let Some(named) = self.types.get(*index) {
                    self.named(&given, named, shape, place);
                }
            }
        }
    }

    /// Notes that something is missing at a place.
    pub fn missing(&mut self, place: &Place<'_>, shape: &Shape) {
        self.misfit(place, Reason::Missing, shape);
    }

    fn named<V: Look>(
        &mut self,
        given: &Given<'_, V>,
        named: &Named,
        shape: &Shape,
        place: &Place<'_>,
    ) {
        match (&named.kind, given) {
            (Kind::Scalar(scalar), given) => {
                if !scalar.fits(given) {
                    let example = scalar.example();
                    self.misfit(place, Reason::NotOfType { example }, shape);
                }
            }
            (Kind::Enum(values), given) => self.enum_value(given, values, shape, place),
            (Kind::Input(input), Given::Object(_)) => {
                self.object(given, input, &named.name, shape, place);
            }
            (Kind::Input(_), _) => {
                self.misfit(place, Reason::NotOfType { example: None }, shape);
            }
            // No type of output is asked for here; the library says so.
            (Kind::Output(_) | Kind::Union, _) => {}
        }
    }

    fn enum_value<V>(
        &mut self,
        given: &Given<'_, V>,
        values: &[String],
        shape: &Shape,
        place: &Place<'_>,
    ) {
        let written = match (given, self.source) {
            (Given::Text(text), Source::Json) => Some(*text),
            (Given::Name(name), Source::Text) => Some(*name),
            _ => None,
        };
        match written {
            None => self.misfit(place, Reason::NotOfType { example: None }, shape),
            Some(written) if values.iter().any(|value| value == written) => {}
            Some(_) => self.misfit(place, Reason::UnknownValue, shape),
        }
    }

    fn object<V: Look>(
        &mut self,
        given: &Given<'_, V>,
        input: &Input,
        type_name: &str,
        shape: &Shape,
        place: &Place<'_>,
    ) {
        let Given::Object(fields) = given else { return };
        let mut required = 0_usize;
        for (name, value) in *fields {
            let place = place.field(name);
            match input.fields.iter().find(|slot| slot.name == name.as_str()) {
                Some(slot) => {
                    required = required.saturating_add(usize::from(slot.required));
                    self.value(value, &slot.shape, &place);
                }
                None => self.note(&place, Reason::UnknownField, type_name.to_owned()),
            }
        }
        if required < input.required {
            for slot in input.fields.iter().filter(|slot| slot.required) {
                if !fields.contains_key(slot.name.as_str()) {
                    self.missing(&place.field(&slot.name), &slot.shape);
                }
            }
        }
        if input.one_of && !is_exactly_one(fields.values()) {
            self.misfit(place, Reason::NotExactlyOne, shape);
        }
    }

    fn misfit(&mut self, place: &Place<'_>, reason: Reason, shape: &Shape) {
        let expected = self.types.written(shape);
        self.note(place, reason, expected);
    }

    fn note(&mut self, place: &Place<'_>, reason: Reason, expected: String) {
        if !self.is_full() {
            self.misfits.push(Misfit {
                place: place.segments(),
                reason,
                expected,
            });
        }
    }
}

fn is_exactly_one<'a, V: Look + 'a>(mut values: impl Iterator<Item = &'a V>) -> bool {
    let first = values.next();
    values.next().is_none() && first.is_some_and(|value| !matches!(value.look(), Given::Null))
}
