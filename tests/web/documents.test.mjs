// The documents of the program's own pages: all are known to it, so a server that runs nothing else serves them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { buildSchema, parse, validate } from 'graphql';

import { demo } from './demo.mjs';
import { FILE, ownDocuments, scripts, written } from './documents.mjs';
import { Officials } from './officials.mjs';

const root = new URL('../../', import.meta.url);
const text = (name) => readFileSync(new URL(name, root), 'utf8');
const PAGES = ['src/http/dashboard/app/', 'src/http/survey_app/app/'];

let server;
let officials;

before(async () => {
  server = await demo({ LONGDAN_DOCUMENTS_ONLY: 'true' });
  officials = new Officials(server.url, new Map(Object.entries(server.tokens)));
  await officials.start();
});

after(async () => {
  await officials?.end();
  await server?.stop();
});

test('the program knows what its pages ask', async () => {
  const current = written(await ownDocuments());
  assert.ok(readFileSync(FILE, 'utf8') === current, 'out of date: node tests/web/documents.mjs');
});

test('each of them is one of the schema', () => {
  const schema = buildSchema(text('schema.graphql'));
  for (const [name, document] of Object.entries(JSON.parse(readFileSync(FILE, 'utf8')))) {
    assert.deepEqual(validate(schema, parse(document)).map(({ message }) => message), [], name);
  }
});

test('no script holds another', () => {
  const names = Object.keys(JSON.parse(readFileSync(FILE, 'utf8')));
  for (const folder of PAGES) {
    for (const script of scripts(new URL(folder, root))) {
      const found = text(folder + script).matchAll(/[`'"](?:query|mutation|subscription) (\w+)/g);
      for (const [, name] of found) assert.ok(names.includes(name), `${script}: ${name}`);
    }
  }
});

test('where nothing else is run, a stranger is refused and the dashboard works', async () => {
  const answer = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${server.tokens.FRONT}` },
    body: JSON.stringify({ query: '{ viewer { name } }' }),
  });
  assert.equal((await answer.json()).errors[0].extensions.code, 'FORBIDDEN');

  await officials.let('COORDINATION_OFFICE', async (office) => {
    await office.follow('Hội đồng xét công nhận');
    await office.follow('Bổ nhiệm thành viên hội đồng');
    await office.type('Tên tài khoản', 'Sở Xây dựng (mô phỏng)');
    await office.send();
    await office.page.getByRole('link', { name: 'Các đợt xét công nhận' }).first().click();
    await office.settled();
    await office.follow('Đợt 1 năm 2019');
    await office.follow('Xã Vĩnh Lộc');
    await office.page.getByRole('heading', { level: 1, name: 'Xã Vĩnh Lộc' }).waitFor();
  });
  // What comes in live comes over the socket.
  await officials.let('FRONT', async (front) => {
    await front.page.getByRole('link', { name: 'Các đợt xét công nhận' }).first().click();
    await front.follow('Đợt 2 năm 2019');
    await front.page.locator('.live').first().waitFor();
  });
  assert.deepEqual(officials.complaints, []);
});
