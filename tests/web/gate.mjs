// A bad network between a phone and the server, made on purpose.
import { createServer, request } from 'node:http';
import { once } from 'node:events';

/**
 * Passes requests on. `gate.mode` says what becomes of calls of GraphQL, and in `down` of everything:
 * - `open`: they pass;
 * - `down`: connections are cut before anything passes;
 * - `deaf`: the server gets the request and the phone never gets the answer;
 * - `late`: the same, but the connection stays open until `gate.cut()`;
 * - `busy`: 503 with Retry-After.
 */
export async function gate(target) {
  const held = new Set();
  const self = { mode: 'open', submitted: [], paths: [], held, cut: () => {} };
  const server = createServer(async (incoming, outgoing) => {
    self.paths.push(incoming.url);
    if (self.mode === 'down') return incoming.socket.destroy();
    const pieces = [];
    for await (const piece of incoming) pieces.push(piece);
    const body = Buffer.concat(pieces);
    const call = incoming.method === 'POST';
    if (call && self.mode === 'busy') {
      outgoing.writeHead(503, { 'retry-after': '1' });
      return outgoing.end();
    }
    if (call && body.includes('SurveyAppSubmit')) {
      const { responses } = JSON.parse(body).variables.input;
      self.submitted.push(responses.map(({ id }) => id));
    }
    const { method, headers, url } = incoming;
    const onwards = request(new URL(url, target), { method, headers }, (answer) => {
      if (call && self.mode === 'deaf') return incoming.socket.destroy();
      if (call && self.mode === 'late') return held.add(incoming.socket);
      outgoing.writeHead(answer.statusCode, answer.rawHeaders);
      return answer.pipe(outgoing);
    });
    onwards.on('error', () => incoming.socket.destroy());
    return onwards.end(body);
  });
  self.cut = () => {
    for (const socket of held) socket.destroy();
    held.clear();
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  self.url = `http://127.0.0.1:${server.address().port}`;
  self.close = () => {
    server.closeAllConnections();
    server.close();
  };
  return self;
}
