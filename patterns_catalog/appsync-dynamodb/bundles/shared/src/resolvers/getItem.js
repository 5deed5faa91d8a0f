import { util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

export function request(ctx) {
  return ddb.get({ key: { id: ctx.args.id } });
}

export function response(ctx) {
  if (ctx.error) {
    util.error(ctx.error.message, ctx.error.type);
  }
  const item = ctx.result;
  if (!item) {
    return null;
  }
  // With an API key or an IAM role there is no sub, so only public items are left.
  const caller = ctx.identity?.sub;
  const mayRead = item.visibility === 'PUBLIC' || (caller && item.owner === caller);
  // Null, as for a missing item: the answer does not tell that the item exists.
  return mayRead ? item : null;
}
