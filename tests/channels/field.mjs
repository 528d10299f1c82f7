// A field simulation on both databases, with the server killed in the middle, again and again:
// `node tests/channels/field.mjs [--kills N] [--only sqlite|postgresql] [FLAGS OF longdan simulate…]`.
//
// Without flags of simulate it runs small. The second database is on the PostgreSQL server that
// LONGDAN_TEST_POSTGRES_URL names, where it names one. docs/reliability.md tells what it is for.
import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';

import { ask } from '../web/graphql.mjs';
import { program } from '../web/program.mjs';
import { Place } from './server.mjs';
import { opened } from './survey.mjs';

const HAMLETS = 20;
const ON_PAPER = 4;
const HOUSEHOLDS = 3000;
/** What is simulated where no flag says otherwise. */
const BAD = {
  phones: 40,
  responses: 1000,
  batch: 20,
  openrosa: 40,
  unsent: 10,
  lost: 10,
  overtaken: 10,
  crashes: 5,
  'wrong-clocks': 10,
  rivals: 3,
  tries: 1000,
};
const COLLECTED = 'query($id: ID!) { satisfactionSurvey(id: $id) { approval { collected byRecord } } }';

/** How many forms from phones the server counts; null while it is away. */
async function counted(place, { front, survey }) {
  try {
    const { satisfactionSurvey } = await ask(place.url, front, COLLECTED, { id: survey });
    return satisfactionSurvey.approval.collected - satisfactionSurvey.approval.byRecord;
  } catch {
    return null;
  }
}

/** Starts the simulation; `ended` gives its report and exit code. */
function simulate(place, made, flags) {
  const words = ['simulate', '--url', place.url, '--token', made.collector, '--reader-token', made.front, '--json'];
  words.push('--first-typist', made.typists[0], '--second-typist', made.typists[1], ...flags);
  const child = spawn(program(), words, { env: place.settings(), stdio: ['ignore', 'pipe', 'inherit'] });
  const self = { running: true };
  self.ended = new Promise((done) => {
    let text = '';
    child.stdout.on('data', (piece) => {
      text += piece;
    });
    child.once('close', (code) => {
      self.running = false;
      done({ code, text });
    });
  });
  return self;
}

/** Kills the server each time that so many more forms were counted, and starts it again. */
async function killed(place, made, run, kills, responses) {
  let done = 0;
  while (run.running && done < kills) {
    const forms = await counted(place, made);
    if (run.running && forms !== null && forms >= (responses * (done + 1)) / (kills + 2)) {
      await place.kill();
      await place.serve();
      done += 1;
    } else await pause(50);
  }
  return done;
}

/** Whether everything agrees when the server's own program counts it again. */
function verified(place) {
  try {
    console.log(place.run('verify'));
    return true;
  } catch (fault) {
    console.log(fault.stdout);
    return false;
  }
}

async function runOn(postgres, kills, flags) {
  const place = new Place(postgres);
  try {
    const modes = Array.from({ length: HAMLETS }, (_, at) => (at < HAMLETS - ON_PAPER ? 'HOUSE_VISITS' : 'COUNT_RECORD'));
    const made = await opened(place, modes, HOUSEHOLDS);
    const responses = Number(flags[flags.indexOf('--responses') + 1]);
    const run = simulate(place, made, flags);
    const [done, { code, text }] = [await killed(place, made, run, kills, responses), await run.ended];
    const { expected, reported, differences, ...told } = JSON.parse(text);
    const { responded: all, collected, spoilt, byRecord, setAside } = reported[made.survey];
    const figures = { compared: Object.keys(expected[made.survey]).length, all, collected, spoilt, byRecord, setAside };
    console.log(JSON.stringify({ kills: done, code, ...told, figures, differences }, null, 1));
    return verified(place) && code === 0 && done === kills ? 0 : 1;
  } finally {
    await place.end();
  }
}

const words = process.argv.slice(2);
/** Takes one of our own flags out of the words. */
const own = (flag, otherwise) => {
  const at = words.indexOf(flag);
  return at < 0 ? otherwise : words.splice(at, 2)[1];
};
const kills = Number(own('--kills', 3));
const only = own('--only', '');
const flags = [...words];
for (const [flag, value] of Object.entries(BAD)) {
  if (!flags.includes(`--${flag}`)) flags.push(`--${flag}`, String(value));
}
const postgres = process.env.LONGDAN_TEST_POSTGRES_URL;
const servers = { sqlite: undefined, ...(postgres && { postgresql: postgres }) };
for (const [name, server] of Object.entries(servers)) {
  if (only && only !== name) continue;
  console.log(`# on ${name}`);
  process.exitCode = (await runOn(server, kills, flags)) || process.exitCode;
}
