// The candidacies of a round as a Relay connection: the lowest approval first, page by page.
import { graphql, usePaginationFragment } from 'react-relay';

import { CandidacyRow } from './CandidacyRow';
import type { RoundTablePageQuery } from './__generated__/RoundTablePageQuery.graphql';
import type { RoundTable_round$key } from './__generated__/RoundTable_round.graphql';

const ROUND = graphql`
  fragment RoundTable_round on CertificationRound
  @argumentDefinitions(first: { type: "Int", defaultValue: 10 }, after: { type: "String" })
  @refetchable(queryName: "RoundTablePageQuery") {
    name
    candidacies(first: $first, after: $after, orderBy: APPROVAL_PERCENT)
      @connection(key: "RoundTable_candidacies") {
      totalCount
      edges {
        node {
          id
          ...CandidacyRow_candidacy
        }
      }
    }
  }
`;

/** A round's table with a button for the next page. */
export function RoundTable({ round }: { readonly round: RoundTable_round$key }) {
  const { data, hasNext, isLoadingNext, loadNext } = usePaginationFragment<
    RoundTablePageQuery,
    RoundTable_round$key
  >(ROUND, round);
  const { edges, totalCount } = data.candidacies;
  return (
    <>
      <h1>{data.name}</h1>
      <table>
        <caption>{`${edges.length} / ${totalCount}`}</caption>
        <tbody>
          {edges.map(({ node }) => (
            <CandidacyRow key={node.id} candidacy={node} />
          ))}
        </tbody>
      </table>
      {hasNext && (
        <button type="button" id="more" disabled={isLoadingNext} onClick={() => loadNext(10)}>
          More
        </button>
      )}
    </>
  );
}
