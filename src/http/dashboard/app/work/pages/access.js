// Where accounts and tokens are worked on.
import { gql } from '../../documents.js';
import * as format from '../../format.js';
import { say, word } from '../say.js';

const when = (instant) => (instant ? format.instant(instant) : '–');

const tokensOf = (d) => (d.accounts?.nodes ?? []).flatMap(({ name, accessTokens }) =>
  accessTokens.map((token) => ({ ...token, account: name })));

const SIGN_INS = [
  { label: ['Thiết bị', 'Device'], show: (row) => `${row.device ?? say(['không rõ', 'unknown'])}${row.isOwn ? say([' (phiên này)', ' (this session)']) : ''}` },
  { label: ['Đăng nhập lúc', 'Signed in'], show: (row) => when(row.begunAt) },
  { label: ['Dùng gần nhất', 'Last used'], show: (row) => when(row.usedAt) },
  { label: ['Hết hạn', 'Ends'], show: (row) => when(row.endsAt) },
];

/** Where everybody sees where they are signed in. */
export const SIGN_INS_PAGE = {
  key: 'signins',
  roles: [],
  name: ['Các phiên đăng nhập của tôi', 'Where I am signed in'],
  title: () => SIGN_INS_PAGE.name,
  panels: [
    {
      key: 'own',
      open: true,
      title: ['Phiên đang mở', 'Open sessions'],
      lead: () => [
        'Phiên lạ: kết thúc ngay, rồi báo quản trị thu hồi mã hoặc khoá tài khoản.',
        'One that you do not know: end it at once, then ask an administrator to revoke the token or lock the account.',
      ],
      load: { document: gql`query WorkOwnSignIns { viewer { signIns { id device begunAt usedAt endsAt isOwn } } }` },
      rows: (d) => d.viewer?.signIns ?? [],
      rowKey: (row) => row.id,
      columns: SIGN_INS,
      acts: (row) => (row.isOwn ? [] : [['endSignIn', { signInId: row.id }]]),
    },
  ],
};

export const ACCOUNTS_PAGE = {
  key: 'accounts',
  name: ['Tài khoản và mã truy cập', 'Accounts and tokens'],
  roles: ['ADMIN', 'FRONT'],
  title: () => ACCOUNTS_PAGE.name,
  actions: () => [['createToken', {}]],
  panels: [
    {
      key: 'requests',
      open: true,
      roles: ['ADMIN'],
      title: ['Đề nghị cấp quyền quản trị', 'Administrators to be confirmed'],
      load: { document: gql`query WorkAdminRequests { adminRequests { id accountName askedBy askedAt expiresAt } }` },
      rows: (d) => d.adminRequests ?? [],
      rowKey: (row) => row.id,
      columns: [
        { label: ['Tài khoản', 'Account'], show: (row) => row.accountName },
        { label: ['Người đề nghị', 'Asked by'], show: (row) => row.askedBy ?? 'OIDC' },
        { label: ['Lúc', 'At'], show: (row) => format.instant(row.askedAt) },
      ],
      acts: (row) => [['confirmAdmin', { adminRequestId: row.id }], ['refuseAdmin', { adminRequestId: row.id }]],
    },
    {
      key: 'accounts',
      open: true,
      roles: ['ADMIN'],
      title: ['Tài khoản', 'Accounts'],
      load: {
        document: gql`query WorkAccounts($after: String) { accounts(first: 100, after: $after) {
          pageInfo { hasNextPage endCursor } nodes { id name createdAt byProvider disabledAt } } }`,
      },
      connection: (d) => d.accounts,
      rows: (d) => d.accounts?.nodes ?? [],
      rowKey: (row) => row.id,
      columns: [
        { label: ['Tài khoản', 'Account'], show: (row) => row.name },
        { label: ['Lập lúc', 'Made'], show: (row) => when(row.createdAt) },
        { label: ['Đăng nhập bằng', 'Signs in by'], show: (row) => say(row.byProvider ? ['tài khoản cơ quan', 'office account'] : ['mã truy cập', 'access code']) },
        { label: ['Khoá lúc', 'Locked'], show: (row) => when(row.disabledAt) },
      ],
      acts: (row) => [[row.disabledAt ? 'enableAccount' : 'disableAccount', { accountId: row.id }]],
    },
    {
      key: 'signIns',
      roles: ['ADMIN'],
      title: ['Phiên đăng nhập', 'Sessions'],
      load: {
        document: gql`query WorkSignIns($after: String) { accounts(first: 100, after: $after) {
          pageInfo { hasNextPage endCursor } nodes { signIns { id accountName device begunAt usedAt endsAt isOwn } } } }`,
      },
      connection: (d) => d.accounts,
      rows: (d) => (d.accounts?.nodes ?? []).flatMap(({ signIns }) => signIns),
      rowKey: (row) => row.id,
      columns: [{ label: ['Tài khoản', 'Account'], show: (row) => row.accountName }, ...SIGN_INS],
      acts: (row) => (row.isOwn ? [] : [['endSignIn', { signInId: row.id, from: 'accounts' }]]),
    },
    {
      key: 'tokens',
      open: true,
      title: ['Mã truy cập', 'Tokens'],
      load: {
        document: gql`query WorkTokens($after: String) { accounts(first: 100, after: $after) {
          pageInfo { hasNextPage endCursor } nodes { name accessTokens { id roles agency areas { code name }
          createdAt expiresAt revokedAt waitsForAdmin } } } }`,
      },
      connection: (d) => d.accounts,
      rows: tokensOf,
      rowKey: (row) => row.id,
      columns: [
        { label: ['Tài khoản', 'Account'], show: (row) => row.account },
        { label: ['Vai trò', 'Roles'], show: (row) => row.roles.map((one) => word('Role', one)).join(', ') },
        { label: ['Địa bàn, cơ quan', 'Areas, agency'], show: (row) => [...row.areas.map(({ name }) => name), row.agency].filter(Boolean).join(', ') },
        { label: ['Hết hạn', 'Ends'], show: (row) => when(row.expiresAt) },
        { label: ['Thu hồi', 'Revoked'], show: (row) => when(row.revokedAt) },
      ],
      acts: (row) => {
        if (row.revokedAt) return [];
        const rights = { roles: row.roles.join(','), areas: row.areas.map(({ code }) => code).join(','), agency: row.agency };
        return [['changeToken', { tokenId: row.id, ...rights }], ['revokeToken', { tokenId: row.id }]];
      },
    },
  ],
};
