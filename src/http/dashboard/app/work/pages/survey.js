// Where a survey is worked on, from its draft to its retention.
import { gql } from '../../documents.js';
import * as format from '../../format.js';
import { word } from '../say.js';
import { PLACE, pageHash } from '../sources.js';

const FRONT = ['FRONT'];
const byId = (params) => ({ id: params.id });
const load = (document) => ({ document, variables: byId });
const survey = (name, fields) =>
  load(gql`query ${name}($id: ID!${fields.includes('$after') ? ', $after: String' : ''}) { satisfactionSurvey(id: $id) { id state ${fields} } }`);
const the = (d) => d.satisfactionSurvey;
const about = (d) => ({ surveyId: the(d).id });
const is = (d, ...states) => states.includes(the(d).state);
const number = (value) => value ?? '–';
const hamlet = { label: ['Thôn', 'Hamlet'], show: (row) => `${row.hamlet.name} (${row.hamlet.code})` };
const FIRST = 'first: 200, after: $after';
const PAGE = 'pageInfo { hasNextPage endCursor }';
const OPINIONS = ['Thẩm tra ý kiến các tổ chức', "Verify the organisations' opinions"];

/** The steps that its state allows. */
function steps(d) {
  const all = {
    DRAFT: ['openSurvey', 'setCollectionModes'],
    OPEN: ['closeSurvey', 'beginClosing'],
    CLOSING: ['closeSurvey'],
    CLOSED: ['postResult', 'verifySurvey', 'returnSurvey'],
    RETURNED: ['openSurvey'],
    VERIFIED: [],
  };
  const opinions = ['verifySurvey', { ...about(d), subject: 'ORGANISATION_OPINIONS' }, OPINIONS];
  return [...all[the(d).state].map((name) => [name, about(d)]), ...(is(d, 'CLOSED') ? [opinions] : [])];
}

const hamlets = {
  key: 'hamlets',
  title: ['Các thôn', 'Hamlets'],
  rows: (d) => the(d).hamlets,
  rowKey: (row) => row.hamlet.code,
  columns: [
    hamlet,
    { label: ['Số hộ', 'Households'], show: (row) => row.households },
    { label: ['Hình thức', 'Mode'], show: (row) => word('CollectionMode', row.mode) },
  ],
  acts: (row, d) => [
    ['changeRoster', { hamletId: row.hamlet.id, surveyId: the(d).id }],
    ...(row.mode === 'SELF_SERVICE' && is(d, 'DRAFT', 'OPEN')
      ? [['makeInvitations', about(d)], ['revokeInvitations', about(d)]]
      : []),
  ],
};

const forms = {
  key: 'forms',
  roles: FRONT,
  title: ['Đối chiếu phiếu', 'Forms issued and collected'],
  load: survey('WorkForms2', 'forms { issued missing collected valid spoilt unexplained hamlet { code name } }'),
  actions: (d) => [['recordIssuedForms', about(d)]],
  rows: (d) => the(d).forms,
  rowKey: (row) => row.hamlet.code,
  columns: [
    hamlet,
    { label: ['Phát ra', 'Issued'], show: (row) => number(row.issued) },
    { label: ['Thu về', 'Collected'], show: (row) => number(row.collected) },
    { label: ['Thất lạc', 'Missing'], show: (row) => number(row.missing) },
    { label: ['Chênh lệch', 'Unexplained'], show: (row) => number(row.unexplained) },
  ],
};

