// Runs these tests against the demo: `node tests/clients/run.mjs [TEST...]`, such as `guide`.
//
// The demo is started from LONGDAN_TEST_BINARY, else from target/. The built Relay example is served from an
// origin of its own, which the demo is told to let browsers call from.
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { demo } from '../web/demo.mjs';
import { install } from '../web/program.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const examples = join(here, '../../examples');
const ALL = ['schema', 'changes', 'papers', 'guide', 'typescript', 'relay', 'apollo', 'urql'];

const FILES = {
  '/': ['index.html', 'text/html; charset=utf-8'],
  '/app.js': ['dist/app.js', 'text/javascript'],
};

/** Serves the two files of the Relay example from a free port. */
function serveRelay() {
  const server = createServer(async ({ url }, answer) => {
    const file = FILES[new URL(url, 'http://localhost').pathname];
    try {
      const text = await readFile(join(examples, 'relay', file[0]));
      answer.writeHead(200, { 'content-type': file[1] }).end(text);
    } catch {
      answer.writeHead(404).end();
    }
  });
  return new Promise((done) => {
    server.listen(0, '127.0.0.1', () => done({ server, page: `http://127.0.0.1:${server.address().port}` }));
  });
}

async function main() {
  const names = process.argv.length > 2 ? process.argv.slice(2) : ALL;
  install(here, '@apollo/client');
  install(join(examples, 'typescript'), 'typescript');
  install(join(examples, 'relay'), 'relay-compiler');
  const { server, page } = await serveRelay();
  const { url, tokens, stop } = await demo({ LONGDAN_ORIGINS: page });
  const env = {
    ...process.env,
    LONGDAN_CLIENTS_URL: url,
    LONGDAN_CLIENTS_TOKENS: JSON.stringify(tokens),
    LONGDAN_CLIENTS_PAGE: page,
  };
  // One file after the other: they change the same demo, and count what they changed.
  const args = ['--test', '--test-concurrency=1', ...names.map((name) => `${name}.test.mjs`)];
  const status = await new Promise((done) => {
    const tests = spawn(process.execPath, args, { cwd: here, stdio: 'inherit', env });
    tests.once('exit', (code) => done(code ?? 1));
  });
  await stop();
  server.close();
  process.exitCode = status;
}

await main();
