// The lists and numbers that docs/api tells are those of the schema and of the program.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';

import { buildSchema } from 'graphql';

import { read, root } from './changes.mjs';

const types = buildSchema(read('schema.graphql')).getTypeMap();

/** The part of a page below a heading, up to the next of its rank or above. */
function section(page, heading) {
  const rank = heading.match(/^#+/)[0].length;
  const [, after] = page.split(`\n${heading}\n`);
  assert.notEqual(after, undefined, heading);
  return after.split(new RegExp(`^#{1,${rank}} `, 'm'))[0];
}

/** The rows of the tables in a text, without their headings. */
function rows(text) {
  const lines = text.split('\n').filter((line) => line.startsWith('| ') || line.startsWith('|-'));
  const isHead = (line, index) => line.startsWith('|-') || lines[index + 1]?.startsWith('|-');
  const cells = (line) => line.slice(1, -1).split(' | ').map((cell) => cell.trim());
  return lines.filter((line, index) => !isHead(line, index)).map(cells);
}

const codes = (text) => rows(text).map(([code]) => code.replaceAll('`', ''));

/** The closed list that a type's description holds. */
function closedList(name) {
  const [, list] = types[name].description.split('closed list');
  return [...list.matchAll(/`([A-Z][A-Z_]+)`/g)].map(([, code]) => code);
}

/** Every match of the first group of a pattern in files of the program. */
function found(files, pattern) {
  return new Set(files.flatMap((file) => [...read(file).matchAll(pattern)].map(([, hit]) => hit)));
}

const LISTS = {
  '## Receipts': types.RejectionCode.getValues().map(({ name }) => name),
  '## User errors': closedList('UserError'),
  '## Warnings': closedList('Warning'),
};

for (const [heading, wanted] of Object.entries(LISTS)) {
  test(`codes.md tells every code below ${heading}, in the program's own words`, () => {
    const text = section(read('docs/api/codes.md'), heading);
    assert.deepEqual(codes(text), wanted.toSorted());
    const ofUsers = readdirSync(`${root}/src/words/user_faults`).map((name) => `user_faults/${name}`);
    const files = [...ofUsers, 'warnings.rs', 'receipts.rs'];
    const program = files.map((name) => read(`src/words/${name}`));
    for (const [code, sentence] of rows(text)) {
      assert.ok(program.some((file) => file.includes(`"${sentence}"`)), `${code}: ${sentence}`);
    }
  });
}

const ERROR_CODE = /"((?:[A-Z]+_)+[A-Z]+|FORBIDDEN|CONFLICT|UNAUTHENTICATED)"/g;

test('errors.md tells every code of errors', () => {
  const files = ['graphql/fault.rs', 'graphql/guard/refusal.rs', 'http/graphql/fault.rs', 'http/graphql/codes.rs'];
  const program = found(files.map((file) => `src/${file}`), ERROR_CODE);
  const told = codes(section(read('docs/api/errors.md'), '## `errors`'));
  assert.deepEqual(told.toSorted(), [...program].sort());
});

test('live-data.md tells every close code', () => {
  const program = found(['src/http/websocket/close.rs'], /=> (\d{4}),/g);
  assert.deepEqual(codes(section(read('docs/api/live-data.md'), '## After a break')), [...program].sort());
});

const LIMITS = {
  'bytes of the document': 'document_bytes',
  tokens: 'tokens',
  'brackets in one another': 'brackets',
  operations: 'operations',
  fragments: 'fragments',
  'fields of the root': 'root_fields',
  aliases: 'aliases',
  directives: 'directives',
  'fields, with every fragment spread out': 'selections',
  'selection sets in one another': 'nesting',
  'fields in one another': 'depth',
  'fields in one another below `__schema` and `__type`': 'introspection_depth',
  'field values that the answer could hold (cost)': 'cost',
  'values of variables, by use': 'variable_values',
};

const OF_REQUESTS = {
  'bytes of a body, with a token': 'body_bytes',
  'bytes of a body, without one': 'anonymous_body_bytes',
  'seconds for a body to arrive': 'body_time',
  'seconds for the headers to arrive': 'head_time',
  'bytes of a WebSocket message': 'message_bytes',
  'operations at once on one WebSocket': 'operations',
};

/** The numbers that a file of limits gives by default, by field. */
function defaults(file) {
  const settings = read(file).matchAll(/^ {12}(\w+): (?:Duration::from_secs\()?([\d_* ]+)\)?,$/gm);
  const product = (text) => text.split('*').reduce((all, part) => all * Number(part.replaceAll('_', '')), 1);
  return Object.fromEntries([...settings].map(([, field, value]) => [field, product(value)]));
}

for (const [heading, file, wanted] of [
  ['## One document', 'src/graphql/guard/limits.rs', LIMITS],
  ['## One request', 'src/http/limits.rs', OF_REQUESTS],
]) {
  test(`limits.md tells the numbers of ${file}`, () => {
    const program = defaults(file);
    const told = rows(section(read('docs/api/limits.md'), heading));
    const numbers = Object.fromEntries(told.map(([what, number]) => [what, Number(number.replaceAll(',', ''))]));
    for (const [what, field] of Object.entries(wanted)) assert.equal(numbers[what], program[field], what);
    if (wanted === LIMITS) assert.deepEqual(Object.values(wanted).sort(), Object.keys(program).sort());
  });
}
