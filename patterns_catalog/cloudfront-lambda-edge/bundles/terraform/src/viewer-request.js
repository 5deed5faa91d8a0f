// Viewer request: runs before the cache, on every request. It lets in requests with a valid token, assigns the
// visitor to variant a or b, and puts the variant where the cache key sees it.
const { createHash, createPublicKey, randomInt, verify } = require('node:crypto');

const VARIANT_HEADER = 'x-variant';
const USER_HEADER = 'x-user-id';
const KEYS_MAX_AGE_MS = 60 * 60 * 1000;
const REFETCH_PAUSE_MS = 60 * 1000;
const RETRY_PAUSE_MS = 1000;
const FETCH_TIMEOUT_MS = 2000;
const CLOCK_SKEW_S = 60;
const TOKEN_MAX_LENGTH = 8192;

class InvalidToken extends Error {}
class KeysUnavailable extends Error {}

// --- Signing keys: fetched from the issuer, kept while this execution environment lives ---

const keysAddress = CONFIG.jwksUri || `${CONFIG.issuer.replace(/\/$/, '')}/.well-known/jwks.json`;
let keys = new Map();
let askedAt = -Infinity;

async function fetchKeys() {
  const response = await fetch(keysAddress, { signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) });
  if (!response.ok) throw new Error(`${keysAddress} answered ${response.status}`);
  const usable = (await response.json()).keys.filter((jwk) => jwk.kty === 'RSA' && (jwk.use ?? 'sig') === 'sig');
  return new Map(usable.map((jwk) => [jwk.kid, createPublicKey({ key: jwk, format: 'jwk' })]));
}

// An unknown key ID may mean that the issuer changed its keys. The pause keeps made-up IDs from causing a fetch each.
function mayAsk(kid) {
  const age = Date.now() - askedAt;
  if (keys.size === 0) return age > RETRY_PAUSE_MS;
  return age > (keys.has(kid) ? KEYS_MAX_AGE_MS : REFETCH_PAUSE_MS);
}

async function signingKey(kid) {
  if (mayAsk(kid)) {
    askedAt = Date.now();
    try {
      keys = await fetchKeys();
    } catch (error) {
      console.error('Cannot fetch the signing keys', error);
    }
  }
  if (keys.size === 0) throw new KeysUnavailable();
  if (!keys.has(kid)) throw new InvalidToken('unknown key');
  return keys.get(kid);
}

// --- Token ---

function decode(part) {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) ?? {};
  } catch {
    throw new InvalidToken('not JSON');
  }
}

// RS256 only: the function holds nothing but public keys, so its code may be read without harm, and a token
// cannot choose "none" or have a public key taken for an HMAC secret.
async function verifiedClaims(token) {
  const parts = token.split('.');
  if (parts.length !== 3 || token.length > TOKEN_MAX_LENGTH) throw new InvalidToken('not a JWT');
  const header = decode(parts[0]);
  if (header.alg !== 'RS256' || header.crit !== undefined) throw new InvalidToken('algorithm');
  const key = await signingKey(header.kid);
  const signed = Buffer.from(`${parts[0]}.${parts[1]}`);
  if (!verify('RSA-SHA256', signed, key, Buffer.from(parts[2], 'base64url'))) throw new InvalidToken('signature');
  const claims = decode(parts[1]);
  checkClaims(claims, Date.now() / 1000);
  return claims;
}

function checkClaims(claims, now) {
  if (claims.iss !== CONFIG.issuer) throw new InvalidToken('issuer');
  if (!isForThisSite(claims)) throw new InvalidToken('audience');
  if (typeof claims.exp !== 'number' || claims.exp + CLOCK_SKEW_S <= now) throw new InvalidToken('expired');
  if (claims.nbf !== undefined && !(claims.nbf - CLOCK_SKEW_S <= now)) throw new InvalidToken('not valid yet');
  if (typeof claims.sub !== 'string' || claims.sub === '') throw new InvalidToken('no subject');
}

// Cognito's access tokens name their client in client_id instead of aud.
function isForThisSite(claims) {
  if (claims.token_use === 'access') return claims.client_id === CONFIG.audience;
  return [].concat(claims.aud ?? []).includes(CONFIG.audience);
}

// --- Request ---

