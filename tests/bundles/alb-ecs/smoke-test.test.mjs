// What smoke-test.sh says about a deployment, with the command-line tools it calls replaced by doubles.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const shipped = fileURLToPath(
  new URL('../../../patterns_catalog/alb-ecs/bundles/shared/smoke-test.sh', import.meta.url),
);
const folders = [];
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

const AWS = `#!/bin/bash
asked="$*"
case "$asked" in
  *describe-stacks*) name=\${asked##*==\\'}; name=OUT_\${name%%\\'*}; echo "\${!name:-None}" ;;
  *describe-services*) printf '%s\\t2\\tCOMPLETED\\n' "$RUNNING" ;;
  *describe-target-health*) printf '%b' "$ZONES" ;;
  *describe-certificate*) echo "$CERTIFIED" ;;
esac`;

const TERRAFORM = `#!/bin/bash
name=OUT_$3
[[ -n "\${!name:-}" ]] || { echo "Output \\"$3\\" not found" >&2; exit 1; }
printf '%s' "\${!name}"`;

const CURL = `#!/bin/bash
echo "$*" >> "$CALLS"
case "$*" in
  *Bearer*) printf '200 ' ;;
  *http://lb.test/) [[ -z "\${OUT_CertificateArn:-}" ]] && printf '%s ' "$STATUS" || printf '301 https://%s:443/' "$REDIRECTED" ;;
  *) printf '%s ' "$STATUS" ;;
esac`;

const OUTPUTS = {
  Url: 'http://lb.test',
  LoadBalancerDnsName: 'lb.test',
  LoadBalancerScheme: 'internet-facing',
  ClusterName: 'cluster',
  ServiceName: 'service',
  TargetGroupArn: 'group',
};

const snakeCase = (name) => name.replace(/(?!^)[A-Z]/g, '_$&').toLowerCase();

/** Runs the script beside a deployment that has these outputs. */
function smokeTest({ outputs = OUTPUTS, terraform = false, stack = 'stack', ...facts } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'smoke-test-'));
  folders.push(folder);
  mkdirSync(join(folder, 'bin'));
  for (const [name, text] of Object.entries({ aws: AWS, terraform: TERRAFORM, curl: CURL })) {
    writeFileSync(join(folder, 'bin', name), text, { mode: 0o755 });
  }
  copyFileSync(shipped, join(folder, 'smoke-test.sh'));
  if (terraform) writeFileSync(join(folder, 'versions.tf'), '');
  const calls = join(folder, 'calls');
  writeFileSync(calls, '');
  const env = { PATH: `${join(folder, 'bin')}:${process.env.PATH}`, CALLS: calls };
  Object.assign(env, { RUNNING: '2', ZONES: 'a\\nb\\n', STATUS: '200' }, facts);
  for (const [name, value] of Object.entries(outputs)) {
    env[`OUT_${terraform ? snakeCase(name) : name}`] = value;
  }
  const done = spawnSync('bash', [join(folder, 'smoke-test.sh'), ...(terraform ? [] : [stack])], {
    env,
    encoding: 'utf8',
  });
  return { code: done.status, said: done.stdout, errors: done.stderr, asked: readFileSync(calls, 'utf8') };
}

test('it passes when the tasks run in two zones and the service answers', () => {
  const { code, said } = smokeTest();
  assert.match(said, /all passed/);
  assert.equal(code, 0);
});

test('it reads the outputs of Terraform where the folder holds a configuration', () => {
  const { code, said } = smokeTest({ terraform: true });
  assert.match(said, /lb\.test\/: 200/);
  assert.equal(code, 0);
});

test('it fails and says what it got when a task is missing', () => {
  const { code, said } = smokeTest({ RUNNING: '1' });
  assert.match(said, /FAIL {2}service, running tasks: expected 2, got 1/);
  assert.equal(code, 1);
});

