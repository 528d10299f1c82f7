// The survey app on a phone with a bad network: nothing is lost, nothing is counted twice.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';

import { gate } from './gate.mjs';
import { Phone, fill, take, until } from './phone.mjs';
import { ask, collector, token, url } from './server.mjs';

const skip = collector && token ? false : 'no tokens of a collector and a Front';
const FIGURES = `query($id: ID!) { satisfactionSurvey(id: $id) {
  approval { collected items { item { code } options { option { code } count } } }
  stillQueued { stillQueued }
} }`;

let network;
let phone;
let page;
let survey;
let items;
let first;
let kept = 0;
const typed = [];
const overall = () => items.find(({ overall: one }) => one).code;

const headers = (bearer) => ({ authorization: `Bearer ${bearer}` });

async function figures() {
  const { json } = await ask(FIGURES, { variables: { id: survey }, headers: headers(token) });
  assert.equal(json.errors, undefined, JSON.stringify(json.errors));
  return json.data.satisfactionSurvey;
}

/** Counts by `item/option`. */
function counts({ approval }) {
  const all = approval.items.flatMap(({ item, options }) =>
    options.map(({ option, count }) => [`${item.code}/${option.code}`, count]),
  );
  return new Map(all);
}

/** Answers that differ from form to form, some of them blank. */
function choices() {
  const turn = typed.length;
  const answered = items.filter((item, at) => item.overall || (turn + at) % 3 !== 0);
  return Object.fromEntries(
    answered.map(({ code, options }, at) => [code, options[(turn + at) % options.length].code]),
  );
}

/** A form that is to be counted. */
async function takeOne(household) {
  const chosen = choices();
  typed.push(chosen);
  await take(page, household, chosen, `Ý kiến của ${household}`);
}

/** All forms taken so far have arrived. */
async function arrived(more) {
  kept += more;
  await until(page, 'waiting', 0);
  await until(page, 'kept', kept);
}

before(async () => {
  if (skip) return;
  const query = `{ assignedSurveys { id questionnaire {
    items { code required overall options { code } } } } }`;
  const { json } = await ask(query, { headers: headers(collector) });
  const [assigned] = json.data.assignedSurveys;
  survey = assigned.id;
  items = assigned.questionnaire.items;
  first = await figures();
  network = await gate(url);
  phone = new Phone(network.url);
  await phone.start();
});

after(async () => {
  await phone?.end();
  network?.close();
});

test('it is signed in by the part of the address that no server is told', { skip }, async () => {
  page = await phone.open(`#t=${collector}`);
  await page.locator('section.card button.main').first().waitFor();
  assert.equal(await page.evaluate(() => location.hash), '');
  assert.equal(network.paths.some((path) => path.includes(collector)), false);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await until(page, 'kept', 0);
});

test('each view is fit for everybody', { skip }, async () => {
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const check = async () => {
    await page.evaluate(axe);
    const { violations } = await page.evaluate('axe.run()');
    assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes[0].html]), []);
  };
  await check();
  await page.locator('section.card button.main').first().click();
  await check();
  const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(width <= 0, `${width} pixels too wide`);
  if (process.env.LONGDAN_WEB_PICTURE) {
    await page.screenshot({ path: process.env.LONGDAN_WEB_PICTURE, fullPage: true });
  }
  await page.getByRole('button', { name: 'Để sau' }).click();
});

test('it takes forms without a network, starts without one, and sends them later', { skip }, async () => {
  await phone.context.setOffline(true);
  network.mode = 'down';
  await page.reload();
  await page.locator('#queue').waitFor();
  for (const household of ['PWA-1', 'PWA-2', 'PWA-3']) await takeOne(household);
  await until(page, 'waiting', 3);
  network.mode = 'open';
  await phone.context.setOffline(false);
  await arrived(3);
  await page.getByRole('button', { name: 'Xem biên nhận' }).click();
  await page.locator('main li').nth(2).waitFor();
  assert.equal(await page.getByText('Đã nhận và được tính.').count(), 3);
  await page.getByRole('button', { name: 'Quay lại' }).click();
});

test('an answer that is lost is asked for again, and the form counts once', { skip }, async () => {
  network.mode = 'deaf';
  const calls = network.submitted.length;
  await takeOne('PWA-4');
  await page.getByText('Không kết nối được máy chủ.').waitFor();
  assert.ok(network.submitted.length > calls, 'the server got it');
  network.mode = 'open';
  await page.getByRole('button', { name: 'Gửi ngay' }).click();
  await arrived(1);
  const [id] = network.submitted[calls];
  assert.deepEqual(network.submitted.at(-1), [id], 'the same id again');
  await page.getByRole('button', { name: 'Xem biên nhận' }).click();
  await page.locator(`[id="${id}"]`).getByText('Đã nhận từ trước').waitFor();
  await page.getByRole('button', { name: 'Quay lại' }).click();
});

