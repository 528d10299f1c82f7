// The program under test and the packages beside it, for every suite that runs in Node.
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** Installs what a folder's lock file names, unless this package of it is there. */
export function install(folder, name) {
  if (existsSync(join(folder, 'node_modules', name))) return;
  const done = spawnSync('npm', ['ci', '--silent'], { cwd: folder, stdio: 'inherit' });
  if (done.status !== 0) throw new Error('npm ci failed');
}

/** The program: LONGDAN_TEST_BINARY, else the one in target/. */
export function program() {
  const places = [
    process.env.LONGDAN_TEST_BINARY,
    join(root, 'target/release/longdan'),
    join(root, 'target/debug/longdan'),
  ];
  const found = places.find((place) => place && existsSync(place));
  if (!found) throw new Error('no longdan program: cargo build, or set LONGDAN_TEST_BINARY');
  return found;
}

/**
 * The environment of a program under test: ours without what begins as a setting, for the program takes none
 * that it doesn't know, and those of the tests are none of its own.
 */
export const surroundings = () =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('LONGDAN_')));

/** Chromium's program: CHROMIUM_BIN, else the one on the PATH. */
export function browser() {
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  const folders = (process.env.PATH ?? '').split(delimiter);
  const places = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  const found = process.env.CHROMIUM_BIN ?? places.find(existsSync);
  if (!found) throw new Error('no Chromium: install it (Debian: apt-get install chromium), or set CHROMIUM_BIN');
  return found;
}

/** Removes a browser's folder; a browser that is still ending writes on, and the folder is a temporary one. */
export function discard(folder) {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  } catch {
    // The system clears its temporary files.
  }
}
