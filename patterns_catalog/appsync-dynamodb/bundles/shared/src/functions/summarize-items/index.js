'use strict';

// CommonJS, because CloudFormation stores inline code as index.js.
const { DynamoDBClient, QueryCommand } = require('@aws-sdk/client-dynamodb');

const client = new DynamoDBClient({});
const TIME_TO_REPLY_MS = 2000;

// Counts one owner's items by status. A resolver reads one page of them; this reads on for as
// long as the time allows.
exports.handler = async ({ owner }, context) => {
  const counts = { ACTIVE: 0, INACTIVE: 0, DELETED: 0 };
  let nextPage;
  do {
    const page = await client.send(new QueryCommand(pageOf(owner, nextPage)));
    for (const item of page.Items) {
      counts[item.status.S] += 1;
    }
    nextPage = page.LastEvaluatedKey;
  } while (nextPage && context.getRemainingTimeInMillis() > TIME_TO_REPLY_MS);
  return {
    total: counts.ACTIVE + counts.INACTIVE + counts.DELETED,
    active: counts.ACTIVE,
    inactive: counts.INACTIVE,
    deleted: counts.DELETED,
    complete: !nextPage,
  };
};

function pageOf(owner, start) {
  return {
    TableName: process.env.TABLE_NAME,
    IndexName: process.env.INDEX_NAME,
    KeyConditionExpression: '#owner = :owner',
    ProjectionExpression: '#status',
    ExpressionAttributeNames: { '#owner': 'owner', '#status': 'status' },
    ExpressionAttributeValues: { ':owner': { S: owner } },
    ExclusiveStartKey: start,
  };
}
