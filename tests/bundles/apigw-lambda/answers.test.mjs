import assert from "node:assert/strict";
import { beforeEach, describe, mock, test } from "node:test";
import { ID, call, stored, table } from "./support.mjs";

const NAMES = ["listItems", "getItem", "createItem", "updateItem", "deleteItem"];
const FINE = { id: ID, body: { name: "Lamp" } };

const failure = (name) => Object.assign(new Error("table items-7f3 in account 1234"), { name });

describe("every answer can be read by a browser of the allowed origin", () => {
  beforeEach(() => table.reset([stored()]));

  const expected = {
    "Access-Control-Allow-Origin": "https://app.example",
    "Cache-Control": "no-store",
    "Content-Type": "application/json",
    "X-Content-Type-Options": "nosniff",
  };

  for (const name of NAMES) {
    test(`${name}: a success`, async () => {
      const { statusCode, headers } = await call(name, FINE);
      assert.ok(statusCode < 300);
      assert.deepEqual(headers, expected);
    });

    test(`${name}: a refusal`, async () => {
      const { statusCode, headers } = await call(name, { ...FINE, user: null });
      assert.equal(statusCode, 401);
      assert.deepEqual(headers, expected);
    });

    test(`${name}: a failure, whose details stay in the log`, async (context) => {
      const log = context.mock.method(console, "error", () => {});
      table.failure = failure("ProvisionedThroughputExceededException");
      const { statusCode, headers, body } = await call(name, FINE);
      assert.equal(statusCode, 500);
      assert.deepEqual(headers, expected);
      assert.deepEqual(body, { message: "The request failed", requestId: "request-1" });
      assert.equal(log.mock.calls[0].arguments[0].error, "ProvisionedThroughputExceededException");
    });
  }

  test("a deletion is answered without a body", async () => {
    assert.equal((await call("deleteItem", FINE)).body, undefined);
  });
});

describe("a condition that fails is an answer, not a failure", () => {
  beforeEach(() => {
    table.reset();
    table.failure = failure("ConditionalCheckFailedException");
  });

  for (const [name, status] of [["createItem", 409], ["updateItem", 404], ["deleteItem", 404]]) {
    test(`${name} answers ${status} and logs nothing`, async () => {
      const log = mock.method(console, "error", () => {});
      const { statusCode } = await call(name, FINE);
      assert.equal(statusCode, status);
      assert.equal(log.mock.callCount(), 0);
      log.mock.restore();
    });
  }

  test("a creation demands that the identifier is free", async () => {
    await call("createItem", FINE);
    assert.equal(table.sent[0].input.ConditionExpression, "attribute_not_exists(id)");
  });
});
