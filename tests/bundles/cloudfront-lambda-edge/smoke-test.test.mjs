// smoke-test.sh against a stand-in of the deployed site: the shipped functions around a small cache, with
// stand-ins for curl's addresses, the AWS CLI and Terraform.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

const AWS = `() {
  echo "$*" >>"$CALLS"
  case "$*" in
    *"OutputKey=='SiteUrl'"*) echo https://site.test ;;
    *"OutputKey=='SignInRequired'"*) echo "$REQUIRED" ;;
    *"OutputKey=='PathsWithoutToken'"*) echo '/public/*,/robots.txt' ;;
    *"OutputKey=='SiteBucketName'"*) echo "$BUCKET" ;;
    *"OutputKey=='UserPool"*) echo "$POOL" ;;
    *admin-initiate-auth*) echo "$ISSUED" ;;
  esac
}`;
const TERRAFORM = `() {
  case "$3" in
    site_url) printf %s https://site.test ;;
    sign_in_required) printf %s "$REQUIRED" ;;
    paths_without_token) printf %s '/public/*,/robots.txt' ;;
    site_bucket_name) printf %s "$BUCKET" ;;
    user_pool_id | user_pool_client_id) printf %s "$POOL" ;;
  esac
}`;

async function smoke(values, { stack = ['my-edge'], ...variables } = {}) {
  const server = createServer(site(values)).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const here = `http://127.0.0.1:${server.address().port}`;
  const curl = `() { local a=("\${@/#https:\\/\\/site.test/${here}/https}"); command curl "\${a[@]/#http:\\/\\/site.test/${here}/plain}"; }`;
  const folder = mkdtempSync(join(tmpdir(), 'smoke-'));
  const env = {
    ...process.env,
    'BASH_FUNC_curl%%': curl,
    'BASH_FUNC_aws%%': AWS,
    'BASH_FUNC_terraform%%': TERRAFORM,
    CALLS: join(folder, 'calls'),
    REQUIRED: values.RequireAuth ?? 'true',
    BUCKET: values.OriginDomainName ? '' : 'bucket',
    POOL: 'pool',
    ISSUED: token(),
    ...variables,
  };
  const result = await new Promise((resolve) => {
    execFile('bash', [script, ...stack], { env }, (error, output, errors) => resolve({ code: error?.code ?? 0, output: output + errors }));
  });
  result.calls = stack.length ? readFileSync(env.CALLS, 'utf8') : '';
  rmSync(folder, { recursive: true });
  server.close();
  server.closeAllConnections();
  return result;
}

test('it passes against a site that does what it should, and leaves no user', async () => {
  const { code, output, calls } = await smoke({});
  assert.equal(code, 0, output);
  assert.match(output, /variant is kept, visit 3/);
  assert.equal(calls.match(/admin-create-user/g).length, 1);
  assert.equal(calls.match(/admin-delete-user/g).length, 1);
  assert.ok(!calls.includes('Aa1-'), 'a password on a command line');
});

test('it reads the outputs of Terraform', async () => {
  const { code, output } = await smoke({}, { stack: [], TOKEN: token() });
  assert.equal(code, 0, output);
  assert.match(output, /public path: 200/);
});

test('it passes when no experiment runs', async () => {
  const { code, output } = await smoke({ VariantBShare: '0' });
  assert.equal(code, 0, output);
  assert.doesNotMatch(output, /variant is kept/);
});

test('it passes where nobody has to sign in, and asks for no token', async () => {
  const { code, output, calls } = await smoke({ RequireAuth: 'false' }, { POOL: '' });
  assert.equal(code, 0, output);
  assert.doesNotMatch(output, /token/);
  assert.match(output, /variant is kept, visit 3/);
  assert.doesNotMatch(calls, /admin-/);
});

test('it passes with an origin and an issuer of one\'s own', async () => {
  const { code, output } = await smoke({ OriginDomainName: 'app.example.com' }, { POOL: '', TOKEN: token() });
  assert.equal(code, 0, output);
  assert.doesNotMatch(output, /public path: 200/);
});

test('without a token it checks what needs none, and says so', async () => {
  const { code, output } = await smoke({}, { POOL: '' });
  assert.equal(code, 0, output);
  assert.match(output, /skipped what needs a token/);
});

test('it fails against a site that asks for no token though it should', async () => {
  const { code, output } = await smoke({ RequireAuth: 'false' }, { REQUIRED: 'true' });
  assert.equal(code, 1);
  assert.match(output, /FAIL {2}forged token: expected 401, got 200/);
});

test('it fails when the token is not accepted, and still deletes its user', async () => {
  const { code, calls } = await smoke({ Audience: 'another-client' });
  assert.equal(code, 1);
  assert.match(calls, /admin-delete-user/);
});
