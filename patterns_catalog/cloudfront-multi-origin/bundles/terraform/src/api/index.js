// Answers every request under /api/. Replace it with your own API: only the check of the origin header must stay.
const { createHash, timingSafeEqual } = require('node:crypto');

const ORIGIN_HEADER = 'x-origin-verify';

// Hashing first makes both sides 32 bytes long, which timingSafeEqual needs, and hides the secret's length.
const digest = (text) => createHash('sha256').update(text).digest();

// The API's own address is public. CloudFront adds this header to every request, so a request without it
// went around the distribution and its web ACL. Without a configured secret nothing is let in.
const cameThroughCloudFront = (event) => {
  const expected = process.env.ORIGIN_SECRET;
  const given = event.headers?.[ORIGIN_HEADER];
  return Boolean(expected && given) && timingSafeEqual(digest(given), digest(expected));
};

const json = (statusCode, body) => ({
  statusCode,
  headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
  body: JSON.stringify(body),
});

const routes = {
  'GET /api/health': () => json(200, { status: 'ok' }),
  'GET /api/hello': (event) =>
    json(200, {
      message: `Hello, ${event.queryStringParameters?.name ?? 'world'}`,
      requestId: event.requestContext.requestId,
    }),
};

exports.handler = async (event) => {
  if (!cameThroughCloudFront(event)) {
    return json(403, { error: 'Use the address of the CloudFront distribution.' });
  }
  const { method, path } = event.requestContext.http;
  const route = routes[`${method} ${path}`];
  return route ? route(event) : json(404, { error: `No route ${method} ${path}` });
};
