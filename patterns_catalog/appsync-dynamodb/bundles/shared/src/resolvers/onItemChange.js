import { extensions, util } from '@aws-appsync/utils';

// Runs once, when a client subscribes; the filter then decides about each change.
export function request(ctx) {
  if (!ctx.identity?.sub) {
    util.unauthorized();
  }
  return { payload: null };
}

export function response(ctx) {
  const filter = { owner: { eq: ctx.identity.sub } };
  if (ctx.args.id) {
    filter.id = { eq: ctx.args.id };
  }
  extensions.setSubscriptionFilter(util.transform.toSubscriptionFilter(filter));
  return null;
}
