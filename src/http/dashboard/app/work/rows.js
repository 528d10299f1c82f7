// Fields that hold fields: lists of inputs, and an input inside another.
import { html } from '../ui.js';
import { t } from '../words.js';
import { labelOf, say, wordAt } from './say.js';
import { blank } from './values.js';

/** All rows get what `fill` says, or those that it names. */
function filled(value, fill) {
  return value.map((row) => (!fill.only || fill.only(row) ? { ...row, ...fill.set } : row));
}

function Row({ field, path, row, at, ctx, Field, onRemove }) {
  const name = field.caption
    ? field.caption(row, ctx.loaded, wordAt)
    : `${labelOf(field)} ${at + 1}`;
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
  const put = (rows) => ctx.set(path, rows);
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
          html`<button type="button" onClick=${() => put(filled(value, fill))}>${say(fill.label)}</button>`,
      )}
    </div>`}
    ${value.length === 0 && field.fixed && html`<p class="faint">${t('work.noRows')}</p>`}
    ${value.map(
      (row, at) =>
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
