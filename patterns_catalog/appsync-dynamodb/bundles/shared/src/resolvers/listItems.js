import { util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

const DEFAULT_LIMIT = 20;
const HIGHEST_LIMIT = 100;

export function request(ctx) {
  const owner = ctx.identity?.sub;
  if (!owner) {
    util.unauthorized();
  }
  const limit = ctx.args.limit ?? DEFAULT_LIMIT;
  if (limit < 1 || limit > HIGHEST_LIMIT) {
    util.error(`limit must be 1 to ${HIGHEST_LIMIT}`, 'BadRequest');
  }
  // A query on the owner's part of the index: what others own is never read, nor paid for.
  return ddb.query({
    index: 'byOwner',
    query: { owner: { eq: owner } },
    scanIndexForward: false, // newest first
    limit,
    nextToken: ctx.args.nextToken,
  });
}

export function response(ctx) {
  if (ctx.error) {
    util.error(ctx.error.message, ctx.error.type);
  }
  return { items: ctx.result.items, nextToken: ctx.result.nextToken };
}
