// Papers as qpdf and pikepdf check them: sound files, PDF/A with every font inside, each text in an element.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { candidacies, fetched, folder } from './server.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const python = process.env.LONGDAN_TEST_PYTHON ?? 'python3';

/** What papers.py finds wrong with a paper. */
const faults = (path) => JSON.parse(execFileSync(python, [join(here, 'papers.py'), path]))[0];

/** A count record of the demo. */
async function record() {
  const closed = (await candidacies()).find((one) => ['CLOSED', 'VERIFIED'].includes(one.survey?.state));
  return fetched('count-record.pdf', `?survey=${closed.survey.id}`);
}

test('a count record is a sound file, PDF/A and readable aloud', async () => {
  const path = await record();
  execFileSync('qpdf', ['--check', path]);
  assert.deepEqual(faults(path), []);
});

test('a paper without its language and its marks is found out', async () => {
  const path = await record();
  const broken = join(folder, 'broken.pdf');
  const breaking = `
import sys, pikepdf
with pikepdf.open(sys.argv[1]) as pdf:
    del pdf.Root.Lang
    page = pdf.pages[0]
    drawn = [one for one in pikepdf.parse_content_stream(page) if str(one[1]) not in ("BDC", "EMC")]
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(drawn))
    pdf.save(sys.argv[2])
`;
  execFileSync(python, ['-c', breaking, path, broken]);
  const found = faults(broken);
  for (const words of ['language None', 'page 0: TJ outside of everything', 'what is read is not what is drawn']) {
    assert.ok(found.some((fault) => fault.includes(words)), `${words} in ${found.slice(0, 9).join('; ')}`);
  }
});
