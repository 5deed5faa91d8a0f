import assert from 'node:assert/strict';
import { test } from 'node:test';
import { headersOf, load } from './shipped.mjs';

const entry = (headers) => Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [{ key: name, value }]]));

async function respond({ values, request = { 'x-variant': 'b' }, response = {} } = {}) {
  const cf = { request: { headers: entry(request) }, response: { status: '200', headers: entry(response) } };
  return headersOf(await load('ViewerResponseFunction', values)({ Records: [{ cf }] }));
}

test('it sets the variant as a cookie once', async () => {
  const first = await respond();
  assert.deepEqual(first['set-cookie'], ['ab=exp-1.b; Path=/; Max-Age=2592000; Secure; HttpOnly; SameSite=Lax']);
  const next = await respond({ request: { 'x-variant': 'b', cookie: 'theme=dark; ab=exp-1.b' } });
  assert.equal(next['set-cookie'], undefined);
});

test('it replaces the cookie of an earlier experiment', async () => {
  const headers = await respond({ request: { 'x-variant': 'b', cookie: 'ab=exp-0.a' } });
  assert.equal(headers['set-cookie'].length, 1);
});

test("it keeps the origin's cookies", async () => {
  const headers = await respond({ response: { 'set-cookie': 'theme=dark' } });
  assert.deepEqual([headers['set-cookie'][0], headers['set-cookie'].length], ['theme=dark', 2]);
});

test('it sets no cookie when no experiment runs, so that the next one starts afresh', async () => {
  for (const VariantBShare of ['0', '100']) {
    assert.equal((await respond({ values: { VariantBShare } }))['set-cookie'], undefined);
  }
});

test('it sets no cookie when the request carries no variant', async () => {
  const headers = await respond({ request: {} });
  assert.deepEqual([headers['set-cookie'], headers['x-variant']], [undefined, undefined]);
});

test('it names the variant in the response', async () => {
  assert.deepEqual((await respond({ request: { 'x-variant': 'a' } }))['x-variant'], ['a']);
});

test('browsers ask again each time and proxies keep no copy, whatever the origin said', async () => {
  assert.deepEqual((await respond({ response: { 'cache-control': 'public, max-age=600' } }))['cache-control'], ['private, no-cache']);
  assert.deepEqual((await respond())['cache-control'], ['private, no-cache']);
});

test('what the origin forbids to store stays forbidden', async () => {
  assert.deepEqual((await respond({ response: { 'cache-control': 'no-store' } }))['cache-control'], ['no-store']);
});

test('it leaves caching alone when there is neither sign-in nor experiment', async () => {
  const headers = await respond({
    values: { RequireAuth: 'false', VariantBShare: '0' },
    response: { 'cache-control': 'public, max-age=600' },
  });
  assert.deepEqual(headers['cache-control'], ['public, max-age=600']);
});
