// A household answers by itself: its invitation's code, the form, the receipt.
//
// What is ticked is on the phone's disk at once, and leaves it only when the server keeps it. It is
// sent under one id as often as it takes; nobody is signed in, the code stands for the household.
import { answerInvitation, openInvitation } from './api.js';
import { readCode } from './codes.js';
import { button, h, show } from './dom.js';
import { commentField, consentField, itemField } from './form.js';
import { responseId } from './ids.js';
import * as store from './store.js';
import { moment, present, spoken, word } from './words.js';

/** Milliseconds to wait after the first failure; twice as long after each further one. */
const FIRST_WAIT = 2_000;
const LONGEST_WAIT = 5 * 60_000;
/** Milliseconds after which an answer that can be taken later is sent again. */
const LATER = 10 * 60_000;

const load = () => store.setting('invited');
const keepAs = (invited) => store.set('invited', invited);

let failures = 0;
let timer;
let refresh = () => {};

/** Sends what waits, until the server has said that it keeps it. */
export function wakeInvited() {
  clearTimeout(timer);
  const work = async (lock = true) => {
    if (lock) await sendOne();
    else timer = setTimeout(wakeInvited, 1_000);
  };
  if (!navigator.locks) return work();
  return navigator.locks.request('longdan-invited', { ifAvailable: true }, work);
}

async function sendOne() {
  const invited = await load();
  if (invited?.state !== 'waiting') return;
  const { code, response } = invited;
  try {
    const input = { code, response, sentAt: new Date().toISOString() };
    const { receipt, userErrors } = await answerInvitation(present(), input);
    failures = 0;
    await keepAs(after(invited, receipt, userErrors[0]));
  } catch (fault) {
    await failed(invited, fault);
  }
  await refresh();
}

/** What stays on the phone: nothing of the answer once the server keeps it. */
function after(invited, receipt, error) {
  if (receipt?.kept) {
    const { status, message } = receipt;
    const { areaName, hamletName } = invited.invitation;
    const at = new Date().toISOString();
    return { state: 'kept', invitation: { areaName, hamletName }, receipt: { status, message, at } };
  }
  if (receipt?.retry) {
    timer = setTimeout(wakeInvited, LATER);
    return { ...invited, message: receipt.message };
  }
  return { ...invited, state: 'refused', message: receipt?.message ?? error?.message ?? '' };
}

/** Waits longer each time, never all phones for the same time, and as long as the server says. */
async function failed(invited, fault) {
  if (fault.kind === 'refused' || fault.kind === 'large') {
    await keepAs({ ...invited, state: 'refused', message: fault.message });
    return;
  }
  failures += 1;
  const doubled = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (failures - 1));
  const wait = Math.max(fault.retryAfter ?? 0, doubled * (0.5 + Math.random() / 2));
  timer = setTimeout(wakeInvited, wait);
  await keepAs({ ...invited, message: word(fault.kind === 'busy' ? 'busy' : 'away') });
}

/** The view: the code, the form, or what became of the answer. `typed` is a code from the address. */
export async function showInvited(go, typed = '') {
  refresh = () => (document.getElementById('invited') ? showInvited(go) : undefined);
  const invited = await load();
  if (invited?.state === 'waiting') return showWaiting(go, invited);
  const isBegun = invited?.state === 'open' && invited.code === readCode(typed);
  if (typed && !isBegun) return showCode(go, typed, true);
  if (invited?.state === 'kept') return showReceipt(go, invited);
  // One that was refused is put right and sent as a new answer.
  if (invited) return showAnswer(go, { ...invited, state: 'open' });
  return showCode(go);
}

function page(...children) {
  show(h('div', { id: 'invited' }, ...children));
}

