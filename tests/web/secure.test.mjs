// A server of its own: TLS by a local authority, trusted documents alone, webhooks.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';

import { Webhook } from 'standardwebhooks';

import { program, surroundings } from './program.mjs';

const VIEWER = '{ viewer { name } }';
const SURVEYS = '{ assignedSurveys { id } }';
const CREATE = `mutation($input: CreateWebhookInput!) {
  createWebhook(input: $input) { secret userErrors { message } } }`;
const CLOSE = `mutation($input: CloseSurveyInput!) {
  closeSurvey(input: $input) { survey { id } userErrors { message } } }`;
const hash = (text) => createHash('sha256').update(text).digest('hex');

let folder;
let tokens;
let server;
let address;

function run(...words) {
  const done = spawnSync(program(), words, { cwd: folder, env: surroundings(), encoding: 'utf8' });
  assert.equal(done.status, 0, done.stderr);
  return done.stdout;
}

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'longdan-secure-'));
  ({ tokens } = JSON.parse(run('demo', '--no-serve', '--json', '--responses', '500', '--database-url', 'sqlite:longdan.db')));
  run('tls', 'init', '--name', 'longdan.lan');
  writeFileSync(join(folder, 'documents.json'), JSON.stringify({ viewer: VIEWER, surveys: SURVEYS, create: CREATE, close: CLOSE }));
  const words = ['serve', '--listen', '127.0.0.1:0', '--lang', 'en'];
  server = spawn(program(), [...words, '--tls-cert', 'tls/server.pem', '--tls-key', 'tls/server-key.pem'], {
    cwd: folder,
    env: {
      ...surroundings(),
      LONGDAN_DOCUMENTS: 'documents.json',
      LONGDAN_DOCUMENTS_ONLY: 'true',
      LONGDAN_WEBHOOKS_PRIVATE: 'true',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  address = await new Promise((done, fail) => {
    const lines = createInterface({ input: server.stderr });
    lines.on('line', (line) => line.startsWith('serving at ') && done(line.slice('serving at '.length)));
    server.once('exit', (code) => fail(new Error(`serve ended with ${code}`)));
  });
});

after(async () => {
  if (server && server.exitCode === null) {
    const gone = new Promise((done) => server.once('exit', done));
    server.kill('SIGTERM');
    await gone;
  }
  rmSync(folder, { recursive: true, force: true });
});

/** Asks over TLS, as somebody. */
function ask(body, token, ca = readFileSync(join(folder, 'tls/ca.pem'))) {
  return new Promise((done, fail) => {
    const headers = {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json',
      ...(token && { authorization: `Bearer ${token}` }),
    };
    const place = new URL('/graphql', address);
    const sent = request(place, { method: 'POST', ca, headers, servername: 'longdan.lan' }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (piece) => (text += piece));
      answer.on('end', () => done({ status: answer.statusCode, json: JSON.parse(text) }));
    });
    sent.on('error', fail);
    sent.end(JSON.stringify(body));
  });
}

test('the local authority vouches for the server, and another does not', async () => {
  assert.match(address, /^https:/);
  const { json } = await ask({ documentId: 'viewer' }, tokens.FRONT);
  assert.equal(typeof json.data.viewer.name, 'string');
  await assert.rejects(ask({ documentId: 'viewer' }, tokens.FRONT, []), /certificate/);
});

test('nothing but trusted documents is run', async () => {
  const byHash = await ask({ documentId: `sha256:${hash(VIEWER)}` }, tokens.FRONT);
  assert.equal(byHash.status, 200);
  const text = await ask({ query: '{ __typename }' }, tokens.FRONT);
  assert.equal(text.status, 403);
  assert.equal(text.json.errors[0].extensions.code, 'FORBIDDEN');
  const unknown = await ask({ documentId: 'none' }, tokens.FRONT);
  assert.equal(unknown.json.errors[0].extensions.code, 'PERSISTED_QUERY_NOT_FOUND');
});

test('a program is told of a closed survey, signed as Standard Webhooks has it', async () => {
  let tell;
  const told = new Promise((done) => (tell = done));
  const receiver = createServer((asked, answer) => {
    let text = '';
    asked.setEncoding('utf8').on('data', (piece) => (text += piece));
    asked.on('end', () => {
      answer.end();
      tell({ headers: asked.headers, text });
    });
  });
  await new Promise((done) => receiver.listen(0, '127.0.0.1', done));
  const input = { url: `http://127.0.0.1:${receiver.address().port}/`, kinds: ['SURVEY_CLOSED'] };
  const created = await ask({ documentId: 'create', variables: { input } }, tokens.COORDINATION_OFFICE);
  const { secret } = created.json.data.createWebhook;

  const surveys = await ask({ documentId: 'surveys' }, tokens.FRONT);
  const surveyId = surveys.json.data.assignedSurveys[0].id;
  const closed = await ask({ documentId: 'close', variables: { input: { surveyId } } }, tokens.FRONT);
  assert.deepEqual(closed.json.data?.closeSurvey?.userErrors, [], JSON.stringify(closed.json));

  const { headers, text } = await told;
  const event = new Webhook(secret).verify(text, headers);
  assert.equal(event.type, 'SURVEY_CLOSED');
  assert.equal(event.data.surveyId, surveyId);
  assert.throws(() => new Webhook(secret).verify(`${text} `, headers));
  receiver.close();
});
