import { util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

const LONGEST_TITLE = 200;
const LONGEST_DESCRIPTION = 4000;

export function request(ctx) {
  const owner = ctx.identity?.sub;
  if (!owner) {
    util.unauthorized();
  }
  // The condition is checked with the write: nobody can change the owner in between, and an
  // item that does not exist is never created.
  return ddb.update({
    key: { id: ctx.args.input.id },
    update: changes(ctx.args.input),
    condition: { owner: { eq: owner } },
  });
}

export function response(ctx) {
  if (ctx.error) {
    // Another owner's item and a missing one look the same to the caller.
    if (ctx.error.type === 'DynamoDB:ConditionalCheckFailedException') {
      util.error('Item not found', 'NotFound');
    }
    util.error(ctx.error.message, ctx.error.type);
  }
  return ctx.result;
}

// What was not sent stays as it is; an empty or null description is removed.
function changes(input) {
  const { title, description, status, visibility } = input;
  if (title === null || status === null || visibility === null) {
    util.error('title, status and visibility cannot be null', 'BadRequest');
  }
  const update = { updatedAt: util.time.nowISO8601() };
  if (title !== undefined) {
    update.title = checkedTitle(title);
  }
  if (description !== undefined) {
    update.description = description ? checkedDescription(description) : ddb.operations.remove();
  }
  if (status !== undefined) {
    update.status = status;
  }
  if (visibility !== undefined) {
    update.visibility = visibility;
    update.feed = visibility === 'PUBLIC' ? 'PUBLIC' : ddb.operations.remove();
  }
  return update;
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
