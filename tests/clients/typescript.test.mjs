// The typed example: its types made from the schema, compiled as strictly as may be, run.
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';

import { data, root, tokens, url } from './api.mjs';
import { node, script } from './tools.mjs';

const FOLDER = 'examples/typescript';

const run = (key, ...args) => node(FOLDER, ['dist/main.js', url, ...args], { API_TOKEN: tokens[key] ?? key });
const lines = (text) => text.trim().split('\n');

before(async () => {
  for (const made of ['dist', 'src/gql']) rmSync(join(root, FOLDER, made), { recursive: true, force: true });
  await script(FOLDER, 'build');
});

test('it pages through a round', async () => {
  const { certificationRound } = await data(
    'DASHBOARD',
    `{ certificationRound(year: 2019, ordinal: 1) {
      candidacies(orderBy: APPROVAL_PERCENT) {
        nodes { area { name } approval { share { count base } } }
      } } }`,
  );
  const wanted = certificationRound.candidacies.nodes.map(({ area, approval }) =>
    approval ? `${approval.share.count} of ${approval.share.base} of ${area.name}` : `none of ${area.name}`,
  );
  const told = lines(await run('DASHBOARD', 'round', '2019', '1', '4')).map((line) => {
    const [, name, counts] = line.match(/^(.*?): .*?(?:(\d+ of \d+) \(|no figures)/);
    return `${counts ?? 'none'} of ${name}`;
  });
  assert.equal(told.length, 22);
  assert.deepEqual(told, wanted);
});

test('it sends a batch, and the same households again', async () => {
  const first = lines(await run('COLLECTOR', 'submit', 'TYPED-1', 'TYPED-2'));
  assert.deepEqual(
    first.map((line) => line.replace(/^\S+ /, '')),
    ['ACCEPTED - kept=true', 'ACCEPTED - kept=true'],
  );
  const [again] = lines(await run('COLLECTOR', 'submit', 'TYPED-1'));
  assert.match(again, /REJECTED HOUSEHOLD_ALREADY_ANSWERED kept=true$/);
});

test('it tells errors by their codes', async () => {
  await assert.rejects(run('no-such-token', 'submit', 'TYPED-3'), /UNAUTHENTICATED/);
  await assert.rejects(run('FRONT', 'round', '2019', '1', '501'), /BAD_USER_INPUT/);
});

test('a field that the schema lacks is an error of the compiler, not of the user', async () => {
  const wrong = 'dist/wrong.ts';
  writeFileSync(
    join(root, FOLDER, wrong),
    "import type { CandidacyRow } from '../src/round.js';\nexport const name = (row: CandidacyRow) => row.area.nmae;\n",
  );
  const options = ['--noEmit', '--strict', '--module', 'nodenext', '--types', 'node', '--skipLibCheck', '--ignoreConfig'];
  await assert.rejects(node(FOLDER, ['node_modules/typescript/bin/tsc', ...options, wrong]), /nmae/);
});
