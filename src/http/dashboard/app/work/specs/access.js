// Accounts with their tokens, administrators to be confirmed.
import { AREAS, areasOf, pageHash } from '../sources.js';
import { codes, given, int, opt, picks, text } from '../spec.js';

const ADMIN = ['ADMIN'];
const RUNNERS = ['ADMIN', 'FRONT'];
const toAccounts = () => pageHash('accounts');
const secretOf = (payload) => ({ kind: 'secret', secret: payload.secret });
const list = (said) => (said ?? '').split(',').filter(Boolean);

const rights = [
  picks('roles', 'Role', { label: ['Vai trò', 'Roles'], start: (d, p) => list(p.roles) }),
  {
    ...codes('areaCodes', {
      label: ['Mã địa bàn', "Areas' codes"],
      hint: ['Bỏ trống: mọi nơi, với vai trò không cần địa bàn.', 'Empty: everywhere, for roles that need none.'],
      options: areasOf,
      start: (d, p) => list(p.areas).join('\n'),
    }),
    mayBeEmpty: true,
  },
  opt(text('agency', {
    label: ['Mã cơ quan', "The agency's code"],
    hint: ['Phải có với sở, ngành.', 'Needed for a department.'],
    start: (d, p) => p.agency ?? '',
  })),
];

export const ACCESS = [
  {
    name: 'createToken',
    select: 'accessToken { id } secret',
    roles: RUNNERS,
    title: ['Cấp mã truy cập', 'Make a token'],
    lead: [
      'Tài khoản được lập nếu chưa có. Quyền quản trị chỉ có hiệu lực khi một quản trị khác xác nhận.',
      'The account is made where there is none. ADMIN waits until another administrator confirms.',
    ],
    load: { document: AREAS },
    fields: [
      text('account', { label: ['Tên tài khoản', "The account's name"], start: (d, p) => p.account ?? '' }),
      ...rights,
      opt(int('expiresInDays', {
        label: ['Hết hạn sau số ngày', 'Ends after so many days'],
        hint: ['Bỏ trống: không tự hết hạn.', "Empty: it doesn't end by itself."],
      })),
    ],
    shows: secretOf,
    after: toAccounts,
  },
  {
    name: 'changeToken',
    select: 'accessToken { id }',
    roles: RUNNERS,
    title: ['Đổi quyền của mã', "Change a token's rights"],
    load: { document: AREAS },
    fields: [given('tokenId'), ...rights],
    sure: ['Quyền mới có hiệu lực từ yêu cầu kế tiếp.', 'The new rights hold from the next request on.'],
    after: toAccounts,
  },
  {
    name: 'revokeToken',
    select: 'accessToken { id }',
    roles: RUNNERS,
    title: ['Thu hồi mã', 'Revoke the token'],
    fields: [given('tokenId')],
    sure: ['Mã bị từ chối từ nay; phiên đang mở kết thúc.', 'It is refused from now on, and its sessions end.'],
    danger: true,
    after: toAccounts,
  },
  {
    name: 'endSignIn',
    select: 'signIn { id }',
    roles: [],
    title: ['Kết thúc phiên', 'End the session'],
    fields: [given('signInId')],
    sure: ['Thiết bị đó bị đăng xuất ngay; việc chưa gửi ở đó có thể mất.', 'That device is signed out at once; what was not sent there may be lost.'],
    danger: true,
    after: (_, loaded, params) => pageHash(params.from ?? 'signins'),
  },
  {
    name: 'disableAccount',
    input: 'AccountInput',
    select: 'account { id }',
    roles: ADMIN,
    title: ['Khoá tài khoản', 'Lock the account'],
    fields: [given('accountId')],
    sure: [
      'Không ai đăng nhập được bằng tài khoản này, kể cả qua tài khoản cơ quan; mọi mã bị từ chối; phiên đang mở kết thúc ngay.',
      'Nobody signs in by it, not by an office account either; all its tokens are refused; its sessions end at once.',
    ],
    danger: true,
    after: toAccounts,
  },
  {
    name: 'enableAccount',
    input: 'AccountInput',
    select: 'account { id }',
    roles: ADMIN,
    title: ['Mở khoá tài khoản', 'Unlock the account'],
    fields: [given('accountId')],
    sure: ['Tài khoản có lại các quyền trước đây.', 'The account has the rights again that it had.'],
    after: toAccounts,
  },
  {
    name: 'confirmAdmin',
    input: 'AdminRequestInput',
    select: 'adminRequest { id }',
    roles: ADMIN,
    title: ['Xác nhận cấp quyền quản trị', 'Confirm the administrator'],
    fields: [given('adminRequestId')],
    sure: ['Mã này được quyền quản trị hệ thống.', 'The token speaks for an administrator from now on.'],
    danger: true,
    after: toAccounts,
  },
  {
    name: 'refuseAdmin',
    input: 'AdminRequestInput',
    select: 'adminRequest { id }',
    roles: ADMIN,
    title: ['Từ chối cấp quyền quản trị', 'Refuse the administrator'],
    fields: [given('adminRequestId')],
    sure: ['Đề nghị bị từ chối.', 'The wish is refused.'],
    after: toAccounts,
  },
];
