// API_TOKEN=... node dist/main.js URL round YEAR NUMBER [PAGE SIZE]
// API_TOKEN=... node dist/main.js URL submit HOUSEHOLD...
import { type Api, ApiError } from './api.js';
import { candidaciesOf, line } from './round.js';
import { assignedSurveys, filled, submit } from './submit.js';

const USAGE = 'usage: main.js URL round YEAR NUMBER [PAGE SIZE] | main.js URL submit HOUSEHOLD...';

async function showRound(api: Api, [year, ordinal, pageSize = '50']: readonly string[]): Promise<void> {
  const pages = { year: Number(year), ordinal: Number(ordinal), pageSize: Number(pageSize) };
  for await (const candidacy of candidaciesOf(api, pages)) console.log(line(candidacy));
}

async function sendForms(api: Api, households: readonly string[]): Promise<void> {
  const [survey] = await assignedSurveys(api);
  if (survey === undefined) throw new Error('no survey is open for this account');
  const forms = households.map((household) => filled(survey, household, 'POSITIVE'));
  for (const receipt of await submit(api, survey, forms)) {
    console.log(`${receipt.id} ${receipt.status} ${receipt.code ?? '-'} kept=${receipt.kept}`);
  }
}

async function main([url, command, ...rest]: readonly string[]): Promise<void> {
  if (url === undefined) throw new Error(USAGE);
  const api: Api = { url, token: process.env['API_TOKEN'], language: 'en' };
  if (command === 'round') await showRound(api, rest);
  else if (command === 'submit') await sendForms(api, rest);
  else throw new Error(USAGE);
}

try {
  await main(process.argv.slice(2));
} catch (fault) {
  const codes = fault instanceof ApiError ? fault.faults.map((one) => one.extensions.code) : [];
  console.error([...codes, fault instanceof Error ? fault.message : String(fault)].join(' '));
  process.exitCode = 1;
}
