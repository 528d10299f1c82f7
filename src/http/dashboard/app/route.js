// Which view the address asks for: `#/round/2019/1?district=436&sort=approval`.
import { useEffect, useState } from './ui.js';

const routes = [];
const listeners = new Set();

/**
 * Adds a view. `pattern` such as `/round/:year/:ordinal`; `title` is a key of words, `roles` says
 * who may see it, `open` that nobody need sign in.
 */
export function addRoute(pattern, component, { title, roles = [], open = false } = {}) {
  const parts = pattern.split('/').filter(Boolean);
  const route = { pattern, parts, component, title, roles, open };
  const before = routes.findIndex((other) => other.pattern === pattern);
  if (before < 0) routes.push(route);
  else routes[before] = route;
}

function match(route, parts) {
  if (route.parts.length !== parts.length) return null;
  const params = {};
  for (const [at, part] of route.parts.entries()) {
    if (part.startsWith(':')) params[part.slice(1)] = parts[at];
    else if (part !== parts[at]) return null;
  }
  return params;
}

const decoded = (text) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** What the address asks for now: `{path, params, query, route}`; `route` null where there is none. */
export function present() {
  const [path, search = ''] = location.hash.replace(/^#/, '').split('?', 2);
  const parts = path.split('/').filter(Boolean).map(decoded);
  const query = Object.fromEntries(new URLSearchParams(search));
  for (const route of routes) {
    const params = match(route, parts);
    if (params) return { path: `/${parts.join('/')}`, params, query, route };
  }
  return { path: `/${parts.join('/')}`, params: {}, query, route: null };
}

/** The link of a view: `link('/round/2019/1', {sort: 'approval'})`; what is empty is left out. */
export function link(path, query = {}) {
  const filled = Object.entries(query).filter(([, value]) => value !== '' && value != null);
  const search = new URLSearchParams(filled).toString();
  return `#${path}${search ? `?${search}` : ''}`;
}

/** Goes to a view by its link. */
export function go(hash) {
  location.hash = hash.replace(/^#?/, '#');
}

/** Changes a part of the view's state in the address, without a step of its own in the history. */
export function setQuery(patch) {
  const { path, query } = present();
  history.replaceState(history.state, '', link(path, { ...query, ...patch }));
  for (const listener of listeners) listener();
}

/** What the address asks for, as it changes: `{path, params, query, route}`. */
export function useRoute() {
  const [now, setNow] = useState(present);
  useEffect(() => {
    const changed = () => setNow(present());
    listeners.add(changed);
    window.addEventListener('hashchange', changed);
    return () => {
      listeners.delete(changed);
      window.removeEventListener('hashchange', changed);
    };
  }, []);
  return now;
}
