// Every query of docs/api asked of the running program, and its answer held against the page's.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';

import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

import { ask, root, tokens, url } from './api.mjs';
import { examples, faults, filled } from './guide.mjs';

const run = promisify(execFile);
const FOLDER = join(root, 'docs/api');
const pages = readdirSync(FOLDER).filter((name) => name.endsWith('.md'));
const page = (name) => readFileSync(join(FOLDER, name), 'utf8');

/** The first answer of a subscription. */
async function first({ query, token, language }, variables) {
  const headers = { 'Accept-Language': language };
  if (token) headers.Authorization = `Bearer ${tokens[token] ?? token}`;
  const client = createClient({
    url: `${url.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: headers,
  });
  try {
    for await (const json of client.iterate({ query, variables })) return { status: 200, json };
    throw new Error('it ended without an answer');
  } finally {
    await client.dispose();
  }
}

/** What a command prints, run in an empty folder, at our address. */
async function printed({ command, token }, bound) {
  const folder = mkdtempSync(join(tmpdir(), 'longdan-guide-'));
  try {
    const text = filled(command, bound).replaceAll('http://127.0.0.1:8000', url);
    const env = { ...process.env, TOKEN: tokens[token] ?? '' };
    const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', text], { cwd: folder, env });
    return { status: 200, json: JSON.parse(stdout) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The answer of an example. */
function answer(example, bound) {
  if (example.command) return printed(example, bound);
  const { query, token, language } = example;
  const variables = filled(example.variables, bound);
  if (/^subscription\b/m.test(query)) return first(example, variables);
  return ask(token, query, { variables, language });
}

for (const name of pages) {
  const found = examples(page(name));
  if (!found.length) continue;
  test(`docs/api/${name}: ${found.length} queries are answered as it says`, async () => {
    const bound = new Map();
    for (const example of found) {
      const { status, json } = await answer(example, bound);
      assert.deepEqual(faults(example.answer, json, bound), [], `line ${example.line}`);
      assert.equal(status, example.status, `line ${example.line}`);
    }
  });
}

test('every page is in the index', () => {
  const index = page('README.md');
  for (const name of pages.filter((one) => one !== 'README.md')) assert.ok(index.includes(`](${name})`), name);
});

test('a wrong answer, a wrong query and an answer too much are seen', () => {
  const bound = new Map();
  const wanted = { a: ['<id>', { b: '…' }, '…'], c: 1 };
  const right = { a: ['x', { b: 2 }, 3, 4], c: 1 };
  assert.deepEqual(faults(wanted, right, bound), []);
  assert.equal(bound.get('id'), 'x');
  for (const wrong of [
    { ...right, a: ['y', { b: 2 }] },
    { ...right, a: ['x', { b: null }] },
    { ...right, a: ['x'] },
    { ...right, c: 2 },
    { ...right, d: 1 },
    { a: right.a },
  ]) {
    assert.notDeepEqual(faults(wanted, wrong, new Map([['id', 'x']])), [], JSON.stringify(wrong));
  }
  assert.throws(() => examples('```graphql\n{ a }\n```\n'), /without an answer/);
  assert.throws(() => examples('```json answer\n{}\n```\n'), /without a query/);
  assert.throws(() => filled({ id: '<none>' }, bound), /in no answer above/);
});
