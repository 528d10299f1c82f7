// How residents' comments stand, topic by topic; for the Front, which alone reads them.
import { useQuery } from '../data.js';
import { gql } from '../documents.js';
import { Section, Table, unanswered } from '../parts.js';
import { html } from '../ui.js';
import { t } from '../words.js';

const TOPICS = gql`query DashboardComments($id: ID!) {
  satisfactionSurvey(id: $id) {
    id
    questionnaire { items { code label } }
    commentTopics { topic total open forwarded answered closed }
  }
}`;

/** The comments of a survey in numbers; no text is read here, since each reading is written down. */
export function Comments({ surveyId }) {
  const asked = useQuery(TOPICS, { id: surveyId });
  const survey = asked.data?.satisfactionSurvey;
  const labels = new Map(survey?.questionnaire.items.map(({ code, label }) => [code, label]));
  const name = (topic) => {
    if (topic === null) return t('comments.new');
    return topic === 'OTHER' ? t('comments.other') : `${topic} ${labels.get(topic) ?? ''}`;
  };
  const columns = [
    { key: 'topic', label: t('comments.topic'), header: true, cell: ({ topic }) => name(topic) },
    ...['total', 'open', 'forwarded', 'answered', 'closed'].map((key) => ({
      key,
      label: t(`comments.${key}`),
      className: 'number',
    })),
  ];
  return html`<${Section} title=${t('comments.title')} id="comments">
    ${unanswered(asked)}
    ${survey &&
    html`<${Table}
      caption=${t('comments.title')}
      columns=${columns}
      rows=${survey.commentTopics ?? []}
      rowKey=${({ topic }) => topic ?? 'new'}
      className="flow"
    />`}
  <//>`;
}
