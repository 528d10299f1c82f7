// What became of a form: that it was taken, what is unwise in it, and what is shown this once.
import { html, useEffect, useRef, useState } from '../ui.js';
import { t } from '../words.js';
import { say } from './say.js';

let last = null;

/** Keeps what is to be said on the next page. */
export function tell(message, warnings = []) {
  last = { message, warnings };
}

function Warnings({ all }) {
  if (!all?.length) return null;
  return html`<div class="caution">
    <p><b>${t('work.warnings')}</b></p>
    <ul>
      ${all.map(({ code, message }) => html`<li key=${code}>${message}</li>`)}
    </ul>
  </div>`;
}

/** What was just done, said once at the top of the page that follows; a screen reader hears it. */
export function Told() {
  const [said, setSaid] = useState(null);
  useEffect(() => {
    setSaid(last);
    last = null;
  }, []);
  return html`<div role="status">
    ${said &&
    html`<div class="told">
      <p>${said.message}</p>
      <${Warnings} all=${said.warnings} />
    </div>`}
  </div>`;
}

function Enrolment({ token, sheet, qr }) {
  return html`<p><b>${t('work.once')}</b></p>
    <p><a class="button main" href=${sheet} target="_blank" rel="noreferrer">${t('work.sheet')}</a></p>
    <img class="qr" src=${qr} alt=${t('work.qr')} width="240" height="240" />
    <p>${t('work.token')}: <code>${token}</code></p>`;
}

function Letters({ letters }) {
  const address = (path) => new URL(path, document.baseURI).href;
  return html`<p><b>${t('work.once')}</b></p>
    <p class="no-print"><button type="button" onClick=${() => print()}>${t('work.print')}</button></p>
    <div class="scroll" tabindex="0" role="region" aria-label=${t('work.letters')}>
      <table>
        <caption>
          ${t('work.letters')}
        </caption>
        <thead>
          <tr>
            <th scope="col">${t('work.household')}</th>
            <th scope="col">${t('work.code')}</th>
            <th scope="col">${t('work.link')}</th>
          </tr>
        </thead>
        <tbody>
          ${letters.map(
            (one) => html`<tr key=${one.householdCode}>
              <th scope="row">${one.householdCode}</th>
              <td><code>${one.code}</code></td>
              <td><code>${address(one.path)}</code></td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}

function Typed({ agreed, differing }) {
  if (agreed) return html`<p>${t('work.agreed')}</p>`;
  if (!differing.length) return html`<p>${t('work.waiting')}</p>`;
  return html`<p class="field-error">${t('work.differing', { fields: differing.join(', ') })}</p>`;
}

function Secret({ secret }) {
  if (!secret) return null;
  return html`<p><b>${t('work.once')}</b></p>
    <p>${t('work.secret')}: <code>${secret}</code></p>`;
}

const SHOWN = { secret: Secret, enrolment: Enrolment, letters: Letters, typed: Typed };

/** What was taken, on the form's own page: for what is shown this once. */
export function Done({ spec, payload, next, onAnother }) {
  const box = useRef(null);
  useEffect(() => box.current?.focus(), []);
  const shows = spec.shows(payload);
  const Shown = SHOWN[shows.kind];
  return html`<section class="card">
    <div class="told" role="status" tabindex="-1" ref=${box}>
      <p>${t('work.done', { what: say(spec.title) })}</p>
      <${Warnings} all=${payload.warnings} />
    </div>
    <${Shown} ...${shows} />
    <div class="buttons no-print">
      ${next && html`<a class="button main" href=${next}>${t('work.goOn')}</a>`}
      <button type="button" onClick=${onAnother}>${t('work.another')}</button>
    </div>
  </section>`;
}
