// Who is signed in, and how: the one file that knows. Now a token, kept until the tab is closed.
import { authorise, query } from './api.js';

const KEPT = 'longdan.token';
const listeners = new Set();
let present = null;

const VIEWER = `query DashboardViewer {
  viewer { name roles agency areas { code name level } }
}`;

const kept = () => sessionStorage.getItem(KEPT);

function change(viewer) {
  present = viewer;
  for (const listener of listeners) listener(viewer);
}

/** Whether somebody is signed in. */
export const signedIn = () => present !== null;

/** Who is signed in: `{name, roles, agency, areas}`; null where nobody is. */
export const viewer = () => present;

/** Whether the viewer has one of these roles; no role given: whether anybody is signed in. */
export const hasRole = (...roles) =>
  present !== null && (roles.length === 0 || roles.some((role) => present.roles.includes(role)));

/** What a request of this session carries in its head: for `fetch` beside the API too. */
export function headers() {
  const token = kept();
  return token ? { authorization: `Bearer ${token}` } : {};
}

/** Signs in with a token; throws ApiError where it is not taken. */
export async function signIn(token) {
  sessionStorage.setItem(KEPT, token.trim());
  try {
    const { viewer: found } = await query(VIEWER);
    if (!found) throw Object.assign(new Error('no account'), { code: 'UNAUTHENTICATED' });
    change(found);
  } catch (error) {
    sessionStorage.removeItem(KEPT);
    throw error;
  }
}

/** Forgets who was signed in, here and in what the tab keeps. */
export function signOut() {
  sessionStorage.removeItem(KEPT);
  change(null);
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

/** Takes up what the address or the tab still holds; throws ApiError where it is not taken. */
export async function resume() {
  authorise({ headers, refused: signOut });
  const token = tokenOfAddress() ?? kept();
  if (token) await signIn(token);
}
