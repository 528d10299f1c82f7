// What departments, organisations and agencies put into a dossier.
import { gql } from '../../documents.js';
import { DEPARTMENT, FRONT, toCandidacy, toRound } from '../sources.js';
import {
  choice, day, decimal, files, flag, given, longtext, money, opt, pick, revision, rows, text,
} from '../spec.js';
import { today } from '../values.js';

const proof = files('documentIds', { label: ['Tài liệu minh chứng', 'Documents that prove it'] });
const note = opt(longtext('note'));
const yesNo = (value) => (value === undefined ? '' : value ? 'yes' : 'no');
const ONE = 'version met note';

const TASKS = gql`query WorkAppraisals($id: ID!, $agency: String, $after: String) { node(id: $id) {
  ... on CertificationRound { id appraisalTasks(first: 500, after: $after, agency: $agency) {
    pageInfo { hasNextPage endCursor } nodes { candidacy { id area { name } } criterion { code name }
    appraisal { version met score value note } } } } } }`;

const touched = (row) =>
  row.met !== '' && [row.met, row.score, row.value, row.note, row.documentIds.length].join('|') !== row.was;

function taskRow({ candidacy, criterion, appraisal }) {
  const row = {
    candidacyId: candidacy.id,
    criterion: criterion.code,
    name: `${candidacy.area.name} · ${criterion.code}. ${criterion.name}`,
    met: yesNo(appraisal?.met),
    score: appraisal?.score ?? '',
    value: appraisal?.value ?? '',
    note: appraisal?.note ?? '',
    documentIds: [],
    version: appraisal?.version,
    reason: '',
  };
  return { ...row, was: [row.met, row.score, row.value, row.note, 0].join('|') };
}

/** One candidacy's, where the address names it, else all of the round. */
function wanted(loaded, params) {
  const all = loaded.node?.appraisalTasks?.nodes ?? [];
  return all.filter(({ candidacy }) => !params.candidacyId || candidacy.id === params.candidacyId);
}

export const APPRAISALS = [
  {
    name: 'recordAppraisals',
    select: 'appraisals { version }',
    roles: DEPARTMENT,
    title: ['Ghi kết quả thẩm định tiêu chí', 'Appraise criteria'],
    lead: [
      'Mọi tiêu chí của đơn vị mình, nhiều hồ sơ một lần; dòng chưa chọn đạt hay chưa đạt thì không gửi.',
      "All of one's own criteria at once; what isn't said stays open.",
    ],
    load: {
      document: TASKS,
      variables: (p, viewer) => ({ id: p.roundId, agency: viewer?.agency }),
      connection: (d) => d.node?.appraisalTasks,
    },
    fields: [
      given('roundId'),
      rows('appraisals', 'CriterionAppraisalInput', [
        given('candidacyId', (d, p, row) => row.candidacyId),
        given('criterion', (d, p, row) => row.criterion),
        flag('met', { label: ['Đạt', 'Met'] }),
        opt(decimal('score', { label: ['Điểm', 'Points'] })),
        opt(text('value', { label: ['Giá trị đạt được', 'Value'] })),
        note,
        proof,
        given('version', (d, p, row) => row.version),
        opt(longtext('reason', {
          label: ['Lý do sửa đổi', 'Why it is revised'],
          when: (d, p, row) => row.version && touched(row),
        })),
      ], {
        label: ['Các tiêu chí', 'Criteria'],
        fixed: true,
        start: (d, p) => wanted(d, p).map(taskRow),
        caption: (row) => row.name,
        sendIf: touched,
        fill: [
          {
            label: ['Đánh dấu đạt mọi tiêu chí còn trống', 'Mark every open one as met'],
            set: { met: 'yes' },
            only: (row) => row.met === '',
          },
        ],
      }),
    ],
    after: toRound,
  },
];

const level = pick('level', 'AreaLevel', {
  label: ['Cấp của tổ chức', 'Level of the body'],
  only: ['PROVINCE', 'DISTRICT', 'COMMUNE'],
  start: () => 'COMMUNE',
});

const opinionOf = (d, p, v) => d.node?.opinions?.find((one) =>
  one.level === v.level && one.organisation === v.organisation && (one.otherName ?? '') === (v.otherName ?? ''));

