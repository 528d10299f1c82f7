// What offices, committees and the council put on record at the dashboard, beside a round's own way.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';

import { inVietnam } from './officials.mjs';
import { Town } from './town.mjs';

const ROUND = 'Đợt 1 năm 2019';
const [FIRST, OTHER, THIRD] = [
  { code: '18106', name: 'Xã Thạch Đồng' },
  { code: '18289', name: 'Xã Đức Thanh' },
  { code: '18298', name: 'Xã Đức An' },
];
const MEMBERS = ['member 1', 'member 2'];

const town = new Town();
const test = town.part;
let officials;

before(async () => {
  officials = await town.start([[`${FIRST.code}-01`, 'Thôn 1', FIRST.code, 10]], [
    ['office', 'COORDINATION_OFFICE', '42'],
    ['provincial Front', 'FRONT', '42'],
    ['committee', 'STEERING_COMMITTEE', '42'],
    ['SO_Y_TE', 'DEPARTMENT', '42', 'SO_Y_TE'],
    ...MEMBERS.map((name) => [name, 'COUNCIL_MEMBER', '42']),
  ]);
  town.place.put('titles.csv', `area_code,title,since,number\n${THIRD.code},STANDARD,2014-12-31,QĐ-07`);
  town.place.run('import', 'titles', 'titles.csv');
  const makes = (name, wanted, input) => town.ask('office', `mutation($input: ${name[0].toUpperCase()}${name.slice(1)}Input!) {
    ${name}(input: $input) { ${wanted} userErrors { message } } }`, { input });
  const rounds = [];
  for (const ordinal of [1, 2]) {
    const made = await makes('createCertificationRound', 'round { id }', {
      year: 2019, ordinal, regulationCode: 'ha-tinh-2019', asOf: '2019-07-17',
    });
    rounds.push(made.createCertificationRound.round.id);
  }
  for (const { code } of [FIRST, OTHER]) {
    await makes('nominate', 'candidacy { id }', { roundId: rounds[0], areaCode: code, title: 'STANDARD' });
  }
});

after(() => town.end());

const office = (act) => officials.let('office', act);

/** From the first page to one of those that hang on no single thing. */
async function to(official, page) {
  await official.page.getByRole('link', { name: 'Longdan' }).click();
  await official.follow(page);
}

test('a merger plan, and a title asked for under it', () =>
  office(async (one) => {
    await to(one, 'Các đợt và hồ sơ');
    await one.follow('Ghi phương án sáp nhập');
    await one.type('Số phương án', 'PA-01');
    await one.type('Ngày phê duyệt', '2019-07-17');
    await one.type('Cơ quan phê duyệt', 'Ban Thường vụ Tỉnh ủy');
    await one.type('Mã các xã', `${THIRD.code}\n${OTHER.code}`);
    await one.page.getByText('Xã Đức Thanh, Xã Đức An').waitFor();
    await one.send();
  }));

test('a commune recognised before is looked at again, and its title taken back', () =>
  office(async (one) => {
    await one.toRound(ROUND);
    await one.follow('Đề nghị xét công nhận');
    await one.type('Mã đơn vị', THIRD.code);
    await one.choose('Danh hiệu', 'Đạt chuẩn nông thôn mới');
    await one.choose('Mục đích', 'Rà soát, đánh giá lại');
    await one.send();
    await one.follow(THIRD.name);
    await one.follow('Ghi kết quả rà soát');
    await one.say('Còn đạt chuẩn', 'Không');
    for (const criterion of [/^\s*17\. /, /^\s*18\. /]) await one.page.getByLabel(criterion).check();
    await one.type('Ghi chú', 'Môi trường chưa đạt');
    await one.send();
    await to(one, 'Các đợt và hồ sơ');
    await one.follow('Thu hồi danh hiệu');
    await one.type('Mã đơn vị', THIRD.code);
    await one.choose('Danh hiệu', 'Đạt chuẩn nông thôn mới');
    await one.choose('Bộ quy định', /ntm-2021/);
    await one.page.getByLabel(/^\s*1\. /).check();
    await one.type('Số quyết định', 'QĐ-99');
    await one.type('Ngày quyết định', '2023-06-30');
    await one.type('Người ký', 'Chủ tịch UBND tỉnh');
    await one.type('Lý do', 'Không còn đạt');
    const few = await one.submit();
    assert.ok(few.refused && few.words.includes('Chưa đủ căn cứ'), few.words);
    await one.press('Tất cả');
    await one.send();
    await to(one, 'Các đợt và hồ sơ');
    await one.follow('Thừa nhận danh hiệu sau sáp nhập');
    await one.type('Mã đơn vị mới', OTHER.code);
    await one.choose('Bộ quy định', /ntm-2021/);
    await one.type('Số quyết định', 'QĐ-100');
    await one.type('Ngày quyết định', '2023-06-30');
    await one.type('Người ký', 'Chủ tịch UBND tỉnh');
    const alone = await one.submit();
    assert.ok(alone.refused && alone.words.includes('Không có danh hiệu nào được thừa nhận'), alone.words);
  }));

