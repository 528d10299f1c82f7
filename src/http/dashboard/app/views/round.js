// A round: its candidacies with figures and verdict, and what is overdue; live.
import { useLive, useQuery } from '../data.js';
import { day } from '../format.js';
import { Bar, Gaps, Live, Page, Section, Status, Table, unanswered } from '../parts.js';
import { addRoute, link, setQuery } from '../route.js';
import { html } from '../ui.js';
import { t } from '../words.js';
import { Overdue } from './overdue.js';
import { PROGRESS, coverage, districtOf, failing, filtered, pending, sorted, verdict, wholeRound, withCandidacy } from './round_data.js';
import { Filters } from './round_filters.js';
import { TakeAway, papers, tables } from './take_away.js';

const TONES = { ready: 'good', failing: 'bad', pending: 'wait' };

/** The verdict on a candidacy, and why: each blocking check that does not hold, in words. */
export function Verdict({ candidacy }) {
  const how = verdict(candidacy);
  const waiting = pending(candidacy);
  return html`<${Status} tone=${TONES[how]}>${t(`verdict.${how}`)}<//>
    ${failing(candidacy).length > 0 &&
    html`<ul class="reasons">
      ${failing(candidacy).map((check) => html`<li key=${check.code}>${check.message}</li>`)}
    </ul>`}
    ${how !== 'ready' &&
    waiting.length > 0 &&
    html`<div class="faint">${t('verdict.waits', { count: waiting.length })}</div>`}`;
}

/** The check of a candidacy by its code. */
export const check = ({ readiness }, code) => readiness.checks.find((one) => one.code === code);

/** A candidacy's coverage against its line; flagged where more answered than are registered. */
export function CoverageBar({ candidacy }) {
  const figure = coverage(candidacy);
  const asked = check(candidacy, 'COVERAGE');
  const survey = candidacy.surveys[0];
  return html`<${Bar}
      share=${figure?.share}
      required=${figure?.required}
      met=${figure?.met}
      unsure=${asked?.confirmed === false}
      provisional=${survey && ['OPEN', 'CLOSING'].includes(survey.state)}
    />
    ${figure?.exceedsHouseholds &&
    html`<${Status} tone="warn">${t('round.more', { count: figure.share.count })}<//>`}`;
}

const OUTCOMES = { MET: true, NOT_MET: false };

/** A candidacy's approval against the overall item's line; says so where an item alone fails. */
export function ApprovalBar({ candidacy: { approval, readiness } }) {
  const overall = check({ readiness }, 'OVERALL');
  const met = overall ? (OUTCOMES[overall.status] ?? null) : null;
  const itemFails = approval?.met === false && met === true;
  return html`<${Bar}
      share=${approval?.share}
      required=${approval?.required}
      met=${met}
      unsure=${overall?.confirmed === false}
      provisional=${approval?.stage === 'PROVISIONAL'}
    />
    ${itemFails && html`<${Status} tone="bad">${t('figures.itemFails')}<//>`}`;
}

const COLUMNS = () => [
  {
    key: 'area',
    label: t('round.area'),
    header: true,
    sortable: true,
    cell: (one) => html`<a href=${link(`/candidacy/${one.id}`)}>${one.area.name}</a>
      <div class="faint plain-weight">
        ${one.area.level === 'COMMUNE' && districtOf(one)?.name}
        ${one.simulated && html`${' '}<span class="tag">${t('simulated')}</span>`}
      </div>`,
  },
  {
    key: 'title',
    label: t('round.asked'),
    sortable: true,
    cell: ({ title, purpose }) =>
      html`${t(`title.${title}`)}
      ${purpose === 'REASSESSMENT' && html`<div class="faint">${t(`purpose.${purpose}`)}</div>`}`,
  },
  { key: 'state', label: t('round.state'), sortable: true, cell: ({ state }) => t(`state.${state}`) },
  {
    key: 'coverage',
    label: t('round.coverage'),
    sortable: true,
    cell: (candidacy) => html`<${CoverageBar} candidacy=${candidacy} />`,
  },
  {
    key: 'approval',
    label: t('round.approval'),
    sortable: true,
    cell: (candidacy) => html`<${ApprovalBar} candidacy=${candidacy} />`,
  },
  {
    key: 'verdict',
    label: t('round.verdict'),
    sortable: true,
    className: 'wide',
    cell: (candidacy) => html`<${Verdict} candidacy=${candidacy} />`,
  },
];

