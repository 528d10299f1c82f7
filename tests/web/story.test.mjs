// Round 1 of 2019, from nomination to decision, by clicks alone: each official at the dashboard.
//
// The server judges by the clock, so the round of 2019 is worked on today: what is late is a warning.
// Phones send by the API as phones do, everything else is done in a browser.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';

import { ask } from './graphql.mjs';
import { inVietnam } from './officials.mjs';
import { Town } from './town.mjs';

const ROUND = 'Đợt 1 năm 2019';
const [PHONES, PAPER] = [
  { code: '18106', name: 'Xã Thạch Đồng' },
  { code: '18289', name: 'Xã Đức Thanh' },
];
const BOTH = [PHONES, PAPER];
const HOUSEHOLDS = 10;
const AGENCIES = [
  'SO_XAY_DUNG', 'SO_GIAO_THONG_VAN_TAI', 'SO_NONG_NGHIEP', 'SO_CONG_THUONG', 'SO_GIAO_DUC', 'SO_VAN_HOA',
  'SO_THONG_TIN', 'CUC_THONG_KE', 'SO_LAO_DONG', 'SO_Y_TE', 'SO_TAI_NGUYEN', 'SO_NOI_VU', 'CONG_AN_TINH',
  'VAN_PHONG_DIEU_PHOI', 'SO_KE_HOACH',
];
const OFFICES = ['office', 'first teller', 'second teller'];
const MEMBERS = ['member 1', 'member 2', 'member 3'];

const town = new Town();
const { place } = town;
const test = town.part;
let officials;

const people = [
  ...OFFICES.map((name) => [name, 'COORDINATION_OFFICE', '42']),
  ['provincial Front', 'FRONT', '42'],
  ["Front's team", 'FRONT', '42'],
  ...BOTH.flatMap(({ code }) => [[`Front of ${code}`, 'FRONT', code], [`second of ${code}`, 'FRONT', code]]),
  ...AGENCIES.map((name) => [name, 'DEPARTMENT', '42', name]),
  ...MEMBERS.map((name) => [name, 'COUNCIL_MEMBER', '42']),
];

before(async () => {
  const hamlets = BOTH.map(({ code }) => [`${code}-01`, 'Thôn 1', code, HOUSEHOLDS]);
  officials = await town.start(hamlets, people);
});

after(() => town.end());

/** A phone's survey, and answers to all of it. */
async function fromPhones(token, households) {
  const query = `{ assignedSurveys { id hamlets { hamlet { code } }
    questionnaire { items { code options { code sentiment } } } } }`;
  const { assignedSurveys } = await ask(place.url, token, query);
  const survey = assignedSurveys.find(({ hamlets }) => hamlets[0].hamlet.code.startsWith(PHONES.code));
  const answers = survey.questionnaire.items.map(({ code, options }) => ({
    item: code, choice: options.find(({ sentiment }) => sentiment === 'POSITIVE').code,
  }));
  const responses = households.map((householdCode) => ({
    id: crypto.randomUUID(),
    hamletCode: survey.hamlets[0].hamlet.code,
    householdCode,
    collectedAt: new Date(Date.now() - 60_000).toISOString(),
    answers,
  }));
  const sent = await ask(place.url, token, `mutation($input: SubmitResponsesInput!) {
    submitResponses(input: $input) { receipts { status message } userErrors { message } } }`,
  { input: { surveyId: survey.id, responses } });
  assert.deepEqual(sent.submitResponses.receipts.map(({ status }) => status), households.map(() => 'ACCEPTED'));
}

test('the office makes the round and nominates', async () => {
  await officials.let('office', async (office) => {
    await office.follow('Các đợt và hồ sơ');
    await office.follow('Lập đợt xét công nhận');
    await office.type('Năm', 2019);
    await office.choose('Bộ quy định', /ha-tinh-2019/);
    await office.type('Ngày đọc mã đơn vị', '2019-07-17');
    for (const [at, [owed, before]] of [
      ['Báo cáo của Mặt trận Tổ quốc', '2019-08-10'],
      ['Bỏ phiếu xét công nhận', '2019-08-30'],
    ].entries()) {
      await office.press('Thêm thời hạn');
      const row = office.page.locator('fieldset.row').nth(at);
      await office.choose('Nội dung', owed, row);
      await office.type('Trước ngày', before, row);
    }
    await office.send();
    await office.page.getByRole('heading', { level: 1, name: ROUND }).waitFor();
    for (const { code, name } of BOTH) {
      await office.follow('Đề nghị xét công nhận');
      await office.type('Mã đơn vị', code);
      await office.page.locator('.found', { hasText: name }).waitFor();
      await office.choose('Danh hiệu', 'Đạt chuẩn nông thôn mới');
      await office.send();
    }
  });
});

