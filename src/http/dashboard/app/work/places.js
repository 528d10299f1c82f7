// Where each kind of work is done.
import { gql } from '../documents.js';
import { formHash, hash, pageHash } from './sources.js';

export const TODO = gql`query WorkTodo($days: Int) { todo(dueWithinDays: $days) { kind message count dueBefore overdue
  candidacy { id title area { name } round { id name } } survey { id } webhook { id url disabledAt } } }`;

const form = (name) => ({ candidacy, survey }) =>
  formHash(name, { surveyId: survey?.id, candidacyId: survey ? undefined : candidacy.id });
const ofRound = (name) => ({ candidacy }) =>
  formHash(name, { roundId: candidacy.round.id, candidacyId: candidacy.id });
const panel = (open) => ({ survey }) => hash('desk/survey', { id: survey.id, open });

/** Where each kind of work is done. */
export const PLACES = {
  OPEN_SURVEY: form('openSurvey'),
  CLOSE_SURVEY: form('closeSurvey'),
  POST_RESULT: form('postResult'),
  ANSWER_OBJECTIONS: panel('objections'),
  CONFIRM_CORRECTIONS: panel('corrections'),
  REVIEW_RESPONSES: panel('reviews'),
  FOLLOW_UP_COMMENTS: panel('comments'),
  VERIFY_SURVEY: form('verifySurvey'),
  SUBMIT_FRONT_REPORT: ofRound('submitFrontReport'),
  APPRAISE_CRITERIA: ({ candidacy }) => formHash('recordAppraisals', { roundId: candidacy.round.id }),
  RECORD_DEBT: ofRound('recordDebtStatement'),
  READ_REVISED_REPORT: ({ candidacy }) => pageHash('candidacy', candidacy.id),
  HOLD_VOTE: ({ candidacy }) => hash('desk/round', { id: candidacy.round.id, open: 'sessions' }),
  RECORD_DECISION: ({ candidacy }) => formHash('recordDecision', { roundId: candidacy.round.id }),
  RESUME_WEBHOOK: () => pageHash('webhooks'),
};

/** What is under way now, and its pages of work: `{roles, title, document, links(data)}`. */
export const NOW = [
  {
    roles: ['FRONT'],
    title: ['Đang lấy ý kiến', 'Surveys under way'],
    document: gql`query WorkOpenSurveys { assignedSurveys { id state candidacy { area { name } } } }`,
    links: (data) => (data.assignedSurveys ?? []).map(({ id, state, candidacy }) => ({
      href: pageHash('survey', id), name: candidacy.area.name, state: ['SurveyState', state],
    })),
  },
  {
    roles: ['COORDINATION_OFFICE', 'COUNCIL_MEMBER'],
    title: ['Phiên họp hội đồng', 'Sessions of the council'],
    document: gql`query WorkOpenSessions { certificationRounds(first: 20) { nodes { name
      councilSessions { id heldOn state } } } }`,
    links: (data) => data.certificationRounds.nodes.flatMap(({ name, councilSessions }) => councilSessions
      .filter(({ state }) => state !== 'CLOSED' && state !== 'ADJOURNED')
      .map(({ id, heldOn, state }) => ({
        href: pageHash('session', id), name: `${name}, ${heldOn}`, state: ['SessionState', state],
      }))),
  },
];
