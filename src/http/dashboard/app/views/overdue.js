// What a round owes by when, what is overdue, and whose it is.
import { useQuery } from '../data.js';
import { dayBefore, today } from '../format.js';
import { Day, Section, Status, Table } from '../parts.js';
import { html } from '../ui.js';
import { t } from '../words.js';

const TASKS = `query DashboardOverdue {
  assignments(first: 100, filter: { statuses: [OVERDUE] }) {
    nodes {
      id agencyName agency
      area { name }
      task { item text dueBefore roundOrdinal }
      directive { number issuedOn }
    }
  }
}`;

/** `nothing`, `done`, `overdue` or `open`: how a deadline stands today. */
export function standing({ expected, outstanding, dueBefore }) {
  if (expected === 0) return 'nothing';
  if (outstanding === 0) return 'done';
  return today() >= dueBefore ? 'isOverdue' : 'open';
}

const TONES = { nothing: 'none', done: 'good', isOverdue: 'bad', open: 'wait' };

const COLUMNS = () => [
  {
    key: 'what',
    label: t('overdue.what'),
    header: true,
    cell: ({ deliverable }) => t(`deliverable.${deliverable}`),
  },
  { key: 'who', label: t('overdue.who'), cell: ({ deliverable }) => t(`owner.${deliverable}`) },
  {
    key: 'last',
    label: t('overdue.last'),
    cell: ({ dueBefore }) => html`<${Day} value=${dayBefore(dueBefore)} />`,
  },
  {
    key: 'received',
    label: t('overdue.received'),
    className: 'number',
    cell: ({ received, expected }) => `${received}/${expected}`,
  },
  { key: 'late', label: t('overdue.late'), className: 'number' },
  { key: 'outstanding', label: t('overdue.outstanding'), className: 'number' },
  {
    key: 'status',
    label: t('overdue.status'),
    cell: (deadline) => {
      const how = standing(deadline);
      return html`<${Status} tone=${TONES[how]}>${t(`overdue.${how}`)}<//>`;
    },
  },
];

function Tasks({ ordinal }) {
  const { data } = useQuery(TASKS);
  if (!data) return null;
  const nodes = (data.assignments?.nodes ?? []).filter(
    ({ task }) => task.roundOrdinal === null || task.roundOrdinal === ordinal,
  );
  if (nodes.length === 0) return html`<p class="faint">${t('overdue.noTasks')}</p>`;
  return html`<h3>${t('overdue.tasks')}</h3>
    <ul class="plain">
      ${nodes.map(
        ({ id, agencyName, agency, area, task, directive }) =>
          html`<li key=${id}>
            <b>${agencyName ?? area?.name ?? agency}</b>: ${task.text}
            <span class="faint">
              (${directive.number}, ${task.item}; ${t('overdue.last')}${' '}
              <${Day} value=${task.dueBefore && dayBefore(task.dueBefore)} />)
            </span>
          </li>`,
      )}
    </ul>`;
}

/** The deadlines of a round with who owes them, and the tasks of notices that are overdue. */
export function Overdue({ round }) {
  return html`<${Section} title=${t('overdue.title')} id="overdue">
    <${Table}
      caption=${t('overdue.title')}
      columns=${COLUMNS()}
      rows=${round.deadlines}
      rowKey=${({ deliverable }) => deliverable}
      className="flow"
    />
    <${Tasks} ordinal=${round.ordinal} />
  <//>`;
}
