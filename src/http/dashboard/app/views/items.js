// What residents said item by item, the worst first, and hamlet by hamlet.
import { limit } from '../format.js';
import { Bar, Percent, Section, Status, Table, Unsure } from '../parts.js';
import { html } from '../ui.js';
import { t } from '../words.js';
import { Legend, StackedBar, useD3 } from './charts.js';

/** The fields of an approval by item. */
export const ITEMS = `items {
  answered satisfied notSatisfied otherOpinion required met
  share { count base of percent }
  item { code label overall }
}`;

const worst = (one, other) => (one.share.percent ?? 101) - (other.share.percent ?? 101);

/** Approval by item as stacked bars; what is withheld is named. */
export function Items({ approval, unsure = false }) {
  const d3 = useD3();
  const columns = [
    {
      key: 'item',
      label: t('items.item'),
      header: true,
      className: 'wide plain-weight',
      cell: ({ item }) => html`<b>${item.code}</b> ${item.label}
        ${item.overall && html`${' '}<span class="tag">${t('items.overall')}</span>`}`,
    },
    {
      key: 'bar',
      label: t('items.answers'),
      className: 'wide',
      cell: (row) => html`${d3 &&
        html`<${StackedBar}
          d3=${d3}
          parts=${{ positive: row.satisfied, negative: row.notSatisfied, neutral: row.otherOpinion }}
          required=${row.required}
        />`}<${Percent} share=${row.share} />`,
    },
    { key: 'satisfied', label: t('items.satisfied'), className: 'number' },
    { key: 'notSatisfied', label: t('items.notSatisfied'), className: 'number' },
    { key: 'otherOpinion', label: t('items.other'), className: 'number' },
    {
      key: 'required',
      label: t('items.required'),
      cell: ({ required, met }) =>
        required === null
          ? html`<span class="faint">${t('checkStatus.NOT_REQUIRED')}</span>`
          : html`${limit(required)}${' '}${unsure && html`<${Unsure} />${' '}`}
            ${met !== null && html`<${Status} tone=${met ? 'good' : 'bad'}>${t(met ? 'met' : 'notMet')}<//>`}`,
    },
  ];
  return html`<${Section} title=${t('items.title')} id="items">
    <${Legend}
      entries=${[
        ['positive', t('items.satisfied')],
        ['negative', t('items.notSatisfied')],
        ['neutral', t('items.other')],
      ]}
    />
    <${Table}
      caption=${t('items.caption')}
      columns=${columns}
      rows=${[...approval.items].sort(worst)}
      rowKey=${({ item }) => item.code}
      className="flow"
    />
    ${approval.withheldItems.length > 0 &&
    html`<p class="note">${t('items.withheld', { codes: approval.withheldItems.join(', ') })}</p>`}
  <//>`;
}

/** The fields of the results by hamlet. */
export const HAMLETS = `byHamlet {
  withheld mode
  hamlet { code name }
  coverage { exceedsHouseholds share { count base of percent } }
  approval { share { count base of percent } }
}`;

/** How a percentage is shaded against the line that is asked: 1 below it by far, 4 far above. */
export function shade(percent, line) {
  if (percent == null || line == null) return '';
  if (percent < line) return percent < line - 10 ? 'shade-1' : 'shade-2';
  return percent < (line + 100) / 2 ? 'shade-3' : 'shade-4';
}

/** Results by hamlet, shaded against what is asked of the whole area; what is withheld says so. */
export function Hamlets({ survey: { byHamlet, coverage: whole, approval: wholeApproval } }) {
  const lines = { coverage: whole?.required, approval: wholeApproval?.required };
  const shaded = (figure) => (row) => shade(row[figure]?.share.percent, lines[figure]);
  const columns = [
    {
      key: 'hamlet',
      label: t('hamlets.hamlet'),
      header: true,
      cell: ({ hamlet, mode }) => html`${hamlet.name}
        <div class="faint plain-weight">${t(`mode.${mode}`)}</div>`,
    },
    {
      key: 'coverage',
      label: t('round.coverage'),
      className: shaded('coverage'),
      cell: ({ coverage }) => html`<${Percent} share=${coverage.share} />
        ${coverage.exceedsHouseholds && html`<${Status} tone="warn">${t('hamlets.exceeds')}<//>`}`,
    },
    {
      key: 'approval',
      label: t('round.approval'),
      className: shaded('approval'),
      cell: ({ approval, withheld }) =>
        withheld
          ? html`<span class="faint">${t('hamlets.withheld')}</span>`
          : html`<${Percent} share=${approval?.share} />`,
    },
  ];
  return html`<${Section} title=${t('hamlets.title')} id="hamlets">
    <p class="note">${t('hamlets.note')}</p>
    <${Table}
      caption=${t('hamlets.title')}
      columns=${columns}
      rows=${byHamlet}
      rowKey=${({ hamlet }) => hamlet.code}
      className="flow"
    />
  <//>`;
}

/** Results by commune, of a survey that spans several. */
export function Communes({ byCommune }) {
  const columns = [
    { key: 'commune', label: t('communes.commune'), header: true, cell: ({ commune }) => commune.name },
    {
      key: 'coverage',
      label: t('round.coverage'),
      cell: ({ coverage }) => html`<${Bar} ...${coverage} />`,
    },
    {
      key: 'approval',
      label: t('round.approval'),
      cell: ({ approval, withheld }) =>
        withheld
          ? html`<span class="faint">${t('hamlets.withheld')}</span>`
          : html`<${Bar} ...${approval ?? {}} provisional=${approval?.stage === 'PROVISIONAL'} />`,
    },
  ];
  return html`<${Section} title=${t('communes.title')}>
    <${Table}
      caption=${t('communes.title')}
      columns=${columns}
      rows=${byCommune}
      rowKey=${({ commune }) => commune.code}
      className="flow"
    />
  <//>`;
}
