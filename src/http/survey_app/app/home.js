// What is assigned, what waits on this phone, and how the sending goes.
import { download } from './api.js';
import { button, h, say, show } from './dom.js';
import { signOutButton } from './signin.js';
import * as store from './store.js';
import { state, wake } from './sync.js';
import { moment, present, spoken, word } from './words.js';

/** Counts of the account's forms by state. */
async function counts(account) {
  const mine = (await store.forms()).filter((form) => form.account === account);
  const count = (wanted) => mine.filter((form) => form.state === wanted).length;
  return { waiting: count('waiting'), kept: count('kept'), refused: count('refused') };
}

function sentence() {
  if (state.kind === 'sending' || state.kind === 'idle') return word(state.kind);
  if (state.kind === 'signedOut') return word('signInAgain');
  const reason = state.kind === 'refused' ? state.message : word(state.kind);
  const seconds = Math.max(1, Math.ceil((state.until - Date.now()) / 1000));
  return `${reason} ${word('tryAgainIn', { seconds })}`;
}

/** How many households of the own hamlets the server had heard of at the last download. */
function covered(survey) {
  const assigned = new Set(
    survey.hamlets.filter(({ assigned: mine }) => mine).map(({ hamlet }) => hamlet.code),
  );
  return (survey.byHamlet ?? [])
    .filter(({ hamlet }) => assigned.has(hamlet.code))
    .map(({ hamlet, coverage }) => word('covered', { code: hamlet.code, ...coverage }));
}

function card(survey, go) {
  return h(
    'section',
    { className: 'card' },
    h('h2', {}, survey.candidacy.area.name),
    h('p', {}, spoken(survey.questionnaire, 'title')),
    h(
      'p',
      { className: 'quiet' },
      word('window', { from: moment(survey.opensAt), to: moment(survey.closesAt) }),
    ),
    covered(survey).map((line) => h('p', { className: 'quiet' }, line)),
    button(word('start'), () => go.form(survey), 'main'),
  );
}

async function refresh(account, go) {
  try {
    const { surveys } = await download(await store.setting('token'), present());
    await store.keepSurveys(account, surveys);
    say(word('refreshed'));
    go.home();
  } catch (error) {
    say(word(error.kind === 'signedOut' ? 'signInAgain' : 'away'));
  }
}

/** The part that changes while forms are sent. */
export async function queue(account, go) {
  const { waiting, kept, refused } = await counts(account);
  return h(
    'section',
    { id: 'queue', className: refused ? 'card bad' : 'card' },
    h('h2', {}, word('queue')),
    h('p', { id: 'waiting' }, word('waiting', { count: waiting })),
    h('p', { id: 'kept' }, word('kept', { count: kept })),
    refused ? h('p', { id: 'refused', className: 'fault' }, word('refused', { count: refused })) : null,
    waiting || state.kind !== 'idle' ? h('p', { className: 'quiet' }, sentence()) : null,
    h(
      'div',
      { className: 'row' },
      waiting ? button(word('sendNow'), () => wake({ now: true }), 'main') : null,
      button(word('receipts'), go.receipts),
    ),
  );
}

/** The view. */
export async function showHome(go) {
  const [account, draft] = await Promise.all([store.setting('account'), store.setting('draft')]);
  const all = await store.surveys();
  const mine = all.filter((survey) => survey.account === account && survey.assigned);
  const begun = mine.find((survey) => survey.id === draft?.surveyId);
  show(
    h('h1', {}, word('surveys')),
    begun ? button(word('resume'), () => go.form(begun), 'main') : null,
    mine.length ? mine.map((survey) => card(survey, go)) : h('p', {}, word('noSurveys')),
    await queue(account, go),
    h(
      'div',
      { className: 'row' },
      button(word('refresh'), () => refresh(account, go)),
      signOutButton(go.signIn),
    ),
    h('p', { className: 'quiet' }, word('signedInAs', { name: account })),
  );
}
