// Officials at the dashboard: each signed in with its own token, each doing what it does by clicks alone.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { chromium } from 'playwright-core';

import { holdToDocuments } from './own.mjs';
import { browser } from './program.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PATIENCE = 60_000;
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking'];

/** A day or a time in Viet Nam, so many days from now, as a field takes it. */
export const inVietnam = (days, length = 10) =>
  new Date(Date.now() + days * 86_400_000 + 7 * 3_600_000).toISOString().slice(0, length);

/** Labels that begin so: what follows is whether a field may stay empty. */
const begins = (label) => new RegExp(`^\\s*${label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);

/** An official at a page; labels and buttons are named as the official reads them. */
export class Official {
  constructor(page, name, seen) {
    this.page = page;
    this.name = name;
    this.seen = seen;
  }

  /** Follows a link of the main part. */
  async follow(name, among = this.page.locator('main')) {
    await among.getByRole('link', { name }).first().click();
    await this.settled();
  }

  /** What is asked for has come. */
  async settled() {
    await this.page.locator('main h1').waitFor();
    await this.page.waitForFunction(() => !document.querySelector('.loading'));
  }

  /** Opens a part of a page of work. */
  async unfold(name) {
    const part = this.page.locator('details', { has: this.page.getByRole('heading', { name }) });
    if ((await part.getAttribute('open')) === null) await part.locator('summary').click();
    await this.settled();
    return part;
  }

  /** The row of a table, or of a form, that bears a name. */
  row(name) {
    return this.page.locator('fieldset.row', { has: this.page.locator('legend', { hasText: name }) });
  }

  async type(label, text, among = this.page) {
    await among.getByLabel(begins(label)).first().fill(String(text));
  }

  async choose(label, option, among = this.page) {
    const list = among.getByLabel(begins(label)).first();
    const wanted = list.locator('option').filter({ hasText: option }).first();
    await list.selectOption(await wanted.getAttribute('value'));
  }

  async say(question, answer, among = this.page) {
    const set = among.getByRole('group', { name: begins(question) }).first();
    await set.getByLabel(answer, { exact: true }).check();
  }

  async tick(label, among = this.page) {
    await among.getByLabel(label).first().check();
  }

  async press(name, among = this.page.locator('main')) {
    await among.getByRole('button', { name }).first().click();
  }

  /** Each form is looked at once by axe, as it is filled in. */
  async isFit() {
    const form = new URL(this.page.url()).hash.split('?')[0];
    if (this.seen.has(form)) return;
    this.seen.add(form);
    await this.page.evaluate(AXE);
    const { violations } = await this.page.evaluate('axe.run()');
    assert.deepEqual(violations.map(({ id, nodes }) => [form, id, nodes[0].html]), []);
  }

  /** Sends the form, says yes where it asks; what stands there then: taken or not, and the words. */
  async submit() {
    await this.isFit();
    await this.page.locator('form.work button[type=submit]').click();
    const dialog = this.page.getByRole('dialog');
    const told = this.page.locator('.told');
    const problem = this.page.locator('.problem');
    await dialog.or(told).or(problem).first().waitFor();
    if (await dialog.isVisible()) {
      await this.press('Thực hiện', dialog);
      await told.or(problem).first().waitFor();
    }
    const refused = (await problem.count()) > 0;
    const words = await (refused ? problem : told).first().innerText();
    return { refused, words };
  }

  /** Sends the form, which must be taken. */
  async send({ warning } = {}) {
    const { refused, words } = await this.submit();
    if (refused) assert.fail(`${this.name}: ${words}`);
    if (warning) assert.match(words, warning);
    await this.settled();
  }

  /** The way from the first page to a round, on to a commune of it, on to its survey. */
  async toRound(round) {
    await this.page.getByRole('link', { name: 'Longdan' }).click();
    await this.follow('Các đợt và hồ sơ');
    await this.follow(round);
  }

  async toCandidacy(round, commune) {
    await this.toRound(round);
    await this.follow(commune);
  }

  async toSurvey(round, commune, kind = 'Lấy ý kiến') {
    await this.toCandidacy(round, commune);
    await this.follow(kind, await this.unfold('Cuộc lấy ý kiến'));
  }

  leave() {
    return this.page.close();
  }
}

/** All officials of a server, in one browser. */
export class Officials {
  constructor(url, tokens) {
    this.url = url;
    this.tokens = tokens;
    this.complaints = [];
    this.seen = new Set();
  }

  async start() {
    this.chromium = await chromium.launch({ executablePath: browser(), args: FLAGS });
    const viewport = { width: 1280, height: 900 };
    this.context = await this.chromium.newContext({ locale: 'vi-VN', viewport, reducedMotion: 'reduce' });
    this.context.setDefaultTimeout(PATIENCE);
    this.context.on('request', (request) => {
      if (new URL(request.url()).origin !== this.url) this.complaints.push(`asked ${request.url()}`);
    });
  }

  /** Somebody signs in and sees the first page. */
  async as(name) {
    const page = await this.context.newPage();
    holdToDocuments(page, (complaint) => this.complaints.push(`${name}: ${complaint}`));
    page.on('pageerror', (error) => this.complaints.push(`${name}: ${error}`));
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(`${name}: ${message.text()}`);
    });
    await page.goto(`${this.url}/#token=${encodeURIComponent(this.tokens.get(name))}`);
    const official = new Official(page, name, this.seen);
    await official.settled();
    return official;
  }

  /** Somebody signs in, does something, and leaves. */
  async let(name, act) {
    const official = await this.as(name);
    try {
      return await act(official);
    } finally {
      await official.leave();
    }
  }

  end() {
    return this.chromium?.close();
  }
}
