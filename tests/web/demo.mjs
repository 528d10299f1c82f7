// `longdan demo` from LONGDAN_TEST_BINARY, else from target/, in a folder of its own.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { program } from './program.mjs';

/** Starts the demo and waits for its one object on standard output: `{url, token, collector, tokens, stop}`. */
export async function demo() {
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
