// The server under test, as run.mjs names it.
export const url = process.env.LONGDAN_WEB_URL;
if (!url) throw new Error('LONGDAN_WEB_URL is not set: use run.mjs');

export const http = `${url}/graphql`;
export const socket = http.replace(/^http/, 'ws');
export const editor = `${url}/graphiql`;
export const token = process.env.LONGDAN_WEB_TOKEN || null;
export const collector = process.env.LONGDAN_WEB_COLLECTOR || null;
/** Tokens by role, of a demo; empty where the server was named. */
export const tokens = JSON.parse(process.env.LONGDAN_WEB_TOKENS || '{}');

/** Asks a query by POST and returns status, headers and JSON. */
export async function ask(query, { variables, headers } = {}) {
  const answer = await fetch(http, {
    method: 'POST',
    headers: {
      accept: 'application/graphql-response+json',
      'accept-language': 'en',
      'content-type': 'application/json',
      ...headers,
    },
    body: JSON.stringify({ query, variables }),
  });
  return { status: answer.status, headers: answer.headers, json: await answer.json() };
}
