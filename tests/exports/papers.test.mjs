// Papers as qpdf checks them: sound files that say they are PDF/A, with every font inside.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';

import { candidacies, fetched } from './server.mjs';

test('a count record is a sound file with its fonts and its name', async () => {
  const closed = (await candidacies()).find((one) => ['CLOSED', 'VERIFIED'].includes(one.survey?.state));
  const path = await fetched('count-record.pdf', `?survey=${closed.survey.id}`);
  execFileSync('qpdf', ['--check', path]);
  const json = JSON.parse(execFileSync('qpdf', ['--json=2', '--json-stream-data=none', path], { maxBuffer: 1 << 26 }));
  const objects = JSON.stringify(json.qpdf[1]);
  assert.match(objects, /\/FontFile2/);
  assert.match(objects, /\/OutputIntents/);
  assert.match(objects, /\/ToUnicode/);
  // For those who read by ear: what is a heading, what a table, in which language, under which name.
  assert.match(objects, /"\/Marked":true/);
  assert.match(objects, /"\/S":"\/H1"/);
  assert.match(objects, /"\/S":"\/TH"/);
  assert.match(objects, /"\/Lang":"u:vi"/);
  assert.match(objects, /"\/DisplayDocTitle":true/);
});
