import { util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

export function request(ctx) {
  const owner = ctx.identity?.sub;
  if (!owner) {
    util.unauthorized();
  }
  return ddb.remove({ key: { id: ctx.args.id }, condition: { owner: { eq: owner } } });
}

export function response(ctx) {
  if (ctx.error && ctx.error.type !== 'DynamoDB:ConditionalCheckFailedException') {
    util.error(ctx.error.message, ctx.error.type);
  }
  // AppSync reports the deletion of a missing item as a success without a result.
  if (ctx.error || !ctx.result) {
    util.error('Item not found', 'NotFound');
  }
  return ctx.result;
}
