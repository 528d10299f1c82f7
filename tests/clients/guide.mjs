// Reads the examples out of the pages of docs/api, and holds answers against them.
//
// An example is a block ```graphql, then, where it has variables, a block ```json variables, then a block
// ```json answer, with the HTTP status behind it where that is not 200. Or it is a block ```sh with a curl
// command whose output the block ```json answer tells. The first lines may say "# Token: KEY" (a key of the
// demo; $TOKEN of a command) and "# Language: vi". In answers:
//   "…"       stands for any value that is not null; as the last entry of a list, for any number of more
//   "<name>"  stands for any text, the same wherever the page says it; variables may use it afterwards
// `extensions` of a whole answer and `locations` of an error are compared only where the page tells them.

/** What may be left out of a told answer, by a pattern of where it stands. */
const LEFT_OUT = /^answer(\.extensions|\.errors\[\d+\]\.locations)$/;
const FENCE = /^```(\w+)(?: (.*))?\n([\s\S]*?)^```$/gm;

/** All fenced blocks of a page: language, what stands behind it, text, and line of the opening. */
function blocks(page) {
  return [...page.matchAll(FENCE)].map(({ 1: language, 2: info = '', 3: text, index }) => {
    return { language, info, text, line: page.slice(0, index).split('\n').length };
  });
}

function json({ text, line }) {
  try {
    return JSON.parse(text);
  } catch (fault) {
    throw new Error(`line ${line}: ${fault.message}`, { cause: fault });
  }
}

function begun({ language: kind, text, line }) {
  const [, token = null] = text.match(/^# Token: (\S+)$/m) ?? [];
  const [, language = 'en'] = text.match(/^# Language: (\S+)$/m) ?? [];
  return { line, [kind === 'sh' ? 'command' : 'query']: text, token, language, variables: {} };
}

/**
 * The examples of a page; each has a query or a command.
 * @param {string} page its Markdown
 * @returns {{ line: number, query?: string, command?: string, token: string | null, language: string,
 *   variables: object, status: number, answer: object }[]}
 */
export function examples(page) {
  const found = [];
  let open = null;
  for (const block of blocks(page)) {
    if (block.language === 'graphql' || (block.language === 'sh' && block.text.includes('curl '))) {
      if (open) throw new Error(`line ${open.line}: a query without an answer`);
      open = begun(block);
    } else if (block.language === 'json' && block.info === 'variables') {
      if (!open) throw new Error(`line ${block.line}: variables without a query`);
      open.variables = json(block);
    } else if (block.language === 'json' && block.info.startsWith('answer')) {
      if (!open) throw new Error(`line ${block.line}: an answer without a query`);
      const status = Number(block.info.split(' ')[1] ?? 200);
      found.push({ ...open, status, answer: json(block) });
      open = null;
    } else if (block.language === 'json') {
      throw new Error(`line ${block.line}: neither variables nor an answer`);
    }
  }
  if (open) throw new Error(`line ${open.line}: a query without an answer`);
  return found;
}

/** A value with what `bound` holds in place of "<name>". */
export function filled(value, bound) {
  if (Array.isArray(value)) return value.map((entry) => filled(entry, bound));
  if (value && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, filled(entry, bound)]));
  }
  if (typeof value !== 'string') return value;
  return value.replace(/<(\w+)>/g, (text, name) => {
    if (!bound.has(name)) throw new Error(`${text} was in no answer above`);
    return bound.get(name);
  });
}

function listFaults(wanted, got, bound, path) {
  if (!Array.isArray(got)) return [`${path}: a list`];
  const open = wanted.at(-1) === '…';
  const firm = open ? wanted.slice(0, -1) : wanted;
  if (open ? got.length < firm.length : got.length !== firm.length) {
    return [`${path}: ${firm.length} entries, not ${got.length}`];
  }
  return firm.flatMap((entry, index) => faults(entry, got[index], bound, `${path}[${index}]`));
}

function objectFaults(wanted, got, bound, path) {
  if (!got || typeof got !== 'object' || Array.isArray(got)) return [`${path}: an object`];
  const keys = new Set([...Object.keys(wanted), ...Object.keys(got)]);
  return [...keys].flatMap((key) => {
    if (!(key in got)) return [`${path}.${key}: is not there`];
    const place = `${path}.${key}`;
    if (key in wanted) return faults(wanted[key], got[key], bound, place);
    return LEFT_OUT.test(place) ? [] : [`${place}: ${JSON.stringify(got[key])} is not told`];
  });
}

/**
 * Where an answer differs from the one that a page tells.
 * @param {unknown} wanted what the page says
 * @param {unknown} got what the server said
 * @param {Map<string, string>} bound what "<name>" stands for on this page; grows
 * @returns {string[]} one line for each difference
 */
export function faults(wanted, got, bound, path = 'answer') {
  if (Array.isArray(wanted)) return listFaults(wanted, got, bound, path);
  if (wanted && typeof wanted === 'object') return objectFaults(wanted, got, bound, path);
  if (wanted === '…') return got === null || got === undefined ? [`${path}: something, not null`] : [];
  const [, name] = typeof wanted === 'string' ? (wanted.match(/^<(\w+)>$/) ?? []) : [];
  if (!name) return wanted === got ? [] : [`${path}: ${JSON.stringify(wanted)}, not ${JSON.stringify(got)}`];
  if (typeof got !== 'string' || !got) return [`${path}: a text, not ${JSON.stringify(got)}`];
  if (!bound.has(name)) bound.set(name, got);
  return bound.get(name) === got ? [] : [`${path}: the same <${name}>`];
}
