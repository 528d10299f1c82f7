// The one page of work: what a thing is, what can be done about it, and lists with what can be done
// about each row.
import { query } from '../api.js';
import { useLive, useQuery } from '../data.js';
import { Facts, Page, Problem, Table, unanswered } from '../parts.js';
import { hasRole } from '../session.js';
import { html, useEffect, useRef, useState } from '../ui.js';
import { t } from '../words.js';
import { Told } from './done.js';
import { covers, may } from './may.js';
import { pageOf } from './pages/all.js';
import { Prints } from './prints.js';
import { say } from './say.js';
import { NOTHING, formHash } from './sources.js';
import { specOf } from './specs/all.js';

const NOWHERE = { document: NOTHING };

/** A link to a form, where the reader's role has it: `[mutation, what it is about, its own words]`. */
function Action({ action: [name, params, label], main }) {
  const spec = specOf(name);
  if (!may(spec)) return null;
  return html`<a class=${main ? 'button main' : 'button'} href=${formHash(name, params)}>${say(label ?? spec.title)}</a>`;
}

const has = (actions) => actions.some(([name]) => may(specOf(name)));

/** What can be done; of a page's, the first stands out. */
function Actions({ all, label, main = false }) {
  if (!has(all)) return null;
  return html`<div class="buttons" role="group" aria-label=${label ?? t('work.actions')}>
    ${all.map((action, at) => html`<${Action} key=${at} action=${action} main=${main && at === 0} />`)}
  </div>`;
}

function columnsOf(panel, rows, context) {
  const columns = panel.columns.map(({ label, show, href }, at) => ({
    key: String(at),
    label: say(label),
    header: at === 0,
    cell: (row) => (href ? html`<a href=${href(row)}>${show(row)}</a>` : show(row) ?? ''),
  }));
  const acts = (row) => panel.acts?.(row, context) ?? [];
  if (!rows.some((row) => has(acts(row)))) return columns;
  const cell = (row) => html`<${Actions} all=${acts(row)} label=${panel.columns[0].show(row)} />`;
  return [...columns, { key: 'acts', label: t('work.actions'), cell }];
}

/** The pages of a long list that were asked for so far, and how to ask for the next. */
function useMore(panel, variables, data) {
  const [more, setMore] = useState([]);
  const last = data && panel.connection?.(more.at(-1) ?? data)?.pageInfo;
  const next = async () => {
    const page = await query(panel.load.document, { ...variables, after: last.endCursor });
    setMore([...more, page]);
  };
  return { more, next: last?.hasNextPage ? next : null };
}

function List({ panel, params, context }) {
  const load = panel.load ?? NOWHERE;
  const variables = load.variables?.(params) ?? {};
  const asked = useQuery(load.document, variables);
  const { more, next } = useMore(panel, variables, asked.data);
  const waits = unanswered(asked);
  if (waits) return waits;
  // A part that this reader doesn't get, such as the forms of another area's survey.
  if (asked.faults.length) return html`<${Problem} error=${asked.faults[0]} />`;
  const data = panel.load ? asked.data : context;
  const rows = [data, ...more].flatMap((page) => panel.rows(page, params) ?? []);
  return html`${panel.lead && html`<p>${say(panel.lead(data))}</p>`}
    <${Actions} all=${panel.actions?.(data, params, context) ?? []} />
    ${panel.columns &&
    html`<${Table}
      className="flow"
      caption=${say(panel.title)}
      columns=${columnsOf(panel, rows, context)}
      rows=${rows}
      rowKey=${panel.rowKey ?? ((row) => rows.indexOf(row))}
    />`}
    ${next && html`<button type="button" onClick=${next}>${t('work.more')}</button>`}`;
}

/** A list that is asked for when it is opened. */
function Panel({ panel, params, context, open }) {
  const [seen, setSeen] = useState(open);
  const box = useRef(null);
  useEffect(() => {
    if (open) box.current?.scrollIntoView();
  }, []);
  return html`<details
    class="card"
    open=${open}
    ref=${box}
    onToggle=${(event) => event.currentTarget.open && setSeen(true)}
  >
    <summary><h2>${say(panel.title)}</h2></summary>
    ${seen && html`<${List} ...${{ panel, params, context }} />`}
  </details>`;
}

function Body({ page, data, params }) {
  const own = !page.place || covers(page.place(data));
  const panels = (page.panels ?? []).filter(
    ({ roles = [], provincial, when }) =>
      may({ roles, provincial }) && (own || !roles.length) && (!when || when(data)),
  );
  const facts = page.facts?.(data).map(([label, value]) => [say(label), value]);
  return html`${facts && html`<section class="card"><${Facts} rows=${facts} /></section>`}
    ${own && html`<${Actions} all=${page.actions?.(data, params) ?? []} main />`}
    ${own && page.prints && hasRole('FRONT') && html`<${Prints} survey=${params.id} />`}
    ${panels.map(
      (panel) => html`<${Panel}
        key=${panel.key}
        panel=${own ? panel : { ...panel, actions: null, acts: null }}
        params=${params}
        context=${data}
        open=${params.open === panel.key || Boolean(panel.open)}
      />`,
    )}`;
}

function Known({ page, params }) {
  const load = page.load ?? NOWHERE;
  const asked = useQuery(load.document, load.variables?.(params) ?? {});
  // What others do meanwhile, such as the second teller, is read again as it happens.
  useLive(page.live?.document, page.live?.variables(params) ?? null, asked.reload);
  const waits = unanswered(asked);
  const gone = asked.data && page.isGone?.(asked.data);
  const title = asked.data && !gone ? page.title(asked.data) : page.name;
  const up = asked.data && !gone ? (page.trail?.(asked.data) ?? []) : [];
  const trail = [{ href: '#/', label: t('work.todo') }, ...up];
  const see = asked.data && !gone && page.see?.(asked.data);
  const figures = see && html`<a class="button" href=${see}>${t('work.figures')}</a>`;
  return html`<${Page} title=${say(title)} trail=${trail} actions=${figures || null}>
    <${Told} />
    ${waits ??
    (gone
      ? html`<${Problem} error=${{ code: 'NOT_FOUND' }} />`
      : html`<${Body} ...${{ page, params }} data=${asked.data} />`)}
  <//>`;
}

/** The page of work that the address names. */
export function WorkPage({ params, query }) {
  const page = pageOf(params.page);
  if (!page) return html`<${Page} title=${t('lost')} note=${t('lostHow')} />`;
  if (page.roles && !may(page)) return html`<${Page} title=${say(page.name)} note=${t('problem.FORBIDDEN')} />`;
  return html`<${Known} key=${`${params.page} ${query.id ?? ''} ${query.open ?? ''}`} page=${page} params=${query} />`;
}
