import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { beforeEach, describe, test } from "node:test";
import { call, stored, table } from "./support.mjs";

const numbered = (number, userId = "alice") =>
  stored({
    id: `00000000-0000-0000-0000-00000000000${number}`,
    name: `Item ${number}`,
    createdAt: `2026-01-0${number}T00:00:00.000Z`,
    userId,
  });

const names = ({ body }) => body.items.map((item) => item.name);

const shipped = (path) =>
  readFileSync(new URL(`../../../patterns_catalog/apigw-lambda/bundles/${path}`, import.meta.url), "utf8");

/** The keys of the index, as each format declares them, and the key of the table. */
const keysOf = (text, index, attribute) => [
  ...[...index.exec(text)[0].matchAll(attribute)].map((found) => found[1]),
  "id",
];

describe("a list holds the items of the caller", () => {
  beforeEach(() => table.reset([numbered(1), numbered(2), numbered(3), numbered(4, "bob")]));

  test("only theirs, newest first, without owners", async () => {
    const answer = await call("listItems", {});
    assert.equal(answer.statusCode, 200);
    assert.deepEqual(names(answer), ["Item 3", "Item 2", "Item 1"]);
    assert.ok(answer.body.items.every((item) => !("userId" in item)));
    assert.ok(!("cursor" in answer.body));
  });

  test("somebody without items gets an empty list", async () => {
    assert.deepEqual((await call("listItems", { user: "carol" })).body, { items: [] });
  });

  test("pages follow each other by cursor and lose nothing", async () => {
    const first = await call("listItems", { query: { limit: "2" } });
    const second = await call("listItems", { query: { limit: "2", cursor: first.body.cursor } });
    assert.deepEqual([...names(first), ...names(second)], ["Item 3", "Item 2", "Item 1"]);
    assert.ok(!("cursor" in second.body));
  });

  test("a cursor of one user opens nothing to another", async () => {
    const { body } = await call("listItems", { query: { limit: "1" } });
    const answer = await call("listItems", { user: "mallory", query: { cursor: body.cursor } });
    assert.deepEqual(answer.body.items, []);
  });

  for (const limit of ["0", "101", "-1", "1e1", "abc", "", "1.5"]) {
    test(`a limit of "${limit}" is refused`, async () => {
      const { statusCode, body } = await call("listItems", { query: { limit } });
      assert.equal(statusCode, 400);
      assert.equal(body.message, "limit must be a number from 1 to 100");
    });
  }

  for (const value of ["{", "{}", "[]", "[1,2]", '["2026"]', "null"]) {
    test(`a cursor made of ${value} is refused`, async () => {
      const cursor = Buffer.from(value).toString("base64url");
      const { statusCode } = await call("listItems", { query: { cursor } });
      assert.equal(statusCode, 400);
      assert.deepEqual(table.sent, []);
    });
  }

  const formats = {
    CloudFormation: keysOf(shipped("cloudformation/template.yaml"), /GlobalSecondaryIndexes:.*?Projection:/s, /AttributeName: (\w+)/g),
    Terraform: keysOf(shipped("terraform/data.tf"), /global_secondary_index \{.*?^ {2}\}/ms, /attribute_name = "(\w+)"/g),
  };
  for (const [format, keys] of Object.entries(formats)) {
    test(`a page starts at the keys that ${format} declares`, async () => {
      const { body } = await call("listItems", { query: { limit: "1" } });
      await call("listItems", { query: { cursor: body.cursor } });
      const { ExclusiveStartKey } = table.sent.at(-1).input;
      assert.deepEqual(Object.keys(ExclusiveStartKey).sort(), [...keys].sort());
    });
  }
});
