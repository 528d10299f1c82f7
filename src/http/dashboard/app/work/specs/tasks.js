// Notices with their tasks, reports on assignments, sponsor units, OCOP products, titles of hamlets.
import { gql } from '../../documents.js';
import {
  AGENCIES, AREAS, COMMITTEES, OFFICE, agenciesOf, areasOf, pageHash, regulationsOf,
} from '../sources.js';
import {
  choice, code, codes, day, decimal, file, given, group, int, longtext, opt, pick, rows, text,
} from '../spec.js';
import { today } from '../values.js';

const REPORTERS = ['FRONT', 'COORDINATION_OFFICE', 'DEPARTMENT', 'STEERING_COMMITTEE'];
const toTasks = () => pageHash('tasks');
const toProducts = () => pageHash('products');
const areaCode = code('areaCode', areasOf, { label: ['Mã đơn vị hành chính', "The area's code"] });
const report = [
  opt(text('number', { label: ['Số văn bản', 'Number of the document'] })),
  longtext('summary', { label: ['Nội dung', 'What it says'] }),
  file('documentId', { label: ['Tài liệu', 'The document'] }),
];
const loadAssignment = {
  document: gql`query WorkAssignment($id: ID!) { node(id: $id) { ... on Assignment { id
    task { item text } report { version summary number } } } }`,
  variables: (p) => ({ id: p.assignmentId }),
};

export const TASKS = [
  {
    name: 'createDirective',
    select: 'directive { id }',
    roles: OFFICE,
    title: ['Nhập thông báo kết luận', 'Put a notice on record'],
    lead: ['Thông báo đã nhập thì không sửa được.', 'A notice on record is never changed.'],
    load: { document: AGENCIES },
    fields: [
      text('code', { label: ['Mã', 'Code'] }),
      text('number', { label: ['Số thông báo', 'Number'] }),
      day('issuedOn', { label: ['Ngày ban hành', 'Issued on'] }),
      text('issuer', { label: ['Cơ quan ban hành', 'Issued by'] }),
      text('signer'),
      longtext('title', { label: ['Trích yếu', 'What it is about'] }),
      opt(longtext('titleEn', { label: ['Trích yếu, tiếng Anh', 'The same in English'] })),
      opt(text('provinceCode')),
      opt(choice('regulationCode', regulationsOf, {
        label: ['Bộ quy định', 'Regulation'],
        hint: ['Cho nhiệm vụ của mỗi cơ quan phụ trách tiêu chí.', 'For tasks of every agency that a criterion names.'],
      })),
      rows('tasks', 'DirectiveTaskInput', [
        text('item', { label: ['Mục', 'Its number'] }),
        longtext('text', { label: ['Nội dung', 'What is to be done'] }),
        opt(longtext('textEn', { label: ['Nội dung, tiếng Anh', 'The same in English'] })),
        opt(codes('agencies', { label: ['Cơ quan thực hiện', 'Agencies that owe it'], options: agenciesOf })),
        opt(codes('areaCodes', { label: ['Đơn vị thực hiện', 'Areas that owe it'], options: areasOf })),
        opt(pick('each', 'TaskOwnerKind', { label: ['Giao cho mỗi', 'Each one owes it'] })),
        opt(codes('helpers', { label: ['Cơ quan phối hợp', 'Agencies that help'], options: agenciesOf })),
        opt(day('dueBefore', { label: ['Trước ngày', 'Before'] })),
        opt(group('countsFor', 'RoundMarkInput', [
          pick('deliverable', 'Deliverable', { label: ['Nội dung của đợt', 'What is owed in the round'] }),
          int('ordinal', { label: ['Đợt thứ', 'Number of the round'] }),
        ], { label: ['Tính cho một đợt', 'What it counts for'] })),
      ], { label: ['Các nhiệm vụ', 'Tasks'], least: 1, add: ['Thêm nhiệm vụ', 'Add a task'] }),
    ],
    after: toTasks,
  },
  {
    name: 'reportAssignment',
    select: 'assignment { id }',
    roles: REPORTERS,
    title: ['Báo cáo thực hiện nhiệm vụ', 'Report on a task'],
    load: loadAssignment,
    quotes: (d) => `${d.node?.task.item}. ${d.node?.task.text}`,
    fields: [
      given('assignmentId'),
      opt(day('receivedOn', { label: ['Ngày nhận', 'Received on'], start: today })),
      ...report,
    ],
    after: toTasks,
  },
  {
    name: 'reviseReport',
    select: 'assignment { id }',
    roles: REPORTERS,
    title: ['Sửa báo cáo', 'Revise the report'],
    load: loadAssignment,
    quotes: (d) => `${d.node?.task.item}. ${d.node?.task.text}`,
    fields: [
      given('assignmentId'),
      given('version', (d) => d.node?.report?.version),
      longtext('reason', { label: ['Lý do sửa', 'Why it is revised'] }),
      { ...report[0], start: (d) => d.node?.report?.number ?? '' },
      { ...report[1], start: (d) => d.node?.report?.summary ?? '' },
      report[2],
    ],
    after: toTasks,
  },
  {
    name: 'recordSponsor',
    select: 'sponsor { code }',
    roles: OFFICE,
    title: ['Ghi đơn vị đỡ đầu', 'Record a sponsor unit'],
    load: {
      document: gql`query WorkSponsor { sponsors { code name version sponsored { code name } }
        communes(first: 500) { nodes { code name } } }`,
    },
    fields: [
      text('code', { label: ['Mã đơn vị', 'Its code'], start: (d, p) => p.code ?? '' }),
      text('name', { label: ['Tên', 'Its name'], start: (d, p) => sponsorOf(d, p.code)?.name ?? '' }),
      opt(text('provinceCode')),
      {
        ...codes('communeCodes', { label: ['Mã các xã được đỡ đầu', 'Communes that it sponsors'], options: areasOf }),
        mayBeEmpty: true,
        start: (d, p) => (sponsorOf(d, p.code)?.sponsored ?? []).map(({ code: one }) => one).join('\n'),
      },
      given('version', (d, p, v) => sponsorOf(d, v.code)?.version),
      opt(longtext('reason', {
        label: ['Lý do đính chính', 'Why the one on record is wrong'],
        when: (d, p, v) => sponsorOf(d, v.code),
      })),
    ],
    after: toTasks,
  },
];