test('a notice, its tasks, and reports on them', async () => {
  await office(async (one) => {
    await to(one, 'Nhiệm vụ được giao');
    await one.follow('Nhập thông báo kết luận');
    const texts = { Mã: '05-2019', 'Số thông báo': '05-TB/BCĐ', 'Cơ quan ban hành': 'Ban Chỉ đạo', 'Người ký': 'Trưởng ban' };
    for (const [label, text] of Object.entries(texts)) await one.type(label, text);
    await one.type('Ngày ban hành', '2019-07-17');
    await one.type('Trích yếu', 'Kết luận phiên họp');
    const task = one.page.locator('fieldset.row');
    await one.type('Mục', 'I.5', task);
    await one.type('Nội dung', 'Thẩm định tiêu chí y tế', task);
    await one.type('Cơ quan thực hiện', 'SO_Y_TE', task);
    await one.type('Trước ngày', '2019-08-10', task);
    await one.send();
  });
  await officials.let('SO_Y_TE', async (department) => {
    await to(department, 'Nhiệm vụ được giao');
    await department.follow('Báo cáo thực hiện nhiệm vụ');
    await department.type('Nội dung', 'Đã thẩm định');
    await department.send();
    await department.follow('Sửa báo cáo');
    await department.type('Lý do sửa', 'Bổ sung số liệu');
    await department.type('Nội dung', 'Đã thẩm định đủ');
    await department.send();
    await department.page.getByText('Đã báo cáo, trễ hạn').waitFor();
  });
  await office(async (one) => {
    await to(one, 'Nhiệm vụ được giao');
    await one.follow('Ghi đơn vị đỡ đầu');
    await one.type('Mã đơn vị', 'NGAN_HANG');
    await one.type('Tên', 'Ngân hàng');
    await one.type('Mã các xã', FIRST.code);
    await one.send();
  });
});

test('a product from its proposal to its publication, and a hamlet with a title', async () => {
  await officials.let('committee', async (committee) => {
    await to(committee, 'OCOP');
    await committee.follow('Đề nghị đánh giá sản phẩm OCOP');
    await committee.type('Mã đơn vị', FIRST.code);
    await committee.type('Chủ thể sản xuất', 'HTX Thạch Đồng');
    await committee.page.getByLabel('Sản phẩm', { exact: true }).fill('Gạo sạch');
    await committee.choose('Nhóm sản phẩm', 'Thực phẩm');
    await committee.send();
    await rates(committee, 70);
    await committee.follow('Ghi danh hiệu của thôn');
    await committee.type('Mã thôn', `${FIRST.code}-01`);
    await committee.choose('Danh hiệu', 'Vườn mẫu');
    await committee.type('Ngày công nhận', inVietnam(-10));
    await committee.type('Số quyết định', 'QĐ-12');
    await committee.type('Số vườn mẫu', 3);
    await committee.send();
  });
  await office(async (one) => {
    await to(one, 'OCOP');
    await rates(one, 72.5);
    await one.follow('Công bố sản phẩm OCOP');
    await one.send();
    await one.page.getByText('Đã công bố').waitFor();
  });
});

async function rates(official, points) {
  await official.follow('Chấm điểm sản phẩm OCOP');
  await official.type('Điểm (0-100)', points);
  await official.send();
}

