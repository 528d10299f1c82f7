// The XForms engine of ODK Web Forms, in Node: jsdom lends it the names of a browser's window.
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

import { JSDOM } from 'jsdom';

const entry = import.meta.resolve('@getodk/xforms-engine');
const { window } = new JSDOM('<!DOCTYPE html>', { url: 'http://localhost/' });
for (const name of Object.getOwnPropertyNames(window)) {
  if (!(name in globalThis)) globalThis[name] = window[name];
}
// The engine's files and forms are the window's; what it fetches with stays Node's.
for (const name of ['Blob', 'File', 'FormData', 'Document', 'Element', 'Node', 'XMLSerializer', 'DOMParser']) {
  globalThis[name] = window[name] ?? globalThis[name];
}
globalThis.__dirname = dirname(fileURLToPath(entry));
globalThis.require = createRequire(entry);

const { loadForm } = await import('@getodk/xforms-engine');

/** A form of the server, ready to be filled. */
export async function load(text) {
  const form = await loadForm(text, { fetchFormAttachment: async () => new Response('', { status: 404 }) });
  if (form.status === 'failure') throw form.error;
  return form;
}

/** Every question and value of a filled form, by its path. */
export function leaves(node, found = new Map()) {
  for (const child of node.currentState.children ?? []) {
    found.set(child.currentState.reference, child);
    leaves(child, found);
  }
  return found;
}

/** Answers questions by their names: a choice for a list, a text for a field. */
export function fill(root, answers) {
  for (const [name, answer] of Object.entries(answers)) {
    const node = leaves(root).get(`/data/${name}`);
    if (!node) throw new Error(`no /data/${name}`);
    if (node.nodeType === 'select') node.selectValue(answer);
    else node.setValue(answer);
  }
}

/** The very file that ODK Web Forms would send, and what is wrong with it. */
export async function payload(root) {
  const made = await root.prepareInstancePayload();
  const file = made.data[0].get('xml_submission_file');
  const text = await new Promise((done, fail) => {
    const reader = new window.FileReader();
    reader.onload = () => done(reader.result);
    reader.onerror = () => fail(reader.error);
    reader.readAsText(file);
  });
  return { status: made.status, violations: made.violations, text };
}
