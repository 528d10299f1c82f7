// Starts GraphiQL on our own /graphql: requests by POST, subscriptions by graphql-transport-ws.
'use strict';

const WELCOME = `# Longdan · GraphiQL
#
# Mã truy cập: mở thẻ "Headers" bên dưới và thêm dòng
# Your token: open the tab "Headers" below and add the line
#
#   "Authorization": "Bearer ..."
#
# Không có mã: chỉ thấy những gì đã công bố. / Without one: only what is published.

query Begin {
  viewer { __typename }
}
`;

const HEADERS = '{\n  "Accept-Language": "vi"\n}';

/** The operation that a document and a name choose. */
function chosen(documentAST, operationName) {
  const operations = (documentAST?.definitions ?? []).filter(
    (definition) => definition.kind === 'OperationDefinition',
  );
  return operations.find((one) => one.name?.value === operationName) ?? operations[0];
}

function post(params, headers) {
  return fetch('/graphql', {
    method: 'POST',
    credentials: 'omit',
    headers: {
      accept: 'application/graphql-response+json, application/json;q=0.9',
      'content-type': 'application/json',
      ...headers,
    },
    body: JSON.stringify(params),
  }).then((answer) => answer.json());
}

/** A connection for each subscription, since each may bear another token. */
function subscribe(params, headers) {
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
  const client = graphqlWs.createClient({
    url: `${scheme}//${location.host}/graphql`,
    connectionParams: headers,
    retryAttempts: 3,
  });
  return {
    async *[Symbol.asyncIterator]() {
      try {
        yield* client.iterate(params);
      } catch (reason) {
        if (reason?.code) {
          throw new Error(`${reason.code} ${reason.reason}`);
        }
        throw Array.isArray(reason) ? new Error(JSON.stringify(reason, null, 2)) : reason;
      } finally {
        client.dispose();
      }
    },
  };
}

function fetcher(params, options) {
  const operation = chosen(options?.documentAST, params.operationName);
  return operation?.operation === 'subscription'
    ? subscribe(params, options?.headers)
    : post(params, options?.headers);
}

ReactDOM.createRoot(document.getElementById('graphiql')).render(
  React.createElement(GraphiQL, {
    fetcher,
    defaultQuery: WELCOME,
    defaultHeaders: HEADERS,
    // A tab for each part that somebody plays (samples.js), on the first visit.
    defaultTabs: [WELCOME, ...SAMPLES].map((query) => ({ query, headers: HEADERS })),
    defaultEditorToolsVisibility: 'headers',
    isHeadersEditorEnabled: true,
    // A token is a secret: it goes with the page.
    shouldPersistHeaders: false,
    inputValueDeprecation: true,
  }),
);
