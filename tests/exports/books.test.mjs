// Workbooks as openpyxl and LibreOffice open them, their figures beside GraphQL's.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { candidacies, fetched, folder } from './server.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const python = process.env.LONGDAN_TEST_PYTHON ?? 'python3';
let books;
let asked;

before(async () => {
  asked = await candidacies();
  const names = ['round', 'items', 'hamlets', 'assignments'];
  const paths = await Promise.all(names.map((name) => fetched(`${name}.xlsx`, '?lang=en')));
  const read = execFileSync(python, [join(here, 'books.py'), ...paths], { maxBuffer: 1 << 28 });
  books = Object.fromEntries(names.map((name, at) => [name, JSON.parse(read)[at]]));
});

/** The rows of a workbook by their headings. */
function rowsOf(book) {
  const [head, ...rows] = book.rows;
  return rows.map((row) => Object.fromEntries(head.map((title, at) => [title, row[at]])));
}

test('the summary opens in openpyxl and says what GraphQL says', () => {
  const book = books.round;
  assert.deepEqual(book.sheets, ['round', 'About']);
  assert.equal(book.frozen, 'A2');
  assert.equal(book.formulas, 0);
  const rows = rowsOf(book);
  assert.equal(rows.length, asked.length);
  assert.equal(book.about.Rows, String(rows.length));
  for (const one of asked) {
    const row = rows.find((row) => row['Area code'] === one.area.code && row['Ready for the vote'] !== undefined
      && row['Survey id'] !== undefined && (row.Households ?? null) === (one.survey?.coverage?.households ?? null));
    assert.ok(row, `a row of ${one.area.code}`);
    const { coverage, approval } = one.survey ?? {};
    assert.equal(row['Households heard'] ?? null, coverage?.responded ?? null);
    assert.equal(row.Valid ?? null, approval?.valid ?? null);
    assert.equal(row.Satisfied ?? null, approval?.satisfied ?? null);
    if (approval?.percent != null) assert.equal(Number((row.Approval * 100).toFixed(2)), approval.percent);
    assert.equal(row['Ready for the vote'], one.readiness.ready ? 'yes' : 'no');
  }
  const head = book.rows[0];
  assert.equal(book.formats[head.indexOf('Coverage')], '0.00%');
  assert.equal(book.formats[head.indexOf('Households')], '#,##0');
});

test('items and hamlets agree with GraphQL and days are days', () => {
  const items = rowsOf(books.items);
  const counted = asked.flatMap((one) => one.survey?.approval?.items ?? []);
  const sum = (list, key) => list.reduce((all, one) => all + (one[key] ?? 0), 0);
  assert.equal(sum(items, 'Answered'), sum(counted, 'answered'));
  assert.equal(sum(items, 'Satisfied'), sum(counted, 'satisfied'));
  const hamlets = rowsOf(books.hamlets);
  const heard = asked.map((one) => one.survey?.coverage).filter(Boolean);
  assert.equal(sum(hamlets, 'Households heard'), sum(heard, 'responded'));
  const days = rowsOf(books.assignments).map((row) => row['Issued on']);
  assert.ok(days.length > 0 && days.every((day) => day.date), JSON.stringify(days[0]));
});

test('LibreOffice opens the summary with the same rows', () => {
  execFileSync('soffice', [
    '--headless', `-env:UserInstallation=file://${folder}/office`, '--convert-to', 'csv:Text - txt - csv (StarCalc):44,34,76,1',
    '--outdir', folder, join(folder, 'round.xlsx'),
  ], { stdio: 'ignore' });
  const lines = readFileSync(join(folder, 'round.csv'), 'utf8').trim().split('\n');
  assert.equal(lines.length, asked.length + 1);
  const codes = asked.map((one) => one.area.code);
  assert.ok(lines.slice(1).every((line) => codes.some((code) => line.includes(code))));
});

test('CSV and its sum are those of the workbook', async () => {
  const text = readFileSync(await fetched('hamlets.csv'), 'utf8');
  const sum = /sha256=([0-9a-f]{64})/.exec(text.trim().split('\n').at(-1))[1];
  assert.equal(books.hamlets.about['SHA-256 of the same rows as CSV'], sum);
});
