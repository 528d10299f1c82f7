// Runs these tests against a server: `node tests/web/run.mjs [URL]`, or LONGDAN_WEB_URL.
//
// Without an address it starts `longdan demo --json` from LONGDAN_TEST_BINARY, else from target/.
// Tokens for the tests that need them: LONGDAN_WEB_TOKEN and LONGDAN_WEB_COLLECTOR, else the demo's for
// the Front and for a collector; LONGDAN_WEB_TOKENS is the demo's whole object of tokens.
//
// Names behind the address (or behind `-`) run those files alone: `node tests/web/run.mjs - dashboard`.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { install, program } from './program.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const TESTS = [
  'http',
  'websocket',
  'introspection',
  'graphiql',
  'client',
  'survey',
  'invited',
  'dashboard',
  'dashboard_looks',
  'forms',
  'story',
].map((name) => `${name}.test.mjs`);

/** Starts the demo and waits for its one object on standard output. */
async function demo() {
  const folder = mkdtempSync(join(tmpdir(), 'longdan-web-'));
  const child = spawn(program(), ['demo', '--json', '--responses', '500'], {
    cwd: folder,
    env: { ...process.env, LONGDAN_LISTEN: '127.0.0.1:0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = () =>
    new Promise((done) => {
      child.once('exit', () => {
        rmSync(folder, { recursive: true, force: true });
        done();
      });
      child.kill('SIGTERM');
    });
  const gone = new Promise((_, fail) => {
    child.once('error', fail);
    child.once('exit', (code) => fail(new Error(`the demo ended with ${code}`)));
  });
  gone.catch(() => {});
  const ready = new Promise((done) => {
    let text = '';
    createInterface({ input: child.stdout }).on('line', (line) => {
      text += `${line}\n`;
      try {
        done(JSON.parse(text));
      } catch {
        // More lines of the object are to come.
      }
    });
  });
  const told = await Promise.race([ready, gone]);
  return { url: told.url, token: told.tokens?.FRONT, collector: told.tokens?.COLLECTOR, tokens: told.tokens, stop };
}

async function main() {
  install(here, 'playwright-core');
  const [address, ...names] = process.argv.slice(2);
  const given = (address === '-' ? undefined : address) ?? process.env.LONGDAN_WEB_URL;
  const chosen = names.length ? names.map((name) => `${name}.test.mjs`) : TESTS;
  const server = given
    ? { url: given, token: undefined, stop: async () => {} }
    : await demo();
  const url = new URL('/', server.url).href.replace(/\/$/, '');
  const status = await new Promise((done) => {
    const tests = spawn(process.execPath, ['--test', ...chosen], {
      cwd: here,
      stdio: 'inherit',
      env: {
        ...process.env,
        LONGDAN_WEB_URL: url,
        LONGDAN_WEB_TOKEN: process.env.LONGDAN_WEB_TOKEN ?? server.token ?? '',
        LONGDAN_WEB_COLLECTOR: process.env.LONGDAN_WEB_COLLECTOR ?? server.collector ?? '',
        LONGDAN_WEB_TOKENS: process.env.LONGDAN_WEB_TOKENS ?? JSON.stringify(server.tokens ?? {}),
      },
    });
    tests.once('exit', (code) => done(code ?? 1));
  });
  await server.stop();
  process.exitCode = status;
}

await main();
