// Ballots cast at screens, ballots counted by two, and what was decided.
import { gql } from '../../documents.js';
import { OFFICE, SESSION_RUNNERS, pageHash, toRound, toSession } from '../sources.js';
import { choice, day, given, int, longtext, opt, pick, rows, take, text } from '../spec.js';
import { today } from '../values.js';
import { loadSession } from './council.js';

const again = opt(longtext('reason', {
  label: ['Lý do sửa số đã nhập', 'Why you correct what you typed'],
  hint: ['Bỏ trống ở lần nhập đầu.', 'Leave empty the first time.'],
}));
const UNSEEN = [
  'Hai tài khoản nhập riêng, không thấy số của nhau; khớp nhau thì kết quả đứng.',
  "Two accounts type it, unseen by each other; it stands once both are alike.",
];
const agreed = (payload) => ({ kind: 'typed', agreed: payload.agreed, differing: payload.differing });

const count = (name, label) => int(name, { label });

export const BALLOTS = [
  {
    name: 'castBallot',
    select: 'taken',
    roles: ['COUNCIL_MEMBER'],
    title: ['Bỏ phiếu', 'Cast my ballot'],
    load: loadSession,
    fleeting: true,
    fields: [
      choice('candidacyId', (d) => (d.councilSession?.agenda ?? []).map(({ candidacy }) => ({
        value: candidacy.id, text: candidacy.area.name,
      })), { label: ['Hồ sơ', 'Candidacy'], start: (d, p) => p.candidacyId ?? '' }),
      pick('choice', 'BallotChoice', { label: ['Lựa chọn', 'Choice'] }),
    ],
    sure: ['Phiếu đã bỏ không rút lại được.', 'A ballot can’t be taken back.'],
    danger: true,
    after: toSession,
  },
  {
    name: 'recordEnvelopes',
    input: 'RecordEnvelopesInput',
    select: 'agreed differing session { id }',
    roles: SESSION_RUNNERS,
    title: ['Kiểm phong bì', 'Count the envelopes'],
    lead: UNSEEN,
    fields: [
      given('sessionId'),
      count('handedOut', ['Phiếu phát ra', 'Handed out']),
      count('returned', ['Phiếu thu về', 'Returned']),
      again,
    ],
    shows: agreed,
    after: toSession,
  },
  {
    name: 'recordBallotCount',
    select: 'agreed differing session { id }',
    roles: SESSION_RUNNERS,
    title: ['Kiểm phiếu', 'Count the votes'],
    lead: UNSEEN,
    load: loadSession,
    fields: [
      given('sessionId'),
      rows('counts', 'BallotCountInput', [
        given('candidacyId', (d, p, row) => row.candidacyId),
        count('valid', ['Hợp lệ', 'Valid']),
        count('spoilt', ['Không hợp lệ', 'Spoilt']),
        count('agree', ['Đồng ý', 'For']),
        count('disagree', ['Không đồng ý', 'Against']),
        count('abstain', ['Không có ý kiến', 'Neither']),
      ], {
        label: ['Từng hồ sơ', 'Each candidacy'],
        fixed: true,
        tight: true,
        start: (d) => d.councilSession.agenda.map(({ candidacy }) => ({
          candidacyId: candidacy?.id, name: candidacy?.area.name, valid: '', spoilt: '0', agree: '', disagree: '0', abstain: '0',
        })),
        caption: (row) => row.name,
      }),
      again,
    ],
    shows: agreed,
    after: toSession,
  },
  {
    name: 'recordDecision',
    select: 'candidacies { id }',
    roles: OFFICE,
    title: ['Nhập quyết định', 'Enter the decision'],
    load: {
      document: gql`query WorkDecision($id: ID!) { node(id: $id) { ... on CertificationRound { id
        candidacies(first: 500, filter: { states: [VOTED] }) { nodes { id area { name }
          vote { passed agree members } } } } }
        certificationRounds(first: 100) { nodes { id name } } }`,
      variables: (p) => ({ id: p.roundId }),
    },
    fields: [
      text('number', { label: ['Số quyết định', 'Number'] }),
      day('decidedOn', { label: ['Ngày quyết định', 'Its day'], start: today }),
      text('signer'),
      rows('outcomes', 'DecisionOutcomeInput', [
        take('asked', { label: ['Trong quyết định này', 'In this decision'] }),
        given('candidacyId', (d, p, row) => row.candidacyId),
        pick('outcome', 'DecisionOutcome', { label: ['Kết luận', 'Outcome'], when: (d, p, row) => row.asked }),
        opt(longtext('reason', { when: (d, p, row) => row.asked && row.outcome !== 'RECOGNISED' })),
        opt(choice('toRoundId', (d) => d.certificationRounds.nodes
          .filter(({ id }) => id !== d.node.id)
          .map(({ id, name }) => ({ value: id, text: name })), {
          label: ['Đợt sau', 'The later round'],
          when: (d, p, row) => row.asked && row.outcome === 'DEFERRED',
        })),
      ], {
        label: ['Nội dung quyết định', 'What it says'],
        fixed: true,
        start: (d, p) => d.node.candidacies.nodes.map((one) => ({
          asked: !p.candidacyId || p.candidacyId === one.id,
          candidacyId: one.id,
          name: one.area.name,
          vote: one.vote,
          outcome: one.vote?.passed ? 'RECOGNISED' : '',
          reason: '',
          toRoundId: '',
        })),
        caption: (row) => row.name,
        note: (row) => [
          `Đồng ý ${row.vote?.agree ?? '–'}/${row.vote?.members ?? '–'}`,
          `For ${row.vote?.agree ?? '–'}/${row.vote?.members ?? '–'}`,
        ],
        sendIf: (row) => row.asked,
      }),
    ],
    sure: ['Quyết định được ghi vào hồ sơ và danh hiệu có hiệu lực.', 'The decision goes on record and titles begin.'],
    danger: true,
    after: (payload, d, p) => (p.roundId ? toRound(payload, d, p) : pageHash('rounds')),
  },
];
