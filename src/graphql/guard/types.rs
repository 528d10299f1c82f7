//! The schema's types as a table, read once from its SDL.

use std::collections::HashMap;

use async_graphql::parser::types::{
    BaseType, FieldDefinition, InputValueDefinition, OperationType, ServiceDocument, Type,
    TypeDefinition, TypeKind, TypeSystemDefinition,
};
use async_graphql::parser::{self, parse_schema};

use super::scalars::Scalar;

/// Which type: its place in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TypeIndex(usize);

/// A type where it is used.
#[derive(Debug, Clone)]
pub struct Shape {
    /// Whether null may stand for it.
    pub nullable: bool,
    /// A named type, or a list.
    pub of: Of,
}

/// What a [`Shape`] is of.
#[derive(Debug, Clone)]
pub enum Of {
    /// A named type.
    Named(TypeIndex),
    /// A list.
    List(Box<Shape>),
}

/// A named type.
#[derive(Debug)]
pub struct Named {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: Kind,
}

/// What a named type is.
#[derive(Debug)]
pub enum Kind {
    /// A scalar.
    Scalar(Scalar),
    /// An enum, with its values.
    Enum(Vec<String>),
    /// An input object.
    Input(Input),
    /// An object or interface, with its fields by name.
    Output(HashMap<String, Field>),
    /// A union: it has no fields of its own.
    Union,
}

/// An input object.
#[derive(Debug)]
pub struct Input {
    /// Its fields.
    pub fields: Vec<Slot>,
    /// How many of them must be given.
    pub required: usize,
    /// Whether exactly one is to be given (`@oneOf`).
    pub one_of: bool,
}

/// A field of an input object, or an argument.
#[derive(Debug)]
pub struct Slot {
    /// Its name.
    pub name: String,
    /// Its type.
    pub shape: Shape,
    /// Whether it must be given: not nullable, and without a default.
    pub required: bool,
}

/// A field of an object.
#[derive(Debug)]
pub struct Field {
    /// Its arguments.
    pub arguments: Vec<Slot>,
    /// The named type that it leads to.
    pub leads_to: TypeIndex,
}

/// The schema's types.
#[derive(Debug)]
pub struct SchemaTypes {
    types: Vec<Named>,
    index: HashMap<String, TypeIndex>,
    roots: Roots,
}

#[derive(Debug, Default)]
struct Roots {
    query: Option<TypeIndex>,
    mutation: Option<TypeIndex>,
    subscription: Option<TypeIndex>,
}

/// An SDL that is no schema; our own never is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SdlFault {
    /// The text can't be parsed.
    #[error("the schema's SDL cannot be parsed: {0}")]
    Syntax(#[from] parser::Error),
    /// A type is named that isn't there.
    #[error("the schema's SDL names the type `{0}`, which it lacks")]
    UnknownType(String),
}

impl SchemaTypes {
    /// Reads the table from the SDL that the schema prints.
    ///
    /// # Errors
    /// [`SdlFault`] where the text is no schema.
    pub fn from_sdl(sdl: &str) -> Result<Self, SdlFault> {
        let document = parse_schema(sdl)?;
        let definitions: Vec<&TypeDefinition> = type_definitions(&document).collect();
        let mut builder = Builder::default();
        for name in ["Int", "Float", "String", "Boolean", "ID"] {
            builder.name(name);
        }
        for definition in &definitions {
            builder.name(&definition.name.node);
        }
        let mut types: Vec<Named> = ["Int", "Float", "String", "Boolean", "ID"]
            .into_iter()
            .map(|name| Named {
                name: name.to_owned(),
                kind: Kind::Scalar(Scalar::named(name)),
            })
            .collect();
        for definition in definitions {
            types.push(Named {
                name: definition.name.node.to_string(),
                kind: builder.kind(definition)?,
            });
        }
        let roots = builder.roots(&document)?;
        Ok(Self {
            types,
            index: builder.index,
            roots,
        })
    }

    /// The root type of a kind of operation.
    #[must_use]
    pub const fn root(&self, kind: OperationType) -> Option<TypeIndex> {
        match kind {
            OperationType::Query => self.roots.query,
            OperationType::Mutation => self.roots.mutation,
            OperationType::Subscription => self.roots.subscription,
        }
    }

    /// The type at a place of the table.
    #[must_use]
    pub fn get(&self, index: TypeIndex) -> Option<&Named> {
        self.types.get(index.0)
    }

