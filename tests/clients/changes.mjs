// What changed in the API since the last release: `node tests/clients/changes.mjs` prints it for docs/api/changes.md.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';

/** The folder of the repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url));
const ROOTS = ['Query', 'Mutation', 'Subscription'];

/** A file of the repository. */
export const read = (path) => readFileSync(`${root}/${path}`, 'utf8');

/**
 * The changes that make one schema of another, those that break clients apart.
 * @param {string} before a schema in SDL
 * @param {string} after a schema in SDL
 * @returns `breaking` with the path of each, as graphql-inspector names it, and `added`: new fields of the
 *   roots, such as `Query.todo`
 */
export async function changes(before, after) {
  const all = await diff(buildSchema(before), buildSchema(after));
  const breaking = all
    .filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking)
    .map(({ path, message }) => ({ path, message }));
  const added = all
    .filter(({ type, path }) => type === 'FIELD_ADDED' && ROOTS.includes(path.split('.')[0]))
    .map(({ path }) => path);
  return { breaking, added };
}

/**
 * What is wrong with the papers about the changes.
 * @param {{ breaking: { path: string, message: string }[], added: string[] }} found what `changes` found
 * @param {{ path: string, reason: string }[]} allowed breaking changes that are meant, each with its reason
 * @param {string} page the page of changes
 * @returns {string[]} one sentence for each fault
 */
export function faults({ breaking, added }, allowed, page) {
  const paths = new Set(allowed.map(({ path }) => path));
  const broken = new Set(breaking.map(({ path }) => path));
  const told = (path) => page.includes(`\`${path}\``);
  const unnamed = breaking.filter(({ path }) => !paths.has(path));
  return [
    ...unnamed.map(({ path, message }) => `breaks clients: ${path}: ${message}`),
    ...allowed.filter(({ path }) => !broken.has(path)).map(({ path }) => `allowed, but nothing breaks: ${path}`),
    ...allowed.filter(({ reason }) => !(reason?.length > 20)).map(({ path }) => `allowed without a reason: ${path}`),
    ...[...broken, ...added].filter((path) => !told(path)).map((path) => `not in docs/api/changes.md: ${path}`),
  ];
}

/** The section of the page on what was not released yet. */
export function unreleased(page) {
  const [, section = ''] = page.split(/^## Not released yet$/m);
  return section.split(/^## /m)[0];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { breaking, added } = await changes(read('docs/api/released.graphql'), read('schema.graphql'));
  for (const path of added) console.log(`- New: \`${path}\``);
  for (const { path, message } of breaking) console.log(`- **Breaking:** \`${path}\`: ${message}.`);
}
