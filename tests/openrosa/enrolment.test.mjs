// A collector is enrolled, and the phone is set up by the QR code alone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inflateSync } from 'node:zlib';

import jsQR from 'jsqr';

import { ask, collector, front, get } from './server.mjs';

const PAYLOAD = '{ enrolment { id collector revokedAt hamlets { code } } token sheetPath qrPath userErrors { code } }';

test('a phone that is set up by the code finds its form; a revoked one is let in no more', async () => {
  const assigned = await ask(collector, '{ assignedSurveys { id hamlets { hamlet { code } } } }');
  const [survey] = assigned.assignedSurveys;
  const hamletCodes = [survey.hamlets[0].hamlet.code];
  const input = { surveyId: survey.id, collector: 'Chị Lan, tổ 3', hamletCodes };
  const enrol = `mutation ($input: EnrolCollectorInput!) { enrolCollector(input: $input) ${PAYLOAD} }`;
  const { enrolment, token, userErrors } = (await ask(front, enrol, { input })).enrolCollector;
  assert.deepEqual(userErrors, []);
  assert.deepEqual(enrolment.hamlets.map(({ code }) => code), hamletCodes);
  const sheet = await get(token, 'sheet');
  assert.equal(sheet.status, 200);
  assert.match(sheet.text, /Chị Lan, tổ 3/);
  assert.match(sheet.headers.get('content-security-policy'), /default-src 'none'; style-src 'sha256-/);

  const settings = scanned((await get(token, 'qr.svg')).text);
  assert.equal(settings.general.protocol, 'odk_default');
  assert.deepEqual(settings.admin, {});
  const list = await (await fetch(`${settings.general.server_url}/formList`)).text();
  assert.match(list, /<formID>longdan-/);

  const renew = `mutation ($input: EnrolmentInput!) { renewEnrolment(input: $input) ${PAYLOAD} }`;
  const renewed = (await ask(front, renew, { input: { enrolmentId: enrolment.id } })).renewEnrolment;
  assert.equal((await get(token, 'formList')).status, 403);
  assert.equal((await get(renewed.token, 'formList')).status, 200);
  const revoke = `mutation ($input: EnrolmentInput!) { revokeEnrolment(input: $input) ${PAYLOAD} }`;
  const revoked = (await ask(front, revoke, { input: { enrolmentId: enrolment.id } })).revokeEnrolment;
  assert.notEqual(revoked.enrolment.revokedAt, null);
  assert.equal((await get(renewed.token, 'formList')).status, 403);
});

/** What Collect reads of a code: the drawing as a picture, read as a camera's would be, unpacked. */
function scanned(svg) {
  const scale = 4;
  const side = Number(/viewBox="0 0 (\d+) /.exec(svg)[1]) * scale;
  const picture = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [, x, y] of svg.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    for (let row = y * scale; row < y * scale + scale; row += 1) {
      for (let column = x * scale; column < x * scale + scale; column += 1) {
        picture.fill(0, (row * side + column) * 4, (row * side + column) * 4 + 3);
      }
    }
  }
  const code = jsQR(picture, side, side);
  assert.ok(code, 'a code that can be read');
  return JSON.parse(inflateSync(Buffer.from(code.data, 'base64')));
}
