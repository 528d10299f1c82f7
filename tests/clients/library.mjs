// What every client library is asked to do, held against plain answers.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import { data, tokens, url } from './api.mjs';
import { node } from './tools.mjs';

const ROUND = `{ certificationRound(year: 2019, ordinal: 1) {
  candidacies(orderBy: APPROVAL_PERCENT) { nodes { area { name } } } } }`;

/** Tests of the script of a library, by its name. */
export function libraryTests(name) {
  let seen;
  before(async () => {
    const env = { API_TOKEN: tokens.DASHBOARD, COLLECTOR_TOKEN: tokens.COLLECTOR };
    seen = JSON.parse(await node('tests/clients', [`${name}.mjs`, url], env));
  });

  test(`${name} pages through a connection`, async () => {
    const { nodes } = (await data('DASHBOARD', ROUND)).certificationRound.candidacies;
    assert.deepEqual(seen.pages.names, nodes.map(({ area }) => area.name));
    assert.equal(seen.pages.asked, Math.ceil(nodes.length / 9));
  });

  test(`${name} hands over an error's code`, () => {
    assert.equal(seen.refused, 'BAD_USER_INPUT');
  });

  test(`${name} sees a form arrive that it sent`, () => {
    assert.deepEqual(seen.live, { receipts: ['ACCEPTED'], seen: 1 });
  });
}
