// The field's terms: the names of the schema's enumerations, in the glossary's words.
import { addWords } from '../words.js';

/** Words of one enumeration: `{VALUE: [vi, en]}` under `prefix.VALUE`. */
function terms(prefix, values) {
  const vi = {};
  const en = {};
  for (const [value, [first, second]] of Object.entries(values)) {
    vi[`${prefix}.${value}`] = first;
    en[`${prefix}.${value}`] = second;
  }
  addWords({ vi, en });
}

terms('title', {
  STANDARD: ['Đạt chuẩn', 'Standard'],
  ADVANCED: ['Nâng cao', 'Advanced'],
  MODEL: ['Kiểu mẫu', 'Model'],
  SUBSTANTIALLY_COMPLETE: ['Cơ bản hoàn thành', 'Substantially complete'],
  TASK_COMPLETED: ['Hoàn thành nhiệm vụ', 'Task completed'],
  CIVILISED_URBAN: ['Văn minh đô thị', 'Civilised urban'],
});
terms('purpose', {
  RECOGNITION: ['Xét công nhận', 'Recognition'],
  REASSESSMENT: ['Rà soát, đánh giá lại', 'Re-assessment'],
});
terms('state', {
  NOMINATED: ['Đã đề nghị', 'Nominated'],
  APPRAISING: ['Đang thẩm định', 'Being appraised'],
  READY: ['Trong chương trình họp', 'On an agenda'],
  VOTED: ['Đã bỏ phiếu', 'Voted on'],
  RECOGNISED: ['Đã công nhận', 'Recognised'],
  REFUSED: ['Không công nhận', 'Refused'],
  DEFERRED: ['Chuyển đợt sau', 'Put off'],
  WITHDRAWN: ['Đã rút đề nghị', 'Withdrawn'],
});
terms('surveyState', {
  DRAFT: ['Đang chuẩn bị', 'Being prepared'],
  OPEN: ['Đang lấy ý kiến', 'Open'],
  CLOSING: ['Đang thu nốt phiếu', 'Closing'],
  CLOSED: ['Đã chốt kết quả', 'Closed'],
  VERIFIED: ['Đã thẩm tra', 'Verified'],
  RETURNED: ['Trả lại để làm lại', 'Sent back'],
});
terms('stage', {
  PROVISIONAL: ['Tạm tính đến nay', 'So far'],
  CLOSED: ['Đã chốt', 'Closed'],
  POSTED: ['Đang niêm yết', 'Posted'],
  VERIFIED: ['Đã thẩm tra', 'Verified'],
});
terms('base', {
  HOUSEHOLDS: ['hộ', 'households'],
  ISSUED: ['phiếu phát ra', 'forms issued'],
  COLLECTED: ['phiếu thu về', 'forms collected'],
  VALID: ['phiếu hợp lệ', 'valid forms'],
  ANSWERED: ['phiếu có trả lời', 'forms that answered'],
  SAMPLE: ['hộ trong mẫu', 'households drawn'],
  MEMBERS: ['thành viên', 'members'],
  PRESENT: ['thành viên có mặt', 'members present'],
  BALLOTS: ['phiếu bầu', 'ballots'],
});
terms('checkStatus', {
  MET: ['Đạt', 'Met'],
  NOT_MET: ['Chưa đạt', 'Not met'],
  WARNING: ['Cần lưu ý', 'Warning'],
  PENDING: ['Chưa có số liệu', 'Pending'],
  NOT_REQUIRED: ['Không yêu cầu', 'Not asked'],
});
terms('severity', {
  BLOCKING: ['bắt buộc', 'blocking'],
  WARNING: ['cảnh báo', 'warning'],
});
/** What an account is. */
export const ROLES = {
  ADMIN: ['Quản trị hệ thống', 'Administrator'],
  COORDINATION_OFFICE: ['Văn phòng Điều phối', 'Coordination office'],
  FRONT: ['Mặt trận Tổ quốc', 'Fatherland Front'],
  DEPARTMENT: ['Sở, ngành', 'Department'],
  STEERING_COMMITTEE: ['Ban Chỉ đạo', 'Steering committee'],
  COUNCIL_MEMBER: ['Thành viên hội đồng', 'Council member'],
  COLLECTOR: ['Người lấy phiếu', 'Collector'],
};
terms('role', ROLES);
terms('deliverable', {
  CRITERION_APPRAISALS: ['Kết quả thẩm định tiêu chí', 'Appraisals of criteria'],
  DEBT_STATEMENT: ['Báo cáo nợ xây dựng cơ bản', 'Statement of construction debt'],
  FRONT_REPORT: ['Báo cáo của Mặt trận', 'Report of the Front'],
  RECOGNITION_VOTE: ['Bỏ phiếu xét công nhận', 'Vote on recognition'],
  REASSESSMENT_REPORT: ['Báo cáo đánh giá lại', 'Report on re-assessment'],
});
terms('owner', {
  CRITERION_APPRAISALS: ['Sở, ngành', 'Departments'],
  DEBT_STATEMENT: ['Sở Kế hoạch và Đầu tư, Sở Tài chính', 'Planning and Investment, Finance'],
  FRONT_REPORT: ['Mặt trận Tổ quốc tỉnh', 'Fatherland Front of the province'],
  RECOGNITION_VOTE: ['Hội đồng xét công nhận', 'Recognition council'],
  REASSESSMENT_REPORT: ['Văn phòng Điều phối', 'Coordination office'],
});
terms('sessionState', {
  CALLED: ['Đã triệu tập', 'Called'],
  OPEN: ['Đang họp', 'In session'],
  VOTING: ['Đang bỏ phiếu', 'Voting'],
  COUNTING: ['Đang kiểm phiếu', 'Counting'],
  CLOSED: ['Đã kết thúc', 'Over'],
  ADJOURNED: ['Đã hoãn', 'Adjourned'],
});
terms('ballotMode', {
  PAPER_SECRET: ['Bỏ phiếu kín bằng phiếu giấy', 'Secret, on paper'],
  ELECTRONIC_SECRET: ['Bỏ phiếu kín điện tử', 'Secret, at screens'],
  SHOW_OF_HANDS: ['Biểu quyết giơ tay', 'By show of hands'],
});
terms('position', {
  CHAIR: ['Chủ tịch hội đồng', 'Chair'],
  VICE_CHAIR: ['Phó chủ tịch', 'Vice-chair'],
  MEMBER: ['Ủy viên', 'Member'],
});
terms('organisation', {
  TRADE_UNION: ['Công đoàn', 'Trade union'],
  FARMERS_UNION: ['Hội Nông dân', "Farmers' Union"],
  YOUTH_UNION: ['Đoàn Thanh niên', 'Youth Union'],
  WOMENS_UNION: ['Hội Liên hiệp Phụ nữ', "Women's Union"],
  VETERANS_ASSOCIATION: ['Hội Cựu chiến binh', "Veterans' Association"],
  OTHER: ['Tổ chức khác', 'Another organisation'],
});
terms('level', {
  PROVINCE: ['Cấp tỉnh', 'Province'],
  DISTRICT: ['Cấp huyện', 'District'],
  COMMUNE: ['Cấp xã', 'Commune'],
  HAMLET: ['Thôn', 'Hamlet'],
});
terms('mode', {
  HOUSE_VISITS: ['đến từng hộ', 'house visits'],
  MEETING: ['họp thôn', 'meeting'],
  SELF_SERVICE: ['tự trả lời', 'self-service'],
  COUNT_RECORD: ['biên bản kiểm phiếu', 'count record'],
});
terms('outcome', {
  RECOGNISED: ['Công nhận', 'Title given'],
  REFUSED: ['Không công nhận', 'Title not given'],
  DEFERRED: ['Chuyển đợt sau', 'Put off'],
});
