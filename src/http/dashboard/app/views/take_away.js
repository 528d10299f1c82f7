// Links to tables and papers to take away; the session's cookie says who asks.
import { html } from '../ui.js';
import { language, t } from '../words.js';

const TABLES = ['round', 'items', 'hamlets', 'appraisals', 'debts'];
const FORMATS = ['xlsx', 'csv'];

function address(file, asked) {
  const said = new URLSearchParams({ ...asked, lang: language() });
  // Excel knows UTF-8 in CSV by its first sign.
  if (file.endsWith('.csv')) said.set('bom', 'true');
  return `/exports/${file}?${said}`;
}

/** Links to papers: `[[file, what is asked]]`; those without an id to ask for are left out. */
export const papers = (list) =>
  list
    .filter(([, asked]) => Object.values(asked).every(Boolean))
    .map(([name, asked]) => ({ label: t(`take.${name}`), href: address(`${name}.pdf`, asked), format: 'PDF' }));

/** Links to every table of a round, in the formats that officials use. */
export const tables = (round) =>
  TABLES.flatMap((name) =>
    FORMATS.map((format) => ({
      label: t(`take.${name}`),
      href: address(`${name}.${format}`, { round }),
      format: format.toUpperCase(),
    })),
  );

/** What can be taken away, behind one word so that the page stays short. */
export function TakeAway({ links }) {
  if (links.length === 0) return null;
  return html`<details class="take no-print">
    <summary>${t('take.title')}</summary>
    <ul class="plain">
      ${links.map(
        ({ label, href, format }) => html`<li key=${href}><a href=${href} download>${label} (${format})</a></li>`,
      )}
    </ul>
  </details>`;
}
