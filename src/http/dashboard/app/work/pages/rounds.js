// Where rounds, candidacies and their dossiers are worked on.
import { gql } from '../../documents.js';
import * as format from '../../format.js';
import { word } from '../say.js';
import { PLACE, pageHash } from '../sources.js';

const FINDERS = ['FRONT', 'COORDINATION_OFFICE', 'DEPARTMENT', 'STEERING_COMMITTEE', 'COUNCIL_MEMBER'];
const READERS = [...FINDERS, 'ADMIN'];
const COUNCIL = ['COORDINATION_OFFICE', 'STEERING_COMMITTEE', 'COUNCIL_MEMBER', 'ADMIN'];
const yes = (value) => (value ? '✓' : '✗');
const byId = (params) => ({ id: params.id });

export const ROUNDS_PAGE = {
  key: 'rounds',
  name: ['Các đợt xét công nhận', 'Rounds'],
  title: () => ROUNDS_PAGE.name,
  load: {
    document: gql`query WorkRounds { certificationRounds(first: 100) { nodes { id name year ordinal
      summary { candidacies ready } } } }`,
  },
  actions: () => [
    ['createCertificationRound', {}], ['recordMergerPlan', {}], ['recordRevocation', {}], ['carryTitlesOver', {}],
  ],
  panels: [
    {
      key: 'all',
      open: true,
      title: ['Các đợt', 'Rounds'],
      rows: (d) => d.certificationRounds.nodes,
      columns: [
        { label: ['Đợt', 'Round'], show: (row) => row.name, href: (row) => pageHash('round', row.id) },
        { label: ['Hồ sơ', 'Candidacies'], show: (row) => row.summary.candidacies },
        { label: ['Đủ điều kiện', 'Ready'], show: (row) => row.summary.ready },
      ],
    },
  ],
};

export const ROUND_PAGE = {
  key: 'round',
  name: ['Đợt xét công nhận', 'Round'],
  title: (d) => d.node.name,
  isGone: (d) => !d.node?.name,
  see: ({ node }) => `#/round/${node.year}/${node.ordinal}`,
  load: {
    document: gql`query WorkRoundPage($id: ID!) { node(id: $id) { ... on CertificationRound { id name year ordinal asOf
      regulation { name } deadlines { deliverable dueBefore received expected }
      candidacies(first: 500) { nodes { id title purpose state area { code name } } } } } }`,
    variables: byId,
  },
  facts: (d) => [
    [['Bộ quy định', 'Regulation'], d.node.regulation.name],
    ...d.node.deadlines.map((one) => [
      word('Deliverable', one.deliverable),
      `${format.day(format.dayBefore(one.dueBefore))} · ${one.received}/${one.expected}`,
    ]),
  ],
  actions: (d, p) => [
    ['nominate', { roundId: p.id }],
    ['createSurveys', { roundId: p.id }],
    ['recordAppraisals', { roundId: p.id }],
    ['submitFrontReport', { roundId: p.id }],
    ['recordDebtStatement', { roundId: p.id }],
    ['callSession', { roundId: p.id }],
    ['recordDecision', { roundId: p.id }],
  ],
  panels: [
    {
      key: 'candidacies',
      open: true,
      title: ['Hồ sơ', 'Candidacies'],
      rows: (d) => d.node.candidacies.nodes,
      rowKey: (row) => row.id,
      columns: [
        { label: ['Đơn vị', 'Area'], show: (row) => row.area.name, href: (row) => pageHash('candidacy', row.id) },
        { label: ['Danh hiệu', 'Title'], show: (row) => word('Title', row.title) },
        { label: ['Trạng thái', 'State'], show: (row) => word('CandidacyState', row.state) },
      ],
    },
    {
      key: 'sessions',
      open: true,
      roles: COUNCIL,
      title: ['Phiên họp hội đồng', "The council's sessions"],
      load: {
        document: gql`query WorkSessions($id: ID!) { node(id: $id) { ... on CertificationRound { id
          councilSessions { id heldOn venue mode state } } } }`,
        variables: byId,
      },
      rows: (d) => d.node.councilSessions,
      rowKey: (row) => row.id,
      columns: [
        { label: ['Ngày họp', 'Held on'], show: (row) => format.day(row.heldOn), href: (row) => pageHash('session', row.id) },
        { label: ['Địa điểm', 'Venue'], show: (row) => row.venue },
        { label: ['Trạng thái', 'State'], show: (row) => word('SessionState', row.state) },
      ],
      acts: (row, d) => (row.state === 'CLOSED' ? [['callSession', { roundId: d.node.id, corrects: row.id }]] : []),
    },
  ],
};

const one = (document) => ({ document, variables: byId });

