// What our pages may ask: every page under test is held to the documents that the program knows of them.
import { readFileSync } from 'node:fs';

import { FILE } from './documents.mjs';

const KNOWN = new Set(Object.values(JSON.parse(readFileSync(FILE, 'utf8'))));

/** Tells `complain` of each document that the page asks, over HTTP or its socket, and that isn't known. */
export function holdToDocuments(page, complain) {
  const hold = (document) => {
    if (document !== undefined && !KNOWN.has(document)) complain(`not in own_documents.json: ${document}`);
  };
  page.on('request', (request) => {
    const isAsked = new URL(request.url()).pathname === '/graphql' && request.method() === 'POST';
    if (isAsked) hold(request.postDataJSON().query);
  });
  page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => hold(JSON.parse(payload).payload?.query)),
  );
}
