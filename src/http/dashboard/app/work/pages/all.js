// Every page of work by its name in the address.
import { ACCOUNTS_PAGE, SIGN_INS_PAGE } from './access.js';
import { COUNCIL_PAGE, SESSION_PAGE } from './council.js';
import { CANDIDACY_PAGE, ROUNDS_PAGE, ROUND_PAGE } from './rounds.js';
import { SURVEY_PAGE } from './survey.js';
import { PRIVACY_PAGE, PRODUCTS_PAGE, TASKS_PAGE } from './tasks.js';
import { WEBHOOKS_PAGE } from './webhooks.js';

export const PAGES = [
  ROUNDS_PAGE, ROUND_PAGE, CANDIDACY_PAGE, SURVEY_PAGE, SESSION_PAGE, COUNCIL_PAGE, TASKS_PAGE,
  PRODUCTS_PAGE, PRIVACY_PAGE, ACCOUNTS_PAGE, SIGN_INS_PAGE, WEBHOOKS_PAGE,
];

const named = new Map(PAGES.map((page) => [page.key, page]));
export const pageOf = (key) => named.get(key);
