// The dashboard: each role's main path, what one finds on it, and how it follows what happens.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';

import { Desk, asked, places, roundHash, skipOf, until, visit } from './dashboard.mjs';
import { tokens, url } from './server.mjs';

const ROLES = [
  'ADMIN',
  'COLLECTOR',
  'COORDINATION_OFFICE',
  'COUNCIL_CHAIR',
  'COUNCIL_MEMBER',
  'DEPARTMENT',
  'FRONT',
  'FRONT_COMMUNE',
  'FRONT_DISTRICT',
  'STEERING_COMMITTEE',
];
const skip = skipOf(...ROLES);
const FIRST_VIEW = 150_000;

const desk = new Desk();
let found;

before(async () => {
  if (skip) return;
  await desk.start();
  found = await places();
});

after(() => desk.end());

test('the first view is small, and asks no other host', { skip }, async () => {
  const window = await desk.open();
  await window.page.locator('#token').waitFor();
  const sizes = await Promise.all(
    window.requests.map(async (request) => (await request.sizes()).responseBodySize),
  );
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  assert.ok(bytes > 5_000 && bytes < FIRST_VIEW, `${bytes} bytes`);
  for (const request of window.requests) assert.ok(request.url().startsWith(`${url}/`), request.url());
  assert.deepEqual(window.complaints, []);
  await window.close();
});

test('what can be taken away is there, by links that the session opens', { skip }, async () => {
  const window = await desk.open({ role: 'FRONT', hash: roundHash(found.failing.round) });
  const begins = { XLSX: 'PK', PDF: '%PDF', CSV: '\u00ef\u00bb\u00bf' };
  const taken = [];
  for (const hash of [roundHash(found.failing.round), `#/candidacy/${found.failing.id}`]) {
    await visit(window, hash);
    const links = await window.page.$$eval('.take a', (all) => all.map((a) => [a.textContent, a.href]));
    for (const [label, href] of links) {
      const answer = await window.page.request.get(href);
      const format = /\((\w+)\)$/.exec(label)[1];
      assert.equal(answer.status(), 200, href);
      assert.ok((await answer.body()).toString('latin1').startsWith(begins[format]), href);
      taken.push(format);
    }
  }
  assert.deepEqual([...new Set(taken)].sort(), ['CSV', 'PDF', 'XLSX']);
  await window.close();
});

test('one signs in with a token, and out again', { skip }, async () => {
  const window = await desk.open();
  const { page } = window;
  await page.locator('#token').fill('ldn_wrong');
  await page.locator('form button').click();
  await page.locator('.problem').waitFor();
  await page.locator('#token').fill(tokens.STEERING_COMMITTEE);
  await page.locator('form button').click();
  await page.locator('.person').waitFor();
  await page.reload();
  await page.locator('.person').waitFor();
  await page.locator('.who button').last().click();
  await page.locator('#token').waitFor();
  assert.equal(await page.evaluate(() => sessionStorage.length), 0);
  await window.close();
});

test('a token in the address does not stay there', { skip }, async () => {
  const window = await desk.open({ role: 'FRONT' });
  assert.ok(!window.page.url().includes('ldn_'), window.page.url());
  await window.close();
});

test('a failing commune and its reason are three clicks away', { skip }, async () => {
  const { failing } = found;
  const window = await desk.open({ role: 'STEERING_COMMITTEE' });
  const { page } = window;
  await page.locator('nav a[href="#/rounds"]').click();
  await page.locator('table a', { hasText: failing.round.name }).first().click();
  const row = page.locator('#candidacies tbody tr', { hasText: failing.area.name });
  await row.first().waitFor();
  assert.ok((await row.first().textContent()).includes(failing.reason), 'two clicks show the reason');
  await row.first().locator('a').click();
  await page.locator('#checks').waitFor();
  const first = page.locator('#checks tbody tr').first();
  assert.ok((await first.textContent()).includes(failing.reason), 'the third shows it with its source');
  assert.deepEqual(window.complaints, []);
  await window.close();
});

