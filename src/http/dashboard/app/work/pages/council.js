// Where the council and its sessions are worked on.
import { gql } from '../../documents.js';
import * as format from '../../format.js';
import { word } from '../say.js';
import { pageHash } from '../sources.js';

const COUNCIL = ['COORDINATION_OFFICE', 'STEERING_COMMITTEE', 'COUNCIL_MEMBER', 'ADMIN'];
const the = (d) => d.councilSession;

/** The steps that its state allows, in the order in which they are taken. */
function steps(d) {
  const about = { sessionId: the(d).id };
  const all = {
    CALLED: ['openSession', 'putOnAgenda', 'adjournSession'],
    OPEN: ['recordAttendance', 'openBallot', 'putOnAgenda', 'adjournSession'],
    VOTING: [...(the(d).mode === 'ELECTRONIC_SECRET' ? ['castBallot'] : []), 'closeBallot'],
    COUNTING: ['recordEnvelopes', 'recordBallotCount', 'closeSession'],
    CLOSED: [],
    ADJOURNED: [],
  };
  return all[the(d).state].map((name) => [name, about]);
}

export const SESSION_PAGE = {
  key: 'session',
  name: ['Phiên họp hội đồng', 'Session of the council'],
  roles: COUNCIL,
  title: (d) => `${the(d).round.name} · ${format.day(the(d).heldOn)}`,
  isGone: (d) => !the(d),
  see: (d) => `#/session/${encodeURIComponent(the(d).id)}`,
  trail: (d) => [{ href: pageHash('round', the(d).round.id), label: the(d).round.name }],
  load: {
    document: gql`query WorkSessionPage($id: ID!) { councilSession(id: $id) { id heldOn venue mode state version
      round { id name } members present quorum { message status } handedOut returned
      seats { present member { id name position } }
      agenda { position failedChecks reason candidacy { id area { name } title
        vote { closed agree disagree abstain spoilt passed } } } } }`,
    variables: (p) => ({ id: p.id }),
  },
  live: {
    document: gql`subscription WorkSessionLive($id: ID!) { councilSessionProgress(sessionId: $id) { id version } }`,
    variables: (p) => ({ id: p.id }),
  },
  facts: (d) => [
    [['Trạng thái', 'State'], word('SessionState', the(d).state)],
    [['Địa điểm', 'Venue'], the(d).venue],
    [['Hình thức', 'How it votes'], word('BallotMode', the(d).mode)],
    [['Có mặt', 'Present'], `${the(d).present}/${the(d).members}`],
    [['Phiếu thu về', 'Returned'], the(d).handedOut === null ? '–' : `${the(d).returned}/${the(d).handedOut}`],
    [['Túc số', 'Quorum'], the(d).quorum?.message ?? '–'],
  ],
  actions: steps,
  panels: [
    {
      key: 'agenda',
      open: true,
      title: ['Chương trình', 'Agenda'],
      rows: (d) => the(d).agenda,
      rowKey: (row) => row.position,
      columns: [
        { label: ['Đơn vị', 'Area'], show: (row) => row.candidacy?.area.name ?? '–' },
        { label: ['Lý do dù chưa đủ điều kiện', 'Why though a check failed'], show: (row) => row.reason ?? '' },
        { label: ['Kết quả', 'Result'], show: (row) => result(row.candidacy?.vote) },
      ],
      acts: (row, d) => (['CALLED', 'OPEN'].includes(the(d).state) && row.candidacy
        ? [['takeOffAgenda', { sessionId: the(d).id, candidacyId: row.candidacy.id }]]
        : []),
    },
    {
      key: 'seats',
      title: ['Thành viên', 'Members'],
      rows: (d) => the(d).seats,
      rowKey: (row) => row.member.id,
      columns: [
        { label: ['Tên', 'Name'], show: (row) => row.member.name },
        { label: ['Chức danh', 'Position'], show: (row) => word('CouncilPosition', row.member.position) },
        { label: ['Có mặt', 'Present'], show: (row) => (row.present ? '✓' : '–') },
      ],
    },
  ],
};

function result(vote) {
  if (!vote?.closed) return '–';
  return `${vote.passed ? '✓' : '✗'} ${vote.agree} / ${vote.disagree} / ${vote.abstain} (${vote.spoilt})`;
}

const POSITIONS = ['CHAIR', 'VICE_CHAIR', 'MEMBER'];

/** Who leads first, then by name. */
const inOrder = (one, other) =>
  POSITIONS.indexOf(one.position) - POSITIONS.indexOf(other.position) || format.byText(one.name, other.name);

export const COUNCIL_PAGE = {
  key: 'council',
  name: ['Hội đồng xét công nhận', 'The council'],
  roles: COUNCIL,
  title: () => COUNCIL_PAGE.name,
  load: { document: gql`query WorkCouncil { council { id name position since until } }` },
  actions: () => [['appointCouncilMember', {}]],
  panels: [
    {
      key: 'members',
      open: true,
      title: ['Thành viên', 'Members'],
      rows: (d) => d.council.toSorted(inOrder),
      rowKey: (row) => row.id,
      columns: [
        { label: ['Tên', 'Name'], show: (row) => row.name },
        { label: ['Chức danh', 'Position'], show: (row) => word('CouncilPosition', row.position) },
        { label: ['Từ ngày', 'From'], show: (row) => format.day(row.since) },
        { label: ['Đến ngày', 'Until'], show: (row) => (row.until ? format.day(row.until) : '–') },
      ],
      acts: (row) => (row.until ? [] : [['endCouncilTerm', { memberId: row.id }]]),
    },
  ],
};
