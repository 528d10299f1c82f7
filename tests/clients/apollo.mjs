// Apollo Client: a query, pages that grow in its cache, a typed error, a mutation, a subscription.
//
//   API_TOKEN=... COLLECTOR_TOKEN=... node apollo.mjs URL
//
// Prints one JSON object with what each step saw; the test holds it against plain answers.
import {
  ApolloClient,
  ApolloLink,
  CombinedGraphQLErrors,
  HttpLink,
  InMemoryCache,
  gql,
} from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { relayStylePagination } from '@apollo/client/utilities';
import { OperationTypeNode } from 'graphql';
import { createClient } from 'graphql-ws';
import { filter, firstValueFrom } from 'rxjs';
import WebSocket from 'ws';

import { form } from './form.mjs';

const ROUND = gql`
  query Round($after: String) {
    certificationRound(year: 2019, ordinal: 1) {
      id
      candidacies(first: 9, after: $after, orderBy: APPROVAL_PERCENT) {
        edges { cursor node { id area { id name } approval { share { count base } met } } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`;
const TOO_MANY = gql`
  query TooMany { certificationRounds(first: 501) { nodes { id } } }
`;
const ASSIGNED = gql`
  query Assigned {
    assignedSurveys {
      id
      hamlets { assigned hamlet { id code } }
      questionnaire { id items { code required options { code } } }
    }
  }
`;
const SUBMIT = gql`
  mutation Submit($input: SubmitResponsesInput!) {
    submitResponses(input: $input) { receipts { status } }
  }
`;
const PROGRESS = gql`
  subscription Progress($id: ID!) {
    surveyProgress(surveyId: $id) { id byHamlet { coverage { responded } } }
  }
`;

const [url] = process.argv.slice(2);
const { API_TOKEN, COLLECTOR_TOKEN } = process.env;

function cache() {
  return new InMemoryCache({
    // Which types an interface stands for, so that fragments on it match.
    possibleTypes: { Area: ['Province', 'District', 'Commune', 'Hamlet'] },
    typePolicies: {
      // Pages of the same list grow together; another filter or order is another list.
      CertificationRound: {
        fields: { candidacies: relayStylePagination(['filter', 'orderBy']) },
      },
      // A receipt's id is the response's: the receipt is a part of one answer alone.
      ResponseReceipt: { keyFields: false },
    },
  });
}

/** A client for one account: queries by POST, subscriptions over a socket. */
function connect(token) {
  const headers = { authorization: `Bearer ${token}`, 'accept-language': 'en' };
  const socket = createClient({
    url: `${url.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: headers,
  });
  const link = ApolloLink.split(
    ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
    new GraphQLWsLink(socket),
    new HttpLink({ uri: `${url}/graphql`, headers }),
  );
  return { client: new ApolloClient({ link, cache: cache() }), socket };
}

/** Pages until the end; what the cache holds of the list afterwards. */
async function pages({ client }) {
  const watched = client.watchQuery({ query: ROUND });
  const complete = watched.pipe(filter(({ dataState }) => dataState === 'complete'));
  const until = (ready) => firstValueFrom(complete.pipe(filter(ready)));
  const list = ({ data }) => data.certificationRound.candidacies;
  let result = await until(() => true);
  let asked = 1;
  while (list(result).pageInfo.hasNextPage) {
    const have = list(result).edges.length;
    await watched.fetchMore({ variables: { after: list(result).pageInfo.endCursor } });
    result = await until((now) => list(now).edges.length > have);
    asked += 1;
  }
  return { asked, names: list(result).edges.map(({ node }) => node.area.name) };
}

/** The code of the error, which says what a program is to do. */
async function refused({ client }) {
  try {
    await client.query({ query: TOO_MANY });
    return null;
  } catch (fault) {
    if (!CombinedGraphQLErrors.is(fault)) throw fault;
    return fault.errors[0].extensions.code;
  }
}

/** Follows a survey, sends a form meanwhile, and waits until it is seen. */
async function live({ client }) {
  const [survey] = (await client.query({ query: ASSIGNED })).data.assignedSurveys;
  const heard = ({ byHamlet }) => byHamlet.reduce((sum, { coverage }) => sum + coverage.responded, 0);
  return new Promise((resolve, reject) => {
    let before = null;
    let receipts = null;
    const watching = client.subscribe({ query: PROGRESS, variables: { id: survey.id } }).subscribe({
      async next({ data, error }) {
        if (error) return reject(error);
        const now = heard(data.surveyProgress);
        if (before === null) {
          before = now;
          const input = { surveyId: survey.id, responses: [form(survey, 'APOLLO-1')] };
          const { data: sent } = await client.mutate({ mutation: SUBMIT, variables: { input } });
          receipts = sent.submitResponses.receipts.map(({ status }) => status);
        } else if (now > before) {
          watching.unsubscribe();
          resolve({ receipts, seen: now - before });
        }
        return undefined;
      },
      error: reject,
    });
  });
}

const reader = connect(API_TOKEN);
const collector = connect(COLLECTOR_TOKEN);
const seen = { pages: await pages(reader), refused: await refused(reader), live: await live(collector) };
console.log(JSON.stringify(seen));
for (const { client, socket } of [reader, collector]) {
  client.stop();
  await socket.dispose();
}
