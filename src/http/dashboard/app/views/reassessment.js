// Communes that were recognised in 2015 or earlier and are looked at again in a round.
import { useQuery } from '../data.js';
import { gql } from '../documents.js';
import { Day, Instant, Page, Status, Table, unanswered } from '../parts.js';
import { addRoute, link } from '../route.js';
import { html } from '../ui.js';
import { t } from '../words.js';

const REPORT = gql`query DashboardReassessment($year: Int!, $ordinal: Int!) {
  certificationRound(year: $year, ordinal: $ordinal) {
    id name
    reassessmentReport {
      area { code name parent { name } }
      titles { title since decision }
      candidacy { id state }
      reassessment { stillMeets failedCriteria note recordedBy recordedAt }
    }
  }
}`;

function Result({ reassessment: found }) {
  if (!found) return html`<span class="faint">${t('reassessment.open')}</span>`;
  const { stillMeets, failedCriteria, note, recordedBy, recordedAt } = found;
  return html`<${Status} tone=${stillMeets ? 'good' : 'bad'}>
      ${t(stillMeets ? 'reassessment.meets' : 'reassessment.fails')}
    <//>
    ${failedCriteria.length > 0 &&
    html`<div>${t('reassessment.criteria', { codes: failedCriteria.join(', ') })}</div>`}
    ${note && html`<div>${note}</div>`}
    <div class="faint">${recordedBy}, <${Instant} value=${recordedAt} /></div>`;
}

const COLUMNS = () => [
  {
    key: 'area',
    label: t('reassessment.area'),
    header: true,
    cell: ({ area, candidacy }) =>
      html`${candidacy ? html`<a href=${link(`/candidacy/${candidacy.id}`)}>${area.name}</a>` : area.name}
        <div class="faint">${area.parent?.name}</div>`,
  },
  {
    key: 'titles',
    label: t('reassessment.titles'),
    cell: ({ titles }) =>
      titles.map(
        ({ title, since, decision }) =>
          html`<div key=${title}>
            ${t(`title.${title}`)} ${since && html`<${Day} value=${since} />`} <span class="faint">${decision}</span>
          </div>`,
      ),
  },
  {
    key: 'candidacy',
    label: t('reassessment.candidacy'),
    cell: ({ candidacy }) =>
      candidacy ? t(`state.${candidacy.state}`) : html`<span class="faint">${t('reassessment.none')}</span>`,
  },
  { key: 'result', label: t('reassessment.result'), cell: (line) => html`<${Result} ...${line} />` },
];

/** How many still meet the standard, no longer do, and are not looked at yet. */
function sums(lines) {
  const done = lines.filter(({ reassessment }) => reassessment);
  const meets = done.filter(({ reassessment }) => reassessment.stillMeets).length;
  return { all: lines.length, meets, fails: done.length - meets, open: lines.length - done.length };
}

function Reassessment({ params: { year, ordinal } }) {
  const asked = useQuery(REPORT, { year: Number(year), ordinal: Number(ordinal) });
  const round = asked.data?.certificationRound;
  const waiting = unanswered(asked);
  const trail = [
    { href: '#/rounds', label: t('rounds.title') },
    ...(round ? [{ href: link(`/round/${year}/${ordinal}`), label: round.name }] : []),
  ];
  const lines = round?.reassessmentReport ?? [];
  const actions = round && html`<button type="button" onClick=${() => window.print()}>${t('print')}</button>`;
  return html`<${Page}
    title=${t('reassessment.title')}
    trail=${trail}
    note=${round ? t('reassessment.sums', sums(lines)) : null}
    actions=${actions}
  >
    ${waiting ??
    (round
      ? html`<${Table}
          caption=${t('reassessment.caption')}
          columns=${COLUMNS()}
          rows=${lines}
          rowKey=${({ area }) => area.code}
          className="flow"
        />`
      : html`<p>${t('round.missing')}</p>`)}
  <//>`;
}

addRoute('/round/:year/:ordinal/reassessment', Reassessment, { title: 'reassessment.title' });
