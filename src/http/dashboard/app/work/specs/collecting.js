// Who collects and what was handed out: phones, invitations, rosters, forms on paper.
import { gql } from '../../documents.js';
import { FRONT, hamletsOf, loadSurvey, toSurvey } from '../sources.js';
import { choice, codes, given, int, longtext, many, opt, rows, text } from '../spec.js';

const enrolled = (payload) => ({
  kind: 'enrolment',
  token: payload.token,
  sheet: payload.sheetPath,
  qr: payload.qrPath,
});
const SHOWN = 'enrolment { id collector } token sheetPath qrPath';
const oneHamlet = choice('hamletCode', hamletsOf, { label: ['Thôn', 'Hamlet'] });
const formsOf = (d) => d.satisfactionSurvey.forms ?? [];
const typed = (number) => (number === null || number === undefined ? '' : String(number));

export const COLLECTING = [
  {
    name: 'enrolCollector',
    select: SHOWN,
    roles: FRONT,
    title: ['Ghi danh người lấy phiếu', 'Enrol a collector'],
    lead: [
      'Được một mã QR cho ODK Collect hoặc KoboCollect. Mã chỉ hiện một lần: in ngay và giao tận tay.',
      'Gives a QR code for ODK Collect or KoboCollect. It is shown this once: print it and hand it over.',
    ],
    load: loadSurvey,
    fields: [
      given('surveyId'),
      text('collector', {
        label: ['Tên tài khoản của người lấy phiếu', "Name of the collector's account"],
        hint: ['Chưa có thì được lập mới.', 'It is made where there is none of that name.'],
      }),
      many('hamletCodes', hamletsOf, { label: ['Thôn được giao', 'Hamlets'] }),
    ],
    shows: enrolled,
    after: toSurvey,
  },
  {
    name: 'renewEnrolment',
    input: 'EnrolmentInput',
    select: SHOWN,
    roles: FRONT,
    title: ['Cấp lại mã QR', 'Make another QR code'],
    fields: [given('enrolmentId')],
    sure: ['Máy đang dùng mã cũ bị ngắt ngay.', 'The phone with the code before is cut off at once.'],
    shows: enrolled,
    after: toSurvey,
  },
  {
    name: 'revokeEnrolment',
    input: 'EnrolmentInput',
    select: 'enrolment { id }',
    roles: FRONT,
    title: ['Thu hồi ghi danh', 'Revoke the enrolment'],
    fields: [given('enrolmentId')],
    sure: [
      'Máy này bị ngắt; phiếu gửi từ nay bị từ chối.',
      'The phone is cut off; what it sends from now on is refused.',
    ],
    danger: true,
    after: toSurvey,
  },
  {
    name: 'makeInvitations',
    select: 'letters { householdCode code path }',
    roles: FRONT,
    title: ['Cấp giấy mời tự trả lời', 'Make invitations'],
    lead: [
      'Mã chỉ hiện một lần. Ai có mã thì trả lời được cho hộ đó: in ngay, giao từng hộ.',
      'Codes are shown this once. Whoever has one may answer for the household: print and hand them over.',
    ],
    load: loadSurvey,
    fields: [
      given('surveyId'),
      oneHamlet,
      opt(codes('households', {
        label: ['Mã các hộ được cấp lại', 'Households whose code is made anew'],
        hint: ['Bỏ trống: mọi hộ chưa có giấy mời.', 'Empty: every household that has none.'],
      })),
      opt(int('count', {
        label: ['Số giấy mời, khi thôn không có danh sách hộ', 'How many, where there is no roster'],
      })),
    ],
    shows: (payload) => ({ kind: 'letters', letters: payload.letters }),
    after: toSurvey,
  },
  {
    name: 'revokeInvitations',
    select: 'revoked',
    roles: FRONT,
    title: ['Thu hồi giấy mời', 'Revoke invitations'],
    load: loadSurvey,
    fields: [
      given('surveyId'),
      oneHamlet,
      opt(codes('households', {
        label: ['Mã các hộ', 'Households'],
        hint: ['Bỏ trống: mọi hộ của thôn.', 'Empty: all of the hamlet.'],
      })),
    ],
    sure: [
      'Các mã này không dùng được nữa; câu trả lời đã nhận vẫn giữ.',
      'These codes open nothing any more; answers that came stay.',
    ],
    danger: true,
    after: toSurvey,
  },
  {
    name: 'changeRoster',
    select: 'onRoster',
    roles: FRONT,
    title: ['Cập nhật danh sách hộ', "Change a hamlet's roster"],
    lead: ['Chỉ ghi mã hộ, không ghi tên người.', 'Codes alone, no names.'],
    fields: [
      given('hamletId'),
      opt(codes('add', { label: ['Thêm hộ (mã)', 'Put on (codes)'] })),
      opt(codes('close', { label: ['Đưa ra khỏi danh sách (mã)', 'Take off (codes)'] })),
      longtext('reason'),
    ],
    after: toSurvey,
  },
  {
    name: 'recordIssuedForms',
    select: 'survey { id }',
    warns: true,
    roles: FRONT,
    title: ['Ghi số phiếu phát ra', 'Record the forms issued'],
    load: {
      document: gql`query WorkIssuedForms($id: ID!) { satisfactionSurvey(id: $id) { id
        forms { issued missing collected version hamlet { code name } } } }`,
      variables: (p) => ({ id: p.surveyId }),
    },
    fields: [
      given('surveyId'),
      rows('hamlets', 'IssuedFormsInput', [
        given('hamletCode', (d, p, row) => row.hamletCode),
        int('issued', { label: ['Phát ra', 'Issued'] }),
        int('missing', { label: ['Thất lạc', 'Missing'] }),
        given('version', (d, p, row) => row.version),
        opt(longtext('reason', {
          label: ['Lý do sửa', 'Why it is corrected'],
          when: (d, p, row) => row.version && changedForms(row),
        })),
      ], {
        label: ['Theo thôn', 'By hamlet'],
        hint: [
          'Chỉ thôn có số thay đổi được gửi. Phát ra = thu về + thất lạc.',
          'Only hamlets that changed are sent. Issued = collected + missing.',
        ],
        fixed: true,
        start: (d) => formsOf(d).map(({ hamlet, issued, missing, collected, version }) => ({
          hamletCode: hamlet.code,
          name: hamlet.name,
          collected,
          issued: typed(issued),
          missing: typed(missing),
          version,
          reason: '',
          was: [typed(issued), typed(missing)],
        })),
        caption: (row) => `${row.name} (${row.hamletCode})`,
        note: (row) => [`Thu về: ${row.collected ?? 0}`, `Collected: ${row.collected ?? 0}`],
        sendIf: changedForms,
      }),
    ],
    after: toSurvey,
  },
];

function changedForms(row) {
  return row.issued !== row.was[0] || row.missing !== row.was[1];
}
