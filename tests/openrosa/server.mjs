// The server under test, as run.mjs names it, and a phone in the manner of ODK Collect.
import { ask as askAt } from '../web/graphql.mjs';

const { LONGDAN_URL: url, LONGDAN_FRONT: front, LONGDAN_COLLECTOR: collector } = process.env;
if (!url) throw new Error('LONGDAN_URL is not set: use run.mjs');

export { collector, front };

/** Asks GraphQL with a token. */
export const ask = (token, query, variables) => askAt(url, token, query, variables);

/** What belongs to a token, by GET. */
export async function get(token, path) {
  const answer = await fetch(`${url}/openrosa/k/${token}/${path}`, { headers: { 'x-openrosa-version': '1.0' } });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

/** The first form of a phone's list, fetched where the list says. */
export async function firstForm(token) {
  const list = await get(token, 'formList?deviceID=collect%3A1');
  const address = /<downloadUrl>([^<]+)<\/downloadUrl>/.exec(list.text)[1];
  return { list: list.text, text: await (await fetch(address)).text() };
}

/** Sends a filled form: first a HEAD, then the form, as Collect does. */
export async function send(token, xml) {
  const address = `${url}/openrosa/k/${token}/submission?deviceID=collect%3A1`;
  const head = await fetch(address, { method: 'HEAD' });
  if (head.status !== 204) return { status: head.status, text: '' };
  const border = '*****form';
  const body = `--${border}\r\nContent-Disposition: form-data; name="xml_submission_file"; filename="form.xml"\r\n`
    + `Content-Type: text/xml\r\n\r\n${xml}\r\n--${border}--\r\n`;
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': `multipart/form-data; boundary="${border}"`, 'x-openrosa-version': '1.0' },
    body,
  });
  return { status: answer.status, text: await answer.text() };
}
