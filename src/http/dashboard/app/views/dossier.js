// The dossier of a candidacy: every condition, every paper that it rests on, and what came of it.
import { useQuery } from '../data.js';
import { gql } from '../documents.js';
import { CheckStatus, Day, Facts, Gaps, Instant, Money, Section, Status, Table, unanswered } from '../parts.js';
import { html } from '../ui.js';
import { t } from '../words.js';
import { TakeAway, papers } from './take_away.js';

const PAPERS = 'documents { id name path }';
const DOSSIER = gql`query DashboardDossier($id: ID!) {
  agencies { code name }
  node(id: $id) {
    ... on Candidacy {
      frontReport { id number date signer late conclusions { conclusion note candidacy { id } } }
      appraisals { criterion { code number name } met value score note agency appraisedAt ${PAPERS} }
      opinions { level organisation otherName agrees note ${PAPERS} }
      statements { condition met agency note ${PAPERS} }
      debtStatement { asOf total planned arrears agency note ${PAPERS} }
      frozenDossier { revision sha256 frozenAt }
    }
  }
}`;

const ORDER = ['NOT_MET', 'PENDING', 'MET', 'NOT_REQUIRED'];
const gravest = (one, other) => ORDER.indexOf(one.status) - ORDER.indexOf(other.status);

const CHECKS = () => [
  {
    key: 'status',
    label: t('checks.status'),
    cell: (check) => html`<${CheckStatus} check=${check} />
      <div class="faint">${t(`severity.${check.severity}`)}</div>`,
  },
  {
    key: 'message',
    label: t('checks.message'),
    header: true,
    className: 'wide plain-weight',
    cell: ({ message, confirmed }) => html`${message}
      ${!confirmed && html`<div><${Status} tone="warn">${t('unconfirmed')}<//></div>`}`,
  },
  { key: 'legalBasis', label: t('checks.basis'), cell: ({ legalBasis }) => legalBasis ?? '–' },
];

/** The conditions of the regulation, those that do not hold first. */
export function Checks({ readiness }) {
  return html`<${Section} title=${t('checks.title')} id="checks">
    <p>
      <${Status} tone=${readiness.ready ? 'good' : 'bad'}>
        ${t(readiness.ready ? 'checks.ready' : 'checks.notReady')}
      <//>
    </p>
    <${Table}
      caption=${t('checks.caption')}
      columns=${CHECKS()}
      rows=${[...readiness.checks].sort(gravest)}
      rowKey=${({ code }) => code}
      className="flow"
    />
  <//>`;
}

/** Links to documents; the session's cookie says who asks. */
const Papers = ({ documents }) =>
  documents.length > 0 &&
  html`<ul class="reasons">
    ${documents.map(
      (one) =>
        html`<li key=${one.id}><a href=${one.path} download=${one.name}>${one.name}</a></li>`,
    )}
  </ul>`;

const outcome = (met) =>
  html`<${Status} tone=${met ? 'good' : 'bad'}>${t(met ? 'met' : 'notMet')}<//>`;

const APPRAISALS = (named) => [
  { key: 'number', label: t('appraisals.number'), className: 'number', cell: ({ criterion }) => criterion.number },
  { key: 'name', label: t('appraisals.name'), header: true, cell: ({ criterion }) => criterion.name },
  { key: 'met', label: t('checks.status'), cell: ({ met }) => outcome(met) },
  { key: 'value', label: t('appraisals.value'), cell: ({ value, score }) => value ?? score ?? '–' },
  { key: 'agency', label: t('appraisals.agency'), cell: ({ agency }) => named(agency) },
  {
    key: 'note',
    label: t('appraisals.note'),
    cell: ({ note, documents }) => html`${note ?? ''}<${Papers} documents=${documents} />`,
  },
];

function Report({ id, report }) {
  if (!report) return html`<p class="faint">${t('report.none')}</p>`;
  const own = report.conclusions?.find(({ candidacy }) => candidacy.id === id);
  return html`<${TakeAway} links=${papers([['front-report', { report: report.id }]])} />
    <${Facts}
    rows=${[
      [t('report.number'), report.number],
      [t('report.date'), html`<${Day} value=${report.date} />`],
      [t('report.signer'), report.signer],
      [t('report.late'), t(report.late ? 'yes' : 'no')],
      [t('report.conclusion'), own ? t(`conclusion.${own.conclusion}`) : t('notYet')],
      [t('report.note'), own?.note ?? '–'],
    ]}
  />`;
}

