// A session of the council, live: who is there, what is handed out and returned; figures afterwards.
import { useLive, useQuery } from '../data.js';
import { gql } from '../documents.js';
import { day, whole } from '../format.js';
import { Facts, Live, Page, Section, Status, Table, unanswered } from '../parts.js';
import { addRoute, link } from '../route.js';
import { html } from '../ui.js';
import { t } from '../words.js';
import { checkName } from './vote.js';
import { TakeAway, papers } from './take_away.js';

const MOVING = `
  id state version closedAt members present handedOut returned
  quorum { status severity message confirmed }
  seats { present member { id name position } }
  agenda {
    position failedChecks reason returned
    revisedReport { number }
    candidacy {
      id title simulated area { name }
      vote { closed passed valid spoilt agree disagree abstain checks { code status message confirmed } }
    }
  }
`;
const SESSION = gql`query DashboardSession($id: ID!) {
  councilSession(id: $id) {
    heldOn venue mode correctionReason
    corrects { heldOn }
    round { year ordinal name }
    ${MOVING}
  }
}`;
const PROGRESS = gql`subscription DashboardSessionProgress($sessionId: ID!) {
  councilSessionProgress(sessionId: $sessionId) { ${MOVING} }
}`;

const OVER = ['CLOSED', 'ADJOURNED'];

function Standing({ session }) {
  const { quorum } = session;
  const counted = (number) => (number === null ? t('session.notCounted') : whole(number));
  return html`<${Section} title=${t('session.state')} id="standing">
    <${Facts}
      rows=${[
        [t('session.state'), html`<b>${t(`sessionState.${session.state}`)}</b>`],
        [t('session.mode'), t(`ballotMode.${session.mode}`)],
        [t('session.venue'), session.venue],
        [
          t('session.present'),
          html`<b class="big">${session.present}/${session.members}</b> ${t('base.MEMBERS')}`,
        ],
        [
          t('session.quorum'),
          quorum
            ? html`<${Status} tone=${quorum.status === 'MET' ? 'good' : 'bad'}>
                  ${t(`checkStatus.${quorum.status}`)}
                <//>
                <div>${quorum.message}</div>`
            : t('session.noQuorum'),
        ],
        [t('session.handedOut'), html`<b class="big">${counted(session.handedOut)}</b>`],
        [t('session.returned'), html`<b class="big">${counted(session.returned)}</b>`],
      ]}
    />
    ${session.corrects &&
    html`<p class="note">
      ${t('session.corrects', { day: day(session.corrects.heldOn), reason: session.correctionReason })}
    </p>`}
  <//>`;
}

/** What was voted, with the checks that say whether it carries; nothing before it is closed. */
function Result({ vote, quorum }) {
  if (!vote?.closed) return html`<span class="faint">${t('notYet')}</span>`;
  return html`<${Status} tone=${vote.passed ? 'good' : 'bad'}>
      ${t(vote.passed ? 'outcome.passed' : 'outcome.failed')}
    <//>
    <div>
      ${t('session.agree')}: <b>${vote.agree}/${vote.valid}</b> ${t('base.BALLOTS')};${' '}
      ${t('session.others', vote)}
    </div>
    <ul class="reasons">
      ${vote.checks
        .filter(({ message }) => message !== quorum?.message)
        .map(({ code, message }) => html`<li key=${code}>${message}</li>`)}
    </ul>`;
}

const COLUMNS = ({ quorum, agenda }) => [
  { key: 'position', label: t('session.position'), className: 'number' },
  {
    key: 'candidacy',
    label: t('round.area'),
    header: true,
    cell: ({ candidacy }) =>
      candidacy
        ? html`<a href=${link(`/candidacy/${candidacy.id}`)}>${candidacy.area.name}</a>
            <div class="plain-weight">${t(`title.${candidacy.title}`)}</div>
            ${candidacy.simulated && html`<span class="tag">${t('simulated')}</span>`}`
        : '–',
  },
  ...(agenda.some(({ returned }) => returned !== null)
    ? [{ key: 'returned', label: t('session.cast'), className: 'number', cell: ({ returned }) => returned ?? '–' }]
    : []),
  {
    key: 'figures',
    label: t('session.figures'),
    className: 'wide',
    cell: ({ candidacy }) => html`<${Result} vote=${candidacy?.vote} quorum=${quorum} />`,
  },
  {
    key: 'remarks',
    label: t('session.remarks'),
    cell: ({ failedChecks, reason, revisedReport }) => html`
      ${failedChecks.length > 0 &&
      html`<div>${t('session.failed', { codes: failedChecks.map(checkName).join(', ') })}</div>`}
      ${reason && html`<div>${reason}</div>`}
      ${revisedReport &&
      html`<${Status} tone="warn">${t('session.revised')} (${revisedReport.number})<//>`}
    `,
  },
];

const SEATS = () => [
  { key: 'name', label: t('session.member'), header: true, cell: ({ member }) => member.name },
  {
    key: 'position',
    label: t('session.position.as'),
    cell: ({ member }) => t(`position.${member.position}`),
  },
  {
    key: 'present',
    label: t('session.there'),
    cell: ({ present }) =>
      html`<${Status} tone=${present ? 'good' : 'none'}>
        ${t(present ? 'session.there' : 'session.absent')}
      <//>`,
  },
];

function Session({ params: { id } }) {
  const asked = useQuery(SESSION, { id });
  const session = asked.data?.councilSession;
  const moves = session && !OVER.includes(session.state);
  const live = useLive(PROGRESS, moves ? { sessionId: id } : null, ({ councilSessionProgress }) =>
    asked.change((data) => ({ councilSession: { ...data.councilSession, ...councilSessionProgress } })),
  );
  const waiting = unanswered(asked);
  if (waiting || !session) {
    return html`<${Page} title=${t('session.title')}>${waiting ?? html`<p>${t('session.missing')}</p>`}<//>`;
  }
  const { round } = session;
  return html`<${Page}
    title=${t('session.of', { day: day(session.heldOn) })}
    trail=${[
      { href: '#/rounds', label: t('rounds.title') },
      { href: link(`/round/${round.year}/${round.ordinal}`), label: round.name },
    ]}
    actions=${html`<${Live} state=${live} />
      <a class="button" href=${link('/desk/session', { id: session.id })}>${t('work.here')}</a>
      <button type="button" onClick=${() => window.print()}>${t('print')}</button>
      ${session.state === 'CLOSED' && html`<${TakeAway} links=${papers([['minutes', { session: id }]])} />`}`}
  >
    <${Standing} session=${session} />
    <${Section} title=${t('session.agenda')} id="agenda">
      <p class="note">${t('session.afterwards')}</p>
      <${Table}
        caption=${t('session.agenda')}
        columns=${COLUMNS(session)}
        rows=${session.agenda}
        rowKey=${({ position }) => position}
        className="flow"
      />
    <//>
    <${Section} title=${t('session.seats')} id="seats">
      <${Table}
        caption=${t('session.seats')}
        columns=${SEATS()}
        rows=${session.seats}
        rowKey=${({ member }) => member.id}
      />
    <//>
  <//>`;
}

addRoute('/session/:id', Session, { title: 'session.title' });
