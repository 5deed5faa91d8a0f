import assert from 'node:assert/strict';
import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { test } from 'node:test';
import { DEFAULTS, headersOf, load, source } from './shipped.mjs';

const signer = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
const jwk = (kid, { publicKey } = signer) => ({ ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' });
const encode = (value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const now = () => Math.floor(Date.now() / 1000);
const CLAIMS = { iss: DEFAULTS.Issuer, aud: 'client-1', sub: 'user-1', token_use: 'id' };

function token({ claims = {}, header = {}, key = signer.privateKey } = {}) {
  const signed = `${encode({ alg: 'RS256', kid: 'key-1', ...header })}.${encode({ ...CLAIMS, exp: now() + 300, ...claims })}`;
  return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), key).toString('base64url')}`;
}

// The issuer: answers with its keys and counts how often it was asked.
function issuer(...sets) {
  const asked = [];
  const fetch = async (address) => {
    asked.push(address);
    const keys = sets[Math.min(asked.length, sets.length) - 1];
    if (keys === undefined) throw new Error('unreachable');
    return { ok: true, json: async () => ({ keys }) };
  };
  return { fetch, asked };
}

const edge = (values, world = issuer([jwk('key-1')])) => load('ViewerRequestFunction', values, world);

// A clock of its own, so that no test waits: `passed` is how many milliseconds have gone by.
function Clock() {
  return class extends Date {
    static passed = 0;
    static now() {
      return Date.now() + this.passed;
    }
  };
}

const requestEvent = ({ uri = '/', method = 'GET', headers = {} } = {}) => ({
  Records: [
    {
      cf: {
        config: { eventType: 'viewer-request' },
        request: {
          uri,
          method,
          querystring: '',
          clientIp: '203.0.113.1',
          headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [{ key: name, value }]])),
        },
      },
    },
  ],
});
const withToken = (value, more = {}) => ({ authorization: `Bearer ${value}`, ...more });
const run = (handler, request) => handler(requestEvent(request));
const variantOf = (request) => headersOf(request)['x-variant'][0];

// --- who is let in ---

test('it lets a valid token in the Authorization header through', async () => {
  const result = await run(edge(), { headers: withToken(token()) });
  assert.equal(result.status, undefined);
  assert.match(result.uri, /^\/[ab]\/index\.html$/);
});

test('it lets a valid token in the cookie through', async () => {
  const result = await run(edge(), { headers: { cookie: `theme=dark; id_token=${token()}` } });
  assert.equal(result.status, undefined);
});

test('it takes a Cognito access token, which names its client in client_id', async () => {
  const access = { aud: undefined, token_use: 'access', client_id: 'client-1' };
  assert.equal((await run(edge(), { headers: withToken(token({ claims: access })) })).status, undefined);
});

test('it takes a token with several audiences', async () => {
  const result = await run(edge(), { headers: withToken(token({ claims: { aud: ['other', 'client-1'] } })) });
  assert.equal(result.status, undefined);
});

const refused = {
  'no token': {},
  'a scheme other than Bearer': { authorization: 'Basic dXNlcjpwYXNz' },
  'a signature by another key': withToken(token({ key: stranger.privateKey })),
  'claims changed after signing': withToken(token().replace(/\.[^.]+\./, `.${encode({ ...CLAIMS, sub: 'admin', exp: now() + 300 })}.`)),
  'no signature': withToken(`${token().split('.').slice(0, 2).join('.')}.`),
  'algorithm none': withToken(`${encode({ alg: 'none' })}.${encode({ ...CLAIMS, exp: now() + 300 })}.`),
  'algorithm none over a true signature': withToken(token({ header: { alg: 'none' } })),
  'an unknown key ID': withToken(token({ header: { kid: 'key-2' } })),
  'a critical extension': withToken(token({ header: { crit: ['b64'] } })),
  'an expired token': withToken(token({ claims: { exp: now() - 61 } })),
  'no expiry': withToken(token({ claims: { exp: undefined } })),
  'an expiry that is no number': withToken(token({ claims: { exp: '9999999999' } })),
  'a token that is not valid yet': withToken(token({ claims: { nbf: now() + 120 } })),
  'a start that is no number': withToken(token({ claims: { nbf: 'soon' } })),
  'another audience': withToken(token({ claims: { aud: 'client-2' } })),
  'no audience': withToken(token({ claims: { aud: undefined } })),
  "another client's access token": withToken(token({ claims: { token_use: 'access', client_id: 'client-2' } })),
  'another issuer': withToken(token({ claims: { iss: 'https://issuer.example.com/pool-2' } })),
  'no subject': withToken(token({ claims: { sub: undefined } })),
  'claims that are no object': withToken(`${encode({ alg: 'RS256', kid: 'key-1' })}.${encode('null')}.AAAA`),
  'a header that is no JSON': withToken(`AAAA.${encode(CLAIMS)}.AAAA`),
  'something that is no JWT': withToken('secret'),
  'a token of 9 KB': withToken(token({ claims: { padding: 'x'.repeat(9000) } })),
};
for (const [what, headers] of Object.entries(refused)) {
  test(`it refuses ${what}`, async () => {
    const result = await run(edge(), { headers });
    assert.equal(result.status, '401');
    assert.deepEqual(headersOf(result)['cache-control'], ['no-store']);
    assert.match(headersOf(result)['www-authenticate'][0], /^Bearer/);
  });
}

test('it refuses an HS256 token signed with the public key as the secret', async () => {
  const signed = `${encode({ alg: 'HS256', kid: 'key-1' })}.${encode({ ...CLAIMS, exp: now() + 300 })}`;
  const secret = signer.publicKey.export({ type: 'spki', format: 'pem' });
  const forged = `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
  assert.equal((await run(edge(), { headers: withToken(forged) })).status, '401');
});

