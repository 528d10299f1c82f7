// Runs these tests against a server: `node tests/web/run.mjs [URL]`, or LONGDAN_WEB_URL.
//
// Without an address it starts `longdan demo --json` from LONGDAN_TEST_BINARY, else from target/.
// Tokens for the tests that need them: LONGDAN_WEB_TOKEN and LONGDAN_WEB_COLLECTOR, else the demo's for
// the Front and for a collector; LONGDAN_WEB_TOKENS is the demo's whole object of tokens.
//
// Names behind the address (or behind `-`) run those files alone: `node tests/web/run.mjs - dashboard`.
import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

import { demo } from './demo.mjs';
import { install } from './program.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const TESTS = [
  'http',
  'persisted',
  'websocket',
  'events',
  'introspection',
  'graphiql',
  'client',
  'survey',
  'invited',
  'oidc',
  'public',
  'secure',
  'documents',
  'dashboard',
  'dashboard_looks',
  'idle',
  'signins',
  'forms',
  'story',
  'fieldwork',
  'desks',
].map((name) => `${name}.test.mjs`);

async function main() {
  install(here, 'playwright-core');
  const [address, ...names] = process.argv.slice(2);
  const given = (address === '-' ? undefined : address) ?? process.env.LONGDAN_WEB_URL;
  const chosen = names.length ? names.map((name) => `${name}.test.mjs`) : TESTS;
  const server = given ? { url: given, tokens: {}, stop: async () => {} } : await demo();
  const url = new URL('/', server.url).href.replace(/\/$/, '');
  const status = await new Promise((done) => {
    const tests = spawn(process.execPath, ['--test', ...chosen], {
      cwd: here,
      stdio: 'inherit',
      env: {
        ...process.env,
        LONGDAN_WEB_URL: url,
        LONGDAN_WEB_TOKEN: process.env.LONGDAN_WEB_TOKEN ?? server.tokens.FRONT ?? '',
        LONGDAN_WEB_COLLECTOR: process.env.LONGDAN_WEB_COLLECTOR ?? server.tokens.COLLECTOR ?? '',
        LONGDAN_WEB_TOKENS: process.env.LONGDAN_WEB_TOKENS ?? JSON.stringify(server.tokens),
      },
    });
    tests.once('exit', (code) => done(code ?? 1));
  });
  await server.stop();
  process.exitCode = status;
}

await main();
