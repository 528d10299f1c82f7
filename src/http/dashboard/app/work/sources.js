// What forms and pages ask for again and again, and what they make of it.

import { gql } from '../documents.js';

/** A hash with ids that may hold any sign. */
export const hash = (path, params = {}) => {
  const said = Object.entries(params).filter(([, value]) => value !== undefined && value !== null);
  const query = said.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  return `#/${path}${query ? `?${query}` : ''}`;
};

/** Where a form stands. */
export const formHash = (name, params) => hash(`do/${name}`, params);

/** Where a thing's own page of work stands. */
export const pageHash = (page, id) => hash(`desk/${page}`, id === undefined ? {} : { id });

/** An area with all above it, by which a page tells whether it is the reader's. */
export const PLACE = 'code name level parent { code level parent { code level } }';

export const toSurvey = (_, loaded, params) => pageHash('survey', params.surveyId);
export const toRound = (_, loaded, params) => pageHash('round', params.roundId);
export const toCandidacy = (_, loaded, params) => pageHash('candidacy', params.candidacyId);
export const toSession = (_, loaded, params) => pageHash('session', params.sessionId);

export const OFFICE = ['COORDINATION_OFFICE'];
export const OFFICES = ['COORDINATION_OFFICE', 'ADMIN'];
export const FRONT = ['FRONT'];
export const COMMITTEES = ['COORDINATION_OFFICE', 'STEERING_COMMITTEE'];
export const SESSION_RUNNERS = ['COORDINATION_OFFICE', 'COUNCIL_MEMBER'];
export const DEPARTMENT = ['DEPARTMENT'];

/** For a page or form that needs to know nothing first. */
export const NOTHING = gql`query WorkNothing { __typename }`;
export const RULES = gql`query WorkRules { regulations { code version name validFrom validUntil } }`;
export const AREAS = gql`query WorkAreas { communes(first: 500) { nodes { code name } } }`;
export const AGENCIES = gql`query WorkAgencies { agencies { code name }
  communes(first: 500) { nodes { code name } } regulations { code version name } }`;
export const FORMS = gql`query WorkForms { questionnaires { code version title } }`;
export const ROUND = gql`query WorkRound($id: ID!) { node(id: $id) { ... on CertificationRound {
  id name year ordinal asOf
  candidacies(first: 500) { nodes { id title purpose state version area { code name } } } } }
  certificationRounds(first: 100) { nodes { id name } }
  communes(first: 500) { nodes { code name } } }`;
export const CANDIDACY = gql`query WorkCandidacy($id: ID!) { node(id: $id) { ... on Candidacy {
  id title state version area { code name }
  round { id name regulation { criteria { code number name agency } } } } }
  certificationRounds(first: 100) { nodes { id name } } }`;
export const SURVEY = gql`query WorkSurvey($id: ID!) { satisfactionSurvey(id: $id) {
  id kind state opensAt closesAt
  candidacy { id title area { code name } }
  hamlets { households mode hasRoster hamlet { id code name } }
  questionnaire { code version items { code label required overall options { code label } } } } }`;

const byId = (name) => (params) => ({ id: params[name] });
export const loadRound = { document: ROUND, variables: byId('roundId') };
export const loadCandidacy = { document: CANDIDACY, variables: byId('candidacyId') };
export const loadSurvey = { document: SURVEY, variables: byId('surveyId') };

export const regulationsOf = (loaded) => {
  const known = new Map(loaded.regulations.map(({ code, name }) => [code, name]));
  return [...known].map(([value, text]) => ({ value, text: `${text} (${value})` }));
};
export const areasOf = (loaded) =>
  loaded.communes.nodes.map(({ code, name }) => ({ value: code, text: name }));
export const agenciesOf = (loaded) =>
  loaded.agencies.map(({ code, name }) => ({ value: code, text: name }));
export const formsOf = (loaded) => {
  const known = new Map(loaded.questionnaires.map(({ code, title }) => [code, title]));
  return [...known].map(([value, text]) => ({ value, text: `${text} (${value})` }));
};
export const roundsOf = (loaded) =>
  loaded.certificationRounds.nodes.map(({ id, name }) => ({ value: id, text: name }));
export const hamletsOf = (loaded) =>
  loaded.satisfactionSurvey.hamlets.map(({ hamlet }) => ({
    value: hamlet.code,
    text: `${hamlet.name} (${hamlet.code})`,
  }));
export const itemsOf = (loaded) =>
  loaded.satisfactionSurvey.questionnaire.items.map(({ code, label }) => ({
    value: code,
    text: `${code}. ${label}`,
  }));
export const topicsOf = (loaded) => [
  ...itemsOf(loaded),
  { value: 'OTHER', pair: ['Nội dung khác', 'Something else'] },
];
export const criteriaOf = (loaded) =>
  loaded.node.round.regulation.criteria.map(({ code, name }) => ({ value: code, text: `${code}. ${name}` }));
