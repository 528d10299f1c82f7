//! Identifiers: a type of its own for each kind of thing, so none is mistaken.

use uuid::Uuid;

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }
    )+};
}

ids! {
    /// An administrative unit during the days it existed (đơn vị hành chính).
    AreaId,
    /// A version of a set of rules (bộ quy định).
    RegulationId,
    /// A version of a survey form (mẫu phiếu).
    QuestionnaireId,
    /// A certification round (đợt xét công nhận).
    RoundId,
    /// One area's nomination for one title in one round (hồ sơ đề nghị).
    CandidacyId,
    /// A plan that merges communes (phương án sáp nhập).
    MergerPlanId,
    /// A satisfaction survey (cuộc lấy ý kiến).
    SurveyId,
    /// A response (phiếu); made by the app, unique within its survey.
    ResponseId,
    /// A document that proves something (tài liệu minh chứng).
    DocumentId,
    /// A department's finding on one criterion (kết quả thẩm định tiêu chí).
    AppraisalId,
    /// An opinion of a socio-political organisation (ý kiến của tổ chức chính trị - xã hội).
    OpinionId,
    /// A statement of construction debt (báo cáo nợ xây dựng cơ bản).
    DebtStatementId,
    /// An agency's statement on a condition (xác nhận của cơ quan).
    StatementId,
    /// A notice with its tasks (thông báo kết luận).
    DirectiveId,
    /// One numbered task of a notice (nhiệm vụ).
    TaskId,
    /// A task that one agency or area owes (nhiệm vụ được giao).
    AssignmentId,
    /// A product of the programme OCOP (sản phẩm OCOP).
    OcopProductId,
    /// The rating of a product for a year (kết quả phân hạng).
    OcopRatingId,
    /// A score of a rating in one version (điểm đánh giá).
    OcopScoreId,
    /// A title of a hamlet (danh hiệu cấp thôn).
    HamletTitleId,
    /// A sponsor unit (đơn vị đỡ đầu).
    SponsorId,
    /// A value of an indicator (số liệu chỉ tiêu).
    IndicatorId,
    /// A report on an assignment in one version (báo cáo thực hiện).
    ReportId,
    /// A person, device or script (tài khoản).
    AccountId,
    /// A collector's phone, set up for a survey (ghi danh người lấy phiếu).
    EnrolmentId,
    /// A program that is told of events (điểm nhận thông báo).
    WebhookId,
    /// A household's invitation to answer by itself (giấy mời trả lời).
    InvitationId,
    /// One access token of an account.
    TokenId,
    /// A session of a person at a browser (phiên đăng nhập).
    SignInId,
    /// A wish that a token speak for an administrator (đề nghị cấp quyền quản trị).
    AdminGrantId,
    /// A result hung out for residents to see (niêm yết).
    PostingId,
    /// An objection to a posted result (ý kiến phản ánh về kết quả niêm yết).
    ObjectionId,
    /// A decision of the provincial Front on a closed survey (kết quả thẩm tra).
    VerificationId,
    /// A report of the Front (báo cáo của Mặt trận).
    FrontReportId,
    /// A version of a breach of personal data (sự cố vi phạm dữ liệu cá nhân).
    BreachId,
    /// One line of the audit.
    AuditId,
    /// A term of a member of the recognition council (thành viên hội đồng).
    MemberId,
    /// A session of the recognition council (phiên họp hội đồng).
    SessionId,
    /// A candidacy on a session's agenda.
    AgendaItemId,
    /// What one account counted of a ballot (biên bản kiểm phiếu).
    BallotSheetId,
    /// A decision on recognition (quyết định công nhận).
    DecisionId,
    /// A title that an area holds or held (danh hiệu).
    AreaTitleId,
    /// One line of the log of reading.
    AccessId,
}
