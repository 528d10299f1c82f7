//! The words for the values of the closed lists.
//!
//! The Vietnamese side is the wording of the programme's own papers (Chương trình mục tiêu quốc
//! gia xây dựng nông thôn mới) and of the Fatherland Front's guidance.

use super::spoken::{Spoken, Text};
use crate::domain::base::language::Language;
use crate::domain::law::check::{CheckStatus, Severity};
use crate::domain::law::regulation::Base;
use crate::domain::law::round::Deliverable;
use crate::domain::law::title::Title;
use crate::domain::place::area::{AreaLevel, CommuneKind};
use crate::domain::recognition::candidacy::{CandidacyPurpose, CandidacyState};
use crate::domain::recognition::opinion::Organisation;
use crate::domain::survey::lifecycle::{SurveyKind, SurveyState};
use crate::domain::survey::questionnaire::Sentiment;
use crate::domain::tasks::assignment::AssignmentStatus;
use crate::domain::tasks::directive::Each;
use crate::domain::tasks::hamlet_title::HamletTitleKind;
use crate::domain::tasks::ocop::{OcopState, OcopStep};
use crate::domain::trust::access::AccessKind;
use crate::domain::trust::actor::Role;
use crate::domain::trust::admin_grant::AdminGrantState;
use crate::services::batch::ReceiptStatus;
use crate::services::sight::ResultStage;

impl Spoken for Language {
    fn words(self) -> Text {
        match self {
            Self::Vi => Text::of("tiếng Việt", "Vietnamese"),
            Self::En => Text::of("tiếng Anh", "English"),
        }
    }
}

impl Spoken for AreaLevel {
    fn words(self) -> Text {
        match self {
            Self::Province => Text::of("cấp tỉnh", "province"),
            Self::District => Text::of("cấp huyện", "district"),
            Self::Commune => Text::of("cấp xã", "commune"),
            Self::Hamlet => Text::of("thôn, tổ dân phố", "hamlet"),
        }
    }
}

impl Spoken for CommuneKind {
    fn words(self) -> Text {
        match self {
            Self::Commune => Text::of("xã", "commune"),
            Self::Township => Text::of("thị trấn", "township"),
            Self::Ward => Text::of("phường", "ward"),
        }
    }
}

impl Spoken for Title {
    fn words(self) -> Text {
        match self {
            Self::Standard => Text::of("đạt chuẩn nông thôn mới", "new-rural standard"),
            Self::Advanced => Text::of("nông thôn mới nâng cao", "advanced new rural"),
            Self::Model => Text::of("nông thôn mới kiểu mẫu", "model new rural"),
            Self::SubstantiallyComplete => Text::of(
                "cơ bản hoàn thành các tiêu chí nông thôn mới",
                "substantially complete, for a commune about to merge",
            ),
            Self::TaskComplete => Text::of(
                "hoàn thành nhiệm vụ xây dựng nông thôn mới",
                "task completed, for towns, cities and provinces",
            ),
            Self::CivilisedUrban => Text::of(
                "đạt chuẩn văn minh đô thị",
                "civilised urban, for wards and townships",
            ),
        }
    }
}

impl Spoken for CandidacyPurpose {
    fn words(self) -> Text {
        match self {
            Self::Recognition => Text::of("xét công nhận", "to be recognised"),
            Self::Reassessment => Text::of(
                "rà soát, đánh giá lại",
                "to be looked at again, having been recognised before",
            ),
        }
    }
}

impl Spoken for CandidacyState {
    fn words(self) -> Text {
        match self {
            Self::Nominated => Text::of("đã đề nghị", "nominated"),
            Self::Appraising => Text::of("đang thẩm định", "being appraised"),
            Self::Ready => Text::of("đủ điều kiện đưa ra bỏ phiếu", "on a session's agenda"),
            Self::Voted => Text::of("đã bỏ phiếu", "voted on"),
            Self::Recognised => Text::of("đã công nhận", "recognised by decision"),
            Self::Refused => Text::of("không công nhận", "refused by decision"),
            Self::Deferred => Text::of("chuyển sang đợt sau", "put off to a later round"),
            Self::Withdrawn => Text::of("đã rút đề nghị", "withdrawn"),
        }
    }
}

