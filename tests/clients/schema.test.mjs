// What the schema's tools say of schema.graphql: both graphql-js in use, and graphql-eslint.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import graphqlEslint from '@graphql-eslint/eslint-plugin';
import { ESLint } from 'eslint';
import * as graphql16 from 'graphql';
import * as graphql17 from 'graphql-17';

import { ask, root } from './api.mjs';
import { EDGES_OVER_LINES, IDS_WITHOUT_NODE, RULES } from './lint.mjs';

const FILE = join(root, 'schema.graphql');
const text = readFileSync(FILE, 'utf8');
const schema = graphql16.buildSchema(text);
const types = Object.values(schema.getTypeMap()).filter(
  (type) => graphql16.isObjectType(type) && !type.name.startsWith('__'),
);
const isNode = (type) => type.getInterfaces().some(({ name }) => name === 'Node');

for (const library of [graphql16, graphql17]) {
  test(`graphql-js ${library.version} accepts the file and what the server tells`, async () => {
    assert.deepEqual(library.validateSchema(library.buildSchema(text)), []);
    const { json } = await ask(null, library.getIntrospectionQuery({ specifiedByUrl: true }));
    assert.equal(json.errors, undefined);
    const told = library.buildClientSchema(json.data);
    assert.deepEqual(library.validateSchema(told), []);
    const sorted = (one) => library.printSchema(library.lexicographicSortSchema(one));
    // async-graphql doesn't tell which interfaces an interface implements, nor of directives that only
    // schemas bear; the file does.
    const untold = text
      .replace(/^(interface \w+) implements [^{]*/gm, '$1 ')
      .replace(/^"""\n(?:[^"]+)"""\ndirective @(cost|listSize)\(.*\n/gm, '')
      .replace(/ @(cost|listSize)\([^)]*\)/g, '');
    const missing = sorted(library.buildSchema(untold)).split('\n');
    for (const line of sorted(told).split('\n')) assert.equal(line, missing.shift());
    assert.deepEqual(missing, []);
  });
}

/** The messages of graphql-eslint about a schema. */
async function lint(sdl) {
  const eslint = new ESLint({
    cwd: root,
    overrideConfigFile: true,
    overrideConfig: {
      files: ['**/*.graphql'],
      languageOptions: {
        parser: graphqlEslint.parser,
        parserOptions: { graphQLConfig: { schema: FILE } },
      },
      plugins: { '@graphql-eslint': graphqlEslint },
      rules: RULES,
    },
  });
  const [{ messages }] = await eslint.lintText(sdl, { filePath: FILE });
  return messages.map(({ line, ruleId, message }) => `${line}: ${ruleId}: ${message}`);
}

test('graphql-eslint finds nothing but what lint.mjs excepts', async () => {
  const edge = new RegExp(`^type (${Object.keys(EDGES_OVER_LINES).join('|')})Edge \\{$`);
  const lines = text.split('\n');
  const excepted = (message) =>
    message.includes('relay-edge-types') && edge.test(lines[Number.parseInt(message, 10) - 1]);
  const messages = await lint(text);
  assert.deepEqual(messages.filter((message) => !excepted(message)), []);
  // An exception that nothing needs any more goes.
  assert.equal(messages.filter(excepted).length, Object.keys(EDGES_OVER_LINES).length);
});

test('the linter sees a wrong name and a connection without its page', async () => {
  const wrong = text
    .replace('type CandidacyConnection {', 'type CandidacyConnection {\n  "Wrong."\n  Total_count: Int!')
    .replace('type HamletForms {', 'type HamletFormsConnection {');
  const messages = (await lint(wrong)).join('\n');
  assert.match(messages, /naming-convention/);
  assert.match(messages, /relay-connection-types/);
});

test('what has a global id can be asked for by it', () => {
  const has = (type) => String(type.getFields().id?.type) === 'ID!';
  const loose = types.filter((type) => has(type) && !isNode(type)).map(({ name }) => name);
  assert.deepEqual(loose.sort(), Object.keys(IDS_WITHOUT_NODE).sort());
});

test('everything has a description', () => {
  const bare = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    const fields = 'getFields' in type ? Object.values(type.getFields()) : [];
    const values = 'getValues' in type ? type.getValues() : [];
    const parts = [type, ...fields, ...values, ...fields.flatMap(({ args = [] }) => args)];
    bare.push(...parts.filter(({ description }) => !description).map(({ name }) => `${type.name}: ${name}`));
  }
  assert.deepEqual(bare.filter((name) => !/^(Boolean|Float|ID|Int|String): /.test(name)), []);
});
