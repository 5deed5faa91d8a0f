// smoke-test.sh against a stand-in of the deployed site, its outputs handed over by doubles of the command-line tools.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const shipped = fileURLToPath(
  new URL('../../../patterns_catalog/cloudfront-multi-origin/bundles/shared/smoke-test.sh', import.meta.url),
);
const folders = [];
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

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
const OUTPUTS = {
  SiteUrl: 'https://site.test',
  DistributionDomainName: 'site.test',
  ApiEndpoint: 'https://api.test',
};
const AWS = `() { local asked="$*"; local name=\${asked##*==\\'}; name=OUT_\${name%%\\'*}; echo "\${!name:-None}"; }`;
const TERRAFORM = `() { local name=OUT_$3; [[ -n "\${!name:-}" ]] || return 1; printf '%s' "\${!name}"; }`;

const snakeCase = (name) => name.replace(/(?!^)[A-Z]/g, '_$&').toLowerCase();

async function smoke(changes = {}, { outputs = OUTPUTS, terraform = false, guarded = false, ...facts } = {}) {
  const answers = { ...CORRECT, ...changes };
  const server = createServer(({ url, headers }, response) => {
    const path = url.split('?')[0];
    const stopped = guarded && path.startsWith('/https/api/') && headers.authorization !== 'Bearer good';
    const [status, sent = {}, body = ''] = stopped ? [401] : (answers[path] ?? [500]);
    response.writeHead(status, sent).end(body);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const here = `http://127.0.0.1:${server.address().port}`;
  const name = new URL(outputs.SiteUrl ?? 'https://site.test').hostname.replace('*', 'smoke-test');
  const curl = `() {
    echo "$*" >> "$CALLS"
    local a=("\${@/#https:\\/\\/${name}/${here}/https}")
    a=("\${a[@]/#https:\\/\\/site.test/${here}/https}")
    a=("\${a[@]/#http:\\/\\/${name}/${here}/plain}")
    command curl "\${a[@]/#https:\\/\\/api.test/${here}/direct}"
  }`;
  const folder = mkdtempSync(join(tmpdir(), 'smoke-test-'));
  folders.push(folder);
  copyFileSync(shipped, join(folder, 'smoke-test.sh'));
  if (terraform) writeFileSync(join(folder, 'versions.tf'), '');
  const env = {
    ...process.env,
    'BASH_FUNC_curl%%': curl,
    'BASH_FUNC_aws%%': AWS,
    'BASH_FUNC_terraform%%': TERRAFORM,
    CALLS: join(folder, 'calls'),
    ...facts,
  };
  for (const [key, value] of Object.entries(outputs)) env[`OUT_${terraform ? snakeCase(key) : key}`] = value;
  const result = await new Promise((resolve) => {
    const script = [join(folder, 'smoke-test.sh'), ...(terraform ? [] : ['stack'])];
    execFile('bash', script, { env }, (error, output, errors) => {
      resolve({ code: error?.code ?? 0, output, errors });
    });
  });
  server.close();
  server.closeAllConnections();
  return result;
}

test('it passes against a site that does what it should', async () => {
  const { code, output } = await smoke();
  assert.equal(code, 0, output);
  assert.match(output, /all passed/);
});

test('it reads the outputs of Terraform where the folder holds a configuration', async () => {
  const { code, output } = await smoke({}, { terraform: true });
  assert.equal(code, 0, output);
  assert.match(output, /all passed/);
});

test('it asks by the first domain name, in whose wildcard it puts a name', async () => {
  const { code, output } = await smoke({}, { outputs: { ...OUTPUTS, SiteUrl: 'https://*.example.test' } });
  assert.equal(code, 0, output);
});

test('it says so when nothing is deployed', async () => {
  const { code, errors } = await smoke({}, { outputs: {} });
  assert.match(errors, /No output named SiteUrl/);
  assert.equal(code, 2);
});

test('it leaves out what only the sample API answers', async () => {
  const { code, output } = await smoke({ '/https/api/hello': [404] }, { SAMPLE_API: 'no' });
  assert.equal(code, 0, output);
  assert.match(output, /skip/);
});

const GUARDED = { outputs: { ...OUTPUTS, ApiTokenIssuer: 'https://issuer.test' }, guarded: true };

test('it wants 401 without a token where the API asks for one, and an answer with one', async () => {
  const { code, output } = await smoke({}, { ...GUARDED, TOKEN: 'good' });
  assert.equal(code, 0, output);
  assert.match(output, /API without a token: 401/);
  assert.match(output, /API through CloudFront/);
});

test('it says what it left out for want of a token', async () => {
  const { code, output } = await smoke({}, GUARDED);
  assert.equal(code, 0, output);
  assert.match(output, /skip {2}API with a token/);
});

test('it fails when the API answers without the token it should ask for', async () => {
  const { code, output } = await smoke({}, { ...GUARDED, guarded: false });
  assert.equal(code, 1, output);
  assert.match(output, /FAIL {2}API without a token: expected 401, got 200/);
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
