// What was typed into a form and isn't taken yet: kept by this tab until it is sent, dropped, or somebody signs out.

const MARK = 'longdan.draft ';

const keyOf = (account) => `${MARK}${account} ${location.hash}`;

/** What this account typed into the form at this address: `{values, basis}`; null where there is nothing. */
export function draftOf(account) {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(account)));
  } catch {
    return null;
  }
}

/** Keeps what was typed; `basis` says what the form was filled in upon. */
export function keepDraft(account, draft) {
  try {
    sessionStorage.setItem(keyOf(account), JSON.stringify(draft));
  } catch {
    // A browser that keeps nothing, or no more: the form itself still holds it.
  }
}

/** Forgets what was typed into the form at this address. */
export function dropDraft(account) {
  try {
    sessionStorage.removeItem(keyOf(account));
  } catch {
    // Nothing was kept.
  }
}

/** Forgets all but what this account typed; null: all. Whoever sits down next finds nothing of it. */
export function dropDrafts(account = null) {
  const own = account === null ? null : `${MARK}${account} `;
  try {
    const others = Object.keys(sessionStorage).filter((key) => key.startsWith(MARK) && !(own && key.startsWith(own)));
    others.forEach((key) => sessionStorage.removeItem(key));
  } catch {
    // Nothing was kept.
  }
}

/** A short mark of data, other for other data: 32 bits of FNV-1a. */
export function markOf(data) {
  let mark = 0x811c9dc5;
  for (const character of JSON.stringify(data) ?? '') {
    mark = Math.imul(mark ^ character.codePointAt(0), 0x01000193);
  }
  return (mark >>> 0).toString(16);
}
