import { DeleteCommand } from "@aws-sdk/lib-dynamodb";
import { callerOf } from "../lib/caller.mjs";
import { handling, notFound, respond } from "../lib/http.mjs";
import { itemIdOf } from "../lib/item.mjs";
import { TableName, conditionFailed, table } from "../lib/table.mjs";

export const handler = handling(async (event) => {
  const userId = callerOf(event);
  try {
    await table.send(
      new DeleteCommand({
        TableName,
        Key: { id: itemIdOf(event) },
        ConditionExpression: "userId = :userId",
        ExpressionAttributeValues: { ":userId": userId },
      }),
    );
  } catch (error) {
    throw conditionFailed(error) ? notFound() : error;
  }
  return respond(204);
});
