// Where one is signed in, and accounts that are locked: by clicks, and what it does to open pages.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { Desk, asked, skipOf, violations, visit } from './dashboard.mjs';
import { tokens } from './server.mjs';

const skip = skipOf('ADMIN');
const NAME = 'Người thử phiên đăng nhập';

const desk = new Desk();

before(async () => {
  if (skip) return;
  await desk.start();
  // An account of its own: to end the sessions of another test's people would disturb it.
  const { createToken } = await asked(
    'ADMIN',
    'mutation ($input: CreateTokenInput!) { createToken(input: $input) { secret userErrors { code } } }',
    { input: { account: NAME, roles: ['STEERING_COMMITTEE'], areaCodes: [] } },
  );
  tokens.GUEST = createToken.secret;
});

after(() => desk.end());

/** Sends the form that a link of a row leads to, and says yes where it asks. */
async function through(page, row, name, { asks = true } = {}) {
  await row.getByRole('link', { name }).click();
  await page.locator('form.work button[type=submit]').click();
  if (asks) await page.getByRole('dialog').getByRole('button', { name: 'Thực hiện' }).click();
  await page.locator('.told').waitFor();
}

test('one sees where one is signed in, and ends what one does not know', { skip }, async () => {
  const known = await desk.open({ role: 'GUEST' });
  const strange = await desk.open({ role: 'GUEST', hash: '#/rounds' });
  const { page } = known;
  await page.locator('a.person').click();
  await page.getByRole('heading', { name: 'Các phiên đăng nhập của tôi' }).waitFor();
  const rows = page.locator('details tbody tr');
  await rows.nth(1).waitFor();
  assert.equal(await rows.count(), 2);
  assert.deepEqual(await violations(known), []);
  const own = rows.filter({ hasText: 'phiên này' });
  assert.match(await own.innerText(), /Chrome · Linux/);
  assert.equal(await own.getByRole('link').count(), 0, 'one signs out of this one');
  await through(page, rows.filter({ hasNotText: 'phiên này' }), 'Kết thúc phiên');
  await rows.first().waitFor();
  assert.equal(await rows.count(), 1);
  // The other page learns of it with the next thing that it asks.
  await strange.page.locator('header nav a').first().click();
  await strange.page.locator('#token').waitFor();
  await known.close();
  await strange.close();
});

test('an administrator locks an account, and the pages that are open lose it', { skip }, async () => {
  const guest = await desk.open({ role: 'GUEST', hash: '#/rounds' });
  const admin = await desk.open({ role: 'ADMIN', hash: '#/desk/accounts' });
  const row = () => admin.page.locator('details', { has: admin.page.getByRole('heading', { name: 'Tài khoản', exact: true }) })
    .locator('tbody tr', { hasText: NAME });
  await through(admin.page, row(), 'Khoá tài khoản');
  await guest.page.locator('header nav a').first().click();
  await guest.page.locator('#token').waitFor();
  await guest.page.locator('#token').fill(tokens.GUEST);
  await guest.page.keyboard.press('Enter');
  await guest.page.locator('.problem').waitFor();
  await visit(admin, '#/desk/accounts');
  await through(admin.page, row(), 'Mở khoá tài khoản', { asks: false });
  await guest.page.locator('#token').fill(tokens.GUEST);
  await guest.page.keyboard.press('Enter');
  await guest.page.locator('.person').waitFor();
  await admin.close();
  await guest.close();
});
