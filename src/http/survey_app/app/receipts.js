// Each form on this phone and what the server said of it.
import { button, h, show } from './dom.js';
import * as store from './store.js';
import { moment, word } from './words.js';

function said({ state, receipt }) {
  if (!receipt) return word('receiptWaiting');
  if (state === 'waiting') return `${receipt.message} ${word('receiptLater')}`;
  if (state === 'refused') return `${receipt.message ?? ''} ${word('receiptRefused')}`;
  if (receipt.status === 'ACCEPTED') return word('receiptAccepted');
  if (receipt.status === 'DUPLICATE') return word('receiptDuplicate');
  // Set aside: kept by the server, and its sentence says why it isn't counted yet.
  return receipt.message;
}

/** A button that does it when it is pressed twice. */
function twice(first, second, work) {
  const one = button(first, () => {
    if (one.textContent === second) work();
    else one.textContent = second;
  }, 'grave');
  return one;
}

function card(form, survey, go) {
  const { hamletCode, householdCode } = form.response;
  const remove = async () => {
    await store.deleteRefused(form.id);
    go.receipts();
  };
  return h(
    'li',
    { className: form.state === 'refused' ? 'card bad' : 'card', id: form.id },
    h('b', {}, `${hamletCode} · ${householdCode}`),
    h('p', { className: 'said' }, said(form)),
    h('p', { className: 'quiet' }, word('savedAt', { time: moment(form.savedAt) })),
    form.state === 'refused' && survey
      ? button(word('amend'), () => go.form(survey, form))
      : null,
    form.state === 'refused' ? twice(word('remove'), word('removeSure'), remove) : null,
  );
}

/** The view: what waits or was refused first, the latest on top. */
export async function showReceipts(go) {
  const [account, forms, surveys] = await Promise.all([
    store.setting('account'),
    store.forms(),
    store.surveys(),
  ]);
  const rank = { refused: 0, waiting: 1, kept: 2 };
  const mine = forms
    .filter((form) => form.account === account)
    .sort((a, b) => rank[a.state] - rank[b.state] || (a.savedAt < b.savedAt ? 1 : -1));
  const survey = (form) => surveys.find(({ id }) => id === form.surveyId);
  show(
    h('h1', {}, word('queue')),
    button(word('back'), go.home),
    mine.length
      ? h('ul', { className: 'plain' }, mine.map((form) => card(form, survey(form), go)))
      : h('p', {}, word('nothing')),
  );
}
