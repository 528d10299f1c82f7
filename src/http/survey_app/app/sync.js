// Sends what waits on this phone, again and again, until the server has said that it keeps it.
//
// A form is sent under the id that it was saved with, as often as it takes: the server answers a
// repeat with DUPLICATE. So neither a lost request nor a lost answer nor a tab that dies in between
// can lose a form or count it twice, and nothing has to be remembered of a call under way.
import { submit } from './api.js';
import * as store from './store.js';

/** Milliseconds to wait after the first failure; twice as long after each further one. */
const FIRST_WAIT = 2_000;
const LONGEST_WAIT = 5 * 60_000;
/** Milliseconds after which a form that can be taken later is sent again by itself. */
const LATER = 10 * 60_000;
/** Forms in one call: small enough for a weak network, whatever the server would take. */
const BATCH = 50;

export const state = { kind: 'idle', message: '', until: 0 };

let failures = 0;
let timer;
let largest = BATCH;
let told = () => {};
/** Other tabs of this phone, which show the same forms. */
const others = new BroadcastChannel('longdan-survey');

/** Calls `listener` whenever a form or the state of the sending has changed. */
export function whenChanged(listener) {
  told = listener;
  others.onmessage = () => told();
}

function tell() {
  told();
  others.postMessage(null);
}

function become(kind, message = '', until = 0) {
  Object.assign(state, { kind, message, until });
  tell();
}

/** Sends soon; `now` sends also what would wait. */
export function wake({ now = false } = {}) {
  clearTimeout(timer);
  if (now) failures = 0;
  return alone(() => sendAll(now));
}

/** One tab sends at a time; two would do no harm, but twice the work. */
function alone(work) {
  if (!navigator.locks) return work();
  return navigator.locks.request('longdan-send', { ifAvailable: true }, (lock) => {
    if (lock) return work();
    timer = setTimeout(wake, 1_000);
    return undefined;
  });
}

async function sendAll(now) {
  const [token, account, device, language] = await Promise.all(
    ['token', 'account', 'device', 'language'].map(store.setting),
  );
  if (!token) return;
  const asked = new Set();
  try {
    for (;;) {
      const call = await nextCall(account, now, asked);
      if (!call) break;
      become('sending');
      await send(call, { token, device, language });
      failures = 0;
    }
    become('idle');
    await sleepUntilDue(account);
  } catch (fault) {
    fail(fault);
  }
}

/** The next batch: forms of one survey that are due and were not asked about in this round. */
async function nextCall(account, now, asked) {
  const mine = (await store.forms()).filter(
    (form) => form.account === account && form.state === 'waiting',
  );
  const due = mine.filter(
    (form) => !asked.has(form.id) && (now || (form.notBefore ?? 0) <= Date.now()),
  );
  if (!due.length) return null;
  due.sort((one, other) => (one.savedAt < other.savedAt ? -1 : 1));
  const { surveyId } = due[0];
  const survey = (await store.surveys()).find(({ id }) => id === surveyId);
  const most = Math.min(largest, survey?.limits.responses ?? BATCH);
  const batch = due.filter((form) => form.surveyId === surveyId).slice(0, most);
  for (const form of batch) asked.add(form.id);
  const held = mine.filter((form) => form.surveyId === surveyId).length;
  return { surveyId, batch, stillQueued: held - batch.length, asked };
}

async function send({ surveyId, batch, stillQueued, asked }, { token, device, language }) {
  const input = {
    surveyId,
    responses: batch.map((form) => form.response),
    sentAt: new Date().toISOString(),
    device,
    stillQueued,
  };
  let receipts;
  try {
    receipts = await submit(token, language, input);
  } catch (fault) {
    const narrower = fault.kind === 'large' || fault.code === 'BAD_USER_INPUT';
    if (!narrower) throw fault;
    if (batch.length === 1) return refuse(batch[0], fault.message);
    // One of them is at fault; the others are not to wait for it.
    largest = Math.ceil(batch.length / 2);
    for (const form of batch) asked.delete(form.id);
    return undefined;
  }
  largest = Math.min(BATCH, largest * 2);
  const answered = batch.filter((form) => receipts.has(form.id));
  await store.changeForms(
    answered.map((form) => [form.id, (kept) => afterReceipt(kept, receipts.get(form.id))]),
  );
  tell();
  return undefined;
}

function refuse(form, message) {
  const receipt = { status: 'REJECTED', code: null, message, kept: false, retry: false };
  return store.changeForms([[form.id, (kept) => afterReceipt(kept, receipt)]]);
}

/** The form as it stays here: without its answers once the server keeps it. */
function afterReceipt(form, { status, code, message, kept, retry }) {
  const receipt = { status, code, message, at: new Date().toISOString() };
  if (form.state !== 'waiting') return form;
  if (kept) {
    const { id, hamletCode, householdCode, collectedAt } = form.response;
    const response = { id, hamletCode, householdCode, collectedAt };
    return { ...form, response, receipt, state: 'kept' };
  }
  if (retry) return { ...form, receipt, notBefore: Date.now() + LATER };
  return { ...form, receipt, state: 'refused' };
}

/** Waits longer each time, never all phones for the same time, and as long as the server says. */
function fail(fault) {
  if (fault.kind === 'signedOut') return become('signedOut', fault.message);
  failures += 1;
  const doubled = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (failures - 1));
  const wait = Math.max(fault.retryAfter ?? 0, doubled * (0.5 + Math.random() / 2));
  timer = setTimeout(wake, wait);
  return become(fault.kind ?? 'away', fault.message, Date.now() + wait);
}

async function sleepUntilDue(account) {
  const waiting = (await store.forms()).filter(
    (form) => form.account === account && form.state === 'waiting',
  );
  if (!waiting.length) return;
  const due = Math.min(...waiting.map((form) => form.notBefore ?? 0));
  timer = setTimeout(wake, Math.max(1_000, due - Date.now()));
}
