// Links to tables and papers to take away; the session's cookie says who asks.
import { html } from '../ui.js';
import { language, t } from '../words.js';

const TABLES = ['round', 'items', 'hamlets', 'appraisals', 'debts'];
const FORMATS = ['xlsx', 'csv'];

const address = (file, asked) => `/exports/${file}?${new URLSearchParams(asked)}`;

/** Links to papers, which are in Vietnamese: `[[name, what is asked]]`; those without an id are left out. */
export const papers = (list) =>
  list
    .filter(([, asked]) => Object.values(asked).every(Boolean))
    .map(([name, asked]) => ({ label: t(`take.${name}`), href: address(`${name}.pdf`, asked), format: 'PDF' }));

/** Links to every table of a round, in the formats that officials use. */
export const tables = (round) =>
  TABLES.flatMap((name) =>
    FORMATS.map((format) => ({
      label: t(`take.${name}`),
      // Excel knows UTF-8 in CSV by its first sign.
      href: address(`${name}.${format}`, { round, lang: language(), ...(format === 'csv' && { bom: 'true' }) }),
      format: format.toUpperCase(),
    })),
  );

/** What can be taken away, behind one word so that the page stays short. */
export function TakeAway({ links }) {
  if (links.length === 0) return null;
  return html`<details class="take no-print">
    <summary class="button">${t('take.title')}</summary>
    <ul class="plain">
      ${links.map(
        ({ label, href, format }) => html`<li key=${href}><a href=${href} download>${label} (${format})</a></li>`,
      )}
    </ul>
  </details>`;
}
