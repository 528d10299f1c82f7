// The council and its sessions, up to the ballot.
import { gql } from '../../documents.js';
import {
  OFFICES, ROUND, SESSION_RUNNERS, pageHash, toSession,
} from '../sources.js';
import { day, given, longtext, opt, pick, rows, take, text } from '../spec.js';
import { today } from '../values.js';

export const SESSION = gql`query WorkSession($id: ID!) { councilSession(id: $id) { id state version mode
  round { id candidacies(first: 500) { nodes { id state area { name } } } }
  seats { present member { id name position } }
  agenda { position candidacy { id area { name } } } } }`;
export const loadSession = { document: SESSION, variables: (p) => ({ id: p.sessionId }) };

/** From a first appraisal or an open survey on; the API refuses the others. */
const READY_STATES = ['APPRAISING'];
const version = given('version', (d) => d.councilSession?.version);

const agenda = (candidaciesOf, more) => rows('agenda', 'AgendaItemInput', [
  take('asked', { label: ['Đưa vào chương trình', 'On the agenda'] }),
  given('candidacyId', (d, p, row) => row.candidacyId),
  opt(longtext('reason', {
    label: ['Lý do đưa vào dù chưa đủ điều kiện', 'Why it goes there though a check does not hold'],
    when: (d, p, row) => row.asked,
  })),
], {
  label: ['Chương trình', 'Agenda'],
  fixed: true,
  start: (d, p) => candidaciesOf(d)
    .filter((one) => READY_STATES.includes(one.state))
    .map((one) => ({
      asked: p.candidacyId === one.id, candidacyId: one.id, name: one.area.name, reason: '',
    })),
  caption: (row) => row.name,
  sendIf: (row) => row.asked,
  fill: [{ label: ['Chọn tất cả', 'All of them'], set: { asked: true } }],
  ...more,
});

const step = (name, title, sure, more) => ({
  name,
  input: 'SessionStepInput',
  select: 'session { id }',
  roles: SESSION_RUNNERS,
  title,
  load: loadSession,
  fields: [given('sessionId'), version],
  sure,
  after: toSession,
  ...more,
});

export const COUNCIL = [
  {
    name: 'appointCouncilMember',
    select: 'member { id }',
    roles: OFFICES,
    title: ['Bổ nhiệm thành viên hội đồng', 'Appoint a member of the council'],
    fields: [
      opt(text('provinceCode')),
      text('account', { label: ['Tên tài khoản', "Name of the member's account"] }),
      pick('position', 'CouncilPosition', { label: ['Chức danh', 'Position'], start: () => 'MEMBER' }),
      day('since', { label: ['Từ ngày', 'From'], start: today }),
      opt(day('until', { label: ['Đến hết ngày', 'Until the end of'] })),
    ],
    after: () => pageHash('council'),
  },
  {
    name: 'endCouncilTerm',
    select: 'member { id }',
    roles: OFFICES,
    title: ['Kết thúc nhiệm kỳ', "End a member's term"],
    fields: [given('memberId'), day('until', { label: ['Ngày cuối', 'Its last day'], start: today })],
    sure: ['Thành viên thôi tham gia hội đồng sau ngày này.', 'The member serves no longer after that day.'],
    after: () => pageHash('council'),
  },
  {
    name: 'callSession',
    select: 'session { id }',
    roles: SESSION_RUNNERS,
    title: ['Triệu tập phiên họp', 'Call a session'],
    load: { document: ROUND, variables: (p) => ({ id: p.roundId }) },
    fields: [
      given('roundId'),
      day('heldOn', { label: ['Ngày họp', 'Held on'], start: today }),
      text('venue', { label: ['Địa điểm', 'Venue'] }),
      pick('mode', 'BallotMode', { label: ['Hình thức bỏ phiếu', 'How it votes'], start: () => 'PAPER_SECRET' }),
      opt(agenda((d) => d.node.candidacies.nodes)),
      given('corrects', (d, p) => p.corrects),
      opt(longtext('correctionReason', {
        label: ['Lý do bỏ phiếu lại', 'Why it is held again'],
        when: (d, p) => p.corrects,
      })),
    ],
    after: (payload) => pageHash('session', payload.session.id),
  },
  {
    name: 'putOnAgenda',
    select: 'session { id }',
    roles: SESSION_RUNNERS,
    title: ['Đưa hồ sơ vào chương trình', 'Put on the agenda'],
    load: loadSession,
    fields: [given('sessionId'), version, agenda((d) => d.councilSession.round.candidacies.nodes)],
    after: toSession,
  },
  {
    name: 'takeOffAgenda',
    select: 'session { id }',
    roles: SESSION_RUNNERS,
    title: ['Đưa hồ sơ ra khỏi chương trình', 'Take off the agenda'],
    load: loadSession,
    fields: [given('sessionId'), version, given('candidacyId')],
    sure: ['Hồ sơ này không được bỏ phiếu ở phiên này.', 'It will not be voted on in this session.'],
    after: toSession,
  },
  step('openSession', ['Khai mạc phiên họp', 'Open the session'], [
    'Mỗi thành viên đương nhiệm được một ghế; sau đó điểm danh.',
    'Each member who serves on its day has a seat; attendance is taken next.',
  ]),
  {
    name: 'recordAttendance',
    select: 'session { id }',
    roles: SESSION_RUNNERS,
    title: ['Điểm danh', 'Take attendance'],
    load: loadSession,
    fields: [
      given('sessionId'),
      version,
      {
        name: 'present', kind: 'many', mayBeEmpty: true, label: ['Có mặt', 'Present'],
        options: (d) => d.councilSession.seats.map(({ member }) => ({ value: member.id, text: member.name })),
        start: (d) => d.councilSession.seats.filter(({ present }) => present).map(({ member }) => member.id),
      },
    ],
    after: toSession,
  },
  step('openBallot', ['Mở bỏ phiếu', 'Open the ballot'], [
    'Điểm danh và chương trình được giữ cố định; bắt đầu phát phiếu.',
    'Attendance and agenda are fixed; ballots are handed out.',
  ]),
  step('closeBallot', ['Kết thúc bỏ phiếu', 'Close the ballot'], [
    'Không nhận phiếu bầu nữa; bắt đầu kiểm phiếu.',
    'No ballot is taken any more; counting begins.',
  ], { danger: true }),
  step('closeSession', ['Bế mạc phiên họp', 'Close the session'], [
    'Kết quả bỏ phiếu có hiệu lực và được công bố cho những người được xem.',
    'The result stands, and figures may be seen.',
  ], { danger: true }),
  step('adjournSession', ['Hoãn phiên họp', 'Adjourn the session'], [
    'Phiên họp dừng, không bỏ phiếu; hồ sơ có thể đưa vào phiên khác.',
    'The session ends without a vote; its candidacies may go on another agenda.',
  ], { danger: true }),
];
