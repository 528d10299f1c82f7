// A candidacy: what its residents said, what its dossier holds, what it still lacks; live.
import { useLive, useQuery } from '../data.js';
import { gql } from '../documents.js';
import { Bar, Day, Facts, Gaps, Instant, Live, Page, Percent, Section, Stage, unanswered } from '../parts.js';
import { addRoute, link } from '../route.js';
import { hasRole } from '../session.js';
import { html } from '../ui.js';
import { t } from '../words.js';
import { Comments } from './comments.js';
import { DirectCheck } from './direct_check.js';
import { Checks, Dossier } from './dossier.js';
import { History } from './history.js';
import { Communes, HAMLETS, Hamlets, ITEMS, Items } from './items.js';
import { OverTime } from './over_time.js';
import { ApprovalBar, CoverageBar, check } from './round.js';
import { TakeAway, papers } from './take_away.js';

const SHARE = 'share { count base of percent }';
const SURVEY = `
  id kind state version opensAt closesAt publishedOn
  coverage { met required exceedsHouseholds ${SHARE} }
  approval {
    stage asOf revision met required collected spoilt byRecord valid satisfied notSatisfied otherOpinion
    ${SHARE} ofHouseholds { count base of percent } withheldItems ${ITEMS}
  }
  approvalWithheld
  ${HAMLETS}
`;

const CANDIDACY = gql`query DashboardCandidacy($id: ID!) {
  node(id: $id) {
    ... on Candidacy {
      id title purpose state simulated
      area { code name level parent { code name } }
      round { id year ordinal name }
      readiness {
        ready
        checks { code status severity required actual message legalBasis confirmed }
      }
      surveys(kind: COLLECTION) {
        ${SURVEY}
        byCommune { withheld commune { code name } coverage { met required ${SHARE} } approval { stage met required ${SHARE} } }
        postings { revision from days required overOn state }
      }
      vote { closed passed heldOn session { id } }
      decision { number decidedOn signer outcome reason }
      deferral { reason successor { id round { name } } }
      deferredFrom { id round { name } }
    }
  }
}`;

const PROGRESS = gql`subscription DashboardSurveyProgress($surveyId: ID!) {
  surveyProgress(surveyId: $surveyId) {
    ${SURVEY}
    candidacy {
      readiness {
        ready
        checks { code status severity required actual message legalBasis confirmed }
      }
    }
  }
}`;

/** The candidacy with what the subscription brought: the survey's figures and the checks. */
function followed(data, { candidacy, ...survey }) {
  const [before] = data.node.surveys;
  if (before?.id !== survey.id) return data;
  return {
    node: { ...data.node, readiness: candidacy.readiness, surveys: [{ ...before, ...survey }] },
  };
}

function Figures({ candidacy, survey }) {
  const approval = survey?.approval;
  if (!survey) return html`<${Section} title=${t('figures.title')}><p class="faint">${t('figures.none')}</p><//>`;
  const line = { ...candidacy, approval };
  return html`<${Section}
    title=${t('figures.title')}
    id="figures"
    aside=${approval && html`<p><${Stage} stage=${approval.stage} />${' '}${t('figures.asOf')} <${Instant} value=${approval.asOf} /></p>`}
  >
    <${Facts}
      rows=${[
        [t('figures.survey'), html`${t(`surveyState.${survey.state}`)}`],
        [t('figures.window'), html`<${Instant} value=${survey.opensAt} /> – <${Instant} value=${survey.closesAt} />`],
        [t('round.coverage'), html`<${CoverageBar} candidacy=${candidacy} />`],
        [t('round.approval'), html`<${ApprovalBar} candidacy=${line} />`],
        [t('figures.ofHouseholds'), html`<${Percent} share=${approval?.ofHouseholds} />`],
        ...(approval ? counts(approval) : [[t('figures.counts'), t(survey.approvalWithheld ? 'figures.withheld' : 'notYet')]]),
        ...survey.postings.map((posting) => [
          t('figures.posted', { revision: posting.revision }),
          html`${t('figures.days', { days: posting.days, required: posting.required })}, ${t('figures.from')}${' '}
            <${Day} value=${posting.from} />`,
        ]),
      ]}
    />
  <//>`;
}

