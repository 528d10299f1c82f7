// The fields of a form: each with its label, its hint and its faults, and what it is typed into.
import { plain } from '../format.js';
import { html, useState } from '../ui.js';
import { t } from '../words.js';
import { ENUMS } from './enums.js';
import { Group, Rows } from './rows.js';
import { labelOf, say, word } from './say.js';
import { File, Files } from './upload.js';
import { codesOf, isAsked } from './values.js';

const idOf = (path) => `f-${path.join('-')}`;

/** What a field's widget says to a screen reader. */
function told(field, path, faults) {
  const id = idOf(path);
  const said = [field.hint && `${id}-hint`, faults && `${id}-fault`].filter(Boolean).join(' ');
  return {
    id,
    'aria-describedby': said || undefined,
    'aria-invalid': faults ? 'true' : undefined,
    'aria-required': field.optional ? undefined : 'true',
    'data-fault': faults ? '' : undefined,
  };
}

function Notes({ field, path, faults }) {
  const id = idOf(path);
  return html`${field.hint && html`<p id=${`${id}-hint`} class="hint">${say(field.hint)}</p>`}
  ${faults &&
  html`<p id=${`${id}-fault`} class="field-error">${faults.map((one) => html`<span>${one} </span>`)}</p>`}`;
}

const Optional = ({ field }) =>
  field.optional && field.kind !== 'take'
    ? html`${' '}<span class="faint">(${t('work.optional')})</span>`
    : null;

/** The choices of a field: `[{value, text}]`. */
function choicesOf(field, ctx, row) {
  if (field.kind === 'enum') {
    const values = field.only ?? Object.keys(ENUMS[field.of]);
    return values.map((value) => ({ value, text: word(field.of, value) }));
  }
  const options = field.options?.(ctx.loaded, ctx.params, row) ?? [];
  return options.map(({ value, text, pair }) => ({ value, text: pair ? say(pair) : text }));
}

const MODES = { int: 'numeric', money: 'numeric', decimal: 'decimal' };
const TYPES = { day: 'date', instant: 'datetime-local' };

function Line({ field, path, value, ctx, about }) {
  const type = (event) => ctx.set(path, event.currentTarget.value);
  const mode = MODES[field.kind];
  return html`<input
    ...${about}
    type=${TYPES[field.kind] ?? 'text'}
    inputmode=${mode}
    class=${mode ? 'short' : undefined}
    autocomplete="off"
    value=${value}
    onInput=${type}
  />`;
}

function Choice({ field, path, value, ctx, row, about }) {
  return html`<select ...${about} value=${value} onChange=${(event) => ctx.set(path, event.currentTarget.value)}>
    <option value="" selected=${value === ''}>${t('work.choose')}</option>
    ${choicesOf(field, ctx, row).map(
      (one) =>
        html`<option key=${one.value} value=${one.value} selected=${one.value === value}>${one.text}</option>`,
    )}
  </select>`;
}

function Code({ field, path, value, ctx, row, about }) {
  const options = choicesOf(field, ctx, row);
  const found = options.find((one) => one.value === value.trim());
  const list = `${about.id}-list`;
  return html`<input
      ...${about}
      list=${list}
      autocomplete="off"
      value=${value}
      onInput=${(event) => ctx.set(path, event.currentTarget.value)}
    />
    <datalist id=${list}>
      ${options.map((one) => html`<option key=${one.value} value=${one.value}>${one.text}</option>`)}
    </datalist>
    ${found && html`<p class="found">${found.text}</p>`}`;
}

function Long({ field, path, value, ctx, row, about }) {
  const options = field.kind === 'codes' && field.options ? choicesOf(field, ctx, row) : [];
  const typed = options.length ? codesOf(value) : [];
  const names = options.filter((one) => typed.includes(one.value)).map(({ text }) => text);
  return html`<textarea
      ...${about}
      rows=${field.kind === 'codes' ? 4 : 2}
      onInput=${(event) => ctx.set(path, event.currentTarget.value)}
      value=${value}
    ></textarea>
    ${names.length > 0 && html`<p class="found">${names.join(', ')}</p>`}`;
}

