// Every document that the dashboard may ask. The tag keeps them in mind, so that they can be listed before
// any is asked: a server that runs nothing but trusted documents takes the dashboard's (tests/web/documents.mjs).

const known = new Set();

/** A document of GraphQL: gql`query …`. */
export function gql(texts, ...values) {
  const document = String.raw({ raw: texts }, ...values);
  known.add(document);
  return document;
}

/** The documents of all modules that were loaded so far. */
export const documents = () => [...known];
