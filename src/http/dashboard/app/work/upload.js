// Files that are sent in before the form; the form then names them by their ids.
import { headers } from '../session.js';
import { html, useState } from '../ui.js';
import { language, t } from '../words.js';

const TYPES = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  txt: 'text/plain',
  csv: 'text/csv',
};
const ACCEPT = Object.keys(TYPES)
  .map((ending) => `.${ending}`)
  .join(',');

/** Sends a file in; its id and name. Throws with the reason in words where it isn't taken. */
async function send(file) {
  const ending = file.name.split('.').at(-1).toLowerCase();
  const address = new URL('/documents', document.baseURI);
  address.searchParams.set('name', file.name);
  const answer = await fetch(address, {
    method: 'POST',
    headers: {
      ...headers(),
      'accept-language': language(),
      'content-type': TYPES[ending] ?? (file.type || 'application/octet-stream'),
    },
    body: file,
    cache: 'no-store',
    redirect: 'error',
  });
  const said = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(said.errors?.[0]?.message ?? `HTTP ${answer.status}`);
  return { id: said.id, name: said.name };
}

function useSending(taken) {
  const [state, setState] = useState({ busy: false, fault: null });
  const choose = async (event) => {
    const input = event.currentTarget;
    const chosen = [...input.files];
    setState({ busy: true, fault: null });
    try {
      for (const one of chosen) taken(await send(one));
      setState({ busy: false, fault: null });
    } catch (error) {
      setState({ busy: false, fault: error.message });
    }
    input.value = '';
  };
  return { ...state, choose };
}

function Said({ busy, fault }) {
  return html`<p role="status">${busy ? t('work.uploading') : ''}</p>
    ${fault && html`<p class="field-error" role="alert">${t('work.notUploaded', { why: fault })}</p>`}`;
}

function Taken({ file, onRemove }) {
  return html`<li>
    ${t('work.fileTaken', { name: file.name })}${' '}
    <button type="button" onClick=${onRemove}>${t('work.removeFile', { name: file.name })}</button>
  </li>`;
}

/** Any number of files. */
export function Files({ path, value, ctx, about }) {
  const put = ctx.change;
  const { busy, fault, choose } = useSending((file) => put(path, (before) => [...before, file]));
  const remove = (id) => () => put(path, (before) => before.filter((one) => one.id !== id));
  return html`<input ...${about} type="file" multiple accept=${ACCEPT} onChange=${choose} />
    <${Said} ...${{ busy, fault }} />
    <ul class="plain">
      ${value.map((file) => html`<${Taken} key=${file.id} file=${file} onRemove=${remove(file.id)} />`)}
    </ul>`;
}

/** One file at the most. */
export function File({ path, value, ctx, about }) {
  const { busy, fault, choose } = useSending((file) => ctx.set(path, file));
  return html`<input ...${about} type="file" accept=${ACCEPT} onChange=${choose} />
    <${Said} ...${{ busy, fault }} />
    ${value && html`<ul class="plain"><${Taken} file=${value} onRemove=${() => ctx.set(path, '')} /></ul>`}`;
}