/** Yes and no as two radios, so that neither is said by chance. */
function Flag({ field, path, value, ctx, about }) {
  const name = about.id;
  const choose = (to) => () => ctx.set(path, to);
  const radio = (to, label) => html`<label class="inline">
    <input
      type="radio"
      name=${name}
      id=${to === 'yes' ? name : `${name}-no`}
      checked=${value === to}
      aria-describedby=${about['aria-describedby']}
      data-fault=${to === 'yes' ? about['data-fault'] : undefined}
      onChange=${choose(to)}
    />
    ${t(label)}</label
  >`;
  return html`<div class="flags">${radio('yes', 'work.yes')} ${radio('no', 'work.no')}</div>`;
}

/** From so many choices on they can be searched, and so many are drawn. */
const MANY = 12;
const DRAWN = 200;

function Many({ field, path, value, ctx, row, about }) {
  const [wanted, setWanted] = useState('');
  const options = choicesOf(field, ctx, row);
  const found = options.filter((one) => plain(one.text).includes(wanted));
  const turn = (one) => (event) =>
    ctx.set(path, event.currentTarget.checked ? [...value, one] : value.filter((other) => other !== one));
  const all = () => ctx.set(path, [...new Set([...value, ...found.map((one) => one.value)])]);
  const chosen = options.filter((one) => value.includes(one.value) && !found.includes(one));
  return html`${options.length >= MANY &&
    html`<label for=${`${about.id}-search`}>${t('work.filter', { count: options.length })}</label>
      <input
        id=${`${about.id}-search`}
        type="search"
        onInput=${(event) => setWanted(plain(event.currentTarget.value))}
      />`}
    <div class="flags">
      ${options.length > 3 && html`<button type="button" onClick=${all}>${t('all')}</button>`}
      ${[...chosen, ...found.slice(0, DRAWN)].map(
        (one, at) => html`<label class="inline" key=${one.value}>
          <input
            type="checkbox"
            id=${at === 0 ? about.id : undefined}
            checked=${value.includes(one.value)}
            aria-describedby=${about['aria-describedby']}
            data-fault=${at === 0 ? about['data-fault'] : undefined}
            onChange=${turn(one.value)}
          />
          ${one.text}</label
        >`,
      )}
      ${options.length === 0 && html`<p class="faint">${t('work.noRows')}</p>`}
    </div>`;
}

const WIDGETS = {
  text: Line, int: Line, money: Line, decimal: Line, day: Line, instant: Line,
  longtext: Long, codes: Long, enum: Choice, choice: Choice, code: Code, flag: Flag, many: Many,
  files: Files, file: File,
};
/** Those that are several controls under one name. */
const SETS = new Set(['flag', 'many']);

function Take({ field, path, value, ctx }) {
  return html`<label class="inline take">
    <input
      type="checkbox"
      id=${idOf(path)}
      checked=${value}
      onChange=${(event) => ctx.set(path, event.currentTarget.checked)}
    />
    ${labelOf(field)}</label
  >`;
}

/** One field, whatever it is; nothing where it isn't asked for now. */
export function Field({ field, path, value, row, ctx }) {
  if (field.kind === 'given' || field.kind === 'made') return null;
  if (!isAsked(field, ctx.loaded, ctx.params, row)) return null;
  const faults = ctx.faults.get(path.join('.'));
  if (field.kind === 'take') return html`<${Take} ...${{ field, path, value, ctx }} />`;
  if (field.kind === 'rows') return html`<${Rows} ...${{ field, path, value, ctx, faults, Field, Notes }} />`;
  if (field.kind === 'group') return html`<${Group} ...${{ field, path, value, ctx, faults, Field, Notes }} />`;
  const about = told(field, path, faults);
  const Widget = WIDGETS[field.kind];
  const inside = html`<${Notes} ...${{ field, path, faults }} />
    <${Widget} ...${{ field, path, value, ctx, row, about }} />`;
  if (SETS.has(field.kind)) {
    return html`<fieldset class="field set">
      <legend>${labelOf(field)}<${Optional} field=${field} /></legend>
      ${inside}
    </fieldset>`;
  }
  return html`<div class="field">
    <label for=${about.id}>${labelOf(field)}<${Optional} field=${field} /></label>
    ${inside}
  </div>`;
}
