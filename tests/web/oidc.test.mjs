// Signing in at a certified provider of identities, in Chromium, by clicks.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import Provider from 'oidc-provider';
import { chromium } from 'playwright-core';

import { browser as program_of_browser, program, surroundings } from './program.mjs';

const PATIENCE = 60_000;
const PROOF = { 'graphql-require-preflight': '1' };

/** People of the provider, with their groups. */
const PEOPLE = {
  lan: { name: 'Nguyễn Thị Lan', groups: ['/longdan/mttq-ha-tinh', '/longdan/xe'] },
  khach: { name: 'Khách', groups: ['/longdan/xe'] },
  quan: { name: 'Lê Quản Trị', groups: ['/longdan/quan-tri'] },
};

const TABLE = `
["/longdan/mttq-ha-tinh"]
role = "FRONT"
areas = ["42"]

["/longdan/quan-tri"]
role = "ADMIN"
`;

const scene = {};

/** A port that was free a moment ago. */
async function port() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: found } = server.address();
  server.close();
  await once(server, 'close');
  return found;
}

/** The provider: another site than the server, which the browser reaches by another name. */
async function provider(at, url) {
  const issuer = `http://localhost:${at}`;
  const made = new Provider(issuer, {
    clients: [
      {
        client_id: 'longdan',
        client_secret: 'a secret: with %',
        redirect_uris: [`${url}/oidc/callback`],
        post_logout_redirect_uris: [`${url}/`],
        backchannel_logout_uri: `${url}/oidc/backchannel-logout`,
        backchannel_logout_session_required: true,
      },
    ],
    features: { backchannelLogout: { enabled: true } },
    claims: { openid: ['sub'], profile: ['name', 'groups'] },
    cookies: { keys: ['only for tests'] },
    pkce: { required: () => true },
    findAccount: (_, id) => ({
      accountId: id,
      claims: async () => ({ sub: id, ...PEOPLE[id] }),
    }),
  });
  const server = made.listen(at, '127.0.0.1');
  await once(server, 'listening');
  return { issuer, server };
}

/** The program with a provider in its settings. */
async function serve(folder, at, url, issuer) {
  writeFileSync(join(folder, 'secret'), 'a secret: with %\n');
  writeFileSync(join(folder, 'roles.toml'), TABLE);
  const env = {
    ...surroundings(),
    LONGDAN_DATABASE_URL: `sqlite:${join(folder, 'longdan.db')}`,
    LONGDAN_LISTEN: `127.0.0.1:${at}`,
    LONGDAN_PUBLIC_URL: url,
    LONGDAN_OIDC_ISSUER: issuer,
    LONGDAN_OIDC_CLIENT_ID: 'longdan',
    LONGDAN_OIDC_SECRET_FILE: join(folder, 'secret'),
    LONGDAN_OIDC_ROLES_FILE: join(folder, 'roles.toml'),
    LONGDAN_OIDC_ADMIN: 'true',
  };
  for (const args of [['migrate', 'up'], ['import', 'areas', '--bundled', 'ha-tinh-2019']]) {
    const done = spawnSync(program(), args, { cwd: folder, env, encoding: 'utf8' });
    assert.equal(done.status, 0, `${args}: ${done.stderr}`);
  }
  const child = spawn(program(), ['serve'], { cwd: folder, env, stdio: ['ignore', 'ignore', 'pipe'] });
  await new Promise((done, fail) => {
    let text = '';
    child.stderr.on('data', (piece) => {
      text += piece;
      if (text.includes(url)) done();
    });
    child.once('exit', (code) => fail(new Error(`serve ended with ${code}: ${text}`)));
  });
  return child;
}

before(async () => {
  const [own, theirs] = [await port(), await port()];
  scene.url = `http://127.0.0.1:${own}`;
  scene.folder = mkdtempSync(join(tmpdir(), 'longdan-oidc-'));
  scene.provider = await provider(theirs, scene.url);
  scene.server = await serve(scene.folder, own, scene.url, scene.provider.issuer);
  scene.browser = await chromium.launch({
    executablePath: program_of_browser(),
    args: ['--no-sandbox', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost'],
  });
});

after(async () => {
  await scene.browser?.close();
  scene.provider?.server.close();
  scene.provider?.server.closeAllConnections();
  if (scene.server) {
    scene.server.kill('SIGTERM');
    await once(scene.server, 'exit');
  }
  rmSync(scene.folder, { recursive: true, force: true });
});

/** Signs somebody in at the provider, in a browser that knows nobody yet. */
async function enter(login, next) {
  const context = await scene.browser.newContext();
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  await page.goto(`${scene.url}/oidc/start?next=${encodeURIComponent(next)}`);
  assert.ok(page.url().startsWith(scene.provider.issuer), page.url());
  await page.locator('input[name=login]').fill(login);
  await page.locator('input[name=password]').fill('x');
  await page.locator('button[type=submit]').click();
  await page.locator('button:has-text("Continue")').click();
  await page.waitForURL((to) => to.href.startsWith(scene.url));
  return { context, page };
}

/** Asks from within a page, as its scripts do. */
function ask(page, path, options = {}) {
  return page.evaluate(
    async ([to, how]) => {
      const answer = await fetch(to, how);
      return { status: answer.status, body: await answer.json() };
    },
    [path, options],
  );
}

function viewer(page, headers = PROOF) {
  return ask(page, '/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: '{ viewer { name roles areas { code } } }' }),
  });
}

