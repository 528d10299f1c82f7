// From the frozen result to the Front's report: posting, objections, verification, direct check.
import { gql } from '../../documents.js';
import {
  FRONT, OFFICE, pageHash, toRound, toSurvey, topicsOf,
} from '../sources.js';
import {
  choice, codes, day, flag, given, instant, int, longtext, opt, pick, rows, take, text,
} from '../spec.js';
import { toLocal, today } from '../values.js';

const POINTS = gql`query WorkPoints($id: ID!, $subject: VerificationSubject!) {
  verificationPoints(surveyId: $id, subject: $subject) { point status message }
  satisfactionSurvey(id: $id) { id state candidacy { area { name } } } }`;
const loadPoints = {
  document: POINTS,
  variables: (p) => ({ id: p.surveyId, subject: p.subject ?? 'RESIDENT_SURVEY' }),
};
const subject = given('subject', (d, p) => p.subject ?? 'RESIDENT_SURVEY');
const pointRow = (one) => ({ ...one, accepted: one.status === 'MET' ? 'yes' : '', note: '' });
const points = (more) => rows('points', 'VerificationPointInput', [
  given('point', (d, p, row) => row.point),
  flag('accepted', { label: ['Chấp nhận', 'Accepted'] }),
  opt(longtext('note', {
    hint: [
      'Phải có khi hệ thống chưa thấy điểm này đạt.',
      "Needed where the system doesn't find the point in order.",
    ],
  })),
], {
  label: ['Các điểm thẩm tra', 'Points'],
  fixed: true,
  start: (d) => (d.verificationPoints ?? []).map(pointRow),
  caption: (row, d, say) => say(`VerificationPoint.${row.point}`),
  note: (row) => [row.message, row.message],
  ...more,
});

export const POSTING = [
  {
    name: 'postResult',
    select: 'survey { id }',
    warns: true,
    roles: FRONT,
    title: ['Niêm yết kết quả', 'Post the result'],
    lead: [
      'Niêm yết đủ 10 ngày, tính từ ngày sau ngày treo.',
      'It hangs out for ten full days from the day after.',
    ],
    fields: [
      given('surveyId'),
      day('from', { label: ['Ngày niêm yết', 'Hung out on'], start: today }),
      rows('places', 'PostingPlaceInput', [
        pick('kind', 'PostingPlaceKind', { label: ['Nơi niêm yết', 'Place'] }),
        opt(text('name', {
          label: ['Tên nơi niêm yết', 'Its name'],
          hint: ['Phải ghi khi là nơi khác.', 'Needed where it is elsewhere.'],
        })),
      ], {
        label: ['Các nơi niêm yết', 'Places'],
        least: 1,
        start: () => [{ kind: 'CULTURAL_HOUSE', name: '' }],
        add: ['Thêm nơi niêm yết', 'Add a place'],
      }),
    ],
    after: toSurvey,
  },
  {
    name: 'recordObjection',
    select: 'objection { id }',
    warns: true,
    roles: FRONT,
    title: ['Ghi ý kiến phản ánh', 'Record an objection'],
    load: {
      document: gql`query WorkTopics($id: ID!) { satisfactionSurvey(id: $id) { id
        questionnaire { items { code label } } } }`,
      variables: (p) => ({ id: p.surveyId }),
    },
    fields: [
      given('surveyId'),
      instant('receivedAt', { label: ['Thời điểm nhận', 'Received at'], start: () => toLocal(new Date().toISOString()) }),
      opt(choice('topic', topicsOf, { label: ['Nội dung liên quan', 'What it is about'] })),
      longtext('text', { label: ['Ý kiến', 'What was said'], hint: ['Không ghi tên người.', 'No names.'] }),
    ],
    after: toSurvey,
  },
  {
    name: 'answerObjection',
    select: 'objection { id }',
    warns: true,
    roles: FRONT,
    title: ['Trả lời ý kiến phản ánh', 'Answer an objection'],
    load: {
      document: gql`query WorkObjection($id: ID!, $surveyId: ID!) {
        node(id: $id) { ... on Objection { id version text } }
        satisfactionSurvey(id: $surveyId) { hamlets { households hamlet { code name } } } }`,
      variables: (p) => ({ id: p.objectionId, surveyId: p.surveyId }),
    },
    quotes: (d) => d.node?.text,
    fields: [
      given('objectionId'),
      given('version', (d) => d.node?.version),
      flag('upheld', { label: ['Phản ánh đúng', 'It was right'] }),
      longtext('answer', { label: ['Trả lời', 'Answer'] }),
      opt(rows('households', 'HouseholdsInput', [
        given('hamletCode', (d, p, row) => row.hamletCode),
        int('households', { label: ['Số hộ', 'Households'] }),
      ], {
        label: ['Sửa số hộ', 'Households put right'],
        hint: ['Chỉ thôn có số thay đổi được gửi.', 'Only hamlets that changed are sent.'],
        fixed: true,
        when: (d, p, v) => v.upheld === 'yes',
        start: (d) => (d.satisfactionSurvey?.hamlets ?? []).map(({ hamlet, households }) => ({
          hamletCode: hamlet.code, name: hamlet.name, households: String(households), was: String(households),
        })),
        caption: (row) => `${row.name} (${row.hamletCode})`,
        sendIf: (row) => row.households !== row.was,
      })),
      opt(codes('takeOut', {
        label: ['Mã các phiếu bị loại', 'Forms taken out of the count (ids)'],
        when: (d, p, v) => v.upheld === 'yes',
      })),
    ],
    sure: [
      'Nếu số liệu thay đổi, kết quả được chốt lại và phải niêm yết lại.',
      'Where a figure changes, the result is frozen anew and must be posted again.',
    ],
    after: toSurvey,
  },
];

