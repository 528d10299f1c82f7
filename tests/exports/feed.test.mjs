// The feed as a published client of OData 4 reads it, its figures beside GraphQL's.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { OData } from '@odata/client';

import { candidacies, token, url } from './server.mjs';

const client = OData.New4({
  serviceEndpoint: `${url}/odata/v4/`,
  credential: { username: 'anybody', password: token },
});

test('the client reads, filters, orders, counts and retrieves', async () => {
  const set = client.getEntitySet('Candidacies');
  const all = await set.query();
  const closed = (await candidacies()).filter((one) => ['CLOSED', 'POSTED', 'VERIFIED'].includes(one.survey?.approval?.stage));
  assert.equal(all.length, closed.length);
  assert.ok(all.length > 0, 'the demo has closed surveys');
  for (const one of closed) {
    const row = all.find((row) => row.area_code === one.area.code && row.title === one.title);
    assert.equal(row.valid, one.survey.approval.valid);
    assert.equal(row.satisfied, one.survey.approval.satisfied);
    assert.equal(row.approval_percent, one.survey.approval.percent);
  }
  assert.equal(await set.count(), all.length);
  const high = await set.query(client.newFilter().property('valid').gt(0).property('stage').eqString('CLOSED'));
  assert.ok(high.every((row) => row.valid > 0 && row.stage === 'CLOSED'));
  const options = client.newParam().orderby('valid', 'desc').top(2).select(['id', 'valid']);
  const two = await set.query(options);
  assert.deepEqual(Object.keys(two[0]), ['id', 'valid']);
  assert.ok(two.length < 2 || two[0].valid >= two[1].valid);
  const one = await set.retrieve(`'${all[0].id}'`).catch(() => set.retrieve(all[0].id));
  assert.equal(one.id, all[0].id);
});

test('hamlets page by next links and errors come in OData\'s form', async () => {
  const hamlets = await client.getEntitySet('Hamlets').query();
  assert.ok(hamlets.length > 0 && hamlets.every((row) => row.id.includes('.')));
  await assert.rejects(client.getEntitySet('Hamlets').query(client.newFilter().property('nothing').eq(1)), /property/);
  const answer = await fetch(`${url}/odata/v4/Hamlets`);
  assert.equal(answer.status, 401);
  assert.match(answer.headers.get('www-authenticate'), /Basic/);
});