test('a person signs in, works and signs out, there too', async () => {
  const { context, page } = await enter('lan', '/graphiql');
  await page.waitForURL(`${scene.url}/graphiql`);
  const [cookie, ...others] = await context.cookies(scene.url);
  assert.deepEqual(others, [], 'what the way there needed is gone');
  assert.equal(cookie.name, 'longdan');
  assert.equal(cookie.httpOnly, true);
  assert.equal(cookie.sameSite, 'Strict');
  const session = await ask(page, '/session');
  assert.equal(session.body.name, 'Nguyễn Thị Lan');
  assert.deepEqual(session.body.ways, { token: true, oidc: true });
  const seen = await viewer(page);
  assert.deepEqual(seen.body.data.viewer.roles, ['FRONT']);
  assert.deepEqual(seen.body.data.viewer.areas, [{ code: '42' }]);
  assert.equal((await viewer(page, {})).status, 403, 'no header, no rights');
  const out = await ask(page, '/session', { method: 'DELETE', headers: PROOF });
  assert.equal(out.body.signedIn, false);
  assert.ok(new URL(out.body.endSession).searchParams.get('id_token_hint'));
  await page.goto(out.body.endSession);
  const home = page.waitForRequest(`${scene.url}/`);
  await page.locator('button[value=yes]').click();
  await home;
  assert.deepEqual(await context.cookies(scene.url), []);
  const anew = await context.newPage();
  await anew.goto(`${scene.url}/oidc/start`);
  await anew.locator('input[name=login]').waitFor();
  await context.close();
});

/** Opens a socket in the page; `window.socketClosed` is the code with which it ends. */
function openSocket(page) {
  return page.evaluate(
    () =>
      new Promise((acknowledged) => {
        const socket = new WebSocket(`ws://${location.host}/graphql`, 'graphql-transport-ws');
        window.socketClosed = new Promise((done) => {
          socket.onclose = ({ code }) => done(code);
        });
        socket.onopen = () => socket.send('{"type":"connection_init"}');
        socket.onmessage = () => acknowledged();
      }),
  );
}

test('who signs out at the provider is signed out here, with what is open', async () => {
  const { context, page } = await enter('lan', '/graphiql');
  const elsewhere = await enter('lan', '/graphiql');
  for (const { page: one } of [{ page }, elsewhere]) {
    await one.waitForURL(`${scene.url}/graphiql`);
    await openSocket(one);
  }
  const there = await context.newPage();
  await there.goto(`${scene.provider.issuer}/session/end`);
  await there.locator('button[value=yes]').click();
  assert.equal(await page.evaluate(() => window.socketClosed), 4403);
  assert.equal((await viewer(page)).status, 401);
  assert.equal((await ask(page, '/session')).body.signedIn, false);
  // The provider's session in another browser goes on, and so does ours.
  assert.equal((await ask(elsewhere.page, '/session')).body.signedIn, true);
  await context.close();
  await elsewhere.context.close();
});

test('one comes back to the view that one was at', async () => {
  const context = await scene.browser.newContext();
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  await page.goto(`${scene.url}/#/desk/accounts?open=tokens&x=1`);
  await page.locator('a[href^="/oidc/start"]').click();
  await page.locator('input[name=login]').fill('lan');
  await page.locator('input[name=password]').fill('x');
  await page.locator('button[type=submit]').click();
  await page.locator('button:has-text("Continue")').click();
  await page.locator('.person').waitFor();
  assert.equal(page.url(), `${scene.url}/#/desk/accounts?open=tokens&x=1`);
  await context.close();
});

test('the page that the provider sent back to is good for one time', async () => {
  const context = await scene.browser.newContext();
  const page = await context.newPage();
  const back = page.waitForRequest((request) => request.url().includes('/oidc/callback'));
  await page.goto(`${scene.url}/oidc/start?next=/graphiql`);
  await page.locator('input[name=login]').fill('lan');
  await page.locator('input[name=password]').fill('x');
  await page.locator('button[type=submit]').click();
  await page.locator('button:has-text("Continue")').click();
  const address = (await back).url();
  await page.waitForURL(`${scene.url}/graphiql`);
  await context.clearCookies();
  const again = await page.goto(address);
  assert.equal(again.status(), 400);
  assert.deepEqual(await context.cookies(scene.url), []);
  await context.close();
});

test('whose groups give nothing is told so and not let in', async () => {
  const { context, page } = await enter('khach', '/graphiql');
  assert.match(await page.locator('body').innerText(), /chưa được cấp quyền|has no rights/);
  assert.deepEqual(await context.cookies(scene.url), []);
  await context.close();
});

test('a group of administrators waits for a second one', async () => {
  const { context, page } = await enter('quan', '/graphiql');
  await page.waitForURL(`${scene.url}/graphiql`);
  const seen = await viewer(page);
  assert.deepEqual(seen.body.data.viewer.roles, []);
  await context.close();
});

test('another site gets nothing out of the cookie', async () => {
  const { context, page } = await enter('lan', '/graphiql');
  await page.waitForURL(`${scene.url}/graphiql`);
  const other = await context.newPage();
  await other.goto(`${scene.provider.issuer}/.well-known/openid-configuration`);
  const asked = other.waitForRequest((request) => request.url().startsWith(scene.url));
  await other.evaluate((to) => {
    const form = document.createElement('form');
    form.method = 'post';
    form.action = to;
    document.body.append(form);
    form.submit();
  }, `${scene.url}/graphql`);
  const headers = await (await asked).allHeaders();
  assert.ok(!headers.cookie?.includes('longdan='), headers.cookie);
  assert.equal((await viewer(page)).body.data.viewer.name, 'Nguyễn Thị Lan');
  await context.close();
});
