import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { ID, call, request, stored, table } from "./support.mjs";

const OTHER = { user: "mallory", id: ID };
const CHANGE = { body: { name: "Mine now" } };

describe("an item belongs to who created it", () => {
  beforeEach(() => table.reset([stored()]));

  test("the owner reads it, without the owner's identifier", async () => {
    const { statusCode, body } = await call("getItem", { id: ID });
    assert.equal(statusCode, 200);
    const { userId, ...visible } = stored();
    assert.deepEqual(body, visible);
  });

  test("the owner replaces its contents and keeps its date of creation", async () => {
    const { statusCode, body } = await call("updateItem", { id: ID, body: { name: "Desk lamp" } });
    assert.equal(statusCode, 200);
    assert.equal(body.name, "Desk lamp");
    assert.equal(body.description, "");
    assert.equal(body.createdAt, stored().createdAt);
    assert.notEqual(body.updatedAt, stored().updatedAt);
    assert.equal(table.get(ID).userId, "alice");
  });

  test("the owner deletes it", async () => {
    assert.equal((await call("deleteItem", { id: ID })).statusCode, 204);
    assert.equal(table.get(ID), undefined);
  });

  for (const [name, extra] of [["getItem", {}], ["updateItem", CHANGE], ["deleteItem", {}]]) {
    test(`${name} answers another user as if it did not exist`, async () => {
      const foreign = await call(name, { ...OTHER, ...extra });
      table.reset();
      const missing = await call(name, { ...OTHER, ...extra });
      assert.equal(foreign.statusCode, 404);
      assert.deepEqual(foreign.body, missing.body);
    });
  }

  test("another user's attempts change nothing", async () => {
    await call("updateItem", { ...OTHER, ...CHANGE });
    await call("deleteItem", OTHER);
    assert.deepEqual(table.get(ID), stored());
  });

  test("a new item belongs to the caller, whatever the body says", async () => {
    const { body } = await call("createItem", { user: "bob", body: { name: "Chair" } });
    assert.equal(table.get(body.id).userId, "bob");
    const forgery = { name: "Chair", userId: "alice" };
    const forged = await call("createItem", { user: "bob", body: forgery });
    assert.equal(forged.statusCode, 400);
  });

  test("an update of an item that is not there creates none", async () => {
    table.reset();
    assert.equal((await call("updateItem", { id: ID, ...CHANGE })).statusCode, 404);
    assert.equal(table.items.size, 0);
  });

  test("with an API key the client of the key is the owner", async () => {
    const event = request({ user: null, body: { name: "Chair" } });
    event.requestContext.identity.apiKeyId = "key-1";
    const { body } = await call("createItem", event);
    assert.equal(table.get(body.id).userId, "key-1");
  });

  test("a verified token counts before an API key", async () => {
    const event = request({ user: "bob", body: { name: "Chair" } });
    event.requestContext.identity.apiKeyId = "key-1";
    const { body } = await call("createItem", event);
    assert.equal(table.get(body.id).userId, "bob");
  });

  for (const name of ["listItems", "getItem", "createItem", "updateItem", "deleteItem"]) {
    test(`${name} refuses a request without an identity before it touches the table`, async () => {
      assert.equal((await call(name, { user: null, id: ID, ...CHANGE })).statusCode, 401);
      assert.deepEqual(table.sent, []);
    });
  }
});
