// What came of an area's candidacies year by year, and of the units that it came of.
import { useQuery } from '../data.js';
import { gql } from '../documents.js';
import { Day, Section, Table, unanswered } from '../parts.js';
import { link } from '../route.js';
import { html } from '../ui.js';
import { t } from '../words.js';
import { ApprovalBar } from './round.js';

const ENTRIES = `history {
  year
  candidacy {
    id title state area { name } round { name }
    approval { stage met required share { count base of percent } }
    readiness { checks { code status confirmed } }
  }
  title { title since until decision endReason }
}`;
const HISTORY = gql`query DashboardHistory($id: ID!) {
  node(id: $id) {
    ... on Candidacy {
      id
      area { ... on Commune { ${ENTRIES} } ... on District { ${ENTRIES} } }
    }
  }
}`;

const COLUMNS = (id) => [
  { key: 'year', label: t('history.year'), header: true },
  {
    key: 'candidacy',
    label: t('history.candidacy'),
    cell: ({ candidacy }) =>
      candidacy &&
      html`${candidacy.id === id
          ? candidacy.round.name
          : html`<a href=${link(`/candidacy/${candidacy.id}`)}>${candidacy.round.name}</a>`}
        <div class="faint">
          ${candidacy.area.name}, ${t(`title.${candidacy.title}`)}, ${t(`state.${candidacy.state}`)}
        </div>`,
  },
  {
    key: 'approval',
    label: t('round.approval'),
    cell: ({ candidacy }) =>
      candidacy && html`<${ApprovalBar} candidacy=${candidacy} />`,
  },
  {
    key: 'title',
    label: t('history.title.given'),
    cell: ({ title }) =>
      title &&
      html`${t(`title.${title.title}`)}
        <div class="faint">
          ${title.decision} <${Day} value=${title.since} />${title.until &&
          html` – <${Day} value=${title.until} /> ${title.endReason}`}
        </div>`,
  },
];

/** The history of the area of a candidacy. */
export function History({ id }) {
  const asked = useQuery(HISTORY, { id });
  return html`<${Section} title=${t('history.title')} id="history">
    ${unanswered(asked)}
    ${asked.data &&
    html`<${Table}
      caption=${t('history.title')}
      columns=${COLUMNS(id)}
      rows=${asked.data.node?.area?.history ?? []}
      rowKey=${({ year, candidacy, title }) => `${year}${candidacy?.id}${title?.title}`}
      className="flow"
    />`}
  <//>`;
}
