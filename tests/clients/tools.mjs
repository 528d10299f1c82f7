// Programs that a test runs and whose output it reads.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { root } from './api.mjs';

const run = promisify(execFile);

/** Runs a Node program in a folder; its standard output. Fails with what it printed where it fails. */
export async function node(folder, args, env = {}) {
  const options = { cwd: join(root, folder), env: { ...process.env, ...env }, maxBuffer: 64 << 20 };
  try {
    return (await run(process.execPath, args, options)).stdout;
  } catch (fault) {
    throw new Error(`${args.join(' ')}\n${fault.stdout ?? ''}${fault.stderr ?? fault.message}`, { cause: fault });
  }
}

/** Runs a script of the folder's own package.json, as its README says. */
export async function script(folder, name) {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const options = { cwd: join(root, folder), maxBuffer: 64 << 20 };
  try {
    return (await run(npm, ['run', '--silent', name], options)).stdout;
  } catch (fault) {
    throw new Error(`npm run ${name}\n${fault.stdout ?? ''}${fault.stderr ?? fault.message}`, { cause: fault });
  }
}
