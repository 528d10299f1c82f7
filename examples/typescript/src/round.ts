// The candidacies of a round with what residents said, page by page.
import { type Api, execute } from './api.js';
import { graphql } from './gql/gql.js';
import type { CandidaciesOfRoundQuery } from './gql/graphql.js';

const CANDIDACIES_OF_ROUND = graphql(`
  query CandidaciesOfRound($year: Int!, $ordinal: Int!, $first: Int!, $after: String) {
    certificationRound(year: $year, ordinal: $ordinal) {
      name
      candidacies(first: $first, after: $after, orderBy: APPROVAL_PERCENT) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          id
          title
          state
          area {
            name
          }
          approval {
            stage
            share {
              count
              base
              percent
            }
            required
            met
          }
        }
      }
    }
  }
`);

type Round = NonNullable<CandidaciesOfRoundQuery['certificationRound']>;

/** One candidacy as the query above asks for it. */
export type CandidacyRow = Round['candidacies']['nodes'][number];

/** Which round to read, and how many candidacies a page holds (1 to 500). */
export interface RoundPages {
  readonly year: number;
  readonly ordinal: number;
  readonly pageSize: number;
}

/** Every candidacy of a round, the lowest approval first; asks for a page when the last is used up. */
export async function* candidaciesOf(api: Api, pages: RoundPages): AsyncGenerator<CandidacyRow> {
  const { year, ordinal, pageSize } = pages;
  let after: string | null = null;
  do {
    const data: CandidaciesOfRoundQuery = await execute(api, CANDIDACIES_OF_ROUND, {
      year,
      ordinal,
      first: pageSize,
      after,
    });
    const round = data.certificationRound;
    if (round === null) return;
    yield* round.candidacies.nodes;
    after = round.candidacies.pageInfo.hasNextPage ? round.candidacies.pageInfo.endCursor : null;
  } while (after !== null);
}

/** A candidacy as one line of text. */
export function line({ area, title, state, approval }: CandidacyRow): string {
  if (approval === null) return `${area.name}: ${title}, ${state}, no figures`;
  const { count, base, percent } = approval.share;
  const asked = approval.required === null ? 'nothing asked' : `${approval.required} % asked`;
  const verdict = approval.met === null ? 'undecided' : approval.met ? 'met' : 'not met';
  return `${area.name}: ${title}, ${state}, ${count} of ${base} (${percent ?? '-'} %), ${asked}: ${verdict}`;
}