const records = {
  key: 'records',
  roles: FRONT,
  title: ['Biên bản kiểm phiếu', 'Count records'],
  load: survey('WorkRecords', 'countRecords { state firstBy secondBy warnings { message } hamlet { code name } }'),
  actions: (d) => (is(d, 'OPEN', 'CLOSING') ? [['enterCountRecord', about(d)]] : []),
  rows: (d) => the(d).countRecords,
  rowKey: (row) => row.hamlet.code,
  columns: [
    hamlet,
    { label: ['Trạng thái', 'State'], show: (row) => word('CountRecordState', row.state) },
    { label: ['Người nhập', 'Typed by'], show: (row) => [row.firstBy, row.secondBy].filter(Boolean).join(', ') },
    { label: ['Cần lưu ý', 'Note'], show: (row) => row.warnings.map(({ message }) => message).join(' ') },
  ],
  acts: (row, d) => {
    const one = { ...about(d), hamletCode: row.hamlet.code };
    const by = {
      EMPTY: ['enterCountRecord'],
      ENTERED_ONCE: ['enterCountRecord', 'attachToCountRecord', 'discardCountRecord'],
      DIFFERENT: ['correctCountRecord', 'attachToCountRecord', 'discardCountRecord'],
      AGREED: ['acceptCountRecord', 'attachToCountRecord', 'discardCountRecord'],
      FINAL: ['attachToCountRecord', 'discardCountRecord'],
    };
    return by[row.state].map((name) => [name, one]);
  },
};

const setAside = {
  key: 'conflicts',
  roles: FRONT,
  title: ['Phiếu để riêng', 'Forms set aside'],
  load: survey('WorkSetAside', `setAside(${FIRST}) { ${PAGE} totalCount nodes { responseId collectedAt code collector
    hamlet { code name } rival { responseId collector voided } choice { number choice } } }`),
  connection: (d) => the(d).setAside,
  rows: (d) => the(d).setAside.nodes,
  rowKey: (row) => row.responseId,
  columns: [
    { label: ['Thời điểm', 'Collected'], show: (row) => format.instant(row.collectedAt) },
    hamlet,
    { label: ['Vì sao', 'Why'], show: (row) => word('RejectionCode', row.code) },
    { label: ['Người gửi', 'Sent by'], show: (row) => row.collector },
    { label: ['Lựa chọn', 'Choice'], show: (row) => word('ConflictChoice', row.choice?.choice) || '–' },
  ],
  acts: (row, d) => (is(d, 'VERIFIED') ? [] : [['resolveConflict', { ...about(d), responseId: row.responseId }]]),
};

const corrections = {
  key: 'corrections',
  roles: FRONT,
  title: ['Hiệu chỉnh chờ xác nhận', 'Corrections that wait for a second account'],
  load: survey('WorkWaiting', `corrections(${FIRST}, unconfirmed: true) { ${PAGE} totalCount nodes { number kind
    reason madeAt madeBy } }`),
  actions: (d) => (the(d).corrections.totalCount > 1 ? [['confirmCorrections', about(d)]] : []),
  connection: (d) => the(d).corrections,
  rows: (d) => the(d).corrections.nodes,
  rowKey: (row) => row.number,
  columns: [
    { label: ['Số', 'Number'], show: (row) => row.number },
    { label: ['Loại', 'Kind'], show: (row) => word('CorrectionKind', row.kind) },
    { label: ['Lý do', 'Why'], show: (row) => row.reason },
    { label: ['Người thực hiện', 'By'], show: (row) => `${row.madeBy}, ${format.instant(row.madeAt)}` },
  ],
  acts: (row, d) => [['confirmCorrection', { ...about(d), number: row.number }]],
};

const reviews = {
  key: 'reviews',
  roles: FRONT,
  title: ['Phiếu còn nghi vấn', 'Forms in question'],
  load: survey('WorkReviews', `reviews(${FIRST}, filter: { state: QUESTIONED }) { ${PAGE} totalCount
    nodes { nodeId responseId collectedAt collector reason hamlet { code name } } }`),
  actions: (d) => [
    ['reviewResponses', { ...about(d), responseIds: the(d).reviews.nodes.map((one) => one.responseId).join(',') }],
  ],
  connection: (d) => the(d).reviews,
  rows: (d) => the(d).reviews.nodes,
  rowKey: (row) => row.responseId,
  columns: [
    { label: ['Thời điểm', 'Collected'], show: (row) => format.instant(row.collectedAt) },
    hamlet,
    { label: ['Người gửi', 'Sent by'], show: (row) => row.collector },
    { label: ['Lý do', 'Why'], show: (row) => row.reason ?? '' },
  ],
  acts: (row, d) => oneForm(row, d),
};

