// The survey that the account collects for: live coverage, and a batch of responses to send.
import { useMemo, useState } from 'react';
import { graphql, useLazyLoadQuery, useMutation, useSubscription } from 'react-relay';

import type { SurveyPageProgressSubscription } from './__generated__/SurveyPageProgressSubscription.graphql';
import type { SurveyPageQuery } from './__generated__/SurveyPageQuery.graphql';
import type { SurveyPageSubmitMutation } from './__generated__/SurveyPageSubmitMutation.graphql';

type Survey = NonNullable<SurveyPageQuery['response']['assignedSurveys']>[number];

const SUBMIT = graphql`
  mutation SurveyPageSubmitMutation($input: SubmitResponsesInput!) {
    submitResponses(input: $input) {
      receipts {
        id
        status
        code
        message
        kept
      }
      userErrors {
        code
        message
      }
    }
  }
`;

const PROGRESS = graphql`
  subscription SurveyPageProgressSubscription($id: ID!) {
    surveyProgress(surveyId: $id) {
      id
      byHamlet {
        coverage {
          responded
        }
      }
    }
  }
`;

/** A form that answers what must be answered with the first choice. */
function form(survey: Survey, householdCode: string) {
  const place = survey.hamlets.find((hamlet) => hamlet.assigned);
  const answers = survey.questionnaire.items
    .filter((item) => item.required)
    .map((item) => ({ item: item.code, choice: item.options[0]?.code ?? '' }));
  return {
    id: crypto.randomUUID(),
    hamletCode: place?.hamlet.code ?? '',
    householdCode,
    collectedAt: new Date().toISOString(),
    answers,
  };
}

function Collect({ survey }: { readonly survey: Survey }) {
  const [households, setHouseholds] = useState('');
  const [told, setTold] = useState<readonly string[]>([]);
  const [submit, isSubmitting] = useMutation<SurveyPageSubmitMutation>(SUBMIT);
  useSubscription<SurveyPageProgressSubscription>(
    useMemo(() => ({ subscription: PROGRESS, variables: { id: survey.id } }), [survey.id]),
  );
  const send = () => {
    const responses = households.split(/\s+/).filter(Boolean).map((code) => form(survey, code));
    const input = { surveyId: survey.id, responses, sentAt: new Date().toISOString() };
    submit({
      variables: { input },
      onCompleted: ({ submitResponses }) =>
        setTold(submitResponses?.receipts.map(({ status, code }) => `${status} ${code ?? ''}`.trim()) ?? []),
      onError: (fault) => setTold([fault.message]),
    });
  };
  // The subscription writes into the store, and this reads from it.
  const responded = survey.byHamlet?.reduce((sum, { coverage }) => sum + coverage.responded, 0) ?? 0;
  return (
    <>
      <p id="responded">{responded}</p>
      <label>
        Households <input value={households} onChange={(event) => setHouseholds(event.target.value)} />
      </label>
      <button type="button" id="send" disabled={isSubmitting} onClick={send}>
        Send
      </button>
      <ol id="receipts">
        {told.map((line, index) => (
          <li key={index}>{line}</li>
        ))}
      </ol>
    </>
  );
}

/** The first survey that is assigned, or a line that there is none. */
export function SurveyPage() {
  const { assignedSurveys } = useLazyLoadQuery<SurveyPageQuery>(
    graphql`
      query SurveyPageQuery {
        assignedSurveys {
          id
          byHamlet {
            coverage {
              responded
            }
          }
          hamlets {
            assigned
            hamlet {
              code
            }
          }
          questionnaire {
            items {
              code
              required
              options {
                code
              }
            }
          }
        }
      }
    `,
    {},
  );
  const survey = assignedSurveys?.[0];
  return survey ? <Collect survey={survey} /> : <p>No survey is open.</p>;
}
