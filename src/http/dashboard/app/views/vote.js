// Before the vote: each candidacy's readiness and figures side by side, made to be printed on A4.
import { query } from '../api.js';
import { useLive, useQuery } from '../data.js';
import { gql } from '../documents.js';
import { day, instant } from '../format.js';
import { Asked, Gaps, Live, Money, Page, Percent, Stage, Status, Table, unanswered } from '../parts.js';
import { addRoute, link, setQuery } from '../route.js';
import { html } from '../ui.js';
import { known, t } from '../words.js';
import { check } from './round.js';
import { LINE, coverage, districtOf, sorted, verdict, withCandidacy } from './round_data.js';

const PAPERED = `${LINE}
  debtStatement { arrears }
  decision { outcome number }
  vote { closed passed }
`;
const FOLDER = gql`query DashboardFolder($year: Int!, $ordinal: Int!, $after: String) {
  certificationRound(year: $year, ordinal: $ordinal) {
    id year ordinal name
    regulation { name }
    councilSessions { id heldOn }
    candidacies(first: 100, after: $after) {
      pageInfo { hasNextPage endCursor }
      nodes { ${PAPERED} }
    }
  }
}`;
const PROGRESS = gql`subscription DashboardFolderProgress($roundId: ID!) {
  roundProgress(roundId: $roundId) { ${PAPERED} }
}`;

async function folder(_, variables) {
  const first = await query(FOLDER, variables);
  let page = first.certificationRound?.candidacies;
  while (page?.pageInfo.hasNextPage) {
    const more = await query(FOLDER, { ...variables, after: page.pageInfo.endCursor });
    page = more.certificationRound.candidacies;
    first.certificationRound.candidacies.nodes.push(...page.nodes);
  }
  return first;
}

const OVER = ['RECOGNISED', 'REFUSED', 'DEFERRED', 'WITHDRAWN'];
const TONES = { ready: 'good', failing: 'bad', pending: 'wait' };
const SIGNS = { MET: '✓', NOT_MET: '✗', PENDING: '…', NOT_REQUIRED: '–' };

const sign = ({ status, severity }) =>
  status === 'NOT_MET' && severity === 'WARNING' ? '!' : SIGNS[status];

/** A check's name in a word or two, of those that have one. */
export function checkName(code) {
  const base = code.replace(/_PER_(COMMUNE|DISTRICT)$/, '');
  return known(`check.${base}`) ? t(`check.${base}`) : code;
}

const Conditions = ({ checks }) =>
  html`<ul class="signs">
    ${checks.map(
      (check) =>
        html`<li key=${check.code} class=${check.status === 'MET' ? '' : 'strong'}>
          <span aria-hidden="true">${sign(check)}</span>
          <span class="hidden">${t(`checkStatus.${check.status}`)}:</span> ${checkName(check.code)}${
            check.confirmed ? '' : '\u00a0(*)'
          }
        </li>`,
    )}
  </ul>`;

/** What is asked of a figure, and whether that is sure. */
const Line = ({ limit, candidacy, code }) =>
  limit != null &&
  html`<div><${Asked} limit=${limit} unsure=${check(candidacy, code)?.confirmed === false} /></div>`;

const COLUMNS = () => [
  {
    key: 'area',
    label: t('round.area'),
    header: true,
    cell: (one) => html`<a href=${link(`/candidacy/${one.id}`)}>${one.area.name}</a>
      <div class="faint plain-weight">
        ${one.area.level === 'COMMUNE' && districtOf(one)?.name}
        ${one.simulated && html`${' '}<span class="tag">${t('simulated')}</span>`}
      </div>
      <div class="plain-weight">${t(`title.${one.title}`)}</div>`,
  },
  {
    key: 'verdict',
    label: t('round.verdict'),
    cell: (one) => html`<${Status} tone=${TONES[verdict(one)]}>${t(`verdict.${verdict(one)}`)}<//>
      <div class="faint">${t(`state.${one.state}`)}</div>`,
  },
  {
    key: 'coverage',
    label: t('round.coverage'),
    cell: (one) => html`<${Percent} share=${coverage(one)?.share} />
      <${Line} limit=${coverage(one)?.required} candidacy=${one} code="COVERAGE" />`,
  },
  {
    key: 'approval',
    label: t('round.approval'),
    cell: (one) => html`<${Percent} share=${one.approval?.share} />
      <${Line} limit=${one.approval?.required} candidacy=${one} code="OVERALL" />
      ${one.approval && html`<div><${Stage} stage=${one.approval.stage} /></div>`}`,
  },
  { key: 'debt', label: t('vote.debt'), cell: ({ debtStatement }) => html`<${Money} value=${debtStatement?.arrears} />` },
  { key: 'report', label: t('vote.report'), cell: ({ frontReport }) => frontReport?.number ?? t('notYet') },
  {
    key: 'checks',
    label: t('vote.conditions'),
    className: 'widest',
    cell: ({ readiness }) => html`<${Conditions} checks=${readiness.checks} />`,
  },
];