export const CANDIDACY_PAGE = {
  key: 'candidacy',
  name: ['Hồ sơ', 'Candidacy'],
  title: (d) => `${d.node.area.name} · ${word('Title', d.node.title)}`,
  isGone: (d) => !d.node?.area,
  see: ({ node }) => `#/candidacy/${encodeURIComponent(node.id)}`,
  trail: (d) => [{ href: pageHash('round', d.node.round.id), label: d.node.round.name }],
  load: one(gql`query WorkCandidacyPage($id: ID!) { node(id: $id) { ... on Candidacy { id title purpose state
    area { ${PLACE} } round { id name } readiness { ready checks { code message status severity } }
    surveys { id kind state opensAt closesAt } } } }`),
  facts: (d) => [
    [['Trạng thái', 'State'], word('CandidacyState', d.node.state)],
    [['Mục đích', 'Purpose'], word('CandidacyPurpose', d.node.purpose)],
    [['Đủ điều kiện', 'Ready'], yes(d.node.readiness.ready)],
  ],
  place: (d) => d.node.area,
  actions: ({ node }) => {
    const about = { candidacyId: node.id };
    const open = ['NOMINATED', 'APPRAISING', 'READY'].includes(node.state);
    return [
      ...(open
        ? [
            ['recordAppraisals', { roundId: node.round.id, ...about }],
            ['recordOpinion', about],
            ['recordDebtStatement', { roundId: node.round.id, ...about }],
            ['recordStatement', about],
            ['createSurvey', about],
            ['submitFrontReport', { roundId: node.round.id, ...about }],
          ]
        : []),
      ...(node.purpose === 'REASSESSMENT' ? [['recordReassessment', about]] : []),
      ...(node.state === 'VOTED' ? [['recordDecision', { roundId: node.round.id, ...about }]] : []),
      ...(open || node.state === 'VOTED' ? [['deferCandidacy', about]] : []),
      ...(open ? [['withdrawCandidacy', about]] : []),
    ];
  },
  panels: [
    {
      key: 'checks',
      open: true,
      title: ['Các điều kiện', 'Conditions'],
      rows: (d) => d.node.readiness.checks,
      rowKey: (row) => row.code,
      columns: [
        { label: ['Điều kiện', 'Condition'], show: (row) => row.message || row.code },
        { label: ['Kết quả', 'Outcome'], show: (row) => word('CheckStatus', row.status) },
      ],
    },
    {
      key: 'surveys',
      open: true,
      title: ['Cuộc lấy ý kiến', 'Surveys'],
      rows: (d) => d.node.surveys,
      rowKey: (row) => row.id,
      columns: [
        { label: ['Hình thức', 'Kind'], show: (row) => word('SurveyKind', row.kind), href: (row) => pageHash('survey', row.id) },
        { label: ['Trạng thái', 'State'], show: (row) => word('SurveyState', row.state) },
        { label: ['Kết thúc', 'Closes'], show: (row) => format.instant(row.closesAt) },
      ],
    },
    {
      key: 'report',
      roles: FINDERS,
      open: true,
      title: ['Báo cáo của Mặt trận', "The Front's report"],
      load: one(gql`query WorkFrontReport($id: ID!) { node(id: $id) { ... on Candidacy { id round { id }
        frontReport { id number version date signer late receivedAt } } } }`),
      rows: (d) => (d.node.frontReport ? [{ ...d.node.frontReport, candidacyId: d.node.id, roundId: d.node.round.id }] : []),
      columns: [
        { label: ['Số', 'Number'], show: (row) => `${row.number} (v${row.version})` },
        { label: ['Ngày', 'Day'], show: (row) => format.day(row.date) },
        { label: ['Tiếp nhận', 'Taken in'], show: (row) => (row.receivedAt ? format.instant(row.receivedAt) : '–') },
      ],
      acts: (row) => [
        ...(row.receivedAt ? [] : [['receiveFrontReport', { reportId: row.id, candidacyId: row.candidacyId }]]),
        ['submitFrontReport', { roundId: row.roundId, revises: row.id }],
      ],
    },
    {
      key: 'dossier',
      roles: READERS,
      title: ['Ý kiến, nợ, xác nhận', 'Opinions, debt, statements'],
      load: one(gql`query WorkDossier($id: ID!) { node(id: $id) { ... on Candidacy { id
        opinions { level organisation otherName agrees version recordedBy }
        statements { condition met agency version recordedBy }
        debtStatement { asOf total arrears version recordedBy } } } }`),
      rows: ({ node }) => [
        ...node.opinions.map((it) => [`${it.otherName ?? word('Organisation', it.organisation)}, ${word('AreaLevel', it.level)}`, yes(it.agrees), it]),
        ...node.statements.map((it) => [it.condition, yes(it.met), it]),
        ...(node.debtStatement ? [[format.day(node.debtStatement.asOf), format.money(node.debtStatement.total), node.debtStatement]] : []),
      ],
      columns: [
        { label: ['Nội dung', 'What'], show: (row) => row[0] },
        { label: ['Kết quả', 'Says'], show: (row) => row[1] },
        { label: ['Người ghi', 'By'], show: (row) => `${row[2].recordedBy} (v${row[2].version})` },
      ],
    },
  ],
};
