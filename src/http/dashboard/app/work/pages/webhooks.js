// Where programs that are told of events are worked on.
import { gql } from '../../documents.js';
import * as format from '../../format.js';
import { word } from '../say.js';

const when = (instant) => (instant ? format.instant(instant) : '–');

export const WEBHOOKS_PAGE = {
  key: 'webhooks',
  name: ['Điểm nhận thông báo tự động', 'Programs that are told of events'],
  roles: ['COORDINATION_OFFICE', 'ADMIN'],
  title: () => WEBHOOKS_PAGE.name,
  actions: () => [['createWebhook', {}]],
  panels: [
    {
      key: 'all',
      open: true,
      title: ['Các điểm nhận', 'Programs'],
      load: { document: gql`query WorkWebhooks { webhooks { id url kinds behind failingSince lastFailure disabledAt } }` },
      rows: (d) => d.webhooks ?? [],
      rowKey: (row) => row.id,
      columns: [
        { label: ['Địa chỉ', 'Address'], show: (row) => row.url },
        { label: ['Loại sự kiện', 'Of what'], show: (row) => row.kinds.map((one) => word('WebhookKind', one)).join(', ') },
        { label: ['Chưa gửi', 'Not told yet'], show: (row) => row.behind },
        { label: ['Lỗi', 'Failing'], show: (row) => (row.failingSince ? `${format.instant(row.failingSince)}: ${row.lastFailure ?? ''}` : '–') },
        { label: ['Ngừng gửi', 'Stopped'], show: (row) => when(row.disabledAt) },
      ],
      acts: (row) => [['resumeWebhook', { webhookId: row.id }], ['removeWebhook', { webhookId: row.id }]],
    },
  ],
};