function oneForm(row, d) {
  const one = { ...about(d), responseId: row.responseId };
  return [
    ['reviewResponses', { ...about(d), responseIds: row.responseId }],
    ...(is(d, 'OPEN', 'CLOSING') ? [['voidResponse', one]] : []),
    ...(is(d, 'VERIFIED') ? [] : [['amendResponse', { ...one, nodeId: row.nodeId }]]),
  ];
}

const responses = {
  key: 'responses',
  roles: FRONT,
  title: ['Các phiếu đã tính', 'Forms that count'],
  load: survey('WorkResponses', `reviews(${FIRST}, filter: { state: ACCEPTED }) { ${PAGE} totalCount
    nodes { nodeId responseId collectedAt collector hamlet { code name } } }`),
  connection: (d) => the(d).reviews,
  rows: (d) => the(d).reviews.nodes,
  rowKey: (row) => row.responseId,
  columns: [
    { label: ['Thời điểm', 'Collected'], show: (row) => format.instant(row.collectedAt) },
    hamlet,
    { label: ['Người gửi', 'Sent by'], show: (row) => row.collector },
  ],
  acts: (row, d) => oneForm(row, d),
};

const postings = {
  key: 'postings',
  roles: FRONT,
  title: ['Niêm yết', 'Postings'],
  load: survey('WorkPostings', 'postings { revision from days required overOn state }'),
  actions: (d) => (is(d, 'CLOSED') ? [['postResult', about(d)]] : []),
  rows: (d) => the(d).postings,
  columns: [
    { label: ['Từ ngày', 'From'], show: (row) => format.day(row.from) },
    { label: ['Lần chốt', 'Revision'], show: (row) => row.revision },
    { label: ['Số ngày', 'Days'], show: (row) => `${row.days}/${row.required}` },
    { label: ['Trạng thái', 'State'], show: (row) => word('PostingState', row.state) },
  ],
};

const objections = {
  key: 'objections',
  roles: FRONT,
  title: ['Ý kiến phản ánh về kết quả', 'Objections to the result'],
  load: survey('WorkObjections', 'objections { id state receivedAt topic text answer }'),
  actions: (d) => (is(d, 'CLOSED') ? [['recordObjection', about(d)]] : []),
  rows: (d) => the(d).objections,
  rowKey: (row) => row.id,
  columns: [
    { label: ['Nhận lúc', 'Received'], show: (row) => format.instant(row.receivedAt) },
    { label: ['Ý kiến', 'What was said'], show: (row) => row.text },
    { label: ['Trạng thái', 'State'], show: (row) => word('ObjectionState', row.state) },
  ],
  acts: (row, d) => (row.answer ? [] : [['answerObjection', { ...about(d), objectionId: row.id }]]),
};

const comments = {
  key: 'comments',
  roles: FRONT,
  title: ['Ý kiến của người dân', "Residents' comments"],
  load: survey('WorkComments', `comments(${FIRST}) { ${PAGE} totalCount nodes { id text receivedAt
    hamlet { code name } handling { status dueOn } } }`),
  connection: (d) => the(d).comments,
  rows: (d) => the(d).comments.nodes,
  rowKey: (row) => row.id,
  columns: [
    { label: ['Nội dung', 'Comment'], show: (row) => row.text },
    hamlet,
    { label: ['Xử lý', 'Handled'], show: (row) => word('HandlingStatus', row.handling?.status) || '–' },
    { label: ['Hạn trả lời', 'Due'], show: (row) => (row.handling?.dueOn ? format.day(row.handling.dueOn) : '') },
  ],
  acts: (row, d) => [['handleComment', { ...about(d), commentId: row.id }]],
};

