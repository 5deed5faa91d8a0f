import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { ID, call, stored, table } from "./support.mjs";

const REFUSED = [
  ["{", "The body is not valid JSON"],
  ["", "The body is not valid JSON"],
  [undefined, "The body must be a JSON object"],
  ["null", "The body must be a JSON object"],
  [[], "The body must be a JSON object"],
  ['"text"', "The body must be a JSON object"],
  [{}, "name must be a text that is not empty"],
  [{ name: " " }, "name must be a text that is not empty"],
  [{ name: 7 }, "name must be a text that is not empty"],
  [{ name: "Lamp", description: null }, "description must be a text"],
  [{ name: "x".repeat(201) }, "name may have at most 200 characters"],
  [{ name: "Lamp", description: "x".repeat(2001) }, "description may have at most 2000 characters"],
  [{ name: "Lamp", id: ID }, "id is not a field (name and description are)"],
  ['{"name":"Lamp","__proto__":{}}', "__proto__ is not a field (name and description are)"],
  ['{"name":"Lamp","toString":"x"}', "toString is not a field (name and description are)"],
];

describe("a body is checked before anything is written", () => {
  beforeEach(() => table.reset([stored()]));

  for (const [body, message] of REFUSED) {
    for (const name of ["createItem", "updateItem"]) {
      test(`${name} refuses ${JSON.stringify(body)?.slice(0, 40)}: ${message}`, async () => {
        const answer = await call(name, { id: ID, body });
        assert.equal(answer.statusCode, 400);
        assert.deepEqual(answer.body, { message });
        assert.deepEqual(table.sent, []);
      });
    }
  }

  test("the longest texts are accepted, spaces around a name are not kept", async () => {
    const body = { name: ` ${"x".repeat(198)} `, description: "y".repeat(2000) };
    const answer = await call("createItem", { body });
    assert.equal(answer.statusCode, 201);
    assert.equal(answer.body.name, "x".repeat(198));
    assert.equal(table.get(answer.body.id).description, body.description);
  });
});

describe("an identifier is checked before the table is asked", () => {
  for (const id of ["1", "x".repeat(3000), `${ID} `, undefined]) {
    for (const name of ["getItem", "deleteItem"]) {
      test(`${name} finds no item called ${id?.slice(0, 40)}`, async () => {
        table.reset([stored()]);
        assert.equal((await call(name, { id })).statusCode, 404);
        assert.deepEqual(table.sent, []);
      });
    }
  }
});
