// smoke-test.sh against the shipped resolvers behind a small stand-in for AppSync, with stand-ins for the AWS CLI and
// Terraform. What it asks is found by name: the stand-in reads no GraphQL.
import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Api, signedIn, withApiKey } from './api.mjs';

const SCRIPT = fileURLToPath(
  new URL('../../../patterns_catalog/appsync-dynamodb/bundles/shared/smoke-test.sh', import.meta.url),
);
const FIELD = /\b(createItem|updateItem|deleteItem|getItem|listItems|summarizeItems)\b/;

const OUTPUTS = `
    *GraphqlUrl* | *graphql_url*) printf %s "$URL" ;;
    *PoolId* | *pool_id*) printf %s pool ;;
    *ClientId* | *client_id*) printf %s client ;;
    *ApiId* | *api_id*) printf %s api ;;
    *ApiKeyEnabled* | *api_key_enabled*) printf %s "$KEY_ENABLED" ;;
    *SubscriptionsEnabled* | *subscriptions_enabled*) printf %s false ;;
    *SummaryEnabled* | *summary_enabled*) printf %s true ;;`;
// The token of a user is the user's name.
const AWS = `() {
  echo "$*" >>"$CALLS"
  case "$*" in${OUTPUTS}
    *list-api-keys*) echo key ;;
    *admin-initiate-auth*) echo "$*" | sed -n 's/.*USERNAME=\\([^,]*\\),.*/\\1/p' ;;
  esac
}`;
const TERRAFORM = `() { case "$*" in${OUTPUTS}
  esac; }`;

function hasJq() {
  try {
    execFileSync('jq', ['--version']);
    return true;
  } catch {
    return false;
  }
}

const summarize = (table) => () => ({ result: { total: table.items.size, complete: true } });

async function answer(api, lax, request) {
  const { authorization, 'x-api-key': key } = request.headers;
  if (!authorization && !key) return [401, {}];
  let text = '';
  for await (const part of request) text += part;
  const { query, variables } = JSON.parse(text);
  const [field] = query.match(FIELD);
  const limit = Number(query.match(/limit: (\d+)/)?.[1]) || undefined;
  const identity = lax ? signedIn('anybody') : authorization ? signedIn(authorization) : withApiKey;
  try {
    const source = field === 'summarizeItems' ? summarize(api.table) : undefined;
    const result = await api.call(field, identity, { limit, ...variables }, source);
    return [200, { data: { [field]: result } }];
  } catch ({ message, type }) {
    return [200, { data: null, errors: [{ message, errorType: type }] }];
  }
}

async function smoke({ stack = ['my-graphql'], lax = false, keyEnabled = 'false' } = {}) {
  const api = new Api();
  const server = createServer(async (request, response) => {
    const [status, body] = await answer(api, lax, request);
    response.writeHead(status).end(JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const folder = mkdtempSync(join(tmpdir(), 'smoke-'));
  const calls = join(folder, 'calls');
  writeFileSync(calls, '');
  const env = {
    ...process.env,
    'BASH_FUNC_aws%%': AWS,
    'BASH_FUNC_terraform%%': TERRAFORM,
    CALLS: calls,
    URL: `http://127.0.0.1:${server.address().port}/graphql`,
    KEY_ENABLED: keyEnabled,
  };
  const result = await new Promise((resolve) => {
    execFile('bash', [SCRIPT, ...stack], { env }, (error, output, errors) => resolve({ code: error?.code ?? 0, text: output + errors }));
  });
  const log = readFileSync(calls, 'utf8');
  rmSync(folder, { recursive: true });
  server.close();
  return { ...result, log, left: api.table.items.size };
}

describe('the smoke test', { skip: hasJq() ? false : 'it needs jq, which is not installed' }, () => {
  test('passes, and leaves neither users nor items', async () => {
    const { code, text, log, left } = await smoke();
    assert.equal(code, 0, text);
    assert.match(text, /ok {6}B cannot change it: NotFound/);
    assert.match(text, /skipped subscriptions: the API has none\nall checks passed\n$/);
    assert.equal(left, 0);
    assert.equal(log.match(/admin-create-user/g).length, 2);
    assert.equal(log.match(/admin-delete-user/g).length, 2);
  });

  test('passes with an API key', async () => {
    const { code, text } = await smoke({ keyEnabled: 'true' });
    assert.equal(code, 0, text);
    assert.match(text, /the API key cannot write: Unauthorized/);
  });

  test('fails where another user can reach an item, and still deletes its users', async () => {
    const { code, text, log } = await smoke({ lax: true });
    assert.equal(code, 1);
    assert.match(text, /FAILED {2}B does not see it/);
    assert.equal(log.match(/admin-delete-user/g).length, 2);
  });
});