impl Spoken for Deliverable {
    fn words(self) -> Text {
        match self {
            Self::CriterionAppraisals => Text::of(
                "kết quả thẩm định các tiêu chí của sở, ngành",
                "the departments' appraisals of the criteria",
            ),
            Self::DebtStatement => Text::of(
                "báo cáo nợ xây dựng cơ bản",
                "the statement of construction debt",
            ),
            Self::FrontReport => Text::of(
                "báo cáo của Mặt trận Tổ quốc",
                "the Fatherland Front's report",
            ),
            Self::RecognitionVote => Text::of("bỏ phiếu xét công nhận", "the vote on recognition"),
            Self::ReassessmentReport => Text::of(
                "báo cáo đánh giá lại các xã đã công nhận",
                "the report on communes recognised before",
            ),
        }
    }
}

impl Spoken for Each {
    fn words(self) -> Text {
        match self {
            Self::District => Text::of("mỗi huyện, thành phố, thị xã", "every district unit"),
            Self::Commune => Text::of("mỗi xã, phường, thị trấn", "every unit of commune level"),
            Self::CriterionAgency => Text::of(
                "mỗi sở, ngành phụ trách tiêu chí",
                "every agency that a criterion names",
            ),
            Self::Sponsor => Text::of("mỗi đơn vị đỡ đầu", "every sponsor unit on record"),
        }
    }
}

impl Spoken for AssignmentStatus {
    fn words(self) -> Text {
        match self {
            Self::Open => Text::of("chưa đến hạn", "owed, and its day has not passed"),
            Self::Overdue => Text::of("quá hạn, chưa báo cáo", "owed, and its day has passed"),
            Self::OnTime => Text::of("đã báo cáo đúng hạn", "reported in time"),
            Self::Late => Text::of("đã báo cáo, trễ hạn", "reported late"),
        }
    }
}

impl Spoken for OcopState {
    fn words(self) -> Text {
        match self {
            Self::Proposed => Text::of("đã đề nghị đánh giá", "proposed by its producer"),
            Self::DistrictRated => Text::of("đã đánh giá cấp huyện", "rated by the district"),
            Self::ProvinceRated => Text::of("đã đánh giá cấp tỉnh", "rated by the province"),
            Self::Published => Text::of("đã công bố", "published"),
        }
    }
}

impl Spoken for HamletTitleKind {
    fn words(self) -> Text {
        match self {
            Self::ModelResidentialArea => Text::of(
                "khu dân cư nông thôn mới kiểu mẫu",
                "model residential area",
            ),
            Self::ModelGarden => Text::of("vườn mẫu", "model gardens"),
        }
    }
}

impl Spoken for OcopStep {
    fn words(self) -> Text {
        match self {
            Self::District => Text::of("cấp huyện", "the district's council"),
            Self::Province => Text::of("cấp tỉnh", "the province's council"),
        }
    }
}

impl Spoken for CheckStatus {
    fn words(self) -> Text {
        match self {
            Self::Met => Text::of("đạt", "met"),
            Self::NotMet => Text::of("chưa đạt", "not met"),
            Self::Pending => Text::of("chưa có số liệu", "can't be said yet"),
            Self::NotRequired => Text::of("không yêu cầu", "not asked for"),
        }
    }
}

impl Spoken for Severity {
    fn words(self) -> Text {
        match self {
            Self::Blocking => Text::of(
                "điều kiện bắt buộc",
                "the dossier may not go to the vote without it",
            ),
            Self::Warning => Text::of("cảnh báo", "it is said, and stops nothing"),
        }
    }
}

impl Spoken for SurveyKind {
    fn words(self) -> Text {
        match self {
            Self::Collection => Text::of(
                "lấy ý kiến về sự hài lòng của người dân",
                "by the commune's or district's Front, of the residents",
            ),
            Self::DirectCheck => Text::of(
                "phúc tra, trực tiếp lấy ý kiến",
                "by the provincial Front, of a sample, never added to the first",
            ),
        }
    }
}

impl Spoken for SurveyState {
    fn words(self) -> Text {
        match self {
            Self::Draft => Text::of("đang chuẩn bị", "being prepared; takes nothing"),
            Self::Open => Text::of("đang lấy ý kiến", "takes what is collected in its window"),
            Self::Closing => Text::of(
                "đang thu nốt phiếu",
                "takes only what was collected before closing began",
            ),
            Self::Closed => Text::of("đã chốt kết quả", "takes nothing; the result is frozen"),
            Self::Verified => Text::of("đã thẩm tra", "the Front has verified process and result"),
            Self::Returned => Text::of("trả lại để làm lại", "the Front has sent it back"),
        }
    }
}

