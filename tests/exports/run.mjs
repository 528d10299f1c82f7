// Runs these tests against a server: `node tests/exports/run.mjs`.
//
// It starts `longdan demo --json` from LONGDAN_TEST_BINARY, else from target/. LONGDAN_TEST_PYTHON names a
// Python that has openpyxl and pikepdf[pdfa]; LibreOffice (soffice) and qpdf must be on the PATH.
import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

import { demo } from '../web/demo.mjs';
import { install } from '../web/program.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const TESTS = ['books.test.mjs', 'feed.test.mjs', 'papers.test.mjs'];

install(here, '@odata/client');
const server = await demo();
const tests = spawn(process.execPath, ['--test', ...TESTS], {
  cwd: here,
  stdio: 'inherit',
  env: {
    ...process.env,
    LONGDAN_URL: server.url,
    LONGDAN_FRONT: server.tokens.FRONT,
  },
});
process.exitCode = await new Promise((done) => tests.once('exit', (code) => done(code ?? 1)));
await server.stop();
