// The minimal client of docs/building-a-survey-app.md, over the same bad network.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { gate } from './gate.mjs';
import { collector, url } from './server.mjs';

const skip = collector ? false : 'no token of a collector';
const program = join(dirname(fileURLToPath(import.meta.url)), 'minimal-client.mjs');

let network;
let folder;
let queue;

before(async () => {
  network = await gate(url);
  folder = mkdtempSync(join(tmpdir(), 'longdan-client-'));
  queue = join(folder, 'queue.json');
});

after(() => {
  network.close();
  rmSync(folder, { recursive: true, force: true });
});

function start(...words) {
  const child = spawn(process.execPath, [program, network.url, collector, queue, ...words]);
  let told = '';
  child.stdout.on('data', (piece) => {
    told += piece;
  });
  child.stderr.pipe(process.stderr);
  return { child, told: () => told, ended: once(child, 'exit') };
}

async function run(...words) {
  const { told, ended } = start(...words);
  assert.deepEqual(await ended, [0, null]);
  return told().split('\n').filter(Boolean).map((line) => JSON.parse(line));
}

const waiting = () => (existsSync(queue) ? JSON.parse(readFileSync(queue, 'utf8')) : []);

test('it is under a hundred lines', () => {
  assert.ok(readFileSync(program, 'utf8').split('\n').length <= 100);
});

test('it sends what it holds, through lost answers and its own death, once', { skip }, async () => {
  const [{ assignedSurveys }] = await run('assigned');
  const [survey] = assignedSurveys;
  const hamlet = survey.hamlets.find(({ assigned }) => assigned).hamlet.code;
  const answers = survey.questionnaire.items.map(
    ({ code, options }) => `${code}=${options[0].code}`,
  );
  for (let household = 1; household <= 3; household += 1) {
    await run('add', survey.id, hamlet, `MINIMAL-${household}`, ...answers);
  }
  assert.equal(waiting().length, 3);
  network.mode = 'late';
  const dying = start('send');
  while (!network.held.size) await new Promise((done) => setTimeout(done, 20));
  dying.child.kill('SIGKILL');
  await dying.ended;
  network.cut();
  assert.equal(waiting().length, 3, 'nobody said that they are kept');
  network.mode = 'deaf';
  const again = start('send');
  while (network.paths.length < 3) await new Promise((done) => setTimeout(done, 20));
  network.mode = 'open';
  assert.deepEqual(await again.ended, [0, null]);
  const receipts = again.told().split('\n').filter(Boolean).map((line) => JSON.parse(line));
  assert.deepEqual(
    receipts.map(({ status, kept }) => [status, kept]),
    [1, 2, 3].map(() => ['DUPLICATE', true]),
  );
  assert.deepEqual(waiting(), []);
});