for (const role of ROLES) {
  test(`${role} finds its way, and no page is broken`, { skip }, async () => {
    const window = await desk.open({ role, hash: '#/rounds' });
    const { page } = window;
    await page.locator('tbody th a').first().waitFor();
    const seen = await asked(
      role,
      '{ candidacies(first: 100) { nodes { id area { name } round { year ordinal } } } }',
    );
    const [first] = seen.candidacies?.nodes ?? [];
    if (!first) throw new Error(`${role} sees no candidacy`);
    const hashes = [roundHash(first.round), `${roundHash(first.round)}/vote`, `#/candidacy/${first.id}`];
    for (const hash of hashes) {
      await visit(window, hash);
      await page.locator('h1').waitFor();
      assert.equal(await page.locator('.problem').count(), 0, `${hash}: ${await page.locator('main').innerText()}`);
      assert.ok((await page.locator('main').innerText()).includes(first.area.name), hash);
    }
    assert.deepEqual(window.complaints, []);
    for (const request of window.requests) {
      assert.equal(new URL(request.url()).host, new URL(url).host);
    }
    await window.close();
  });
}

test('what is filtered, sorted and searched stands in the link', { skip }, async () => {
  const { failing } = found;
  const window = await desk.open({ role: 'FRONT', hash: roundHash(failing.round) });
  const { page } = window;
  const plain = failing.area.name.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase();
  await page.locator('#filter-find').fill(plain);
  const rows = page.locator('#candidacies tbody tr');
  await until(window, () => document.querySelectorAll('#candidacies tbody tr').length === 1);
  assert.ok((await rows.first().textContent()).includes(failing.area.name));
  await page.locator('#filter-find').fill('');
  await page.locator('#filter-verdict').selectOption('failing');
  await page.locator('th button.sort').nth(4).click();
  await until(window, () => location.hash.includes('sort=approval'));
  const before = await rows.allTextContents();
  assert.ok(before.length > 0 && before.every((text) => /Chưa đủ điều kiện/.test(text)));
  await page.reload();
  await rows.first().waitFor();
  assert.deepEqual(await rows.allTextContents(), before);
  await window.close();
});

test('the language is switched, and stays so', { skip }, async () => {
  const window = await desk.open({ role: 'FRONT', hash: '#/rounds' });
  const { page } = window;
  const vietnamese = await page.locator('h1').textContent();
  await page.locator('.who button').first().click();
  await until(window, (text) => document.querySelector('h1').textContent !== text, vietnamese);
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  await page.reload();
  await page.locator('h1').waitFor();
  assert.equal(await page.locator('h1').textContent(), 'Certification rounds');
  await window.close();
});

test('charts are drawn, and their figures stand beside them', { skip }, async () => {
  const { failing } = found;
  const window = await desk.open({ role: 'FRONT', hash: `#/candidacy/${failing.id}` });
  const { page } = window;
  const { satisfactionSurvey } = await asked(
    'FRONT',
    'query($id: ID!) { satisfactionSurvey(id: $id) { coverage { responded } heardByDay { total } approval { items { answered } } } }',
    { id: failing.surveys[0].id },
  );
  const { coverage, heardByDay, approval } = satisfactionSurvey;
  assert.equal(heardByDay.at(-1).total, coverage.responded);
  await page.locator('#time svg.chart path.heard').waitFor();
  await page.locator('#time summary').click();
  const last = page.locator('#time tbody tr').last().locator('td').last();
  assert.equal(await last.textContent(), `${coverage.responded}`);
  await page.locator('#check svg.chart .interval').first().waitFor();
  assert.equal(await page.locator('#items svg.stacked').count(), approval.items.length);
  const percents = await page.locator('#items .percent b').allTextContents();
  const numbers = percents.map((text) => Number(text.replace(/[^\d,]/g, '').replace(',', '.')));
  assert.deepEqual(numbers, [...numbers].sort((one, other) => one - other), 'the worst first');
  assert.deepEqual(window.complaints, []);
  await window.close();
});

