// A survey from its draft to its frozen result.
import { gql } from '../../documents.js';
import {
  FORMS, FRONT, formsOf, loadSurvey, pageHash, toRound, toSurvey,
} from '../sources.js';
import { choice, codes, day, given, instant, int, longtext, opt, pick, rows, take } from '../spec.js';
import { toLocal, today } from '../values.js';

const form = (name, label) => choice(name, formsOf, { label });
const from = instant('opensAt', { label: ['Bắt đầu', 'Opens'], start: () => `${today()}T08:00` });
const until = instant('closesAt', { label: ['Kết thúc', 'Closes'] });
const NOT_SOON = [
  'Kết thúc, rồi niêm yết đủ ngày, phải kịp thời hạn báo cáo của Mặt trận.',
  "Closing and the days of posting should end before the Front's date.",
];

const planned = {
  document: gql`query WorkPlanning($id: ID!) { node(id: $id) { ... on Candidacy {
    id title area { code name ... on Commune { hamlets { code name households } } } round { id } } }
    questionnaires { code version title } }`,
  variables: (p) => ({ id: p.candidacyId }),
};

export const SURVEYS = [
  {
    name: 'createSurveys',
    select: 'surveys { id }',
    warns: true,
    roles: FRONT,
    title: ['Lập các cuộc lấy ý kiến của đợt', "Create the round's surveys"],
    lead: [
      'Mỗi hồ sơ chưa có cuộc lấy ý kiến được lập một cuộc, với mọi thôn và số hộ đã đăng ký; được tất cả hoặc không có cuộc nào.',
      'One for each candidacy that has none, with every hamlet and its registered households; all or none.',
    ],
    load: { document: FORMS },
    fields: [
      given('roundId'),
      form('questionnaireCode', ['Mẫu phiếu cấp xã', "Communes' form"]),
      opt(form('districtQuestionnaireCode', ['Mẫu phiếu cấp huyện', "Districts' form"])),
      from,
      { ...until, hint: NOT_SOON },
    ],
    after: toRound,
  },
  {
    name: 'createSurvey',
    select: 'survey { id }',
    warns: true,
    roles: FRONT,
    title: ['Lập cuộc lấy ý kiến', 'Create a survey'],
    load: planned,
    fields: [
      given('candidacyId'),
      pick('kind', 'SurveyKind', { label: ['Hình thức', 'Kind'], start: (d, p) => p.kind ?? 'COLLECTION' }),
      form('questionnaireCode', ['Mẫu phiếu', 'Form']),
      opt(int('questionnaireVersion', {
        label: ['Phiên bản mẫu phiếu', "The form's version"],
        hint: ['Bỏ trống: bản mới nhất.', 'The newest, where left empty.'],
      })),
      from,
      { ...until, hint: NOT_SOON },
      opt(rows('hamlets', 'SurveyHamletInput', [
        take('asked', { label: ['Chỉ hỏi thôn này', 'Ask in this hamlet'] }),
        given('hamletCode', (d, p, row) => row.hamletCode),
        int('households', { label: ['Số hộ', 'Households'], when: (d, p, row) => row.asked }),
      ], {
        label: ['Các thôn', 'Hamlets'],
        hint: [
          'Không chọn thôn nào: hỏi mọi thôn, theo số hộ đã đăng ký.',
          'None chosen: every hamlet with its registered households.',
        ],
        fixed: true,
        start: (d) => (d.node.area.hamlets ?? []).map((one) => ({
          asked: false, hamletCode: one.code, households: String(one.households), name: one.name,
        })),
        caption: (row) => `${row.name} (${row.hamletCode})`,
        sendIf: (row) => row.asked,
      })),
      opt(codes('collectors', {
        label: ['Người phúc tra', 'Collectors of the direct check'],
        hint: ['Tên tài khoản, mỗi dòng một tên.', "Accounts' names, one a line."],
        lines: true,
        when: (d, p, v) => v.kind === 'DIRECT_CHECK',
      })),
    ],
    after: (payload) => pageHash('survey', payload.survey.id),
  },
  {
    name: 'openSurvey',
    select: 'survey { id }',
    warns: true,
    roles: FRONT,
    title: ['Mở cuộc lấy ý kiến', 'Open the survey'],
    lead: [
      'Từ khi mở, các thôn, số hộ và hình thức lấy phiếu được giữ cố định.',
      'From then on hamlets, households and modes of collection are fixed.',
    ],
    load: loadSurvey,
    fields: [
      given('surveyId'),
      opt(instant('opensAt', { label: ['Bắt đầu', 'Opens'], start: (d) => toLocal(d.satisfactionSurvey.opensAt) })),
      opt(instant('closesAt', {
        label: ['Kết thúc', 'Closes'],
        hint: ['Cuộc bị trả lại phải có thời điểm kết thúc mới.', 'A returned survey needs a new one.'],
        start: (d) => (d.satisfactionSurvey.state === 'RETURNED' ? '' : toLocal(d.satisfactionSurvey.closesAt)),
      })),
    ],
    after: toSurvey,
  },
  {
    name: 'beginClosing',
    select: 'survey { id }',
    warns: true,
    roles: FRONT,
    title: ['Ngừng phát phiếu', 'Begin closing'],
    fields: [given('surveyId')],
    sure: [
      'Từ lúc này chỉ nhận phiếu đã lấy trước đây, đang còn trên máy.',
      'From now on only what was collected before now is taken.',
    ],
    danger: true,
    after: toSurvey,
  },
  {
    name: 'closeSurvey',
    select: 'survey { id }',
    warns: true,
    roles: FRONT,
    title: ['Chốt kết quả', 'Close the survey'],
    fields: [given('surveyId')],
    sure: [
      'Không nhận phiếu nữa và kết quả được chốt. Hãy chắc rằng máy của người lấy phiếu đã gửi hết.',
      "Nothing is taken any more and the result is frozen. Make sure that the collectors' phones have sent all.",
    ],
    danger: true,
    after: toSurvey,
  },
  {
    name: 'setCollectionModes',
    select: 'survey { id }',
    roles: FRONT,
    title: ['Chọn hình thức lấy phiếu', 'Say how answers are collected'],
    load: loadSurvey,
    fields: [
      given('surveyId'),
      rows('hamlets', 'CollectionModeInput', [
        given('hamletCode', (d, p, row) => row.hamletCode),
        pick('mode', 'CollectionMode', { label: ['Hình thức', 'Mode'] }),
      ], {
        label: ['Các thôn', 'Hamlets'],
        fixed: true,
        start: (d) => d.satisfactionSurvey.hamlets.map(({ hamlet, mode }) => ({
          hamletCode: hamlet.code, name: hamlet.name, mode,
        })),
        caption: (row) => `${row.name} (${row.hamletCode})`,
      }),
    ],
    after: toSurvey,
  },
  {
    name: 'setRetention',
    select: 'retention { version }',
    roles: FRONT,
    title: ['Đặt thời hạn lưu phiếu', 'Say how long answers are kept'],
    fields: [
      given('surveyId'),
      day('keepUntil', { label: ['Lưu đến hết ngày', 'Kept until the end of'] }),
      longtext('reason'),
    ],
    sure: [
      'Sau ngày này nội dung từng phiếu và ý kiến bị xóa hẳn; các con số đã chốt vẫn còn.',
      'After that day the answers and comments are taken away for good; frozen figures stay.',
    ],
    danger: true,
    after: toSurvey,
  },
];
