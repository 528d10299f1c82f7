// Runs these tests on each database: `node tests/channels/run.mjs`.
//
// It serves a fresh SQLite database, then a fresh one on the PostgreSQL server that
// LONGDAN_TEST_POSTGRES_URL names, where it names one. The packages are those of tests/web and tests/openrosa.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { install } from '../web/program.mjs';
import { Place } from './server.mjs';
import { hamletCode, opened } from './survey.mjs';

const MODES = ['HOUSE_VISITS', 'SELF_SERVICE', 'MEETING', 'COUNT_RECORD'];
const here = dirname(fileURLToPath(import.meta.url));

async function runOn(postgres) {
  const place = new Place(postgres);
  try {
    const made = await opened(place, MODES);
    const modes = Object.fromEntries(MODES.map((mode, at) => [hamletCode(at + 1), mode]));
    const env = {
      ...process.env,
      LONGDAN_URL: place.url,
      LONGDAN_CHANNELS: JSON.stringify({ ...made, url: place.url, modes }),
    };
    const tests = spawn(process.execPath, ['--test', 'channels.test.mjs'], { cwd: here, stdio: 'inherit', env });
    const status = await new Promise((done) => tests.once('exit', (code) => done(code ?? 1)));
    console.log(place.run('verify'));
    return status;
  } finally {
    await place.end();
  }
}

install(join(here, '../web'), 'playwright-core');
install(join(here, '../openrosa'), 'jsdom');
const postgres = process.env.LONGDAN_TEST_POSTGRES_URL;
for (const server of postgres ? [undefined, postgres] : [undefined]) {
  console.log(`# on ${server ? 'PostgreSQL' : 'SQLite'}`);
  process.exitCode = (await runOn(server)) || process.exitCode;
}