test('a tab that dies in the middle of a form has kept it', { skip }, async () => {
  await page.locator('section.card button.main').first().click();
  const chosen = choices();
  await fill(page, 'PWA-5', chosen, 'Đang ghi dở');
  await page.waitForFunction(
    () =>
      new Promise((done) => {
        const asked = indexedDB.open('longdan-survey');
        asked.onsuccess = () => {
          const settings = asked.result.transaction('settings').objectStore('settings');
          const draft = settings.get('draft');
          draft.onsuccess = () => {
            asked.result.close();
            done(draft.result?.comment === 'Đang ghi dở');
          };
        };
      }),
  );
  await page.close();
  page = await phone.open();
  await page.getByRole('button', { name: 'Tiếp tục phiếu đang ghi' }).click();
  assert.equal(await page.locator('#household').inputValue(), 'PWA-5');
  await page.locator('#save').click();
  typed.push(chosen);
  await arrived(1);
});

test('a phone that is killed in the middle of sending sends again', { skip }, async () => {
  network.mode = 'late';
  await takeOne('PWA-6');
  await takeOne('PWA-7');
  while (!network.held.size) await page.waitForTimeout(20);
  await phone.kill();
  network.cut();
  network.mode = 'open';
  await phone.start();
  page = await phone.open();
  await arrived(2);
});

test('a server that is down or busy is waited for', { skip }, async () => {
  network.mode = 'down';
  await takeOne('PWA-8');
  await page.getByText('Không kết nối được máy chủ.').waitFor();
  network.mode = 'busy';
  await page.getByRole('button', { name: 'Gửi ngay' }).click();
  await page.getByText('Máy chủ đang bận.').waitFor();
  network.mode = 'open';
  // Nobody presses anything: it goes by itself.
  await arrived(1);
});

test('a second form of a household is kept and not counted', { skip }, async () => {
  await page.locator('section.card button.main').first().click();
  await fill(page, 'PWA-8', { [overall()]: items[0].options[0].code });
  await page.locator('#save').click();
  await page.getByText('Máy này đã có phiếu của hộ này.').waitFor();
  await page.locator('#save').click();
  await arrived(1);
  await page.getByRole('button', { name: 'Xem biên nhận' }).click();
  await page.getByText('chưa tính vào kết quả').waitFor();
  await page.getByRole('button', { name: 'Quay lại' }).click();
});

test('two tabs send nothing twice', { skip }, async () => {
  const other = await phone.open();
  network.mode = 'down';
  await takeOne('PWA-9');
  network.mode = 'open';
  const wake = () => window.dispatchEvent(new Event('online'));
  await Promise.all([page.evaluate(wake), other.evaluate(wake)]);
  await arrived(1);
  // The tab that sent nothing shows it too.
  await until(other, 'kept', kept);
  await other.close();
  await page.bringToFront();
});

test('a form that is refused is put right and never lost', { skip }, async () => {
  network.mode = 'down';
  const chosen = choices();
  await take(page, 'PWA-10', chosen);
  // As a form would look that another version of the questionnaire has left behind.
  await page.evaluate(
    () =>
      new Promise((done) => {
        const asked = indexedDB.open('longdan-survey');
        asked.onsuccess = () => {
          const transaction = asked.result.transaction('forms', 'readwrite');
          const forms = transaction.objectStore('forms');
          forms.getAll().onsuccess = ({ target }) => {
            const form = target.result.find(({ state }) => state === 'waiting');
            form.response.answers.push({ item: 'NO_SUCH_ITEM', choice: 'SATISFIED' });
            forms.put(form);
          };
          transaction.oncomplete = () => done(asked.result.close());
        };
      }),
  );
  network.mode = 'open';
  await page.getByRole('button', { name: 'Gửi ngay' }).click();
  await until(page, 'refused', 1);
  await page.getByRole('button', { name: 'Xem biên nhận' }).click();
  await page.getByText('không có trong mẫu phiếu').waitFor();
  await page.getByRole('button', { name: 'Sửa thành phiếu mới' }).click();
  await page.locator('#save').click();
  typed.push(chosen);
  await arrived(1);
});

test('it speaks English where asked, and stays signed out where told', { skip }, async () => {
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByText('Forms on this phone').waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.locator('#token').fill('no-such-token');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('The access code is wrong or has expired.').waitFor();
  await page.locator('#token').fill(collector);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await until(page, 'kept', kept);
});

test("the server's figures are what was typed", { skip }, async () => {
  const last = await figures();
  const before = counts(first);
  const expected = new Map(before);
  for (const form of typed) {
    for (const [item, choice] of Object.entries(form)) {
      const key = `${item}/${choice}`;
      expected.set(key, expected.get(key) + 1);
    }
  }
  assert.equal(last.approval.collected, first.approval.collected + typed.length);
  assert.deepEqual(counts(last), expected);
  assert.deepEqual(last.stillQueued, []);
});

test('it asked nobody else, and broke no rule of its page', { skip }, () => {
  const elsewhere = phone.asked.filter((address) => !address.startsWith(network.url));
  assert.deepEqual(elsewhere, []);
  assert.deepEqual(phone.complaints, []);
});