impl Spoken for Sentiment {
    fn words(self) -> Text {
        match self {
            Self::Positive => Text::of("hài lòng", "satisfied"),
            Self::Negative => Text::of("chưa hài lòng", "not satisfied"),
            Self::Neutral => Text::of("ý kiến khác", "another opinion"),
        }
    }
}

impl Spoken for AccessKind {
    fn words(self) -> Text {
        match self {
            Self::Responses => Text::of("phiếu", "single responses"),
            Self::Comments => Text::of("ý kiến phản ánh", "residents' comments"),
        }
    }
}

impl Spoken for AdminGrantState {
    fn words(self) -> Text {
        match self {
            Self::Pending => Text::of(
                "chờ người quản trị thứ hai",
                "waits for a second administrator",
            ),
            Self::Confirmed => Text::of("đã được xác nhận", "confirmed"),
            Self::Refused => Text::of("đã bị từ chối", "refused"),
            Self::Ended => Text::of("không còn hiệu lực", "no longer in force"),
        }
    }
}

impl Spoken for Role {
    fn words(self) -> Text {
        match self {
            Self::Admin => Text::of(
                "quản trị hệ thống",
                "runs the system and sees no resident's answer",
            ),
            Self::CoordinationOffice => Text::of("văn phòng điều phối", "the coordination office"),
            Self::Front => Text::of("Mặt trận Tổ quốc", "the Fatherland Front"),
            Self::Department => Text::of("sở, ngành", "a department that appraises criteria"),
            Self::SteeringCommittee => Text::of("ban chỉ đạo", "the steering committee"),
            Self::CouncilMember => Text::of(
                "thành viên hội đồng xét công nhận",
                "a member of the recognition council",
            ),
            Self::Collector => Text::of(
                "người lấy phiếu",
                "a person or device that collects in given hamlets",
            ),
        }
    }
}

impl Spoken for Base {
    fn words(self) -> Text {
        match self {
            Self::Households => Text::of("hộ dân", "registered households"),
            Self::Issued => Text::of("phiếu phát ra", "forms issued"),
            Self::Collected => Text::of("phiếu thu về", "forms collected"),
            Self::Valid => Text::of("phiếu hợp lệ", "valid forms"),
            Self::Answered => Text::of(
                "phiếu hợp lệ có trả lời nội dung này",
                "valid forms that answered the item",
            ),
            Self::Roll => Text::of("cử tri trong danh sách", "voters on the roll"),
            Self::Members => Text::of("thành viên hội đồng", "members of the council"),
            Self::Present => Text::of("thành viên có mặt", "members present"),
        }
    }
}

impl Spoken for ResultStage {
    fn words(self) -> Text {
        match self {
            Self::Provisional => Text::of(
                "tạm tính, cuộc lấy ý kiến chưa kết thúc",
                "so far: the survey runs",
            ),
            Self::Closed => Text::of("đã chốt", "the survey is closed and its result frozen"),
            Self::Posted => Text::of("đang niêm yết", "posted for residents to see and object"),
            Self::Verified => Text::of("đã thẩm tra", "verified by the Front"),
        }
    }
}

impl Spoken for ReceiptStatus {
    fn words(self) -> Text {
        match self {
            Self::Accepted => Text::of("đã nhận và tính", "it is counted"),
            Self::Duplicate => Text::of(
                "đã nhận từ trước, không có gì thay đổi",
                "it was accepted before; nothing changed",
            ),
            Self::Rejected => Text::of("không tính", "it is not counted; the code says why"),
        }
    }
}

impl Spoken for Organisation {
    fn words(self) -> Text {
        match self {
            Self::TradeUnion => Text::of("Công đoàn", "trade union"),
            Self::FarmersUnion => Text::of("Hội Nông dân", "Farmers' Union"),
            Self::YouthUnion => Text::of(
                "Đoàn Thanh niên Cộng sản Hồ Chí Minh",
                "Ho Chi Minh Communist Youth Union",
            ),
            Self::WomensUnion => Text::of("Hội Liên hiệp Phụ nữ", "Women's Union"),
            Self::VeteransAssociation => Text::of("Hội Cựu chiến binh", "Veterans' Association"),
            Self::Other => Text::of("tổ chức khác", "another organisation"),
        }
    }
}