const enrolments = {
  key: 'enrolments',
  roles: FRONT,
  title: ['Người lấy phiếu', 'Collectors'],
  load: survey('WorkEnrolments', `enrolments { id collector enrolledAt revokedAt hamlets { name } }`),
  actions: (d) => (is(d, 'DRAFT', 'OPEN') ? [['enrolCollector', about(d)]] : []),
  rows: (d) => the(d).enrolments,
  rowKey: (row) => row.id,
  columns: [
    { label: ['Người lấy phiếu', 'Collector'], show: (row) => row.collector },
    { label: ['Các thôn', 'Hamlets'], show: (row) => row.hamlets.map(({ name }) => name).join(', ') },
    { label: ['Thu hồi', 'Revoked'], show: (row) => (row.revokedAt ? format.instant(row.revokedAt) : '–') },
  ],
  acts: (row, d) => {
    const one = { ...about(d), enrolmentId: row.id };
    return row.revokedAt ? [] : [['renewEnrolment', one], ['revokeEnrolment', one]];
  },
};

const sample = {
  key: 'sample',
  roles: FRONT,
  title: ['Mẫu phúc tra', 'The sample'],
  when: (d) => the(d).kind === 'DIRECT_CHECK',
  load: survey('WorkSample', 'sample { seedSha256 seed size drawnAt strata { drawn frame hamlet { code name } } }'),
  lead: (d) => {
    const { sample: drawn } = the(d);
    const hash = drawn ? `SHA-256 ${drawn.seedSha256}` : '–';
    return [`Mã ngẫu nhiên: ${drawn?.seed ?? hash}`, `Seed: ${drawn?.seed ?? hash}`];
  },
  actions: (d) => {
    const { sample: drawn } = the(d);
    if (!drawn) return [['commitSampleSeed', about(d)]];
    return drawn.drawnAt ? [] : [['drawSample', about(d)]];
  },
  rows: (d) => the(d).sample?.strata ?? [],
  rowKey: (row) => row.hamlet.code,
  columns: [
    hamlet,
    { label: ['Được chọn', 'Drawn'], show: (row) => row.drawn },
    { label: ['Trong danh sách', 'Of'], show: (row) => row.frame },
  ],
};

const retention = {
  key: 'retention',
  roles: FRONT,
  title: ['Thời hạn lưu phiếu', 'How long answers are kept'],
  load: load(gql`query WorkRetention($id: ID!) { retention(surveyId: $id) { keepUntil reason takenAwayAt } }`),
  actions: (d, p) => [['setRetention', { surveyId: p.id }]],
  rows: (d) => (d.retention ? [d.retention] : []),
  columns: [
    { label: ['Lưu đến hết', 'Kept until'], show: (row) => (row.keepUntil ? format.day(row.keepUntil) : '–') },
    { label: ['Lý do', 'Why'], show: (row) => row.reason ?? '' },
  ],
};

export const SURVEY_PAGE = {
  key: 'survey',
  name: ['Cuộc lấy ý kiến', 'Survey'],
  title: (d) => `${the(d).candidacy.area.name}: ${word('SurveyKind', the(d).kind)}`,
  isGone: (d) => !the(d),
  see: (d) => `#/candidacy/${encodeURIComponent(the(d).candidacy.id)}`,
  trail: (d) => [
    { href: pageHash('round', the(d).candidacy.round.id), label: the(d).candidacy.round.name },
    { href: pageHash('candidacy', the(d).candidacy.id), label: the(d).candidacy.area.name },
  ],
  load: load(gql`query WorkSurveyPage($id: ID!) { satisfactionSurvey(id: $id) { id kind state opensAt closesAt
    candidacy { id area { ${PLACE} } round { id name } }
    hamlets { households mode hasRoster hamlet { id code name } } } }`),
  facts: (d) => [
    [['Trạng thái', 'State'], word('SurveyState', the(d).state)],
    [['Bắt đầu', 'Opens'], format.instant(the(d).opensAt)],
    [['Kết thúc', 'Closes'], format.instant(the(d).closesAt)],
  ],
  place: (d) => the(d).candidacy.area,
  actions: steps,
  prints: true,
  panels: [
    hamlets, forms, records, enrolments, setAside, corrections, reviews, responses, postings, objections,
    comments, sample, retention,
  ],
};
