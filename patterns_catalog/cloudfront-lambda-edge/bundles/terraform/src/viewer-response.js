// Viewer response: runs behind the cache, on every response below 400. What it adds is for this visitor alone and
// is never cached, which is why the variant's cookie is set here and not by the origin.
const COOKIE_MAX_AGE_S = 30 * 24 * 60 * 60;

// CloudFront passes the request as the viewer request function left it, so the variant stands in its header.
const variantOf = (request) => request.headers['x-variant']?.[0].value;

function hasCookie(request, wanted) {
  return (request.headers.cookie ?? [])
    .flatMap(({ value }) => value.split(';'))
    .some((pair) => pair.trim() === wanted);
}

const experimentRuns = () => CONFIG.variantBShare > 0 && CONFIG.variantBShare < 100;

function rememberVariant(request, headers) {
  const variant = variantOf(request);
  const cookie = `ab=${CONFIG.experiment}.${variant}`;
  if (variant === undefined || !experimentRuns() || hasCookie(request, cookie)) return;
  const value = `${cookie}; Path=/; Max-Age=${COOKIE_MAX_AGE_S}; Secure; HttpOnly; SameSite=Lax`;
  headers['set-cookie'] = [...(headers['set-cookie'] ?? []), { key: 'Set-Cookie', value }];
}

// The edge may keep one copy for all who may see it. A browser must ask again each time, so that the token is
// checked, and a proxy in between must not keep a copy at all.
function keepOutOfSharedCaches(headers) {
  if (!CONFIG.requireAuth && !experimentRuns()) return;
  if (/no-store/i.test(headers['cache-control']?.[0].value ?? '')) return;
  headers['cache-control'] = [{ key: 'Cache-Control', value: 'private, no-cache' }];
}

exports.handler = async (event) => {
  const { request, response } = event.Records[0].cf;
  const variant = variantOf(request);
  if (variant !== undefined) response.headers['x-variant'] = [{ key: 'X-Variant', value: variant }];
  rememberVariant(request, response.headers);
  keepOutOfSharedCaches(response.headers);
  return response;
};
