// Every word of the dashboard by its key, Vietnamese first; parts bring theirs with `addWords`.

const KEPT = 'longdan.language';
const WORDS = { vi: {}, en: {} };
const listeners = new Set();

const kept = () => {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
};

let chosen = kept() === 'en' ? 'en' : 'vi';

/** Adds words: `{vi: {key: text}, en: {key: text}}`; a key stands in both languages, and once. */
export function addWords({ vi, en }) {
  for (const [language, words] of Object.entries({ vi, en })) {
    for (const [key, text] of Object.entries(words)) {
      const other = language === 'vi' ? en : vi;
      if (other[key] === undefined) throw new Error(`the word ${key} stands in ${language} alone`);
      if (key in WORDS[language]) throw new Error(`the word ${key} stands twice`);
      WORDS[language][key] = text;
    }
  }
}

/** The language of the page: `vi` or `en`. */
export const language = () => chosen;

/** Chooses the language of the page, and keeps the choice. */
export function setLanguage(wanted) {
  chosen = wanted === 'en' ? 'en' : 'vi';
  try {
    localStorage.setItem(KEPT, chosen);
  } catch {
    // A browser that keeps nothing asks anew next time.
  }
  document.documentElement.lang = chosen;
  for (const listener of listeners) listener(chosen);
}

/** Calls back whenever the language changes; answers how to stop. */
export function whenLanguage(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether there is a word of this key. */
export const known = (key) => key in WORDS.vi;

/** The text of a key in the page's language, its `{places}` filled; a key without one stands itself. */
export function t(key, params = {}) {
  const text = WORDS[chosen][key];
  if (text === undefined) {
    console.error(`no word for ${key}`);
    return key;
  }
  return text.replace(/\{(\w+)\}/g, (_, name) => params[name] ?? '');
}

/** Every word, for the test that compares the languages. */
export const allWords = () => WORDS;
