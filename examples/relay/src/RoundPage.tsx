// The page of a round; what the table needs is the table's own affair.
import { graphql, useLazyLoadQuery } from 'react-relay';

import { RoundTable } from './RoundTable';
import type { RoundPageQuery } from './__generated__/RoundPageQuery.graphql';

/** The page of one round, or a line that there is none. */
export function RoundPage(variables: { readonly year: number; readonly ordinal: number }) {
  const { certificationRound } = useLazyLoadQuery<RoundPageQuery>(
    graphql`
      query RoundPageQuery($year: Int!, $ordinal: Int!) {
        certificationRound(year: $year, ordinal: $ordinal) {
          ...RoundTable_round
        }
      }
    `,
    variables,
  );
  if (!certificationRound) return <p>No such round.</p>;
  return <RoundTable round={certificationRound} />;
}
