// The server under test, as run.mjs names it, what it gives out, and what GraphQL says of the same.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ask } from '../web/graphql.mjs';

const { LONGDAN_URL: url, LONGDAN_FRONT: token } = process.env;
if (!url) throw new Error('LONGDAN_URL is not set: use run.mjs');

export { token, url };

/** A folder for what was fetched. */
export const folder = mkdtempSync(join(tmpdir(), 'longdan-fetched-'));

/** Fetches an export with the Front's token, into a file; answers its path. */
export async function fetched(name, query = '') {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${url}/exports/${name}${query}`, { headers });
  if (answer.status !== 200) throw new Error(`${name}: ${answer.status} ${await answer.text()}`);
  const path = join(folder, name);
  writeFileSync(path, Buffer.from(await answer.arrayBuffer()));
  return path;
}

const QUERY = `{ candidacies(first: 500) { nodes { id area { code } title state readiness { ready } surveys {
  id kind state coverage { households responded percent met }
  approval { stage collected valid satisfied percent met items { item { code } answered satisfied percent } } } } } }`;

/** Every candidacy with its collection, as GraphQL tells it. */
export async function candidacies() {
  const data = await ask(url, token, QUERY);
  return data.candidacies.nodes.map((one) => ({
    ...one,
    survey: one.surveys.find((survey) => survey.kind === 'COLLECTION'),
  }));
}
