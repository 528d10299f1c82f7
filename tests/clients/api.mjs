// The demo under test, as run.mjs names it.
import { fileURLToPath } from 'node:url';

const { LONGDAN_CLIENTS_URL, LONGDAN_CLIENTS_TOKENS, LONGDAN_CLIENTS_PAGE } = process.env;
if (!LONGDAN_CLIENTS_URL) throw new Error('LONGDAN_CLIENTS_URL is not set: use run.mjs');

export const url = LONGDAN_CLIENTS_URL;
/** Tokens by the demo's keys: FRONT, COLLECTOR, DASHBOARD and so on. */
export const tokens = JSON.parse(LONGDAN_CLIENTS_TOKENS);
/** Where the built Relay example is served: another origin than the API's. */
export const page = LONGDAN_CLIENTS_PAGE;
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Asks by POST as the account of a key, or as nobody; returns the status and the answer. */
export async function ask(key, query, { variables, language = 'en' } = {}) {
  const headers = {
    accept: 'application/graphql-response+json',
    'accept-language': language,
    'content-type': 'application/json',
  };
  if (key) headers.authorization = `Bearer ${tokens[key] ?? key}`;
  const body = JSON.stringify({ query, variables });
  const answer = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
  return { status: answer.status, json: await answer.json() };
}

/** The same for tests that want the data or nothing. */
export async function data(key, query, variables) {
  const { json } = await ask(key, query, { variables });
  if (json.errors) throw new Error(JSON.stringify(json.errors));
  return json.data;
}
