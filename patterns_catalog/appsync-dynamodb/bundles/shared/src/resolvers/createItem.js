import { util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

const LONGEST_TITLE = 200;
const LONGEST_DESCRIPTION = 4000;

export function request(ctx) {
  const owner = ctx.identity?.sub;
  if (!owner) {
    util.unauthorized();
  }
  const now = util.time.nowISO8601();
  const { description, visibility } = ctx.args.input;
  const item = {
    owner, // from the token, never from the arguments
    title: checkedTitle(ctx.args.input.title),
    status: 'ACTIVE',
    visibility: visibility ?? 'PRIVATE',
    createdAt: now,
    updatedAt: now,
  };
  // An empty description is left out: no attribute, rather than one that holds NULL.
  if (description) {
    item.description = checkedDescription(description);
  }
  // Only public items carry "feed", so the index on it holds nothing else.
  if (visibility === 'PUBLIC') {
    item.feed = 'PUBLIC';
  }
  const condition = { id: { attributeExists: false } };
  return ddb.put({ key: { id: util.autoId() }, item, condition });
}

export function response(ctx) {
  if (ctx.error) {
    util.error(ctx.error.message, ctx.error.type);
  }
  return ctx.result;
}

function checkedTitle(title) {
  const trimmed = title.trim();
  if (trimmed.length < 1 || trimmed.length > LONGEST_TITLE) {
    util.error(`title must have 1 to ${LONGEST_TITLE} characters`, 'BadRequest');
  }
  return trimmed;
}

function checkedDescription(description) {
  if (description.length > LONGEST_DESCRIPTION) {
    util.error(`description must have at most ${LONGEST_DESCRIPTION} characters`, 'BadRequest');
  }
  return description;
}