test('a document of the dossier is taken with the rights of whoever is signed in', { skip }, async () => {
  const window = await desk.open({ role: 'FRONT', hash: `#/candidacy/${found.failing.id}` });
  const { page } = window;
  const paper = page.locator('#dossier .reasons a[download]').first();
  const [taken] = await Promise.all([page.waitForEvent('download'), paper.click()]);
  assert.equal(taken.suggestedFilename(), await paper.textContent());
  assert.ok((await readFile(await taken.path())).length > 0);
  assert.deepEqual(window.complaints, []);
  await window.close();
});

const FORM = `query($id: ID!) { satisfactionSurvey(id: $id) {
  approval { collected }
  hamlets { hamlet { code } households }
  questionnaire { items { code options { code } } }
} }`;
const SUBMIT = `mutation($input: SubmitResponsesInput!) {
  submitResponses(input: $input) { receipts { status message } userErrors { message } }
}`;

test('a form that arrives moves the figures of open pages', { skip }, async () => {
  const { open } = found;
  const [survey] = open.surveys;
  const { satisfactionSurvey: form } = await asked('FRONT', FORM, { id: survey.id });
  const commune = await desk.open({ role: 'FRONT', hash: `#/candidacy/${open.id}` });
  const round = await desk.open({ role: 'COORDINATION_OFFICE', hash: roundHash(open.round) });
  const row = round.page.locator('#candidacies tbody tr', { hasText: open.area.name });
  const line = row.locator('.bar .base').first();
  const total = () => commune.page.locator('#time tbody tr').last().locator('td').last().textContent();
  const heard = async () => Number((await line.textContent()).split('/')[0].replace(/\D/g, ''));
  const before = await heard();
  await commune.page.locator('.status.live').waitFor();
  await round.page.locator('.status.live').waitFor();
  await commune.page.locator('#time tbody tr').first().waitFor({ state: 'attached' });
  const overTime = await total();
  const response = {
    id: randomUUID(),
    hamletCode: form.hamlets[0].hamlet.code,
    householdCode: `BANG-${randomUUID().slice(0, 8)}`,
    collectedAt: new Date(Date.now() - 60_000).toISOString(),
    answers: form.questionnaire.items.map(({ code, options }) => ({ item: code, choice: options[0].code })),
  };
  const { submitResponses: taken } = await asked('FRONT', SUBMIT, {
    input: { surveyId: survey.id, responses: [response] },
  });
  assert.equal(taken.receipts[0].status, 'ACCEPTED', JSON.stringify(taken));
  const now = form.approval.collected + 1;
  await until(
    commune,
    (count) => document.querySelector('#figures').textContent.includes(`${count} phiếu:`),
    now,
  );
  await until(
    round,
    ([name, count]) =>
      [...document.querySelectorAll('#candidacies tbody tr')].some(
        (one) =>
          one.textContent.includes(name) &&
          one.querySelector('.bar .base').textContent.startsWith(`${count}/`),
      ),
    [open.area.name, before + 1],
  );
  assert.ok((await commune.page.locator('#figures').textContent()).includes('Tạm tính'));
  await until(
    commune,
    (earlier) => [...document.querySelectorAll('#time tbody tr:last-child td')].at(-1).textContent !== earlier,
    overTime,
  );
  for (const window of [commune, round]) {
    assert.deepEqual(window.complaints, []);
    await window.close();
  }
});

