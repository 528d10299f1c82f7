// One candidacy: its fragment, and a button that reads it again by its global id.
import { graphql, useRefetchableFragment } from 'react-relay';

import type { CandidacyRowQuery } from './__generated__/CandidacyRowQuery.graphql';
import type { CandidacyRow_candidacy$key } from './__generated__/CandidacyRow_candidacy.graphql';

const CANDIDACY = graphql`
  fragment CandidacyRow_candidacy on Candidacy @refetchable(queryName: "CandidacyRowQuery") {
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
      met
    }
  }
`;

/** A row of the table; `node(id:)` is what "read again" asks. */
export function CandidacyRow({ candidacy }: { readonly candidacy: CandidacyRow_candidacy$key }) {
  const [row, refetch] = useRefetchableFragment<CandidacyRowQuery, CandidacyRow_candidacy$key>(
    CANDIDACY,
    candidacy,
  );
  const share = row.approval?.share;
  return (
    <tr>
      <th scope="row">{row.area.name}</th>
      <td>{row.title}</td>
      <td>{row.state}</td>
      <td>{share ? `${share.count} / ${share.base} (${share.percent ?? '–'} %)` : '–'}</td>
      <td>
        <button type="button" onClick={() => refetch({}, { fetchPolicy: 'network-only' })}>
          Read again
        </button>
      </td>
    </tr>
  );
}
