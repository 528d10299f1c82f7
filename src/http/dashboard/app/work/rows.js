// Fields that hold fields: lists of inputs, and an input inside another.
import { plain } from '../format.js';
import { html, useState } from '../ui.js';
import { t } from '../words.js';
import { labelOf, say, wordAt } from './say.js';
import { blank } from './values.js';

/** Of the rows that are shown, all get what `fill` says, or those that it names. */
function filled(value, fill, shown) {
  const meant = (row, at) => shown(row, at) && (!fill.only || fill.only(row));
  return value.map((row, at) => (meant(row, at) ? { ...row, ...fill.set } : row));
}

/** Rows from which on they can be searched. */
const MANY = 12;

const nameOf = (field, row, at, ctx) =>
  field.caption ? field.caption(row, ctx.loaded, wordAt) : `${labelOf(field)} ${at + 1}`;

function Search({ id, count, onInput }) {
  return html`<div class="field no-print">
    <label for=${id}>${t('work.filter', { count })}</label>
    <input id=${id} type="search" onInput=${(event) => onInput(plain(event.currentTarget.value))} />
  </div>`;
}

function Row({ field, path, row, at, ctx, Field, onRemove }) {
  const name = nameOf(field, row, at, ctx);
  return html`<fieldset class=${`row ${field.tight ? 'tight' : ''}`}>
    <legend>${name}</legend>
    ${field.note && html`<p class="hint">${say(field.note(row))}</p>`}
    <div class="cells">
      ${field.fields.map(
        (one) => html`<${Field}
          key=${one.name}
          field=${one}
          path=${[...path, String(at), one.name]}
          value=${row[one.name]}
          row=${row}
          ctx=${ctx}
        />`,
      )}
    </div>
    ${onRemove &&
    html`<button type="button" onClick=${onRemove}>${t('work.remove', { number: at + 1 })}</button>`}
  </fieldset>`;
}

/** A list of inputs: rows of what was loaded, or rows that are added and removed. */
export function Rows({ field, path, value, ctx, faults, Field, Notes }) {
  const [wanted, setWanted] = useState('');
  const put = (rows) => ctx.set(path, rows);
  const faulty = (at) => [...ctx.faults.keys()].some((key) => key.startsWith(`${[...path, at].join('.')}.`));
  const shown = (row, at) =>
    !wanted || plain(nameOf(field, row, at, ctx)).includes(wanted) || faulty(at);
  const add = () => put([...value, blank(field.fields, ctx.loaded, ctx.params)]);
  const removable = !field.fixed && value.length > (field.least ?? 0);
  const remove = (at) => () => put(value.filter((_, other) => other !== at));
  return html`<fieldset class="rows" id=${`f-${path.join('-')}`} tabindex="-1" data-fault=${faults ? '' : undefined}>
    <legend>
      ${labelOf(field)}
      ${field.optional && html`${' '}<span class="faint">(${t('work.optional')})</span>`}
    </legend>
    <${Notes} ...${{ field, path, faults }} />
    ${field.fill &&
    value.length > 1 &&
    html`<div class="flags">
      ${field.fill.map(
        (fill) =>
          html`<button type="button" onClick=${() => put(filled(value, fill, shown))}>${say(fill.label)}</button>`,
      )}
    </div>`}
    ${field.fixed &&
    value.length >= MANY &&
    html`<${Search} id=${`f-${path.join('-')}-search`} count=${value.length} onInput=${setWanted} />`}
    ${value.length === 0 && field.fixed && html`<p class="faint">${t('work.noRows')}</p>`}
    ${value.map(
      (row, at) =>
        shown(row, at) &&
        html`<${Row}
          key=${at}
          ...${{ field, path, row, at, ctx, Field }}
          onRemove=${removable ? remove(at) : null}
        />`,
    )}
    ${!field.fixed &&
    html`<button type="button" onClick=${add}>${field.add ? say(field.add) : t('work.add')}</button>`}
  </fieldset>`;
}

/** An input inside the form; one that may be left out is asked for by a box. */
export function Group({ field, path, value, ctx, faults, Field, Notes }) {
  const turn = (event) =>
    ctx.set(path, event.currentTarget.checked ? blank(field.fields, ctx.loaded, ctx.params) : null);
  return html`<fieldset class="rows" data-fault=${faults ? '' : undefined} tabindex="-1">
    <legend>${labelOf(field)}</legend>
    <${Notes} ...${{ field, path, faults }} />
    ${field.optional &&
    html`<label class="inline"
      ><input type="checkbox" checked=${value !== null} onChange=${turn} /> ${labelOf(field)}</label
    >`}
    ${value &&
    field.fields.map(
      (one) => html`<${Field}
        key=${one.name}
        field=${one}
        path=${[...path, one.name]}
        value=${value[one.name]}
        row=${value}
        ctx=${ctx}
      />`,
    )}
  </fieldset>`;
}
