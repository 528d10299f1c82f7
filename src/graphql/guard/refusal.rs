//! Why a GraphQL document was turned down before it was run.

use async_graphql::Pos;

use crate::domain::base::language::Language;

/// A bound of [`super::limits::Limits`] that a document went over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// Bytes of the document.
    DocumentBytes,
    /// Tokens of the document.
    Tokens,
    /// Operations in the document.
    Operations,
    /// Fragments in the document.
    Fragments,
    /// Fields of the root.
    RootFields,
    /// Aliases.
    Aliases,
    /// Directives.
    Directives,
    /// Selections with every fragment spread out.
    Selections,
    /// Field values that the answer could hold.
    Cost,
    /// Values in the variables, by use.
    VariableValues,
}

impl Bound {
    const fn words(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::DocumentBytes, Language::En) => "bytes of the query",
            (Self::DocumentBytes, Language::Vi) => "byte của truy vấn",
            (Self::Tokens, Language::En) => "tokens",
            (Self::Tokens, Language::Vi) => "từ tố",
            (Self::Operations, Language::En) => "operations",
            (Self::Operations, Language::Vi) => "thao tác",
            (Self::Fragments, Language::En) => "fragments",
            (Self::Fragments, Language::Vi) => "mảnh truy vấn (fragment)",
            (Self::RootFields, Language::En) => "root fields",
            (Self::RootFields, Language::Vi) => "trường gốc",
            (Self::Aliases, Language::En) => "aliases",
            (Self::Aliases, Language::Vi) => "bí danh (alias)",
            (Self::Directives, Language::En) => "directives",
            (Self::Directives, Language::Vi) => "chỉ thị (directive)",
            (Self::Selections, Language::En) => "selections, fragments spread out",
            (Self::Selections, Language::Vi) => "lựa chọn, kể cả trong các mảnh truy vấn",
            (Self::Cost, Language::En) => "field values in the answer; ask for smaller pages",
            (Self::Cost, Language::Vi) => "giá trị trong kết quả; hãy lấy trang nhỏ hơn",
            (Self::VariableValues, Language::En) => "values of variables, by use",
            (Self::VariableValues, Language::Vi) => "giá trị của biến, tính theo lần dùng",
        }
    }
}

/// Why a document is not run. Each has a code of the API's closed list and words in two languages.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The text is not a GraphQL document.
    #[error("the query could not be parsed: {reason}")]
    Parse {
        /// What the parser says.
        reason: String,
        /// Where.
        places: Vec<Pos>,
    },
    /// Selections or brackets stand too deep in one another.
    #[error("the query is nested deeper than {limit}")]
    TooDeep {
        /// The bound.
        limit: u64,
    },
    /// Introspection goes too deep.
    #[error("the introspection is nested deeper than {limit}")]
    IntrospectionTooDeep {
        /// The bound.
        limit: u64,
    },
    /// Too much of something.
    #[error("more than {limit} {}", bound.words(Language::En))]
    TooMuch {
        /// Of what.
        bound: Bound,
        /// The bound.
        limit: u64,
    },
    /// A fragment holds itself.
    #[error("the fragment `{name}` holds itself")]
    FragmentCycle {
        /// The fragment.
        name: String,
    },
    /// A subscription asks for several root fields, which the specification forbids.
    #[error("a subscription has one root field")]
    ManySubscriptions,
    /// The named operation is not in the document.
    #[error("the document has no operation `{name}`")]
    UnknownOperation {
        /// The name that was given.
        name: String,
    },
    /// The document has several operations and none was named.
    #[error("the document has several operations; operationName must say which")]
    OperationNotNamed,
}

impl Refusal {
    /// The code for `extensions.code`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Parse { .. } => "GRAPHQL_PARSE_FAILED",
            Self::TooDeep { .. } | Self::IntrospectionTooDeep { .. } => "QUERY_TOO_DEEP",
            Self::TooMuch { .. } => "QUERY_TOO_COMPLEX",
            Self::FragmentCycle { .. } | Self::ManySubscriptions => "GRAPHQL_VALIDATION_FAILED",
            Self::UnknownOperation { .. } | Self::OperationNotNamed => {
                "OPERATION_RESOLUTION_FAILURE"
            }
        }
    }

    /// Where in the text, as far as it is known.
    #[must_use]
    pub fn places(&self) -> &[Pos] {
        match self {
            Self::Parse { places, .. } => places,
            _ => &[],
        }
    }

    /// The reason in the reader's language.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        match language {
            Language::En => self.english(),
            Language::Vi => self.vietnamese(),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::TooMuch { bound, limit } => format!(
                "The query is too large: at most {limit} {}.",
                bound.words(Language::En)
            ),
            other => {
                let mut sentence = other.to_string();
                if let Some(first) = sentence.get_mut(..1) {
                    first.make_ascii_uppercase();
                }
                sentence + "."
            }
        }
    }

    fn vietnamese(&self) -> String {
        match self {
            Self::Parse { reason, .. } => {
                format!("Không đọc được truy vấn GraphQL: {reason}")
            }
            Self::TooDeep { limit } => {
                format!("Truy vấn lồng quá sâu: nhiều nhất {limit} mức.")
            }
            Self::IntrospectionTooDeep { limit } => {
                format!("Truy vấn mô tả lược đồ lồng quá sâu: nhiều nhất {limit} mức.")
            }
            Self::TooMuch { bound, limit } => format!(
                "Truy vấn quá lớn: nhiều nhất {limit} {}.",
                bound.words(Language::Vi)
            ),
            Self::FragmentCycle { name } => {
                format!("Mảnh truy vấn (fragment) `{name}` chứa chính nó.")
            }
            Self::ManySubscriptions => {
                "Mỗi lần theo dõi (subscription) chỉ có một trường gốc.".to_owned()
            }
            Self::UnknownOperation { name } => {
                format!("Tài liệu không có thao tác tên `{name}`.")
            }
            Self::OperationNotNamed => {
                "Tài liệu có nhiều thao tác; operationName phải nói rõ thao tác nào.".to_owned()
            }
        }
    }
}