function sponsorOf(loaded, wanted) {
  return loaded.sponsors.find((one) => one.code === wanted);
}

const CATEGORIES = [
  ['FOOD', ['Thực phẩm', 'Food']],
  ['DRINKS', ['Đồ uống', 'Drinks']],
  ['HERBS', ['Thảo dược', 'Herbs']],
  ['CLOTH', ['Vải và may mặc', 'Cloth and clothes']],
  ['CRAFTS', ['Lưu niệm, nội thất, trang trí', 'Crafts']],
  ['TOURISM', ['Dịch vụ du lịch nông thôn', 'Rural tourism']],
];
const loadRating = {
  document: gql`query WorkRating($id: ID!) { node(id: $id) { ... on OcopRating { id product producer version state
    districtScore provinceScore } } }`,
  variables: (p) => ({ id: p.ratingId }),
};
const stepOf = (d) => (d.node?.state === 'PROPOSED' ? 'DISTRICT' : 'PROVINCE');
const scoreOf = (d, step) => (step === 'DISTRICT' ? d.node?.districtScore : d.node?.provinceScore);
const rating = [given('ratingId'), given('version', (d) => d.node?.version)];

export const PRODUCTS = [
  {
    name: 'proposeOcopProduct',
    select: 'rating { id }',
    roles: COMMITTEES,
    title: ['Đề nghị đánh giá sản phẩm OCOP', 'Propose an OCOP product'],
    load: { document: AREAS },
    fields: [
      areaCode,
      text('producer', { label: ['Chủ thể sản xuất', 'Producer'] }),
      text('product', { label: ['Sản phẩm', 'Product'] }),
      choice('category', () => CATEGORIES.map(([value, pair]) => ({ value, pair })), {
        label: ['Nhóm sản phẩm', 'Category'],
      }),
      int('year', { label: ['Năm', 'Year'], start: () => today().slice(0, 4) }),
    ],
    after: toProducts,
  },
  {
    name: 'rateOcopProduct',
    select: 'rating { id }',
    roles: COMMITTEES,
    title: ['Chấm điểm sản phẩm OCOP', 'Rate an OCOP product'],
    load: loadRating,
    quotes: (d) => `${d.node?.product} · ${d.node?.producer}`,
    recall: { find: (d, p, v) => scoreOf(d, v.step), values: (score) => ({ score }) },
    fields: [
      ...rating,
      pick('step', 'OcopStep', {
        label: ['Cấp đánh giá', 'Who rates'],
        start: stepOf,
      }),
      decimal('score', { label: ['Điểm (0-100)', 'Points (0-100)'], start: (d) => scoreOf(d, stepOf(d)) ?? '' }),
      opt(day('ratedOn', { label: ['Ngày đánh giá', 'Rated on'], start: today })),
      opt(longtext('reason', {
        label: ['Lý do sửa điểm', 'Why the score is put right'],
        when: (d, p, v) => scoreOf(d, v.step),
      })),
    ],
    after: toProducts,
  },
  {
    name: 'publishOcopRating',
    select: 'rating { id }',
    roles: OFFICE,
    title: ['Công bố sản phẩm OCOP', 'Publish the rating'],
    load: loadRating,
    quotes: (d) => `${d.node?.product} · ${d.node?.producer}`,
    fields: rating,
    sure: ['Kết quả được công bố cho mọi người.', 'The rating is published to everybody.'],
    after: toProducts,
  },
  {
    name: 'recordHamletTitle',
    select: 'title { version }',
    roles: COMMITTEES,
    title: ['Ghi danh hiệu của thôn', "Record a hamlet's title"],
    fields: [
      text('hamletCode', { label: ['Mã thôn', "The hamlet's code"] }),
      pick('title', 'HamletTitleKind', { label: ['Danh hiệu', 'Title'] }),
      day('since', { label: ['Ngày công nhận', 'Day of the decision'] }),
      text('decision', { label: ['Số quyết định', 'Number of the decision'] }),
      opt(int('gardens', { label: ['Số vườn mẫu', 'Model gardens'], when: (d, p, v) => v.title === 'MODEL_GARDEN' })),
      opt(group('corrects', 'WrongTitleInput', [
        text('hamletCode', { label: ['Mã thôn đã ghi', 'The hamlet that it names'] }),
        pick('title', 'HamletTitleKind', { label: ['Danh hiệu đã ghi', 'The title that it names'] }),
        day('since', { label: ['Ngày đã ghi', 'The day that it names'] }),
        int('version', { label: ['Phiên bản đã đọc', 'Its version'], start: () => '1' }),
        longtext('reason', { label: ['Lý do đính chính', 'Why it is wrong'] }),
      ], { label: ['Đính chính một dòng ghi sai', 'In the place of a wrong entry'] })),
    ],
    after: toProducts,
  },
];
