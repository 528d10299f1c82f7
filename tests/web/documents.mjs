// Every document that the program's own pages may ask, by its operation's name: `node tests/web/documents.mjs`
// writes them down where the program finds them.
import { readdirSync, writeFileSync } from 'node:fs';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';

const http = new URL('../../src/http/', import.meta.url);
const dashboard = new URL('dashboard/app/', http);
/** Where the program finds them. */
export const FILE = new URL('graphql/own_documents.json', http);
/** Starts the page, which needs one. */
const START = 'main.js';

/** The scripts of a folder below a page. */
export const scripts = (folder) =>
  readdirSync(fileURLToPath(folder), { recursive: true }).filter((name) => name.endsWith('.js'));

/** The documents as they stand in the scripts, sorted by name: `{name: text}`. */
export async function ownDocuments() {
  register(new URL('modules.mjs', import.meta.url));
  const addEventListener = () => {};
  globalThis.addEventListener ??= addEventListener;
  globalThis.document ??= { baseURI: 'http://localhost/', documentElement: {}, addEventListener };
  // Node waits for an open channel; a page doesn't.
  globalThis.BroadcastChannel = class extends BroadcastChannel {
    constructor(name) {
      super(name);
      this.unref();
    }
  };
  for (const name of scripts(dashboard).filter((name) => name !== START)) await import(new URL(name, dashboard));
  const { SPECS } = await import(new URL('work/specs/all.js', dashboard));
  const { documentOf } = await import(new URL('work/spec.js', dashboard));
  SPECS.forEach(documentOf);
  const { documents } = await import(new URL('documents.js', dashboard));
  const { DOCUMENTS } = await import(new URL('survey_app/app/api.js', http));
  const named = [...documents(), ...DOCUMENTS].map((text) => [/^\w+ (\w+)/.exec(text)[1], text]);
  const names = named.map(([name]) => name);
  const twice = names.filter((name, at) => names.indexOf(name) !== at);
  if (twice.length) throw new Error(`more than one document has the name ${twice}`);
  return Object.fromEntries(named.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The file's text. */
export const written = (documents) => `${JSON.stringify(documents, null, 2)}\n`;

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(FILE, written(await ownDocuments()));
