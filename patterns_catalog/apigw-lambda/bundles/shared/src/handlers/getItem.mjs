import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { callerOf } from "../lib/caller.mjs";
import { handling, notFound, respond } from "../lib/http.mjs";
import { itemIdOf, publicView } from "../lib/item.mjs";
import { TableName, table } from "../lib/table.mjs";

export const handler = handling(async (event) => {
  const userId = callerOf(event);
  const { Item } = await table.send(
    // Strongly consistent, so that a caller reads what the same caller has just written.
    new GetCommand({ TableName, Key: { id: itemIdOf(event) }, ConsistentRead: true }),
  );
  if (Item?.userId !== userId) {
    throw notFound();
  }
  return respond(200, publicView(Item));
});