test('it does not fall back to the cookie when the Authorization header is wrong', async () => {
  const headers = withToken('wrong', { cookie: `id_token=${token()}` });
  assert.equal((await run(edge(), { headers })).status, '401');
});

test('it forgives a minute of clock difference', async () => {
  const late = withToken(token({ claims: { exp: now() - 30 } }));
  const early = withToken(token({ claims: { nbf: now() + 30 } }));
  for (const headers of [late, early]) assert.equal((await run(edge(), { headers })).status, undefined);
});

test('it asks for no token when sign-in is off', async () => {
  assert.equal((await run(edge({ RequireAuth: 'false' }))).status, undefined);
});

// --- public paths ---

test('it serves public paths without a token', async () => {
  for (const uri of ['/public/', '/public/logo.svg', '/robots.txt']) {
    assert.equal((await run(edge(), { uri })).status, undefined, uri);
  }
});

test('a path that only looks public needs a token', async () => {
  const uris = [
    '/public',
    '/publicity',
    '/robots.txt/x',
    '/public/../account',
    '/public/..',
    '/public/./x',
    '/public/%2e%2e/account',
    '/public/%2E./account',
    '/public/..%2faccount',
    '/public/%252e%252e/account',
    '/public/..\\account',
    '/public/%5caccount',
    '/public//account',
  ];
  for (const uri of uris) assert.equal((await run(edge(), { uri })).status, '401', uri);
});

test('with no public path every path needs a token', async () => {
  for (const uri of ['/', '/public/logo.svg']) assert.equal((await run(edge({ PublicPaths: '' }), { uri })).status, '401');
});

test('a preflight passes to an origin of your own, and to nothing else', async () => {
  const preflight = { method: 'OPTIONS', headers: { 'access-control-request-method': 'PUT' } };
  assert.equal((await run(edge({ OriginDomainName: 'app.example.com' }), preflight)).status, undefined);
  assert.equal((await run(edge(), preflight)).status, '401');
  assert.equal((await run(edge({ OriginDomainName: 'app.example.com' }), { method: 'OPTIONS' })).status, '401');
});

// --- signing keys ---

test('it fetches the keys once and keeps them', async () => {
  const world = issuer([jwk('key-1')]);
  const handler = edge({}, world);
  for (let count = 0; count < 3; count += 1) await run(handler, { headers: withToken(token()) });
  assert.deepEqual(world.asked, ['https://issuer.example.com/pool-1/.well-known/jwks.json']);
});

test('it fetches from the address given, and takes an issuer that ends with a slash', async () => {
  const own = issuer([jwk('key-1')]);
  await run(edge({ JwksUri: 'https://keys.example.com/jwks' }, own), { headers: withToken(token()) });
  assert.deepEqual(own.asked, ['https://keys.example.com/jwks']);
  const slash = issuer([jwk('key-1')]);
  const claims = { iss: 'https://issuer.example.com/' };
  const result = await run(edge({ Issuer: 'https://issuer.example.com/' }, slash), { headers: withToken(token({ claims })) });
  assert.deepEqual([result.status, slash.asked], [undefined, ['https://issuer.example.com/.well-known/jwks.json']]);
});

test('it fetches nothing for a request without a token or with another algorithm', async () => {
  const world = issuer([jwk('key-1')]);
  const handler = edge({}, world);
  await run(handler);
  await run(handler, { headers: withToken(token({ header: { alg: 'HS256' } })) });
  assert.deepEqual(world.asked, []);
});

