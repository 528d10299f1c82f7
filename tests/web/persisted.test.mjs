// Automatic persisted queries as Apollo's and urql's clients send them, by POST and by GET.
import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { test } from 'node:test';

import { http } from './server.mjs';

const extensions = (query) => ({
  persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(query).digest('hex') },
});
const fresh = () => `{ __typename } # ${randomUUID()}`;

async function post(body) {
  const answer = await fetch(http, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
  });
  return answer.json();
}

function get(query, headers = {}) {
  const place = new URL(http);
  place.searchParams.set('extensions', JSON.stringify(extensions(query)));
  return fetch(place, { headers: { accept: 'application/graphql-response+json', ...headers } });
}

test('the hash first, the query where it is not known, the hash alone from then on', async () => {
  const query = fresh();
  const unknown = await post({ extensions: extensions(query) });
  assert.equal(unknown.errors[0].message, 'PersistedQueryNotFound');
  assert.equal(unknown.errors[0].extensions.code, 'PERSISTED_QUERY_NOT_FOUND');
  assert.equal((await post({ query, extensions: extensions(query) })).data.__typename, 'Query');
  assert.equal((await post({ extensions: extensions(query) })).data.__typename, 'Query');
});

test('by GET it can be kept by a cache and is checked by its tag', async () => {
  const query = fresh();
  await post({ query, extensions: extensions(query) });
  const first = await get(query);
  assert.equal(first.headers.get('cache-control'), 'no-cache');
  assert.equal((await first.json()).data.__typename, 'Query');
  const again = await get(query, { 'if-none-match': first.headers.get('etag') });
  assert.equal(again.status, 304);
});
