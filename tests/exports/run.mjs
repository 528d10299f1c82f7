// Runs these tests against a server: `node tests/exports/run.mjs`.
//
// It starts `longdan demo --json` from LONGDAN_TEST_BINARY, else from target/. LONGDAN_TEST_PYTHON names a
// Python that has openpyxl; LibreOffice (soffice) and qpdf must be on the PATH.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { install, program } from '../web/program.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const TESTS = ['books.test.mjs', 'feed.test.mjs', 'papers.test.mjs'];

/** Starts the demo and waits for its one object on standard output. */
async function demo(folder) {
  const child = spawn(program(), ['demo', '--json', '--responses', '500'], {
    cwd: folder,
    env: { ...process.env, LONGDAN_LISTEN: '127.0.0.1:0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const told = await new Promise((done, fail) => {
    let text = '';
    child.once('error', fail);
    child.once('exit', (code) => fail(new Error(`the demo ended with ${code}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      text += `${line}\n`;
      try {
        done(JSON.parse(text));
      } catch {
        // More lines of the object are to come.
      }
    });
  });
  return { child, told };
}

install(here, '@odata/client');
const folder = mkdtempSync(join(tmpdir(), 'longdan-exports-'));
const { child, told } = await demo(folder);
const tests = spawn(process.execPath, ['--test', ...TESTS], {
  cwd: here,
  stdio: 'inherit',
  env: { ...process.env, LONGDAN_URL: told.url, LONGDAN_FRONT: told.tokens.FRONT },
});
process.exitCode = await new Promise((done) => tests.once('exit', (code) => done(code ?? 1)));
child.removeAllListeners('exit');
const gone = new Promise((done) => child.once('exit', done));
child.kill('SIGTERM');
await gone;
rmSync(folder, { recursive: true, force: true });
