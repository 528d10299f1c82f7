// What everybody sees: the list and a chart, framed by another site, in a real browser.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';

import { chromium } from 'playwright-core';

import { browser as program } from './program.mjs';
import { url } from './server.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');
let browser;
let results;

before(async () => {
  browser = await chromium.launch({ executablePath: program(), args: ['--no-sandbox'] });
  results = (await (await fetch(`${url}/public/results.json`)).json()).results;
});
after(() => browser?.close());

/** A page of another origin. */
async function otherSite(html) {
  const site = createServer((_, answer) => {
    answer.setHeader('content-type', 'text/html');
    answer.end(html);
  });
  await new Promise((done) => site.listen(0, '127.0.0.1', done));
  return site;
}

async function violations(page) {
  await page.evaluate(axe);
  const { violations: found } = await page.evaluate(() => globalThis.axe.run());
  return found.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
}

test('the list and a chart can be used by everybody, without a token', async () => {
  assert.ok(results.length > 0, 'the demo has published results');
  const page = await browser.newPage({ bypassCSP: true });
  await page.goto(`${url}/public/`);
  assert.equal(await page.locator('tbody tr').count(), results.length);
  assert.deepEqual(await violations(page), []);
  await page.locator('tbody a').first().click();
  await page.locator('svg[role=img]').waitFor();
  const bars = await page.locator('tbody tr').count();
  assert.equal(bars, await page.locator('rect.a').count());
  assert.deepEqual(await violations(page), []);
  await page.close();
});

test('another site may frame the chart and nothing else', async () => {
  const id = results[0].surveyId;
  const frames = `<iframe id="a" src="${url}/public/results/${id}/chart"></iframe>
    <iframe id="b" src="${url}/public/"></iframe>`;
  const site = await otherSite(frames);
  const page = await browser.newPage();
  const refused = page.waitForEvent('console', (said) => said.text().includes('frame-ancestors'));
  await page.goto(`http://127.0.0.1:${site.address().port}/`);
  await page.frameLocator('#a').locator('svg[role=img]').waitFor();
  await refused;
  assert.equal(await page.frameLocator('#b').locator('table').count(), 0);
  await page.close();
  site.close();
});

test('a script of another site reads the open data', async () => {
  const site = await otherSite('<p>Another site</p>');
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${site.address().port}/`);
  const read = await page.evaluate(async (place) => (await fetch(place)).text(), `${url}/public/results.csv`);
  assert.match(read, /^survey_id,kind,/);
  await page.close();
  site.close();
});