export const VERIFYING = [
  {
    name: 'verifySurvey',
    select: 'survey { id }',
    warns: true,
    roles: FRONT,
    provincial: true,
    title: ['Xác nhận kết quả thẩm tra', 'Verify'],
    load: loadPoints,
    fields: [
      given('surveyId'),
      subject,
      points(),
      opt(longtext('remark', { label: ['Nhận xét', 'Remark'] })),
    ],
    sure: [
      'Kết quả được xác nhận; sau đó không sửa được nữa.',
      'The result is verified; nothing of it can be changed afterwards.',
    ],
    danger: true,
    after: toSurvey,
  },
  {
    name: 'returnSurvey',
    select: 'survey { id }',
    warns: true,
    roles: FRONT,
    provincial: true,
    title: ['Trả lại để làm lại', 'Return'],
    load: loadPoints,
    fields: [
      given('surveyId'),
      subject,
      opt(points({
        start: (d) => (d.verificationPoints ?? []).map((one) => ({ ...pointRow(one), accepted: '' })),
        sendIf: (row) => row.accepted !== '',
      })),
      longtext('reasons', { label: ['Lý do trả lại', 'Why it goes back'] }),
    ],
    sure: [
      'Cuộc lấy ý kiến bị trả lại và phải mở lại; những gì đã thấy vẫn lưu.',
      'The survey goes back and is opened again; what was found stays on record.',
    ],
    danger: true,
    after: toSurvey,
  },
  {
    name: 'commitSampleSeed',
    select: 'survey { id }',
    warns: true,
    roles: FRONT,
    provincial: true,
    title: ['Ấn định mã ngẫu nhiên', "Fix the sample's seed"],
    fields: [given('surveyId')],
    sure: [
      'Mã được ấn định một lần; mã băm hiện ngay, mã chỉ hiện sau khi rút mẫu.',
      'It is fixed once; its hash is shown now, the seed only after the draw.',
    ],
    after: toSurvey,
  },
  {
    name: 'drawSample',
    select: 'survey { id }',
    warns: true,
    roles: FRONT,
    provincial: true,
    title: ['Rút mẫu phúc tra', 'Draw the sample'],
    lead: ['Ghi một trong hai số.', 'One of the two numbers.'],
    fields: [
      given('surveyId'),
      opt(int('size', { label: ['Tổng số hộ', 'Households in all'] })),
      opt(int('perHamlet', { label: ['Số hộ mỗi thôn', 'Households of each hamlet'] })),
    ],
    sure: ['Mẫu được rút một lần, không rút lại được.', 'The sample is drawn once.'],
    after: toSurvey,
  },
];

