// The rounds, the newest first.
import { addWay } from '../frame.js';
import { useQuery } from '../data.js';
import { Day, Page, Table, unanswered } from '../parts.js';
import { addRoute, link } from '../route.js';
import { html } from '../ui.js';
import { addWords, t } from '../words.js';

addWords({
  vi: {
    'rounds.title': 'Các đợt xét công nhận',
    'rounds.note': 'Chọn một đợt để xem hồ sơ, tỷ lệ và việc quá hạn.',
    'rounds.round': 'Đợt',
    'rounds.asOf': 'Mã đơn vị theo ngày',
    'rounds.candidacies': 'Hồ sơ',
    'rounds.ready': 'Đủ điều kiện bỏ phiếu',
    'rounds.overdue': 'Việc quá hạn',
  },
  en: {
    'rounds.title': 'Certification rounds',
    'rounds.note': 'Choose a round to see its candidacies, their figures, and what is overdue.',
    'rounds.round': 'Round',
    'rounds.asOf': 'Areas as of',
    'rounds.candidacies': 'Candidacies',
    'rounds.ready': 'Ready for the vote',
    'rounds.overdue': 'Overdue',
  },
});

const ROUNDS = `query DashboardRounds {
  certificationRounds(first: 50) {
    nodes {
      id year ordinal name asOf
      regulation { name }
      summary { candidacies ready }
      deadlines { deliverable dueBefore outstanding }
    }
  }
}`;

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
  ];
  return html`<${Page} title=${t('rounds.title')} note=${t('rounds.note')}>
    ${waiting ??
    html`<${Table}
      caption=${t('rounds.title')}
      columns=${columns}
      rows=${asked.data.certificationRounds?.nodes ?? []}
      rowKey=${(round) => round.id}
    />`}
  <//>`;
}

addRoute('/rounds', Rounds, { title: 'rounds.title' });
addRoute('/', Rounds, { title: 'rounds.title' });
addWay({ hash: '#/rounds', label: 'rounds.title', place: 20 });
