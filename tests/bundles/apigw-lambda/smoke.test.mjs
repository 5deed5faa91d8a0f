// Runs the shipped smoke test against the shipped handlers behind a small stand-in for API Gateway,
// with stand-ins for the AWS CLI, Terraform and sleep on the PATH.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { handlers, table } from "./support.mjs";

const SCRIPT = fileURLToPath(
  new URL("../../../patterns_catalog/apigw-lambda/bundles/shared/smoke-test.sh", import.meta.url),
);
const ORIGIN = process.env.ALLOWED_ORIGIN;
const ROUTES = {
  "GET /items": "listItems",
  "POST /items": "createItem",
  "GET /items/{id}": "getItem",
  "PUT /items/{id}": "updateItem",
  "DELETE /items/{id}": "deleteItem",
};

// The user of a token is the token itself.
const AWS = `#!/bin/sh
echo "$*" >>"$CALLS"
case "$*" in
  *"OutputKey=='ApiUrl'"*) echo "$API" ;;
  *"OutputKey=='AllowedOrigin'"*) echo "${ORIGIN}" ;;
  *"OutputKey=='UserPoolId'"*) echo "$POOL" ;;
  *"OutputKey=='UserPoolClientId'"*) echo "$POOL" ;;
  *"OutputKey=='ApiKeyId'"*) echo "$KEY" ;;
  *get-api-key*) echo key-value ;;
  *admin-initiate-auth*) sed -n 's/.*"USERNAME": "\\([^"]*\\)".*/\\1/p' "\${4#file://}" ;;
esac
`;
const TERRAFORM = `#!/bin/sh
case "$3" in
  api_url) printf %s "$API" ;;
  allowed_origin) printf %s "${ORIGIN}" ;;
  user_pool_id | user_pool_client_id) printf %s "$POOL" ;;
esac
`;

const identityOf = ({ authorization, "x-api-key": key }) =>
  authorization
    ? { authorizer: { claims: { sub: authorization } } }
    : { identity: { apiKeyId: key } };

const allowing = { "Access-Control-Allow-Origin": ORIGIN };

let asEverybody;
let refused;

async function answer(request) {
  const { authorization, "x-api-key": key } = request.headers;
  if (request.method === "OPTIONS") return { statusCode: 204, headers: allowing };
  if (!authorization && !key) return { statusCode: refused, headers: allowing, body: "{}" };
  let body = "";
  for await (const part of request) body += part;
  const [, id] = request.url.match(/^\/items\/(.+)$/) ?? [];
  const requestContext = identityOf(asEverybody ? { "x-api-key": "all" } : request.headers);
  const name = ROUTES[`${request.method} ${id ? "/items/{id}" : request.url}`];
  return handlers[name]({ body, pathParameters: { id }, requestContext });
}

describe("the smoke test", () => {
  let server;
  let folder;

  before(async () => {
    server = createServer(async (request, response) => {
      const { statusCode, headers, body } = await answer(request);
      response.writeHead(statusCode, headers).end(body);
    });
    await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
    folder = await mkdtemp(join(tmpdir(), "smoke-"));
    const doubles = { aws: AWS, terraform: TERRAFORM, sleep: "#!/bin/sh\n" };
    for (const [name, text] of Object.entries(doubles)) {
      await writeFile(join(folder, name), text);
      await chmod(join(folder, name), 0o755);
    }
  });
  after(async () => {
    server.close();
    await rm(folder, { recursive: true });
  });
  beforeEach(async () => {
    table.reset();
    asEverybody = false;
    refused = 401;
    await writeFile(join(folder, "calls"), "");
  });

  function run(args, variables = {}) {
    const env = {
      PATH: `${folder}:${process.env.PATH}`,
      API: `http://127.0.0.1:${server.address().port}`,
      CALLS: join(folder, "calls"),
      ...variables,
    };
    const child = spawn("bash", [SCRIPT, ...args], { env });
    let text = "";
    child.stdout.on("data", (part) => (text += part));
    child.stderr.on("data", (part) => (text += part));
    return new Promise((done) => child.on("close", (code) => done({ code, text })));
  }

  const calls = () => readFile(join(folder, "calls"), "utf8");

  test("passes on a stack with a user pool and leaves neither users nor items", async () => {
    const { code, text } = await run(["my-api"], { POOL: "pool" });
    assert.equal(code, 0, text);
    assert.match(text, /All checks passed\n$/);
    assert.match(text, /ok {4}read by another user: 404/);
    assert.equal(table.items.size, 0);
    const log = await calls();
    assert.equal(log.match(/admin-create-user/g).length, 2);
    assert.equal(log.match(/admin-delete-user/g).length, 2);
    assert.ok(!log.includes("Aa1-"), "a password on a command line");
  });

  test("passes on the outputs of Terraform", async () => {
    const { code, text } = await run([], { POOL: "pool" });
    assert.equal(code, 0, text);
  });

  test("passes with an API key", async () => {
    refused = 403;
    const { code, text } = await run(["my-api"], { KEY: "key" });
    assert.equal(code, 0, text);
    assert.ok(!text.includes("another user"));
  });

  test("passes with tokens of a user pool of one's own", async () => {
    const { code, text } = await run(["my-api"], { ID_TOKEN: "one", OTHER_ID_TOKEN: "two" });
    assert.equal(code, 0, text);
    assert.match(text, /another user/);
  });

  test("says what it lacks when there is nothing to sign in with", async () => {
    const { code, text } = await run(["my-api"]);
    assert.equal(code, 2);
    assert.match(text, /set ID_TOKEN/);
  });

  test("fails where another user can reach an item, and still deletes its users", async () => {
    asEverybody = true;
    const { code, text } = await run(["my-api"], { POOL: "pool" });
    assert.equal(code, 1);
    assert.match(text, /FAIL {2}read by another user: expected 404, got 200/);
    assert.match(text, /checks failed\n$/);
    assert.equal((await calls()).match(/admin-delete-user/g).length, 2);
  });
});
