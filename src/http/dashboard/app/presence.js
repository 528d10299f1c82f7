// Whether somebody is there: tells the server so, warns before a session ends, and says that it has ended.
import { ask } from './api.js';

const SESSION = '/session';
/** What a person does at a page; that a page scrolls or a pointer trembles is not among it. */
const DOINGS = ['pointerdown', 'keydown', 'wheel', 'touchstart', 'input'];
/** Milliseconds before the end at which one is warned; of a short session half of it. */
const WARNED = 120_000;
/** Of the idle time, the part after which somebody who asks nothing is told of to the server. */
const TOLD_PART = 10;
/** Milliseconds until the server is asked again that did not answer. */
const AGAIN = 5_000;

const tabs = new BroadcastChannel('longdan.presence');
const listeners = new Set();
let ended = () => {};
let known = null;
let warning = null;
let acted = Date.now();
let told = 0;
let timer = null;
let telling = null;

/** Whether a request is somebody's own: they did something since the last that was. */
export function attended() {
  if (acted <= told) return false;
  told = Date.now();
  return true;
}

/** The warning that stands: `{kind: 'idle' | 'end', at}` in milliseconds of this clock; null where there is none. */
export const present = () => warning;

/** Calls back whenever a warning comes or goes; answers how to stop. */
export function whenWarned(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function warn(next) {
  if (next?.kind === warning?.kind && next?.at === warning?.at) return;
  warning = next;
  for (const listener of listeners) listener(warning);
}

const ends = () => Math.min(known.idleAt, known.endsAt);
const early = () => Math.min(WARNED, known.idle / 2);

function wait(time) {
  clearTimeout(timer);
  timer = setTimeout(look, Math.max(time, 0));
}

/** Waits for the next thing to do: to warn, or to see whether the end has come. */
function plan() {
  const now = Date.now();
  if (now < ends() - early()) {
    warn(null);
    wait(ends() - early() - now);
    return;
  }
  const kind = known.endsAt < known.idleAt ? 'end' : 'idle';
  const seen = kind === 'end' && known.seen === known.endsAt;
  warn(seen ? null : { kind, at: ends() });
  wait(ends() - now + 1_000);
}

/** What the server says of the session counts: another tab may have used it, or ended it. */
function take({ signedIn, idle, idleIn, endsIn }) {
  if (!known) return;
  if (!signedIn || idleIn === null) {
    over();
    return;
  }
  const now = Date.now();
  const endsAt = now + endsIn * 1_000;
  // The same end, told in whole seconds at different times.
  const same = Math.abs(endsAt - known.endsAt) < 2_000;
  known = { ...known, idle: idle * 1_000, idleAt: now + idleIn * 1_000, endsAt: same ? known.endsAt : endsAt };
  plan();
}

function over() {
  leave();
  ended();
}

async function look() {
  try {
    take(await ask(SESSION));
  } catch {
    wait(AGAIN);
  }
}

async function tell() {
  telling = null;
  acted = Date.now();
  try {
    const standing = await ask(SESSION, 'PUT');
    take(standing);
    tabs.postMessage(standing);
  } catch {
    // Whatever is done next tells it again, a little later.
    if (known) told = Date.now() - known.idle / TOLD_PART + AGAIN;
  }
}

/** Somebody did something: the server hears of it with the next request, or soon by itself. */
function act() {
  acted = Date.now();
  if (!known || warning || telling) return;
  const due = told + known.idle / TOLD_PART - acted;
  telling = setTimeout(() => acted > told && known ? tell() : (telling = null), Math.max(due, 0));
}

/** Begins to watch over a session that the server told of; `gone` is called once it has ended. */
export function begin(standing, gone) {
  ended = gone;
  known = { idle: 0, idleAt: 0, endsAt: 0, seen: null };
  take(standing);
}

/** Ceases to watch: nobody is signed in any longer. */
export function leave() {
  clearTimeout(timer);
  clearTimeout(telling);
  telling = null;
  known = null;
  warn(null);
}

/** Stays signed in; of a session that ends in any case the warning has been seen. */
export async function stay() {
  if (warning?.kind === 'end') {
    known.seen = known.endsAt;
    plan();
    return;
  }
  await tell();
}

for (const doing of DOINGS) addEventListener(doing, act, { capture: true, passive: true });
// A computer that slept has let the time go by.
document.addEventListener('visibilitychange', () => {
  if (known && document.visibilityState === 'visible' && Date.now() >= ends() - early()) look();
});
tabs.onmessage = ({ data }) => take(data);
