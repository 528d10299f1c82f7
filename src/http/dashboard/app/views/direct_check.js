// The direct check beside the main survey, each share with its interval; never added up.
import { useQuery } from '../data.js';
import { gql } from '../documents.js';
import { percent, points, whole } from '../format.js';
import { Facts, Instant, Section, Status, Table, unanswered } from '../parts.js';
import { html } from '../ui.js';
import { t } from '../words.js';
import { Intervals, useD3 } from './charts.js';

const FIGURE = 'satisfied answered percent lower upper';
const CHECKS = gql`query DashboardDirectChecks($id: ID!) {
  node(id: $id) {
    ... on Candidacy {
      surveys(kind: DIRECT_CHECK) {
        id state closesAt
        sample { seedSha256 frameSize size drawnAt matched { households } }
        comparison {
          item label overall
          main { ${FIGURE} }
          check { ${FIGURE} }
          difference { points lower upper }
        }
      }
    }
  }
}`;

const estimate = ({ satisfied, answered, percent: share, lower, upper }) =>
  share === null
    ? t('notYet')
    : html`<b>${percent(share)}</b>${' '}<span class="base"
          >${whole(satisfied)}/${whole(answered)} ${t('base.ANSWERED')}</span
        >
        <div class="faint">${t('check.interval', { lower: percent(lower), upper: percent(upper) })}</div>`;

const COLUMNS = () => [
  {
    key: 'item',
    label: t('items.item'),
    header: true,
    className: 'wide plain-weight',
    cell: ({ item, label }) => html`<b>${item}</b> ${label}`,
  },
  { key: 'main', label: t('check.main'), cell: ({ main }) => estimate(main) },
  { key: 'check', label: t('check.check'), cell: ({ check }) => estimate(check) },
  {
    key: 'difference',
    label: t('check.difference'),
    cell: ({ difference }) => {
      const sure = difference.lower > 0 || difference.upper < 0;
      return html`<b>${t('check.points', { points: points(difference.points) })}</b>
        <div class="faint">
          ${t('check.interval', { lower: points(difference.lower), upper: points(difference.upper) })}
        </div>
        <${Status} tone=${sure ? 'warn' : 'none'}>${t(sure ? 'check.differs' : 'check.same')}<//>`;
    },
  },
];

function Check({ survey }) {
  const d3 = useD3();
  const { sample, comparison } = survey;
  const rows = (comparison ?? []).map(({ item, main, check }) => ({ key: item, main, check }));
  return html`<div class="stack">
    <${Facts}
      rows=${[
        [t('check.state'), t(`surveyState.${survey.state}`)],
        [
          t('check.sample'),
          sample?.size == null
            ? t('notYet')
            : t('check.drawn', { size: whole(sample.size), frame: whole(sample.frameSize) }),
        ],
        [t('check.drawnAt'), html`<${Instant} value=${sample?.drawnAt} />`],
        [t('check.matched'), sample?.matched ? whole(sample.matched.households) : t('notYet')],
      ]}
    />
    ${rows.length === 0 && html`<p class="faint">${t('check.none')}</p>`}
    ${rows.length > 0 &&
    html`<ul class="legend">
        <li><svg aria-hidden="true"><circle class="interval main" cx="10" cy="6" r="5" /></svg>${t('check.main')}</li>
        <li>
          <svg aria-hidden="true"><rect class="interval check" x="5" y="1" width="10" height="10" /></svg>${t('check.check')}
        </li>
      </ul>
      ${d3 && html`<${Intervals} d3=${d3} rows=${rows} label=${t('check.chart')} />`}
      <${Table}
        caption=${t('check.caption')}
        columns=${COLUMNS()}
        rows=${comparison}
        rowKey=${({ item }) => item}
        className="flow"
      />`}
  </div>`;
}

/** Every direct check of a candidacy. */
export function DirectCheck({ id }) {
  const asked = useQuery(CHECKS, { id });
  const surveys = asked.data?.node?.surveys ?? [];
  return html`<${Section} title=${t('check.title')} id="check">
    ${unanswered(asked)}
    ${asked.data && surveys.length === 0 && html`<p class="faint">${t('check.noSurvey')}</p>`}
    ${surveys.map((survey) => html`<${Check} key=${survey.id} survey=${survey} />`)}
  <//>`;
}
