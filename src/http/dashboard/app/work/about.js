// Which thing a form is about, by the id that stands in its address.
import { gql } from '../documents.js';

const CANDIDACY = 'title area { name } round { name }';

/** `[parameter, page of work, document]`, the nearest thing first. */
export const ABOUT = [
  ['surveyId', 'survey', gql`query WorkAboutSurvey($id: ID!) { satisfactionSurvey(id: $id) {
    kind candidacy { ${CANDIDACY} } } }`],
  ['candidacyId', 'candidacy', gql`query WorkAboutCandidacy($id: ID!) { node(id: $id) {
    ... on Candidacy { ${CANDIDACY} } } }`],
  ['sessionId', 'session', gql`query WorkAboutSession($id: ID!) { councilSession(id: $id) {
    heldOn venue round { name } } }`],
  ['roundId', 'round', gql`query WorkAboutRound($id: ID!) { node(id: $id) { ... on CertificationRound { name } } }`],
];