test('made-up key IDs do not cause a fetch each', async () => {
  const world = issuer([jwk('key-1')]);
  const handler = edge({}, world);
  for (const kid of ['x', 'y', 'z']) await run(handler, { headers: withToken(token({ header: { kid } })) });
  assert.equal(world.asked.length, 1);
});

test('it learns a new key a minute after the last fetch', async () => {
  const clock = Clock();
  const world = { ...issuer([jwk('key-1')], [jwk('key-1'), jwk('key-2', stranger)]), Date: clock };
  const handler = edge({}, world);
  const renewed = () => withToken(token({ header: { kid: 'key-2' }, key: stranger.privateKey, claims: { exp: now() + 7200 } }));
  await run(handler, { headers: withToken(token()) });
  assert.equal((await run(handler, { headers: renewed() })).status, '401');
  clock.passed = 61_000;
  assert.equal((await run(handler, { headers: renewed() })).status, undefined);
});

test('known keys go on serving while the issuer is unreachable', async () => {
  const clock = Clock();
  const world = { ...issuer([jwk('key-1')], undefined), Date: clock };
  const handler = edge({}, world);
  const headers = withToken(token({ claims: { exp: now() + 10_000 } }));
  await run(handler, { headers });
  clock.passed = 2 * 60 * 60 * 1000;
  assert.equal((await run(handler, { headers })).status, undefined);
  assert.equal(world.asked.length, 2);
});

test('it answers 503, not to be cached, while it has no keys at all', async () => {
  const result = await run(edge({}, issuer(undefined)), { headers: withToken(token()) });
  assert.equal(result.status, '503');
  assert.deepEqual(headersOf(result)['cache-control'], ['no-store']);
});

test('without keys it asks the issuer again a second later', async () => {
  const clock = Clock();
  const world = { ...issuer(undefined, [jwk('key-1')]), Date: clock };
  const handler = edge({}, world);
  const statuses = [];
  for (clock.passed of [0, 500, 1500]) statuses.push((await run(handler, { headers: withToken(token()) })).status);
  assert.deepEqual([statuses, world.asked.length], [['503', '503', undefined], 2]);
});

test('an unreachable issuer does not slow down requests whose key is known', async () => {
  const clock = Clock();
  const world = { ...issuer([jwk('key-1')], undefined), Date: clock };
  const handler = edge({}, world);
  const headers = withToken(token({ claims: { exp: now() + 10_000 } }));
  await run(handler, { headers });
  clock.passed = 2 * 60 * 60 * 1000;
  for (let count = 0; count < 3; count += 1) await run(handler, { headers });
  assert.equal(world.asked.length, 2);
});

test('it uses no key that is not for RSA signatures', async () => {
  const other = [{ ...jwk('key-1'), use: 'enc' }, { kty: 'oct', kid: 'key-1', k: 'c2VjcmV0' }];
  assert.equal((await run(edge({}, issuer(other)), { headers: withToken(token()) })).status, '503');
});

// --- variants ---

test('the cookie of the running experiment decides, whatever the token says', async () => {
  for (const variant of ['a', 'b']) {
    const result = await run(edge(), { headers: withToken(token(), { cookie: `ab=exp-1.${variant}` }) });
    assert.equal(variantOf(result), variant);
  }
});

test('a signed-in visitor without the cookie gets the same variant every time, on every device', async () => {
  const variants = new Set();
  for (let device = 0; device < 5; device += 1) variants.add(variantOf(await run(edge(), { headers: withToken(token()) })));
  assert.equal(variants.size, 1);
});

test('about the configured share of users is in variant b', async () => {
  const handler = edge({ VariantBShare: '20' });
  let b = 0;
  for (let user = 0; user < 300; user += 1) {
    if (variantOf(await run(handler, { headers: withToken(token({ claims: { sub: `user-${user}` } })) })) === 'b') b += 1;
  }
  assert.ok(b > 30 && b < 90, `${b} of 300`);
});

test('visitors without a token are spread over both variants', async () => {
  const handler = edge({ RequireAuth: 'false' });
  const variants = new Set();
  for (let visit = 0; visit < 60; visit += 1) variants.add(variantOf(await run(handler)));
  assert.deepEqual([...variants].sort(), ['a', 'b']);
});

test('a cookie of another experiment, or with a variant that does not exist, is as good as none', async () => {
  const handler = edge({ RequireAuth: 'false', VariantBShare: '1' });
  for (const cookie of ['ab=exp-0.b', 'ab=exp-1.c', 'ab=b']) {
    const seen = new Set();
    for (let visit = 0; visit < 20; visit += 1) seen.add(variantOf(await run(handler, { headers: { cookie } })));
    assert.ok(seen.has('a') && !seen.has('c'), cookie);
  }
});

