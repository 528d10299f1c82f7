// Signing in by a token: typed, or from the part of the address that no server is ever told.
import { download } from './api.js';
import { button, h, show } from './dom.js';
import { deviceCode } from './ids.js';
import * as store from './store.js';
import { present, word } from './words.js';

/** Takes the token out of `#t=…`, or an invitation's code out of `#i=…`, so that it stands neither in
 * the bar nor in the history. */
export function secretsOfAddress() {
  const said = new URLSearchParams(location.hash.slice(1));
  if (location.hash) history.replaceState(null, '', location.pathname);
  const secret = (name) => said.get(name)?.trim() || null;
  return { token: secret('t'), code: secret('i') };
}

/** Keeps a token once the server knows it, and downloads what is needed offline. */
export async function signIn(token) {
  const { account, surveys } = await download(token, present());
  await store.keepSurveys(account, surveys);
  await store.set('account', account);
  await store.set('token', token);
  if (!(await store.setting('device'))) await store.set('device', deviceCode());
  // What lies here must not go when the phone runs out of room.
  await navigator.storage?.persist?.();
}

/** The view: a field for the token. `done` is called once somebody is signed in, `invited` by whoever has an
 * invitation instead. */
export function showSignIn(done, invited, message = '') {
  const fault = h('p', { className: 'fault', role: 'alert' }, message);
  const token = h('input', {
    id: 'token',
    type: 'password',
    autocomplete: 'off',
    autocapitalize: 'none',
    spellcheck: false,
    required: true,
  });
  const submit = h('button', { type: 'submit', className: 'main' }, word('signIn'));
  const attempt = async (event) => {
    event.preventDefault();
    submit.disabled = true;
    fault.textContent = '';
    try {
      await signIn(token.value.trim());
      done();
    } catch (error) {
      fault.textContent = word(error.kind === 'signedOut' ? 'badToken' : 'away');
      submit.disabled = false;
    }
  };
  show(
    h('h1', {}, word('signInTitle')),
    h('p', {}, word('signInHow')),
    h(
      'form',
      { onsubmit: attempt },
      h('label', { className: 'field' }, word('token'), token),
      submit,
      fault,
    ),
    button(word('haveInvitation'), invited),
  );
}

/** Forgets the token. The forms stay, until the same account signs in again. */
export async function signOut() {
  await store.set('token', undefined);
}

/** The button for it. */
export const signOutButton = (done) =>
  button(word('signOut'), async () => {
    await signOut();
    done();
  });
