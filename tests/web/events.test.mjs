// The published client of GraphQL over Server-Sent Events against our own answers.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createClient } from 'graphql-sse';

import { http, token } from './server.mjs';

const client = (headers = {}) =>
  createClient({ url: http, retryAttempts: 0, headers: { 'accept-language': 'en', ...headers } });

async function all(payload, headers) {
  const results = [];
  for await (const result of client(headers).iterate(payload)) results.push(result);
  return results;
}

test('a query as events', async () => {
  assert.deepEqual(await all({ query: '{ __typename }' }), [{ data: { __typename: 'Query' } }]);
});

test('a document that is not run comes as a result with errors', async () => {
  for (const [query, code] of [
    ['{', 'GRAPHQL_PARSE_FAILED'],
    ['{ noSuchField }', 'GRAPHQL_VALIDATION_FAILED'],
    ['subscription { noSuchField }', 'GRAPHQL_VALIDATION_FAILED'],
  ]) {
    const [result] = await all({ query });
    assert.equal(result.errors[0].extensions.code, code, query);
  }
});

test('a bad token is refused before any event', async () => {
  await assert.rejects(all({ query: '{ __typename }' }, { authorization: 'Bearer no-such' }), /401/);
});

test('a subscription gives what is there at once', { skip: !token && 'no token' }, async () => {
  const headers = { authorization: `Bearer ${token}` };
  const [found] = await all({ query: '{ assignedSurveys { id } }' }, headers);
  const id = found.data.assignedSurveys[0].id;
  const query = 'subscription($id: ID!) { surveyProgress(surveyId: $id) { id state } }';
  const events = client(headers).iterate({ query, variables: { id } });
  const { value } = await events.next();
  assert.equal(value.errors, undefined, JSON.stringify(value));
  assert.equal(value.data.surveyProgress.id, id);
  await events.return();
});
