// The public GraphQL API: queries over HTTP, live data over graphql-transport-ws.
import { language } from './words.js';

const ENDPOINT = new URL('/graphql', document.baseURI);
/** Milliseconds after which an answer is not waited for any longer. */
const PATIENCE = 60_000;

/** The code with which the server closes the socket of a session that has ended. */
const OVER = 4403;

let session = { headers: () => ({}), refused: () => {} };
const faults = new WeakMap();

/** Why a call, or a part of it, brought nothing. */
export class ApiError extends Error {
  /** `code` as in the API's documentation, or AWAY where no answer came; `path` of the field. */
  constructor(code, message, { path = [], reference = null, retryAfter = null } = {}) {
    super(message);
    this.code = code;
    this.path = path;
    this.reference = reference;
    this.retryAfter = retryAfter;
  }
}

/** Tells the API whose headers it carries, and whom to tell that they are not taken any longer. */
export function authorise(given) {
  session = given;
}

function ofError({ message, path, extensions }) {
  return new ApiError(extensions?.code ?? 'INTERNAL_SERVER_ERROR', message ?? '', {
    path: extensions?.path ?? path,
    reference: extensions?.reference ?? null,
    retryAfter: extensions?.retryAfter ?? null,
  });
}

async function send(address, method, content) {
  try {
    const answer = await fetch(address, {
      method,
      headers: {
        accept: 'application/graphql-response+json, application/json',
        'accept-language': language(),
        ...(content && { 'content-type': 'application/json' }),
        ...session.headers(method),
      },
      body: content && JSON.stringify(content),
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
    });
    return { status: answer.status, body: await answer.json() };
  } catch (error) {
    throw new ApiError('AWAY', String(error));
  }
}

/** Asks an address of this server beside the API; answers its JSON, throws ApiError. */
export async function ask(path, method = 'GET', content = undefined) {
  const { body } = await send(new URL(path, document.baseURI), method, content);
  if (body.errors?.length) throw ofError(body.errors[0]);
  return body;
}

/**
 * Asks a query or mutation; answers its data. Throws ApiError where there is none at all; of data
 * with gaps `faultsOf(data)` says why.
 */
export async function query(document, variables = {}) {
  const { status, body } = await send(ENDPOINT, 'POST', { query: document, variables });
  const errors = (body.errors ?? []).map(ofError);
  if (status === 401) session.refused();
  const nothing = !body.data || Object.values(body.data).every((value) => value === null);
  if (errors.length && nothing) throw errors[0];
  if (!body.data) throw new ApiError('AWAY', `HTTP ${status}`);
  faults.set(body.data, errors);
  return body.data;
}

/** The errors of single fields that came with data: an array of ApiError. */
export const faultsOf = (data) => faults.get(data) ?? [];

let client = null;
let connection = 'off';
const watchers = new Set();

function tell(state) {
  connection = state;
  for (const watch of watchers) watch(state);
}

/** Tells how the socket stands, now and whenever it changes: `off`, `live` or `lost`; answers how to stop. */
export function whenConnected(watch) {
  watchers.add(watch);
  watch(connection);
  return () => watchers.delete(watch);
}

/** One socket for the whole page; opened with the first subscription, closed after the last. */
async function socket() {
  await import('./vendor/graphql-ws.min.js');
  const url = ENDPOINT.href.replace(/^http/, 'ws');
  client ??= globalThis.graphqlWs.createClient({
    url,
    lazy: true,
    retryAttempts: Infinity,
    shouldRetry: () => true,
    on: {
      connected: () => tell('live'),
      closed: ({ code }) => {
        tell('lost');
        // The session has ended; to try again would bring nothing.
        if (code === OVER) session.refused();
      },
    },
    connectionParams: () => ({ 'Accept-Language': language() }),
  });
  return client;
}

/** Closes the socket, so that the next subscription says anew who asks, and in which language. */
export function hangUp() {
  client?.dispose();
  client = null;
}

/**
 * Subscribes; `next` gets data, `error` an ApiError, `done` is called at the end. A lost
 * connection is taken up again. Answers how to stop.
 */
export function subscribe(document, variables, { next, error = () => {}, done = () => {} }) {
  let stopped = false;
  let stop = () => {};
  const sink = {
    next: ({ data, errors }) => {
      if (data) next(data);
      else if (errors?.length) error(ofError(errors[0]));
    },
    error: (fault) => {
      const first = Array.isArray(fault) ? ofError(fault[0]) : new ApiError('AWAY', String(fault));
      if (!stopped) error(first);
    },
    complete: done,
  };
  socket().then(
    (opened) => {
      if (!stopped) stop = opened.subscribe({ query: document, variables }, sink);
    },
    (fault) => error(new ApiError('AWAY', String(fault))),
  );
  return () => {
    stopped = true;
    stop();
  };
}
