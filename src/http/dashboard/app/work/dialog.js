// Asks before a step that changes much: what will happen, yes or no.
import { html, useEffect, useId, useRef } from '../ui.js';
import { t } from '../words.js';

/** A dialog that holds the focus until it is answered; Escape says no. */
export function Sure({ what, text, forGood, onYes, onNo }) {
  const dialog = useRef(null);
  const id = useId();
  useEffect(() => dialog.current.showModal(), []);
  return html`<dialog ref=${dialog} aria-labelledby=${id} aria-describedby=${`${id}-text`} onCancel=${onNo}>
    <h2 id=${id}>${what}: ${t('work.sure')}</h2>
    <p id=${`${id}-text`}>${text} ${forGood && t('work.forGood')}</p>
    <div class="buttons">
      <button type="button" onClick=${onNo}>${t('work.dont')}</button>
      <button type="button" class="main" onClick=${onYes}>${t('work.doIt')}</button>
    </div>
  </dialog>`;
}