function cookies(request) {
  const pairs = (request.headers.cookie ?? [])
    .flatMap(({ value }) => value.split(';'))
    .map((pair) => [pair.slice(0, pair.indexOf('=')).trim(), pair.slice(pair.indexOf('=') + 1).trim()]);
  return new Map(pairs);
}

function tokenOf(request) {
  const authorization = request.headers.authorization?.[0].value;
  if (authorization !== undefined) return /^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? '';
  return cookies(request).get(CONFIG.tokenCookie) ?? '';
}

// A path with dots or encoded separators may mean something else to the origin than to this function.
function isPublic(uri) {
  if (/\/\.{1,2}(\/|$)|\/\/|\\|%(2e|2f|5c|25)/i.test(uri)) return false;
  return CONFIG.publicPaths.some((path) => (path.endsWith('*') ? uri.startsWith(path.slice(0, -1)) : uri === path));
}

// Browsers send a preflight without the token; only an origin of your own answers it.
function isPreflight(request) {
  return CONFIG.customOrigin && request.method === 'OPTIONS' && 'access-control-request-method' in request.headers;
}

function assignVariant(request, subject) {
  if (CONFIG.variantBShare === 0) return 'a';
  if (CONFIG.variantBShare === 100) return 'b';
  const [experiment, variant] = (cookies(request).get('ab') ?? '').split('.');
  if (experiment === CONFIG.experiment && (variant === 'a' || variant === 'b')) return variant;
  return bucketOf(subject) < CONFIG.variantBShare ? 'b' : 'a';
}

// A signed-in user gets the same variant on every device; for anybody else only the cookie remembers.
function bucketOf(subject) {
  if (subject === undefined) return randomInt(100);
  return createHash('sha256').update(`${CONFIG.experiment}:${subject}`).digest().readUInt32BE(0) % 100;
}

function header(name, value) {
  return { [name.toLowerCase()]: [{ key: name, value }] };
}

function refuse(status, statusDescription, headers) {
  return {
    status,
    statusDescription,
    headers: {
      ...header('Cache-Control', 'no-store'),
      ...header('Content-Type', 'text/plain; charset=utf-8'),
      ...header('X-Content-Type-Options', 'nosniff'),
      ...headers,
    },
    body: `${statusDescription}\n`,
  };
}

// A browser that opens a page is sent to sign in and comes back to where it was; scripts and files just get 401.
function asksForPage(request) {
  return request.method === 'GET' && /text\/html/i.test(request.headers.accept?.[0].value ?? '');
}

function refuseToken(request, challenge) {
  if (CONFIG.signInUrl === '' || !asksForPage(request)) {
    return refuse('401', 'Unauthorized', header('WWW-Authenticate', challenge));
  }
  const page = request.uri + (request.querystring ? `?${request.querystring}` : '');
  const separator = CONFIG.signInUrl.includes('?') ? '&' : '?';
  return refuse('302', 'Found', header('Location', `${CONFIG.signInUrl}${separator}return_to=${encodeURIComponent(page)}`));
}

// What goes on to the cache and the origin: no credentials, and none of our own headers as the viewer wrote them.
function rewrite(request, subject) {
  const variant = assignVariant(request, subject);
  delete request.headers.authorization;
  delete request.headers[USER_HEADER];
  Object.assign(request.headers, header(VARIANT_HEADER, variant));
  if (CONFIG.forwardUser && subject !== undefined) Object.assign(request.headers, header(USER_HEADER, encodeURIComponent(subject)));
  if (!CONFIG.customOrigin) {
    const file = request.uri.endsWith('/') ? `${request.uri}index.html` : request.uri;
    request.uri = `/${variant}${file}`;
  }
  return request;
}

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  if (!CONFIG.requireAuth || isPublic(request.uri) || isPreflight(request)) return rewrite(request);
  const token = tokenOf(request);
  if (token === '') return refuseToken(request, 'Bearer');
  try {
    return rewrite(request, (await verifiedClaims(token)).sub);
  } catch (error) {
    if (error instanceof KeysUnavailable) return refuse('503', 'Service Unavailable', header('Retry-After', '5'));
    if (!(error instanceof InvalidToken)) throw error;
    return refuseToken(request, 'Bearer error="invalid_token"');
  }
};
