// What a round owes by when, what is overdue, and whose it is.
import { useQuery } from '../data.js';
import { gql } from '../documents.js';
import { dayBefore, today } from '../format.js';
import { Day, Section, Status, Table } from '../parts.js';
import { html } from '../ui.js';
import { t } from '../words.js';

const TASKS = gql`query DashboardOverdue {
  assignments(first: 500, filter: { statuses: [OVERDUE] }) {
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

/** Tasks by notice and number, each with all who owe it. */
function grouped(nodes) {
  const groups = new Map();
  for (const { id, agencyName, agency, area, task, directive } of nodes) {
    const key = `${directive.number} ${task.item}`;
    if (!groups.has(key)) groups.set(key, { key, task, directive, owners: [] });
    groups.get(key).owners.push({ id, name: agencyName ?? area?.name ?? agency });
  }
  return [...groups.values()];
}

function Owners({ owners }) {
  if (owners.length === 1) return html`<b>${owners[0].name}</b>`;
  return html`<details>
    <summary>${t('overdue.owners', { count: owners.length })}</summary>
    ${owners.map(({ name }) => name).join(', ')}
  </details>`;
}

function Tasks({ ordinal }) {
  const { data } = useQuery(TASKS);
  if (!data) return null;
  const nodes = (data.assignments?.nodes ?? []).filter(
    ({ task }) => task.roundOrdinal === null || task.roundOrdinal === ordinal,
  );
  if (nodes.length === 0) return html`<p class="faint">${t('overdue.noTasks')}</p>`;
  return html`<h3>${t('overdue.tasks')}</h3>
    <ul class="plain">
      ${grouped(nodes).map(
        ({ key, task, directive, owners }) =>
          html`<li key=${key}>
            ${task.text}
            <span class="faint">
              ${' '}(${directive.number}, ${task.item}; ${t('overdue.last').toLowerCase()}${' '}
              <${Day} value=${task.dueBefore && dayBefore(task.dueBefore)} />)
            </span>
            <${Owners} owners=${owners} />
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
