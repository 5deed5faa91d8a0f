// smoke-test.sh against a stand-in of the deployed site.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(
  new URL('../../../patterns_catalog/cloudfront-multi-origin/bundles/shared/smoke-test.sh', import.meta.url),
);

// What a correct site answers. A request to https://site.test/x arrives as /https/x, one to http://site.test/x as
// /plain/x, one to the API's own address as /direct/x.
const CORRECT = {
  '/https/': [200, { 'Strict-Transport-Security': 'max-age=31536000' }],
  '/plain/': [301],
  '/https/static/error.html': [200, { 'X-Cache': 'Hit from cloudfront' }],
  '/https/static/no-such-file': [404],
  '/https/api/hello': [200, { 'Cache-Control': 'no-store' }, '{"message":"Hello, smoke test"}'],
  '/https/api/no-such-route': [404],
  '/direct/api/hello': [403],
};

async function smoke(changes = {}) {
  const answers = { ...CORRECT, ...changes };
  const server = createServer(({ url }, response) => {
    const [status, headers = {}, body = ''] = answers[url.split('?')[0]] ?? [500];
    response.writeHead(status, headers).end(body);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const here = `http://127.0.0.1:${server.address().port}`;
  const curl = `() {
    local a=("\${@/#https:\\/\\/site.test/${here}/https}")
    a=("\${a[@]/#http:\\/\\/site.test/${here}/plain}")
    command curl "\${a[@]/#https:\\/\\/api.test/${here}/direct}"
  }`;
  const env = { ...process.env, 'BASH_FUNC_curl%%': curl };
  const result = await new Promise((resolve) => {
    execFile('bash', [script, 'https://site.test', 'https://api.test'], { env }, (error, output) => {
      resolve({ code: error?.code ?? 0, output });
    });
  });
  server.close();
  server.closeAllConnections();
  return result;
}

test('it passes against a site that does what it should', async () => {
  const { code, output } = await smoke();
  assert.equal(code, 0, output);
  assert.match(output, /all checks passed/);
});

const defects = {
  'the load balancer answers 502': { '/https/': [502] },
  'plain HTTP is answered': { '/plain/': [200] },
  'security headers are missing': { '/https/': [200] },
  'the static file is never cached': { '/https/static/error.html': [200, { 'X-Cache': 'Miss from cloudfront' }] },
  'a missing file answers 403': { '/https/static/no-such-file': [403] },
  'the API sees another path': { '/https/api/hello': [403, {}, '{"message":"Missing Authentication Token"}'] },
  'the API can be used around CloudFront': { '/direct/api/hello': [200] },
};
for (const [what, changes] of Object.entries(defects)) {
  test(`it fails when ${what}`, async () => {
    const { code, output } = await smoke(changes);
    assert.equal(code, 1, output);
    assert.match(output, /FAIL/);
  });
}
