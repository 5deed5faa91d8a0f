// The API function, run as the exact text that template.yaml ships.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import vm from 'node:vm';

const SECRET = 'a-secret-of-the-distribution';
const template = readFileSync(
  new URL('../../../patterns_catalog/cloudfront-multi-origin/bundles/cloudformation/template.yaml', import.meta.url),
  'utf8',
);

function inlineCode(resource) {
  const lines = template.split('\n');
  const start = lines.indexOf('        ZipFile: |', lines.indexOf(`  ${resource}:`)) + 1;
  const end = lines.findIndex((line, index) => index > start && line !== '' && !line.startsWith('          '));
  return lines.slice(start, end).map((line) => line.slice(10)).join('\n');
}

function loadHandler(secret = SECRET) {
  const exports = {};
  const context = { exports, require: createRequire(import.meta.url), process: { env: { ORIGIN_SECRET: secret } }, Buffer };
  vm.runInNewContext(inlineCode('ApiFunction'), context);
  return exports.handler;
}

const event = ({ path = '/api/hello', method = 'GET', headers = { 'x-origin-verify': SECRET }, query } = {}) => ({
  headers,
  queryStringParameters: query,
  requestContext: { requestId: 'request-1', http: { method, path } },
});

test('it answers a request that came through CloudFront', async () => {
  const response = await loadHandler()(event({ query: { name: 'Hana' } }));
  assert.equal(response.statusCode, 200);
  assert.deepEqual(JSON.parse(response.body), { message: 'Hello, Hana', requestId: 'request-1' });
});

test('it greets the world when no name is given', async () => {
  assert.equal(JSON.parse((await loadHandler()(event())).body).message, 'Hello, world');
});

test('it refuses a request without the origin header', async () => {
  assert.equal((await loadHandler()(event({ headers: {} }))).statusCode, 403);
});

test('it refuses a request with a wrong origin header, of the same length or not', async () => {
  for (const value of ['x'.repeat(SECRET.length), 'x', `${SECRET}x`]) {
    assert.equal((await loadHandler()(event({ headers: { 'x-origin-verify': value } }))).statusCode, 403);
  }
});

test('it refuses everything while no secret is configured', async () => {
  assert.equal((await loadHandler('')(event({ headers: { 'x-origin-verify': '' } }))).statusCode, 403);
});

test('it answers 404 for a route it does not have', async () => {
  assert.equal((await loadHandler()(event({ path: '/api/nothing' }))).statusCode, 404);
  assert.equal((await loadHandler()(event({ method: 'POST' }))).statusCode, 404);
});

test('no response may be cached', async () => {
  for (const request of [event(), event({ headers: {} }), event({ path: '/api/nothing' })]) {
    assert.equal((await loadHandler()(request)).headers['cache-control'], 'no-store');
  }
});

test('its routes start with /api/, so that the path CloudFront forwards matches', () => {
  assert.match(template, /RouteKey: ANY \/api\/\{proxy\+\}/);
  assert.doesNotMatch(inlineCode('ApiFunction'), /'(GET|POST|PUT|DELETE|PATCH) \/(?!api\/)/);
});

test('both formats ship the same function', () => {
  const path = '../../../patterns_catalog/cloudfront-multi-origin/bundles/terraform/src/api/index.js';
  assert.equal(readFileSync(new URL(path, import.meta.url), 'utf8').trimEnd(), inlineCode('ApiFunction').trimEnd());
});