test('it fails when all healthy tasks are in one zone', () => {
  const { code, said } = smokeTest({ ZONES: 'a\\na\\n' });
  assert.match(said, /FAIL {2}service, in two zones or more: expected yes, got no/);
  assert.equal(code, 1);
});

test('it fails when no task is healthy', () => {
  const { code, said } = smokeTest({ ZONES: '' });
  assert.match(said, /FAIL {2}service, healthy targets: expected 2, got 0/);
  assert.equal(code, 1);
});

test('it fails when the service answers with an error', () => {
  const { code, said } = smokeTest({ STATUS: '503' });
  assert.match(said, /FAIL {2}lb\.test\/: expected 200, got 503/);
  assert.equal(code, 1);
});

const SECURE = { ...OUTPUTS, Url: 'https://lb.test', CertificateArn: 'arn' };

test('it asks by the name in the certificate, and port 80 must lead there', () => {
  const facts = { CERTIFIED: 'app.test', REDIRECTED: 'app.test' };
  const { code, said, asked } = smokeTest({ outputs: SECURE, ...facts });
  assert.match(said, /http:\/\/app\.test\/ redirects: 301 https:\/\/app\.test\//);
  assert.match(asked, /--connect-to app\.test:443:lb\.test:443 https:\/\/app\.test\//);
  assert.equal(code, 0);
});

test('it puts a name in the place of the wildcard of a certificate', () => {
  const facts = { CERTIFIED: '*.test', REDIRECTED: 'smoke-test.test' };
  assert.equal(smokeTest({ outputs: SECURE, ...facts }).code, 0);
});

test('it fails when port 80 leads somewhere else', () => {
  const facts = { CERTIFIED: 'app.test', REDIRECTED: 'other.test' };
  const { code, said } = smokeTest({ outputs: SECURE, ...facts });
  assert.match(said, /FAIL {2}http:\/\/app\.test\/ redirects/);
  assert.equal(code, 1);
});

const GUARDED = { ...SECURE, TokenIssuer: 'https://issuer.test' };
const GUARDED_FACTS = { CERTIFIED: 'app.test', REDIRECTED: 'app.test' };

test('it wants 401 without a token where tokens are asked for, and 200 with one', () => {
  const { code, said } = smokeTest({ outputs: GUARDED, ...GUARDED_FACTS, STATUS: '401', TOKEN: 'abc' });
  assert.match(said, /app\.test\/ without a token: 401/);
  assert.match(said, /app\.test\/ with a token: 200/);
  assert.equal(code, 0);
});

test('it fails when a request without a token gets through', () => {
  const { code, said } = smokeTest({ outputs: GUARDED, ...GUARDED_FACTS, STATUS: '200' });
  assert.match(said, /FAIL {2}app\.test\/ without a token: expected 401, got 200/);
  assert.match(said, /skip {2}app\.test\/ with a token/);
  assert.equal(code, 1);
});

test('it asks the second service by its path and host', () => {
  const second = { SecondServiceName: 's2', SecondTargetGroupArn: 'g2', SecondPath: '/api/' };
  const outputs = { ...OUTPUTS, ...second, SecondHost: 'api.test' };
  const { code, said, asked } = smokeTest({ outputs });
  assert.match(said, /second service, deployment: COMPLETED/);
  assert.match(asked, /--header Host: api\.test http:\/\/lb\.test\/api\//);
  assert.equal(code, 0);
});

test('it does not ask an internal load balancer unless it is inside', () => {
  const outputs = { ...OUTPUTS, LoadBalancerScheme: 'internal' };
  const outside = smokeTest({ outputs });
  assert.match(outside.said, /skip {2}requests/);
  assert.equal(outside.asked, '');
  assert.match(smokeTest({ outputs, INSIDE: 'yes' }).asked, /http:\/\/lb\.test\//);
});

test('it says so when nothing is deployed', () => {
  const { code, errors } = smokeTest({ outputs: {} });
  assert.match(errors, /No output named Url/);
  assert.equal(code, 2);
});
