// Every mutation that a person makes, and those that none makes here, each with the reason.
import { ACCESS } from './access.js';
import { BALLOTS } from './ballots.js';
import { POSTING, REPORTS, VERIFYING } from './checking.js';
import { COLLECTING } from './collecting.js';
import { COMMENTS, CORRECTIONS } from './corrections.js';
import { COUNCIL } from './council.js';
import { APPRAISALS, DOSSIERS } from './dossiers.js';
import { PRIVACY } from './privacy.js';
import { RECORDS_SPECS } from './records.js';
import { DECIDED, ROUNDS } from './rounds.js';
import { SURVEYS } from './surveys.js';
import { PRODUCTS, TASKS } from './tasks.js';
import { WEBHOOKS } from './webhooks.js';

export const SPECS = [
  ROUNDS, SURVEYS, COLLECTING, RECORDS_SPECS, CORRECTIONS, COMMENTS, POSTING, VERIFYING, REPORTS,
  APPRAISALS, DOSSIERS, COUNCIL, BALLOTS, DECIDED, TASKS, PRODUCTS, PRIVACY, ACCESS, WEBHOOKS,
].flat();

const named = new Map(SPECS.map((spec) => [spec.name, spec]));
export const specOf = (name) => named.get(name);

/** Mutations that no person makes at a dashboard. */
export const NOT_HERE = {
  submitResponses: 'phones and the survey app send forms; a form that is put right goes by amendResponse',
  openInvitation: 'a household opens its invitation in the survey app, without an account',
  answerInvitation: 'a household answers its invitation in the survey app, without an account',
};
