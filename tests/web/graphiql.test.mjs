// GraphiQL in a real Chromium that reaches no host but ours.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import WebSocket from 'ws';

import { browser, discard } from './program.mjs';
import { editor } from './server.mjs';

const PATIENCE = 60_000;

let child;
let folder;
let page;

/** A page of the browser, spoken to in its own protocol. */
async function open(endpoint) {
  const port = new URL(endpoint).port;
  const made = await fetch(`http://127.0.0.1:${port}/json/new?about:blank`, { method: 'PUT' });
  const line = new WebSocket((await made.json()).webSocketDebuggerUrl);
  await new Promise((done) => line.once('open', done));
  const waiting = new Map();
  const events = [];
  let serial = 0;
  line.on('message', (text) => {
    const message = JSON.parse(text);
    if (message.id) {
      waiting.get(message.id)(message);
    } else {
      events.push(message);
    }
  });
  const tell = (method, params = {}) =>
    new Promise((done) => {
      serial += 1;
      waiting.set(serial, done);
      line.send(JSON.stringify({ id: serial, method, params }));
    });
  const look = async (expression) => {
    const params = { expression, awaitPromise: true, returnByValue: true };
    const { result } = await tell('Runtime.evaluate', params);
    return result.result.value;
  };
  const until = async (expression) => {
    const end = Date.now() + PATIENCE;
    while (Date.now() < end) {
      const value = await look(expression);
      if (value) return value;
      await new Promise((done) => setTimeout(done, 50));
    }
    return assert.fail(`never true: ${expression}\n${await look('document.body.innerText')}`);
  };
  return { tell, look, until, events, close: () => line.close() };
}

/**
 * Runs a query in the editor until its result shows. The editor reads a new text after a moment,
 * and until then runs the operation that stood there before.
 */
async function run(query, expected) {
  await page.look(
    `document.querySelector('.graphiql-query-editor .CodeMirror').CodeMirror
      .setValue(${JSON.stringify(query)})`,
  );
  await page.until(`(() => {
    const result = document.querySelector('.result-window .CodeMirror');
    if (result?.CodeMirror.getValue().includes(${JSON.stringify(expected)})) return true;
    document.querySelector('.graphiql-execute-button')?.click();
    return false;
  })()`);
}

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'longdan-chromium-'));
  child = spawn(
    browser(),
    [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--window-size=1280,900',
      '--remote-debugging-port=0',
      // Every host but this machine is unknown.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
      `--user-data-dir=${folder}`,
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const endpoint = await new Promise((done, fail) => {
    let text = '';
    child.stderr.on('data', (piece) => {
      text += piece;
      const found = /DevTools listening on (ws:\S+)/.exec(text);
      if (found) done(found[1]);
    });
    child.once('exit', () => fail(new Error(text)));
  });
  page = await open(endpoint);
});

after(async () => {
  if (!child) return;
  page?.close();
  const ended = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  await ended;
  discard(folder);
});

test('GraphiQL opens, knows the schema, and runs a query', async () => {
  for (const domain of ['Runtime', 'Log', 'Network', 'Page']) await page.tell(`${domain}.enable`);
  await page.tell('Page.navigate', { url: editor });
  await page.until('document.querySelector(".graphiql-execute-button") !== null');
  // The welcome, and a tab for each part that somebody plays.
  await page.until('document.querySelectorAll(".graphiql-tab").length === SAMPLES.length + 1');
  await run('{ begun: __typename }', '"begun": "Query"');
  // The schema has come: the documentation names the root.
  await page.look(
    `document.querySelector('button[aria-label="Show Documentation Explorer"]').click()`,
  );
  await page.until(`document.querySelector('.graphiql-doc-explorer')?.innerText.includes('Query')`);
  if (process.env.LONGDAN_WEB_PICTURE) {
    const { result } = await page.tell('Page.captureScreenshot');
    const { writeFileSync } = await import('node:fs');
    writeFileSync(process.env.LONGDAN_WEB_PICTURE, Buffer.from(result.data, 'base64'));
  }
});

test('a subscription runs over the socket', async () => {
  const frames = () =>
    page.events
      .filter(({ method }) => method === 'Network.webSocketFrameReceived')
      .map(({ params }) => params.response.payloadData);
  await run('subscription { noSuchField }', 'GRAPHQL_VALIDATION_FAILED');
  assert.ok(frames().some((text) => text.includes('connection_ack')));
});

test('its dialogs open', async () => {
  for (const label of ['Open short keys dialog', 'Open settings dialog']) {
    await page.look(`document.querySelector('button[aria-label="${label}"]').click()`);
    await page.until(`document.querySelector('.graphiql-dialog') !== null`);
    await page.look(`document.querySelector('.graphiql-dialog-close').click()`);
    await page.until(`document.querySelector('.graphiql-dialog') === null`);
  }
});

test('it asked nobody else, and broke no rule of its page', async () => {
  const own = new URL(editor).origin;
  const addresses = page.events
    .filter(({ method }) => method === 'Network.requestWillBeSent')
    .map(({ params }) => params.request.url)
    .filter((url) => !url.startsWith(own) && !url.startsWith('data:'));
  assert.deepEqual(addresses, []);
  const complaints = page.events
    .filter(({ method }) => method === 'Log.entryAdded' || method === 'Runtime.exceptionThrown')
    .map(({ params }) => params.entry?.text ?? params.exceptionDetails.text)
    // Answers to what stood in the editor before.
    .filter((text) => !text.includes('status of 400'));
  assert.deepEqual(complaints, []);
});
