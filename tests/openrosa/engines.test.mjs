// A form of the server before three engines: JavaRosa, ODK Web Forms, and pyxform as a second opinion.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { fill, leaves, load, payload } from './engine.mjs';
import { ask, collector, firstForm, front, send } from './server.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const python = process.env.LONGDAN_TEST_PYTHON ?? 'python3';

let folder;
let form;
let survey;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'longdan-engines-'));
  form = await firstForm(collector);
  const query = `{ assignedSurveys { id hamlets { assigned hamlet { code name } }
    questionnaire { items { code required labelVi: label(language: VI) labelEn: label(language: EN)
      options { code sentiment labelVi: label(language: VI) labelEn: label(language: EN) } } } } }`;
  survey = (await ask(collector, query)).assignedSurveys[0];
});

after(() => rmSync(folder, { recursive: true, force: true }));

/** What ODK Validate says of a form. */
function validate(text) {
  const file = join(folder, 'form.xml');
  writeFileSync(file, text);
  const where = spawnSync(python, ['-c', 'import pyxform, pathlib; print(pathlib.Path(pyxform.__file__).parent)']);
  const jar = join(where.stdout.toString().trim(), 'validators/odk_validate/bin/ODK_Validate.jar');
  const done = spawnSync('java', ['-jar', jar, file]);
  return { status: done.status, said: `${done.stdout}${done.stderr}` };
}

test('ODK Validate takes the form, and not a broken one', () => {
  const sound = validate(form.text);
  assert.equal(sound.status, 0, sound.said);
  const broken = validate(form.text.replace('ref="/data/household"', 'ref="/data/elsewhere"'));
  assert.equal(broken.status, 1, broken.said);
});

test('pyxform makes the same form of the same questions', () => {
  const [xml, questions] = [join(folder, 'ours.xml'), join(folder, 'questions.json')];
  writeFileSync(xml, form.text);
  writeFileSync(questions, JSON.stringify(survey));
  const done = spawnSync(python, [join(here, 'compare.py'), xml, questions]);
  assert.equal(done.status, 0, `${done.stdout}${done.stderr}`);
});

test('ODK Web Forms asks everything in both languages', async () => {
  const { root } = (await load(form.text)).createInstance();
  const names = root.languages.map(({ language }) => language);
  assert.deepEqual(names, ['Tiếng Việt (vi)', 'English (en)']);
  for (const [position, key] of ['labelVi', 'labelEn'].entries()) {
    root.setLanguage(root.languages[position]);
    const asked = leaves(root);
    for (const item of survey.questionnaire.items) {
      const { currentState } = asked.get(`/data/${item.code}`);
      assert.equal(currentState.label.asString, item[key]);
      assert.equal(currentState.required, item.required);
      const options = currentState.valueOptions.map(({ value, label }) => [value, label.asString]);
      assert.deepEqual(options, item.options.map((option) => [option.code, option[key]]));
    }
  }
  const mine = survey.hamlets.filter(({ assigned }) => assigned).map(({ hamlet }) => [hamlet.code, hamlet.name]);
  const hamlets = leaves(root).get('/data/hamlet').currentState.valueOptions;
  assert.deepEqual(hamlets.map(({ value, label }) => [value, label.asString]), mine);
});

/** A form that the engine filled for a household. */
async function filled(household, choose) {
  const { root } = (await load(form.text)).createInstance();
  const hamlet = survey.hamlets.find(({ assigned }) => assigned).hamlet.code;
  const answers = survey.questionnaire.items.map((item) => [item.code, choose(item).code]);
  fill(root, { hamlet, household, ...Object.fromEntries(answers), comment: 'Đường & cầu <tốt>' });
  return { root, hamlet, answers };
}

test('ODK Web Forms lets no form pass that the server would not take', async () => {
  const { root } = (await load(form.text)).createInstance();
  const missing = (await payload(root)).violations.map(({ reference }) => reference).sort();
  const required = survey.questionnaire.items.filter((item) => item.required).map((item) => `/data/${item.code}`);
  const hamlets = leaves(root).get('/data/hamlet').currentState.valueOptions.length;
  const chosen = hamlets > 1 ? ['/data/hamlet'] : [];
  assert.deepEqual(missing, [...required, '/data/household', ...chosen].sort());
  const bad = await filled('Nhà ông An', (item) => item.options[0]);
  const [{ reference, violation }] = (await payload(bad.root)).violations;
  assert.equal(reference, '/data/household');
  assert.match(violation.message.asString, /chữ cái không dấu/);
});

test('what ODK Web Forms fills is counted once, and is the same form by GraphQL', async () => {
  const id = survey.id;
  const count = async () => {
    const query = 'query ($id: ID!) { satisfactionSurvey(id: $id) { approval { collected satisfied notSatisfied } } }';
    return (await ask(front, query, { id })).satisfactionSurvey.approval;
  };
  const before = await count();
  const negative = (item) => item.options.find(({ sentiment }) => sentiment === 'NEGATIVE');
  const { root, hamlet, answers } = await filled('ENGINE-1', negative);
  const [first] = answers[0];
  fill(root, { [`${first}_reason`]: 'Đường còn lầy lội' });
  const made = await payload(root);
  assert.equal(made.status, 'ready', JSON.stringify(made.violations));
  const taken = await send(collector, made.text);
  assert.equal(taken.status, 201, taken.text);
  assert.match(taken.text, /<message nature="submit_success">Máy chủ đã nhận phiếu\.<\/message>/);
  assert.equal((await send(collector, made.text)).status, 201);
  const other = made.text.replace('còn', 'không còn').replace('Đường &amp; cầu', 'Cầu');
  assert.equal((await send(collector, other)).status, 409);

  const said = (name) => new RegExp(`<${name}>([^<]+)</${name}>`).exec(made.text)[1];
  const response = {
    id: said('instanceID').replace('uuid:', ''),
    hamletCode: hamlet,
    householdCode: 'ENGINE-1',
    collectedAt: said('end'),
    answers: answers.map(([item, choice]) => ({ item, choice })),
    comment: 'Đường & cầu <tốt>',
  };
  const query = `mutation ($input: SubmitResponsesInput!) {
    submitResponses(input: $input) { receipts { status code } } }`;
  const again = await ask(collector, query, { input: { surveyId: id, responses: [response] } });
  assert.deepEqual(again.submitResponses.receipts, [{ status: 'DUPLICATE', code: null }]);
  const rival = { ...response, id: crypto.randomUUID() };
  const refused = await ask(collector, query, { input: { surveyId: id, responses: [rival] } });
  assert.equal(refused.submitResponses.receipts[0].code, 'HOUSEHOLD_ALREADY_ANSWERED');
  const after = await count();
  assert.equal(after.collected, before.collected + 1);
  assert.equal(after.notSatisfied, before.notSatisfied + 1);
  assert.equal(after.satisfied, before.satisfied);
});