test('the council: members, agendas, and a secret ballot at screens', async () => {
  await officials.let('SO_Y_TE', async (department) => {
    await department.follow(/thẩm định tiêu chí/);
    await department.press('Đánh dấu đạt mọi tiêu chí còn trống');
    await department.send();
  });
  await office(async (one) => {
    for (const [at, member] of MEMBERS.entries()) {
      await to(one, 'Hội đồng xét công nhận');
      await one.follow('Bổ nhiệm thành viên hội đồng');
      await one.type('Tên tài khoản', member);
      await one.choose('Chức danh', at === 0 ? 'Chủ tịch' : 'Ủy viên');
      await one.type('Từ ngày', inVietnam(-30));
      await one.send();
    }
    for (const turn of [1, 2]) {
      await one.toRound(ROUND);
      await one.follow('Triệu tập phiên họp');
      await one.type('Địa điểm', `Phòng ${turn}`);
      await one.choose('Hình thức bỏ phiếu', 'Bỏ phiếu kín điện tử');
      await one.send();
      if (turn === 1) await one.follow('Hoãn phiên họp');
      if (turn === 1) await one.send();
    }
    await one.follow('Đưa hồ sơ vào chương trình');
    for (const { name } of [FIRST, OTHER]) {
      await one.tick('Đưa vào chương trình', one.row(name));
      await one.type('Lý do', 'Xin ý kiến Hội đồng', one.row(name));
    }
    await one.send();
    await one.follow('Đưa hồ sơ ra khỏi chương trình', one.page.getByRole('row', { name: new RegExp(OTHER.name) }));
    await one.send();
    await one.follow('Khai mạc phiên họp');
    await one.send();
    await one.follow('Điểm danh');
    for (const member of MEMBERS) await one.tick(member);
    await one.send();
  });
  await officials.let('member 1', async (chair) => {
    await chair.follow(ROUND);
    await chair.follow('Mở bỏ phiếu');
    await chair.send();
  });
  for (const member of MEMBERS) {
    await officials.let(member, async (one) => {
      await one.follow(ROUND);
      await one.follow('Bỏ phiếu');
      await one.choose('Hồ sơ', FIRST.name);
      await one.choose('Lựa chọn', 'Đồng ý');
      await one.send();
    });
  }
  await officials.let('member 1', async (chair) => {
    for (const step of ['Kết thúc bỏ phiếu', 'Bế mạc phiên họp']) {
      await to(chair, ROUND);
      await chair.follow(step);
      await chair.send();
    }
    await chair.page.getByText('✓ 2 / 0 / 0 (0)').waitFor();
  });
  await office(async (one) => {
    await to(one, 'Hội đồng xét công nhận');
    await one.follow('Kết thúc nhiệm kỳ');
    await one.send();
  });
});

test('what can not be decided now is put off or withdrawn', () =>
  office(async (one) => {
    await one.toCandidacy(ROUND, FIRST.name);
    await one.follow('Chuyển hồ sơ sang đợt sau');
    await one.choose('Đợt sau', 'Đợt 2 năm 2019');
    await one.type('Lý do', 'Chờ kết quả thẩm định');
    await one.send();
    await one.toCandidacy(ROUND, OTHER.name);
    await one.follow('Rút đề nghị');
    await one.type('Lý do', 'Xã xin rút');
    await one.send();
    await one.page.getByText('Đã rút đề nghị').waitFor();
  }));

test('a breach of personal data is written down, and revised', async () => {
  await officials.let('provincial Front', async (front) => {
    await to(front, 'Vi phạm dữ liệu cá nhân');
    await front.follow('Ghi vi phạm dữ liệu cá nhân');
    await front.type('Thời điểm phát hiện', inVietnam(-1, 16));
    await front.type('Mô tả', 'Mất một máy của người lấy phiếu');
    await front.send();
    const row = front.page.getByRole('row', { name: /Mất một máy/ });
    await front.follow('Ghi vi phạm dữ liệu cá nhân', row);
    assert.match(await front.page.getByLabel('Mô tả').inputValue(), /Mất một máy/);
    await front.type('Đã thông báo lúc', inVietnam(-0.01, 16));
    await front.send();
    await front.page.getByText('Đã thông báo đúng hạn').waitFor();
  });
  assert.deepEqual(officials.complaints, []);
});

test('what was typed outlives a session that ends meanwhile', async () => {
  const { place } = town;
  const [old] = JSON.parse(place.run('token', 'list', '--json')).filter(({ name }) => name === 'committee');
  const fresh = place.run('token', 'create', '--name', 'committee', '--role', 'STEERING_COMMITTEE', '--area', '42');
  await officials.let('committee', async (committee) => {
    await to(committee, 'OCOP');
    await committee.follow('Đề nghị đánh giá sản phẩm OCOP');
    await committee.type('Mã đơn vị', FIRST.code);
    await committee.type('Chủ thể sản xuất', 'HTX Thạch Đồng');
    await committee.page.getByLabel('Sản phẩm', { exact: true }).fill('Mật ong');
    await committee.choose('Nhóm sản phẩm', 'Thực phẩm');
    place.run('token', 'revoke', old.id);
    await committee.page.locator('form.work button[type=submit]').click();
    await committee.page.getByLabel('Mã truy cập').fill(fresh);
    await committee.press('Đăng nhập');
    const product = committee.page.getByLabel('Sản phẩm', { exact: true });
    await product.waitFor();
    assert.equal(await product.inputValue(), 'Mật ong');
    await committee.send();
    await committee.page.getByText('Mật ong').first().waitFor();
  });
});
