// A household answers by itself, from a code on paper, over a bad network.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';

import { gate } from './gate.mjs';
import { Phone } from './phone.mjs';
import { ask, collector, token, url } from './server.mjs';

const skip = collector && token ? false : 'no tokens of a collector and a Front';
const headers = (bearer) => ({ authorization: `Bearer ${bearer}` });

let network;
let phone;
let page;
let survey;
let letters;
let overall;
let first;

async function figures() {
  const query = `query($id: ID!) { satisfactionSurvey(id: $id) { approval { collected satisfied } } }`;
  const { json } = await ask(query, { variables: { id: survey }, headers: headers(token) });
  assert.equal(json.errors, undefined, JSON.stringify(json.errors));
  return json.data.satisfactionSurvey.approval;
}

/** The code with two neighbours in each other's place. */
function slipped(code) {
  const signs = [...code];
  const at = signs.findIndex((sign, place) => place < 3 && sign !== signs[place + 1]);
  [signs[at], signs[at + 1]] = [signs[at + 1], signs[at]];
  return signs.join('');
}

async function fill() {
  await page.locator('#consent').check();
  for (const field of await page.locator('fieldset').all()) {
    await field.locator('input[type=radio]').first().check();
  }
  await page.locator('#comment').fill('Đường làng đã sạch');
}

const state = (text) =>
  page.waitForFunction(
    (wanted) => document.getElementById('invited-state')?.textContent.includes(wanted),
    text,
    { timeout: 60_000 },
  );

before(async () => {
  if (skip) return;
  const query = `{ assignedSurveys { id hamlets { mode hamlet { code } } questionnaire {
    items { code overall } } } }`;
  const { json } = await ask(query, { headers: headers(token) });
  const byThemselves = ({ mode }) => mode === 'SELF_SERVICE';
  const found = json.data.assignedSurveys.find(({ hamlets }) => hamlets.some(byThemselves));
  survey = found.id;
  overall = found.questionnaire.items.find((item) => item.overall).code;
  const input = {
    surveyId: survey,
    hamletCode: found.hamlets.find(byThemselves).hamlet.code,
    households: ['WEB-1', 'WEB-2'],
  };
  const make = `mutation($input: MakeInvitationsInput!) { makeInvitations(input: $input) {
    letters { code path } userErrors { code } } }`;
  const made = await ask(make, { variables: { input }, headers: headers(token) });
  letters = made.json.data.makeInvitations.letters;
  assert.equal(letters.length, 2, JSON.stringify(made.json));
  first = await figures();
  network = await gate(url);
  phone = new Phone(network.url);
  await phone.start();
});

after(async () => {
  await phone?.end();
  network?.close();
});

test('a slip in the code is told before anything is asked', { skip }, async () => {
  page = await phone.open();
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await page.getByRole('button', { name: 'Tôi có giấy mời' }).click();
  const asked = phone.asked.filter((address) => address.endsWith('/graphql')).length;
  await page.locator('#code').fill(slipped(letters[0].code));
  await page.getByRole('button', { name: 'Mở phiếu' }).click();
  await page.getByText('Mã bị gõ sai').waitFor();
  const later = phone.asked.filter((address) => address.endsWith('/graphql')).length;
  assert.equal(later, asked);
});

test('the form shows the notice, and needs a yes to it', { skip }, async () => {
  await page.locator('#code').fill(letters[0].code.toLowerCase().replaceAll('-', ' '));
  await page.getByRole('button', { name: 'Mở phiếu' }).click();
  await page.locator('#give').click();
  await page.getByText('Chỉ gửi được khi đã đồng ý').waitFor();
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(axe);
  const { violations } = await page.evaluate('axe.run()');
  assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes[0].html]), []);
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByText('I have read this notice').waitFor();
  await page.getByRole('button', { name: 'Tiếng Việt' }).click();
});

test('an answer given without a network is sent when there is one, also after a reload', { skip }, async () => {
  await fill();
  network.mode = 'down';
  await page.locator('#give').click();
  await state('đang được gửi');
  await page.reload();
  await state('đang được gửi');
  network.mode = 'open';
  await page.getByRole('button', { name: 'Gửi ngay' }).click();
  await state('Đã nhận và được tính');
  const last = await figures();
  assert.equal(last.collected, first.collected + 1);
  assert.equal(last.satisfied, first.satisfied + 1);
  // Nothing of the answer stays on the phone, nor the code.
  const kept = await page.evaluate(
    () =>
      new Promise((done) => {
        indexedDB.open('longdan-survey').onsuccess = ({ target }) => {
          const asked = target.result.transaction('settings').objectStore('settings').get('invited');
          asked.onsuccess = () => done(JSON.stringify(asked.result));
        };
      }),
  );
  assert.equal(kept.includes('Đường làng') || kept.includes(overall), false, kept);
  assert.equal(kept.includes(letters[0].code), false);
});

test('the printed address opens the form, and tells no server of the code', { skip }, async () => {
  await page.close();
  page = await phone.open(letters[1].path.replace('/survey/', ''));
  await page.locator('#give').waitFor();
  assert.equal(await page.evaluate(() => location.hash), '');
  assert.equal(network.paths.some((path) => path.includes(letters[1].code)), false);
  await fill();
  await page.locator('#give').click();
  await state('Đã nhận và được tính');
  assert.equal((await figures()).collected, first.collected + 2);
});

test('a second answer of a household is kept apart and not counted', { skip }, async () => {
  await page.getByRole('button', { name: 'Trả lời giấy mời khác' }).click();
  await page.locator('#code').fill(letters[1].code);
  await page.getByRole('button', { name: 'Mở phiếu' }).click();
  await page.locator('#give').waitFor();
  await fill();
  await page.locator('#give').click();
  await page.getByText('Cảm ơn').waitFor();
  assert.equal((await figures()).collected, first.collected + 2);
  assert.deepEqual(phone.complaints, []);
});
