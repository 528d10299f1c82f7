// The Relay example: compiled by relay-compiler, bundled, run in Chromium from an origin of its own.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { chromium } from 'playwright-core';

import { browser as program } from '../web/program.mjs';
import { data, page as origin, root, tokens, url } from './api.mjs';
import { script } from './tools.mjs';

const FOLDER = 'examples/relay';
const FIRST = 10;

let browser;

before(async () => {
  for (const made of ['dist', 'src/__generated__']) rmSync(join(root, FOLDER, made), { recursive: true, force: true });
  await script(FOLDER, 'build');
  browser = await chromium.launch({ executablePath: program(), args: ['--no-sandbox'] });
});

after(() => browser?.close());

/** Opens the example for an account; `asked` collects the operations that it sends. */
async function open(key, page) {
  const tab = await browser.newPage();
  const asked = [];
  tab.on('request', (request) => {
    if (request.method() === 'POST') asked.push(request.postDataJSON());
  });
  const own = new URLSearchParams({ token: tokens[key] ?? key, page });
  await tab.goto(`${origin}/?server=${encodeURIComponent(url)}&language=en#${own}`);
  return { tab, asked };
}

test('a connection grows page by page until its end', async () => {
  const { certificationRound } = await data(
    'DASHBOARD',
    `{ certificationRound(year: 2019, ordinal: 1) {
      candidacies(orderBy: APPROVAL_PERCENT) { nodes { area { name } } } } }`,
  );
  const wanted = certificationRound.candidacies.nodes.map(({ area }) => area.name);
  const { tab, asked } = await open('DASHBOARD', 'round');
  const names = tab.locator('tbody th');
  const more = tab.locator('#more:not([disabled])');
  for (let have = FIRST; have < wanted.length; have += FIRST) {
    await names.nth(have - 1).waitFor();
    assert.equal(await names.count(), have);
    await more.click();
  }
  await names.nth(wanted.length - 1).waitFor();
  assert.deepEqual(await names.allTextContents(), wanted);
  assert.equal(await tab.locator('#more').count(), 0);
  // The pages after the first were asked of the round by its global id.
  const later = asked.filter(({ query }) => query.startsWith('query RoundTablePageQuery'));
  assert.equal(later.length, Math.ceil(wanted.length / FIRST) - 1);
  assert.ok(later.every(({ query, variables }) => /\bnode\(id: \$id\)/.test(query) && variables.id));
  await tab.close();
});

test('a row is read again by its global id', async () => {
  const { tab, asked } = await open('DASHBOARD', 'round');
  const row = tab.locator('tbody tr').first();
  await row.waitFor();
  const before = await row.locator('td').allTextContents();
  assert.match(before[2], /%/);
  const answered = tab.waitForResponse(
    (response) => response.request().postDataJSON()?.query?.startsWith('query CandidacyRowQuery'),
  );
  await row.getByRole('button').click();
  const { data: again, errors } = await (await answered).json();
  assert.equal(errors, undefined);
  const { variables } = asked.find(({ query }) => query.startsWith('query CandidacyRowQuery'));
  assert.equal(again.node.id, variables.id);
  assert.equal(again.node.__typename, 'Candidacy');
  await row.waitFor();
  assert.deepEqual(await row.locator('td').allTextContents(), before);
  await tab.close();
});

test('a batch is sent, and a subscription brings the new count into the store', async () => {
  const { tab } = await open('COLLECTOR', 'survey');
  const responded = tab.locator('#responded');
  const before = Number(await responded.textContent());
  await tab.locator('input').fill('RELAY-1 RELAY-2');
  await tab.locator('#send').click();
  await tab.locator('#receipts li').nth(1).waitFor();
  assert.deepEqual(await tab.locator('#receipts li').allTextContents(), ['ACCEPTED', 'ACCEPTED']);
  await tab.locator('#responded', { hasText: String(before + 2) }).waitFor();
  await tab.locator('input').fill('RELAY-2');
  await tab.locator('#send').click();
  await tab.locator('#receipts li', { hasText: 'HOUSEHOLD_ALREADY_ANSWERED' }).waitFor();
  await tab.close();
});

test('a refusal reaches the page with its code', async () => {
  const { tab } = await open('no-such-token', 'round');
  assert.match(await tab.getByRole('alert').textContent(), /^UNAUTHENTICATED: /);
  await tab.close();
});