function Candidacies({ rows, query }) {
  const sort = { key: query.sort ?? 'verdict', down: query.down === '1' };
  const shown = sorted(filtered(rows, query), sort);
  const onSort = ({ key, down }) => setQuery({ sort: key, down: down ? '1' : '' });
  return html`<${Section} title=${t('round.candidacies')} id="candidacies">
    <${Filters} rows=${rows} query=${query} />
    <${Table}
      caption=${t('round.shown', { shown: shown.length, all: rows.length })}
      columns=${COLUMNS()}
      rows=${shown}
      rowKey=${({ id }) => id}
      sort=${sort}
      onSort=${onSort}
      className="flow"
    />
    <p class="note">${t('round.unsure')}</p>
  <//>`;
}

/** How many candidacies each district has for each title, and how many of them are ready. */
function ByDistrict({ rows }) {
  const titles = [...new Set(rows.map(({ title }) => title))].sort();
  const districts = new Map();
  for (const row of rows) {
    const { code, name } = districtOf(row) ?? row.area;
    if (!districts.has(code)) districts.set(code, { code, name, rows: [] });
    districts.get(code).rows.push(row);
  }
  const cell = (some, filter) => {
    if (some.length === 0) return '–';
    const ready = some.filter((row) => verdict(row) === 'ready').length;
    const label = t('round.cell', { ready, all: some.length });
    const here = location.hash.replace(/^#/, '').split('?')[0];
    return html`<a href=${link(here, filter)} aria-label=${label} title=${label}>${ready}/${some.length}</a>`;
  };
  const columns = [
    { key: 'name', label: t('round.district'), header: true },
    ...titles.map((title) => ({
      key: title,
      label: t(`title.${title}`),
      className: 'number',
      cell: (one) => cell(one.rows.filter((row) => row.title === title), { district: one.code, title }),
    })),
    {
      key: 'sum',
      label: t('round.sum'),
      className: 'number',
      cell: (one) => cell(one.rows, { district: one.code }),
    },
  ];
  return html`<${Section} title=${t('round.byDistrict')}>
    <p class="note">${t('rounds.ready')} / ${t('rounds.candidacies')}</p>
    <${Table}
      caption=${t('round.byDistrict')}
      columns=${columns}
      rows=${[...districts.values()].sort((one, other) => one.code.localeCompare(other.code))}
      rowKey=${({ code }) => code}
    />
  <//>`;
}

/** Whether communes that were recognised before are looked at again in this round. */
const looksAgain = ({ candidacies, deadlines }) =>
  candidacies.nodes.some(({ purpose }) => purpose === 'REASSESSMENT') ||
  deadlines.some(({ deliverable }) => deliverable === 'REASSESSMENT_REPORT');

function Round({ params, query }) {
  const variables = { year: Number(params.year), ordinal: Number(params.ordinal) };
  const asked = useQuery('round', variables, wholeRound);
  const round = asked.data?.certificationRound;
  const live = useLive(
    PROGRESS,
    round ? { roundId: round.id } : null,
    ({ roundProgress }) => asked.change((data) => withCandidacy(data, roundProgress)),
    asked.reload,
  );
  const waiting = unanswered(asked);
  const trail = [{ href: '#/rounds', label: t('rounds.title') }];
  if (waiting || !round) {
    return html`<${Page} title=${t('round.title')} trail=${trail}>
      ${waiting ?? html`<p>${t('round.missing')}</p>`}
    <//>`;
  }
  const path = `/round/${round.year}/${round.ordinal}`;
  const rows = round.candidacies.nodes;
  const actions = html`<${Live} state=${live} />
    <a class="button" href=${link('/desk/round', { id: round.id })}>${t('work.here')}</a>
    ${round.councilSessions.map(
      ({ id, heldOn }) =>
        html`<a key=${id} class="button" href=${link(`/session/${id}`)}>
          ${t('round.session', { day: day(heldOn) })}
        </a>`,
    )}
    <a class="button" href=${link(`${path}/vote`)}>${t('round.vote')}</a>
    ${looksAgain(round) &&
    html`<a class="button" href=${link(`${path}/reassessment`)}>${t('reassessment.title')}</a>`}
    <${TakeAway} links=${[...tables(round.id), ...papers([['decisions', { round: round.id }]])]} />`;
  return html`<${Page}
    title=${round.name}
    trail=${trail}
    note=${t('round.rules', { name: round.regulation.name })}
    actions=${actions}
  >
    <${Gaps} faults=${asked.faults} />
    <${Candidacies} rows=${rows} query=${query} />
    <${Overdue} round=${round} />
    <${ByDistrict} rows=${rows} />
  <//>`;
}

addRoute('/round/:year/:ordinal', Round, { title: 'round.title' });
