import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileFunction } from 'node:vm';
import { shipped } from './api.mjs';

const CODE = shipped('shared/src/functions/summarize-items/index.js');
const SECONDS_LEFT = { getRemainingTimeInMillis: () => 9000 };

// Runs the shipped CommonJS module with a client that answers with the given pages of statuses.
function summarizer(pages) {
  const queries = [];
  class QueryCommand {
    constructor(input) {
      queries.push(input);
    }
  }
  class DynamoDBClient {
    async send() {
      const statuses = pages[queries.length - 1];
      const more = queries.length < pages.length;
      return {
        Items: statuses.map((status) => ({ status: { S: status } })),
        LastEvaluatedKey: more ? { page: queries.length } : undefined,
      };
    }
  }
  const module = { exports: {} };
  const require = () => ({ DynamoDBClient, QueryCommand });
  const process = { env: { TABLE_NAME: 'items', INDEX_NAME: 'byOwner' } };
  const names = ['module', 'exports', 'require', 'process'];
  compileFunction(CODE, names)(module, module.exports, require, process);
  return { handler: module.exports.handler, queries };
}

test('it counts the items of every page by status', async () => {
  const { handler } = summarizer([['ACTIVE', 'ACTIVE', 'DELETED'], ['INACTIVE']]);
  const expected = { total: 4, active: 2, inactive: 1, deleted: 1, complete: true };
  assert.deepEqual(await handler({ owner: 'alice' }, SECONDS_LEFT), expected);
});

test('it counts nothing for an owner without items', async () => {
  const { handler } = summarizer([[]]);
  const expected = { total: 0, active: 0, inactive: 0, deleted: 0, complete: true };
  assert.deepEqual(await handler({ owner: 'alice' }, SECONDS_LEFT), expected);
});

test("it asks the index for the given owner's items, and goes on where a page ended", async () => {
  const { handler, queries } = summarizer([['ACTIVE'], ['ACTIVE']]);
  await handler({ owner: 'alice' }, SECONDS_LEFT);
  const [first, second] = queries;
  assert.equal(first.TableName, 'items');
  assert.equal(first.IndexName, 'byOwner');
  assert.deepEqual(first.ExpressionAttributeValues, { ':owner': { S: 'alice' } });
  assert.equal(first.ExclusiveStartKey, undefined);
  assert.deepEqual(second.ExclusiveStartKey, { page: 1 });
});

test('it stops in time to reply and says that the count is not complete', async () => {
  const { handler, queries } = summarizer([['ACTIVE'], ['ACTIVE'], ['ACTIVE']]);
  const result = await handler({ owner: 'alice' }, { getRemainingTimeInMillis: () => 1500 });
  assert.equal(queries.length, 1);
  assert.deepEqual([result.total, result.complete], [1, false]);
});
