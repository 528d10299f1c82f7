// A session that nobody uses: the page warns, one key stays, and what ends leads back to the same view.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { Desk, places, roundHash, skipOf, until, violations, visit } from './dashboard.mjs';
import { tokens, url } from './server.mjs';

const skip = skipOf('FRONT', 'COORDINATION_OFFICE');
const PATIENCE = 60_000;
const PROOF = { 'graphql-require-preflight': '1' };

const desk = new Desk();
let round;

before(async () => {
  if (skip) return;
  await desk.start();
  round = roundHash((await places()).open.round);
});

after(() => desk.end());

/** An answer that is still on its way is nobody's any longer. */
async function leave(page, context) {
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await context.close();
}

/** Somebody signed in, in a page whose clock the test moves; `behind` are seconds by which the server's is told to have moved. */
async function open(role, hash) {
  const context = await desk.browser.newContext();
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  await page.clock.install();
  const window = { page, context, behind: 0, sent: [], close: () => leave(page, context) };
  page.on('request', (request) => {
    if (/\/(session|graphql)$/.test(request.url())) window.sent.push(request);
  });
  await page.route('**/session', async (route) => {
    if (route.request().method() !== 'GET') return route.continue();
    const response = await route.fetch();
    const told = await response.json();
    const passed = (seconds) => (seconds === null ? null : seconds - window.behind);
    return route.fulfill({ response, json: { ...told, idleIn: passed(told.idleIn), endsIn: passed(told.endsIn) } });
  });
  await page.goto(`${url}/#token=${tokens[role]}`);
  await page.locator('.person').waitFor();
  await visit(window, hash);
  return window;
}

/** Time goes by, for the page and, as it is told, for the server. */
async function pass(window, seconds) {
  window.behind += seconds;
  await window.page.clock.fastForward(seconds * 1000);
}

const unattended = (request) => request.headers()['longdan-unattended'];

test('before a session ends the page warns, and one key goes on', { skip }, async () => {
  const window = await open('FRONT', round);
  const { page } = window;
  await pass(window, 27 * 60);
  assert.equal(await page.locator('dialog.idle').count(), 0, 'three minutes are left');
  await pass(window, 65);
  const warning = page.getByRole('alertdialog');
  await warning.waitFor();
  assert.match(await page.title(), /sắp kết thúc/);
  assert.match(await warning.getByRole('timer').textContent(), /^1:[0-5]\d$/, 'more than twenty seconds');
  assert.deepEqual(await violations(window), []);
  const [stayed] = await Promise.all([
    page.waitForRequest((request) => request.method() === 'PUT'),
    page.keyboard.press('Enter'),
  ]);
  assert.equal(unattended(stayed), undefined);
  window.behind = 0;
  await warning.waitFor({ state: 'detached' });
  assert.ok(page.url().endsWith(round));
  assert.doesNotMatch(await page.title(), /sắp kết thúc/);
  // It may be prolonged as often as one likes; Escape is a key as well.
  await pass(window, 28 * 60 + 5);
  await warning.waitFor();
  await page.keyboard.press('Escape');
  window.behind = 0;
  await warning.waitFor({ state: 'detached' });
  await window.close();
});

test('what another tab did keeps this one from warning', { skip }, async () => {
  const window = await open('FRONT', round);
  await window.page.clock.fastForward(28 * 60_000 + 5_000);
  await until(window, () => true);
  const looked = () => window.sent.filter((request) => request.method() === 'GET').length;
  assert.ok(looked() >= 1, 'it asks the server first');
  assert.equal(await window.page.locator('dialog.idle').count(), 0);
  await window.close();
});

test('a page that asks by itself says so, and one who only types is told of', { skip }, async () => {
  const window = await open('COORDINATION_OFFICE', '#/rounds');
  const { page } = window;
  // A script of the page goes elsewhere: nobody did anything.
  window.sent.length = 0;
  await visit(window, round);
  assert.ok(window.sent.length > 0);
  assert.deepEqual([...new Set(window.sent.map(unattended))], ['1']);
  // A click: one of the requests that follow is somebody's, and tells enough.
  window.sent.length = 0;
  await page.locator('header nav a[href="#/rounds"]').click();
  await page.locator('table').first().waitFor();
  assert.equal(window.sent.filter((request) => unattended(request) === undefined).length, 1);
  // Keys without any request are told of after a while.
  await page.keyboard.press('ArrowDown');
  const [told] = await Promise.all([
    page.waitForRequest((request) => request.method() === 'PUT'),
    page.clock.fastForward(3 * 60_000 + 1_000),
  ]);
  assert.equal(unattended(told), undefined);
  await window.close();
});

test('a session that ended elsewhere is told of at once, and leads back to the same view', { skip }, async () => {
  const window = await open('FRONT', round);
  const { page, context } = window;
  await page.getByText('Đang cập nhật trực tiếp').waitFor();
  const ended = await context.request.delete(`${url}/session`, { headers: PROOF });
  assert.equal(ended.status(), 200);
  // The socket ends with the session, so the page knows without having asked.
  await page.locator('#token').waitFor();
  assert.match(await page.locator('main').innerText(), /Phiên làm việc trước đã kết thúc/);
  assert.equal(await page.locator('table').count(), 0, 'what was seen is seen no longer');
  assert.ok(page.url().endsWith(round));
  await page.locator('#token').fill(tokens.FRONT);
  await page.keyboard.press('Enter');
  await page.locator('#candidacies').waitFor();
  assert.ok(page.url().endsWith(round));
  await window.close();
});

test('nobody chose to go on: what was seen is seen no longer', { skip }, async () => {
  const window = await open('FRONT', round);
  const { page, context } = window;
  await pass(window, 28 * 60 + 5);
  await page.getByRole('alertdialog').waitFor();
  const ended = await context.request.delete(`${url}/session`, { headers: PROOF });
  assert.equal(ended.status(), 200);
  await pass(window, 2 * 60);
  await page.locator('#token').waitFor();
  assert.equal(await page.getByRole('alertdialog').count(), 0);
  assert.ok(page.url().endsWith(round));
  await window.close();
});

test('what was typed is there again after signing in', { skip }, async () => {
  const window = await open('COORDINATION_OFFICE', '#/do/createWebhook');
  const { page, context } = window;
  const address = page.locator('form.work input').first();
  await address.fill('https://so-noi-vu.example/longdan');
  const before = page.url();
  const ended = await context.request.delete(`${url}/session`, { headers: PROOF });
  assert.equal(ended.status(), 200);
  // A key tells the server that somebody is there, and hears that nobody is signed in any longer.
  await page.keyboard.press('End');
  await page.clock.fastForward(3 * 60_000 + 1_000);
  await page.locator('#token').fill(tokens.COORDINATION_OFFICE);
  await page.keyboard.press('Enter');
  await address.waitFor();
  assert.equal(await address.inputValue(), 'https://so-noi-vu.example/longdan');
  assert.equal(page.url(), before);
  await window.close();
});
