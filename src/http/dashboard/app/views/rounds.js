// The rounds, the newest first.
import { gql } from '../documents.js';
import { addWay } from '../frame.js';
import { useQuery } from '../data.js';
import { Day, Page, Table, unanswered } from '../parts.js';
import { addRoute, link } from '../route.js';
import { html } from '../ui.js';
import { t } from '../words.js';
import { standing } from './overdue.js';

const ROUNDS = gql`query DashboardRounds {
  certificationRounds(first: 50) {
    nodes {
      id year ordinal name asOf
      regulation { name }
      summary { candidacies ready }
      deadlines { deliverable dueBefore expected outstanding }
    }
  }
}`;

function OverdueOf({ round }) {
  const overdue = round.deadlines.filter((deadline) => standing(deadline) === 'isOverdue');
  if (overdue.length === 0) return html`<span class="faint">${t('rounds.none')}</span>`;
  return html`<ul class="reasons">
    ${overdue.map(
      ({ deliverable, outstanding }) =>
        html`<li key=${deliverable}>${t(`deliverable.${deliverable}`)}: ${outstanding}</li>`,
    )}
  </ul>`;
}

function Rounds() {
  const asked = useQuery(ROUNDS);
  const waiting = unanswered(asked);
  const columns = [
    {
      key: 'name',
      label: t('rounds.round'),
      header: true,
      cell: (round) => html`<a href=${link(`/round/${round.year}/${round.ordinal}`)}>${round.name}</a>
        <div class="faint">${round.regulation.name}</div>`,
    },
    { key: 'asOf', label: t('rounds.asOf'), cell: (round) => html`<${Day} value=${round.asOf} />` },
    {
      key: 'candidacies',
      label: t('rounds.candidacies'),
      className: 'number',
      cell: (round) => round.summary.candidacies,
    },
    {
      key: 'ready',
      label: t('rounds.ready'),
      className: 'number',
      cell: (round) => `${round.summary.ready}/${round.summary.candidacies}`,
    },
    { key: 'overdue', label: t('rounds.overdue'), cell: (round) => html`<${OverdueOf} round=${round} />` },
  ];
  return html`<${Page} title=${t('rounds.title')} note=${t('rounds.note')}>
    ${waiting ??
    html`<${Table}
      caption=${t('rounds.title')}
      columns=${columns}
      rows=${asked.data.certificationRounds?.nodes ?? []}
      rowKey=${(round) => round.id}
      className="flow"
    />`}
  <//>`;
}

addRoute('/rounds', Rounds, { title: 'rounds.title' });
addWay({ hash: '#/rounds', label: 'rounds.title', place: 20 });