    /// The type of that name.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<TypeIndex> {
        self.index.get(name).copied()
    }

    /// A type as a query writes it; `None` where the schema lacks it.
    #[must_use]
    pub fn shape(&self, written: &Type) -> Option<Shape> {
        shape(&self.index, written).ok()
    }

    /// A shape as the schema writes it, such as `[ID!]!`.
    #[must_use]
    pub fn written(&self, shape: &Shape) -> String {
        let mut text = match &shape.of {
            Of::Named(index) => self
                .get(*index)
                .map_or_else(String::new, |named| named.name.clone()),
            Of::List(inner) => format!("[{}]", self.written(inner)),
        };
        if !shape.nullable {
            text.push('!');
        }
        text
    }
}

fn type_definitions(document: &ServiceDocument) -> impl Iterator<Item = &TypeDefinition> {
    document
        .definitions
        .iter()
        .filter_map(|definition| match definition {
            TypeSystemDefinition::Type(definition) => Some(&definition.node),
            _ => None,
        })
}

fn shape(index: &HashMap<String, TypeIndex>, written: &Type) -> Result<Shape, SdlFault> {
    let of = match &written.base {
        BaseType::Named(name) => Of::Named(
            index
                .get(name.as_str())
                .copied()
                .ok_or_else(|| SdlFault::UnknownType(name.to_string()))?,
        ),
        BaseType::List(inner) => Of::List(Box::new(shape(index, inner)?)),
    };
    Ok(Shape {
        nullable: written.nullable,
        of,
    })
}

#[derive(Default)]
struct Builder {
    index: HashMap<String, TypeIndex>,
}

impl Builder {
    fn name(&mut self, name: &str) {
        let next = TypeIndex(self.index.len());
        self.index.entry(name.to_owned()).or_insert(next);
    }

    fn kind(&self, definition: &TypeDefinition) -> Result<Kind, SdlFault> {
        Ok(match &definition.kind {
            TypeKind::Scalar => Kind::Scalar(Scalar::named(&definition.name.node)),
            TypeKind::Enum(kind) => Kind::Enum(
                kind.values
                    .iter()
                    .map(|value| value.node.value.node.to_string())
                    .collect(),
            ),
            TypeKind::InputObject(kind) => {
                let fields = self.slots(kind.fields.iter().map(|field| &field.node))?;
                Kind::Input(Input {
                    required: fields.iter().filter(|field| field.required).count(),
                    fields,
                    one_of: definition
                        .directives
                        .iter()
                        .any(|directive| directive.node.name.node == "oneOf"),
                })
            }
            TypeKind::Object(kind) => {
                Kind::Output(self.fields(kind.fields.iter().map(|field| &field.node))?)
            }
            TypeKind::Interface(kind) => {
                Kind::Output(self.fields(kind.fields.iter().map(|field| &field.node))?)
            }
            TypeKind::Union(_) => Kind::Union,
        })
    }

    fn slots<'a>(
        &self,
        definitions: impl Iterator<Item = &'a InputValueDefinition>,
    ) -> Result<Vec<Slot>, SdlFault> {
        definitions
            .map(|definition| {
                let shape = shape(&self.index, &definition.ty.node)?;
                Ok(Slot {
                    name: definition.name.node.to_string(),
                    required: !shape.nullable && definition.default_value.is_none(),
                    shape,
                })
            })
            .collect()
    }

    fn fields<'a>(
        &self,
        definitions: impl Iterator<Item = &'a FieldDefinition>,
    ) -> Result<HashMap<String, Field>, SdlFault> {
        definitions
            .map(|definition| {
                let mut shape = shape(&self.index, &definition.ty.node)?;
                let leads_to = loop {
                    match shape.of {
                        Of::Named(index) => break index,
                        Of::List(inner) => shape = *inner,
                    }
                };
                let arguments =
                    self.slots(definition.arguments.iter().map(|argument| &argument.node))?;
                Ok((
                    definition.name.node.to_string(),
                    Field {
                        arguments,
                        leads_to,
                    },
                ))
            })
            .collect()
    }

    fn roots(&self, document: &ServiceDocument) -> Result<Roots, SdlFault> {
        let find = |name: &str| {
            self.index
                .get(name)
                .copied()
                .ok_or_else(|| SdlFault::UnknownType(name.to_owned()))
        };
        let mut roots = Roots::default();
        for definition in &document.definitions {
            if let TypeSystemDefinition::Schema(schema) = definition {
                let named = [
                    (&schema.node.query, &mut roots.query),
                    (&schema.node.mutation, &mut roots.mutation),
                    (&schema.node.subscription, &mut roots.subscription),
                ];
                for (name, root) in named {
                    if let Some(name) = name {
                        *root = Some(find(&name.node)?);
                    }
                }
            }
        }
        Ok(roots)
    }
}