test('what is wrong is said beside its field, and what was typed is kept', async () => {
  await officials.let('office', async (office) => {
    await office.toRound(ROUND);
    await office.follow('Đề nghị xét công nhận');
    const code = office.page.getByLabel('Mã đơn vị');
    await office.page.locator('form.work button[type=submit]').click();
    await office.page.getByText('Phải ghi mục này.').first().waitFor();
    assert.equal(await code.evaluate((field) => field === document.activeElement), true);
    await code.fill(PHONES.code);
    await office.choose('Danh hiệu', 'Đạt chuẩn nông thôn mới');
    await office.page.locator('form.work button[type=submit]').click();
    const fault = office.page.locator('#f-areaCode-fault');
    await fault.waitFor();
    assert.equal(await code.getAttribute('aria-invalid'), 'true');
    const said = (await code.getAttribute('aria-describedby')).split(' ');
    assert.ok(said.includes(await fault.getAttribute('id')));
    assert.equal(await code.evaluate((field) => field === document.activeElement), true);
    assert.equal(await code.inputValue(), PHONES.code);
    await office.isFit();
    await office.press('English', office.page.locator('header'));
    await office.page.getByRole('heading', { level: 1, name: 'Nominate' }).waitFor();
    assert.equal(await office.page.getByLabel('The area’s code').or(office.page.getByLabel("The area's code")).first().inputValue(), PHONES.code);
    await office.press('Tiếng Việt', office.page.locator('header'));
  });
});

test("residents are asked: the Front's surveys, by phone and on paper typed by two", async () => {
  await officials.let("Front's team", async (front) => {
    await front.toRound(ROUND);
    await front.follow('Lập các cuộc lấy ý kiến của đợt');
    await front.choose('Mẫu phiếu cấp xã', /commune-2016/);
    await front.type('Bắt đầu', inVietnam(-1, 16));
    await front.type('Kết thúc', inVietnam(1, 16));
    await front.send();
  });
  await officials.let(`Front of ${PHONES.code}`, async (front) => {
    await front.follow(new RegExp(PHONES.name));
    await front.page.getByRole('heading', { level: 1, name: 'Mở cuộc lấy ý kiến' }).waitFor();
    await front.send();
  });
  const households = Array.from({ length: HOUSEHOLDS }, (_, at) => `H${at + 1}`);
  await fromPhones(officials.tokens.get(`Front of ${PHONES.code}`), households);
  await officials.let(`Front of ${PAPER.code}`, async (front) => {
    await front.toSurvey(ROUND, PAPER.name);
    await front.follow('Chọn hình thức lấy phiếu');
    await front.choose('Hình thức', 'Kiểm phiếu giấy, nhập biên bản kiểm phiếu');
    await front.send();
    await front.follow('Mở cuộc lấy ý kiến');
    await front.send();
  });
  for (const who of [`Front of ${PAPER.code}`, `second of ${PAPER.code}`]) {
    await officials.let(who, async (front) => {
      await front.toSurvey(ROUND, PAPER.name);
      await front.follow('Nhập biên bản kiểm phiếu', await front.unfold('Biên bản kiểm phiếu'));
      await types(front);
      if (who.startsWith('Front')) await sendsScan(front);
      await front.send();
    });
  }
  await officials.let(`second of ${PAPER.code}`, async (front) => {
    await front.toSurvey(ROUND, PAPER.name);
    await front.follow('Chấp nhận cảnh báo', await front.unfold('Biên bản kiểm phiếu'));
    await front.type('Vì sao số liệu vẫn đúng', 'Thôn nhỏ, mọi hộ đều hài lòng');
    await front.send();
  });
});

/** The signed paper's photograph goes in before the form. */
async function sendsScan(front) {
  const scan = { name: 'biên bản.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') };
  await front.page.getByLabel('Ảnh, bản quét').setInputFiles(scan);
  await front.page.getByText('Đã nhận: biên bản.pdf').waitFor();
}

