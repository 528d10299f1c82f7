// The dashboard for every eye and hand: WCAG, both schemes, every width, keyboard, paper, words.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { buildSchema } from 'graphql';

import { Desk, asked, places, roundHash, skipOf, violations, visit } from './dashboard.mjs';

const skip = skipOf('FRONT', 'COUNCIL_CHAIR', 'COORDINATION_OFFICE');
const app = fileURLToPath(new URL('../../src/http/dashboard/app', import.meta.url));

const desk = new Desk();
let views;

before(async () => {
  if (skip) return;
  await desk.start();
  const { rounds, failing, open } = await places();
  const { certificationRounds } = await asked(
    'COUNCIL_CHAIR',
    '{ certificationRounds(first: 50) { nodes { councilSessions { id } } } }',
  );
  const [session] = certificationRounds.nodes.flatMap(({ councilSessions }) => councilSessions);
  views = {
    FRONT: [
      '#/rounds',
      ...rounds.map(roundHash),
      `${roundHash(failing.round)}/vote`,
      `#/candidacy/${failing.id}`,
      `#/candidacy/${open.id}`,
      '#/nowhere',
    ],
    COUNCIL_CHAIR: [`#/session/${session.id}`],
    COORDINATION_OFFICE: [
      '#/',
      '#/desk/rounds',
      '#/desk/council',
      `#/desk/candidacy?id=${open.id}`,
      ...rounds.map((round) => `${roundHash(round)}/reassessment`),
      '#/do/createCertificationRound',
      '#/do/createDirective',
    ],
  };
});

after(() => desk.end());

/** Each view in a window of this shape. */
async function each(shape, look) {
  for (const [role, hashes] of Object.entries(views)) {
    const window = await desk.open({ role, ...shape });
    for (const hash of hashes) {
      await visit(window, hash);
      await look(window, hash);
    }
    assert.deepEqual(window.complaints, []);
    await window.close();
  }
}

for (const scheme of ['light', 'dark']) {
  test(`axe finds nothing against WCAG 2.2 AA in ${scheme}`, { skip }, async () => {
    const stranger = await desk.open({ scheme });
    assert.deepEqual(await violations(stranger), [], 'signing in');
    await stranger.close();
    await each({ scheme }, async (window, hash) => {
      assert.deepEqual(await violations(window), [], hash);
    });
  });
}

test('dark and light are two pages to the eye', { skip }, async () => {
  const colours = [];
  for (const scheme of ['light', 'dark']) {
    const window = await desk.open({ scheme });
    colours.push(await window.page.evaluate(() => getComputedStyle(document.body).backgroundColor));
    await window.close();
  }
  assert.notEqual(colours[0], colours[1]);
});

/** What sticks out of the window, with all that can be opened open; tables may, each in a region that scrolls. */
function tooWide() {
  for (const details of document.querySelectorAll('details')) details.open = true;
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  const out = (one) => one.getBoundingClientRect().right > room && !one.closest('table');
  const found = [...document.querySelectorAll('body *')].filter(out).map((one) => one.outerHTML.slice(0, 120));
  return [`${document.documentElement.scrollWidth} of ${room} pixels`, ...found];
}

// 320 pixels: a window of 1280 at four times its size (WCAG 1.4.10).
for (const width of [320, 360, 3840]) {
  test(`nothing sticks out at ${width} pixels`, { skip }, async () => {
    await each({ width }, async ({ page }, hash) => {
      assert.deepEqual(await page.evaluate(tooWide), [], hash);
    });
  });
}

test('nothing sticks out where letters are twice as large', { skip }, async () => {
  await each({ width: 1280 }, async ({ page }, hash) => {
    await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
    assert.deepEqual(await page.evaluate(tooWide), [], hash);
  });
});

/** Puts the keyboard where it is when a page was just opened: before everything. */
function fromTheTop() {
  document.body.tabIndex = -1;
  document.body.focus();
}

test('the keyboard reaches everything that can be pressed, and shows where it is', { skip }, async () => {
  const window = await desk.open({ role: 'FRONT', hash: views.FRONT[1] });
  const { page } = window;
  await page.evaluate(fromTheTop);
  await page.evaluate(() => {
    window.reached = new Set();
    window.unseen = [];
    document.addEventListener('focusin', ({ target }) => {
      window.reached.add(target);
      const { outlineStyle } = getComputedStyle(target);
      if (outlineStyle === 'none') window.unseen.push(target.outerHTML);
    });
  });
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
  const things = 'a[href], button, select, input, summary, [tabindex="0"]';
  // Counted anew: a part of the page may still come while the keyboard is on its way.
  for (let step = 0; step < (await page.locator(things).count()) + 5; step += 1) await page.keyboard.press('Tab');
  const missed = await page.evaluate(
    (selector) =>
      [...document.querySelectorAll(selector)]
        .filter((thing) => thing.checkVisibility() && !window.reached.has(thing))
        .map((thing) => thing.outerHTML),
    things,
  );
  assert.deepEqual(missed, []);
  assert.deepEqual(await page.evaluate(() => window.unseen), []);
  await window.close();
});

