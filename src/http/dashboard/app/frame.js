// What stands around every view: the name, the ways, the language, who is signed in.
import { hangUp } from './api.js';
import { Idle } from './idle.js';
import { Page } from './parts.js';
import { useRoute } from './route.js';
import { hasRole, signOut, viewer, whenSession } from './session.js';
import { SignIn } from './signin.js';
import { html, useEffect, useState } from './ui.js';
import { language, setLanguage, t, whenLanguage } from './words.js';

const ways = [];

/** Adds a way to the bar at the top: `{hash, label (a key of words), roles, place}`. */
export function addWay({ hash, label, roles = [], place = 50 }) {
  ways.push({ hash, label, roles, place });
  ways.sort((one, other) => one.place - other.place);
}

/** Draws anew whenever the language or the session changes. */
function useTurn() {
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const again = () => {
      hangUp();
      setTurn((before) => before + 1);
    };
    const stops = [whenLanguage(again), whenSession(again)];
    return () => stops.forEach((stop) => stop());
  }, []);
  return turn;
}

function Top({ path }) {
  const person = viewer();
  const other = language() === 'vi' ? 'en' : 'vi';
  const here = (hash) => (`#${path}` === hash ? 'page' : undefined);
  return html`<header class="top no-print">
    <a class="skip" href="#main" onClick=${skip}>${t('skip')}</a>
    <a class="brand" href="#/">${t('brand')}</a>
    ${person &&
    html`<nav aria-label=${t('ways')}>
      ${ways
        .filter(({ roles }) => hasRole(...roles))
        .map(
          ({ hash, label }) =>
            html`<a key=${hash} href=${hash} aria-current=${here(hash)}>${t(label)}</a>`,
        )}
    </nav>`}
    <div class="who">
      <button type="button" lang=${other} onClick=${() => setLanguage(other)}>
        ${t('otherLanguage')}
      </button>
      ${person &&
      html`<a class="person" href="#/desk/signins"
          >${person.name} · ${person.roles.map((role) => t(`role.${role}`)).join(', ')}</a
        >
        <button type="button" onClick=${leave}>${t('signOut')}</button>`}
    </div>
  </header>`;
}

/** Signs out; where that can't be said to the server, the page begins anew and tells why. */
const leave = () => signOut().catch(() => location.reload());

/** The address belongs to the views, so the skip link moves the focus by itself. */
function skip(event) {
  event.preventDefault();
  document.getElementById('main')?.focus();
}

function View({ route, params, query, fault }) {
  if (!route) return html`<${Page} title=${t('lost')} note=${t('lostHow')} />`;
  if (!route.open && !viewer()) return html`<${SignIn} error=${fault} />`;
  if (!route.open && !hasRole(...route.roles)) {
    return html`<${Page} title=${t(route.title)} note=${t('problem.FORBIDDEN')} />`;
  }
  const key = `${route.pattern}?${JSON.stringify(params)}`;
  return html`<${route.component} key=${key} params=${params} query=${query} />`;
}

/** The whole page; `fault` says why what the tab still held was not taken. */
export function Frame({ fault = null }) {
  useTurn();
  const { path, params, query, route } = useRoute();
  return html`<${Top} path=${path} />
    <main id="main" tabindex="-1"><${View} ...${{ route, params, query, fault }} /></main>
    <footer class="foot">${t('foot')}</footer>
    <${Idle} />`;
}