function showCode(go, typed = '', atOnce = false) {
  const fault = h('p', { className: 'fault', role: 'alert' });
  const field = h('input', {
    id: 'code',
    value: typed,
    autocomplete: 'off',
    autocapitalize: 'characters',
    spellcheck: false,
    required: true,
  });
  const submit = h('button', { type: 'submit', className: 'main' }, word('openInvitation'));
  const attempt = async (event) => {
    event?.preventDefault();
    const code = readCode(field.value);
    fault.textContent = code ? '' : word('codeSlip');
    if (!code) return;
    submit.disabled = true;
    try {
      const { invitation, userErrors } = await openInvitation(present(), code);
      if (invitation) {
        const draft = { answers: {}, comment: '' };
        await keepAs({ state: 'open', code, invitation, draft });
        await showInvited(go);
        return;
      }
      fault.textContent = userErrors[0]?.message ?? '';
    } catch (error) {
      const known = error.kind === 'away' || error.kind === 'busy';
      fault.textContent = error.code === 'RATE_LIMITED' || !known ? error.message : word(error.kind);
    }
    submit.disabled = false;
  };
  page(
    h('h1', {}, word('invitedTitle')),
    h('p', {}, word('invitedHow')),
    h(
      'form',
      { onsubmit: attempt },
      h('label', { className: 'field' }, word('invitationCode'), field),
      submit,
      fault,
    ),
    button(word('collectorSignIn'), () => go.signIn(), 'slight'),
  );
  return atOnce ? attempt() : undefined;
}

/** What is missing, with the field to go to. */
function missing({ consentNotice, questionnaire }, draft) {
  if (consentNotice && !draft.consentAt) return ['consent', 'needOwnConsent'];
  const open = questionnaire.items.find(({ code, required }) => required && !draft.answers[code]);
  return open ? [`item-${open.code}`, 'needAnswer'] : null;
}

function finished({ invitation, draft }) {
  const { consentNotice, questionnaire } = invitation;
  const answered = questionnaire.items.filter(({ code }) => draft.answers[code]);
  const response = {
    id: responseId(),
    collectedAt: new Date().toISOString(),
    answers: answered.map(({ code }) => ({ item: code, choice: draft.answers[code] })),
    consent: { noticeVersion: consentNotice?.version ?? '', givenAt: draft.consentAt },
  };
  if (draft.comment.trim()) response.comment = draft.comment.trim();
  return response;
}

function showAnswer(go, invited) {
  const { invitation, draft } = invited;
  const told = h('p', { className: 'fault', role: 'alert' }, invited.message ?? '');
  let written = Promise.resolve();
  const keep = () => {
    // One after another, so that the last is the last.
    written = written.then(() => keepAs(invited)).catch(() => {});
  };
  const send = async () => {
    const fault = missing(invitation, draft);
    if (fault) {
      told.textContent = word(fault[1]);
      document.getElementById(fault[0]).scrollIntoView({ block: 'center' });
      return;
    }
    sendButton.disabled = true;
    try {
      await written;
      await keepAs({ ...invited, state: 'waiting', response: finished(invited), message: '' });
    } catch {
      told.textContent = word('notWritten');
      sendButton.disabled = false;
      return;
    }
    await showInvited(go);
    wakeInvited();
  };
  const leave = async () => {
    await written;
    await keepAs(undefined);
    showCode(go);
  };
  const sendButton = button(word('giveAnswer'), send, 'main');
  sendButton.id = 'give';
  page(
    h('h1', {}, spoken(invitation.questionnaire, 'title')),
    h('p', { className: 'quiet' }, `${invitation.hamletName}, ${invitation.areaName}`),
    h('p', { className: 'quiet' }, word('answerBefore', { time: moment(invitation.closesAt) })),
    consentField(invitation, draft, keep, 'ownConsent'),
    invitation.questionnaire.items.map((item) => itemField(item, draft, keep)),
    commentField(invitation, draft, keep),
    h('div', { className: 'save' }, told, sendButton, button(word('otherCode'), leave, 'slight')),
  );
}

function showWaiting(go, { message }) {
  page(
    h('h1', {}, word('invitedTitle')),
    h('p', { id: 'invited-state' }, word('answerWaits')),
    message ? h('p', { className: 'quiet' }, message) : null,
    button(word('sendNow'), () => wakeInvited(), 'main'),
  );
}

function showReceipt(go, { receipt, invitation }) {
  const counted = receipt.status === 'ACCEPTED' || receipt.status === 'DUPLICATE';
  const another = async () => {
    await keepAs(undefined);
    showCode(go);
  };
  page(
    h('h1', {}, word('thanks')),
    h('p', { className: 'quiet' }, `${invitation.hamletName}, ${invitation.areaName}`),
    h('p', { id: 'invited-state' }, counted ? word('receiptAccepted') : receipt.message),
    h('p', { className: 'quiet' }, moment(receipt.at)),
    button(word('anotherInvitation'), another),
  );
}
