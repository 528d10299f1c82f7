// Who is signed in, and how: the one file that knows. A cookie that no script reads holds the session.
import { ask, authorise, query } from './api.js';
import { gql } from './documents.js';
import { dropDrafts } from './drafts.js';
import { attended, begin, leave } from './presence.js';

const SESSION = '/session';
const listeners = new Set();
// All tabs share the cookie: none may go on showing what somebody else was allowed to see.
const tabs = new BroadcastChannel('longdan.session');
let present = null;
let lost = false;
let known = { token: true, oidc: false };

const VIEWER = gql`query DashboardViewer {
  viewer { name roles agency areas { code name level } }
}`;

function change(viewer, ended = false) {
  lost = ended && (present !== null || lost);
  present = viewer;
  if (!viewer) leave();
  for (const listener of listeners) listener(viewer);
}

/** Whether somebody is signed in. */
export const signedIn = () => present !== null;

/** Whether a session ended that nobody here has ended: idle, or elsewhere. */
export const wasEnded = () => lost;

/** Who is signed in: `{name, roles, agency, areas}`; null where nobody is. */
export const viewer = () => present;

/** Whether the viewer has one of these roles; no role given: whether anybody is signed in. */
export const hasRole = (...roles) =>
  present !== null && (roles.length === 0 || roles.some((role) => present.roles.includes(role)));

/** The ways to sign in that this server has: `{token, oidc}`. */
export const waysIn = () => known;

/**
 * What a request carries beside the cookie: what no other site's form can send, and whether the page asks by itself.
 * A look (GET) never counts as somebody's doing.
 */
export const headers = (method = 'POST') => ({
  'graphql-require-preflight': 'longdan',
  ...(method !== 'GET' && !attended() && { 'longdan-unattended': '1' }),
});

const ended = () => change(null, true);

async function meet(standing) {
  const { viewer: found } = await query(VIEWER);
  if (!found) throw Object.assign(new Error('no account'), { code: 'UNAUTHENTICATED' });
  dropDrafts(found.name);
  begin(standing, ended);
  change(found);
}

/** Signs in with a token; throws ApiError where it is not taken. */
export async function signIn(token) {
  const standing = await ask(SESSION, 'POST', { token: token.trim() });
  tabs.postMessage('in');
  await meet(standing);
}

/** Ends the session, also at the provider of identities where one began it; throws ApiError. */
export async function signOut() {
  const { endSession } = await ask(SESSION, 'DELETE');
  dropDrafts();
  tabs.postMessage('out');
  change(null);
  if (endSession) location.assign(endSession);
}

/** Calls back with the viewer, or null, whenever somebody signs in or out; answers how to stop. */
export function whenSession(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A token in the address (`#token=`) is taken out of it at once: addresses are handed on. */
function tokenOfAddress() {
  const found = /^#token=([^&]+)/.exec(location.hash);
  if (!found) return null;
  history.replaceState(null, '', `${location.pathname}#/`);
  return decodeURIComponent(found[1]);
}

/** Takes up the session of this browser, or the token in the address; throws ApiError where that is not taken. */
export async function resume() {
  authorise({ headers, refused: ended });
  tabs.onmessage = () => location.reload();
  const token = tokenOfAddress();
  const standing = await ask(SESSION);
  known = standing.ways;
  if (token) await signIn(token);
  else if (standing.signedIn) await meet(standing);
}
