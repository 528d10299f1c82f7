// Every mutation that a person makes has its form, with every field, in both languages.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import {
  buildSchema, getNamedType, isEnumType, isInputObjectType, isListType, isNonNullType,
} from 'graphql';

const root = new URL('../../', import.meta.url);
const work = new URL('src/http/dashboard/app/work/', root);
const load = (name) => import(new URL(name, work));
const { SPECS, NOT_HERE } = await load('specs/all.js');
const { ENUMS } = await load('enums.js');
const { PAGES } = await load('pages/all.js');
const { PLACES } = await load('places.js');

const schema = buildSchema(readFileSync(new URL('schema.graphql', root), 'utf8'));
const mutations = schema.getMutationType().getFields();

/** Which scalar each kind of field stands for. */
const SCALARS = {
  text: ['String', 'UUID'], longtext: ['String'], int: ['Int'], money: ['Money'], decimal: ['Score', 'String'],
  day: ['Date'], instant: ['DateTime'], flag: ['Boolean'], choice: ['String', 'ID'], code: ['String'],
  codes: ['String', 'UUID'], many: ['String', 'ID', 'Int', 'UUID'], files: ['ID'], file: ['ID'], made: ['UUID'],
};
const LISTS = new Set(['codes', 'many', 'files', 'rows']);

/** All that is wrong with a form's fields against the input that they are for. */
function misfits(fields, leftOut, type, at) {
  const wanted = type.getFields();
  const said = fields.filter(({ kind }) => kind !== 'take');
  const names = said.map(({ name }) => name);
  const missing = Object.keys(wanted)
    .filter((name) => !names.includes(name) && !leftOut?.[name])
    .map((name) => `${at}.${name} is neither in the form nor left out with a reason`);
  const stray = Object.keys(leftOut ?? {}).filter((name) => !wanted[name] || names.includes(name));
  return [
    ...missing,
    ...stray.map((name) => `${at}.${name} is left out and is not missing`),
    ...said.flatMap((field) => ofField(field, wanted[field.name], `${at}.${field.name}`)),
  ];
}

function ofField(field, input, at) {
  if (!input) return [`${at} is no field of the input`];
  const named = getNamedType(input.type);
  const needed = isNonNullType(input.type) && input.defaultValue === undefined;
  const inner = isNonNullType(input.type) ? input.type.ofType : input.type;
  const faults = [];
  if (needed && field.optional) faults.push(`${at} may stay empty, and the API needs it`);
  if (field.kind === 'given') return faults;
  if (isListType(inner) !== LISTS.has(field.kind)) faults.push(`${at} is a list, or is none`);
  if (isEnumType(named)) return field.of === named.name ? faults : [...faults, `${at} is of ${named.name}`];
  if (isInputObjectType(named)) {
    if (field.of !== named.name) return [...faults, `${at} is of ${named.name}`];
    return [...faults, ...misfits(field.fields, field.leftOut, named, at)];
  }
  if (!SCALARS[field.kind]?.includes(named.name)) faults.push(`${at}: ${field.kind} for ${named.name}`);
  return faults;
}

const inputOf = (spec) => getNamedType(mutations[spec.name].args[0].type);

test('each mutation has a form, or a reason why no person makes it here', () => {
  const have = [...SPECS.map(({ name }) => name), ...Object.keys(NOT_HERE)];
  assert.deepEqual(have.toSorted(), Object.keys(mutations).toSorted());
  for (const reason of Object.values(NOT_HERE)) assert.ok(reason.length > 20);
});

test("each form has its input's fields, of the right kind", () => {
  const wrong = SPECS.flatMap((spec) => misfits(spec.fields, spec.leftOut, inputOf(spec), spec.name));
  assert.deepEqual(wrong, []);
});

test('a form shows the warnings that its mutation may give', () => {
  for (const spec of SPECS) {
    const payload = getNamedType(mutations[spec.name].type).getFields();
    assert.equal(Boolean(spec.warns), Boolean(payload.warnings), spec.name);
    assert.equal(getNamedType(mutations[spec.name].args[0].type).name, inputOf(spec).name);
  }
});

test('every value that a form offers has words in both languages', () => {
  for (const [name, words] of Object.entries(ENUMS)) {
    const values = schema.getType(name).getValues().map((value) => value.name);
    assert.deepEqual(Object.keys(words).toSorted(), values.toSorted(), name);
    for (const pair of Object.values(words)) assert.ok(pair[0] && pair[1] && pair.length === 2);
  }
  const offered = (fields) => fields.flatMap((one) => (one.fields ? offered(one.fields) : one.kind === 'enum' ? [one.of] : []));
  for (const name of SPECS.flatMap(({ fields }) => offered(fields))) assert.ok(ENUMS[name], name);
});

test('every word of a form stands in both languages', () => {
  const pairs = (value) => {
    if (!value || typeof value !== 'object') return [];
    const said = ['label', 'hint', 'title', 'lead', 'sure', 'add', 'name'].map((key) => value[key]).filter(Array.isArray);
    return [...said, ...['fields', 'fill', 'panels', 'columns'].flatMap((key) => (value[key] ?? []).flatMap(pairs))];
  };
  const all = [...SPECS, ...PAGES].flatMap(pairs);
  assert.ok(all.length > 300, `${all.length} pairs`);
  for (const pair of all) assert.ok(pair.length === 2 && pair.every((one) => one.trim()), JSON.stringify(pair));
});

test('each kind of work has its place', () => {
  const kinds = schema.getType('TodoKind').getValues().map(({ name }) => name);
  assert.deepEqual(Object.keys(PLACES).toSorted(), kinds.toSorted());
});

test('each form is reached from a page of work', () => {
  const folder = fileURLToPath(new URL('pages/', work));
  const text = readdirSync(folder).map((name) => readFileSync(folder + name, 'utf8')).join('\n');
  const lost = SPECS.map(({ name }) => name).filter((name) => !text.includes(`'${name}'`));
  assert.deepEqual(lost, []);
});

test('every file of the dashboard stands in the program', () => {
  const app = new URL('src/http/dashboard/app/', root);
  const listed = readFileSync(new URL('src/http/dashboard/files.rs', root), 'utf8');
  const names = readdirSync(fileURLToPath(app), { recursive: true }).filter((name) => /\.(js|css|svg)$/.test(name));
  assert.ok(names.length > 60);
  assert.deepEqual(names.filter((name) => !listed.includes(`"app/" "${name}"`)), []);
});
