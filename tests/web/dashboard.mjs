// The dashboard in a real Chromium: windows of it, what they complain of, what they ask.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { chromium } from 'playwright-core';

import { holdToDocuments } from './own.mjs';
import { browser } from './program.mjs';
import { ask, tokens, url } from './server.mjs';

const PATIENCE = 60_000;
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  // Every host but this machine is unknown.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Why the tests of a role are skipped: the server was named without its tokens. */
export const skipOf = (...roles) =>
  roles.every((role) => tokens[role]) ? false : `no tokens of ${roles.join(', ')}`;

/** The data of a query as a role sees it; fails where there is none. */
export async function asked(role, query, variables) {
  const headers = { authorization: `Bearer ${tokens[role]}`, 'accept-language': 'vi' };
  const { json } = await ask(query, { variables, headers });
  if (!json.data) throw new Error(JSON.stringify(json.errors));
  return json.data;
}

/** One Chromium for a file of tests. */
export class Desk {
  async start() {
    this.browser = await chromium.launch({ executablePath: browser(), args: FLAGS });
  }

  async end() {
    await this.browser?.close();
  }

  /** A window of its own: `role` is signed in at once; what it complains of and asks is kept. */
  async open({ role, hash = '#/', width = 1280, height = 900, scheme = 'light' } = {}) {
    const context = await this.browser.newContext({
      viewport: { width, height },
      colorScheme: scheme,
    });
    context.setDefaultTimeout(PATIENCE);
    const page = await context.newPage();
    const complaints = [];
    const requests = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('request', (request) => requests.push(request));
    page.on('websocket', (socket) => requests.push({ url: () => socket.url() }));
    holdToDocuments(page, (complaint) => complaints.push(complaint));
    const window = { page, complaints, requests, close: () => context.close() };
    await page.goto(role ? `${url}/#token=${tokens[role]}` : `${url}/${hash}`);
    await page.locator('h1').waitFor();
    if (role && hash !== '#/') await visit(window, hash);
    return window;
  }
}

/** Goes to a view and waits until nothing is asked any longer. */
export async function visit(window, hash) {
  await window.page.evaluate((wanted) => {
    location.hash = wanted;
  }, hash);
  await settled(window);
}

/** Waits until something holds in the page; a page behind others has no frames, so by time. */
export const until = ({ page }, holds, argument) =>
  page.waitForFunction(holds, argument, { polling: 100 });

/** Waits until the view has its answers. */
async function settled(window) {
  await window.page.bringToFront();
  await window.page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
  await until(window, () => !document.querySelector('.loading'));
}

/** What axe finds against WCAG 2.2 AA, a line for each. */
export async function violations({ page }) {
  await page.evaluate(AXE);
  return page.evaluate(async (runOnly) => {
    const { violations: found } = await globalThis.axe.run({ runOnly });
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  }, RULES);
}

/** Things of the demo that the tests visit, found by the public API. */
export async function places() {
  const { certificationRounds } = await asked(
    'FRONT',
    `{ certificationRounds(first: 50) { nodes {
      year ordinal name
      candidacies(first: 100) { nodes {
        id area { name }
        surveys(kind: COLLECTION) { id state }
        readiness { checks { status severity message } }
      } }
    } } }`,
  );
  const rounds = certificationRounds.nodes;
  const all = rounds.flatMap(({ candidacies, ...round }) =>
    candidacies.nodes.map((candidacy) => ({ ...candidacy, round })),
  );
  const reason = ({ readiness }) =>
    readiness.checks.find(({ status, severity }) => status === 'NOT_MET' && severity === 'BLOCKING');
  const failing = all.find((one) => reason(one) && one.surveys[0]?.state === 'VERIFIED');
  const open = all.find(({ surveys }) => surveys[0]?.state === 'OPEN');
  return { rounds, failing: { ...failing, reason: reason(failing).message }, open };
}

/** The address of a round's view. */
export const roundHash = ({ year, ordinal }) => `#/round/${year}/${ordinal}`;