/** A count record: all came back, all are satisfied with everything. */
async function types(front) {
  const labels = { 'Phiếu phát ra': 10, 'Phiếu thu về': 10, 'Phiếu hợp lệ': 10, 'Phiếu không hợp lệ': 0, 'Phiếu thất lạc': 0 };
  await front.choose('Thôn', /Thôn 1/);
  for (const [label, value] of Object.entries(labels)) {
    await front.page.getByLabel(label, { exact: true }).fill(String(value));
  }
  for (const counts of await front.page.locator('fieldset.row:has(> .cells > fieldset.rows)').all()) {
    const choices = await counts.locator('fieldset.tight input').all();
    for (const [at, choice] of choices.entries()) await choice.fill(at === 0 ? '10' : '0');
  }
}

test('results are closed, cross-footed and posted', async () => {
  for (const { code, name } of BOTH) {
    await officials.let(`Front of ${code}`, async (front) => {
      if (code === PHONES.code) {
        await front.toSurvey(ROUND, name);
        await front.follow('Ghi số phiếu phát ra', await front.unfold('Đối chiếu phiếu'));
        await front.type('Phát ra', HOUSEHOLDS);
        await front.type('Thất lạc', 0);
        await front.send();
      }
      await front.toSurvey(ROUND, name);
      await front.follow('Chốt kết quả');
      await front.send();
      await front.page.getByRole('link', { name: 'Longdan' }).click();
      await front.follow(new RegExp(`${name}.*[Nn]iêm yết`));
      await front.send();
      await front.toCandidacy(ROUND, name);
      await front.follow('Ghi ý kiến của tổ chức');
      await front.choose('Tổ chức', 'Hội Liên hiệp Phụ nữ');
      await front.say('Tán thành', 'Có');
      await front.send();
    });
  }
});

test('some residents are asked directly', async () => {
  await officials.let("Front's team", async (front) => {
    await front.toCandidacy(ROUND, PHONES.name);
    await front.follow('Lập cuộc lấy ý kiến');
    await front.choose('Hình thức', 'Phúc tra, trực tiếp lấy ý kiến');
    await front.choose('Mẫu phiếu', /commune-2016/);
    await front.type('Bắt đầu', inVietnam(-1, 16));
    await front.type('Kết thúc', inVietnam(1, 16));
    await front.send();
    await front.follow('Ấn định mã ngẫu nhiên', await front.unfold('Mẫu phúc tra'));
    await front.send();
    await front.follow('Rút mẫu phúc tra', await front.unfold('Mẫu phúc tra'));
    await front.type('Số hộ mỗi thôn', 2);
    await front.send();
    await front.follow('Mở cuộc lấy ý kiến');
    await front.send();
    const survey = new URL(front.page.url()).hash.split('id=')[1];
    const drawn = await ask(place.url, officials.tokens.get("Front's team"),
      'query($id: ID!) { satisfactionSurvey(id: $id) { sample { drawnHouseholds { code } } } }',
      { id: decodeURIComponent(survey) });
    const { drawnHouseholds } = drawn.satisfactionSurvey.sample;
    await fromPhones(officials.tokens.get("Front's team"), drawnHouseholds.map(({ code }) => code));
    await front.page.reload();
    await front.settled();
    await front.follow('Chốt kết quả');
    await front.send();
  });
});

test('the provincial Front verifies and reports, the office takes the report in', async () => {
  await officials.let('provincial Front', async (front) => {
    for (const { name } of BOTH) {
      for (const what of ['Thẩm tra ý kiến các tổ chức', 'Xác nhận kết quả thẩm tra']) {
        await front.toSurvey(ROUND, name);
        await front.follow(what);
        for (const point of await front.page.locator('fieldset.row').all()) {
          await front.say('Chấp nhận', 'Có', point);
          await front.type('Ghi chú', 'Đã xem tại chỗ', point);
        }
        await front.send();
      }
    }
    await front.page.getByRole('link', { name: 'Longdan' }).click();
    await front.follow('Tất cả việc');
    await front.follow(new RegExp(`${PHONES.name}.*báo cáo`, 'i'));
    await front.press('Chọn tất cả, đề nghị công nhận');
    await front.type('Số báo cáo', '01/BC-MTTQ');
    await front.type('Người ký', 'Ban Thường trực');
    await front.send({ warning: /hạn|muộn|trễ/ });
  });
  await officials.let('office', async (office) => {
    await office.toCandidacy(ROUND, PHONES.name);
    await office.follow('Tiếp nhận báo cáo của Mặt trận');
    await office.send();
  });
});