const conclusions = (conclusionsOf) => rows('conclusions', 'ReportConclusionInput', [
  take('asked', { label: ['Đưa vào báo cáo', 'In this report'] }),
  given('candidacyId', (d, p, row) => row.candidacyId),
  pick('conclusion', 'FrontConclusion', { label: ['Kết luận', 'Conclusion'], when: (d, p, row) => row.asked }),
  opt(longtext('note', { when: (d, p, row) => row.asked })),
], {
  label: ['Kết luận về từng hồ sơ', 'Conclusion on each candidacy'],
  fixed: true,
  start: conclusionsOf,
  caption: (row) => row.name,
  sendIf: (row) => row.asked,
  fill: [
    { label: ['Chọn tất cả, đề nghị công nhận', 'All of them, proposed'], set: { asked: true, conclusion: 'PROPOSED' } },
    { label: ['Bỏ chọn tất cả', 'None of them'], set: { asked: false } },
  ],
});

const UNDER_WAY = ['NOMINATED', 'APPRAISING', 'READY'];

export const REPORTS = [
  {
    name: 'submitFrontReport',
    select: 'report { id late }',
    warns: true,
    roles: FRONT,
    provincial: true,
    title: ['Gửi báo cáo của Mặt trận', "Hand in the Front's report"],
    lead: [
      'Một báo cáo, một số, về bao nhiêu hồ sơ cũng được; số liệu của nó được chốt cùng báo cáo.',
      'One report under one number on any candidacies; its figures are frozen with it.',
    ],
    load: {
      document: gql`query WorkReport($id: ID!) { node(id: $id) { ... on CertificationRound { id
        candidacies(first: 500) { nodes { id state area { name }
          frontReport { id number version conclusions { conclusion note candidacy { id } } } } } } } }`,
      variables: (p) => ({ id: p.roundId }),
    },
    fields: [
      text('number', { label: ['Số báo cáo', 'Number'], start: (d, p) => reportOf(d, p)?.number ?? '' }),
      day('date', { label: ['Ngày báo cáo', 'Its day'], start: today }),
      text('signer'),
      conclusions((d, p) => d.node.candidacies.nodes
        .filter((one) => UNDER_WAY.includes(one.state))
        .map((one) => {
          const said = reportOf(d, p)?.conclusions?.find(({ candidacy }) => candidacy.id === one.id);
          return {
            asked: Boolean(said) || p.candidacyId === one.id,
            candidacyId: one.id,
            name: one.area.name,
            conclusion: said?.conclusion ?? '',
            note: said?.note ?? '',
          };
        })),
      given('revises', (d, p) => p.revises),
      given('version', (d, p) => reportOf(d, p)?.version),
      opt(longtext('reason', { label: ['Lý do có bản mới', 'Why there is a new version'], when: (d, p) => p.revises })),
    ],
    sure: ['Báo cáo được nộp với số liệu của hôm nay.', "The report is handed in with today's figures."],
    after: toRound,
  },
  {
    name: 'receiveFrontReport',
    select: 'report { id }',
    warns: true,
    roles: OFFICE,
    title: ['Tiếp nhận báo cáo của Mặt trận', "Take the Front's report in"],
    fields: [given('reportId')],
    after: (payload, d, p) => (p.candidacyId ? pageHash('candidacy', p.candidacyId) : pageHash('rounds')),
  },
];

function reportOf(loaded, params) {
  const all = loaded.node.candidacies.nodes.map(({ frontReport }) => frontReport);
  return params.revises ? all.find((one) => one?.id === params.revises) : undefined;
}
