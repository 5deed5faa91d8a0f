import { util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

const DEFAULT_LIMIT = 20;
const HIGHEST_LIMIT = 100;

export function request(ctx) {
  const limit = ctx.args.limit ?? DEFAULT_LIMIT;
  if (limit < 1 || limit > HIGHEST_LIMIT) {
    util.error(`limit must be 1 to ${HIGHEST_LIMIT}`, 'BadRequest');
  }
  return ddb.query({
    index: 'byFeed',
    query: { feed: { eq: 'PUBLIC' } },
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
