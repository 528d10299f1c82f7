// Papers of a survey, fetched as the reader and kept as a file to be printed.
import { Problem } from '../parts.js';
import { headers } from '../session.js';
import { html, useState } from '../ui.js';
import { language } from '../words.js';
import { say } from './say.js';

const KINDS = [
  ['forms', ['Phiếu trắng', 'Blank forms']],
  ['count-record', ['Biên bản kiểm phiếu trống', 'Empty count records']],
  ['posting', ['Tờ niêm yết', 'Posting sheet']],
  ['loudspeaker', ['Bài đọc trên loa', 'Text for the loudspeaker']],
];
const TITLE = ['Tải giấy tờ để in', 'Papers to print'];

async function keep(survey, kind) {
  const address = new URL(`/print/${encodeURIComponent(survey)}/${kind}`, document.baseURI);
  const answer = await fetch(address, {
    headers: { ...headers(), 'accept-language': language() },
    cache: 'no-store',
    redirect: 'error',
  });
  if (!answer.ok) {
    const said = await answer.json().catch(() => ({}));
    throw new Error(said.errors?.[0]?.message ?? `HTTP ${answer.status}`);
  }
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await answer.blob());
  link.download = `${kind}.html`;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** A button for each paper. */
export function Prints({ survey }) {
  const [fault, setFault] = useState(null);
  const get = (kind) => async () => {
    setFault(null);
    try {
      await keep(survey, kind);
    } catch (error) {
      setFault({ code: 'other', message: error.message });
    }
  };
  return html`<div class="buttons" role="group" aria-label=${say(TITLE)}>
      <span class="faint">${say(TITLE)}:</span>
      ${KINDS.map(([kind, label]) => html`<button type="button" onClick=${get(kind)}>${say(label)}</button>`)}
    </div>
    ${fault && html`<${Problem} error=${fault} />`}`;
}
