import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { callerOf } from "../lib/caller.mjs";
import { handling, respond } from "../lib/http.mjs";
import { publicView } from "../lib/item.mjs";
import { cursorFrom, limitOf, startKeyOf } from "../lib/page.mjs";
import { OwnerIndex, TableName, table } from "../lib/table.mjs";

// A query of the caller's own part of the index, never a scan of the table.
export const handler = handling(async (event) => {
  const userId = callerOf(event);
  const page = await table.send(
    new QueryCommand({
      TableName,
      IndexName: OwnerIndex,
      KeyConditionExpression: "userId = :userId",
      ExpressionAttributeValues: { ":userId": userId },
      ScanIndexForward: false,
      Limit: limitOf(event),
      ExclusiveStartKey: startKeyOf(event, userId),
    }),
  );
  return respond(200, {
    items: page.Items.map(publicView),
    cursor: cursorFrom(page.LastEvaluatedKey),
  });
});
