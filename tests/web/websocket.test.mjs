// The published client of graphql-transport-ws against our own session.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { getIntrospectionQuery } from 'graphql';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

import { socket, token } from './server.mjs';

function client(options = {}) {
  return createClient({
    url: socket,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    lazy: true,
    ...options,
  });
}

async function all(one, payload) {
  const results = [];
  for await (const result of one.iterate(payload)) results.push(result);
  return results;
}

/** The close event, or the errors, with which an operation ends. */
async function failure(one, payload) {
  try {
    const results = await all(one, payload);
    return assert.fail(`not refused: ${JSON.stringify(results)}`);
  } catch (reason) {
    if (reason instanceof assert.AssertionError) throw reason;
    return reason;
  }
}

test('a query over the socket', async () => {
  const one = client();
  const results = await all(one, { query: '{ __typename }' });
  assert.deepEqual(results, [{ data: { __typename: 'Query' } }]);
  await one.dispose();
});

test('many queries at once over one socket', async () => {
  const one = client();
  const queries = Array.from({ length: 50 }, (_, index) => `{ a${index}: __typename }`);
  const results = await Promise.all(queries.map((query) => all(one, { query })));
  results.forEach(([result], index) => assert.equal(result.data[`a${index}`], 'Query'));
  await one.dispose();
});

test('the whole introspection over the socket', async () => {
  const one = client();
  const [result] = await all(one, { query: getIntrospectionQuery() });
  assert.equal(result.errors, undefined);
  assert.equal(result.data.__schema.queryType.name, 'Query');
  await one.dispose();
});

test('an operation that is not run ends with an error message', async () => {
  const one = client({ connectionParams: { 'Accept-Language': 'en' } });
  for (const [query, code] of [
    ['{', 'GRAPHQL_PARSE_FAILED'],
    ['{ noSuchField }', 'GRAPHQL_VALIDATION_FAILED'],
    ['query ($a: Int!) { __typename @include(if: true) }', 'BAD_USER_INPUT'],
  ]) {
    const errors = await failure(one, { query });
    assert.ok(Array.isArray(errors), query);
    assert.equal(errors[0].extensions.code, code);
  }
  // The connection has outlived them.
  assert.deepEqual(await all(one, { query: '{ __typename }' }), [
    { data: { __typename: 'Query' } },
  ]);
  await one.dispose();
});

test('a bad token closes with 4403', async () => {
  for (const Authorization of ['Bearer no-such-token', 'nonsense']) {
    const close = await failure(client({ connectionParams: { Authorization } }), {
      query: '{ __typename }',
    });
    assert.equal(close.code, 4403);
  }
});

test('a good token is taken', { skip: !token && 'no token was given' }, async () => {
  const one = client({ connectionParams: { Authorization: `Bearer ${token}` } });
  const [result] = await all(one, { query: '{ viewer { name } }' });
  assert.equal(typeof result.data.viewer.name, 'string');
  await one.dispose();
});

/** Speaks raw messages and returns the code with which the server closes. */
function closing(messages, protocol = 'graphql-transport-ws') {
  return new Promise((done, fail) => {
    const raw = new WebSocket(socket, protocol);
    raw.on('open', () => messages.forEach((message) => raw.send(message)));
    raw.on('close', (code) => done(code));
    raw.on('error', fail);
  });
}

test('the close codes of the protocol', async () => {
  const init = '{"type":"connection_init"}';
  const subscribe = '{"type":"subscribe","id":"1","payload":{"query":"{ __typename }"}}';
  assert.equal(await closing(['nonsense']), 4400);
  assert.equal(await closing([`{"type":"${'x'.repeat(1000)}"}`]), 4400);
  assert.equal(await closing([subscribe]), 4401);
  assert.equal(await closing([init, init]), 4429);
});
