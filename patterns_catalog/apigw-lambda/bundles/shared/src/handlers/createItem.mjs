import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { callerOf } from "../lib/caller.mjs";
import { HttpError, handling, respond } from "../lib/http.mjs";
import { fieldsOf, newItemId, publicView } from "../lib/item.mjs";
import { TableName, conditionFailed, itemInTheWay, table } from "../lib/table.mjs";

export const handler = handling(async (event) => {
  const userId = callerOf(event);
  const now = new Date().toISOString();
  const id = newItemId(event, userId);
  const Item = { id, userId, ...fieldsOf(event), createdAt: now, updatedAt: now };
  try {
    await table.send(
      new PutCommand({
        TableName,
        Item,
        // Without the condition a put replaces an item of the same identifier, whoever owns it.
        ConditionExpression: "attribute_not_exists(id)",
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
  } catch (error) {
    return repeated(error, Item);
  }
  return respond(201, publicView(Item));
});

// The identifier is taken: by an earlier try of the same request, which gets the same answer again, or by another one.
function repeated(error, wanted) {
  if (!conditionFailed(error)) {
    throw error;
  }
  const there = itemInTheWay(error);
  if (!["userId", "name", "description"].every((key) => there[key] === wanted[key])) {
    throw new HttpError(409, "The Idempotency-Key was used for another item");
  }
  return respond(201, publicView(there));
}