test('the skip link leads to the main part, and Enter opens a round', { skip }, async () => {
  const window = await desk.open({ role: 'FRONT', hash: '#/rounds' });
  const { page } = window;
  await page.evaluate(fromTheTop);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
  await page.locator('tbody th a').first().focus();
  await page.keyboard.press('Enter');
  await page.locator('#candidacies').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'H1');
  await window.close();
});

test('the page before the vote goes onto A4 with what it holds', { skip }, async () => {
  const hash = views.FRONT.find((one) => one.endsWith('/vote'));
  const window = await desk.open({ role: 'FRONT', hash });
  const { page } = window;
  const rows = await page.locator('tbody tr').count();
  assert.ok(rows > 0);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  const [, width, height] = /MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf.toString('latin1'));
  assert.deepEqual([Math.round(width), Math.round(height)], [842, 595]);
  assert.ok(pdf.length > 20_000, `${pdf.length} bytes`);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('.top').isVisible(), false);
  assert.equal(await page.locator('.print-only').isVisible(), true);
  assert.equal(await page.locator('tbody tr:visible').count(), rows);
  const fits = await page.locator('table').evaluate((table) => table.scrollWidth <= document.body.scrollWidth);
  assert.ok(fits);
  await window.close();
});

/** Every file of the dashboard's own code, with its text. */
const sources = () =>
  readdirSync(app, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.js'))
    .map((entry) => [entry.name, readFileSync(join(entry.parentPath ?? entry.path, entry.name), 'utf8')]);

test('each word stands in both languages, with the same places, and is used by its key', { skip }, async () => {
  const window = await desk.open();
  const { vi, en } = await window.page.evaluate(async () => {
    const { allWords } = await import('/app/words.js');
    return allWords();
  });
  await window.close();
  assert.deepEqual(Object.keys(vi).sort(), Object.keys(en).sort());
  const places = (text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
  for (const key of Object.keys(vi)) {
    assert.ok(vi[key] && en[key], key);
    assert.deepEqual(places(vi[key]), places(en[key]), key);
  }
  for (const [name, text] of sources()) {
    for (const [, key] of text.matchAll(/\bt\('([^']+)'/g)) assert.ok(key in vi, `${name}: ${key}`);
  }
});

/** Enumerations of the schema by the prefix of their words. */
const TERMS = {
  title: 'Title',
  purpose: 'CandidacyPurpose',
  state: 'CandidacyState',
  surveyState: 'SurveyState',
  stage: 'ResultStage',
  base: 'ShareBase',
  checkStatus: 'CheckStatus',
  severity: 'CheckSeverity',
  role: 'Role',
  deliverable: 'Deliverable',
  owner: 'Deliverable',
  sessionState: 'SessionState',
  ballotMode: 'BallotMode',
  position: 'CouncilPosition',
  organisation: 'Organisation',
  level: 'AreaLevel',
  mode: 'CollectionMode',
  outcome: 'DecisionOutcome',
  conclusion: 'FrontConclusion',
};

test('each value of an enumeration that is shown has its words', { skip }, async () => {
  const schema = buildSchema(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'));
  const window = await desk.open();
  const missing = await window.page.evaluate(
    async (keys) => {
      const { known } = await import('/app/words.js');
      return keys.filter((key) => !known(key));
    },
    Object.entries(TERMS).flatMap(([prefix, name]) =>
      schema.getType(name).getValues().map((value) => `${prefix}.${value.name}`),
    ),
  );
  assert.deepEqual(missing, []);
  await window.close();
});

test('a word in one language alone is refused', { skip }, async () => {
  const window = await desk.open();
  const refused = await window.page.evaluate(async () => {
    const { addWords } = await import('/app/words.js');
    try {
      addWords({ vi: { lonely: 'một mình' }, en: {} });
      return false;
    } catch {
      return true;
    }
  });
  assert.ok(refused);
  await window.close();
});

test("every file of the dashboard's folder is served", { skip }, async () => {
  const window = await desk.open();
  const names = readdirSync(app, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'index.html')
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(app.length + 1));
  const statuses = await window.page.evaluate(
    (all) => Promise.all(all.map(async (name) => [name, (await fetch(`/app/${name}`)).status])),
    names,
  );
  assert.deepEqual(statuses.filter(([, status]) => status !== 200), []);
  await window.close();
});