test('when the experiment is over, the cookie no longer decides', async () => {
  for (const [share, variant] of [['0', 'a'], ['100', 'b']]) {
    const cookie = `ab=exp-1.${variant === 'a' ? 'b' : 'a'}`;
    const result = await run(edge({ RequireAuth: 'false', VariantBShare: share }), { headers: { cookie } });
    assert.equal(variantOf(result), variant);
  }
});

// --- what goes on to the cache and the origin ---

test('neither the token nor headers the viewer made up go on', async () => {
  const headers = withToken(token(), { 'x-variant': 'c', 'x-user-id': 'admin', cookie: 'ab=exp-1.a' });
  const result = headersOf(await run(edge({ OriginDomainName: 'app.example.com' }), { headers }));
  assert.equal(result.authorization, undefined);
  assert.equal(result['x-user-id'], undefined);
  assert.deepEqual(result['x-variant'], ['a']);
});

test('the user goes on to an origin that asked for it, safe to stand in a header', async () => {
  const values = { OriginDomainName: 'app.example.com', ForwardUser: 'true' };
  const result = await run(edge(values), { headers: withToken(token({ claims: { sub: 'a b\nc|1' } }), { 'x-user-id': 'admin' }) });
  assert.deepEqual(headersOf(result)['x-user-id'], ['a%20b%0Ac%7C1']);
});

test('on a public path nobody is passed on as the user', async () => {
  const values = { OriginDomainName: 'app.example.com', ForwardUser: 'true' };
  const result = await run(edge(values), { uri: '/public/', headers: { 'x-user-id': 'admin' } });
  assert.equal(headersOf(result)['x-user-id'], undefined);
});

test('in the bucket each variant has a folder, and a folder stands for its index page', async () => {
  const headers = { cookie: 'ab=exp-1.b' };
  const handler = edge({ RequireAuth: 'false' });
  assert.equal((await run(handler, { uri: '/docs/', headers })).uri, '/b/docs/index.html');
  assert.equal((await run(handler, { uri: '/style.css', headers })).uri, '/b/style.css');
});

test('an origin of your own gets the path as it came', async () => {
  const handler = edge({ RequireAuth: 'false', OriginDomainName: 'app.example.com' });
  assert.equal((await run(handler, { uri: '/docs/' })).uri, '/docs/');
});

test('the code needs no package and no environment variable', () => {
  const code = source('ViewerRequestFunction', DEFAULTS);
  assert.deepEqual([...code.matchAll(/require\('([^']+)'\)/g)].map(([, name]) => name), ['node:crypto']);
  assert.doesNotMatch(code, /process\.env/);
});

const PAGE = 'https://id.example.com/login';
const opened = (more = {}) => ({ headers: { accept: 'text/html,*/*', ...more.headers }, ...more });
const locationOf = (response) => headersOf(response).location?.[0];

test('a browser that opens a page is sent to sign in and back again', async () => {
  const event = requestEvent({ uri: '/a b/', headers: { accept: 'text/html,*/*' } });
  event.Records[0].cf.request.querystring = 'q=1&r=//evil.example';
  const response = await edge({ SignInUrl: PAGE })(event);
  assert.equal(response.status, '302');
  assert.equal(locationOf(response), `${PAGE}?return_to=${encodeURIComponent('/a b/?q=1&r=//evil.example')}`);
  assert.equal(headersOf(response)['cache-control'][0], 'no-store');
});

test('so is a browser whose token has expired', async () => {
  const expired = token({ claims: { exp: now() - 3600 } });
  const response = await run(edge({ SignInUrl: `${PAGE}?app=1` }), { headers: withToken(expired, { accept: 'text/html' }) });
  assert.equal(locationOf(response), `${PAGE}?app=1&return_to=%2F`);
});

test('scripts, posts and sites without such a page get 401', async () => {
  const toPage = edge({ SignInUrl: PAGE });
  assert.equal((await run(toPage, { headers: { accept: 'application/json' } })).status, '401');
  assert.equal((await run(toPage, {})).status, '401');
  assert.equal((await run(toPage, { method: 'POST', headers: { accept: 'text/html' } })).status, '401');
  assert.equal((await run(edge(), opened())).status, '401');
});

test('a browser with a valid token is let in', async () => {
  const request = await run(edge({ SignInUrl: PAGE }), { headers: withToken(token(), { accept: 'text/html' }) });
  assert.equal(request.status, undefined);
});
