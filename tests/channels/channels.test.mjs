// One survey, four channels: the engine of ODK Web Forms, the app in Chromium, a GraphQL client, paper.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { gate } from '../web/gate.mjs';
import { ask } from '../web/graphql.mjs';
import { Phone, take, until } from '../web/phone.mjs';
import * as engine from '../openrosa/engine.mjs';
import { firstForm, send } from '../openrosa/server.mjs';
import { done } from './survey.mjs';
import { FIGURES, Typed } from './typed.mjs';

const { url, survey, front, typists, collectors, modes } = JSON.parse(process.env.LONGDAN_CHANNELS);
const [[visited, byVisitor], [alone, byResident], [met, atMeeting], [counted]] = Object.keys(modes).map(
  (code, at) => [code, collectors[at]],
);
const CLIENT = fileURLToPath(new URL('../web/minimal-client.mjs', import.meta.url));
const FORM = '{ assignedSurveys { questionnaire { items { code overall options { code } } } } }';

const { items } = (await ask(url, byVisitor, FORM)).assignedSurveys[0].questionnaire;
const typed = new Typed(items, modes);
let turn = 0;

/** Answers that differ from form to form, some of them blank. */
function choices() {
  turn += 1;
  const answered = items.filter((item, at) => item.overall || (turn + at) % 4 !== 0);
  return Object.fromEntries(
    answered.map(({ code, options }, at) => [code, options[(turn + at * at) % options.length].code]),
  );
}

/** A form that the engine of ODK Web Forms has filled. */
async function filled(form, household, chosen) {
  const { root } = (await engine.load(form)).createInstance();
  engine.fill(root, { hamlet: visited, household, ...chosen, comment: `Ý kiến của ${household}` });
  const { status, violations, text } = await engine.payload(root);
  assert.equal(status, 'ready', JSON.stringify(violations));
  return text;
}

/** House visits, with the phone's own form: sent twice, and one household asked by two phones. */
async function byEngine() {
  const { text: form } = await firstForm(byVisitor);
  for (const household of ['ODK-1', 'ODK-2', 'ODK-3']) {
    const chosen = choices();
    const sent = await filled(form, household, chosen);
    assert.equal((await send(byVisitor, sent)).status, 201);
    typed.form(visited, chosen);
    assert.equal((await send(byVisitor, sent)).status, 201, 'the same again');
  }
  const rival = await send(byVisitor, await filled(form, 'ODK-3', choices()));
  assert.equal(rival.status, 201, rival.text);
  typed.aside += 1;
}

/** Residents by themselves, with the app of the server: offline, then sent. */
async function byApp() {
  const network = await gate(url);
  const phone = new Phone(network.url);
  try {
    await phone.start();
    const page = await phone.open(`#t=${byResident}`);
    await page.locator('section.card button.main').first().waitFor();
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    await phone.context.setOffline(true);
    network.mode = 'down';
    for (const household of ['PWA-1', 'PWA-2', 'PWA-3', 'PWA-4']) {
      const chosen = choices();
      await take(page, household, chosen, `Ý kiến của ${household}`);
      typed.form(alone, chosen);
    }
    await until(page, 'waiting', 4);
    network.mode = 'open';
    await phone.context.setOffline(false);
    await until(page, 'waiting', 0);
    await until(page, 'kept', 4);
    assert.deepEqual(phone.complaints, []);
  } finally {
    // The network first: it would keep this process alive where the phone's end fails.
    network.close();
    await phone.end();
  }
}

/** A meeting, with the client of the documentation: one form stands twice in its batch. */
function byClient() {
  const folder = mkdtempSync(join(tmpdir(), 'longdan-channels-'));
  try {
    const file = join(folder, 'queue.json');
    const run = (...words) => execFileSync(process.execPath, [CLIENT, url, atMeeting, file, ...words], { encoding: 'utf8' });
    for (const household of ['HOP-1', 'HOP-2', 'HOP-3']) {
      const chosen = choices();
      run('add', survey, met, household, ...Object.entries(chosen).map((pair) => pair.join('=')));
      typed.form(met, chosen);
    }
    const queue = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(file, JSON.stringify([...queue, queue[0]]));
    const receipts = run('send').trim().split('\n').map((line) => JSON.parse(line).status);
    assert.deepEqual(receipts, ['ACCEPTED', 'ACCEPTED', 'ACCEPTED', 'DUPLICATE']);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Paper, typed by two accounts; the second slips in one number, which is typed anew. */
async function onPaper() {
  const figures = (satisfied) => items.map(({ code, options }, at) => ({
    item: code,
    choices: options.map(({ code: choice }, option) => ({ choice, count: [satisfied, 8, 3 + (at % 2)][option] ?? 0 })),
    blank: 39 - satisfied - 11 - (at % 2),
  }));
  const paper = { surveyId: survey, hamletCode: counted, issued: 42, collected: 40, valid: 39, spoilt: 1, missing: 2 };
  const right = { ...paper, items: figures(27) };
  const slip = structuredClone(right);
  const [first] = slip.items;
  first.choices[0].count -= 2;
  first.blank += 2;
  const record = 'record { state version differing { figure item choice } warnings { code } }';
  const enter = (typist, input) => done(url, typist, 'enterCountRecord', input, record);
  assert.equal((await enter(typists[0], right)).record.state, 'ENTERED_ONCE');
  const { record: found } = await enter(typists[1], slip);
  assert.equal(found.state, 'DIFFERENT');
  const choice = first.choices[0].choice;
  assert.deepEqual(found.differing, [
    { figure: 'CHOICE', item: first.item, choice },
    { figure: 'BLANK', item: first.item, choice: null },
  ]);
  const again = right.items[0];
  const fields = [
    { figure: 'CHOICE', item: first.item, choice, value: again.choices[0].count },
    { figure: 'BLANK', item: first.item, value: again.blank },
  ];
  const reason = { version: found.version, fields, reason: 'Đọc lại biên bản' };
  const { surveyId, hamletCode } = paper;
  const input = { surveyId, hamletCode, ...reason };
  const { record: agreed } = await done(url, typists[1], 'correctCountRecord', input, record);
  assert.deepEqual([agreed.state, agreed.warnings], ['FINAL', []]);
  typed.record(counted, right);
}

test('what four channels typed is what one query tells', async (t) => {
  await t.test('ODK Web Forms', byEngine);
  await t.test('the app in Chromium', byApp);
  await t.test('a client of the API', byClient);
  await t.test('two typists on paper', onPaper);
  await t.test('the figures', async () => {
    const { satisfactionSurvey } = await ask(url, front, FIGURES, { id: survey });
    assert.deepEqual(satisfactionSurvey, typed.expected());
    assert.equal(satisfactionSurvey.approval.collected, 3 + 4 + 3 + 40);
  });
});
