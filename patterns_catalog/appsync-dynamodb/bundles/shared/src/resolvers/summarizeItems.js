import { util } from '@aws-appsync/utils';

export function request(ctx) {
  const owner = ctx.identity?.sub;
  if (!owner) {
    util.unauthorized();
  }
  // The function gets the owner from here and nothing from the client.
  return { operation: 'Invoke', payload: { owner } };
}

export function response(ctx) {
  if (ctx.error) {
    util.error(ctx.error.message, ctx.error.type);
  }
  return ctx.result;
}
