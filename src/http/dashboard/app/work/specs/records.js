// Count records: paper that is counted by hand, typed by two accounts.
import { gql } from '../../documents.js';
import { FRONT, hamletsOf, loadSurvey, toSurvey } from '../sources.js';
import { choice, files, given, int, longtext, rows } from '../spec.js';

const RECORDS = gql`query WorkCountRecords($id: ID!) { satisfactionSurvey(id: $id) { id
  countRecords { version state differing { figure item choice } hamlet { code name } }
  questionnaire { items { code label options { code label } } } } }`;
const load = { document: RECORDS, variables: (p) => ({ id: p.surveyId }) };
const recordOf = (d, p) =>
  d.satisfactionSurvey.countRecords?.find(({ hamlet }) => hamlet.code === p.hamletCode);
const version = given('version', (d, p) => recordOf(d, p)?.version);
const about = [given('surveyId'), given('hamletCode'), version];
const itemsOf = (d) => d.satisfactionSurvey.questionnaire.items;

const figures = rows('items', 'ItemFiguresInput', [
  given('item', (d, p, row) => row.item),
  rows('choices', 'ChoiceFigureInput', [
    given('choice', (d, p, row) => row.choice),
    int('count', { label: ['Số phiếu', 'Forms'] }),
  ], {
    label: ['Phương án', 'Choices'],
    fixed: true,
    caption: (row) => row.label,
    tight: true,
  }),
  int('blank', { label: ['Để trống', 'Left blank'] }),
], {
  label: ['Theo nội dung', 'By item'],
  hint: [
    'Mỗi nội dung: cộng các phương án và để trống bằng số phiếu hợp lệ.',
    'Of each item, the choices and the blanks add up to the valid forms.',
  ],
  fixed: true,
  start: (d) => itemsOf(d).map(({ code, label, options }) => ({
    item: code,
    label,
    blank: '0',
    choices: options.map((one) => ({ choice: one.code, label: one.label, count: '' })),
  })),
  caption: (row) => `${row.item}. ${row.label}`,
});

export const RECORDS_SPECS = [
  {
    name: 'enterCountRecord',
    select: 'record { state }',
    warns: true,
    roles: FRONT,
    title: ['Nhập biên bản kiểm phiếu', 'Type a count record'],
    lead: [
      'Nhập từ biên bản đã ký. Tài khoản thứ hai nhập lại, không thấy số của lần một; khớp nhau mới được tính.',
      'From the signed paper. A second account types it too, unseen; it counts once both are alike.',
    ],
    load: loadSurvey,
    fields: [
      given('surveyId'),
      choice('hamletCode', (d) => hamletsOf(d).filter(({ value }) => countedByHand(d, value)), {
        label: ['Thôn', 'Hamlet'],
        hint: ['Chỉ các thôn kiểm phiếu giấy.', 'Only hamlets whose paper is counted by hand.'],
        start: (d, p) => p.hamletCode ?? '',
      }),
      int('issued', { label: ['Phiếu phát ra', 'Issued'] }),
      int('collected', { label: ['Phiếu thu về', 'Collected'] }),
      int('valid', { label: ['Phiếu hợp lệ', 'Valid'] }),
      int('spoilt', { label: ['Phiếu không hợp lệ', 'Spoilt'] }),
      int('missing', { label: ['Phiếu thất lạc', 'Missing'] }),
      figures,
      files('documentIds', { label: ['Ảnh, bản quét biên bản', 'Scans of the signed paper'] }),
    ],
    after: toSurvey,
  },
  {
    name: 'correctCountRecord',
    select: 'record { state }',
    warns: true,
    roles: FRONT,
    title: ['Nhập lại các ô khác nhau', 'Type the differing fields anew'],
    lead: ['Nhập đúng số trên giấy.', 'As it stands on the paper.'],
    load,
    fields: [
      ...about,
      rows('fields', 'CountRecordFieldInput', [
        given('figure', (d, p, row) => row.figure),
        given('item', (d, p, row) => row.item),
        given('choice', (d, p, row) => row.choice),
        int('value', { label: ['Số trên giấy', 'The number on the paper'] }),
      ], {
        label: ['Các ô', 'Fields'],
        fixed: true,
        start: (d, p) => (recordOf(d, p)?.differing ?? []).map((one) => ({ ...one, value: '' })),
        caption: (row, d, say) => [say(`CountFigure.${row.figure}`), row.item, row.choice].filter(Boolean).join(' · '),
      }),
      longtext('reason'),
    ],
    after: toSurvey,
  },
  {
    name: 'acceptCountRecord',
    select: 'record { state }',
    warns: true,
    roles: FRONT,
    title: ['Chấp nhận cảnh báo của biên bản', 'Accept what is unlikely'],
    load,
    fields: [...about, longtext('note', { label: ['Vì sao số liệu vẫn đúng', 'Why it is right all the same'] })],
    after: toSurvey,
  },
  {
    name: 'discardCountRecord',
    select: 'record { state }',
    warns: true,
    roles: FRONT,
    title: ['Hủy biên bản kiểm phiếu', 'Discard the count record'],
    load,
    fields: [...about, longtext('reason')],
    sure: [
      'Mọi số đã nhập của thôn này bị hủy và không được tính nữa.',
      'What was typed of this hamlet is discarded and counted no more.',
    ],
    danger: true,
    after: toSurvey,
  },
  {
    name: 'attachToCountRecord',
    select: 'record { state }',
    warns: true,
    roles: FRONT,
    title: ['Đính kèm ảnh, bản quét biên bản', 'Attach scans to the count record'],
    fields: [
      given('surveyId'),
      given('hamletCode'),
      { ...files('documentIds', { label: ['Ảnh, bản quét', 'Scans'] }), optional: false },
    ],
    after: toSurvey,
  },
];

function countedByHand(loaded, code) {
  const found = loaded.satisfactionSurvey.hamlets.find(({ hamlet }) => hamlet.code === code);
  return found?.mode === 'COUNT_RECORD';
}
