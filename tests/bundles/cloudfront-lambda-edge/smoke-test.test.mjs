// smoke-test.sh against a stand-in of the deployed site: the shipped functions around a small cache.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { DEFAULTS, load } from './shipped.mjs';

const script = fileURLToPath(
  new URL('../../../patterns_catalog/cloudfront-lambda-edge/bundles/shared/smoke-test.sh', import.meta.url),
);
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const fetchKeys = async () => ({
  ok: true,
  json: async () => ({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'key-1' }] }),
});

function token() {
  const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { iss: DEFAULTS.Issuer, aud: DEFAULTS.Audience, sub: 'user-1', exp: Date.now() / 1000 + 300 };
  const signed = `${encode({ alg: 'RS256', kid: 'key-1' })}.${encode(claims)}`;
  return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), privateKey).toString('base64url')}`;
}

const asEdge = (headers) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [{ key: name, value: String(value) }]]));

function answer(response, { status, headers, body = 'page' }) {
  for (const list of Object.values(headers)) response.setHeader(list[0].key, list.map(({ value }) => value));
  response.setHeader('strict-transport-security', 'max-age=31536000');
  response.writeHead(Number(status)).end(body);
}

// A request to https://site.test/x arrives as /https/x, one to http://site.test/x as /plain/x.
function site(values) {
  const viewerRequest = load('ViewerRequestFunction', values, { fetch: fetchKeys });
  const viewerResponse = load('ViewerResponseFunction', values);
  return async (incoming, response) => {
    if (incoming.url.startsWith('/plain')) return response.writeHead(301).end();
    const uri = incoming.url.slice('/https'.length);
    const request = { uri, method: incoming.method, querystring: '', headers: asEdge(incoming.headers) };
    const forwarded = await viewerRequest({ Records: [{ cf: { request } }] });
    if (forwarded.status) return answer(response, forwarded);
    const reply = { status: '200', headers: asEdge({ 'content-type': 'text/html' }) };
    return answer(response, await viewerResponse({ Records: [{ cf: { request: forwarded, response: reply } }] }));
  };
}

async function smoke(values, ...more) {
  const server = createServer(site(values)).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const here = `http://127.0.0.1:${server.address().port}`;
  const curl = `() { local a=("\${@/#https:\\/\\/site.test/${here}/https}"); command curl "\${a[@]/#http:\\/\\/site.test/${here}/plain}"; }`;
  const env = { ...process.env, 'BASH_FUNC_curl%%': curl };
  const result = await new Promise((resolve) => {
    execFile('bash', [script, 'https://site.test/', ...more], { env }, (error, output) => resolve({ code: error?.code ?? 0, output }));
  });
  server.close();
  server.closeAllConnections();
  return result;
}

test('it passes against a site that does what it should', async () => {
  const { code, output } = await smoke({}, token());
  assert.equal(code, 0, output);
  assert.match(output, /variant is kept, visit 3/);
});

test('it passes when no experiment runs', async () => {
  const { code, output } = await smoke({ VariantBShare: '0' }, token());
  assert.equal(code, 0, output);
  assert.doesNotMatch(output, /variant is kept/);
});

test('without a token it checks what needs none', async () => {
  const { code, output } = await smoke({});
  assert.equal(code, 0, output);
  assert.doesNotMatch(output, /valid token/);
});

test('it fails against a site that asks for no token', async () => {
  const { code, output } = await smoke({ RequireAuth: 'false' });
  assert.equal(code, 1);
  assert.match(output, /FAIL {2}forged token: expected 401, got 200/);
});

test('it fails when the token is not accepted', async () => {
  assert.equal((await smoke({ Audience: 'another-client' }, token())).code, 1);
});
