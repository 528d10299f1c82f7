// A phone: Chromium on a folder of its own, which can be killed at any moment and started again.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium } from 'playwright-core';

import { holdToDocuments } from './own.mjs';
import { browser, discard } from './program.mjs';

const PATIENCE = 60_000;

const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--window-size=400,850',
  '--remote-debugging-port=0',
  // Every host but this machine is unknown.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

/** The phone of a collector, for an address of the app. */
export class Phone {
  constructor(address) {
    this.address = address;
    this.folder = mkdtempSync(join(tmpdir(), 'longdan-phone-'));
    this.complaints = [];
    this.asked = [];
  }

  async start() {
    const flags = [...FLAGS, `--user-data-dir=${this.folder}`, 'about:blank'];
    this.child = spawn(browser(), flags, { stdio: ['ignore', 'ignore', 'pipe'] });
    const endpoint = await new Promise((done, fail) => {
      let text = '';
      this.child.stderr.on('data', (piece) => {
        text += piece;
        const found = /DevTools listening on (ws:\S+)/.exec(text);
        if (found) done(found[1]);
      });
      this.child.once('exit', () => fail(new Error(text)));
    });
    this.browser = await chromium.connectOverCDP(endpoint);
    [this.context] = this.browser.contexts();
    this.context.setDefaultTimeout(PATIENCE);
  }

  /** Opens the app in a new tab. */
  async open(fragment = '') {
    const page = await this.context.newPage();
    holdToDocuments(page, (complaint) => this.complaints.push(complaint));
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) this.complaints.push(message.text());
    });
    page.on('request', (request) => this.asked.push(request.url()));
    await page.goto(`${this.address}/survey/${fragment}`);
    await page.locator('main h1').waitFor();
    return page;
  }

  /** The battery is taken out. */
  async kill() {
    const ended = new Promise((done) => this.child.once('exit', done));
    this.child.kill('SIGKILL');
    await ended;
  }

  async end() {
    if (!this.child) return;
    if (this.child.exitCode === null && this.child.signalCode === null) await this.kill();
    discard(this.folder);
  }
}

/** Waits until the queue of a page tells so many; `what` is `waiting`, `kept` or `refused`. */
export async function until(page, what, count) {
  const line = page.locator(`#${what}`);
  await page.waitForFunction(
    ([id, wanted]) => document.getElementById(id)?.textContent.endsWith(`: ${wanted}`),
    [what, count],
    { timeout: PATIENCE },
  );
  assert.match(await line.textContent(), new RegExp(`: ${count}$`));
}

/** Fills a form in as a collector does; `choices` by item, the others stay blank. */
export async function fill(page, household, choices, comment = '') {
  const hamlet = page.locator('#hamlet');
  if (!(await hamlet.inputValue())) await hamlet.selectOption({ index: 1 });
  await page.locator('#household').fill(household);
  await page.locator('#consent').check();
  for (const [item, choice] of Object.entries(choices)) {
    await page.locator(`#item-${item} input[value="${choice}"]`).check();
  }
  if (comment) await page.locator('#comment').fill(comment);
}

/** Takes one form and saves it. */
export async function take(page, household, choices, comment) {
  await page.locator('section.card button.main').first().click();
  await fill(page, household, choices, comment);
  await page.locator('#save').click();
  await page.locator('#queue').waitFor();
}
