// Lets Node load the pages' scripts as a browser does: each a module, bare names by the page's import map.
import { readFileSync } from 'node:fs';

const http = new URL('../../src/http/', import.meta.url);
const page = readFileSync(new URL('dashboard/app/index.html', http), 'utf8');
const { imports } = JSON.parse(page.match(/<script type="importmap">([^]*?)<\/script>/)[1]);
const FOLDERS = { preact: 'preact', htm: 'htm' };

function vendored(name) {
  const folder = FOLDERS[name.split('/')[0]] ?? 'd3';
  return new URL(`vendor/${folder}/${imports[name].split('/').at(-1)}`, http).href;
}

export async function resolve(name, context, next) {
  return imports[name] ? { url: vendored(name), shortCircuit: true } : next(name, context);
}

export async function load(url, context, next) {
  return next(url, url.startsWith(http.href) ? { ...context, format: 'module' } : context);
}
