// Rounds, nominations, merger plans, and what ends a candidacy before its vote.
import { gql } from '../../documents.js';
import {
  AREAS, OFFICE, OFFICES, RULES, areasOf, criteriaOf, loadCandidacy, loadRound, pageHash,
  regulationsOf, roundsOf, toCandidacy, toRound,
} from '../sources.js';
import { choice, code, codes, day, flag, given, int, longtext, opt, pick, rows, text } from '../spec.js';
import { today } from '../values.js';

const province = opt(text('provinceCode', {
  hint: ['Bỏ trống nếu hệ thống chỉ có một tỉnh.', 'Leave empty where there is one province alone.'],
}));
const candidacyVersion = given('version', (d) => d.node?.version);
const laterRound = choice('toRoundId', (d) =>
  roundsOf(d).filter(({ value }) => value !== d.node?.round?.id), {
  label: ['Đợt sau', 'The later round'],
});

export const ROUNDS = [
  {
    name: 'createCertificationRound',
    select: 'round { id }',
    roles: OFFICES,
    title: ['Lập đợt xét công nhận', 'Create a round'],
    load: { document: RULES },
    fields: [
      int('year', { label: ['Năm', 'Year'], start: () => today().slice(0, 4) }),
      int('ordinal', { label: ['Đợt thứ', 'Number within the year'], start: () => '1' }),
      opt(text('name', {
        label: ['Tên đợt', 'Name'],
        hint: ['Bỏ trống thì đặt theo số đợt và năm.', 'Made of number and year where left empty.'],
      })),
      choice('regulationCode', regulationsOf, {
        label: ['Bộ quy định', 'Regulation'],
        hint: ['Xét cả đợt theo bộ này, không đổi được về sau.', 'Judges the round for ever.'],
      }),
      province,
      opt(day('asOf', {
        label: ['Ngày đọc mã đơn vị', 'The day on which area codes are read'],
        hint: ['Bỏ trống: hôm nay.', 'Today, where left empty.'],
      })),
      opt(rows('deadlines', 'DeadlineInput', [
        pick('deliverable', 'Deliverable', { label: ['Nội dung', 'What is owed'] }),
        day('dueBefore', {
          label: ['Trước ngày', 'Before'],
          hint: ['Đúng hạn đến hết ngày liền trước.', 'In time until the end of the day before.'],
        }),
      ], { label: ['Thời hạn', 'Deadlines'], add: ['Thêm thời hạn', 'Add a deadline'] })),
    ],
    after: (payload) => pageHash('round', payload.round.id),
  },
  {
    name: 'nominate',
    select: 'candidacy { id }',
    roles: OFFICES,
    title: ['Đề nghị xét công nhận', 'Nominate'],
    load: loadRound,
    fields: [
      given('roundId'),
      code('areaCode', areasOf, {
        label: ['Mã đơn vị', "The area's code"],
        hint: ['Mã theo ngày của đợt; gõ mã hoặc chọn trong danh sách.', "As on the round's day; type or choose."],
      }),
      pick('title', 'Title', { label: ['Danh hiệu', 'Title'] }),
      pick('purpose', 'CandidacyPurpose', { label: ['Mục đích', 'Purpose'], start: () => 'RECOGNITION' }),
    ],
    after: toRound,
  },
  {
    name: 'recordMergerPlan',
    select: 'mergerPlan { number }',
    roles: OFFICES,
    title: ['Ghi phương án sáp nhập', 'Record a merger plan'],
    lead: [
      'Các xã trong phương án được đề nghị danh hiệu "cơ bản hoàn thành các tiêu chí".',
      'Its communes may then ask for "substantially complete".',
    ],
    load: { document: AREAS },
    fields: [
      province,
      text('number', { label: ['Số phương án', 'Number'] }),
      day('approvedOn', { label: ['Ngày phê duyệt', 'Approved on'] }),
      text('approvedBy', { label: ['Cơ quan phê duyệt', 'Approved by'] }),
      codes('communeCodes', { label: ['Mã các xã', "Communes' codes"], options: areasOf }),
    ],
    after: () => pageHash('rounds'),
  },
  {
    name: 'deferCandidacy',
    select: 'candidacy { id }',
    roles: OFFICES,
    title: ['Chuyển hồ sơ sang đợt sau', 'Put off to a later round'],
    load: loadCandidacy,
    fields: [given('candidacyId'), candidacyVersion, laterRound, longtext('reason')],
    sure: [
      'Hồ sơ này dừng ở đợt này và được đề nghị lại ở đợt sau.',
      'The candidacy ends in this round and is nominated in the later one.',
    ],
    after: toCandidacy,
  },
  {
    name: 'withdrawCandidacy',
    select: 'candidacy { id }',
    roles: OFFICES,
    title: ['Rút đề nghị', 'Withdraw'],
    load: loadCandidacy,
    fields: [given('candidacyId'), candidacyVersion, longtext('reason')],
    sure: ['Đề nghị bị rút và không đưa ra bỏ phiếu nữa.', 'The candidacy is withdrawn and will not be voted on.'],
    danger: true,
    after: toCandidacy,
  },
  {
    name: 'recordReassessment',
    select: 'candidacy { id }',
    roles: OFFICES,
    title: ['Ghi kết quả rà soát', 'Record the re-assessment'],
    load: {
      document: gql`query WorkReassessment($id: ID!) { node(id: $id) { ... on Candidacy {
        id area { code } round { id regulation { criteria { code number name } }
          reassessmentReport { candidacy { id } reassessment { version stillMeets failedCriteria note } } } } } }`,
      variables: (p) => ({ id: p.candidacyId }),
    },
    fields: [
      given('candidacyId'),
      given('version', (d, p) => reassessed(d, p)?.version),
      flag('stillMeets', {
        label: ['Còn đạt chuẩn', 'Still meets the standard'],
        start: (d, p) => ({ true: 'yes', false: 'no' })[reassessed(d, p)?.stillMeets] ?? '',
      }),
      {
        name: 'failedCriteria', kind: 'many', optional: true, options: criteriaOf,
        start: (d, p) => reassessed(d, p)?.failedCriteria ?? [],
        label: ['Tiêu chí không còn đạt', 'Criteria no longer met'],
        when: (d, p, v) => v.stillMeets === 'no',
      },
      opt(longtext('note', {
        hint: ['Khi sửa kết quả đã ghi: nêu lý do.', 'Where one is revised: why.'],
      })),
    ],
    after: toCandidacy,
  },
];

