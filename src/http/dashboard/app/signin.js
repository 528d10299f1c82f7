// The page on which one signs in.
import { Page, Problem } from './parts.js';
import { signIn, wasEnded, waysIn } from './session.js';
import { html, useState } from './ui.js';
import { t } from './words.js';

/** The provider's way back leads to the view that one was at. */
const there = () => `/oidc/start?next=${encodeURIComponent(`/${location.hash}`)}`;

/** Asks for a token; `error` says why the one before was not taken. */
export function SignIn({ error = null }) {
  const [fault, setFault] = useState(error);
  const [busy, setBusy] = useState(false);
  const submit = async (event) => {
    event.preventDefault();
    const token = new FormData(event.currentTarget).get('token');
    setBusy(true);
    try {
      await signIn(token);
    } catch (refused) {
      setFault(refused);
      setBusy(false);
    }
  };
  return html`<${Page} title=${t('signIn.title')} note=${t('signIn.how')}>
    ${wasEnded() && html`<p class="card narrow" role="status">${t('signIn.ended')}</p>`}
    <form class="card narrow" onSubmit=${submit}>
      ${fault && html`<${Problem} error=${fault} />`}
      <label for="token">${t('signIn.token')}</label>
      <input id="token" name="token" type="password" autocomplete="current-password" required />
      <button type="submit" class="main" disabled=${busy}>${t('signIn.do')}</button>
    </form>
    ${waysIn().oidc &&
    html`<p class="narrow"><a class="button" href=${there()}>${t('signIn.provider')}</a></p>`}
    <p class="no-print"><a href="/survey/">${t('signIn.survey')}</a></p>
  <//>`;
}
