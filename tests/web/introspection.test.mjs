// What editors and code generators ask of a schema.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { buildClientSchema, getIntrospectionQuery, validateSchema } from 'graphql';

import { ask } from './server.mjs';

const QUERIES = {
  standard: {},
  'with everything': {
    descriptions: true,
    specifiedByUrl: true,
    directiveIsRepeatable: true,
    schemaDescription: true,
    inputValueDeprecation: true,
    oneOf: true,
  },
};

for (const [name, options] of Object.entries(QUERIES)) {
  test(`the introspection query, ${name}`, async () => {
    const { status, json } = await ask(getIntrospectionQuery(options));
    assert.equal(json.errors, undefined, JSON.stringify(json.errors));
    assert.equal(status, 200);
    assert.deepEqual(validateSchema(buildClientSchema(json.data)), []);
  });
}
