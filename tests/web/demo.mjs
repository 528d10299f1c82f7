// The demo as a server under test, for every suite that asks a running program.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { program, surroundings } from './program.mjs';

/**
 * Starts `longdan demo --json` with 500 answers and waits for its one object on standard output.
 * @param {Record<string, string>} settings more settings, as the program reads them from its environment
 * @returns its `url` without a slash at the end, `tokens` by key, `samples`, and `stop`, which ends it
 */
export async function demo(settings = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'longdan-demo-'));
  const child = spawn(program(), ['demo', '--json', '--responses', '500'], {
    cwd: folder,
    env: { ...surroundings(), LONGDAN_LISTEN: '127.0.0.1:0', ...settings },
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
  const { url, tokens, samples } = await Promise.race([ready, gone]);
  return { url: new URL('/', url).href.replace(/\/$/, ''), tokens, samples, stop };
}
