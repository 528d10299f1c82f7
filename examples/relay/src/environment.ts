// Relay's way to the server: queries by POST, subscriptions by graphql-ws.
import { createClient } from 'graphql-ws';
import {
  Environment,
  Network,
  Observable,
  type FetchFunction,
  type GraphQLResponse,
  type RequestParameters,
  type SubscribeFunction,
  type Variables,
} from 'relay-runtime';

/** Where the server is, and for whom to ask. */
export interface Server {
  readonly url: string;
  readonly token: string;
  readonly language: 'vi' | 'en';
}

interface Fault {
  readonly message: string;
  readonly extensions: { readonly code: string };
}

/** An answer with errors; `codes` are those of docs/api/errors.md. */
export class ServerError extends Error {
  readonly codes: readonly string[];

  constructor(faults: readonly Fault[]) {
    super(faults.map((fault) => fault.message).join('; '));
    this.name = 'ServerError';
    this.codes = faults.map((fault) => fault.extensions.code);
  }
}

function headers(server: Server): Record<string, string> {
  return { authorization: `Bearer ${server.token}`, 'accept-language': server.language };
}

function fetcher(server: Server): FetchFunction {
  return async ({ text }: RequestParameters, variables: Variables): Promise<GraphQLResponse> => {
    const response = await fetch(new URL('/graphql', server.url), {
      method: 'POST',
      headers: {
        ...headers(server),
        accept: 'application/graphql-response+json',
        'content-type': 'application/json',
      },
      body: JSON.stringify({ query: text, variables }),
    });
    const answer = (await response.json()) as GraphQLResponse & { errors?: readonly Fault[] };
    if (answer.errors !== undefined) throw new ServerError(answer.errors);
    return answer;
  };
}

function subscriber(server: Server): SubscribeFunction {
  const socket = createClient({
    url: new URL('/graphql', server.url).href.replace(/^http/, 'ws'),
    // A browser can't set headers on a WebSocket; the first message carries them.
    connectionParams: { Authorization: `Bearer ${server.token}`, 'Accept-Language': server.language },
  });
  return ({ text }, variables) =>
    Observable.create<GraphQLResponse>((sink) =>
      socket.subscribe(
        { query: text ?? '', variables },
        {
          next: (answer) => sink.next(answer as GraphQLResponse),
          error: (fault) =>
            sink.error(Array.isArray(fault) ? new ServerError(fault) : new Error('the socket is gone')),
          complete: () => sink.complete(),
        },
      ),
    );
}

/** An environment for one account; make a new one when another signs in. */
export function environment(server: Server): Environment {
  return new Environment({ network: Network.create(fetcher(server), subscriber(server)) });
}
