// What every view is made of: page, table, bar, status, and the states of a question.
import * as format from './format.js';
import { html, useEffect, useId, useRef } from './ui.js';
import { known, t } from './words.js';

/** A view: its heading, which takes the focus, the way to it (`[{href, label}]`), its actions. */
export function Page({ title, trail = [], note = null, actions = null, className = '', children }) {
  const heading = useRef(null);
  useEffect(() => {
    document.title = `${title} · ${t('app')}`;
  }, [title]);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, []);
  return html`<div class=${`page ${className}`}>
    ${trail.length > 0 &&
    html`<nav class="trail" aria-label=${t('trail')}>
      <ol>
        ${trail.map(({ href, label }) => html`<li key=${href}><a href=${href}>${label}</a></li>`)}
      </ol>
    </nav>`}
    <header class="head">
      <h1 tabindex="-1" ref=${heading}>${title}</h1>
      ${actions && html`<div class="actions no-print">${actions}</div>`}
    </header>
    ${note && html`<p class="note">${note}</p>`} ${children}
  </div>`;
}

/** A part of a view with a heading of its own. */
export function Section({ title, children, id, aside = null, className = '' }) {
  const heading = useId();
  return html`<section class=${`card ${className}`} id=${id} aria-labelledby=${heading}>
    <h2 id=${heading}>${title}</h2>
    ${aside} ${children}
  </section>`;
}

function Heading({ column, sort, onSort }) {
  const looks = typeof column.className === 'string' ? column.className.replace('plain-weight', '') : undefined;
  if (!column.sortable || !onSort) return html`<th scope="col" class=${looks}>${column.label}</th>`;
  const sorted = sort?.key === column.key;
  const order = sorted ? (sort.down ? 'descending' : 'ascending') : undefined;
  const mark = sorted ? (sort.down ? '▼' : '▲') : '↕';
  const pick = () => onSort({ key: column.key, down: sorted ? !sort.down : false });
  return html`<th scope="col" class=${looks} aria-sort=${order}>
    <button type="button" class="sort" onClick=${pick}>
      ${column.label}<span aria-hidden="true">${mark}</span>
    </button>
  </th>`;
}

/**
 * A table with a caption. `columns`: `{key, label, cell(row), className, sortable, header}`, where
 * `className` may hang on the row and the one with `header` names the row; `sort`: `{key, down}`, sorted by whoever owns the rows.
 */
export function Table({ caption, columns, rows, rowKey, sort, onSort, empty, className = '' }) {
  const cell = (column, row) => {
    const content = column.cell ? column.cell(row) : row[column.key];
    const label = column.label;
    const named = column.className;
    const looks = typeof named === 'function' ? named(row) : named;
    return column.header
      ? html`<th scope="row" class=${looks} data-label=${label}>${content}</th>`
      : html`<td class=${looks} data-label=${label}>${content}</td>`;
  };
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${caption}>
    <table class=${className}>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${columns.map((column) => html`<${Heading} key=${column.key} ...${{ column, sort, onSort }} />`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) => html`<tr key=${rowKey(row)}>
            ${columns.map((column) => cell(column, row))}
          </tr>`,
        )}
        ${rows.length === 0 &&
        html`<tr>
          <td colspan=${columns.length} class="faint">${empty ?? t('nothingHere')}</td>
        </tr>`}
      </tbody>
    </table>
  </div>`;
}

const ICONS = { good: '✓', bad: '✗', warn: '!', wait: '…', none: '–', live: '●' };

/** An outcome as a sign and a word; `tone`: good, bad, warn, wait, none or live. */
export function Status({ tone, children }) {
  return html`<span class=${`status ${tone}`}
    ><span class="icon" aria-hidden="true">${ICONS[tone]}</span>${' '}${children}</span
  >`;
}

const TONES = { MET: 'good', NOT_MET: 'bad', PENDING: 'wait', NOT_REQUIRED: 'none' };

/** The outcome of one of the regulation's checks; a warning that does not hold blocks nothing. */
export function CheckStatus({ check }) {
  const soft = check.status === 'NOT_MET' && check.severity === 'WARNING';
  return html`<${Status} tone=${soft ? 'warn' : TONES[check.status]}>
    ${t(soft ? 'checkStatus.WARNING' : `checkStatus.${check.status}`)}
  <//>`;
}

/** Numerator, denominator and what it is of: the base of every share that is shown. */
export function Base({ share }) {
  return html`<span class="base"
    >${format.whole(share.count)}/${format.whole(share.base)} ${t(`base.${share.of}`)}</span
  >`;
}

