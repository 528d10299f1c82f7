// The register of breaches of personal data.
import { gql } from '../../documents.js';
import { pageHash } from '../sources.js';
import { given, instant, int, longtext, opt } from '../spec.js';
import { toLocal } from '../values.js';

const breachOf = (d, p) => d.breaches?.find(({ number }) => String(number) === p.number);
const old = (name) => (d, p) => String(breachOf(d, p)?.[name] ?? '');
const oldTime = (name) => (d, p) => toLocal(breachOf(d, p)?.[name]);

export const PRIVACY = [
  {
    name: 'recordBreach',
    select: 'breach { number }',
    roles: ['FRONT', 'ADMIN'],
    provincial: true,
    title: ['Ghi vi phạm dữ liệu cá nhân', 'Record a breach of personal data'],
    lead: [
      'Cơ quan có thẩm quyền phải được thông báo trong 72 giờ từ khi phát hiện.',
      'The authority is to be told within 72 hours of the discovery.',
    ],
    load: {
      document: gql`query WorkBreaches { breaches { number version occurredAt discoveredAt description affected
        measures notifiedAt lateReason } }`,
    },
    fields: [
      given('number', (d, p) => breachOf(d, p)?.number),
      given('version', (d, p) => breachOf(d, p)?.version),
      opt(instant('occurredAt', { label: ['Thời điểm xảy ra', 'When it happened'], start: oldTime('occurredAt') })),
      instant('discoveredAt', { label: ['Thời điểm phát hiện', 'When it was discovered'], start: oldTime('discoveredAt') }),
      longtext('description', {
        label: ['Mô tả', 'What happened'],
        hint: ['Không ghi dữ liệu cá nhân.', 'Without personal data.'],
        start: old('description'),
      }),
      opt(int('affected', { label: ['Số người liên quan', 'How many people it may concern'], start: old('affected') })),
      opt(longtext('measures', { label: ['Biện pháp xử lý', 'What was done about it'], start: old('measures') })),
      opt(instant('notifiedAt', { label: ['Đã thông báo lúc', 'When the authority was told'], start: oldTime('notifiedAt') })),
      opt(longtext('lateReason', {
        label: ['Lý do thông báo muộn', 'Why it was told late'],
        hint: ['Phải có khi quá 72 giờ.', 'Needed after 72 hours.'],
        start: old('lateReason'),
      })),
    ],
    after: () => pageHash('privacy'),
  },
];
