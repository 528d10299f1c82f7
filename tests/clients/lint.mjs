// The rules of graphql-eslint for our schema, each exception with its reason.
import graphqlEslint from '@graphql-eslint/eslint-plugin';

const { 'flat/schema-recommended': recommended, 'flat/schema-relay': relay } = graphqlEslint.configs;

export const RULES = {
  ...recommended.rules,
  ...relay.rules,
  // The file is printed by the program, one line as "text", several as """text"""; both are the same to
  // every reader. That there is a description at all is a test of its own.
  '@graphql-eslint/description-style': 'off',
  // A share, a check or a hamlet's line is a part of what holds it: nobody asks for it alone, so it has no
  // id. What has one must be a Node: a test of its own.
  '@graphql-eslint/strict-id-in-types': 'off',
  // Lists that the subject bounds (19 criteria, the hamlets of a commune) are plain lists, not connections.
  '@graphql-eslint/relay-edge-types': [
    'error',
    { withEdgeSuffix: true, shouldImplementNode: true, listTypeCanWrapOnlyEdgeType: false },
  ],
};

/** Connections over lines that have no id of their own, and why they have none. */
export const EDGES_OVER_LINES = {
  AccessLogLine: 'a line of a log that is only read in its order',
  Account: 'a person, device or script, seen in the list of whoever runs accounts alone',
  AppraisalTask: 'a pair of a candidacy and a criterion; the candidacy is the Node',
  AuditEntry: 'named by chain and sequence, and read in their order',
  Correction: 'named by its number within its survey',
  PublishedResult: 'named by its survey and revision; `publishedResult` reads one',
  ReviewedResponse: 'a response as the Front reviews it, without the answers that the Node would give',
  SetAsideResponse: 'stored and not accepted: no response of the survey, so no Node',
};

/** Types with a global id that `node` doesn't find, and why not. */
export const IDS_WITHOUT_NODE = {
  AccessToken: 'read with its account alone; its id only names it in changeToken and revokeToken',
  Account: 'read in the list of accounts alone; its id only tells one from another',
  AdminRequest: 'read in the list of wishes alone; its id only names it in confirmAdmin and refuseAdmin',
  CouncilMember: 'a term, read with the whole council alone; its id only names it in endCouncilMembership',
  Enrolment: 'a phone set up for a survey, read with the survey alone; its id only names it in mutations',
  SignIn: 'read with its account alone; its id only names it in endSignIn',
  Webhook: 'read in the list of webhooks alone; its id only names it in mutations',
};