const counts = (approval) => [
  [t('figures.collected'), t('figures.collectedOf', approval)],
  [t('figures.answers'), t('figures.answersOf', approval)],
];

function Outcome({ candidacy }) {
  const { vote, decision, deferral, deferredFrom } = candidacy;
  const rows = [
    vote && [
      t('outcome.vote'),
      html`${t(vote.closed ? (vote.passed ? 'outcome.passed' : 'outcome.failed') : 'outcome.open')}
        ${vote.session && html`${' '}<a href=${link(`/session/${vote.session.id}`)}>${t('outcome.session')}</a>`}`,
    ],
    decision && [
      t('outcome.decision'),
      html`${t(`outcome.${decision.outcome}`)}: ${decision.number}, <${Day} value=${decision.decidedOn} />,
        ${' '}${decision.signer}${decision.reason && html`<div>${decision.reason}</div>`}`,
    ],
    deferral && [
      t('outcome.deferral'),
      html`${deferral.reason}
        ${deferral.successor &&
        html`${' '}<a href=${link(`/candidacy/${deferral.successor.id}`)}>${deferral.successor.round.name}</a>`}`,
    ],
    deferredFrom && [
      t('outcome.deferredFrom'),
      html`<a href=${link(`/candidacy/${deferredFrom.id}`)}>${deferredFrom.round.name}</a>`,
    ],
  ].filter(Boolean);
  if (rows.length === 0) return null;
  return html`<${Section} title=${t('outcome.title')}><${Facts} rows=${rows} /><//>`;
}

/** The survey whose result is frozen and may be read; of another there is no count record. */
const frozen = (survey) => (survey?.approval && survey.approval.stage !== 'PROVISIONAL' ? survey.id : null);

function Candidacy({ params: { id } }) {
  const asked = useQuery(CANDIDACY, { id });
  const candidacy = asked.data?.node;
  const survey = candidacy?.surveys?.[0];
  const moves = survey && survey.state !== 'VERIFIED';
  const live = useLive(PROGRESS, moves ? { surveyId: survey.id } : null, ({ surveyProgress }) =>
    asked.change((data) => followed(data, surveyProgress)),
  );
  const waiting = unanswered(asked);
  if (waiting || !candidacy?.area) {
    return html`<${Page} title=${t('candidacy.title')}>${waiting ?? html`<p>${t('problem.NOT_FOUND')}</p>`}<//>`;
  }
  const { area, round } = candidacy;
  const actions = html`<${Live} state=${live} />
    <a class="button" href=${link('/desk/candidacy', { id: candidacy.id })}>${t('work.here')}</a>
    <button type="button" onClick=${() => window.print()}>${t('print')}</button>
    <${TakeAway} links=${papers([['count-record', { survey: frozen(survey) }]])} />`;
  return html`<${Page}
    title=${area.name}
    trail=${[
      { href: '#/rounds', label: t('rounds.title') },
      { href: link(`/round/${round.year}/${round.ordinal}`), label: round.name },
    ]}
    note=${[
      area.parent?.name,
      t(`title.${candidacy.title}`),
      t(`purpose.${candidacy.purpose}`),
      t(`state.${candidacy.state}`),
      candidacy.simulated && t('simulated'),
    ]
      .filter(Boolean)
      .join(' · ')}
    actions=${actions}
  >
    <${Gaps} faults=${asked.faults} />
    <${Checks} readiness=${candidacy.readiness} />
    <${Figures} candidacy=${candidacy} survey=${survey} />
    ${survey?.approval && html`<${Items} approval=${survey.approval} unsure=${check(candidacy, 'EACH_ITEM')?.confirmed === false} />`}
    ${survey?.byCommune?.length > 1 && html`<${Communes} byCommune=${survey.byCommune} />`}
    ${survey?.byHamlet?.length > 0 && html`<${Hamlets} survey=${survey} />`}
    ${survey?.coverage && html`<${OverTime} surveyId=${survey.id} version=${survey.version} />`}
    <${DirectCheck} id=${id} />
    ${survey && hasRole('FRONT') && html`<${Comments} surveyId=${survey.id} />`}
    <${Dossier} id=${id} />
    <${Outcome} candidacy=${candidacy} />
    <${History} id=${id} />
  <//>`;
}

addRoute('/candidacy/:id', Candidacy, { title: 'candidacy.title' });