function Opinions({ opinions }) {
  if (opinions.length === 0) return html`<p class="faint">${t('opinions.none')}</p>`;
  return html`<ul class="plain">
    ${opinions.map(
      (one) =>
        html`<li key=${`${one.level}${one.organisation}${one.otherName}`}>
          <${Status} tone=${one.agrees ? 'good' : 'bad'}>
            ${t(one.agrees ? 'opinions.agrees' : 'opinions.disagrees')}
          <//>
          ${' '}${one.otherName ?? t(`organisation.${one.organisation}`)}, ${t(`level.${one.level}`)}
          ${one.note && html`<div class="faint">${one.note}</div>`}
          <${Papers} documents=${one.documents} />
        </li>`,
    )}
  </ul>`;
}

function Debt({ debt, named }) {
  if (!debt) return html`<p class="faint">${t('debt.none')}</p>`;
  return html`<${Facts}
      rows=${[
        [t('debt.asOf'), html`<${Day} value=${debt.asOf} />`],
        [t('debt.total'), html`<${Money} value=${debt.total} />`],
        [t('debt.planned'), html`<${Money} value=${debt.planned} />`],
        [t('debt.arrears'), html`<${Money} value=${debt.arrears} />`],
        [t('appraisals.agency'), named(debt.agency)],
      ]}
    />
    <${Papers} documents=${debt.documents} />`;
}

function Statements({ statements, named }) {
  if (statements.length === 0) return html`<p class="faint">${t('statements.none')}</p>`;
  return html`<ul class="plain">
    ${statements.map(
      ({ condition, met, agency, note, documents }) =>
        html`<li key=${condition}>
          ${outcome(met)} ${known(condition)} <span class="faint">(${named(agency)})</span>
          ${note && html`<div class="faint">${note}</div>`}
          <${Papers} documents=${documents} />
        </li>`,
    )}
  </ul>`;
}

const CONDITIONS = ['SECURITY_AND_ORDER'];
const known = (code) => (CONDITIONS.includes(code) ? t(`condition.${code}`) : code);

function Papered({ id, dossier, agencies }) {
  const names = new Map(agencies.map(({ code, name }) => [code, name]));
  const named = (code) => names.get(code) ?? code;
  const { frozenDossier: frozen } = dossier;
  return html`<h3>${t('report.title')}</h3>
    <${Report} id=${id} report=${dossier.frontReport} />
    <h3>${t('debt.title')}</h3>
    <${Debt} debt=${dossier.debtStatement} named=${named} />
    <h3>${t('statements.title')}</h3>
    <${Statements} statements=${dossier.statements} named=${named} />
    <h3>${t('opinions.title')}</h3>
    <${Opinions} opinions=${dossier.opinions} />
    <h3>${t('appraisals.title')}</h3>
    <${Table}
      caption=${t('appraisals.caption', {
        met: dossier.appraisals.filter(({ met }) => met).length,
        all: dossier.appraisals.length,
      })}
      columns=${APPRAISALS(named)}
      rows=${[...dossier.appraisals].sort((one, other) => one.met - other.met)}
      rowKey=${({ criterion }) => criterion.code}
      empty=${t('appraisals.none')}
      className="flow"
    />
    ${frozen &&
    html`<p class="note">
      ${t('frozen', { revision: frozen.revision })}${' '}<${Instant} value=${frozen.frozenAt} />:
      <code>${frozen.sha256}</code>
    </p>`}`;
}

/** The papers of a candidacy, of those that the viewer may see. */
export function Dossier({ id }) {
  const asked = useQuery(DOSSIER, { id });
  return html`<${Section} title=${t('dossier.title')} id="dossier">
    ${unanswered(asked)}
    ${asked.data?.node &&
    html`<${Gaps} faults=${asked.faults} /><${Papered} id=${id} dossier=${asked.data.node} agencies=${asked.data.agencies} />`}
  <//>`;
}
