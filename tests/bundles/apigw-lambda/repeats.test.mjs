import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { call, table } from "./support.mjs";

const sent = (more = {}) => ({
  body: { name: "Lamp" },
  headers: { "Idempotency-Key": "order-17" },
  ...more,
});

describe("a creation that is sent again", () => {
  beforeEach(() => table.reset());

  test("makes one item and gets the same answer", async () => {
    const first = await call("createItem", sent());
    const again = await call("createItem", sent());
    assert.equal(again.statusCode, 201);
    assert.deepEqual(again.body, first.body);
    assert.equal(table.items.size, 1);
  });

  test("is known by its key however the header is written", async () => {
    await call("createItem", sent());
    await call("createItem", sent({ headers: { "idempotency-key": "order-17" } }));
    assert.equal(table.items.size, 1);
  });

  test("is another item for another key, and without a key", async () => {
    await call("createItem", sent());
    await call("createItem", sent({ headers: { "Idempotency-Key": "order-18" } }));
    await call("createItem", sent({ headers: null }));
    await call("createItem", sent({ headers: null }));
    assert.equal(table.items.size, 4);
  });

  test("is another item for another caller, who learns nothing of the first", async () => {
    const { body: one } = await call("createItem", sent());
    const { statusCode, body: other } = await call("createItem", sent({ user: "bob" }));
    assert.equal(statusCode, 201);
    assert.notEqual(one.id, other.id);
    assert.equal(table.get(one.id).userId, "alice");
  });

  test("is refused where the key belongs to other contents", async () => {
    await call("createItem", sent());
    const { statusCode, body } = await call("createItem", sent({ body: { name: "Chair" } }));
    assert.equal(statusCode, 409);
    assert.deepEqual(body, { message: "The Idempotency-Key was used for another item" });
  });

  test("shows no item of somebody else, should two keys ever meet", async () => {
    const { body } = await call("createItem", sent());
    table.items.get(body.id).userId = "mallory";
    assert.equal((await call("createItem", sent())).statusCode, 409);
  });

  for (const key of ["", " ", "a b", "x".repeat(129), "schl\u00fcssel"]) {
    test(`is refused with the key ${JSON.stringify(key).slice(0, 20)}`, async () => {
      const answer = await call("createItem", sent({ headers: { "Idempotency-Key": key } }));
      assert.equal(answer.statusCode, 400);
      assert.equal(table.items.size, 0);
    });
  }

  test("has an identifier that the other routes take", async () => {
    const { body } = await call("createItem", sent());
    assert.equal((await call("getItem", { id: body.id })).statusCode, 200);
  });
});