/** A share in words: percent, numerator, denominator, base; "not yet" where there is none. */
export function Percent({ share }) {
  if (!share || share.percent === null) return html`<span class="faint">${t('notYet')}</span>`;
  return html`<span class="percent"
    ><b>${format.percent(share.percent)}</b>${' '}<${Base} share=${share}
  /></span>`;
}

/** The mark of a limit that could not be confirmed from the regulation's text. */
export const Unsure = () =>
  html`<span class="unsure"
    ><span aria-hidden="true" title=${t('unconfirmed')}>(*)</span
    ><span class="hidden">(${t('unconfirmed')})</span></span
  >`;

/** What is asked, in percent; `unsure` where that could not be confirmed. */
export const Asked = ({ limit, unsure = false }) =>
  html`<span class="asked">${t('asked', { limit: format.limit(limit) })}${unsure && html`${' '}<${Unsure} />`}</span>`;

/**
 * A share as a bar against the line that it must reach, with all of it in words. `met` null: it
 * can't be told; `provisional`: so far; `unsure`: the line could not be confirmed.
 */
export function Bar({ share, required = null, met = null, provisional = false, unsure = false }) {
  if (!share || share.percent === null) return html`<span class="faint">${t('notYet')}</span>`;
  const width = Math.min(share.percent, 100);
  const tone = met === null ? 'open' : met ? 'good' : 'bad';
  return html`<div class=${`bar ${tone}`}>
    <svg class="track" aria-hidden="true" focusable="false" preserveAspectRatio="none">
      <rect class="back" width="100%" height="100%" />
      <rect class="fill" width=${`${width}%`} height="100%" />
      ${required !== null &&
      html`<line class="line" x1=${`${required}%`} x2=${`${required}%`} y1="0" y2="100%" />`}
    </svg>
    <div class="words">
      <${Percent} share=${share} />
      ${required !== null &&
      html`${' · '}<${Asked} limit=${required} unsure=${unsure} />`}
      ${met !== null &&
      html`${' '}<${Status} tone=${met ? 'good' : 'bad'}>${t(met ? 'met' : 'notMet')}<//>`}
      ${provisional && html`${' '}<span class="tag">${t('soFar')}</span>`}
    </div>
  </div>`;
}

/** A tag that says how final a figure is. */
export function Stage({ stage }) {
  return html`<span class=${`tag ${stage === 'PROVISIONAL' ? 'open' : ''}`}>${t(`stage.${stage}`)}</span>`;
}

/** While something is asked. */
export const Loading = () => html`<p class="loading" role="status">${t('loading')}</p>`;

/** Why a call brought nothing: its sentence, and the reference that helps whoever is asked. */
export function Problem({ error, again }) {
  const key = `problem.${error.code}`;
  return html`<div class="problem" role="alert">
    <p>
      <b>${known(key) ? t(key) : t('problem.other')}</b>
      ${error.message && error.code !== 'AWAY' && html`<br />${error.message}`}
    </p>
    ${error.reference && html`<p>${t('reference', { reference: error.reference })}</p>`}
    ${again && html`<button type="button" onClick=${again}>${t('tryAgain')}</button>`}
  </div>`;
}

/** What a view shows while its question is open, or why it has no answer; else null. */
export function unanswered({ data, error, reload }) {
  if (data) return null;
  return error ? html`<${Problem} error=${error} again=${reload} />` : html`<${Loading} />`;
}

/** An amount in đồng. */
export const Money = ({ value }) =>
  value === null || value === undefined ? t('notYet') : html`<span class="money">${format.money(value)}</span>`;

/** A day. */
export const Day = ({ value }) =>
  value ? html`<time datetime=${value}>${format.day(value)}</time>` : t('notYet');

/** An instant, in Vietnam's time. */
export const Instant = ({ value }) =>
  value ? html`<time datetime=${value}>${format.instant(value)}</time>` : t('notYet');

/** Terms and what they are: `[[label, content]]`. */
export const Facts = ({ rows }) =>
  html`<dl class="facts">
    ${rows.map(
      ([label, content]) =>
        html`<div key=${label}>
          <dt>${label}</dt>
          <dd>${content}</dd>
        </div>`,
    )}
  </dl>`;

/** Says that some fields stay empty because the viewer's role never gets them. */
export const Gaps = ({ faults }) =>
  faults.some(({ code }) => code === 'FORBIDDEN') ? html`<p class="note">${t('gaps')}</p>` : null;

/** Whether the view follows what happens: `live`, `lost`, or nothing to say. */
export const Live = ({ state }) =>
  html`<span role="status">
    ${state === 'live' && html`<${Status} tone="live">${t('live')}<//>`}
    ${state === 'lost' && html`<${Status} tone="warn">${t('lostLive')}<//>`}
  </span>`;
