// The one form of the dashboard: draws a spec, sends it, and shows what the API says beside the fields.
import { query } from '../api.js';
import { viewer, wasEnded } from '../session.js';
import { html, useEffect, useRef, useState } from '../ui.js';
import { t } from '../words.js';
import { Sure } from './dialog.js';
import { Field } from './fields.js';
import { say } from './say.js';
import { documentOf } from './spec.js';
import { blank, changed, fieldAt, toInput } from './values.js';

/** What was typed where a send failed or the session ended, until it is taken. */
const drafts = new Map();
const draftKey = () => `${viewer()?.name} ${location.hash}`;

const NOTHING = { faults: new Map(), general: [], error: null };

const shown = (fields) => fields.some(({ kind }) => kind !== 'given' && kind !== 'made');

/** The API's faults by the field that they name; those of no field stand apart. */
function sorted(userErrors, spec, sent) {
  const faults = new Map();
  const general = [];
  for (const { message, path } of userErrors) {
    const key = fieldAt(path, spec.fields, sent);
    if (key) faults.set(key, [...(faults.get(key) ?? []), message]);
    else general.push(message);
  }
  return { faults, general, error: null };
}

/** A malformed value is told by a top-level error that names the place. */
function ofError(error, spec, sent) {
  const path = typeof error.path === 'string' ? error.path.split('.') : error.path ?? [];
  const key = error.code === 'BAD_USER_INPUT' ? fieldAt(path, spec.fields, sent) : '';
  if (key) return { faults: new Map([[key, [error.message]]]), general: [], error: null };
  return { faults: new Map(), general: [], error };
}

/** What stands in the way, above the form: how many faults, and those that no field has. */
function Summary({ state, reload, holder }) {
  const { faults, general, error } = state;
  if (!faults.size && !general.length && !error) return null;
  const jump = (key) => () => document.getElementById(`f-${key.replaceAll('.', '-')}`)?.focus();
  return html`<div class="problem" role="alert" tabindex="-1" ref=${holder}>
    <p><b>${faults.size ? t('work.faults', { count: faults.size }) : t('work.notSent')}</b></p>
    ${error && html`<p>${error.code === 'CONFLICT' ? t('work.conflict') : error.message}</p>`}
    ${error?.code === 'CONFLICT' &&
    html`<p>${error.message}</p>
      <button type="button" onClick=${reload}>${t('work.readAgain')}</button>`}
    ${error?.reference && html`<p>${t('reference', { reference: error.reference })}</p>`}
    ${error?.code === 'AWAY' && html`<p>${t('problem.AWAY')}</p>`}
    ${general.map((message) => html`<p>${message}</p>`)}
    <ul>
      ${[...faults].map(
        ([key, messages]) =>
          html`<li><button type="button" class="jump" onClick=${jump(key)}>${messages[0]}</button></li>`,
      )}
    </ul>
  </div>`;
}

/** What was typed is there again for the same person, once signed in anew. */
function useKept(values) {
  const latest = useRef(null);
  latest.current = { values, key: latest.current?.key ?? draftKey() };
  useEffect(() => () => {
    if (wasEnded()) drafts.set(latest.current.key, latest.current.values);
  }, []);
}

/** The first field with a fault takes the focus, else what stands above the form. */
function useFocus(form, summary, turn) {
  useEffect(() => {
    if (!turn) return;
    const first = form.current?.querySelector('[data-fault]');
    (first ?? summary.current)?.focus();
  }, [turn]);
}

function useForm(spec, loaded, params, onDone) {
  const [values, setValues] = useState(() => drafts.get(draftKey()) ?? blank(spec.fields, loaded, params));
  const [state, setState] = useState(NOTHING);
  const [busy, setBusy] = useState(false);
  const [turn, setTurn] = useState(0);
  useKept(values);
  const failed = (what) => {
    setState(what);
    setTurn((before) => before + 1);
    setBusy(false);
  };
  const made = () => toInput(spec.fields, values, loaded, params);
  const check = () => {
    const { faults } = made();
    if (!faults.size) return true;
    const said = [...faults].map(([key, word]) => [key, [t(`work.${word}`)]]);
    failed({ faults: new Map(said), general: [], error: null });
    return false;
  };
  const send = async () => {
    const { input, sent } = made();
    const key = draftKey();
    drafts.set(key, values);
    setState(NOTHING);
    setBusy(true);
    try {
      const payload = (await query(documentOf(spec), { input }))[spec.name];
      if (payload.userErrors.length) return failed(sorted(payload.userErrors, spec, sent));
      drafts.delete(key);
      setState(NOTHING);
      setBusy(false);
      return onDone(payload);
    } catch (error) {
      return failed(ofError(error, spec, sent));
    }
  };
  const put = (path, alter) => setValues((before) => changed(before, path, alter(read(before, path))));
  const set = (path, to) => put(path, () => to);
  return { values, state, busy, turn, check, send, set, change: put };
}

const read = (value, path) => path.reduce((inside, name) => inside?.[name], value);

/** A form, filled in from what was loaded; `onDone` gets the payload that was taken. */
export function Form({ spec, loaded, params, reload, back, onDone }) {
  const { values, state, busy, turn, check, send, set, change } = useForm(spec, loaded, params, onDone);
  const [asking, setAsking] = useState(false);
  const form = useRef(null);
  const summary = useRef(null);
  useFocus(form, summary, turn);
  const asks = spec.sure && (spec.danger || shown(spec.fields));
  const submit = (event) => {
    event.preventDefault();
    if (busy || !check()) return;
    if (asks) setAsking(true);
    else send();
  };
  const yes = () => {
    setAsking(false);
    send();
  };
  const ctx = { loaded, params, set, change, faults: state.faults };
  const quote = spec.quotes?.(loaded, params);
  return html`<form class="card work" novalidate onSubmit=${submit} ref=${form}>
    <${Summary} ...${{ state, reload }} holder=${summary} />
    ${spec.lead && html`<p class="lead">${say(spec.lead)}</p>`}
    ${quote && html`<figure><figcaption>${t('work.quote')}</figcaption><blockquote>${quote}</blockquote></figure>`}
    ${spec.sure && !shown(spec.fields) && html`<p class="lead">${say(spec.sure)}</p>`}
    ${spec.fields.map(
      (field) => html`<${Field}
        key=${field.name}
        field=${field}
        path=${[field.name]}
        value=${values[field.name]}
        row=${values}
        ctx=${ctx}
      />`,
    )}
    <div class="buttons">
      <button type="submit" class="main" disabled=${busy}>
        ${busy ? t('work.sending') : shown(spec.fields) ? t('work.send') : say(spec.title)}
      </button>
      ${back && html`<a class="button" href=${back}>${t('work.back')}</a>`}
    </div>
    ${asking &&
    html`<${Sure} what=${say(spec.title)} text=${say(spec.sure)} forGood=${spec.danger} onYes=${yes} onNo=${() => setAsking(false)} />`}
  </form>`;
}
