// A double of @aws-appsync/utils: the published package holds types only.
import { randomUUID } from 'node:crypto';

export class GraphQLError extends Error {
  constructor(message, type, data) {
    super(message);
    Object.assign(this, { type, data });
  }
}

const raise = (message, type, data) => {
  throw new GraphQLError(message, type, data);
};

export const util = {
  autoId: randomUUID,
  error: raise,
  unauthorized: () => raise('Unauthorized', 'Unauthorized'),
  time: { nowISO8601: () => new Date().toISOString() },
  transform: { toSubscriptionFilter: (filter) => ({ filterGroup: filter }) },
};

export const subscriptionFilters = [];

export const extensions = {
  setSubscriptionFilter: (filter) => subscriptionFilters.push(filter),
};
