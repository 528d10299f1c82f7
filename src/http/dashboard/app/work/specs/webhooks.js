// Programs that are told of events.
import { OFFICES, pageHash } from '../sources.js';
import { given, int, opt, picks, text } from '../spec.js';

const toWebhooks = () => pageHash('webhooks');

export const WEBHOOKS = [
  {
    name: 'createWebhook',
    select: 'webhook { id } secret',
    roles: OFFICES,
    title: ['Đăng ký điểm nhận thông báo', 'Put a program on record'],
    fields: [
      text('url', { label: ['Địa chỉ nhận', 'Where it is told'] }),
      picks('kinds', 'WebhookKind', { label: ['Loại sự kiện', 'Of what it is told'] }),
    ],
    shows: (payload) => ({ kind: 'secret', secret: payload.secret }),
    after: toWebhooks,
  },
  {
    name: 'resumeWebhook',
    select: 'webhook { id }',
    roles: OFFICES,
    title: ['Gửi lại', 'Tell it again'],
    fields: [
      given('webhookId'),
      opt(int('after', {
        label: ['Sau sự kiện số', 'After the event of number'],
        hint: ['0: tất cả; bỏ trống: những gì chưa gửi.', '0: all; empty: what it has not been told.'],
      })),
    ],
    after: toWebhooks,
  },
  {
    name: 'removeWebhook',
    select: 'webhook { id }',
    roles: OFFICES,
    title: ['Hủy điểm nhận thông báo', 'Take the program away'],
    fields: [given('webhookId')],
    sure: ['Không gửi gì cho chương trình này nữa.', 'It is told nothing more.'],
    danger: true,
    after: toWebhooks,
  },
];
