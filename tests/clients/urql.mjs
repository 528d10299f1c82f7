// urql: a query, pages by cursor, a typed error, a mutation, a subscription.
//
//   API_TOKEN=... COLLECTOR_TOKEN=... node urql.mjs URL
//
// Prints one JSON object with what each step saw; the test holds it against plain answers.
import { Client, cacheExchange, fetchExchange, gql, subscriptionExchange } from '@urql/core';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

import { form } from './form.mjs';

const ROUND = gql`
  query Round($after: String) {
    certificationRound(year: 2019, ordinal: 1) {
      candidacies(first: 9, after: $after, orderBy: APPROVAL_PERCENT) {
        nodes { id area { name } approval { share { count base } met } }
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
      hamlets { assigned hamlet { code } }
      questionnaire { items { code required options { code } } }
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

/** A client for one account: queries by fetch, subscriptions over a socket. */
function connect(token) {
  const headers = { authorization: `Bearer ${token}`, 'accept-language': 'en' };
  const socket = createClient({
    url: `${url.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: headers,
  });
  const forwardSubscription = ({ query, variables }) => ({
    subscribe: (sink) => ({ unsubscribe: socket.subscribe({ query, variables }, sink) }),
  });
  const client = new Client({
    url: `${url}/graphql`,
    fetchOptions: { headers },
    exchanges: [cacheExchange, fetchExchange, subscriptionExchange({ forwardSubscription })],
  });
  return { client, socket };
}

/** The data, or the error thrown. */
async function done(result) {
  const { data, error } = await result;
  if (error) throw error;
  return data;
}

/** Pages until the end. */
async function pages({ client }) {
  const names = [];
  let after = null;
  let asked = 0;
  do {
    const { certificationRound } = await done(client.query(ROUND, { after }).toPromise());
    const { nodes, pageInfo } = certificationRound.candidacies;
    names.push(...nodes.map(({ area }) => area.name));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    asked += 1;
  } while (after);
  return { asked, names };
}

/** The code of the error, which says what a program is to do. */
async function refused({ client }) {
  const { error } = await client.query(TOO_MANY, {}).toPromise();
  return error?.graphQLErrors[0]?.extensions.code ?? error?.message ?? null;
}

/** Follows a survey, sends a form meanwhile, and waits until it is seen. */
async function live({ client }) {
  const [survey] = (await done(client.query(ASSIGNED, {}).toPromise())).assignedSurveys;
  const heard = ({ byHamlet }) => byHamlet.reduce((sum, { coverage }) => sum + coverage.responded, 0);
  const send = async () => {
    const input = { surveyId: survey.id, responses: [form(survey, 'URQL-1')] };
    const { submitResponses } = await done(client.mutation(SUBMIT, { input }).toPromise());
    return submitResponses.receipts.map(({ status }) => status);
  };
  return new Promise((resolve, reject) => {
    let before = null;
    let receipts = null;
    const watching = client.subscription(PROGRESS, { id: survey.id }).subscribe(({ data, error }) => {
      if (error) return reject(error);
      const now = heard(data.surveyProgress);
      if (before === null) {
        before = now;
        receipts = send();
        receipts.catch(reject);
      } else if (now > before) {
        watching.unsubscribe();
        receipts.then((told) => resolve({ receipts: told, seen: now - before }), reject);
      }
      return undefined;
    });
  });
}

const reader = connect(API_TOKEN);
const collector = connect(COLLECTOR_TOKEN);
const seen = { pages: await pages(reader), refused: await refused(reader), live: await live(collector) };
console.log(JSON.stringify(seen));
await Promise.all([reader.socket.dispose(), collector.socket.dispose()]);
