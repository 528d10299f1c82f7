// The filters of a round, each of them a part of the address.
import { setQuery } from '../route.js';
import { html } from '../ui.js';
import { t } from '../words.js';
import { districtOf, verdict } from './round_data.js';

const KEYS = ['find', 'district', 'title', 'state', 'verdict'];
const VERDICTS = ['failing', 'pending', 'ready'];

function Choice({ id, label, value, options }) {
  const choose = (event) => setQuery({ [id]: event.currentTarget.value });
  return html`<div>
    <label for=${`filter-${id}`}>${label}</label>
    <select id=${`filter-${id}`} value=${value ?? ''} onChange=${choose}>
      <option value="">${t('all')}</option>
      ${options.map(
        ([key, text]) => html`<option key=${key} value=${key} selected=${key === value}>${text}</option>`,
      )}
    </select>
  </div>`;
}

const present = (rows, key) => [...new Set(rows.map((row) => row[key]))].sort();

/** Chooses which candidacies are listed. */
export function Filters({ rows, query }) {
  const districts = new Map(
    rows.map(districtOf).filter(Boolean).map(({ code, name }) => [code, name]),
  );
  const find = (event) => setQuery({ find: event.currentTarget.value });
  return html`<form class="filters no-print" role="search" onSubmit=${(event) => event.preventDefault()}>
    <div>
      <label for="filter-find">${t('round.find')}</label>
      <input id="filter-find" type="search" value=${query.find ?? ''} onInput=${find} />
    </div>
    <${Choice}
      id="district"
      label=${t('round.district')}
      value=${query.district}
      options=${[...districts].sort()}
    />
    <${Choice}
      id="title"
      label=${t('round.asked')}
      value=${query.title}
      options=${present(rows, 'title').map((title) => [title, t(`title.${title}`)])}
    />
    <${Choice}
      id="state"
      label=${t('round.state')}
      value=${query.state}
      options=${present(rows, 'state').map((state) => [state, t(`state.${state}`)])}
    />
    <${Choice}
      id="verdict"
      label=${t('round.verdict')}
      value=${query.verdict}
      options=${VERDICTS.map((key) => [
        key,
        `${t(`verdict.${key}`)} (${rows.filter((row) => verdict(row) === key).length})`,
      ])}
    />
    ${KEYS.some((key) => query[key]) &&
    html`<button type="button" onClick=${() => setQuery(Object.fromEntries(KEYS.map((key) => [key, ''])))}>
      ${t('round.clear')}
    </button>`}
  </form>`;
}
