// The published audit of GraphQL over HTTP, and the abuse that it doesn't try.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { serverAudits } from 'graphql-http';

import { ask, http } from './server.mjs';

for (const audit of serverAudits({ url: http, fetchFn: fetch })) {
  test(`${audit.id} ${audit.name}`, async () => {
    const result = await audit.fn();
    assert.equal(result.status, 'ok', result.reason);
  });
}

/** Fragments of which each spreads the next so many times. */
function bomb(length, times) {
  const spreads = (index) => `...F${index} `.repeat(times);
  const fragments = Array.from(
    { length },
    (_, index) => `fragment F${index} on Query { ${spreads(index + 1)}}`,
  );
  return `{ ...F0 } ${fragments.join(' ')} fragment F${length} on Query { __typename }`;
}

test('a fragment bomb is refused while the answer to a harmless query is on its way', async () => {
  for (const [length, times] of [[25, 2], [30, 2], [8, 10], [28, 3]]) {
    const { status, json } = await ask(bomb(length, times));
    assert.equal(status, 400);
    assert.match(json.errors[0].extensions.code, /^QUERY_TOO_(DEEP|COMPLEX)$/);
  }
  assert.deepEqual((await ask('{ __typename }')).json, { data: { __typename: 'Query' } });
});

test('too much of anything is refused', async () => {
  const fields = (count, of) => `{ ${Array.from({ length: count }, of).join(' ')} }`;
  for (const query of [
    fields(1000, (_, index) => `a${index}: __typename`),
    fields(1000, () => '__typename'),
    `{ __typename ${'@include(if: true) '.repeat(20_000)} }`,
    Array.from({ length: 5000 }, (_, index) => `query Q${index} { __typename }`).join(' '),
    `{ ${'a { '.repeat(5000)} b ${'}'.repeat(5000)} }`,
    `{ __schema { ${'types { fields { type { '.repeat(4)} name ${'} } }'.repeat(4)} } }`,
  ]) {
    const { json } = await ask(query);
    assert.match(json.errors[0].extensions.code, /^QUERY_TOO_(DEEP|COMPLEX)$/, query.slice(0, 80));
    assert.equal('data' in json, false);
  }
});

test('batches, other content types and mutations by GET are refused', async () => {
  const post = (body, type = 'application/json') =>
    fetch(http, { method: 'POST', headers: { 'content-type': type }, body });
  assert.equal((await post('[{"query":"{ __typename }"}]')).status, 400);
  assert.equal((await post('{"query":"{ __typename }"}', 'text/plain')).status, 415);
  const query = encodeURIComponent('mutation { __typename }');
  const get = await fetch(`${http}?query=${query}`);
  assert.equal(get.status, 405);
  assert.equal(get.headers.get('allow'), 'POST');
});

test('a bad token is 401 everywhere', async () => {
  const { status, json } = await ask('{ __typename }', {
    headers: { authorization: 'Bearer no-such-token' },
  });
  assert.equal(status, 401);
  assert.equal(json.errors[0].extensions.code, 'UNAUTHENTICATED');
});

test('a request has a name in and out', async () => {
  const { headers } = await ask('{ __typename }', { headers: { 'x-request-id': 'web-1' } });
  assert.equal(headers.get('x-request-id'), 'web-1');
});
