// No release breaks its clients unless it says so and why (graphql-inspector).
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { changes, faults, read, unreleased } from './changes.mjs';

const schema = read('schema.graphql');

test('nothing breaks clients of the last release, but what is allowed and told', async () => {
  const found = await changes(read('docs/api/released.graphql'), schema);
  const allowed = JSON.parse(read('docs/api/breaking.json'));
  assert.deepEqual(faults(found, allowed, unreleased(read('docs/api/changes.md'))), []);
});

const ONE = 'type Query { "A." a(x: Int): Int! "B." b: E } "E." enum E { "P." P "Q." Q } "I." input I { "I." i: Int }';

const CASES = {
  'a field that is gone': [ONE.replace('"B." b: E', ''), 'Query.b'],
  'a field that may be null now': [ONE.replace('Int!', 'Int'), 'Query.a'],
  'an argument that must be there now': [ONE.replace('x: Int', 'x: Int!'), 'Query.a.x'],
  'a new argument that must be there': [ONE.replace('(x: Int)', '(x: Int, y: Int!)'), 'Query.a.y'],
  'a value that is gone': [ONE.replace('"Q." Q', ''), 'E.Q'],
  'a new input field that must be there': [ONE.replace('i: Int', 'i: Int j: Int!'), 'I.j'],
};

for (const [what, [after, path]] of Object.entries(CASES)) {
  test(`${what} breaks clients until it is allowed and told`, async () => {
    const found = await changes(ONE, after);
    assert.ok(found.breaking.some((change) => change.path === path), JSON.stringify(found));
    assert.notDeepEqual(faults(found, [], ''), []);
    const allowed = found.breaking.map((change) => ({ path: change.path, reason: 'nobody has ever asked for it' }));
    const page = found.breaking.map((change) => `\`${change.path}\``).join(' ');
    assert.deepEqual(faults(found, allowed, page), []);
    assert.deepEqual(faults({ breaking: [], added: [] }, allowed, page).length, allowed.length);
  });
}

test('what is new at a root is told', async () => {
  const found = await changes(ONE, ONE.replace('"B."', '"C." c: Int "B."'));
  assert.deepEqual(found, { breaking: [], added: ['Query.c'] });
  assert.deepEqual(faults(found, [], ''), ['not in docs/api/changes.md: Query.c']);
  assert.deepEqual(faults(found, [], 'New: `Query.c`'), []);
});
