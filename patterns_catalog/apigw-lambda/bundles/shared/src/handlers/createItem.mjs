import { randomUUID } from "node:crypto";
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { callerOf } from "../lib/caller.mjs";
import { HttpError, handling, respond } from "../lib/http.mjs";
import { fieldsOf, publicView } from "../lib/item.mjs";
import { TableName, conditionFailed, table } from "../lib/table.mjs";

export const handler = handling(async (event) => {
  const userId = callerOf(event);
  const now = new Date().toISOString();
  const Item = { id: randomUUID(), userId, ...fieldsOf(event), createdAt: now, updatedAt: now };
  try {
    // Without the condition a put replaces an item of the same identifier, whoever owns it.
    await table.send(
      new PutCommand({ TableName, Item, ConditionExpression: "attribute_not_exists(id)" }),
    );
  } catch (error) {
    throw conditionFailed(error) ? new HttpError(409, "The identifier is taken, try again") : error;
  }
  return respond(201, publicView(Item));
});
