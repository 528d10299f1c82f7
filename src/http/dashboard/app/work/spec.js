// How a form is described: one object for each mutation, one small object for each of its fields.
//
// Words stand as pairs, Vietnamese first: ['Số báo cáo', 'Number']. Functions of a field get what
// was loaded, what stands in the address, and what is typed in the same row or form so far.

import { gql } from '../documents.js';
import { ENUMS } from './enums.js';

/**
 * A mutation that a person makes.
 * @typedef {object} Spec
 * @property {string} name the mutation
 * @property {string} [input] its input's type, where it isn't named after the mutation
 * @property {string} select what is asked of its payload, beside warnings and userErrors
 * @property {boolean} [warns] its payload has warnings
 * @property {string[]} roles who has it
 * @property {boolean} [provincial] of the Fronts, only a province's
 * @property {string[]} [agencies] of the departments, only these
 * @property {string[]} title what it is called
 * @property {string[]} [lead] what should be known before it is filled in
 * @property {Field[]} fields
 * @property {object} [leftOut] input fields that the form doesn't have, each with the reason
 * @property {{document: string, variables?: Function, connection?: Function}} [load] what the form needs to
 *   know first; `variables` of the address and the viewer, `connection` a list of which all pages are asked for
 * @property {{find: Function, values: Function}} [recall] `find` what is on record of what was chosen in the form;
 *   `values` of it take the place of what stands in the form, so that a revision begins with what is revised
 * @property {string[]} [sure] what will happen, asked before it is sent
 * @property {string[]} [danger] true: it can't be taken back
 * @property {boolean} [fleeting] what is typed is nobody else's to see: no draft of it is kept
 * @property {Function} [after] where to go afterwards: a hash of the payload, the loaded and the address
 * @property {Function} [shows] what is shown of the payload, this once
 */

const make = (kind) => (name, more) => ({ name, kind, ...more });

/** Taken from the address, or worked out from what was loaded with `from`; not shown. */
export const given = (name, from, more) => ({ name, kind: 'given', from, ...more });
/** Made once for each form that is filled in, such as an id. */
export const made = make('made');
export const text = make('text');
export const longtext = make('longtext');
export const int = make('int');
/** Whole đồng. */
export const money = make('money');
/** Up to two decimals, as text. */
export const decimal = make('decimal');
export const day = make('day');
/** Typed in Viet Nam's time, sent in UTC. */
export const instant = make('instant');
/** Yes or no, which must be said. */
export const flag = make('flag');
/** One of an enum of the schema; `only` names those that are offered. */
export const pick = (name, of, more) => ({ name, kind: 'enum', of, ...more });
/** Any of an enum's values. */
export const picks = (name, of, more) => ({
  name,
  kind: 'many',
  of,
  options: () => Object.entries(ENUMS[of]).map(([value, pair]) => ({ value, pair })),
  ...more,
});
/** One of `options`. */
export const choice = (name, options, more) => ({ name, kind: 'choice', options, ...more });
/** A code that is typed, with `options` suggested. */
export const code = (name, options, more) => ({ name, kind: 'code', options, ...more });
/** Any of `options`. */
export const many = (name, options, more) => ({ name, kind: 'many', options, ...more });
/** Codes, one a line. */
export const codes = make('codes');
/** Files that are sent in before; their ids are what is sent. */
export const files = (name, more) => ({ name, kind: 'files', optional: true, ...more });
export const file = (name, more) => ({ name, kind: 'file', optional: true, ...more });
/** A box that says whether a row is sent; it is no input field. */
export const take = (name, more) => ({ name, kind: 'take', label: ['Chọn', 'Include'], optional: true, ...more });
/** An input of its own inside the form. */
export const group = (name, of, fields, more) => ({ name, kind: 'group', of, fields, ...more });
/**
 * A list of inputs. `fixed`: its rows are those of `start`, none can be added. `sendIf` says which rows
 * are sent; `caption` names a row; `fill` lists what can be filled in everywhere at once.
 */
export const rows = (name, of, fields, more) => ({ name, kind: 'rows', of, fields, ...more });

/** The same field, which may stay empty. */
export const opt = (field) => ({ ...field, optional: true });

/** The form's document; variables are `input` alone. */
export function documentOf(spec) {
  const title = spec.name[0].toUpperCase() + spec.name.slice(1);
  const input = spec.input ?? `${title}Input`;
  const warnings = spec.warns ? 'warnings { code message } ' : '';
  return gql`mutation ${title}($input: ${input}!) {
  ${spec.name}(input: $input) { ${spec.select ?? ''} ${warnings}userErrors { code message path } }
}`;
}

/** The version of what is revised, and why: for what departments and organisations put on record. */
export const revision = (read) => [
  given('version', (d, p) => read(d, p)?.version ?? null, { optional: true }),
  opt(longtext('reason', {
    label: ['Lý do sửa đổi', 'Why it is revised'],
    when: (d, p) => Boolean(read(d, p)),
  })),
];