test('a session is followed live, and shows no figure before it is closed', { skip }, async () => {
  const { open } = found;
  const at = await asked(
    'COORDINATION_OFFICE',
    `query($year: Int!, $ordinal: Int!) { certificationRound(year: $year, ordinal: $ordinal) { id } }`,
    { year: open.round.year, ordinal: open.round.ordinal },
  );
  const { callSession } = await asked(
    'COORDINATION_OFFICE',
    `mutation($input: CallSessionInput!) { callSession(input: $input) { session { id version } userErrors { message } } }`,
    {
      input: {
        roundId: at.certificationRound.id,
        heldOn: new Date().toLocaleDateString('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }),
        venue: 'Hội trường thử',
        agenda: [{ candidacyId: open.id, reason: 'thử nghiệm' }],
      },
    },
  );
  assert.deepEqual(callSession.userErrors, []);
  const { id } = callSession.session;
  const window = await desk.open({ role: 'COUNCIL_CHAIR', hash: `#/session/${id}` });
  const { page } = window;
  await page.locator('.status.live').waitFor();
  const turn = (name, input = {}, kind = 'SessionStepInput') =>
    asked(
      'COUNCIL_CHAIR',
      `mutation($input: ${kind}!) {
        ${name}(input: $input) { session { state seats { member { id } } } userErrors { message } }
      }`,
      { input: { sessionId: id, ...input } },
    ).then((data) => data[name]);
  const opened = await turn('openSession');
  assert.deepEqual(opened.userErrors, []);
  await until(window, () => document.querySelector('#standing').textContent.includes('Đang họp'));
  const present = opened.session.seats.slice(0, 3).map(({ member }) => member.id);
  assert.deepEqual((await turn('recordAttendance', { present }, 'RecordAttendanceInput')).userErrors, []);
  await until(
    window,
    (all) => document.querySelector('#standing .big').textContent === `3/${all}`,
    opened.session.seats.length,
  );
  assert.match(await page.locator('#agenda tbody tr').first().textContent(), /chưa có/);
  assert.deepEqual((await turn('adjournSession')).userErrors, []);
  await until(window, () => document.querySelector('#standing').textContent.includes('Đã hoãn'));
  assert.deepEqual(window.complaints, []);
  await window.close();
});

test('communes that were recognised before are looked at again in a view of their round', { skip }, async () => {
  const window = await desk.open({ role: 'COORDINATION_OFFICE', hash: '#/rounds' });
  await window.page.getByRole('link', { name: /^Rà soát xã/ }).click();
  await window.page.getByRole('link', { name: 'Rà soát các xã đã được công nhận' }).click();
  const rows = window.page.locator('main tbody tr');
  await rows.first().waitFor();
  assert.match(await rows.first().textContent(), /[Cc]òn đạt chuẩn/);
  assert.match(await window.page.locator('main').textContent(), /[1-9]\d* xã được công nhận từ năm 2015 trở về trước/);
  assert.deepEqual(window.complaints, []);
  await window.close();
});

test('what was typed is there again after a reload, and gone after signing out', { skip }, async () => {
  const form = '#/do/appointCouncilMember';
  const name = ({ page }) => page.getByLabel('Tên tài khoản');
  const window = await desk.open({ role: 'COORDINATION_OFFICE', hash: form });
  await name(window).fill('Sở Xây');
  await window.page.reload();
  await window.page.getByRole('status').filter({ hasText: 'Đã lấy lại' }).waitFor();
  assert.equal(await name(window).inputValue(), 'Sở Xây');
  await window.page.getByRole('button', { name: 'Bỏ, nhập lại từ đầu' }).click();
  assert.equal(await name(window).inputValue(), '');
  await name(window).fill('Sở Y');
  await window.page.getByRole('button', { name: 'Đăng xuất' }).click();
  await window.page.locator('#token').fill(tokens.COORDINATION_OFFICE);
  await window.page.getByRole('button', { name: 'Đăng nhập' }).click();
  await name(window).waitFor();
  assert.equal(await name(window).inputValue(), '');
  assert.deepEqual(await window.page.evaluate(() => Object.keys(sessionStorage)), []);
  assert.deepEqual(window.complaints, []);
  await window.close();
});
