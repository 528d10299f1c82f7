// From what was typed to an input, and from a path of the API back to the field.

const VIETNAM = '+07:00';

/** What a field holds before anything is typed. */
export function empty(field, loaded, params) {
  if (field.start) return field.start(loaded, params);
  if (field.kind === 'rows') {
    return Array.from({ length: field.least ?? 0 }, () => blank(field.fields, loaded, params));
  }
  if (field.kind === 'group') return field.optional ? null : blank(field.fields, loaded, params);
  if (field.kind === 'many' || field.kind === 'files') return [];
  if (field.kind === 'take') return false;
  if (field.kind === 'made') return field.make();
  return '';
}

/** A form, or a row, before anything is typed. */
export function blank(fields, loaded, params) {
  return Object.fromEntries(fields.map((field) => [field.name, empty(field, loaded, params)]));
}

/** Whether a field is asked for now. */
export function isAsked(field, loaded, params, values) {
  return !field.when || Boolean(field.when(loaded, params, values));
}

/** An instant typed in Viet Nam's time, in UTC; null where it is none. */
export function toUtc(typed) {
  const at = new Date(`${typed}${VIETNAM}`);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

/** An instant as a field of local time shows it. */
export function toLocal(instant) {
  if (!instant) return '';
  const seven = new Date(new Date(instant).getTime() + 7 * 3_600_000);
  return seven.toISOString().slice(0, 16);
}

/** Today in Viet Nam. */
export const today = () => toLocal(new Date().toISOString()).slice(0, 10);

/** Codes of a text: between spaces, commas, semicolons and lines. */
export const codesOf = (typed) => typed.split(/[\s,;]+/).filter(Boolean);

const linesOf = (typed) => typed.split(/\n/).map((line) => line.trim()).filter(Boolean);

const trimmed = (value) => (typeof value === 'string' ? value.trim() : value);

const CONVERT = {
  int: (value) => (/^-?\d{1,9}$/.test(value) ? { value: Number(value) } : { fault: 'notANumber' }),
  money: (value) => {
    const digits = value.replace(/[\s.,]/g, '');
    return /^\d{1,18}$/.test(digits) ? { value: digits } : { fault: 'notAmount' };
  },
  decimal: (value) => {
    const text = value.replace(',', '.');
    return /^\d{1,3}(\.\d{1,2})?$/.test(text) ? { value: text } : { fault: 'notADecimal' };
  },
  day: (value) => (/^\d{4}-\d{2}-\d{2}$/.test(value) ? { value } : { fault: 'notADay' }),
  instant: (value) => {
    const utc = toUtc(value);
    return utc ? { value: utc } : { fault: 'notAnInstant' };
  },
  flag: (value) => ({ value: value === 'yes' }),
  codes: (value, { lines }) => ({ value: lines ? linesOf(value) : codesOf(value) }),
  many: (value, { numbers }) => ({ value: numbers ? value.map(Number) : value }),
  files: (value) => ({ value: value.map(({ id }) => id) }),
  file: (value) => ({ value: value.id }),
};

const isEmpty = (value) =>
  value === '' || value === null || value === undefined || (Array.isArray(value) && !value.length);

/**
 * The input of a form or a row: what is sent, what is wrong with it, and which rows were sent.
 * @returns {{input: object, faults: Map<string, string>, sent: Map<string, number[]>}}
 */
export function toInput(fields, values, loaded, params, at = [], into = undefined) {
  const result = into ?? { faults: new Map(), sent: new Map() };
  const input = {};
  for (const field of fields) {
    if (field.kind === 'take' || !isAsked(field, loaded, params, values)) continue;
    const path = [...at, field.name];
    const value = oneOf(field, values[field.name], { loaded, params, path, result, values });
    if (value !== undefined) input[field.name] = value;
  }
  return { input, ...result };
}

function oneOf(field, typed, { loaded, params, path, result, values }) {
  const key = path.join('.');
  if (field.kind === 'given') {
    const value = field.from ? field.from(loaded, params, values) : params[field.name];
    return value ?? undefined;
  }
  if (field.kind === 'rows') return ofRows(field, typed, { loaded, params, path, result });
  if (field.kind === 'group') {
    if (!typed) return undefined;
    return toInput(field.fields, typed, loaded, params, path, result).input;
  }
  const value = trimmed(typed);
  if (isEmpty(value)) {
    if (!field.optional && !field.mayBeEmpty) result.faults.set(key, 'needed');
    return field.mayBeEmpty ? value : undefined;
  }
  const made = CONVERT[field.kind]?.(value, field) ?? { value };
  if (made.fault) result.faults.set(key, made.fault);
  return made.value;
}

function ofRows(field, typed, { loaded, params, path, result }) {
  const sent = typed.flatMap((row, at) => (!field.sendIf || field.sendIf(row) ? [at] : []));
  result.sent.set(path.join('.'), sent);
  if (!sent.length && !field.optional && !field.mayBeEmpty) result.faults.set(path.join('.'), 'neededRow');
  if (!sent.length && field.optional) return undefined;
  return sent.map((at) => {
    const row = typed[at];
    return toInput(field.fields, row, loaded, params, [...path, String(at)], result).input;
  });
}

/**
 * The field that a path of the API names, as the key of a form's faults; the nearest one that is
 * shown, or '' for the whole form.
 */
export function fieldAt(path, fields, sent) {
  const names = path[0] === 'input' ? path.slice(1) : path;
  const found = [];
  let among = fields;
  let at = 0;
  while (at < names.length) {
    const field = among.find(({ name }) => name === names[at]);
    if (!field || field.kind === 'given' || field.kind === 'made') break;
    found.push(field.name);
    at += 1;
    if (field.kind === 'rows') {
      const row = sent.get(found.join('.'))?.[Number(names[at])];
      if (row === undefined) break;
      found.push(String(row));
      at += 1;
    } else if (field.kind !== 'group') break;
    among = field.fields;
  }
  return found.join('.');
}

/** The same value with one place of it changed. */
export function changed(value, [first, ...rest], to) {
  const next = rest.length ? changed(value[first], rest, to) : to;
  if (Array.isArray(value)) return value.map((one, at) => (at === Number(first) ? next : one));
  return { ...value, [first]: next };
}
