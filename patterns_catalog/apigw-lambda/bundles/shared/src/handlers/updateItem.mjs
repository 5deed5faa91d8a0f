import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { callerOf } from "../lib/caller.mjs";
import { handling, notFound, respond } from "../lib/http.mjs";
import { fieldsOf, itemIdOf, publicView } from "../lib/item.mjs";
import { TableName, conditionFailed, table } from "../lib/table.mjs";

export const handler = handling(async (event) => {
  const userId = callerOf(event);
  const id = itemIdOf(event);
  const { name, description } = fieldsOf(event);
  try {
    const { Attributes } = await table.send(
      new UpdateCommand({
        TableName,
        Key: { id },
        UpdateExpression: "SET #name = :name, description = :description, updatedAt = :now",
        // Checked by DynamoDB together with the write, so nothing can change in between.
        // An item that is not there has no userId: the update creates none.
        ConditionExpression: "userId = :userId",
        ExpressionAttributeNames: { "#name": "name" },
        ExpressionAttributeValues: {
          ":name": name,
          ":description": description,
          ":now": new Date().toISOString(),
          ":userId": userId,
        },
        ReturnValues: "ALL_NEW",
      }),
    );
    return respond(200, publicView(Attributes));
  } catch (error) {
    throw conditionFailed(error) ? notFound() : error;
  }
});