test('departments appraise, many at once, and state debt and order', async () => {
  for (const agency of AGENCIES.filter((name) => name !== 'SO_KE_HOACH')) {
    await officials.let(agency, async (department) => {
      await department.follow(new RegExp(`${PHONES.name}.*tiêu chí`, 'i'));
      await department.press('Đánh dấu đạt mọi tiêu chí còn trống');
      await department.send();
    });
  }
  for (const { name } of BOTH) {
    await officials.let('SO_KE_HOACH', async (department) => {
      await department.toCandidacy(ROUND, name);
      await department.follow('Báo cáo nợ xây dựng cơ bản');
      await department.type('Tổng nợ (đồng)', '2.000.000.000');
      await department.type('Đã có kế hoạch nguồn vốn', '2000000000');
      await department.type('Nợ đọng', '0');
      await department.send();
    });
    await officials.let('CONG_AN_TINH', async (police) => {
      await police.toCandidacy(ROUND, name);
      await police.follow('Xác nhận điều kiện');
      await police.page.getByLabel('Điều kiện').selectOption('SECURITY_AND_ORDER');
      await police.say('Đạt', 'Có');
      await police.send();
    });
  }
});

test('the council votes on paper, counted by two', async () => {
  await officials.let('office', async (office) => {
    for (const [at, member] of MEMBERS.entries()) {
      await office.page.getByRole('link', { name: 'Longdan' }).click();
      await office.follow('Hội đồng xét công nhận');
      await office.follow('Bổ nhiệm thành viên hội đồng');
      await office.type('Tên tài khoản', member);
      if (at === 0) await office.choose('Chức danh', 'Chủ tịch hội đồng');
      await office.send();
    }
    await office.toRound(ROUND);
    await office.follow('Triệu tập phiên họp');
    await office.type('Địa điểm', 'UBND tỉnh');
    await office.press('Chọn tất cả');
    await office.send();
  });
  await officials.let('member 1', async (chair) => {
    await toSession(chair);
    await chair.follow('Khai mạc phiên họp');
    await chair.send();
    await chair.follow('Điểm danh');
    for (const member of MEMBERS) await chair.tick(member);
    await chair.send();
    await chair.follow('Mở bỏ phiếu');
    await chair.send();
    await chair.follow('Kết thúc bỏ phiếu');
    await chair.send();
  });
  const watching = await officials.as('member 1');
  await toSession(watching);
  for (const form of [envelopes, votes]) {
    for (const [teller, said] of [['first teller', /chờ tài khoản thứ hai/], ['second teller', /giống nhau/]]) {
      await officials.let(teller, async (one) => {
        await toSession(one);
        await form(one);
        await one.send();
        await one.page.getByText(said).waitFor();
      });
    }
  }
  // What the tellers did stands on the chair's page by itself.
  const returned = watching.page.locator('dl div', { hasText: 'Phiếu thu về' });
  await returned.getByText(`${MEMBERS.length}/${MEMBERS.length}`).waitFor();
  await watching.follow('Bế mạc phiên họp');
  await watching.send();
  await watching.leave();
});

async function toSession(official) {
  await official.toRound(ROUND);
  const sessions = await official.unfold('Phiên họp hội đồng');
  await official.follow(/\d/, sessions);
}

async function envelopes(teller) {
  await teller.follow('Kiểm phong bì');
  await teller.type('Phiếu phát ra', MEMBERS.length);
  await teller.type('Phiếu thu về', MEMBERS.length);
}

async function votes(teller) {
  await teller.follow('Kiểm phiếu');
  for (const { name } of BOTH) {
    await teller.type('Hợp lệ', MEMBERS.length, teller.row(name));
    await teller.page.locator('fieldset.row', { hasText: name }).getByLabel('Đồng ý', { exact: true }).fill('3');
  }
}

test('the province decides, and both communes are recognised', async () => {
  await officials.let('office', async (office) => {
    await office.follow(new RegExp(`${PHONES.name}.*quyết định`, 'i'));
    await office.type('Số quyết định', 'QĐ-01');
    await office.type('Người ký', 'Chủ tịch UBND tỉnh');
    await office.send();
    for (const { name } of BOTH) {
      const row = office.page.getByRole('row', { name: new RegExp(name) });
      await row.getByText('Đã công nhận').waitFor();
    }
    await office.page.getByRole('link', { name: 'Longdan' }).click();
    await office.page.getByText('Không có việc nào').waitFor();
  });
  assert.deepEqual(officials.complaints, []);
});
