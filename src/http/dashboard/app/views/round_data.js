// What the views of a round ask, and what follows from it.
import { query } from '../api.js';
import { gql } from '../documents.js';
import { byText, plain } from '../format.js';

const PAGE = 100;

/** What a candidacy's line shows, in queries and in `roundProgress` alike. */
export const LINE = `
  id title purpose state simulated
  area { code name level parent { code name } }
  readiness { ready checks { code status severity message confirmed } }
  approval { stage met required share { count base of percent } }
  surveys(kind: COLLECTION) {
    id state
    coverage { met required exceedsHouseholds share { count base of percent } }
  }
  frontReport { number late }
`;

const ROUND = gql`query DashboardRound($year: Int!, $ordinal: Int!, $after: String) {
  certificationRound(year: $year, ordinal: $ordinal) {
    id year ordinal name asOf
    regulation { name }
    deadlines { deliverable dueBefore expected received late outstanding }
    councilSessions { id heldOn state }
    candidacies(first: ${PAGE}, after: $after) {
      pageInfo { hasNextPage endCursor }
      nodes { ${LINE} }
    }
  }
}`;

/** The live part: each candidacy that changed. */
export const PROGRESS = gql`subscription DashboardRoundProgress($roundId: ID!) {
  roundProgress(roundId: $roundId) { ${LINE} }
}`;

/** The whole round, page by page: a province has some hundreds of communes at most. */
export async function wholeRound(_, { year, ordinal }) {
  const first = await query(ROUND, { year, ordinal });
  let page = first.certificationRound?.candidacies;
  while (page?.pageInfo.hasNextPage) {
    const more = await query(ROUND, { year, ordinal, after: page.pageInfo.endCursor });
    page = more.certificationRound?.candidacies;
    first.certificationRound.candidacies.nodes.push(...(page?.nodes ?? []));
  }
  return first;
}

/** The round with one candidacy replaced, or added where it is new. */
export function withCandidacy(data, changed) {
  const round = data.certificationRound;
  const nodes = round.candidacies.nodes;
  const there = nodes.some(({ id }) => id === changed.id);
  const next = there ? nodes.map((one) => (one.id === changed.id ? changed : one)) : [...nodes, changed];
  return { certificationRound: { ...round, candidacies: { ...round.candidacies, nodes: next } } };
}

/** The district of a candidacy's area: itself, where a district asks. */
export const districtOf = ({ area }) => (area.level === 'DISTRICT' ? area : area.parent);

/** Blocking checks that do not hold. */
export const failing = ({ readiness }) =>
  readiness.checks.filter(({ status, severity }) => status === 'NOT_MET' && severity === 'BLOCKING');

/** Checks of which nothing can be said yet. */
export const pending = ({ readiness }) =>
  readiness.checks.filter(({ status }) => status === 'PENDING');

/** `failing`, `pending` or `ready`: what a candidacy waits for. */
export function verdict(candidacy) {
  if (failing(candidacy).length) return 'failing';
  return candidacy.readiness.ready ? 'ready' : 'pending';
}

/** The coverage of its survey; null before there is one, or where it may not be seen. */
export const coverage = ({ surveys }) => surveys[0]?.coverage ?? null;

const SORTS = {
  area: ({ area }) => area.name,
  title: ({ title }) => title,
  state: ({ state }) => state,
  coverage: (one) => coverage(one)?.share.percent ?? null,
  approval: ({ approval }) => approval?.share.percent ?? null,
  verdict: (one) => ['failing', 'pending', 'ready'].indexOf(verdict(one)),
};

function compare(one, other) {
  if (typeof one === 'string') return byText(one, other);
  return one - other;
}

/** Sorted by a column; what has no figure comes last, whichever way it is sorted. */
export function sorted(rows, { key, down }) {
  const value = SORTS[key];
  if (!value) return rows;
  return rows
    .map((row) => [value(row), row])
    .sort(([one], [other]) => {
      if (one === null || other === null) return (one === null) - (other === null);
      return down ? compare(other, one) : compare(one, other);
    })
    .map(([, row]) => row);
}

/** The candidacies that the filters of the address let through. */
export function filtered(rows, { district, title, state, verdict: wanted, find }) {
  const words = plain(find ?? '').split(/\s+/).filter(Boolean);
  return rows.filter((one) => {
    const text = plain(`${one.area.name} ${one.area.code} ${districtOf(one)?.name ?? ''}`);
    return (
      (!district || districtOf(one)?.code === district) &&
      (!title || one.title === title) &&
      (!state || one.state === state) &&
      (!wanted || verdict(one) === wanted) &&
      words.every((word) => text.includes(word))
    );
  });
}
