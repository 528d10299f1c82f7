// A survey's daily work at the dashboard: phones, invitations, rosters, conflicts, voids, reviews,
// comments, count records that differ, objections, what is returned; and a program that hears no more of it.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before } from 'node:test';

import { inVietnam } from './officials.mjs';
import { Town } from './town.mjs';

const COMMUNE = { code: '18106', name: 'Xã Thạch Đồng' };
const hamlet = (number) => `${COMMUNE.code}-0${number}`;
const FRONT = 'Front';
const SECOND = 'second of the Front';
const PROVINCE = 'provincial Front';

const town = new Town({ LONGDAN_WEBHOOKS_PRIVATE: 'true' });
/** A program that never wants to be told again, once it was told. */
const gone = createServer((asked, answer) => asked.resume().on('end', () => answer.writeHead(410).end()));
const test = town.part;
let officials;
let survey;

before(async () => {
  const hamlets = [1, 2, 3].map((number) => [hamlet(number), `Thôn ${number}`, COMMUNE.code, 10]);
  officials = await town.start(hamlets, [
    ['office', 'COORDINATION_OFFICE', '42'],
    [FRONT, 'FRONT', COMMUNE.code],
    [SECOND, 'FRONT', COMMUNE.code],
    [PROVINCE, 'FRONT', '42'],
  ]);
  const does = async (who, name, wanted, input) => {
    const type = `${name[0].toUpperCase()}${name.slice(1)}Input`;
    const query = `mutation($input: ${type}!) { ${name}(input: $input) { ${wanted} userErrors { message } } }`;
    const payload = (await town.ask(who, query, { input }))[name];
    assert.deepEqual(payload.userErrors, []);
    return payload;
  };
  const { round } = await does('office', 'createCertificationRound', 'round { id }', {
    year: 2019, ordinal: 1, regulationCode: 'ha-tinh-2019', asOf: '2019-07-17',
  });
  await does('office', 'nominate', 'candidacy { id }', { roundId: round.id, areaCode: COMMUNE.code, title: 'STANDARD' });
  const { surveys } = await does(PROVINCE, 'createSurveys', 'surveys { id }', {
    roundId: round.id,
    questionnaireCode: 'commune-2016',
    opensAt: new Date(Date.now() - 86_400_000).toISOString(),
    closesAt: new Date(Date.now() + 86_400_000).toISOString(),
  });
  survey = surveys[0].id;
  await new Promise((done) => gone.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${gone.address().port}/`;
  await does('office', 'createWebhook', 'webhook { id }', { url, kinds: ['SURVEY_CLOSED'] });
});

after(async () => {
  gone.close();
  await town.end();
});

/** The survey's own page: the round, the commune, the survey. */
async function atSurvey(official) {
  await official.toSurvey('Đợt 1 năm 2019', COMMUNE.name);
  return official;
}

const at = (who, act) => officials.let(who, async (official) => act(await atSurvey(official)));

/** Sends forms as a phone does; the receipts. */
async function sent(forms) {
  const query = `query($id: ID!) { satisfactionSurvey(id: $id) {
    questionnaire { items { code options { code } } } } }`;
  const { satisfactionSurvey } = await town.ask(FRONT, query, { id: survey });
  const { items } = satisfactionSurvey.questionnaire;
  const responses = forms.map(({ household, comment, option = 0 }) => ({
    id: crypto.randomUUID(),
    hamletCode: hamlet(1),
    householdCode: household,
    collectedAt: new Date(Date.now() - 60_000).toISOString(),
    comment,
    answers: items.map(({ code, options }) => ({ item: code, choice: options[option].code })),
  }));
  const input = { surveyId: survey, responses };
  const { submitResponses } = await town.ask(FRONT, `mutation($input: SubmitResponsesInput!) {
    submitResponses(input: $input) { receipts { status kept } userErrors { message } } }`, { input });
  return submitResponses.receipts;
}

test('before it opens: how answers are collected, who collects, who is invited', async () => {
  await at(FRONT, async (front) => {
    await front.follow('Chọn hình thức lấy phiếu');
    await front.choose('Hình thức', 'Người dân tự trả lời', front.row('Thôn 2'));
    await front.choose('Hình thức', 'Kiểm phiếu giấy', front.row('Thôn 3'));
    await front.send();
    await front.follow('Ghi danh người lấy phiếu', await front.unfold('Người lấy phiếu'));
    await front.type('Tên tài khoản', 'Nguyễn Thị A');
    await front.tick('Thôn 1');
    await front.send();
    const code = front.page.getByRole('img', { name: 'Mã QR' });
    await code.waitFor();
    await front.page.waitForFunction(() => document.querySelector('img.qr').naturalWidth > 0);
    const sheet = await front.page.getByRole('link', { name: 'Mở tờ mã QR' }).getAttribute('href');
    const paper = await fetch(new URL(sheet, town.place.url));
    assert.equal(paper.status, 200);
    await front.follow('Tiếp tục');
    await front.follow('Cấp lại mã QR', await front.unfold('Người lấy phiếu'));
    await front.send();
    await front.follow('Tiếp tục');
    await front.follow('Thu hồi ghi danh', await front.unfold('Người lấy phiếu'));
    await front.send();
    await front.follow('Cấp giấy mời tự trả lời', await front.unfold('Các thôn'));
    await front.choose('Thôn', 'Thôn 2');
    await front.send();
    assert.equal(await front.page.locator('tbody tr').count(), 10);
    await front.follow('Tiếp tục');
    await front.follow('Thu hồi giấy mời', await front.unfold('Các thôn'));
    await front.choose('Thôn', 'Thôn 2');
    await front.type('Mã các hộ', '1\n2');
    await front.send();
    await front.follow('Cập nhật danh sách hộ', (await front.unfold('Các thôn')).getByRole('row', { name: /Thôn 3/ }));
    await front.type('Thêm hộ', 'H1 H2\nH3');
    await front.type('Lý do', 'Lập danh sách');
    await front.send();
    await front.follow('Mở cuộc lấy ý kiến');
    await front.send();
  });
});

test('of two forms of a household one is chosen, and a second account confirms it', async () => {
  const comment = 'Đường vào xóm còn lầy';
  await sent(['A', 'B', 'C', 'D', 'E'].map((household) => ({ household, comment })));
  assert.deepEqual(await sent([{ household: 'A', option: 1 }]), [{ status: 'REJECTED', kept: true }]);
  await at(FRONT, async (front) => {
    await front.follow('Chọn phiếu', await front.unfold('Phiếu để riêng'));
    await front.choose('Lựa chọn', 'Lấy phiếu này');
    await front.type('Lý do', 'Hộ nói phiếu sau mới đúng');
    await front.send();
  });
  await officials.let(FRONT, async (front) => {
    await front.follow(/xác nhận hiệu chỉnh/);
    await front.follow('Xác nhận hiệu chỉnh', front.page.locator('details[open]'));
    await front.page.locator('form.work button[type=submit]').click();
    await front.page.getByText(/tài khoản khác|tài khoản thứ hai/).last().waitFor();
  });
  await officials.let(SECOND, async (second) => {
    await second.follow(/xác nhận hiệu chỉnh/);
    await second.follow('Xác nhận hiệu chỉnh', second.page.locator('details[open]'));
    await second.send();
  });
});

test('forms are voided, doubted and amended, and corrections confirmed together', async () => {
  await at(FRONT, async (front) => {
    await front.follow('Loại phiếu', await front.unfold('Các phiếu đã tính'));
    await front.type('Lý do', 'Phiếu ghi nhầm thôn');
    await front.send();
    await front.follow('Rà soát phiếu', await front.unfold('Các phiếu đã tính'));
    await front.choose('Trạng thái', 'Cần xem lại');
    await front.type('Lý do', 'Trùng nét chữ');
    await front.send();
    await front.follow('Sửa phiếu đã gửi', await front.unfold('Các phiếu đã tính'));
    const replaced = await front.page.getByLabel('Mã phiếu được thay').inputValue();
    const query = `query($id: ID!) { satisfactionSurvey(id: $id) { responses(first: 50) { nodes {
      responseId householdCode collectedAt } } } }`;
    const { satisfactionSurvey } = await town.ask(PROVINCE, query, { id: survey });
    const old = satisfactionSurvey.responses.nodes.find(({ responseId }) => responseId === replaced);
    // It begins as the form was sent; a commune's Front types the household's code from the paper.
    const said = (selector) => front.page.locator(selector).evaluateAll((all) => all.map(({ value }) => value));
    assert.ok((await said('fieldset.row select')).every(Boolean));
    assert.match((await said('select'))[0], new RegExp(`^${COMMUNE.code}-`));
    await front.type('Mã hộ', old.householdCode);
    await front.page.locator('fieldset.row select').first().selectOption({ index: 2 });
    await front.page.getByLabel('Lý do').last().fill('Hộ sửa câu trả lời');
    await front.send();
  });
  await officials.let(FRONT, async (front) => {
    await front.follow(/xem lại phiếu/);
    await front.follow('Rà soát phiếu', front.page.locator('details[open]'));
    await front.choose('Trạng thái', 'Đã chấp nhận');
    await front.type('Lý do', 'Đã hỏi lại hộ');
    await front.send();
  });
  await at(SECOND, async (second) => {
    await second.follow('Xác nhận nhiều hiệu chỉnh', await second.unfold('Hiệu chỉnh chờ xác nhận'));
    for (const box of await second.page.getByRole('checkbox').all()) await box.check();
    await second.send();
    const none = await second.unfold('Hiệu chỉnh chờ xác nhận');
    await none.getByText('Chưa có gì ở đây.').waitFor();
  });
});

test('a comment is handed on, and waits on the first page', async () => {
  await at(FRONT, async (front) => {
    await front.follow('Xử lý ý kiến phản ánh', await front.unfold('Ý kiến của người dân'));
    await front.choose('Trạng thái', 'Đã chuyển');
    await front.type('Nội dung công khai', 'Đường vào xóm lầy');
    await front.type('Cơ quan tiếp nhận', 'UBND xã');
    await front.type('Hạn trả lời', inVietnam(3));
    await front.send();
    await front.page.getByRole('link', { name: 'Longdan' }).click();
    await front.page.getByRole('link', { name: /ý kiến phản ánh đã chuyển/ }).waitFor();
  });
});

/** Types the paper of hamlet 3, with so many forms out. */
async function typed(front, issued) {
  const labels = { 'Phiếu phát ra': issued, 'Phiếu thu về': 8, 'Phiếu hợp lệ': 8, 'Phiếu không hợp lệ': 0, 'Phiếu thất lạc': issued - 8 };
  await front.choose('Thôn', 'Thôn 3');
  for (const [label, value] of Object.entries(labels)) {
    await front.page.getByLabel(label, { exact: true }).fill(String(value));
  }
  for (const item of await front.page.locator('fieldset.row:has(> .cells > fieldset.rows)').all()) {
    const counts = await item.locator('fieldset.tight input').all();
    for (const [turn, count] of counts.entries()) await count.fill(['5', '3'][turn] ?? '0');
  }
  await front.send();
}

test('where two typed other figures, the differing fields are typed anew', async () => {
  for (const [who, issued] of [[FRONT, 9], [SECOND, 10]]) {
    await at(who, async (front) => {
      await front.follow('Nhập biên bản kiểm phiếu', await front.unfold('Biên bản kiểm phiếu'));
      await typed(front, issued);
    });
  }
  await at(SECOND, async (second) => {
    const records = await second.unfold('Biên bản kiểm phiếu');
    await records.getByText('Hai lần nhập khác nhau').waitFor();
    await second.follow('Nhập lại các ô khác nhau', records);
    const rows = second.page.locator('fieldset.row');
    await rows.nth(1).waitFor();
    assert.equal(await rows.count(), 2);
    await second.type('Số trên giấy', 10, second.row('Phiếu phát ra'));
    await second.type('Số trên giấy', 2, second.row('Phiếu thất lạc'));
    await second.type('Lý do', 'Xem lại giấy');
    await second.send();
    await second.follow('Đính kèm ảnh', await second.unfold('Biên bản kiểm phiếu'));
    const scan = { name: 'trang 1.png', mimeType: 'image/png', buffer: Buffer.from('89504e470d0a1a0a', 'hex') };
    await second.page.getByLabel('Ảnh, bản quét').setInputFiles(scan);
    await second.page.getByText('Đã nhận: trang 1.png').waitFor();
    await second.send();
    await second.follow('Hủy biên bản kiểm phiếu', await second.unfold('Biên bản kiểm phiếu'));
    await second.type('Lý do', 'Kiểm lại từ đầu');
    await second.send();
    await (await second.unfold('Biên bản kiểm phiếu')).getByText('Chưa nhập').waitFor();
  });
});

test('closed, posted, objected to, answered, and sent back', async () => {
  await at(FRONT, async (front) => {
    await front.follow('Ngừng phát phiếu');
    await front.send();
    await front.follow('Chốt kết quả');
    await front.send();
    await front.follow('Niêm yết kết quả');
    await front.press('Thêm nơi niêm yết');
    await front.choose('Nơi niêm yết', 'Nơi khác', front.page.locator('fieldset.row').last());
    await front.page.locator('form.work button[type=submit]').click();
    const fault = front.page.locator('#f-places-1-name-fault');
    await fault.waitFor();
    await front.type('Tên nơi niêm yết', 'Chợ xã', front.page.locator('fieldset.row').last());
    await front.send();
    await front.follow('Ghi ý kiến phản ánh', await front.unfold('Ý kiến phản ánh về kết quả'));
    await front.type('Ý kiến', 'Số hộ của thôn chưa đúng');
    await front.send();
  });
  await officials.let(FRONT, async (front) => {
    await front.follow(/trả lời kiến nghị/);
    await front.follow('Trả lời ý kiến phản ánh', front.page.locator('details[open]'));
    await front.say('Phản ánh đúng', 'Không');
    await front.type('Trả lời', 'Đã đối chiếu danh sách hộ');
    await front.send();
  });
  await at(PROVINCE, async (front) => {
    await front.follow('Trả lại để làm lại');
    await front.type('Lý do trả lại', 'Thôn 3 chưa nhập biên bản');
    await front.send();
    await front.follow('Đặt thời hạn lưu phiếu', await front.unfold('Thời hạn lưu phiếu'));
    await front.type('Lưu đến hết ngày', inVietnam(400));
    await front.type('Lý do', 'Theo quy định lưu trữ');
    await front.send();
    await front.page.getByText('Trả lại để làm lại').waitFor();
  });
  assert.deepEqual(officials.complaints, []);
});

test('a program that was given up is on the list of work until it is told again', () =>
  officials.let('office', async (office) => {
    const entry = office.page.getByRole('link', { name: /điểm nhận thông báo đã ngừng gửi/ });
    // The sender looks every few seconds; the page shows what it had done when it was opened.
    while (!(await entry.count())) {
      await office.page.reload();
      await office.settled();
    }
    await entry.click();
    await office.settled();
    await office.follow('Gửi lại');
    await office.type('Sau sự kiện số', '1000');
    assert.ok((await office.submit()).refused);
    await office.type('Sau sự kiện số', '');
    gone.removeAllListeners('request').on('request', (asked, answer) => asked.resume().on('end', () => answer.end()));
    await office.send();
    await office.page.getByRole('link', { name: 'Longdan' }).click();
    await office.page.getByText('Không có việc nào chờ').or(office.page.locator('.todo')).first().waitFor();
    assert.equal(await entry.count(), 0);
  }));
