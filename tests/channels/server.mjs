// A server on a database of its own, which can be killed at any moment and started again.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { program } from '../web/program.mjs';

const SERVING = 'serving at ';

/** A database in a folder of its own; with the address of a PostgreSQL server, a new one there; `more` settings. */
export class Place {
  constructor(postgres, more = {}) {
    this.more = more;
    this.folder = mkdtempSync(join(tmpdir(), 'longdan-field-'));
    this.database = `sqlite:${join(this.folder, 'longdan.db')}`;
    this.listen = '127.0.0.1:0';
    if (!postgres) return;
    this.postgres = postgres;
    this.name = `longdan_field_${process.pid}_${Date.now()}`;
    this.administer(`CREATE DATABASE ${this.name}`);
    const address = new URL(postgres);
    address.pathname = `/${this.name}`;
    this.database = address.href;
  }

  administer(sql) {
    execFileSync('psql', ['--quiet', '--no-psqlrc', '--command', sql, this.postgres]);
  }

  /** Puts a file into the folder. */
  put(name, text) {
    writeFileSync(join(this.folder, name), text);
  }

  settings() {
    // What is meant for tests is no setting of the program's.
    const own = Object.entries(process.env).filter(([name]) => !name.startsWith('LONGDAN_WEB_'));
    const fixed = { LONGDAN_DATABASE_URL: this.database, LONGDAN_LISTEN: this.listen, LONGDAN_LANG: 'en' };
    return { ...Object.fromEntries(own), ...this.more, ...fixed };
  }

  /** Runs a command that must succeed, and gives what it printed. */
  run(...words) {
    const options = { cwd: this.folder, env: this.settings(), encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] };
    return execFileSync(program(), words, options).trim();
  }

  /** Starts the server; the second time on the port that it had the first time. */
  async serve() {
    const options = { cwd: this.folder, env: this.settings(), stdio: ['ignore', 'ignore', 'pipe'] };
    const child = spawn(program(), ['serve', '--migrate'], options);
    this.child = child;
    this.url = await new Promise((done, fail) => {
      const told = [];
      child.once('error', fail);
      child.once('exit', (code) => fail(new Error(`the server ended with ${code}: ${told.join('\n')}`)));
      // What it says later is read too, so that it never waits for a reader.
      createInterface({ input: child.stderr }).on('line', (line) => {
        if (line.startsWith(SERVING)) done(line.slice(SERVING.length));
        else if (told.length < 20) told.push(line);
      });
    });
    this.listen = new URL(this.url).host;
  }

  /** Ends the server at once, as a power cut would. */
  async kill(signal = 'SIGKILL') {
    const { child } = this;
    const gone = new Promise((done) => child.once('exit', done));
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal);
      await gone;
    }
  }

  /** Nothing of it is left. */
  async end() {
    if (this.child) await this.kill('SIGTERM');
    if (this.postgres) this.administer(`DROP DATABASE ${this.name} WITH (FORCE)`);
    rmSync(this.folder, { recursive: true, force: true });
  }
}
