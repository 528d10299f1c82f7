// Starts the app: who is signed in, which view is shown, when to send.
import { button, h } from './dom.js';
import { showForm } from './form.js';
import { queue, showHome } from './home.js';
import { showInvited, wakeInvited } from './invited.js';
import { showReceipts } from './receipts.js';
import { secretsOfAddress, showSignIn, signIn } from './signin.js';
import * as store from './store.js';
import { wake, whenChanged } from './sync.js';
import { choose, present, word } from './words.js';

let again = () => {};

/** Shows a view, and remembers how to show it anew in another language. */
const shown = (view) => (...things) => {
  again = () => view(go, ...things);
  return again();
};

const go = {
  home: shown(showHome),
  form: shown(showForm),
  receipts: shown(showReceipts),
  signIn: shown((_, message) => showSignIn(start, () => go.invited(), message)),
  invited: shown(showInvited),
};

function top() {
  const change = async () => {
    choose(present() === 'vi' ? 'en' : 'vi');
    await store.set('language', present());
    top();
    again();
  };
  document
    .getElementById('top')
    .replaceChildren(h('b', {}, word('app')), button(word('otherLanguage'), change));
}

async function start() {
  await go.home();
  return wake();
}

/** Only the part that changed: a form that is being filled in stays as it is. */
async function follow() {
  const part = await queue(await store.setting('account'), go);
  document.getElementById('queue')?.replaceWith(part);
}

async function begin() {
  choose(await store.setting('language'));
  top();
  whenChanged(follow);
  window.addEventListener('online', () => {
    wake({ now: true });
    wakeInvited();
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible') return;
    wake();
    wakeInvited();
  });
  const { token, code } = secretsOfAddress();
  wakeInvited();
  if (code) {
    await go.invited(code);
    return;
  }
  if (token) {
    try {
      await signIn(token);
    } catch (error) {
      go.signIn(word(error.kind === 'signedOut' ? 'badToken' : 'away'));
      return;
    }
  }
  if (await store.setting('token')) await start();
  else if (await store.setting('invited')) await go.invited();
  else go.signIn();
}

if ('serviceWorker' in navigator) navigator.serviceWorker.register('worker.js');
begin();
