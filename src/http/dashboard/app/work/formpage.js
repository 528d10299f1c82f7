// The page of a form: what it is about, what it must know first, and where it leads.
import { query } from '../api.js';
import { useQuery } from '../data.js';
import { Page, Problem, unanswered } from '../parts.js';
import { go } from '../route.js';
import { viewer } from '../session.js';
import { html, useEffect, useState } from '../ui.js';
import { t } from '../words.js';
import { ABOUT } from './about.js';
import { Done, tell } from './done.js';
import { Form } from './form.js';
import { may } from './may.js';
import { say, word } from './say.js';
import { NOTHING, pageHash } from './sources.js';
import { specOf } from './specs/all.js';

const ofCandidacy = ({ title, area, round }) => `${area.name} · ${word('Title', title)} · ${round.name}`;

function subject(data) {
  const { satisfactionSurvey: survey, councilSession: session, node } = data ?? {};
  if (survey) return `${ofCandidacy(survey.candidacy)} · ${word('SurveyKind', survey.kind)}`;
  if (session) return `${session.round.name} · ${session.heldOn} · ${session.venue}`;
  return node?.area ? ofCandidacy(node) : node?.name ?? '';
}

/** Which thing the form is about, in words. */
function useSubject(params) {
  const [name, page, document] = ABOUT.find(([one]) => params[one]) ?? [];
  const { data } = useQuery(document ?? NOTHING, name ? { id: params[name] } : {});
  return { about: subject(data), back: name ? pageHash(page, params[name]) : '#/' };
}

/** A null where a thing is asked for by its id: it isn't there for this reader. */
const isGone = (data, spec) =>
  ['node', 'satisfactionSurvey', 'councilSession'].some(
    (name) => spec.load.document.includes(`${name}(`) && data[name] === null,
  );

/** Asks with all pages of the list that `connection` finds in an answer. */
const whole = (connection) => async (document, variables) => {
  const first = await query(document, variables);
  let last = connection(first);
  while (last?.pageInfo.hasNextPage) {
    last = connection(await query(document, { ...variables, after: last.pageInfo.endCursor }));
    connection(first).nodes.push(...last.nodes);
  }
  return first;
};

function Loaded({ spec, params, back, onDone }) {
  const [read, setRead] = useState(null);
  const { document, variables, connection } = spec.load ?? { document: NOTHING };
  const asked = useQuery(
    document,
    variables?.(params, viewer()) ?? {},
    connection ? whole(connection) : query,
  );
  // What was typed stays while the form's data are read again.
  useEffect(() => {
    if (asked.data) setRead(asked.data);
  }, [asked.data]);
  if (!read) return unanswered(asked);
  if (asked.faults.length) return html`<${Problem} error=${asked.faults[0]} again=${asked.reload} />`;
  if (spec.load && isGone(read, spec)) return html`<${Problem} error=${{ code: 'NOT_FOUND' }} />`;
  return html`<${Form} ...${{ spec, params, back, onDone }} loaded=${read} reload=${asked.reload} />`;
}

function Known({ spec, params }) {
  const { about, back } = useSubject(params);
  const [taken, setTaken] = useState(null);
  const [turn, setTurn] = useState(0);
  const next = (payload) => spec.after?.(payload, null, params) ?? back;
  const done = (payload) => {
    if (spec.shows) return setTaken(payload);
    tell(t('work.done', { what: say(spec.title) }), payload.warnings);
    return go(next(payload));
  };
  const another = () => {
    setTaken(null);
    setTurn(turn + 1);
  };
  const trail = [{ href: '#/', label: t('work.todo') }, ...(about ? [{ href: back, label: about }] : [])];
  return html`<${Page} title=${say(spec.title)} trail=${trail}>
    ${taken
      ? html`<${Done} ...${{ spec, payload: taken }} next=${next(taken)} onAnother=${another} />`
      : html`<${Loaded} key=${turn} ...${{ spec, params, back }} onDone=${done} />`}
  <//>`;
}

/** The form that the address names. */
export function FormPage({ params, query }) {
  const spec = specOf(params.name);
  if (!spec) return html`<${Page} title=${t('work.lost')} />`;
  if (!may(spec)) return html`<${Page} title=${say(spec.title)} note=${t('problem.FORBIDDEN')} />`;
  return html`<${Known} key=${`${params.name}?${JSON.stringify(query)}`} spec=${spec} params=${query} />`;
}