/** In words why each candidacy that may not go to the vote may not. */
function Reasons({ rows }) {
  const open = rows
    .map((one) => [one, one.readiness.checks.filter(({ status }) => status === 'NOT_MET')])
    .filter(([, checks]) => checks.length > 0);
  if (open.length === 0) return null;
  return html`<h2>${t('checks.title')}</h2>
    <ul class="plain">
      ${open.map(
        ([one, checks]) =>
          html`<li key=${one.id} class="avoid">
            <b>${one.area.name}</b>
            <ul class="reasons">${checks.map(({ code, message }) => html`<li key=${code}>${message}</li>`)}</ul>
          </li>`,
      )}
    </ul>`;
}

function Which({ value }) {
  return html`<div class="narrow no-print">
    <label for="which">${t('vote.which')}</label>
    <select id="which" onChange=${(event) => setQuery({ which: event.currentTarget.value })}>
      <option value="" selected=${!value}>${t('vote.every')}</option>
      <option value="open" selected=${value === 'open'}>${t('vote.open')}</option>
    </select>
  </div>`;
}

function Vote({ params, query: { which } }) {
  const variables = { year: Number(params.year), ordinal: Number(params.ordinal) };
  const asked = useQuery('folder', variables, folder);
  const round = asked.data?.certificationRound;
  const live = useLive(
    PROGRESS,
    round ? { roundId: round.id } : null,
    ({ roundProgress }) => asked.change((data) => withCandidacy(data, roundProgress)),
    asked.reload,
  );
  const waiting = unanswered(asked);
  if (waiting || !round) {
    return html`<${Page} title=${t('vote.short')}>${waiting ?? html`<p>${t('round.missing')}</p>`}<//>`;
  }
  const all = sorted(round.candidacies.nodes, { key: 'area', down: false });
  const rows = which === 'open' ? all.filter(({ state }) => !OVER.includes(state)) : all;
  const actions = html`<${Live} state=${live} />
    ${round.councilSessions.map(
      ({ id, heldOn }) =>
        html`<a key=${id} class="button" href=${link(`/session/${id}`)}>
          ${t('round.session', { day: day(heldOn) })}
        </a>`,
    )}
    <button type="button" class="main" onClick=${() => window.print()}>${t('print')}</button>`;
  return html`<${Page}
    title=${t('vote.title', { round: round.name })}
    trail=${[
      { href: '#/rounds', label: t('rounds.title') },
      { href: link(`/round/${round.year}/${round.ordinal}`), label: round.name },
    ]}
    note=${`${t('vote.note')} ${t('round.rules', { name: round.regulation.name })}.`}
    actions=${actions}
    className="landscape"
  >
    <${Gaps} faults=${asked.faults} />
    <${Which} value=${which} />
    <${Table}
      caption=${t('vote.caption', { count: rows.length })}
      columns=${COLUMNS()}
      rows=${rows}
      rowKey=${({ id }) => id}
      empty=${t('vote.none')}
      className="flow"
    />
    <p class="note">${t('vote.legend')}</p>
    <${Reasons} rows=${rows} />
    <p class="print-only">${t('vote.printed', { time: instant(new Date().toISOString()) })}</p>
  <//>`;
}

addRoute('/round/:year/:ordinal/vote', Vote, { title: 'vote.short' });
