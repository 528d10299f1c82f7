// What is put right among answers, each seen by a second account, and what residents remarked.
import { gql } from '../../documents.js';
import { instant as instantOf } from '../../format.js';
import { word } from '../say.js';
import {
  FRONT, hamletsOf, topicsOf, toSurvey,
} from '../sources.js';
import { choice, day, flag, given, group, instant, longtext, made, many, opt, pick, rows, text } from '../spec.js';
import { toLocal } from '../values.js';

const uuid = () => crypto.randomUUID();
const responseId = text('responseId', {
  label: ['Mã phiếu', "The form's id"],
  start: (d, p) => p.responseId ?? '',
});
const reviewable = (d) => d.satisfactionSurvey.reviews.nodes
  .filter(({ state }) => state !== 'VOIDED')
  .map((one) => ({
    value: one.responseId,
    text: `${instantOf(one.collectedAt)} · ${one.hamlet.name} · ${one.collector} · ${word('ReviewState', one.state)}`,
  }));

/** What the form that is amended said. */
const earlier = (name) => (d) => d.response?.[name] ?? '';
const answerOf = (d, item) => d.response?.answers.find((one) => one.item.code === item);

export const CORRECTIONS = [
  {
    name: 'voidResponse',
    select: 'survey { id }',
    roles: FRONT,
    title: ['Loại phiếu', 'Void a form'],
    fields: [given('surveyId'), responseId, longtext('reason')],
    sure: [
      'Phiếu không được tính nữa nhưng vẫn lưu; hộ được trả lời lại. Tài khoản thứ hai phải xác nhận.',
      'The form is counted no more and is kept; its household may answer again. A second account confirms it.',
    ],
    danger: true,
    after: toSurvey,
  },
  {
    name: 'resolveConflict',
    select: 'correction { number }',
    roles: FRONT,
    title: ['Chọn phiếu', 'Choose between forms'],
    fields: [
      given('surveyId'),
      responseId,
      pick('choice', 'ConflictChoice', { label: ['Lựa chọn', 'Choice'] }),
      longtext('reason'),
    ],
    sure: [
      'Sau khi chốt, lựa chọn này tạo một lần chốt mới. Tài khoản thứ hai phải xác nhận.',
      'From CLOSED on it makes a new frozen result. A second account confirms it.',
    ],
    after: toSurvey,
  },
  {
    name: 'confirmCorrection',
    select: 'correction { number }',
    roles: FRONT,
    title: ['Xác nhận hiệu chỉnh', 'Confirm the correction'],
    fields: [given('surveyId'), given('number', (d, p) => Number(p.number))],
    sure: ['Hiệu chỉnh do tài khoản khác thực hiện được xác nhận.', "Another account's correction is confirmed."],
    after: toSurvey,
  },
  {
    name: 'confirmCorrections',
    select: 'survey { id }',
    roles: FRONT,
    title: ['Xác nhận nhiều hiệu chỉnh', 'Confirm corrections'],
    load: {
      document: gql`query WorkCorrections($id: ID!) { satisfactionSurvey(id: $id) { id
        corrections(first: 200, unconfirmed: true) { nodes { number kind reason madeBy } } } }`,
      variables: (p) => ({ id: p.surveyId }),
    },
    fields: [
      given('surveyId'),
      {
        name: 'numbers', kind: 'many', numbers: true, label: ['Các hiệu chỉnh', 'Corrections'],
        options: (d) => d.satisfactionSurvey.corrections.nodes.map((one) => ({
          value: String(one.number), text: `${one.number}. ${one.reason} (${one.madeBy})`,
        })),
      },
    ],
    after: toSurvey,
  },
  {
    name: 'reviewResponses',
    select: 'survey { id }',
    roles: FRONT,
    title: ['Rà soát phiếu', 'Review forms'],
    load: {
      document: gql`query WorkReviewable($id: ID!, $after: String) { satisfactionSurvey(id: $id) { id
        reviews(first: 500, after: $after) { pageInfo { hasNextPage endCursor }
          nodes { responseId collectedAt collector state hamlet { name } } } } }`,
      variables: (p) => ({ id: p.surveyId }),
      connection: (d) => d.satisfactionSurvey?.reviews,
    },
    lead: ['Phiếu còn nghi vấn vẫn được tính và chặn việc thẩm tra.', 'A form in question still counts, and holds up verification.'],
    fields: [
      given('surveyId'),
      many('responseIds', reviewable, {
        label: ['Các phiếu', 'Forms'],
        start: (d, p) => (p.responseIds ?? '').split(',').filter(Boolean),
      }),
      pick('state', 'ReviewState', { label: ['Trạng thái', 'Put to'] }),
      longtext('reason'),
    ],
    sure: ['Loại phiếu có hiệu lực ngay; tài khoản thứ hai phải xác nhận.', 'A void acts at once; a second account confirms it.'],
    after: toSurvey,
  },
  {
    name: 'amendResponse',
    select: 'correction { number }',
    roles: FRONT,
    title: ['Sửa phiếu đã gửi', 'Amend a form'],
    lead: [
      'Phiếu hiện ra như đã gửi; sửa những chỗ sai. Phiếu cũ bị loại và vẫn lưu; tài khoản thứ hai phải xác nhận.',
      'The form as it was sent: put right what is wrong. The earlier one is voided and kept; a second account confirms it.',
    ],
    load: {
      document: gql`query WorkAmend($surveyId: ID!, $nodeId: ID!, $isNamed: Boolean!) {
        satisfactionSurvey(id: $surveyId) { id hamlets { hamlet { code name } }
          questionnaire { items { code label options { code label } } } }
        response: node(id: $nodeId) @include(if: $isNamed) { ... on SurveyResponse {
          householdCode collectedAt spoilt comment hamlet { code }
          answers { item { code } option { code } reason } } } }`,
      variables: (p) => ({ surveyId: p.surveyId, nodeId: p.nodeId ?? '', isNamed: Boolean(p.nodeId) }),
    },
    fleeting: true,
    fields: [
      given('surveyId'),
      text('replaces', { label: ['Mã phiếu được thay', 'The form that is replaced'], start: (d, p) => p.responseId ?? '' }),
      group('response', 'SurveyResponseInput', [
        made('id', { make: uuid }),
        choice('hamletCode', hamletsOf, { label: ['Thôn', 'Hamlet'], start: (d) => d.response?.hamlet.code ?? '' }),
        text('householdCode', { label: ['Mã hộ', "The household's code"], start: earlier('householdCode') }),
        instant('collectedAt', {
          label: ['Thời điểm lấy phiếu', 'Collected at'],
          start: (d) => toLocal(d.response?.collectedAt),
        }),
        flag('spoilt', { label: ['Phiếu không hợp lệ', 'Spoilt'], start: (d) => (d.response?.spoilt ? 'yes' : 'no') }),
        rows('answers', 'AnswerInput', [
          given('item', (d, p, row) => row.item),
          choice('choice', (d, p, row) => row.options, {
            label: ['Trả lời', 'Answer'],
            hint: ['Bỏ trống: không trả lời.', 'Empty: not answered.'],
          }),
          opt(text('reason')),
        ], {
          label: ['Các câu trả lời', 'Answers'],
          fixed: true,
          mayBeEmpty: true,
          start: (d) => d.satisfactionSurvey.questionnaire.items.map(({ code, label, options }) => ({
            item: code,
            label,
            choice: answerOf(d, code)?.option.code ?? '',
            reason: answerOf(d, code)?.reason ?? '',
            options: options.map((one) => ({ value: one.code, text: one.label })),
          })),
          caption: (row) => `${row.item}. ${row.label}`,
          sendIf: (row) => row.choice !== '',
        }),
        opt(longtext('comment', { label: ['Ý kiến khác', 'Other opinion'], start: earlier('comment') })),
      ], {
        label: ['Phiếu thay thế', 'The form in its place'],
        leftOut: { consent: 'the household consented when the first form was taken; paper has no time of it' },
      }),
      longtext('reason'),
    ],
    after: toSurvey,
  },
];

