// The smallest survey app: a queue in a file, sent until the server keeps every form.
//
//   node minimal-client.mjs URL TOKEN QUEUE assigned
//   node minimal-client.mjs URL TOKEN QUEUE add SURVEY HAMLET HOUSEHOLD ITEM=CHOICE…
//   node minimal-client.mjs URL TOKEN QUEUE send
//
// docs/building-a-survey-app.md says why it does what it does.
import { randomUUID } from 'node:crypto';
import { existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync, closeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const [url, token, file, command, ...rest] = process.argv.slice(2);

const ASSIGNED = `{ assignedSurveys {
  id opensAt closesAt limits { responses } consentNotice { version text }
  hamlets { assigned hamlet { code name } }
  questionnaire { items { code required label options { code label } } }
} }`;
const SUBMIT = `mutation($input: SubmitResponsesInput!) { submitResponses(input: $input) {
  receipts { id status code message kept retry } userErrors { message } } }`;

const read = () => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : []);

/** Writes beside the old file, waits for the disk, then takes its place: never half a queue. */
function write(queue) {
  const handle = openSync(`${file}.new`, 'w');
  writeSync(handle, JSON.stringify(queue));
  fsyncSync(handle);
  closeSync(handle);
  renameSync(`${file}.new`, file);
}

/** Asks once; throws with `wait`, seconds after which to ask again. */
async function ask(query, variables) {
  const answer = await fetch(new URL('/graphql', url), {
    method: 'POST',
    headers: {
      accept: 'application/graphql-response+json',
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(60_000),
  });
  if (answer.status === 503 || answer.status === 429) {
    throw Object.assign(new Error('busy'), { wait: Number(answer.headers.get('retry-after')) || 2 });
  }
  const { data, errors } = await answer.json();
  const last = errors?.[0]?.extensions?.code !== 'INTERNAL_SERVER_ERROR';
  if (errors) throw Object.assign(new Error(errors[0].message), { last });
  return data;
}

/** The same until it is answered: waiting longer each time, and as long as the server says. */
async function insist(query, variables) {
  for (let wait = 1; ; wait = Math.min(300, wait * 2)) {
    try {
      return await ask(query, variables());
    } catch (fault) {
      if (fault.last) throw fault;
      await sleep(1000 * Math.max(fault.wait ?? 0, wait * (0.5 + Math.random() / 2)));
    }
  }
}

function add(surveyId, hamletCode, householdCode, ...pairs) {
  const answers = pairs.map((pair) => pair.split('=')).map(([item, choice]) => ({ item, choice }));
  const collectedAt = new Date().toISOString();
  // The id is made once and is on the disk before anything is sent.
  const response = { id: randomUUID(), hamletCode, householdCode, collectedAt, answers };
  write([...read(), { surveyId, response }]);
}

async function send() {
  for (let tried = new Set(); ; ) {
    const due = read().filter(({ response }) => !tried.has(response.id));
    if (!due.length) return;
    const { surveyId } = due[0];
    const mine = due.filter((form) => form.surveyId === surveyId);
    const responses = mine.slice(0, 50).map(({ response }) => response);
    for (const { id } of responses) tried.add(id);
    const stillQueued = read().filter((form) => form.surveyId === surveyId).length - responses.length;
    const sending = () => ({ sentAt: new Date().toISOString(), device: 'minimal', stillQueued });
    const input = () => ({ input: { surveyId, responses, ...sending() } });
    const { receipts } = (await insist(SUBMIT, input)).submitResponses;
    for (const receipt of receipts) console.log(JSON.stringify(receipt));
    const gone = new Set(receipts.filter(({ kept }) => kept).map(({ id }) => id));
    write(read().filter(({ response }) => !gone.has(response.id)));
  }
}

if (command === 'assigned') console.log(JSON.stringify(await insist(ASSIGNED, () => ({}))));
else if (command === 'add') add(...rest);
else await send();