function reassessed(loaded, params) {
  const lines = loaded.node?.round?.reassessmentReport ?? [];
  return lines.find(({ candidacy }) => candidacy?.id === params.candidacyId)?.reassessment;
}

export const DECIDED = [
  {
    name: 'recordRevocation',
    select: 'area { id }',
    roles: OFFICE,
    title: ['Thu hồi danh hiệu', 'Take a title back'],
    load: {
      document: gql`query WorkRevocation { regulations { code name criteria { code name } }
        communes(first: 500) { nodes { code name } } }`,
    },
    fields: [
      code('areaCode', areasOf, { label: ['Mã đơn vị', "The area's code"] }),
      pick('title', 'Title', { label: ['Danh hiệu', 'Title'] }),
      choice('regulationCode', regulationsOf, { label: ['Bộ quy định', 'Regulation'] }),
      {
        name: 'failedCriteria', kind: 'many', label: ['Tiêu chí không còn đạt', 'Criteria no longer met'],
        options: (d, p, v) => (d.regulations.find((one) => one.code === v.regulationCode)?.criteria ?? [])
          .map((one) => ({ value: one.code, text: `${one.code}. ${one.name}` })),
      },
      text('number', { label: ['Số quyết định', 'Number of the decision'] }),
      day('decidedOn', { label: ['Ngày quyết định', 'Its day'] }),
      text('signer'),
      longtext('reason'),
    ],
    sure: ['Danh hiệu của đơn vị này bị thu hồi.', "The area's title ends."],
    danger: true,
    after: () => pageHash('rounds'),
  },
  {
    name: 'carryTitlesOver',
    select: 'area { id }',
    roles: OFFICE,
    title: ['Thừa nhận danh hiệu sau sáp nhập', 'Carry titles over to a merged unit'],
    load: {
      document: gql`query WorkCarryOver { regulations { code name }
        communes(first: 500) { nodes { code name } } }`,
    },
    fields: [
      code('areaCode', areasOf, { label: ['Mã đơn vị mới', "The new unit's code"] }),
      choice('regulationCode', regulationsOf, { label: ['Bộ quy định', 'Regulation'] }),
      text('number', { label: ['Số quyết định', 'Number of the decision'] }),
      day('decidedOn', { label: ['Ngày quyết định', 'Its day'] }),
      text('signer'),
    ],
    after: () => pageHash('rounds'),
  },
];