export const COMMENTS = [
  {
    name: 'handleComment',
    select: 'comment { id }',
    roles: FRONT,
    title: ['Xử lý ý kiến phản ánh', 'Handle a comment'],
    load: {
      document: gql`query WorkComment($id: ID!, $surveyId: ID!) { node(id: $id) { ... on Comment { id text
        handling { version topic status reply publicText forwardedTo dueOn } } }
        satisfactionSurvey(id: $surveyId) { questionnaire { items { code label } } } }`,
      variables: (p) => ({ id: p.commentId, surveyId: p.surveyId }),
    },
    quotes: (d) => d.node?.text,
    fleeting: true,
    fields: [
      given('commentId'),
      given('version', (d) => d.node?.handling?.version),
      opt(choice('topic', topicsOf, { label: ['Nội dung liên quan', 'What it is about'], start: old('topic') })),
      pick('status', 'HandlingStatus', { label: ['Trạng thái', 'Where it stands'], start: old('status') }),
      opt(longtext('reply', {
        label: ['Trả lời', 'What is answered'],
        start: old('reply'),
        when: (d, p, v) => ['ANSWERED', 'SETTLED'].includes(v.status) || v.reply !== '',
      })),
      opt(longtext('publicText', {
        label: ['Nội dung công khai', 'The text as it may be published'],
        hint: ['Bỏ mọi chi tiết nhận ra người.', 'Without what would name anybody.'],
        start: old('publicText'),
      })),
      opt(text('forwardedTo', {
        label: ['Cơ quan tiếp nhận', 'To whom it is handed on'],
        start: old('forwardedTo'),
        when: (d, p, v) => v.status === 'FORWARDED' || v.forwardedTo !== '',
      })),
      opt(day('dueOn', {
        label: ['Hạn trả lời', 'The last day for an answer'],
        start: old('dueOn'),
        when: (d, p, v) => v.status === 'FORWARDED' || v.dueOn !== '',
      })),
    ],
    after: toSurvey,
  },
];

function old(name) {
  return (d) => d.node?.handling?.[name] ?? '';
}
