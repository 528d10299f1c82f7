// Takes the pictures of the dashboard for the README: `node tests/web/pictures.mjs`.
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { demo } from './demo.mjs';
import { install } from './program.mjs';

const folder = fileURLToPath(new URL('../../docs/pictures/', import.meta.url));
const PICTURES = [
  { name: 'round', view: 'round', width: 1200, height: 760 },
  { name: 'commune', view: 'commune', width: 1200, height: 900, scheme: 'dark', at: '#figures' },
  { name: 'before-the-vote', view: 'vote', width: 1200, height: 760 },
  { name: 'phone', view: 'commune', width: 390, height: 780 },
];

async function take(desk, { visit }, hashes, { name, view, at, ...shape }) {
  const window = await desk.open({ role: 'FRONT', ...shape });
  await visit(window, hashes[view]);
  await window.page.evaluate(async (selector) => {
    document.activeElement.blur();
    document.querySelector(selector)?.scrollIntoView();
    await document.fonts.ready;
  }, at ?? 'body');
  await window.page.screenshot({ path: `${folder}${name}.png` });
  await window.close();
}

async function main() {
  install(fileURLToPath(new URL('.', import.meta.url)), 'playwright-core');
  const server = await demo();
  process.env.LONGDAN_WEB_URL = server.url;
  process.env.LONGDAN_WEB_TOKENS = JSON.stringify(server.tokens);
  const dashboard = await import('./dashboard.mjs');
  mkdirSync(folder, { recursive: true });
  const desk = new dashboard.Desk();
  try {
    await desk.start();
    const { failing } = await dashboard.places();
    const round = dashboard.roundHash(failing.round);
    const hashes = { round, vote: `${round}/vote`, commune: `#/candidacy/${failing.id}` };
    for (const picture of PICTURES) await take(desk, dashboard, hashes, picture);
  } finally {
    await desk.end();
    await server.stop();
  }
}

await main();
