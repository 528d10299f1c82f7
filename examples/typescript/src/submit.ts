// A batch of household responses for the first survey that the account collects for.
import { randomUUID } from 'node:crypto';

import { type Api, execute } from './api.js';
import { graphql } from './gql/gql.js';
import type {
  AssignedSurveysQuery,
  SubmitResponsesMutation,
  SurveyResponseInput,
} from './gql/graphql.js';

const ASSIGNED_SURVEYS = graphql(`
  query AssignedSurveys {
    assignedSurveys {
      id
      opensAt
      closesAt
      limits {
        responses
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
            sentiment
          }
        }
      }
    }
  }
`);

const SUBMIT_RESPONSES = graphql(`
  mutation SubmitResponses($input: SubmitResponsesInput!) {
    submitResponses(input: $input) {
      receipts {
        id
        status
        code
        message
        kept
        retry
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`);

/** A survey with its form, as the query above asks for it. */
export type AssignedSurvey = NonNullable<AssignedSurveysQuery['assignedSurveys']>[number];

/** What the server says of one response. */
export type Receipt = NonNullable<SubmitResponsesMutation['submitResponses']>['receipts'][number];

/** The surveys that this account may collect for. */
export async function assignedSurveys(api: Api): Promise<readonly AssignedSurvey[]> {
  return (await execute(api, ASSIGNED_SURVEYS, {})).assignedSurveys ?? [];
}

/** A form on which everything that must be answered has the first choice of this sentiment. */
export function filled(
  survey: AssignedSurvey,
  householdCode: string,
  sentiment: 'POSITIVE' | 'NEGATIVE' | 'NEUTRAL',
): SurveyResponseInput {
  const place = survey.hamlets.find((hamlet) => hamlet.assigned);
  if (place === undefined) throw new Error('no hamlet of this survey is assigned to the account');
  const answers = survey.questionnaire.items
    .filter((item) => item.required)
    .map((item) => {
      const option = item.options.find((choice) => choice.sentiment === sentiment);
      if (option === undefined) throw new Error(`${item.code} has no choice that is ${sentiment}`);
      return { item: item.code, choice: option.code };
    });
  return {
    id: randomUUID(),
    hamletCode: place.hamlet.code,
    householdCode,
    collectedAt: new Date().toISOString(),
    answers,
  };
}

/** Sends responses in calls of at most as many as the survey takes; one receipt for each. */
export async function submit(
  api: Api,
  survey: AssignedSurvey,
  responses: readonly SurveyResponseInput[],
): Promise<readonly Receipt[]> {
  const receipts: Receipt[] = [];
  for (let from = 0; from < responses.length; from += survey.limits.responses) {
    const batch = responses.slice(from, from + survey.limits.responses);
    const input = { surveyId: survey.id, responses: batch, sentAt: new Date().toISOString() };
    const { submitResponses } = await execute(api, SUBMIT_RESPONSES, { input });
    // A field of the root may be null; then the answer has an error, which `execute` has thrown.
    if (submitResponses === null) continue;
    const [fault] = submitResponses.userErrors;
    if (fault !== undefined) throw new Error(`${fault.code}: ${fault.message}`);
    receipts.push(...submitResponses.receipts);
  }
  return receipts;
}