export const DOSSIERS = [
  {
    name: 'recordOpinion',
    select: 'opinion { version }',
    roles: FRONT,
    title: ['Ghi ý kiến của tổ chức', "Record an organisation's opinion"],
    load: {
      document: gql`query WorkOpinions($id: ID!) { node(id: $id) { ... on Candidacy { id
        opinions { level organisation otherName version agrees note } } } }`,
      variables: (p) => ({ id: p.candidacyId }),
    },
    recall: { find: opinionOf, values: (one) => ({ agrees: yesNo(one.agrees), note: one.note ?? '' }) },
    fields: [
      given('candidacyId'),
      level,
      pick('organisation', 'Organisation', { label: ['Tổ chức', 'Organisation'] }),
      opt(text('otherName', { label: ['Tên tổ chức', 'Its name'], when: (d, p, v) => v.organisation === 'OTHER' })),
      flag('agrees', { label: ['Tán thành', 'Agrees'] }),
      note,
      proof,
      given('version', (d, p, v) => opinionOf(d, p, v)?.version),
      opt(longtext('reason', { label: ['Lý do sửa đổi', 'Why it is revised'], when: (d, p, v) => opinionOf(d, p, v) })),
    ],
    after: toCandidacy,
  },
  {
    name: 'recordDebtStatement',
    select: 'debtStatement { version }',
    roles: DEPARTMENT,
    agencies: ['SO_KE_HOACH', 'SO_TAI_CHINH'],
    title: ['Báo cáo nợ xây dựng cơ bản', 'State construction debt'],
    lead: ['Tổng nợ = có kế hoạch nguồn vốn + nợ đọng.', 'In all = planned + arrears.'],
    load: {
      document: gql`query WorkDebt($id: ID!) { node(id: $id) {
        ... on Candidacy { id round { id } debtStatement { asOf total planned arrears note version } }
        ... on CertificationRound { id debtStatement { asOf total planned arrears note version } } } }`,
      variables: (p) => ({ id: p.candidacyId ?? p.roundId }),
    },
    fields: [
      given('roundId'),
      given('candidacyId'),
      day('asOf', { label: ['Thời điểm số liệu', 'As of'], start: (d) => d.node.debtStatement?.asOf ?? today() }),
      money('total', { label: ['Tổng nợ (đồng)', 'All that is owed (đồng)'], start: debt('total') }),
      money('planned', { label: ['Đã có kế hoạch nguồn vốn', 'With a planned source'], start: debt('planned') }),
      money('arrears', { label: ['Nợ đọng', 'Arrears'], start: debt('arrears') }),
      { ...note, start: debt('note') },
      proof,
      ...revision((d) => d.node.debtStatement),
    ],
    after: (payload, d, p) => (p.candidacyId ? toCandidacy(payload, d, p) : toRound(payload, d, p)),
  },
  {
    name: 'recordStatement',
    select: 'statement { version }',
    roles: DEPARTMENT,
    title: ['Xác nhận điều kiện', 'State whether a condition holds'],
    load: {
      document: gql`query WorkStatement($id: ID!) { node(id: $id) { ... on Candidacy { id
        readiness { checks { code required } } statements { condition ${ONE} } } } }`,
      variables: (p) => ({ id: p.candidacyId }),
    },
    recall: {
      find: (d, p, v) => statementOf(d, v),
      values: (one) => ({ met: yesNo(one.met), note: one.note ?? '' }),
    },
    fields: [
      given('candidacyId'),
      choice('condition', (d) => d.node.readiness.checks.map((one) => ({
        value: one.code, text: one.required || one.code,
      })), {
        label: ['Điều kiện', 'Condition'],
        hint: ['Chỉ điều kiện giao cho cơ quan mình.', "Only the agency's own."],
      }),
      flag('met', { label: ['Đạt', 'It holds'] }),
      note,
      proof,
      given('version', (d, p, v) => statementOf(d, v)?.version),
      opt(longtext('reason', { label: ['Lý do sửa đổi', 'Why it is revised'], when: (d, p, v) => statementOf(d, v) })),
    ],
    after: toCandidacy,
  },
];

function statementOf(loaded, values) {
  return loaded.node?.statements?.find(({ condition }) => condition === values.condition);
}

function debt(name) {
  return (d) => d.node.debtStatement?.[name] ?? '';
}
