// One survey of one commune, made over the API as the offices make it.
import { ask } from '../web/graphql.mjs';

const DAY = 24 * 60 * 60 * 1000;
export const COMMUNE = '18001';

/** Fails where an operation has something for its user to put right; gives its payload. */
export async function done(url, token, mutation, input, fields) {
  const type = `${mutation[0].toUpperCase()}${mutation.slice(1)}Input!`;
  const query = `mutation($input: ${type}) { ${mutation}(input: $input) { ${fields} userErrors { code message } } }`;
  const payload = (await ask(url, token, query, { input }))[mutation];
  if (payload.userErrors.length) throw new Error(`${mutation}: ${JSON.stringify(payload.userErrors)}`);
  return payload;
}

/** The code of the commune's hamlet of this number. */
export const hamletCode = (number) => `${COMMUNE}-${String(number).padStart(2, '0')}`;

/** Imports a commune and makes tokens: of the Front, of two typists, and of collectors for its hamlets. */
function people(place, hamlets, households) {
  const rows = ['code,name,level,parent_code,households', '42,Tỉnh Hà Tĩnh,province,,', '436,Thành phố Hà Tĩnh,district,42,'];
  rows.push(`${COMMUNE},Xã Thạch Hạ,commune,436,`);
  for (let number = 1; number <= hamlets; number += 1) {
    rows.push(`${hamletCode(number)},Thôn ${number},hamlet,${COMMUNE},${households}`);
  }
  place.put('areas.csv', `${rows.join('\n')}\n`);
  place.run('migrate', 'up');
  place.run('import', 'areas', 'areas.csv');
  const token = (role, name, ...areas) =>
    place.run('token', 'create', '--role', role, '--name', name, ...areas.flatMap((area) => ['--area', area]));
  return {
    office: token('COORDINATION_OFFICE', 'Văn phòng điều phối'),
    front: token('FRONT', 'Mặt trận xã', COMMUNE),
    typists: [token('FRONT', 'Người nhập thứ nhất', COMMUNE), token('FRONT', 'Người nhập thứ hai', COMMUNE)],
    collector: token('COLLECTOR', 'Cả xã', COMMUNE),
    collectors: Array.from({ length: hamlets }, (_, at) => token('COLLECTOR', `Tổ ${at + 1}`, hamletCode(at + 1))),
  };
}

/** Opens a survey whose hamlets are collected in these modes, one hamlet for each; the server starts. */
export async function opened(place, modes, households = 100) {
  const tokens = people(place, modes.length, households);
  await place.serve();
  const { url } = place;
  const round = { year: new Date().getFullYear(), ordinal: 1, regulationCode: 'ha-tinh-2019' };
  const { round: made } = await done(url, tokens.office, 'createCertificationRound', round, 'round { id }');
  const nomination = { roundId: made.id, areaCode: COMMUNE, title: 'STANDARD' };
  const { candidacy } = await done(url, tokens.office, 'nominate', nomination, 'candidacy { id }');
  const planned = {
    candidacyId: candidacy.id,
    kind: 'COLLECTION',
    questionnaireCode: 'commune-2016',
    opensAt: new Date(Date.now() - DAY).toISOString(),
    closesAt: new Date(Date.now() + 14 * DAY).toISOString(),
  };
  const { survey } = await done(url, tokens.front, 'createSurvey', planned, 'survey { id }');
  const hamlets = modes.map((mode, at) => ({ hamletCode: hamletCode(at + 1), mode }));
  await done(url, tokens.front, 'setCollectionModes', { surveyId: survey.id, hamlets }, '');
  await done(url, tokens.front, 'openSurvey', { surveyId: survey.id }, '');
  return { ...tokens, survey: survey.id };
}
