// Warns before a session ends, with the time that is left, and one key to stay.
import { present, stay, whenWarned } from './presence.js';
import { signOut } from './session.js';
import { html, useEffect, useId, useRef, useState } from './ui.js';
import { t } from './words.js';

const left = (at) => {
  const seconds = Math.max(0, Math.ceil((at - Date.now()) / 1_000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

/** The time that is left, drawn each second; a reader of the screen isn't told each of them. */
function Clock({ at }) {
  const [, draw] = useState(0);
  useEffect(() => {
    const ticks = setInterval(() => draw((before) => before + 1), 1_000);
    return () => clearInterval(ticks);
  }, []);
  return html`<p class="clock" role="timer" aria-label=${t('idle.left')}>${left(at)}</p>`;
}

/** The tab says so too, for whoever looks at another one. */
function useTitle() {
  useEffect(() => {
    const before = document.title;
    document.title = `${t('idle.soon')} · ${before}`;
    return () => {
      document.title = before;
    };
  }, []);
}

function Warning({ warning: { kind, at } }) {
  const dialog = useRef(null);
  const id = useId();
  const [busy, setBusy] = useState(false);
  useTitle();
  useEffect(() => dialog.current.showModal(), []);
  const remain = async (event) => {
    event.preventDefault();
    setBusy(true);
    await stay();
    setBusy(false);
  };
  const leave = () => signOut().catch(() => location.reload());
  return html`<dialog
    class="idle"
    role="alertdialog"
    ref=${dialog}
    aria-labelledby=${id}
    aria-describedby=${`${id}-text`}
    onCancel=${remain}
  >
    <h2 id=${id}>${t('idle.soon')}</h2>
    <p id=${`${id}-text`}>${t(`idle.${kind}`)}</p>
    <${Clock} at=${at} />
    <div class="buttons">
      <button type="button" class="main" autofocus disabled=${busy} onClick=${remain}>${t(`idle.${kind}.do`)}</button>
      <button type="button" onClick=${leave}>${t('signOut')}</button>
    </div>
  </dialog>`;
}

/** Nothing, until the session is about to end. */
export function Idle() {
  const [warning, setWarning] = useState(present);
  useEffect(() => whenWarned(setWarning), []);
  return warning && html`<${Warning} key=${warning.kind} warning=${warning} />`;
}
